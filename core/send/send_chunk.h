#pragma once

#include "core/send/send_run_state.h"

#include <QCoroTask>

#include <stop_token>

namespace callsheet::send {

//! A chunk after its last try, and whether another one may follow.
struct SentChunk {
    runs::ChunkRecord chunk; // as it stands in the journal; without an id where nothing came of it
    Ending ending;
};

//! INTENT, one POST, RESULT; again while the policy allows it, and a look where nobody knows. Every step is on disk
//! before the next one starts. `stop` aborts what is on the wire.
QCoro::Task<SentChunk> sendChunk(StatePointer state, runs::ChunkId chunk, std::stop_token stop);

//! Ends an INTENT of which nothing has left as not sent, with the reason why its turn did not come.
QCoro::Task<base::Result<void>> withdrawIntended(StatePointer state, PauseReason why);

//! Tells the owner how the chunk stands in the journal, and returns it. `known`: as a step has just left it; nothing:
//! it is asked for.
QCoro::Task<base::Result<runs::ChunkRecord>> reportChunk(
    StatePointer state, runs::ChunkId chunk, std::optional<runs::ChunkRecord> known = std::nullopt);

} // namespace callsheet::send
