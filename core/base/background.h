#pragma once

#include <QFuture>
#include <QtConcurrent>

#include <utility>

namespace callsheet::base {

//! The threads of background work, one a core. Not Qt's common pool: Qt Gui paints large areas in parts on that one and
//! waits for them, so that long work on all of its threads (one, on a small computer) keeps the window from painting.
QThreadPool &backgroundThreads();

//! Runs a function pointer or captureless lambda with values on the background threads. The work polls a stop token by
//! itself: cancelling the QFuture would leave an awaiting coroutine without a result (QCoro 0.8 dereferences null
//! there).
template <typename Function, typename... Args>
auto inBackground(Function &&function, Args &&...args)
{
    return QtConcurrent::run(&backgroundThreads(), std::forward<Function>(function), std::forward<Args>(args)...);
}

} // namespace callsheet::base
