#include "core/send/retry_policy.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace callsheet::send {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

int mostTriesAfter(const RetryPolicy &policy, NextStep next)
{
    switch (next) {
    case NextStep::None:
        return 0;
    case NextStep::RetryUpload:
        return policy.mostTriesAfterBrokenUpload;
    case NextStep::RetryDocumented:
        return policy.mostTriesAfterServerError;
    case NextStep::RetrySoon:
    case NextStep::RetryAfter:
        break;
    }
    return policy.mostTries;
}

//! The longest wait after so many tries: doubled each time, up to the cap.
milliseconds ceilingOf(milliseconds base, milliseconds cap, int tries)
{
    const double grown = static_cast<double>(base.count()) * std::pow(2.0, tries - 1);
    return milliseconds(static_cast<milliseconds::rep>(std::min(grown, static_cast<double>(cap.count()))));
}

milliseconds jittered(milliseconds ceiling, double jitter)
{
    return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(ceiling.count()) * jitter));
}

} // namespace

NextTry nextTry(const RetryPolicy &policy, const Outcome &outcome, const Tried &tried, double jitter)
{
    if (outcome.next == NextStep::None)
        return {{}, GivenUp::ForAPerson};
    if (outcome.wait && *outcome.wait > policy.longestWaitAsked)
        return {{}, GivenUp::WaitTooLong};
    if (tried.retriesOfRun >= policy.mostRetriesPerRun)
        return {{}, GivenUp::QuotaUsed};
    if (tried.tries >= mostTriesAfter(policy, outcome.next))
        return {{}, GivenUp::TriesUsed};
    const milliseconds backoff = jittered(ceilingOf(policy.base, policy.cap, tried.tries), jitter);
    if (outcome.next == NextStep::RetryAfter) {
        if (outcome.wait)
            return {*outcome.wait + backoff, GivenUp::No}; // never before the time that the service named
        const milliseconds ceiling = ceilingOf(policy.baseWhenBusy, policy.capWhenBusy, tried.tries);
        return {policy.baseWhenBusy + jittered(ceiling - policy.baseWhenBusy, jitter), GivenUp::No};
    }
    // The waits that a service asks for may well add up to more than this.
    if (tried.since >= policy.longestTrying)
        return {{}, GivenUp::TimeUsed};
    return {backoff, GivenUp::No};
}

std::optional<seconds> parseRetryAfter(const QByteArray &header, const QDateTime &now)
{
    const QByteArray text = header.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const qlonglong number = text.toLongLong(&isNumber);
    if (isNumber)
        return number >= 0 ? std::optional(seconds(number)) : std::nullopt;
    const QDateTime date = parseHttpDate(text);
    if (!date.isValid())
        return std::nullopt;
    const qint64 ahead = now.secsTo(date);
    return ahead >= 0 ? std::optional(seconds(ahead)) : std::nullopt;
}

QDateTime parseHttpDate(const QByteArray &header)
{
    QDateTime date = QLocale::c().toDateTime(
        QString::fromLatin1(header.trimmed()), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

} // namespace callsheet::send
