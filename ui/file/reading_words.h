#pragma once

#include "core/sheet/open_sheet.h"

#include <QString>

#include <utility>

namespace callsheet::ui {

// How the ways to read a sheet are called in the window.

QString separatorName(const QString &separator);
QString quoteName(const QString &quote);
QString escapeName(sheet::CsvEscape escape);
QString lineEndName(sheet::CsvLineEnd lineEnd);
//! "Contacts — 150 × 10", with what is known of it, and whether it is hidden.
QString sheetName(const sheet::SheetInfo &info);
//! "Table 2: rows 6–8"; 0 is all rows as one table.
QString tableName(const sheet::ReadingReport &report, int table);

//! One way to answer a question: the words on its button, and the options with the answer in them.
struct Answer {
    QString text;
    sheet::ReadingOptions options;
};
//! Answers for buttons: of many tables only the first few.
QList<Answer> answersTo(
    sheet::Question question, const sheet::ReadingReport &report, const sheet::ReadingOptions &options);

} // namespace callsheet::ui
