#pragma once

#include "tests/support/processor_time.h"

#include <QElapsedTimer>
#include <QTimer>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace callsheet::test {

//! Turns of the event loop by a timer of 1 ms: the longest gap is the longest time in which the window could not
//! answer. On a busy machine it may have waited for a processor: the longest work in a turn is what it did itself.
class LoopWatch {
public:
    LoopWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { takeTurn(); });
    }
    void start()
    {
        m_longest = 0;
        m_longestWork = 0;
        m_since.start();
        m_worked = threadMilliseconds();
        m_timer.start();
    }
    //! Milliseconds since start().
    qint64 longestGap()
    {
        takeTurn();
        return m_longest;
    }
    //! Milliseconds of this thread's processor.
    double longestWork()
    {
        takeTurn();
        return m_longestWork;
    }
    void report(const char *what)
    {
        takeTurn();
        std::printf("longest gap between event loop turns, %s: %lld ms, longest work in one %.0f ms\n", what,
            static_cast<long long>(m_longest), m_longestWork);
        EXPECT_LT(m_longest, 1000) << what;
        start();
    }

private:
    void takeTurn()
    {
        m_longest = std::max(m_longest, m_since.restart());
        const double worked = threadMilliseconds();
        m_longestWork = std::max(m_longestWork, worked - m_worked);
        m_worked = worked;
    }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
    double m_worked = 0;
    double m_longestWork = 0;
};

} // namespace callsheet::test
