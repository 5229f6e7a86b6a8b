#pragma once

#include "core/runs/journal.h"
#include "core/runs/receipt.h"

namespace callsheet::send {

//! Everything that the journal holds of a run, for its receipt; the numbers that were sent only `withNumbers`.
//! Errors: WrongUsage (no such run), Storage.
QFuture<base::Result<runs::Receipt>> loadReceipt(
    runs::Journal &journal, runs::RunId run, bool withNumbers, QDateTime madeAt, QTimeZone zone);

} // namespace callsheet::send
