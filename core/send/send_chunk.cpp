#include "core/send/send_chunk.h"

#include "core/send/wire.h"

#include <QCoroFuture>

#include <QCoreApplication>
#include <QTimer>

#include <utility>

namespace callsheet::send {

using base::Error;
using base::ErrorKind;
using base::Result;
using runs::AttemptId;
using runs::AttemptResult;
using runs::ChunkId;
using runs::ChunkRecord;
using runs::ChunkState;

namespace {

PostRequest requestFor(const SendRun::State &state, const QByteArray &body, int records)
{
    PostRequest request;
    request.url = QUrl(state.connection.baseUrl.toString() + wire::addCallsPath);
    request.mode = state.connection.mode;
    request.secrets = state.secrets;
    request.body = body;
    request.records = records;
    request.timeouts = state.settings.timeouts;
    return request;
}

FetchedChunk fetch(const SendRun::State &state, ChunkId chunk)
{
    runs::Journal &journal = *state.services.journal;
    return {chunk, journal.chunk(chunk), journal.body(chunk)};
}

//! Has the next chunk's body unpacked, and its connection made, while this one's is on its way: that takes as long as
//! sending does.
void prepareUpcoming(SendRun::State &state)
{
    if (state.ownerGone || state.upcoming == 0)
        return;
    if (!state.fetched || state.fetched->chunk != state.upcoming)
        state.fetched = fetch(state, state.upcoming);
    state.services.transport->dialAhead(state.connection.baseUrl);
}

FetchedChunk takeFetched(SendRun::State &state, ChunkId chunk)
{
    const auto fetched = std::exchange(state.fetched, std::nullopt);
    return fetched && fetched->chunk == chunk ? *fetched : fetch(state, chunk);
}

//! The body of this attempt leaves when WIRE-OPEN is on disk.
OpenWire wireOpening(const StatePointer &state, const IntendedChunk &intended)
{
    return [state, attempt = intended.attempt, isOpen = intended.isWireOpen]() -> QFuture<Result<void>> {
        if (state->ownerGone) {
            const Error stopped{ErrorKind::Cancelled, describe(PauseReason::Stopped), {}};
            return QtFuture::makeReadyFuture(Result<void>(stopped));
        }
        // In a later turn, when the body has begun to leave.
        QTimer::singleShot(0, [state] { prepareUpcoming(*state); });
        return isOpen ? QtFuture::makeReadyFuture(Result<void>()) : state->services.journal->recordWireOpen(attempt);
    };
}

bool canLook(const SendRun::State &state)
{
    return state.connection.mode != connection::CredentialMode::ApiKey && !state.secrets.bearer.isEmpty()
        && !state.connection.askAfterServerError;
}

//! Asks the service who of a chunk of unknown outcome is queued; nothing where that went well.
QCoro::Task<std::optional<Error>> lookUp(StatePointer state, ChunkRecord chunk)
{
    const LookServices services{state->services.transport, state->services.clock, state->services.pause};
    const LookTarget target = lookTargetOf(state->connection, state->secrets);
    const std::optional<ChunkId> only = chunk.id;
    const OnSettleWait onWait = [state, chunk](int, std::chrono::milliseconds wait) {
        if (state->onLook)
            state->onLook(chunk, wait);
    };
    const std::stop_token interrupt = state->interruptWaits.get_token();
    if (state->onLook)
        state->onLook(chunk, std::chrono::milliseconds(0));
    const Result<SettleReport> report = co_await settleUnknown(
        services, state->services.journal, target, state->settings.settle, state->run, only, onWait, interrupt);
    if (!report)
        co_return report.error();
    co_return std::nullopt;
}

//! The chunk's last try is over: looks where its outcome is unknown and there is a token to look with, and says
//! whether the next chunk follows.
QCoro::Task<SentChunk> settled(
    StatePointer state, ChunkRecord chunk, Outcome outcome, GivenUp why, std::stop_token stop)
{
    // A refused half is what a search for bad rows is about, and no sign that something is wrong.
    const bool isSearched = state->what == SendWhat::FindBadRows && chunk.state == ChunkState::Refused;
    if (!isTooLarge(chunk) && !isSearched) {
        state->ended.push_back(
            chunk.state == ChunkState::Unknown ? runs::OutcomeClass::Unknown : outcome.result.outcome);
    }
    ChunkEnd end{chunk, outcome, why, state->ended};
    if (chunk.state == ChunkState::Unknown && canLook(*state)) {
        const std::optional<Error> problem = co_await lookUp(state, chunk);
        if (state->ownerGone || stop.stop_requested())
            co_return SentChunk{chunk, {PauseReason::Stopped, {}}};
        const Result<ChunkRecord> looked = co_await reportChunk(state, chunk.id);
        if (!looked)
            co_return SentChunk{chunk, journalFailed(looked.error())};
        end.chunk = *looked;
        if (problem && problem->kind != ErrorKind::Cancelled)
            end.chunk.message += QLatin1Char(' ') + problem->message;
    }
    co_return SentChunk{end.chunk, afterChunk(end, state->settings.breaker)};
}

//! What came of one POST, as it is judged and written down.
Outcome outcomeOf(const SendRun::State &state, const Evidence &evidence, bool afterDocumentedFailure)
{
    Outcome outcome = classify(evidence, state.settings.onServerError);
    if (evidence.sinceLastByte)
        outcome.result.lastByteAt = state.services.clock->now().addMSecs(-evidence.sinceLastByte->count());
    if (afterDocumentedFailure) {
        outcome.result.message += QLatin1Char(' ')
            + QCoreApplication::translate("send",
                "The service had failed while working on this chunk (500), and it was sent again as the service "
                "documents it, without looking first: that needs a Bearer token.");
    }
    return outcome;
}

Ending resultNotWritten(int chunkNumber, const Error &why, const AttemptResult &result)
{
    const QString message = QCoreApplication::translate("send",
        "Chunk %1 was sent, but what came of it could not be written down: "
        "%2 Write down this: %3")
                                .arg(QString::number(chunkNumber), why.message, result.message);
    return {PauseReason::JournalNotWritable, message};
}

//! INTENT of the chunk, unless it went to disk together with the RESULT of the one before.
QCoro::Task<Result<void>> intend(StatePointer state, ChunkId chunk, bool afterDocumentedFailure)
{
    if (state->intended && state->intended->chunk == chunk)
        co_return Result<void>();
    QFuture<Result<AttemptId>> intentFuture = state->services.journal->recordIntent(chunk, afterDocumentedFailure);
    const Result<AttemptId> attempt = co_await intentFuture;
    if (!attempt)
        co_return attempt.error();
    state->intended = IntendedChunk{chunk, *attempt, false, {}};
    co_return Result<void>();
}

//! Whether the next chunk follows this one without question.
bool goesOn(const SendRun::State &state, const Outcome &outcome, const std::stop_token &stop)
{
    return outcome.result.outcome == runs::OutcomeClass::Accepted && state.upcoming != 0 && !state.ownerGone
        && !state.pauseAsked && !stop.stop_requested();
}

struct WrittenDown {
    Result<void> result;
    std::optional<ChunkRecord> chunk; // as it stands then; nothing: to be asked for
};

//! RESULT, and, where the next chunk follows without question, its INTENT in the same commit, and WIRE-OPEN where its
//! connection stands: two syncs less a chunk.
QCoro::Task<WrittenDown> writeDown(
    StatePointer state, ChunkId chunk, AttemptId attempt, Outcome outcome, std::stop_token stop)
{
    runs::Journal &journal = *state->services.journal;
    WrittenDown written;
    if (!goesOn(*state, outcome, stop)) {
        QFuture<Result<void>> resultFuture = journal.recordResult(attempt, outcome.result);
        written.result = co_await resultFuture;
        co_return written;
    }
    const ChunkId next = state->upcoming;
    const bool isConnected = state->services.transport->standsAhead(state->connection.baseUrl);
    QFuture<Result<runs::Journal::ResultAndIntent>> bothFuture
        = journal.recordResultAndIntent(chunk, attempt, outcome.result, next, isConnected);
    const Result<runs::Journal::ResultAndIntent> both = co_await bothFuture;
    if (!both) {
        written.result = both.error();
        co_return written;
    }
    written.chunk = both->endedChunk;
    if (both->next)
        state->intended = IntendedChunk{next, both->next->id, both->next->isWireOpen, both->nextChunk};
    co_return written;
}

} // namespace

QCoro::Task<Result<ChunkRecord>> reportChunk(StatePointer state, ChunkId chunk, std::optional<ChunkRecord> known)
{
    Result<ChunkRecord> record = known ? Result<ChunkRecord>(*known) : Result<ChunkRecord>(Error());
    if (!known) {
        QFuture<Result<ChunkRecord>> future = state->services.journal->chunk(chunk);
        record = co_await future;
    }
    if (record && state->onChunk)
        state->onChunk(*record);
    co_return record;
}

QCoro::Task<Result<void>> withdrawIntended(StatePointer state, PauseReason why)
{
    const std::optional<IntendedChunk> intended = std::exchange(state->intended, std::nullopt);
    if (!intended || state->ownerGone) // the next start finds it without a result
        co_return Result<void>();
    AttemptResult unsent;
    unsent.outcome = runs::OutcomeClass::NotSent;
    unsent.code = QStringLiteral("stopped");
    unsent.message
        = QCoreApplication::translate("send", "Nothing of this chunk was sent: the run paused before its turn. %1")
              .arg(describe(why));
    QFuture<Result<void>> unsentFuture = state->services.journal->recordResult(intended->attempt, unsent);
    const Result<void> written = co_await unsentFuture;
    if (!written || state->ownerGone)
        co_return written;
    const Result<ChunkRecord> withdrawn = co_await reportChunk(state, intended->chunk);
    co_return written;
}

QCoro::Task<SentChunk> sendChunk(StatePointer state, ChunkId chunk, std::stop_token stop)
{
    SentChunk sent;
    const FetchedChunk fetched = takeFetched(*state, chunk);
    const Result<ChunkRecord> record = co_await fetched.record;
    const Result<QByteArray> body = co_await fetched.body;
    if (!record || !body) {
        sent.ending = journalFailed(record ? body.error() : record.error());
        co_return sent;
    }
    PostRequest request = requestFor(*state, *body, record->count());

    const QDateTime firstTryAt = state->services.clock->now();
    bool afterDocumentedFailure = false;
    for (int tries = 1;; ++tries) {
        sent.ending = {PauseReason::Stopped, {}};
        if (stop.stop_requested())
            co_return sent;
        const Result<void> intended = co_await intend(state, chunk, afterDocumentedFailure);
        if (!intended) {
            sent.ending = journalFailed(intended.error());
            co_return sent;
        }
        if (state->ownerGone) // nothing has left yet, and sendChunks() says so
            co_return sent;
        const IntendedChunk underWay = *std::exchange(state->intended, std::nullopt);
        const AttemptId attempt = underWay.attempt;
        // Meanwhile: nobody waits for it, and the journal keeps the order.
        QCoro::Task<Result<ChunkRecord>> reporting = reportChunk(state, chunk, underWay.record);
        // WIRE-OPEN is written when the transport is about to let the body go; an attempt without it was not sent.
        request.openWire = wireOpening(state, underWay);
        const Evidence evidence = co_await state->services.transport->post(request, stop);
        const Result<ChunkRecord> reported = co_await reporting;
        const Outcome outcome = outcomeOf(*state, evidence, afterDocumentedFailure);

        const WrittenDown written = co_await writeDown(state, chunk, attempt, outcome, stop);
        if (!written.result) {
            sent.ending = resultNotWritten(record->number, written.result.error(), outcome.result);
            co_return sent;
        }
        if (state->ownerGone)
            co_return sent;
        if (evidence.failure == NetworkFailure::NotWrittenDown) {
            sent.ending = {PauseReason::JournalNotWritable, outcome.result.message};
            co_return sent;
        }
        const Result<ChunkRecord> answered = co_await reportChunk(state, chunk, written.chunk);
        if (!answered) {
            sent.ending = journalFailed(answered.error());
            co_return sent;
        }
        sent.chunk = *answered;
        if (stop.stop_requested()) {
            sent.ending.message = outcome.result.message;
            co_return sent;
        }
        if (outcome.next == NextStep::RetryDocumented)
            afterDocumentedFailure = true;

        const Tried tried{
            tries, std::chrono::milliseconds(firstTryAt.msecsTo(state->services.clock->now())), state->retriesMade};
        const NextTry next = nextTry(state->settings.retry, outcome, tried, state->services.random());
        if (!next.delay) {
            const SentChunk over = co_await settled(state, *answered, outcome, next.why, stop);
            co_return over;
        }
        ++state->retriesMade;
        if (state->onWait)
            state->onWait(*answered, *next.delay);
        const std::stop_token interrupt = state->interruptWaits.get_token();
        const bool waited = co_await pauseBy(state->services.pause, *next.delay, interrupt);
        if (!waited) {
            sent.ending = {stop.stop_requested() ? PauseReason::Stopped : PauseReason::AskedTo, {}};
            co_return sent;
        }
    }
}

} // namespace callsheet::send
