#pragma once

#include "core/base/result.h"
#include "core/sheet/csv_dialect.h"
#include "core/sheet/header_row.h"
#include "core/sheet/row_offsets.h"
#include "core/sheet/sheet_rows.h"

#include <functional>
#include <limits>
#include <vector>

namespace callsheet::sheet {

//! A text and how it is cut.
struct CsvText {
    std::string_view text;
    CsvDialect dialect;
    bool isCut = false; // the file goes on behind the end of `text`
};

//! Which rows of a text are wanted.
struct CsvBounds {
    HeaderChoice header;
    std::uint32_t lastRow = std::numeric_limits<std::uint32_t>::max(); // of the sheet
    std::size_t mostRows = std::numeric_limits<std::size_t>::max(); // with text, those of the header among them
};

//! Where the data rows below the header stand, and what is wrong with them.
struct CsvIndex {
    RowOffsets offsets;
    SheetRows sheetRows;
    SheetRows lines; // of the file, where the rows begin
    std::vector<DamagedRow> damaged; // by row
    std::vector<QStringList> headerRows; // with text
    std::size_t columns = 0;
    std::uint32_t lastSheetRow = 0;
    LineEnds lineEnds;
    bool isRefuted = false; // a row does not fit what was guessed of the dialect; the index ends there
};

//! Told how many bytes were read since the last call; false stops the reading.
using ReadBytes = std::function<bool(std::size_t)>;

base::Result<CsvIndex> indexRows(
    const CsvText &csv, const CsvBounds &bounds, const QString &fileName, const ReadBytes &readBytes);

//! Up to `most` rows with text from a place on, where the row of this number begins; none below `lastRow`.
std::vector<SampleRow> sampleRows(const CsvText &csv, std::size_t start, std::uint32_t sheetRow, std::size_t most,
    std::uint32_t lastRow = std::numeric_limits<std::uint32_t>::max());

} // namespace callsheet::sheet
