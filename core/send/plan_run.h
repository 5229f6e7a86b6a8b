#pragma once

#include "core/check/check_rows.h"
#include "core/connection/connection.h"
#include "core/runs/journal.h"
#include "core/sheet/open_sheet.h"

#include <stop_token>

namespace callsheet::send {

//! Where a chunk ends: at most so many records and so many bytes of body.
struct ChunkLimits {
    int mostRows = 1000;
    int pilotRows = 0; // rows of the first chunk, chosen by choosePilot() and sent alone before the rest; 0: no pilot
    std::uint32_t pilotSeed = 1; // the same seed chooses the same rows
    qsizetype mostBytes = 256 * 1024;
};

//! Everything that a run is made from; values and shared read-only data, so that it can cross to the journal's thread.
struct RunInput {
    check::CheckInput check;
    std::shared_ptr<const check::Report> report;
    std::vector<sheet::RowIndex> skipped; // rows that the person left out by hand, sorted
    std::vector<sheet::RowIndex> queuedBefore; // rows left out because their people were queued before, sorted
    std::vector<sheet::RowIndex> inBatch; // rows left out because their people are in the batch already, sorted
    sheet::SourceFile source;
    QString sheetName;
    QString name; // empty: the file's name
    connection::Connection connection;
    QString batchId;
    ChunkLimits limits;
    runs::Preparation preparation; // its clean-ups are those of `check`
};

//! PLAN: writes the run with all its chunks into the journal; nothing is sent. Runs in the journal's thread.
//! Errors: InvalidInput (nothing to send), Unreadable (the file changed since it was read), Storage.
QFuture<base::Result<runs::RunId>> planRun(runs::Journal &journal, RunInput input, std::stop_token stop);

//! "13 chunks: 12 × 1,000 + 443" needs the count before anything is planned: an estimate by rows alone.
int chunkCountByRows(qint64 rows, const ChunkLimits &limits);

} // namespace callsheet::send
