#include "core/send/send_run.h"

#include "core/base/logging.h"
#include "core/send/divide_chunk.h"
#include "core/send/wire.h"

#include <QCoroFuture>

#include <QCoreApplication>

#include <deque>
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
using runs::RunDetails;

//! What the coroutine works on. It holds no pointer back: the owner listens through the functions, and clears them when
//! it goes.
struct SendRun::State {
    SendServices services;
    SendSettings settings;
    connection::Connection connection;
    connection::Secrets secrets;
    runs::RunId run = 0;

    bool ownerGone
        = false; // nobody listens any more; the journal may go next, so it is left alone once the result is in it
    SendWhat what = SendWhat::Waiting;
    bool pauseAsked = false;
    std::stop_source interruptWaits; // ends a wait between two tries, without touching what is on the wire
    int chunksBeforePause = 0; // of this stretch; 0: no limit
    ChunkId upcoming = 0; // follows the one under way, as things stand; 0: nobody
    std::optional<std::pair<ChunkId, QFuture<Result<QByteArray>>>> fetched; // its body, or on its way from the journal
    int retriesMade = 0;
    std::vector<runs::OutcomeClass> ended; // of this stretch, for the circuit breaker
    std::function<void(const ChunkRecord &)> onChunk;
    std::function<void(const ChunkRecord &, std::chrono::milliseconds)> onWait;
    std::function<void(const ChunkRecord &, std::chrono::milliseconds)> onLook;
};

