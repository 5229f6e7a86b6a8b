#pragma once

#include <QCoroTask>

#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <optional>

namespace callsheet::test {

//! Runs the event loop until the task is done. Empty: the limit passed, or the task threw (QCoro::waitFor would hang
//! then).
template <typename T>
std::optional<T> await(QCoro::Task<T> task, std::chrono::milliseconds limit = std::chrono::seconds(20))
{
    QEventLoop loop;
    QObject context;
    std::optional<T> result;
    QCoro::connect(std::move(task), &context, [&](T value) {
        result.emplace(std::move(value));
        loop.quit();
    });
    if (!result) {
        QTimer::singleShot(limit, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return result;
}

//! Runs the event loop until the condition holds; false when the limit passed first. Unlike QTest::qWaitFor, which
//! sleeps 10 ms in every turn, it delays no event: what is measured meanwhile is the program, not the test.
template <typename Condition>
bool waitUntil(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds(20))
{
    using namespace std::chrono_literals;
    if (condition())
        return true;
    QEventLoop loop;
    bool holds = false;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        holds = condition();
        if (holds)
            loop.quit();
    });
    look.start(5ms);
    QTimer::singleShot(limit, &loop, &QEventLoop::quit);
    loop.exec();
    return holds || condition();
}

} // namespace callsheet::test
