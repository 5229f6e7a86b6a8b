#include "core/send/outcome.h"

#include "core/send/wire.h"

#include <QCoreApplication>
#include <QLocale>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using runs::OutcomeClass;

namespace {

QString say(const char *sentence)
{
    return QCoreApplication::translate("send", sentence);
}

QString people(int count)
{
    return QLocale().toString(count);
}

Outcome make(OutcomeClass outcome, const QString &code, const QString &message, NextStep next = NextStep::None)
{
    Outcome made;
    made.result.outcome = outcome;
    made.result.code = code;
    made.result.message = message;
    made.next = next;
    return made;
}

Outcome notSent(const QString &code, const QString &message, NextStep next)
{
    return make(OutcomeClass::NotSent, code, message, next);
}

Outcome unknown(const QString &code, const QString &message)
{
    return make(OutcomeClass::Unknown, code,
        message + u' ' + QCoreApplication::translate("send", "Look these people up before sending them again."));
}

Outcome refused(const QString &code, const QString &message, bool stopsRun = false)
{
    Outcome made = make(OutcomeClass::Refused, code, message);
    made.stopsRun = stopsRun;
    return made;
}

//! Nothing of the body left: whatever it was, nobody was queued.
Outcome judgeUnsent(const Evidence &evidence)
{
    switch (evidence.failure) {
    case NetworkFailure::HostNotFound:
        return notSent(u"hostNotFound"_s,
            say(QT_TRANSLATE_NOOP(
                "send", "The service could not be found. Nothing was sent; check the address and the network.")),
            NextStep::RetrySoon);
    case NetworkFailure::Refused:
        return notSent(u"connectionRefused"_s,
            say(QT_TRANSLATE_NOOP(
                "send", "The service cannot be reached: nobody answers at its address. Nothing was sent.")),
            NextStep::RetrySoon);
    case NetworkFailure::Proxy:
        return notSent(u"proxy"_s,
            say(QT_TRANSLATE_NOOP("send", "Your proxy did not let the request through. Nothing was sent.")),
            NextStep::RetrySoon);
    case NetworkFailure::ProxySignIn: {
        Outcome outcome = notSent(u"proxySignIn"_s,
            say(QT_TRANSLATE_NOOP(
                "send", "Your proxy asks for a sign-in. Nothing was sent; enter it in the system's proxy settings.")),
            NextStep::None);
        outcome.stopsRun = true;
        return outcome;
    }
    case NetworkFailure::TlsIdentity: {
        Outcome outcome = notSent(u"tlsIdentity"_s,
            say(QT_TRANSLATE_NOOP("send",
                "The service's identity could not be confirmed: its certificate is not valid for this address. "
                "Nothing was sent; check the address, or ask the service's support.")),
            NextStep::None);
        outcome.stopsRun = true;
        return outcome;
    }
    case NetworkFailure::TlsHandshake:
        return notSent(u"tlsHandshake"_s,
            say(QT_TRANSLATE_NOOP("send", "The secure connection could not be set up. Nothing was sent.")),
            NextStep::RetrySoon);
    case NetworkFailure::Timeout:
        return notSent(u"connectTimeout"_s,
            say(QT_TRANSLATE_NOOP("send", "The service did not take the connection in time. Nothing was sent.")),
            NextStep::RetrySoon);
    case NetworkFailure::Closed:
        return notSent(u"closedBeforeBody"_s,
            say(QT_TRANSLATE_NOOP("send", "The service closed the connection before anything was sent.")),
            NextStep::RetrySoon);
    case NetworkFailure::Stopped:
        return notSent(
            u"stopped"_s, say(QT_TRANSLATE_NOOP("send", "Stopped by you before anything was sent.")), NextStep::None);
    case NetworkFailure::None:
    case NetworkFailure::AnswerTooLarge:
    case NetworkFailure::Other:
        break;
    }
    return notSent(u"network"_s,
        say(QT_TRANSLATE_NOOP("send", "The network failed before anything was sent (%1).")).arg(evidence.failureDetail),
        NextStep::RetrySoon);
}

//! The connection ended without a status, or in the middle of the answer.
Outcome judgeBroken(const Evidence &evidence)
{
    if (evidence.provesIncomplete() && evidence.httpStatus == 0) {
        return notSent(u"uploadBroken"_s,
            say(QT_TRANSLATE_NOOP(
                "send", "The upload broke off before it was complete, so the service could not take it.")),
            evidence.failure == NetworkFailure::Stopped ? NextStep::None : NextStep::RetryUpload);
    }
    if (evidence.failure == NetworkFailure::Stopped) {
        return unknown(u"stopped"_s,
            say(QT_TRANSLATE_NOOP("send",
                    "You stopped it after %1 people had left and before the service answered: they may or may not be "
                    "queued."))
                .arg(people(evidence.records)));
    }
    if (evidence.failure == NetworkFailure::AnswerTooLarge) {
        return unknown(u"answerTooLarge"_s,
            say(QT_TRANSLATE_NOOP("send", "The service answered with far too much text to be its usual answer.")));
    }
    if (evidence.httpStatus != 0) {
        return unknown(u"answerCut"_s,
            say(QT_TRANSLATE_NOOP("send",
                    "The service answered (%1), but the answer was cut off: %2 people may or may not be queued."))
                .arg(QString::number(evidence.httpStatus), people(evidence.records)));
    }
    if (evidence.failure == NetworkFailure::Timeout) {
        return unknown(u"timeout"_s,
            say(QT_TRANSLATE_NOOP("send",
                    "%1 people were sent and the service did not answer in time: they may or may not be queued."))
                .arg(people(evidence.records)));
    }
    return unknown(u"connectionLost"_s,
        say(QT_TRANSLATE_NOOP("send",
                "%1 people were sent and the connection ended without an answer: they may or may not be queued."))
            .arg(people(evidence.records)));
}

//! Somebody else's words on one line: no line ends, no escape sequences, no marks that turn the direction of writing.
QString tamed(const QString &text)
{
    QString plain;
    for (const QChar c : text.left(500))
        plain += c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ? QChar(u' ') : c;
    return plain.simplified();
}

QString textOf(const std::optional<wire::Envelope> &envelope)
{
    if (!envelope)
        return {};
    for (const auto &failed : envelope->failedChunks) {
        if (!failed.error.isEmpty())
            return tamed(failed.error);
    }
    return tamed(envelope->errorMessage.isEmpty() ? envelope->message : envelope->errorMessage);
}

//! "It says: …" only where the service said something.
QString withServerText(const QString &sentence, const QString &serverText)
{
    return serverText.isEmpty()
        ? sentence
        : sentence + u' ' + QCoreApplication::translate("send", "It says: “%1”.").arg(serverText);
}

Outcome unreadable()
{
    return unknown(u"unreadableAnswer"_s,
        say(QT_TRANSLATE_NOOP("send",
            "Something answered, but not in the words of the service: these people may or may not be queued.")));
}

Outcome partly(const QString &code, const wire::Envelope &envelope, int records)
{
    const int stored = static_cast<int>(envelope.added.value_or(0));
    Outcome outcome = unknown(code,
        withServerText(
            say(QT_TRANSLATE_NOOP("send", "The service reports %1 of %2 people as queued, without saying which."))
                .arg(people(stored), people(records)),
            textOf(envelope)));
    outcome.result.accepted = stored;
    return outcome;
}

//! 207, or failed chunks. One request is one chunk of the service, as it has at most 1000 records.
Outcome judgePartial(const wire::Envelope &envelope, int records)
{
    if (envelope.failedChunks.isEmpty() || !envelope.added) {
        return unknown(u"partlyUnclear"_s,
            withServerText(say(QT_TRANSLATE_NOOP("send", "The service says that a part failed, without saying which.")),
                textOf(envelope)));
    }
    for (const auto &failed : envelope.failedChunks) {
        if (failed.chunkNumber && *failed.chunkNumber != 0 && *failed.chunkNumber != 1) {
            return unknown(u"partlyUnclear"_s,
                withServerText(
                    say(QT_TRANSLATE_NOOP("send", "The service says that a group failed which was not sent.")),
                    textOf(envelope)));
        }
    }
    if (*envelope.added == 0 && envelope.callIds.isEmpty()) {
        return refused(u"groupRefused"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The service could not store this group; nobody of it was queued.")),
                textOf(envelope)));
    }
    if (*envelope.added >= records) {
        return unknown(u"contradiction"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The answer contradicts itself: everybody stored and a group failed.")),
                textOf(envelope)));
    }
    return partly(u"partlyStored"_s, envelope, records);
}

