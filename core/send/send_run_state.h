#pragma once

#include "core/send/send_run.h"

#include <QFuture>

#include <optional>

namespace callsheet::send {

//! What sending a chunk needs of the journal beforehand.
struct FetchedChunk {
    runs::ChunkId chunk = 0;
    QFuture<base::Result<runs::ChunkRecord>> record;
    QFuture<base::Result<QByteArray>> body;
};

struct IntendedChunk {
    runs::ChunkId chunk = 0;
    runs::AttemptId attempt = 0;
    bool isWireOpen = false; // WIRE-OPEN is on disk with it
    std::optional<runs::ChunkRecord> record; // as INTENT left it; nothing: to be asked for
};

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
    runs::ChunkId upcoming = 0; // follows the one under way, as things stand; 0: nobody
    std::optional<FetchedChunk> fetched; // of it, or on its way from the journal
    std::optional<IntendedChunk> intended; // INTENT is on disk, and nothing has left
    int retriesMade = 0;
    std::vector<runs::OutcomeClass> ended; // of this stretch, for the circuit breaker
    std::function<void(const runs::ChunkRecord &)> onChunk;
    std::function<void(const runs::ChunkRecord &, std::chrono::milliseconds)> onWait;
    std::function<void(const runs::ChunkRecord &, std::chrono::milliseconds)> onLook;
};

using StatePointer = std::shared_ptr<SendRun::State>;

inline Ending journalFailed(const base::Error &error)
{
    return {PauseReason::JournalNotWritable, error.message};
}

} // namespace callsheet::send
