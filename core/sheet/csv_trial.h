#pragma once

#include "core/sheet/csv_records.h"

#include <string>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

//! What cutting the beginning of a text with some marks gives.
struct CsvTrial {
    CsvMarks marks;
    std::size_t records = 0; // that are not blank
    std::size_t regular = 0; // with the commonest number of cells
    std::size_t damaged = 0; // with quotes in odd places
    std::size_t cells = 1; // the commonest number
    std::size_t firstCells = 0; // of the first record
    std::size_t quotedCells = 0;
    std::size_t escapes = 0; // cells in which an escape was undone
    std::size_t foreignBreaks = 0; // records with a line break that ends no row and stands outside of quotes
    bool doubledQuotes = false; // although the marks know no escape
    bool endsWithLf = false, endsWithCrLf = false, endsWithCr = false; // at least one record does

    //! 1 where every record has the same number of cells and no quote is out of place; 0 for a single column.
    double score() const;
    bool isRegular() const { return records > 0 && regular == records; }
};

//! The beginning of a text, to try marks on.
struct CsvSample {
    std::string_view text;
    bool isWhole = false;
};

CsvTrial tryMarks(const CsvSample &sample, const CsvMarks &marks);
//! Tries the usual separators, and if `mayBeLong` also those of several characters that the first lines suggest.
CsvTrial findSeparator(const CsvSample &sample, const CsvMarks &marks, bool mayBeLong);

//! `marks` with another separator, which is not empty.
CsvMarks withSeparator(CsvMarks marks, std::string_view separator);

} // namespace callsheet::sheet
