#include "core/practice/dialler.h"

#include <algorithm>

namespace callsheet::practice {

namespace {

// 0 = Sunday, as the API counts.
int weekday(const QDate &date)
{
    return date.dayOfWeek() % 7;
}

bool isAllowed(const BatchSettings &settings, const QDate &date)
{
    return settings.allowedDays.isEmpty() || settings.allowedDays.contains(weekday(date));
}

bool isOpenAt(const BatchSettings &settings, const QDateTime &local)
{
    if (!settings.callingHours)
        return isAllowed(settings, local.date());
    const auto [start, end] = *settings.callingHours;
    const QTime time = local.time();
    if (start < end)
        return isAllowed(settings, local.date()) && time >= start && time < end;
    // Over midnight: the early hours belong to the day on which the shift began.
    return (isAllowed(settings, local.date()) && time >= start)
        || (isAllowed(settings, local.date().addDays(-1)) && time < end);
}

// The steps of https://prng.di.unimi.it/splitmix64.c: any input gives evenly spread bits.
quint64 mixed(quint64 x)
{
    x += 0x9e37'79b9'7f4a'7c15;
    x = (x ^ (x >> 30)) * 0xbf58'476d'1ce4'e5b9;
    x = (x ^ (x >> 27)) * 0x94d0'49bb'1331'11eb;
    return x ^ (x >> 31);
}

} // namespace

CallingWindow callingWindow(const BatchSettings &settings, const QTimeZone &zone, qint64 now)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now, zone);
    CallingWindow window;
    window.isOpen = isOpenAt(settings, local);
    window.until = QDateTime(local.date().addDays(2), QTime(0, 0), zone).toMSecsSinceEpoch();
    QList<QTime> changes{QTime(0, 0)};
    if (settings.callingHours)
        changes += {settings.callingHours->start, settings.callingHours->end};
    for (int day = 0; day <= 1; ++day) {
        for (const QTime &change : std::as_const(changes)) {
            const qint64 at = QDateTime(local.date().addDays(day), change, zone).toMSecsSinceEpoch();
            if (at > now)
                window.until = std::min(window.until, at);
        }
    }
    return window;
}

TryOutcome drawOutcome(const DialMix &mix, quint64 seed, std::uint64_t callNumber, std::uint32_t log)
{
    const quint64 drawn = mixed(mixed(mixed(seed) ^ callNumber) ^ log);
    const int sum = mix.completed + mix.noAnswer + mix.busy + mix.failed;
    auto left = sum > 0 ? static_cast<int>((drawn >> 32) % static_cast<quint64>(sum)) : 0;
    const auto length = static_cast<int>(drawn % 160); // of a talk, in seconds over the shortest
    if (sum <= 0 || (left -= mix.completed) < 0)
        return {CallStatus::Completed, 20 + length};
    if ((left -= mix.noAnswer) < 0)
        return {CallStatus::NoAnswer, 0};
    if ((left -= mix.busy) < 0)
        return {CallStatus::Busy, 0};
    return {CallStatus::Failed, 0};
}

std::optional<qint64> nextTry(const BatchSettings &settings, CallStatus status, int tries, qint64 now)
{
    const bool mayComplete
        = status == CallStatus::NoAnswer || status == CallStatus::Busy || status == CallStatus::Failed;
    if (!mayComplete || tries > settings.retry)
        return std::nullopt;
    return now + qint64{settings.delaySeconds} * 1000;
}

CallChange afterTry(
    CallTable::Place place, CallState call, const TryOutcome &outcome, const BatchSettings &settings, qint64 now)
{
    call.log.status = outcome.status;
    call.log.seconds = outcome.seconds;
    call.dueAt = 0;
    ++call.timesDialled;
    ++call.tries;
    CallChange change{place, call, {}, {}};
    if (const std::optional<qint64> again = nextTry(settings, outcome.status, call.tries, now)) {
        change.superseded = call.log;
        change.after.log = {now, 0, CallStatus::Pending};
        change.after.dueAt = *again;
        ++change.after.logs;
    }
    return change;
}

CallChange afterDnc(CallTable::Place place, CallState call)
{
    call.log.status = CallStatus::Dnc;
    call.dueAt = 0;
    return {place, call, {}, {}};
}

CallChange afterQueueing(CallTable::Place place, CallState call, qint64 now)
{
    CallChange change{place, call, {}, {}};
    ++change.after.timesQueued;
    if (call.isPending())
        return change;
    if (call.logs > 0)
        change.superseded = call.log;
    change.after.log = {now, 0, CallStatus::Pending};
    change.after.tries = 0;
    ++change.after.logs;
    return change;
}

} // namespace callsheet::practice
