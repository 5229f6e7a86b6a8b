#include "core/send/after_chunk.h"

#include <QCoreApplication>

namespace callsheet::send {

using runs::ChunkState;

namespace {

PauseReason whyNotSent(const Outcome &outcome, GivenUp why)
{
    if (why == GivenUp::QuotaUsed)
        return PauseReason::RetriesUsed;
    return outcome.next == NextStep::RetryAfter ? PauseReason::AskedToWait : PauseReason::ServiceUnreachable;
}

} // namespace

QString sentenceOf(const Ending &ending)
{
    return ending.message.isEmpty() ? describe(ending.reason) : ending.message;
}

QString describe(PauseReason reason)
{
    switch (reason) {
    case PauseReason::None:
        return {};
    case PauseReason::AskedTo:
        return QCoreApplication::translate("send", "Paused by you.");
    case PauseReason::PilotSent:
        return QCoreApplication::translate("send", "The pilot is sent; the rest waits for you.");
    case PauseReason::Stopped:
        return QCoreApplication::translate("send", "Stopped by you.");
    case PauseReason::OutcomeUnknown:
        return QCoreApplication::translate("send", "Paused: nobody knows yet whether a chunk was taken.");
    case PauseReason::CredentialsRefused:
        return QCoreApplication::translate("send", "Paused: the service refused the credentials.");
    case PauseReason::ServiceRefused:
        return QCoreApplication::translate("send", "Paused: the service refuses this run.");
    case PauseReason::AskedToWait:
        return QCoreApplication::translate(
            "send", "Paused: the service asks to wait longer than Callsheet does by itself.");
    case PauseReason::ServiceUnreachable:
        return QCoreApplication::translate("send", "Paused: the service cannot be reached.");
    case PauseReason::RetriesUsed:
        return QCoreApplication::translate(
            "send", "Paused: many tries in this run did not help. Look at the network and at the service, then go on.");
    case PauseReason::TooManyUnknown:
        return QCoreApplication::translate("send",
            "Paused: the service's answers got lost again and again. Ask what is wrong there before you send the "
            "rest.");
    case PauseReason::TooManyFailures:
        return QCoreApplication::translate("send", "Paused: too many chunks were refused in a row.");
    case PauseReason::JournalNotWritable:
        return QCoreApplication::translate("send", "Paused: the journal cannot be written.");
    }
    return {};
}

bool isTooLarge(const runs::ChunkRecord &chunk)
{
    return chunk.state == ChunkState::Refused && chunk.code == QLatin1StringView(tooLargeCode) && chunk.count() > 1;
}

Ending afterChunk(const ChunkEnd &end, const BreakerRules &rules)
{
    const QString &message = end.chunk.message;
    if (end.chunk.state == ChunkState::Unknown)
        return {PauseReason::OutcomeUnknown, message};
    if (end.outcome.credentialsRefused)
        return {PauseReason::CredentialsRefused, message};
    if (end.outcome.stopsRun)
        return {PauseReason::ServiceRefused, message};
    if (end.chunk.state == ChunkState::NotSent && end.outcome.result.outcome == runs::OutcomeClass::NotSent)
        return {whyNotSent(end.outcome, end.why), message};
    if (isTooLarge(end.chunk))
        return {}; // its halves follow
    switch (breakerAfter(end.ended, rules)) {
    case BreakerVerdict::TooManyRefused:
        return {PauseReason::TooManyFailures,
            QCoreApplication::translate("send",
                "%n chunk(s) in a row were refused, so the run is paused. Look at the reason before you "
                "send the rest.",
                nullptr, rules.mostRefusedInARow)};
    case BreakerVerdict::TooManyUnknown:
        return {PauseReason::TooManyUnknown, {}};
    case BreakerVerdict::GoOn:
        break;
    }
    return {};
}

} // namespace callsheet::send
