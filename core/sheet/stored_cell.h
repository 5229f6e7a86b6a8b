#pragma once

#include "core/sheet/shared_strings.h"
#include "core/sheet/workbook.h"
#include "core/sheet/worksheet_rows.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

//! A cell as a worksheet part stores it.
struct StoredCell {
    enum class Type : std::uint8_t { Number, SharedString, Text, Boolean, Plain, IsoDate };
    Type type = Type::Number;
    std::uint32_t style = 0;
    bool hasFormula = false;
    bool hasValue = false;
    std::string_view text;
};

//! What the attribute `t` of a cell means; it has none when the cell is a number.
StoredCell::Type storedType(std::string_view word);

//! Puts cells into rows as the text that a person sees in the spreadsheet program.
class CellWriter {
public:
    //! The strings may be a selection (SharedStrings::isLoaded): missing() tells what it lacks.
    CellWriter(const Workbook &workbook, const SharedStrings &sharedStrings, RowBuilder &rows)
        : m_workbook(workbook)
        , m_sharedStrings(sharedStrings)
        , m_rows(rows)
    {
    }

    //! False when the sheet cannot take the cell: the rows have the error.
    bool write(std::int64_t column, const StoredCell &cell);
    //! Numbers of the shared strings that cells name and that were not loaded. Such cells count as text without one.
    const std::vector<std::size_t> &missing() const { return m_missing; }

private:
    bool writeSharedString(std::int64_t column, std::string_view number);
    const NumberFormat &format(std::uint32_t style) const;

    const Workbook &m_workbook;
    const SharedStrings &m_sharedStrings;
    RowBuilder &m_rows;
    std::vector<std::size_t> m_missing;
    std::string m_shown;
};

} // namespace callsheet::sheet
