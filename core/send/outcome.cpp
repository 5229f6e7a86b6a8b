#include "core/send/outcome.h"

#include "core/send/outcome_words.h"

namespace callsheet::send {

namespace {

Outcome judge(const Evidence &evidence, const std::optional<wire::Envelope> &envelope, ServerErrorPolicy onServerError)
{
    if (evidence.httpStatus == 0 && evidence.provesNothingSent())
        return judgeUnsent(evidence);
    if (evidence.httpStatus < 200)
        return judgeBroken(evidence);
    const bool success = evidence.httpStatus <= 299;
    const bool isNoAnswer
        = evidence.failure == NetworkFailure::AnswerTooLarge || evidence.failure == NetworkFailure::AnswerUnreadable;
    if (evidence.failure != NetworkFailure::None && (success || isNoAnswer))
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
