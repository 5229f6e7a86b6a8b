#pragma once

#include "core/practice/fault_plan.h"
#include "core/practice/http_answer.h"
#include "core/practice/http_request.h"

#include <functional>

namespace callsheet::practice {

//! What is done with the request that the fault is meant for. `records` is how many it holds; `apply` takes a request
//! to the store and gives the true answer. Called at most once, and never for LateApply: whoever plays that one applies
//! it later.
Reaction playFault(const Fault &fault, const HttpRequest &request, int records,
    const std::function<HttpAnswer(const HttpRequest &)> &apply);

//! What the fault does while the request is still on its way.
struct RequestDisturbance {
    std::optional<Cut> cut;
    std::optional<Pace> pace; // of its body
};
RequestDisturbance disturbanceOf(const Fault &fault);

} // namespace callsheet::practice
