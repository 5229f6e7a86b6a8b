#include "core/send/outcome_words.h"

#include <QCoreApplication>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

Outcome proxySignIn(const Evidence &evidence)
{
    Outcome outcome = notSent(u"proxySignIn"_s,
        say(QT_TRANSLATE_NOOP("send",
                "Your proxy (%1) asks for a user name and password, or does not take those it has. Nothing was sent; "
                "enter them in the system's proxy settings."))
            .arg(evidence.proxy),
        NextStep::None);
    outcome.stopsRun = true;
    return outcome;
}

} // namespace

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
    case NetworkFailure::ProxyUnknown:
        return notSent(u"proxyUnknown"_s,
            say(QT_TRANSLATE_NOOP("send",
                "Your system did not say in time which proxy leads to the service. Nothing was sent; check the "
                "automatic proxy in the system's settings, or ask whoever runs the network.")),
            NextStep::RetrySoon);
    case NetworkFailure::Proxy:
        return notSent(u"proxy"_s,
            say(QT_TRANSLATE_NOOP("send",
                    "Your proxy (%1) did not let the request through. Nothing was sent; check the system's proxy "
                    "settings, or ask whoever runs the proxy."))
                .arg(evidence.proxy),
            NextStep::RetrySoon);
    case NetworkFailure::ProxySignIn:
        return proxySignIn(evidence);
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
    case NetworkFailure::NotWrittenDown: {
        // Its detail is a sentence of the journal: what is wrong, and what to do.
        Outcome outcome = notSent(u"notWrittenDown"_s,
            say(QT_TRANSLATE_NOOP("send", "Nothing of this chunk was sent. %1")).arg(evidence.failureDetail),
            NextStep::None);
        outcome.stopsRun = true;
        return outcome;
    }
    case NetworkFailure::SecretUnusable: {
        Outcome outcome = notSent(u"secretUnusable"_s,
            say(QT_TRANSLATE_NOOP("send",
                "The key or the token holds a line end or another sign that cannot be sent. Nothing was sent; enter it "
                "again in the connection, without what was pasted along with it.")),
            NextStep::None);
        outcome.stopsRun = true;
        outcome.credentialsRefused = true;
        return outcome;
    }
    case NetworkFailure::None:
    case NetworkFailure::AnswerTooLarge:
    case NetworkFailure::AnswerUnreadable:
    case NetworkFailure::Other:
        break;
    }
    return notSent(u"network"_s,
        say(QT_TRANSLATE_NOOP("send", "The network failed before anything was sent (%1).")).arg(evidence.failureDetail),
        NextStep::RetrySoon);
}

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
    if (evidence.failure == NetworkFailure::AnswerUnreadable)
        return unreadable();
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

} // namespace callsheet::send
