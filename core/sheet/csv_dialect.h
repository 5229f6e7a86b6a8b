#pragma once

#include "core/sheet/csv_records.h"
#include "core/sheet/open_sheet.h"

#include <QString>

#include <string>
#include <string_view>

namespace callsheet::sheet {

//! How a CSV text is cut, and why.
struct CsvDialect {
    CsvMarks marks;
    std::size_t start = 0; // behind the line "sep=;"
    std::uint32_t firstSheetRow = 1; // of the record at `start`
    QString whySeparator;
    QString whyQuote;
};

//! Looks at the beginning of the text, or takes what was chosen.
CsvDialect findDialect(std::string_view text, const ReadingOptions &options);

//! What a person calls the separator: "comma", "semicolon", "tab", or the character in quotes.
QString separatorName(char separator);

//! The text of a field, pairs of quotes undone, appended to `target`.
void appendField(const CsvField &field, char quote, std::string &target);

//! True when no cell of the record holds text.
bool isBlankRecord(std::string_view record, CsvMarks marks);

} // namespace callsheet::sheet
