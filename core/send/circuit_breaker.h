#pragma once

#include "core/runs/records.h"

#include <vector>

namespace callsheet::send {

struct BreakerRules {
    int mostRefusedInARow = 3;
    int mostUnknownInARow = 2;
    double mostUnknownShare = 0.03; // of the chunks tried, from the second unknown one on
};

enum class BreakerVerdict { GoOn, TooManyRefused, TooManyUnknown };

//! Whether a stretch of sending goes on by itself after chunks that ended so, in their order. An unknown outcome counts
//! even when a look settled it: a service that loses answers again and again is no place to send more people to.
BreakerVerdict breakerAfter(const std::vector<runs::OutcomeClass> &ended, const BreakerRules &rules);

} // namespace callsheet::send
