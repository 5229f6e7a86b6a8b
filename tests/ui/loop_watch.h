#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace callsheet::test {

//! Turns of the event loop by a timer of 1 ms: the longest gap is the longest time in which the window could not
//! answer.
class LoopWatch {
public:
    LoopWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = std::max(m_longest, m_since.elapsed());
            m_since.start();
        });
    }
    void start()
    {
        m_longest = 0;
        m_since.start();
        m_timer.start();
    }
    void report(const char *what)
    {
        m_longest = std::max(m_longest, m_since.elapsed());
        std::printf("longest gap between event loop turns, %s: %lld ms\n", what, static_cast<long long>(m_longest));
        EXPECT_LT(m_longest, 1000) << what;
        start();
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

} // namespace callsheet::test
