#pragma once

#include "core/sheet/csv_records.h"

#include <QString>

#include <string_view>

namespace callsheet::sheet {

//! How a CSV text is cut, and why.
struct CsvDialect {
    CsvMarks marks;
    std::size_t start = 0; // behind the line "sep=;"
    std::uint32_t firstSheetRow = 1; // of the record at `start`
    // What only the first rows speak for. A row further down may show that it was wrong.
    bool guessedSeparator = false; // one of several characters
    bool guessedEscape = false; // none
    bool guessedLineEnd = false; // one, while other line breaks stand inside of cells
    QString whySeparator, whyQuote, whyEscape, whyLineEnd;

    //! True when the record does not fit what was guessed from the first rows.
    bool isRefutedBy(const CsvRecord &record, std::size_t columns) const
    {
        return (guessedSeparator && record.separatorBegun && record.fields != columns)
            || (guessedLineEnd && record.foreignBreak && record.fields != columns)
            || (guessedEscape && record.doubledQuote);
    }
};

//! Looks at the beginning of the text, or takes what was chosen. With `guessing` false nothing is found that a row
//! further down could refute.
CsvDialect findDialect(std::string_view text, const ReadingOptions &options, bool guessing = true);

//! What a person calls the separator: "comma", "semicolon", "tab", or its characters in quotes.
QString separatorName(const CsvMarks &marks);

//! The row ends that were met while reading, in words; `isWhole` when all rows were.
struct LineEnds {
    bool lf = false, crLf = false, cr = false;

    bool operator==(const LineEnds &) const = default;
};
//! The one line end of all rows, or Any.
CsvLineEnd onlyLineEnd(const LineEnds &ends);
QString whyLineEnd(const LineEnds &ends, bool isWhole);

} // namespace callsheet::sheet
