#include "core/sheet/worksheet.h"

#include "core/sheet/limits.h"

#include <QCoreApplication>

#include <charconv>

namespace callsheet::sheet {

namespace {

bool isTrue(std::string_view text)
{
    return text == "1" || text == "true";
}

template <typename Number>
std::optional<Number> numberAt(std::string_view text)
{
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() ? std::optional(number) : std::nullopt;
}

bool isNothing(std::string_view size)
{
    return numberAt<double>(size) == 0.0;
}

} // namespace

void RowAttributes::take(std::string_view name, std::string_view value)
{
    if (name == "r") {
        const auto number = numberAt<std::int64_t>(value);
        if (number && *number >= 1)
            m_row = *number - 1;
    } else if (name == "hidden") {
        m_isHidden = isTrue(value);
    } else if (name == "ht") {
        m_hasNoHeight = isNothing(value);
    }
}

bool FilterWatch::startElement(std::string_view name)
{
    if (name == "filterColumn") {
        m_inColumn = true;
        return false;
    }
    return m_inColumn && name != "extLst";
}

void FilterWatch::endElement(std::string_view name)
{
    if (name == "filterColumn")
        m_inColumn = false;
}

void WorksheetSink::continueBehind(std::optional<std::int64_t> row)
{
    m_knowsRow = row.has_value();
    m_row = row.value_or(-1);
}

bool WorksheetSink::startElement(std::string_view name, const XmlAttributes &attributes)
{
    if (!m_inData)
        return startPart(name, attributes);
    if (name == "c")
        return startCell(attributes);
    if (name == "v") {
        m_collecting = true;
        m_cell.hasValue = true;
    } else if (name == "t") {
        m_collecting = !m_inPhonetic;
        m_cell.hasValue = true;
    } else if (name == "f") {
        m_cell.hasFormula = true;
    } else if (name == "row") {
        return startRow(attributes);
    } else if (name == "rPh") {
        m_inPhonetic = true;
    }
    return true;
}

// What stands around the cells. Views that were saved for other people have columns and filters of their own, further
// inside.
bool WorksheetSink::startPart(std::string_view name, const XmlAttributes &attributes)
{
    constexpr int partsOfSheet = 2;
    ++m_depth;
    if (name == "sheetData") {
        m_inData = true;
    } else if (m_depth == partsOfSheet) {
        m_inFilter = name == "autoFilter";
        if (name == "sheetPr" && isTrue(attributes.value("filterMode").value_or("")))
            m_rows.filtered();
    } else if (m_inFilter) {
        if (m_filter.startElement(name))
            m_rows.filtered();
    } else if (name == "col" && m_depth == partsOfSheet + 1) {
        hideColumns(attributes);
    } else if (name == "mergeCell" && m_depth == partsOfSheet + 1) {
        return merge(attributes.value("ref").value_or(""));
    }
    return true;
}

void WorksheetSink::hideColumns(const XmlAttributes &attributes)
{
    const auto first = numberAt<std::int64_t>(attributes.value("min").value_or(""));
    const auto last = numberAt<std::int64_t>(attributes.value("max").value_or(""));
    const bool isHidden
        = isTrue(attributes.value("hidden").value_or("")) || isNothing(attributes.value("width").value_or("1"));
    if (isHidden && first && last)
        m_rows.hideColumns(*first - 1, *last - 1);
}

bool WorksheetSink::merge(std::string_view area)
{
    const std::size_t colon = area.find(':');
    CellReference a;
    CellReference b;
    if (colon == std::string_view::npos || !parseReference(area.substr(0, colon), a)
        || !parseReference(area.substr(colon + 1), b))
        return true;
    return m_rows.merge(std::min(a.row, b.row), std::max(a.row, b.row), std::min(a.column, b.column));
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
    if (!m_inData) {
        --m_depth;
        m_filter.endElement(name);
        return true;
    }
    if (name == "c") {
        m_cell.text = m_text;
        return m_cells.write(m_column, m_cell);
    }
    if (name == "v" || name == "t") {
        m_collecting = false;
    } else if (name == "row") {
        return endRow();
    } else if (name == "rPh") {
        m_inPhonetic = false;
    } else if (name == "sheetData") {
        m_inData = false;
        --m_depth;
    }
    return true;
}

bool WorksheetSink::startRow(const XmlAttributes &attributes)
{
    RowAttributes row;
    for (const XmlAttribute &attribute : attributes.all())
        row.take(attribute.name, attribute.value);
    m_knowsRow = m_knowsRow || row.row().has_value();
    if (!m_knowsRow)
        return false;
    m_row = row.row().value_or(m_row + 1);
    m_rowHasNumber = row.row().has_value();
    m_rowIsHidden = row.isHidden();
    m_column = -1;
    m_rows.startRow();
    return true;
}

// Not a failure when no more rows are wanted: the sheet ends here for whoever asked.
bool WorksheetSink::endRow()
{
    return m_rows.endRow(m_row, 1, m_rowIsHidden) && !m_rows.isFull();
}

bool WorksheetSink::startCell(const XmlAttributes &attributes)
{
    CellReference reference;
    m_cell = {};
    m_text.clear();
    for (const XmlAttribute &attribute : attributes.all()) {
        const std::string_view value = attribute.value;
        if (attribute.name == "r")
            parseReference(value, reference);
        else if (attribute.name == "s")
            m_cell.style = numberAt<std::uint32_t>(value).value_or(0);
        else if (attribute.name == "t")
            m_cell.type = storedType(value);
    }
    m_column = reference.column >= 0 ? reference.column : m_column + 1;
    if (!m_rowHasNumber && reference.row >= 0)
        m_row = reference.row;
    return m_rows.checkPlace(m_row, m_column);
}

} // namespace callsheet::sheet