Outcome accepted(const QString &code, const QString &message, int records)
{
    Outcome made = make(OutcomeClass::Accepted, code, message);
    made.result.accepted = records;
    return made;
}

Outcome judgeSuccess(const Evidence &evidence, const std::optional<wire::Envelope> &envelope)
{
    if (!envelope)
        return unreadable();
    const int records = evidence.records;
    if (evidence.provesIncomplete()) {
        return unknown(u"contradiction"_s,
            say(QT_TRANSLATE_NOOP(
                "send", "The service answered before it had the whole chunk: these people may or may not be queued.")));
    }
    if (evidence.httpStatus == 207 || envelope->code == 207 || !envelope->failedChunks.isEmpty())
        return judgePartial(*envelope, records);
    if (evidence.httpStatus != 200) {
        return unknown(u"unexpectedStatus"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The service gave an unexpected answer (%1).")).arg(evidence.httpStatus),
                textOf(envelope)));
    }
    const qsizetype ids = envelope->callIds.size();
    if (!envelope->status) {
        const bool nothingStored = envelope->added.value_or(0) == 0 && ids == 0;
        if (envelope->code >= 400 && envelope->code <= 499 && nothingStored) {
            return refused(u"refusedInAnswer"_s,
                withServerText(
                    say(QT_TRANSLATE_NOOP("send", "The service refused this chunk; nobody of it was queued.")),
                    textOf(envelope)));
        }
        return unknown(u"failedInAnswer"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The service says that it failed while working on this chunk.")),
                textOf(envelope)));
    }
    if (envelope->code != 200) {
        return unknown(u"unexpectedStatus"_s,
            withServerText(
                say(QT_TRANSLATE_NOOP("send", "The service gave an unexpected answer (%1).")).arg(envelope->code),
                textOf(envelope)));
    }
    if (!envelope->added)
        return unreadable();
    if (*envelope->added > records || ids > records) {
        return unknown(u"contradiction"_s,
            say(QT_TRANSLATE_NOOP("send", "The answer contradicts what was sent: %1 people queued of %2."))
                .arg(QString::number(*envelope->added), people(records)));
    }
    if (*envelope->added == records) {
        if (ids == records)
            return accepted(
                u"accepted"_s, say(QT_TRANSLATE_NOOP("send", "%1 people queued.")).arg(people(records)), records);
        return accepted(u"acceptedIdsIncomplete"_s,
            say(QT_TRANSLATE_NOOP("send", "%1 people queued; the service's list of call ids is incomplete."))
                .arg(people(records)),
            records);
    }
    if (ids == records) {
        return accepted(u"acceptedWithUpdates"_s,
            say(QT_TRANSLATE_NOOP(
                    "send", "%1 people accepted; %2 of them may have been waiting already and were updated."))
                .arg(people(records), people(records - static_cast<int>(*envelope->added))),
            records);
    }
    return partly(u"partlyStored"_s, *envelope, records);
}

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
    case 407: {
        if (!evidence.provesNothingSent())
            break; // a proxy asks before it passes anything on; whatever this was, it has the body
        Outcome outcome = notSent(u"proxySignIn"_s,
            say(QT_TRANSLATE_NOOP(
                "send", "Your proxy asks for a sign-in. Nothing was sent; enter it in the system's proxy settings.")),
            NextStep::None);
        outcome.stopsRun = true;
        return outcome;
    }
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

Outcome judge(const Evidence &evidence, const std::optional<wire::Envelope> &envelope, ServerErrorPolicy onServerError)
{
    if (evidence.httpStatus == 0 && evidence.provesNothingSent())
        return judgeUnsent(evidence);
    if (evidence.httpStatus < 200)
        return judgeBroken(evidence);
    const bool success = evidence.httpStatus <= 299;
    if (evidence.failure != NetworkFailure::None && (success || evidence.failure == NetworkFailure::AnswerTooLarge))
        return judgeBroken(evidence);
    return success ? judgeSuccess(evidence, envelope) : judgeStatus(evidence, envelope, onServerError);
}

} // namespace

Outcome classify(const Evidence &evidence, ServerErrorPolicy onServerError)
{
    const bool whole = evidence.failure == NetworkFailure::None;
    const auto envelope = whole ? wire::parseEnvelope(evidence.answer) : std::nullopt;
    Outcome outcome = judge(evidence, envelope, onServerError);
    outcome.result.httpStatus = evidence.httpStatus;
    outcome.result.answer = evidence.answer;
    outcome.result.serverText = textOf(envelope);
    if (envelope)
        outcome.result.callIds = envelope->callIds;
    return outcome;
}

} // namespace callsheet::send
