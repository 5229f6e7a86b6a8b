#pragma once

#include <QFuture>
#include <QtConcurrent>

#include <utility>

namespace callsheet::base {

//! Runs a function pointer or captureless lambda with values on the thread pool. The work polls a stop token by itself:
//! cancelling the QFuture would leave an awaiting coroutine without a result (QCoro 0.8 dereferences null there).
template <typename Function, typename... Args>
auto inBackground(Function &&function, Args &&...args)
{
    return QtConcurrent::run(std::forward<Function>(function), std::forward<Args>(args)...);
}

} // namespace callsheet::base
