#pragma once

#include <QDateTime>

#include <chrono>

namespace callsheet::base {

//! Where "now" comes from; everything that shows or stores a time gets one as an argument.
class Clock {
public:
    virtual ~Clock() = default;
    virtual QDateTime now() const = 0; // UTC, milliseconds
};

class SystemClock final : public Clock {
public:
    QDateTime now() const override;
};

//! A clock that moves only when told to: for tests.
class ManualClock final : public Clock {
public:
    explicit ManualClock(QDateTime start)
        : m_now(std::move(start))
    {
    }
    QDateTime now() const override { return m_now; }
    void advance(std::chrono::milliseconds by) { m_now = m_now.addMSecs(by.count()); }

private:
    QDateTime m_now;
};

} // namespace callsheet::base
