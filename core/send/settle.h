#pragma once

#include "core/runs/journal.h"

namespace callsheet::send {

// Where nobody of the run is left after that, the run is closed.

//! HUMAN, for everybody of a chunk whose outcome is still unknown. Errors as Journal::recordDecision().
QFuture<base::Result<void>> settleAll(
    runs::Journal &journal, runs::ChunkRecord chunk, runs::Decision decision, runs::PersonsWord word);

//! HUMAN, for a chunk of unknown outcome: `queued` (row numbers of the sheet) are in the batch, the others whose
//! outcome is still unknown are not and become a chunk that may be sent. Errors: InvalidInput for rows that are none of
//! these, or none or all of them; Conflict; Storage.
QFuture<base::Result<void>> settleByRows(
    runs::Journal &journal, runs::ChunkRecord chunk, std::vector<std::uint32_t> queued, runs::PersonsWord word);

} // namespace callsheet::send
