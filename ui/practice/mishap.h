#pragma once

#include "core/practice/fault_plan.h"

#include <QString>

#include <array>

namespace callsheet::ui {

//! What can go wrong on purpose, one at a time: a request can only meet one fault, and a person wants to see what it
//! alone does.
enum class Mishap { None, AnswerLost, RequestLost, ServiceDown, TooManyRequests, SomeRefused, KeyRefused };
constexpr std::array mishaps{Mishap::AnswerLost, Mishap::RequestLost, Mishap::ServiceDown, Mishap::TooManyRequests,
    Mishap::SomeRefused, Mishap::KeyRefused};

enum class HowLong { NextRequest, UntilSwitchedOff };

struct Rehearsal {
    Mishap mishap = Mishap::None;
    HowLong howLong = HowLong::NextRequest;

    bool operator==(const Rehearsal &) const = default;
};

//! A service that is down meets no request that could be counted: it is down until somebody switches it on.
Rehearsal asPlayed(Rehearsal rehearsal);
//! Empty for what is no fault of a request: that nothing goes wrong, or that the service is down.
practice::FaultPlan planFor(const Rehearsal &rehearsal);
//! What a plan rehearses; None for an empty one, and for faults that only a plan in a file can name.
Rehearsal rehearsalOf(const practice::FaultPlan &plan);

QString mishapName(Mishap mishap); // "The answer gets lost"
QString mishapMeaning(Mishap mishap); // what happens, and what there is to see, in a sentence or two
//! "Rehearsing: the answer of the next request gets lost."
QString rehearsalText(const Rehearsal &rehearsal);

} // namespace callsheet::ui
