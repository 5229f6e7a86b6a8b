#pragma once

#include <QDateTime>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace callsheet::check {

//! Somebody whom an earlier run has queued, or may have.
struct QueuedNumber {
    std::uint64_t phone = 0; // E.164 digits as a number
    std::int64_t run = 0;
    std::int64_t at = 0; // seconds since 1970
    bool isCertain = true; // false: the outcome is unknown

    bool operator==(const QueuedNumber &) const = default;
};

//! Who was queued lately, asked for one by one: a sorted list that copies share.
class QueuedNumbers {
public:
    QueuedNumbers() = default;
    //! `asked`: when the list was made; "three days ago" is counted from there.
    QueuedNumbers(std::vector<QueuedNumber> numbers, const QDateTime &asked)
        : m_asked(asked)
    {
        std::sort(numbers.begin(), numbers.end(), &isLess);
        numbers.shrink_to_fit();
        m_numbers = std::make_shared<const std::vector<QueuedNumber>>(std::move(numbers));
    }

    //! Its place in the list; -1: not in it.
    std::int64_t indexOf(std::uint64_t phone) const
    {
        if (!m_numbers)
            return -1;
        const auto found = std::lower_bound(m_numbers->begin(), m_numbers->end(), QueuedNumber{phone}, &isLess);
        return found != m_numbers->end() && found->phone == phone ? found - m_numbers->begin() : -1;
    }
    bool contains(std::uint64_t phone) const { return indexOf(phone) >= 0; }
    const QueuedNumber &at(std::size_t index) const { return m_numbers->at(index); }
    std::size_t size() const { return m_numbers ? m_numbers->size() : 0; }
    bool isEmpty() const { return size() == 0; }
    const QDateTime &asked() const { return m_asked; }
    bool operator==(const QueuedNumbers &other) const
    {
        return size() == other.size() && m_asked.date() == other.m_asked.date()
            && (m_numbers == other.m_numbers || isEmpty() || *m_numbers == *other.m_numbers);
    }

private:
    static bool isLess(const QueuedNumber &a, const QueuedNumber &b) { return a.phone < b.phone; }

    std::shared_ptr<const std::vector<QueuedNumber>> m_numbers;
    QDateTime m_asked;
};

} // namespace callsheet::check
