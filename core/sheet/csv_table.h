#pragma once

#include "core/sheet/csv_records.h"
#include "core/sheet/mapped_file.h"
#include "core/sheet/row_offsets.h"
#include "core/sheet/sheet_rows.h"
#include "core/sheet/text_encoding.h"

#include <memory>

namespace callsheet::sheet {

//! A CSV file: the mapped bytes and where each data row begins. Fields are cut when a row is read.
class CsvTable final : public Table {
public:
    RowIndex rowCount() const override { return m_sheetRows.count(); }
    std::uint32_t sheetRow(RowIndex row) const override { return m_sheetRows[row]; }
    void readRow(RowIndex row, RowCells &cells) const override;
    std::size_t memoryUsed() const override;

private:
    friend class CsvReader;

    std::shared_ptr<const MappedFile> m_file;
    DecodedText m_decoded;
    CsvMarks m_marks;
    RowOffsets m_offsets; // of the data rows in the text
    SheetRows m_sheetRows;
};

} // namespace callsheet::sheet
