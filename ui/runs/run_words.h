#pragma once

#include "core/runs/protocol.h"
#include "core/send/after_chunk.h"
#include "ui/common/icons.h"
#include "ui/session/look_door.h"

#include <QStringList>

namespace callsheet::ui {

// How runs and chunks are put into words; values in, sentences out.

struct StateLook {
    Glyph glyph = Glyph::Waiting;
    Tone tone = Tone::Quiet;
};
StateLook lookOf(runs::ChunkState state);

//! "6 of 13 chunks · 3,987 queued · 1,000 unknown"
QString progressText(const runs::Ledger &ledger, const std::vector<runs::ChunkRecord> &chunks);
//! "about 4 minutes left", where the chunks so far came at an even pace: after three of them, and nothing else.
//! `answeredAt`: the start, and the end of each chunk.
QString timeLeftText(const std::vector<QDateTime> &answeredAt, int chunksLeft);
//! Settled chunks and all chunks that count: replaced ones do not.
std::pair<int, int> chunksDone(const std::vector<runs::ChunkRecord> &chunks);
//! "12,480 rows = 28 left out + 9 folded + …", or in words that it does not add up.
QString ledgerText(const runs::Ledger &ledger, const std::vector<runs::ChunkRecord> &chunks);
//! "Send again" and its kind; empty where nothing is left to do.
QString whatCanBeDone(runs::ChunkState state);
//! "6,004–7,011" of the sheet.
QString rowsText(const runs::ChunkRecord &chunk);
//! Somebody of it is unknown, or not sent.
bool isInterrupted(const runs::RunSummary &run);
//! One line for the list of runs: "Sending", "1 chunk unknown", "Finished", …
QString runState(const runs::RunSummary &run);

//! What is open in a run that nobody is sending, and what to do about it; nothing where all is settled.
std::optional<QString> interruptionText(const runs::RunDetails &run, LookDoor door);
//! Why the run paused, as far as that is still true; empty where nobody of it is open any more, and for an unknown
//! outcome, which its chunk and the line of interruptionText() tell.
QString pauseText(send::PauseReason reason, const QString &message, const runs::Ledger &ledger);
//! How this chunk was settled so far, a line each: when, by whom, and what that person was shown.
QStringList settlementLines(const std::vector<runs::SettlementRecord> &settlements, runs::ChunkId chunk);

} // namespace callsheet::ui
