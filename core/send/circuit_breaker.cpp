#include "core/send/circuit_breaker.h"

#include <algorithm>

namespace callsheet::send {

using runs::OutcomeClass;

namespace {

int inARow(const std::vector<OutcomeClass> &ended, OutcomeClass outcome)
{
    const auto other = std::find_if(
        ended.rbegin(), ended.rend(), [outcome](OutcomeClass candidate) { return candidate != outcome; });
    return static_cast<int>(other - ended.rbegin());
}

} // namespace

BreakerVerdict breakerAfter(const std::vector<OutcomeClass> &ended, const BreakerRules &rules)
{
    if (inARow(ended, OutcomeClass::Refused) >= rules.mostRefusedInARow)
        return BreakerVerdict::TooManyRefused;
    if (inARow(ended, OutcomeClass::Unknown) >= rules.mostUnknownInARow)
        return BreakerVerdict::TooManyUnknown;
    const auto unknown = std::count(ended.begin(), ended.end(), OutcomeClass::Unknown);
    const bool endsUnknown = !ended.empty() && ended.back() == OutcomeClass::Unknown;
    const double share = ended.empty() ? 0 : static_cast<double>(unknown) / static_cast<double>(ended.size());
    if (endsUnknown && unknown > 1 && share >= rules.mostUnknownShare)
        return BreakerVerdict::TooManyUnknown;
    return BreakerVerdict::GoOn;
}

} // namespace callsheet::send
