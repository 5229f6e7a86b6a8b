#include "core/sheet/worksheet.h"

#include "core/sheet/limits.h"
#include "core/sheet/number_text.h"

#include <QCoreApplication>

#include <charconv>

namespace callsheet::sheet {

bool WorksheetSink::startElement(std::string_view name, const XmlAttributes &attributes)
{
    if (!m_inData) {
        m_inData = name == "sheetData";
        return true;
    }
    if (name == "c")
        return startCell(attributes);
    if (name == "v") {
        m_collecting = true;
        m_hasValue = true;
    } else if (name == "t") {
        m_collecting = !m_inPhonetic;
        m_hasValue = true;
    } else if (name == "f") {
        m_hasFormula = true;
    } else if (name == "row") {
        return startRow(attributes);
    } else if (name == "rPh") {
        m_inPhonetic = true;
    }
    return true;
}

bool WorksheetSink::text(std::string_view text)
{
    if (!m_collecting)
        return true;
    m_text += text;
    if (m_text.size() <= mostCellBytes)
        return true;
    return m_rows.fail(
        cellTooLong(m_rows.fileName(), QCoreApplication::translate("sheet", "Cell %1").arg(cellName(m_row, m_column))));
}

bool WorksheetSink::endElement(std::string_view name)
{
    if (!m_inData)
        return true;
    if (name == "c")
        return endCell();
    if (name == "v" || name == "t")
        m_collecting = false;
    else if (name == "row")
        return m_rows.endRow(m_row);
    else if (name == "rPh")
        m_inPhonetic = false;
    else if (name == "sheetData")
        m_inData = false;
    return true;
}

bool WorksheetSink::startRow(const XmlAttributes &attributes)
{
    std::int64_t row = m_row + 1;
    m_rowHasNumber = false;
    if (const auto number = attributes.value("r")) {
        std::int64_t parsed = 0;
        const auto [end, error] = std::from_chars(number->data(), number->data() + number->size(), parsed);
        if (error == std::errc() && parsed >= 1) {
            row = parsed - 1;
            m_rowHasNumber = true;
        }
    }
    m_row = row;
    m_column = -1;
    m_rows.startRow();
    return true;
}

bool WorksheetSink::startCell(const XmlAttributes &attributes)
{
    CellReference reference;
    m_type = CellType::Number;
    m_style = 0;
    m_hasFormula = m_hasValue = false;
    m_text.clear();
    for (const XmlAttribute &attribute : attributes.all()) {
        const std::string_view value = attribute.value;
        if (attribute.name == "r") {
            parseReference(value, reference);
        } else if (attribute.name == "s") {
            std::from_chars(value.data(), value.data() + value.size(), m_style);
        } else if (attribute.name == "t") {
            if (value == "s")
                m_type = CellType::SharedString;
            else if (value == "inlineStr" || value == "str")
                m_type = CellType::Text;
            else if (value == "b")
                m_type = CellType::Boolean;
            else if (value == "d")
                m_type = CellType::IsoDate;
            else if (value != "n")
                m_type = CellType::Plain; // "e": an error such as #N/A, which is its own text
        }
    }
    m_column = reference.column >= 0 ? reference.column : m_column + 1;
    if (!m_rowHasNumber && reference.row >= 0)
        m_row = reference.row;
    return m_rows.checkPlace(m_row, m_column);
}

bool WorksheetSink::endCell()
{
    if (!m_hasValue || (m_hasFormula && m_text.empty() && m_type != CellType::Text)) {
        if (m_hasFormula)
            m_rows.damage(RowDamage::FormulaWithoutValue);
        return true;
    }
    m_shown.clear();
    switch (m_type) {
    case CellType::SharedString:
        return storeSharedString();
    case CellType::Text:
        appendUnescaped(m_text, m_shown);
        break;
    case CellType::Boolean:
        m_shown = m_text == "1" || m_text == "true" ? "TRUE" : m_text == "0" || m_text == "false" ? "FALSE" : m_text;
        break;
    case CellType::Plain:
        m_shown = m_text;
        break;
    case CellType::IsoDate:
        appendIsoDate(m_text, format(), m_shown);
        break;
    case CellType::Number:
        appendNumber(m_text, format(), m_workbook.from1904, m_shown);
        break;
    }
    return m_rows.add(m_column, m_shown);
}

bool WorksheetSink::storeSharedString()
{
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(m_text.data(), m_text.data() + m_text.size(), index);
    if (error != std::errc() || end != m_text.data() + m_text.size() || index >= m_sharedStrings.addresses.size()) {
        m_rows.damage(RowDamage::InvalidText); // never another cell's text
        return true;
    }
    const TextArena::Address address = m_sharedStrings.addresses[index];
    const bool hasText = m_sharedStrings.hasText[index];
    if (hasText || !m_rows.textAt(address).empty())
        m_rows.add(m_column, address, hasText);
    return true;
}

const NumberFormat &WorksheetSink::format() const
{
    static const NumberFormat general;
    return m_style < m_workbook.formats.size() ? m_workbook.formats[m_style] : general;
}

} // namespace callsheet::sheet
