#include "core/practice/dial_queue.h"

#include "core/practice/zone_name.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace callsheet::practice {

std::uint16_t DialQueue::zoneOf(const QByteArray &timezone)
{
    constexpr qsizetype mostNames = 2000; // there are some 600 time zones; what else comes is not remembered for ever
    constexpr qsizetype longestName = 64; // no zone has a longer one
    if (timezone.isEmpty() || timezone.size() > longestName)
        return 0;
    const auto known = m_zoneOfName.constFind(timezone);
    if (known != m_zoneOfName.constEnd())
        return *known;
    if (m_zoneOfName.size() >= mostNames)
        return 0;
    std::uint16_t zone = 0;
    if (isZoneName(timezone)) {
        zone = static_cast<std::uint16_t>(m_zones.size());
        m_zones.emplace_back();
        m_zones.back().name = timezone;
        m_head = {};
    }
    m_zoneOfName.insert(timezone, zone);
    return zone;
}

void DialQueue::push(CallTable::Place place, const CallState &call)
{
    Zone &zone = m_zones[call.zone];
    if (call.dueAt > 0)
        zone.retries.push({call.dueAt, place, call.logs});
    else
        zone.fresh.push_back({call.log.createdAt, place, call.logs});
}

void DialQueue::refill(const CallTable &calls)
{
    for (Zone &zone : m_zones) {
        zone.fresh.clear();
        zone.retries = {};
    }
    std::vector<CallTable::Place> pending;
    for (CallTable::Place place = 0; place < calls.size(); ++place) {
        if (calls.state(place).isPending())
            pending.push_back(place);
    }
    const auto isEarlier = [&calls](CallTable::Place a, CallTable::Place b) {
        return calls.state(a).log.createdAt < calls.state(b).log.createdAt;
    };
    std::stable_sort(pending.begin(), pending.end(), isEarlier);
    for (const CallTable::Place place : pending)
        push(place, calls.state(place));
}

std::size_t DialQueue::size() const
{
    const auto add = [](std::size_t sum, const Zone &zone) { return sum + zone.fresh.size() + zone.retries.size(); };
    return std::accumulate(m_zones.begin(), m_zones.end(), std::size_t{0}, add);
}

bool DialQueue::isVoid(const Entry &entry, std::uint16_t zone, const CallTable &calls)
{
    const CallState &call = calls.state(entry.place);
    return !call.isPending() || call.logs != entry.log || call.zone != zone;
}

bool DialQueue::isOpen(Zone &zone, const BatchSettings &settings, qint64 now) const
{
    if (!settings.callingHours && settings.allowedDays.isEmpty())
        return true;
    if (now < zone.windowFrom || now >= zone.window.until) { // before: the clock was set back
        QTimeZone timezone(zone.name.isEmpty() ? settings.timezone.toUtf8() : zone.name);
        zone.window = callingWindow(settings, timezone.isValid() ? timezone : QTimeZone::utc(), now);
        zone.windowFrom = now;
    }
    return zone.window.isOpen;
}

std::optional<qint64> DialQueue::nextSince(const CallTable &calls, const BatchSettings &settings, qint64 now)
{
    m_head = {};
    std::optional<Entry> first;
    const auto offer = [this, &first](Zone &zone, const Entry &entry, bool isRetry) {
        if (first && !Later()(*first, entry))
            return;
        first = entry;
        m_head = {&zone, isRetry};
    };
    for (std::size_t i = 0; i < m_zones.size(); ++i) {
        Zone &zone = m_zones[i];
        const auto number = static_cast<std::uint16_t>(i);
        while (!zone.fresh.empty() && isVoid(zone.fresh.front(), number, calls))
            zone.fresh.pop_front();
        while (!zone.retries.empty() && isVoid(zone.retries.top(), number, calls))
            zone.retries.pop();
        if ((zone.fresh.empty() && zone.retries.empty()) || !isOpen(zone, settings, now))
            continue;
        if (!zone.fresh.empty())
            offer(zone, zone.fresh.front(), false);
        if (!zone.retries.empty() && zone.retries.top().since <= now)
            offer(zone, zone.retries.top(), true);
    }
    return first ? std::optional(first->since) : std::nullopt;
}

CallTable::Place DialQueue::take()
{
    const Head head = std::exchange(m_head, {});
    CallTable::Place place = 0;
    if (head.isRetry) {
        place = head.zone->retries.top().place;
        head.zone->retries.pop();
    } else {
        place = head.zone->fresh.front().place;
        head.zone->fresh.pop_front();
    }
    return place;
}

} // namespace callsheet::practice
