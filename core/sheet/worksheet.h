#pragma once

#include "core/sheet/stored_cell.h"
#include "core/sheet/worksheet_rows.h"
#include "core/sheet/xml_reader.h"

#include <optional>
#include <string>
#include <string_view>

namespace callsheet::sheet {

//! Tells from the elements of an <autoFilter> whether it leaves rows out; one without criteria only shows its buttons.
class FilterWatch {
public:
    //! True when the element says what a column has to hold.
    bool startElement(std::string_view name);
    void endElement(std::string_view name);

private:
    bool m_inColumn = false;
};

//! Turns the elements of a worksheet part into rows of texts, and tells the rows what the sheet hides and merges.
class WorksheetSink final : public XmlSink {
public:
    WorksheetSink(CellWriter &cells, RowBuilder &rows)
        : m_cells(cells)
        , m_rows(rows)
    {
    }

    //! For a part of the rows: the number of the last one before it, from 0. When it is not known, a row that does not
    //! say its number ends the reading.
    void continueBehind(std::optional<std::int64_t> row);
    std::optional<std::int64_t> lastRow() const { return m_knowsRow ? std::optional(m_row) : std::nullopt; }

    bool startElement(std::string_view name, const XmlAttributes &attributes) override;
    bool text(std::string_view text) override;
    bool endElement(std::string_view name) override;

private:
    bool startPart(std::string_view name, const XmlAttributes &attributes);
    void hideColumns(const XmlAttributes &attributes);
    bool merge(std::string_view area);
    bool startRow(const XmlAttributes &attributes);
    bool startCell(const XmlAttributes &attributes);
    bool endRow();

    CellWriter &m_cells;
    RowBuilder &m_rows;

    int m_depth = 0; // outside of the cells
    bool m_inData = false;
    bool m_inFilter = false; // the sheet's own, not one of a saved view
    FilterWatch m_filter;
    bool m_collecting = false;
    bool m_inPhonetic = false;
    std::int64_t m_row = -1;
    bool m_knowsRow = true;
    std::int64_t m_column = -1;
    bool m_rowHasNumber = false; // the row element names its row
    bool m_rowIsHidden = false;

    StoredCell m_cell;
    std::string m_text; // of the cell
};

//! What a row element says of itself in its attributes.
class RowAttributes {
public:
    //! False when the attribute has no meaning for us.
    void take(std::string_view name, std::string_view value);
    std::optional<std::int64_t> row() const { return m_row; } // from 0
    bool isHidden() const { return m_isHidden || m_hasNoHeight; }

private:
    std::optional<std::int64_t> m_row;
    bool m_isHidden = false;
    bool m_hasNoHeight = false;
};

} // namespace callsheet::sheet
