#pragma once

#include <QCoroTask>

#include <chrono>
#include <stop_token>

namespace callsheet::base {

//! Waits for `duration` or until `stop` is requested, which has to happen in the same thread. True: slept; false:
//! stopped.
QCoro::Task<bool> pause(std::chrono::milliseconds duration, std::stop_token stop);

} // namespace callsheet::base
