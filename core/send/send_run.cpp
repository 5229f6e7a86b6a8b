#include "core/send/send_run.h"

#include "core/send/divide_chunk.h"
#include "core/send/send_chunk.h"
#include "core/send/send_run_state.h"

#include <QCoroFuture>

#include <QCoreApplication>

#include <deque>
#include <utility>

namespace callsheet::send {

using base::Error;
using base::ErrorKind;
using base::Result;
using runs::ChunkId;
using runs::ChunkRecord;
using runs::ChunkState;
using runs::RunDetails;

namespace {

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

QCoro::Task<Ending> sendEach(StatePointer state, SendWhat what, std::stop_token stop)
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
        const bool isLastOfPilot = sent + 1 == state->chunksBeforePause;
        state->upcoming = queue.empty() || isLastOfPilot ? 0 : queue.front();
        const SentChunk over = co_await sendChunk(state, next, stop);
        if (over.ending.reason != PauseReason::None)
            co_return over.ending;
        const Result<std::vector<ChunkId>> followers = co_await followersOf(state, over.chunk);
        if (!followers)
            co_return journalFailed(followers.error());
        queue.insert(queue.begin(), followers->begin(), followers->end());
    }
    const std::optional<Ending> unfit = co_await closeIfOver(state);
    if (unfit)
        co_return *unfit;
    co_return Ending{};
}

//! All of a stretch, to its end or to a pause.
QCoro::Task<Ending> sendChunks(StatePointer state, SendWhat what, std::stop_token stop)
{
    Ending ending = co_await sendEach(state, what, stop);
    const Result<void> withdrawn = co_await withdrawIntended(state, ending.reason);
    if (!withdrawn)
        ending = {PauseReason::JournalNotWritable, sentenceOf(ending) + QLatin1Char(' ') + withdrawn.error().message};
    co_return ending;
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
        m_pauseMessage = sentenceOf(ending);
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
