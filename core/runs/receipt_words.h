#pragma once

#include "core/runs/receipt.h"

#include <QString>

namespace callsheet::runs {

// How a receipt's values are put into words; plain text, nothing is escaped here.

//! "3 Jul 2026 10:42:05 UTC+05:30"; a dash for no time.
QString receiptTime(const QDateTime &time, const QTimeZone &zone);
//! What came of one attempt: "Queued", "Under way", …
QString outcomeName(const AttemptRecord &attempt);
//! "All of it had left this computer at 10:42:07. It ended at 10:42:08. …", as far as it is known.
QString attemptFacts(const AttemptRecord &attempt, const QTimeZone &zone);
//! "asha", or "The calling service".
QString settledBy(const Settlement &settlement);
//! "3 queued (rows 2-4), 1 not queued (row 5)".
QString settledPeople(const Settlement &settlement);

//! Left-out rows of one reason.
struct ReasonCount {
    QString reason;
    bool folded = false;
    std::vector<std::uint32_t> rows;
};
//! By count, most first.
std::vector<ReasonCount> reasonsOf(const std::vector<LeftOutRow> &leftOut);

} // namespace callsheet::runs
