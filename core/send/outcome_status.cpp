#include "core/send/outcome_words.h"

#include <QCoreApplication>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

//! Only the words of a server that did not take the body; "the value of a field is too large" says something else.
bool saysTooLarge(const std::optional<wire::Envelope> &envelope, const QByteArray &answer)
{
    const QString text = envelope ? textOf(envelope) : QString::fromUtf8(answer.left(2000));
    for (const auto words : {"entity too large"_L1, "payload too large"_L1, "request body too large"_L1}) {
        if (text.contains(words, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

Outcome tooLarge()
{
    return refused(QString::fromLatin1(tooLargeCode),
        say(QT_TRANSLATE_NOOP("send",
            "The service says that this chunk is too large; nobody of it was queued. It is sent in two halves.")));
}

Outcome askedToWait(const Evidence &evidence)
{
    Outcome outcome = notSent(u"askedToWait"_s,
        say(QT_TRANSLATE_NOOP(
            "send", "The service asks to wait before sending more. Nothing of this chunk was taken.")),
        NextStep::RetryAfter);
    outcome.wait = evidence.retryAfter;
    return outcome;
}

//! A mistake in the key is no fault of the people: they stay to be sent, with the right key.
Outcome credentialsRefused(const QString &serverText)
{
    Outcome outcome = notSent(u"credentials"_s,
        withServerText(
            say(QT_TRANSLATE_NOOP("send",
                "The service refused the key or token, or it does not own this batch. Nobody was queued, and "
                "nobody is lost: check the connection's credentials and the batch, and go on.")),
            serverText),
        NextStep::None);
    outcome.stopsRun = true;
    outcome.credentialsRefused = true;
    return outcome;
}

} // namespace

Outcome judgeStatus(
    const Evidence &evidence, const std::optional<wire::Envelope> &envelope, ServerErrorPolicy onServerError)
{
    const int status = evidence.httpStatus;
    const QString text = textOf(envelope);
    const bool tellsOfStored
        = envelope && (envelope->status || envelope->added.value_or(0) > 0 || !envelope->callIds.isEmpty());
    if (tellsOfStored) {
        return unknown(u"contradiction"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP(
                        "send", "The answer contradicts itself: it refuses (%1) and tells of people who were queued."))
                    .arg(status),
                text));
    }
    const bool refusalEnvelope = envelope.has_value(); // it says that it failed, and tells of nobody queued
    if (status == 307 || status == 308) {
        return refused(u"moved"_s,
            say(QT_TRANSLATE_NOOP("send",
                    "The service's address moved to “%1”. It was not followed and no key was sent there; correct the "
                    "connection's address."))
                .arg(evidence.redirectHost),
            true);
    }
    switch (status) {
    case 400:
        if (saysTooLarge(envelope, evidence.answer))
            return tooLarge();
        if (refusalEnvelope) {
            return refused(u"invalid"_s,
                withServerText(say(QT_TRANSLATE_NOOP("send",
                                   "The service refused this chunk as not valid; nobody of it should be queued.")),
                    text));
        }
        return unreadable();
    case 401:
    case 403:
        return credentialsRefused(text);
    case 404:
        return refused(u"notFound"_s,
            withServerText(say(QT_TRANSLATE_NOOP("send",
                               "The service does not know this batch, or no agent belongs to its numbers. Nobody was "
                               "queued; check the batch id and the address.")),
                text),
            true);
    case 405:
    case 411:
    case 414:
    case 415:
    case 421:
    case 426:
    case 431:
        return refused(u"wrongAddress"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send",
                        "The address answers, but not as the service (%1). Nobody was queued; check the address "
                        "and the proxy."))
                    .arg(status),
                text),
            true);
    case 408:
        return judgeBroken([&] {
            Evidence timedOut = evidence;
            timedOut.httpStatus = 0;
            timedOut.failure = NetworkFailure::Timeout;
            return timedOut;
        }());
    case 413:
        return tooLarge();
    case 429:
        return askedToWait(evidence);
    case 500: {
        if (saysTooLarge(envelope, evidence.answer))
            return tooLarge();
        Outcome outcome = unknown(u"serverError"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send",
                    "The service failed while working on this chunk (500): its people may or may not be queued.")),
                text));
        if (onServerError == ServerErrorPolicy::RetryAsDocumented)
            outcome.next = NextStep::RetryDocumented;
        return outcome;
    }
    case 503:
        // Without the service's own words it may be a gateway that gave up waiting for the service.
        if (evidence.retryAfter && refusalEnvelope)
            return askedToWait(evidence);
        break;
    default:
        break;
    }
    if (status >= 400 && status <= 499 && refusalEnvelope) {
        return refused(u"refused"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The service refused this chunk (%1); nobody of it should be queued."))
                    .arg(status),
                text));
    }
    return unknown(u"unclearStatus"_s,
        withServerText(say(QT_TRANSLATE_NOOP("send",
                               "Something on the way to the service answered %1: %2 people may or may not be queued."))
                           .arg(QString::number(status), people(evidence.records)),
            text));
}

} // namespace callsheet::send
