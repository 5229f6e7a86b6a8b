#include "core/send/retry_policy.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace callsheet::send {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::optional<milliseconds> nextDelay(
    const RetryPolicy &policy, const Outcome &outcome, int triesMade, int retriesMade, double jitter)
{
    if (outcome.next == NextStep::None || retriesMade >= policy.mostRetriesPerRun)
        return std::nullopt;
    const int mostTries
        = outcome.next == NextStep::RetryDocumented ? policy.mostTriesAfterServerError : policy.mostTries;
    if (triesMade >= mostTries)
        return std::nullopt;
    const double grown = static_cast<double>(policy.base.count()) * std::pow(2.0, triesMade - 1);
    const double ceiling = std::min(grown, static_cast<double>(policy.cap.count()));
    const milliseconds backoff(static_cast<milliseconds::rep>(ceiling * jitter));
    if (outcome.next != NextStep::RetryAfter)
        return backoff;
    if (outcome.wait > policy.longestWaitAsked)
        return std::nullopt;
    return outcome.wait + backoff; // never before the time that the service named
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
