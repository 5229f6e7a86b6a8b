#pragma once

#include "core/runs/journal.h"

namespace callsheet::send {

//! HUMAN, for a chunk of unknown outcome: `queued` (row numbers of the sheet) are in the batch, the chunk's other rows
//! are not and become a chunk that may be sent. Errors: InvalidInput for rows that are not the chunk's, or none or all
//! of them; Conflict; Storage.
QFuture<base::Result<void>> settleByRows(
    runs::Journal &journal, runs::ChunkRecord chunk, std::vector<std::uint32_t> queued, QString note);

} // namespace callsheet::send
