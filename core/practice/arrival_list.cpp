#include "core/practice/arrival_list.h"

namespace callsheet::practice {

Arrival &ArrivalList::add(const QString &method, const QString &path)
{
    if (m_arrivals.size() == kept)
        m_arrivals.pop_front();
    Arrival arrival;
    arrival.number = static_cast<int>(++m_totals.arrivals);
    arrival.at = QDateTime::currentDateTimeUtc();
    arrival.method = method;
    arrival.path = path;
    m_arrivals.push_back(std::move(arrival));
    return m_arrivals.back();
}

Arrival &ArrivalList::at(int number)
{
    const int first = m_arrivals.empty() ? number + 1 : m_arrivals.front().number;
    if (number >= first)
        return m_arrivals[static_cast<std::size_t>(number - first)];
    m_forgotten = {};
    m_forgotten.number = number;
    return m_forgotten;
}

void ArrivalList::close(int number)
{
    const Arrival &arrival = at(number);
    m_totals.bodyBytes += arrival.bodyBytes;
    if (!arrival.applied)
        return;
    ++m_totals.applied;
    m_totals.records += qMax(arrival.records, 0);
}

} // namespace callsheet::practice
