#pragma once

#include "core/sheet/reading_job.h"
#include "core/sheet/sheet_rows.h"
#include "core/sheet/worksheet_rows.h"

#include <memory>

namespace callsheet::sheet {

//! One sheet of a workbook, held as the texts that its filled cells show.
class WorkbookTable final : public Table {
public:
    RowIndex rowCount() const override { return m_sheetRows.count(); }
    std::uint32_t sheetRow(RowIndex row) const override { return m_sheetRows[row]; }
    void readRow(RowIndex row, RowCells &cells) const override;
    std::size_t memoryUsed() const override;

private:
    friend class WorkbookTableMaker;

    // A text that all rows of a merged area show. Rows of the sheet, the last one included.
    struct RepeatedText {
        std::uint32_t column = 0;
        std::uint32_t firstRow = 0;
        std::uint32_t lastRow = 0;
        TextArena::Address text = 0;
    };

    CellStore m_cells; // the data rows
    SheetRows m_sheetRows;
    std::vector<RepeatedText> m_repeated; // by column and row, and never overlapping
};

//! The sheet of the report's list that has this name, in this or another case, or this number from 1.
std::optional<qsizetype> findSheet(const QList<SheetInfo> &sheets, const QString &wanted);
//! Chooses one of the report's sheets: the one that the options name, or the first visible one. Says why in the report.
base::Result<qsizetype> chooseSheet(const QString &fileName, const ReadingOptions &options, ReadingReport &report);
//! The rows of the chosen sheet as a table, cut below the header, and what the report says of them.
base::Result<std::shared_ptr<const Table>> makeWorkbookTable(
    const ReadingJob &job, WorksheetRows rows, qsizetype sheet, const QString &fileName);

} // namespace callsheet::sheet
