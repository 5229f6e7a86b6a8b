#pragma once

#include "core/sheet/cell_store.h"
#include "core/sheet/input_file.h"
#include "core/sheet/open_sheet.h"
#include "core/sheet/sheet_rows.h"

#include <memory>
#include <stop_token>

namespace callsheet::sheet {

//! One sheet of a workbook, held as the texts that its filled cells show.
class XlsxTable final : public Table {
public:
    RowIndex rowCount() const override { return m_sheetRows.count(); }
    std::uint32_t sheetRow(RowIndex row) const override { return m_sheetRows[row]; }
    void readRow(RowIndex row, RowCells &cells) const override;
    std::size_t memoryUsed() const override;

private:
    friend class XlsxReader;

    CellStore m_cells; // the data rows
    SheetRows m_sheetRows;
};

//! Reads the chosen sheet of a workbook into a table and the workbook's part of the report.
base::Result<std::shared_ptr<const Table>> readXlsx(const InputFile &file, const ReadingOptions &options,
    base::Progress *progress, const std::stop_token &stop, ReadingReport &report);

} // namespace callsheet::sheet
