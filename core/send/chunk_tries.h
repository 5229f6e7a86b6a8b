#pragma once

#include "core/runs/journal.h"

#include <QTimeZone>

namespace callsheet::send {

//! One try of a chunk, with what was answered as it came, or why that cannot be had.
struct Try {
    runs::AttemptRecord attempt;
    base::Result<QByteArray> answer;
};

//! What was sent of a chunk and what came back.
struct ChunkTries {
    runs::RunHead run;
    runs::ChunkRecord chunk;
    base::Result<QByteArray> body; // the same in every try
    std::vector<Try> tries; // oldest first
};

//! All of it as lines of text, for a support person to read: how the request was built, when each try was made, and how
//! each was answered. Without secrets, and without anybody's name or number; see redact.h.
QString describe(const ChunkTries &tries, const QTimeZone &zone);

//! The same from the journal. Errors: WrongUsage (no such chunk), Storage.
QFuture<base::Result<QString>> describeTries(
    runs::Journal &journal, runs::RunId run, runs::ChunkId chunk, QTimeZone zone);

} // namespace callsheet::send
