#pragma once

#include "core/runs/records.h"
#include "ui/session/guards.h"

#include <QString>

namespace callsheet::ui {

// What the Send page says; values in, sentences out.

//! "This very file was sent before: …", and whether that calls for care. Of a file that was never sent: empty.
struct EarlierRun {
    QString text;
    bool isCaution = false;
    runs::RunId run = 0;
};
EarlierRun earlierRunText(const std::vector<runs::RunSummary> &earlier, bool practice);

//! "a pilot of 10, then 13 chunks: 12 × 1,000 + 433; more where rows are long"
QString chunksText(qint64 people, int pilot);
//! "Rows 2 to 12,482 of the sheet"; of one row "Row 2 of the sheet".
QString rowSpanText(std::uint32_t first, std::uint32_t last);
//! Whoever is not called, with links to their rows on the Check page: rich text; a plain sentence where nobody is.
QString leftOutText(const Session &session, const Guards &guards);
QString countryText(const QString &country);
//! "Acme, production, batch 64e5…", or what of it is missing.
QString targetText(const connection::Connection &connection, const QString &batchId);
//! The default: a set of variables that has never been used for real calls is tried on some people first.
int usualPilot(const std::vector<runs::RunSummary> &history, const QString &variableSet, bool practice);

} // namespace callsheet::ui