namespace {

using StatePointer = std::shared_ptr<SendRun::State>;

Ending journalFailed(const Error &error)
{
    return {PauseReason::JournalNotWritable, error.message};
}

//! Tells the owner how the chunk stands in the journal, and returns it.
QCoro::Task<Result<ChunkRecord>> reportChunk(StatePointer state, ChunkId chunk)
{
    QFuture<Result<ChunkRecord>> future = state->services.journal->chunk(chunk);
    Result<ChunkRecord> record = co_await future;
    if (record && state->onChunk)
        state->onChunk(*record);
    co_return record;
}

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

//! Has the next chunk's body unpacked while this one's is on its way: that takes as long as sending does.
void fetchUpcoming(SendRun::State &state)
{
    if (state.upcoming != 0 && (!state.fetched || state.fetched->first != state.upcoming))
        state.fetched.emplace(state.upcoming, state.services.journal->body(state.upcoming));
}

QFuture<Result<QByteArray>> bodyOf(SendRun::State &state, ChunkId chunk)
{
    const auto fetched = std::exchange(state.fetched, std::nullopt);
    return fetched && fetched->first == chunk ? fetched->second : state.services.journal->body(chunk);
}

//! The body of this attempt leaves when WIRE-OPEN is on disk.
OpenWire wireOpening(const StatePointer &state, AttemptId attempt)
{
    return [state, attempt]() -> QFuture<Result<void>> {
        if (!state->ownerGone) {
            QFuture<Result<void>> written = state->services.journal->recordWireOpen(attempt);
            fetchUpcoming(*state);
            return written;
        }
        const Error stopped{ErrorKind::Cancelled, describe(PauseReason::Stopped), {}};
        return QtFuture::makeReadyFuture(Result<void>(stopped));
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
QCoro::Task<Ending> settledEnding(
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
            co_return Ending{PauseReason::Stopped, {}};
        const Result<ChunkRecord> settled = co_await reportChunk(state, chunk.id);
        if (!settled)
            co_return journalFailed(settled.error());
        end.chunk = *settled;
        if (problem && problem->kind != ErrorKind::Cancelled)
            end.chunk.message += QLatin1Char(' ') + problem->message;
    }
    co_return afterChunk(end, state->settings.breaker);
}

//! INTENT, one POST, RESULT; again while the policy allows it. Every step is on disk before the next one starts.
QCoro::Task<Ending> sendChunk(StatePointer state, ChunkId chunk, std::stop_token stop)
{
    runs::Journal &journal = *state->services.journal;
    QFuture<Result<ChunkRecord>> recordFuture = journal.chunk(chunk);
    const Result<ChunkRecord> record = co_await recordFuture;
    if (!record)
        co_return journalFailed(record.error());
    QFuture<Result<QByteArray>> bodyFuture = bodyOf(*state, chunk);
    const Result<QByteArray> body = co_await bodyFuture;
    if (!body)
        co_return journalFailed(body.error());
    PostRequest request = requestFor(*state, *body, record->count());

    const QDateTime firstTryAt = state->services.clock->now();
    bool afterDocumentedFailure = false;
    for (int tries = 1;; ++tries) {
        if (stop.stop_requested())
            co_return Ending{PauseReason::Stopped, {}};
        QFuture<Result<AttemptId>> intentFuture = journal.recordIntent(chunk, afterDocumentedFailure);
        const Result<AttemptId> attempt = co_await intentFuture;
        if (!attempt)
            co_return journalFailed(attempt.error());
        if (state->ownerGone) {
            // Nothing has left yet: say so, or the chunk would be unknown for no reason.
            AttemptResult unsent;
            unsent.outcome = runs::OutcomeClass::NotSent;
            unsent.code = QStringLiteral("stopped");
            unsent.message = describe(PauseReason::Stopped);
            QFuture<Result<void>> unsentFuture = journal.recordResult(*attempt, unsent);
            const Result<void> unsentWritten = co_await unsentFuture;
            co_return Ending{PauseReason::Stopped, unsentWritten ? QString() : unsentWritten.error().message};
        }
        const Result<ChunkRecord> underWay = co_await reportChunk(state, chunk);
        // WIRE-OPEN is written when the transport is about to let the body go; an attempt without it was not sent.
        request.openWire = wireOpening(state, *attempt);
        const Evidence evidence = co_await state->services.transport->post(request, stop);
        Outcome outcome = classify(evidence, state->settings.onServerError);
        if (evidence.sinceLastByte)
            outcome.result.lastByteAt = state->services.clock->now().addMSecs(-evidence.sinceLastByte->count());
        if (afterDocumentedFailure) {
            outcome.result.message += QLatin1Char(' ')
                + QCoreApplication::translate("send",
                    "The service had failed while working on this chunk (500), and it was sent again as the service "
                    "documents it, without looking first: that needs a Bearer token.");
        }

        QFuture<Result<void>> resultFuture = journal.recordResult(*attempt, outcome.result);
        const Result<void> written = co_await resultFuture;
        if (!written) {
            const QString message
                = QCoreApplication::translate("send",
                    "Chunk %1 was sent, but what came of it could not be written down: "
                    "%2 Write down this: %3")
                      .arg(QString::number(record->number), written.error().message, outcome.result.message);
            co_return Ending{PauseReason::JournalNotWritable, message};
        }
        if (state->ownerGone)
            co_return Ending{PauseReason::Stopped, {}};
        if (evidence.failure == NetworkFailure::NotWrittenDown)
            co_return Ending{PauseReason::JournalNotWritable, outcome.result.message};
        const Result<ChunkRecord> answered = co_await reportChunk(state, chunk);
        if (!answered)
            co_return journalFailed(answered.error());
        if (stop.stop_requested())
            co_return Ending{PauseReason::Stopped, outcome.result.message};
        if (outcome.next == NextStep::RetryDocumented)
            afterDocumentedFailure = true;

        const Tried tried{
            tries, std::chrono::milliseconds(firstTryAt.msecsTo(state->services.clock->now())), state->retriesMade};
        const NextTry next = nextTry(state->settings.retry, outcome, tried, state->services.random());
        if (!next.delay) {
            const Ending ending = co_await settledEnding(state, *answered, outcome, next.why, stop);
            co_return ending;
        }
        ++state->retriesMade;
        if (state->onWait)
            state->onWait(*answered, *next.delay);
        const std::stop_token interrupt = state->interruptWaits.get_token();
        const bool waited = co_await pauseBy(state->services.pause, *next.delay, interrupt);
        if (!waited)
            co_return Ending{stop.stop_requested() ? PauseReason::Stopped : PauseReason::AskedTo, {}};
    }
}

//! Whether its halves are sent in its place.
bool isToBeHalved(const SendRun::State &state, const ChunkRecord &chunk)
{
    const bool searched
        = state.what == SendWhat::FindBadRows && chunk.state == ChunkState::Refused && chunk.count() > 1;
    return searched || isTooLarge(chunk);
}

//! New chunks in place of a refused one: its halves where it is to be halved, else one of the same rows.
QCoro::Task<Result<std::vector<ChunkId>>> replaceRefused(StatePointer state, ChunkRecord refused)
{
    runs::Journal &journal = *state->services.journal;
    std::vector<runs::PlannedChunk> parts;
    if (isToBeHalved(*state, refused)) {
        QFuture<Result<QByteArray>> bodyFuture = journal.body(refused.id);
        const Result<QByteArray> body = co_await bodyFuture;
        if (!body)
            co_return body.error();
        const runs::PlannedChunk whole{refused.rows, *body, {}};
        const auto halves = halve(whole);
        if (!halves) {
            // The same chunk again would be refused again, for ever.
            co_return Error{ErrorKind::Storage,
                QCoreApplication::translate("send", "What was sent as chunk %1 cannot be read back from the journal.")
                    .arg(refused.number),
                {}};
        }
        parts = *halves;
    }
    QFuture<Result<std::vector<ChunkId>>> replacedFuture = journal.replaceChunk(refused.id, parts);
    const Result<std::vector<ChunkId>> successors = co_await replacedFuture;
    if (!successors)
        co_return successors.error();
    const Result<ChunkRecord> old = co_await reportChunk(state, refused.id);
    co_return *successors;
}

//! The chunks to send now; refused ones are given new chunks of the same rows first.
QCoro::Task<Result<std::deque<ChunkId>>> chooseChunks(StatePointer state, SendWhat what)
{
    runs::Journal &journal = *state->services.journal;
    QFuture<Result<RunDetails>> detailsFuture = journal.run(state->run);
    const Result<RunDetails> details = co_await detailsFuture;
    if (!details)
        co_return details.error();
    std::deque<ChunkId> chosen;
    for (const ChunkRecord &chunk : details->chunks) {
        if (what != SendWhat::Refused && what != SendWhat::FindBadRows) {
            if (chunk.state == ChunkState::Waiting || chunk.state == ChunkState::NotSent)
                chosen.push_back(chunk.id);
            continue;
        }
        if (chunk.state != ChunkState::Refused || (what == SendWhat::FindBadRows && chunk.count() < 2))
            continue;
        const Result<std::vector<ChunkId>> successors = co_await replaceRefused(state, chunk);
        if (!successors)
            co_return successors.error();
        chosen.insert(chosen.end(), successors->begin(), successors->end());
    }
    co_return chosen;
}

//! What has to be sent next because of how this chunk ended: the halves of one that was too large, and whoever a look
//! has found absent.
QCoro::Task<Result<std::vector<ChunkId>>> followersOf(StatePointer state, ChunkRecord ended)
{
    if (isToBeHalved(*state, ended)) {
        const Result<std::vector<ChunkId>> halves = co_await replaceRefused(state, ended);
        co_return halves;
    }
    if (ended.state == ChunkState::NotSent) {
        const std::vector<ChunkId> itself{ended.id};
        co_return itself;
    }
    std::vector<ChunkId> absent;
    if (ended.state != ChunkState::Replaced)
        co_return absent;
    QFuture<Result<RunDetails>> detailsFuture = state->services.journal->run(state->run);
    const Result<RunDetails> details = co_await detailsFuture;
    if (!details)
        co_return details.error();
    for (const ChunkRecord &chunk : details->chunks) {
        if (chunk.replaces == ended.number && chunk.state == ChunkState::Waiting) {
            absent.push_back(chunk.id);
            if (state->onChunk)
                state->onChunk(chunk);
        }
    }
    co_return absent;
}

//! CLOSE, where nobody of the run is left to send; something to say only where its rows do not add up.
QCoro::Task<std::optional<Ending>> closeIfOver(StatePointer state)
{
    if (state->ownerGone)
        co_return std::nullopt;
    QFuture<Result<void>> closing = state->services.journal->closeIfOver(state->run);
    const Result<void> closed = co_await closing;
    if (!closed)
        co_return journalFailed(closed.error());
    co_return std::nullopt;
}

QCoro::Task<Ending> sendChunks(StatePointer state, SendWhat what, std::stop_token stop)
{
    Result<std::deque<ChunkId>> chosen = co_await chooseChunks(state, what);
    if (!chosen)
        co_return journalFailed(chosen.error());
    std::deque<ChunkId> queue = std::move(*chosen);
    for (int sent = 0; !queue.empty(); ++sent) {
        if (stop.stop_requested())
            co_return Ending{PauseReason::Stopped, {}};
        if (state->pauseAsked)
            co_return Ending{PauseReason::AskedTo, {}};
        if (state->chunksBeforePause > 0 && sent >= state->chunksBeforePause)
            co_return Ending{PauseReason::PilotSent, {}};
        const ChunkId next = queue.front();
        queue.pop_front();
        state->upcoming = queue.empty() ? 0 : queue.front();
        const Ending ending = co_await sendChunk(state, next, stop);
        if (ending.reason != PauseReason::None)
            co_return ending;
        QFuture<Result<ChunkRecord>> recordFuture = state->services.journal->chunk(next);
        const Result<ChunkRecord> record = co_await recordFuture;
        if (!record)
            co_return journalFailed(record.error());
        const Result<std::vector<ChunkId>> followers = co_await followersOf(state, *record);
        if (!followers)
            co_return journalFailed(followers.error());
        queue.insert(queue.begin(), followers->begin(), followers->end());
    }
    const std::optional<Ending> unfit = co_await closeIfOver(state);
    if (unfit)
        co_return *unfit;
    co_return Ending{};
}

} // namespace

SendRun::SendRun(SendServices services, SendSettings settings, connection::Connection connection,
    connection::Secrets secrets, runs::RunId run, QObject *parent)
    : QObject(parent)
    , m_state(std::make_shared<State>())
{
    m_state->services = std::move(services);
    m_state->settings = settings;
    // With a Bearer token it can be looked up who was stored: sending again blindly would be a choice against knowing.
    if (connection.mode != connection::CredentialMode::ApiKey || connection.askAfterServerError)
        m_state->settings.onServerError = ServerErrorPolicy::AskMe;
    m_state->connection = std::move(connection);
    m_state->secrets = std::move(secrets);
    m_state->run = run;
    m_state->onChunk = [this](const ChunkRecord &chunk) { Q_EMIT chunkChanged(chunk); };
    m_state->onWait = [this](const ChunkRecord &chunk, std::chrono::milliseconds wait) { Q_EMIT waiting(chunk, wait); };
    m_state->onLook = [this](const ChunkRecord &chunk, std::chrono::milliseconds wait) { Q_EMIT looking(chunk, wait); };
}

SendRun::~SendRun()
{
    m_state->onChunk = nullptr;
    m_state->onWait = nullptr;
    m_state->onLook = nullptr;
    m_state->ownerGone = true;
    stopNow();
}

runs::RunId SendRun::run() const
{
    return m_state->run;
}

void SendRun::start(SendWhat what, int chunksBeforePause)
{
    if (m_phase == RunPhase::Sending)
        return;
    m_stop = std::stop_source();
    m_state->what = what;
    m_state->pauseAsked = false;
    m_state->interruptWaits = std::stop_source();
    m_state->chunksBeforePause = chunksBeforePause;
    m_state->retriesMade = 0;
    m_state->ended.clear();
    m_phase = RunPhase::Sending;
    m_pauseReason = PauseReason::None;
    m_pauseMessage.clear();
    Q_EMIT phaseChanged();
    QCoro::connect(sendChunks(m_state, what, m_stop.get_token()), this, [this](const Ending &ending) {
        m_state->fetched.reset();
        m_phase = ending.reason == PauseReason::None ? RunPhase::Finished : RunPhase::Paused;
        m_pauseReason = ending.reason;
        m_pauseMessage = ending.message.isEmpty() ? describe(ending.reason) : ending.message;
        Q_EMIT phaseChanged();
    });
}

void SendRun::pauseAfterThisChunk()
{
    m_state->pauseAsked = true;
    m_state->interruptWaits.request_stop();
}

void SendRun::stopNow()
{
    m_stop.request_stop();
    pauseAfterThisChunk();
}

} // namespace callsheet::send
