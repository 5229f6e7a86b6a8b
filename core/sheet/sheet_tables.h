#pragma once

#include "core/sheet/header_row.h"
#include "core/sheet/open_sheet.h"

#include <functional>

namespace callsheet::sheet {

//! The header that was chosen by hand, or the one that the first rows with text show.
HeaderChoice chooseHeader(const ReadingOptions &options, const std::function<std::vector<SampleRow>()> &firstRows);
void reportHeader(const HeaderChoice &header, ReadingReport &report);

//! Rows with text directly below one another, from the first to the last one before a blank row.
struct RowBlock {
    std::uint32_t firstRow = 0; // of the sheet
    std::uint32_t lastRow = 0;
};

//! Gives up to `most` rows with text from this row of the sheet on, no further than the end of its block.
using SampleOf = std::function<std::vector<SampleRow>(std::uint32_t fromRow, std::size_t most)>;

//! Finds the tables that stand below one another: a block begins another table when its first row reads like a header
//! above rows of data. `blocks`: the sheet's, rising; only the first mostTableBlocks are looked at. Empty when all is
//! one table.
QList<TableInfo> findTables(const HeaderChoice &header, const std::vector<RowBlock> &blocks, const SampleOf &sampleOf);
constexpr std::size_t mostTableBlocks = 200;

//! Fills in the report's tables, the chosen one and why, and asks when several were found and none is chosen. The error
//! (WrongUsage) names a table that is not there.
base::Result<void> chooseTable(QList<TableInfo> tables, const ReadingOptions &options, ReadingReport &report);

//! The header of the chosen one of several tables. `first`: that of the first one.
HeaderChoice headerOfChosenTable(const ReadingReport &report, const ReadingOptions &options, const HeaderChoice &first);

} // namespace callsheet::sheet
