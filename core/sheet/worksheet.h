#pragma once

#include "core/sheet/shared_strings.h"
#include "core/sheet/workbook.h"
#include "core/sheet/worksheet_rows.h"
#include "core/sheet/xml_reader.h"

namespace callsheet::sheet {

//! Turns the elements of a worksheet part into rows of texts.
class WorksheetSink final : public XmlSink {
public:
    WorksheetSink(const Workbook &workbook, const SharedStrings &sharedStrings, QString fileName, WorksheetRows &rows)
        : m_workbook(workbook)
        , m_sharedStrings(sharedStrings)
        , m_rows(std::move(fileName), rows)
    {
    }

    bool startElement(std::string_view name, const XmlAttributes &attributes) override;
    bool text(std::string_view text) override;
    bool endElement(std::string_view name) override;

    //! To be called when all was read.
    bool finish() { return m_rows.finish(); }
    const std::optional<base::Error> &error() const { return m_rows.error(); }

private:
    enum class CellType : std::uint8_t { Number, SharedString, Text, Boolean, Plain, IsoDate };
    bool startRow(const XmlAttributes &attributes);
    bool startCell(const XmlAttributes &attributes);
    bool endCell();
    bool storeSharedString();
    const NumberFormat &format() const;

    const Workbook &m_workbook;
    const SharedStrings &m_sharedStrings;
    RowBuilder m_rows;

    bool m_inData = false;
    bool m_collecting = false;
    bool m_inPhonetic = false;
    std::int64_t m_row = -1;
    std::int64_t m_column = -1;
    bool m_rowHasNumber = false; // the row element names its row

    CellType m_type = CellType::Number;
    std::size_t m_style = 0;
    bool m_hasFormula = false;
    bool m_hasValue = false;
    std::string m_text;
    std::string m_shown;
};

} // namespace callsheet::sheet
