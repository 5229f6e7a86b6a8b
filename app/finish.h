#pragma once

#include <QCoroTask>

#include <QEventLoop>

#include <optional>
#include <utility>

namespace callsheet::app {

//! Runs the event loop until the task is done; for the few tasks that come before there is a window, or sending.
template <typename T>
T finish(QCoro::Task<T> task)
{
    QEventLoop loop;
    QObject context;
    std::optional<T> result;
    QCoro::connect(std::move(task), &context, [&](T value) {
        result.emplace(std::move(value));
        loop.quit();
    });
    if (!result)
        loop.exec();
    return std::move(*result);
}

} // namespace callsheet::app
