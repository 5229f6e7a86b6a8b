#include "core/sheet/ods_content.h"

#include "core/sheet/errors.h"
#include "core/sheet/limits.h"
#include "core/sheet/number_text.h"
#include "core/sheet/ods_values.h"
#include "core/sheet/shared_strings.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::sheet {

namespace {

// Attributes are told apart by what stands behind the prefix, which a file may choose.
std::string_view localName(std::string_view name)
{
    return name.substr(name.rfind(':') + 1); // npos + 1 is 0
}

enum class Visibility { Shown, Hidden, Filtered };

Visibility visibilityOf(const XmlAttributes &attributes)
{
    const std::string_view value = attributes.prefixedValue("visibility").value_or("visible");
    return value == "filter" ? Visibility::Filtered : value == "collapse" ? Visibility::Hidden : Visibility::Shown;
}

// Part of a text, and shown elsewhere or not at all.
bool standsBesideTheText(std::string_view name)
{
    return name == "annotation" || name == "note" || name == "ruby-text" || name == "frame" || name == "custom-shape";
}

} // namespace

bool OdsContentSink::startElement(std::string_view name, const XmlAttributes &attributes)
{
    if (m_skipped > 0) {
        ++m_skipped;
        return true;
    }
    switch (m_place) {
    case Place::Paragraph:
        return startInParagraph(name, attributes);
    case Place::Cell:
        startInCell(name);
        return true;
    case Place::Row:
        if (name == "table-cell" || name == "covered-table-cell")
            startCell(attributes);
        else
            skip();
        return true;
    case Place::Table:
        startInTable(name, attributes);
        return true;
    case Place::Spreadsheet:
        if (name != "table") {
            skip(); // tracked changes and the cells of other files stand there too
            return true;
        }
        startTable(attributes);
        if (static_cast<std::size_t>(m_sheets.size()) <= mostSheets)
            return true;
        return m_rows.fail(tooManySheets(m_rows.fileName()));
    case Place::Styles:
        if (name == "spreadsheet")
            m_place = Place::Spreadsheet;
        else
            m_styles.startElement(name, attributes);
        return true;
    }
    return true;
}

bool OdsContentSink::text(std::string_view text)
{
    if (m_place == Place::Styles)
        m_styles.text(text);
    if (m_place != Place::Paragraph || m_skipped > 0 || !m_wantsText)
        return true;
    return appendText(text);
}

bool OdsContentSink::endElement(std::string_view name)
{
    if (m_skipped > 0) {
        --m_skipped;
        return true;
    }
    switch (m_place) {
    case Place::Paragraph:
        if (m_inParagraph > 0)
            --m_inParagraph;
        else
            m_place = Place::Cell;
        return true;
    case Place::Cell:
        if (m_inCell > 0) {
            --m_inCell;
            return true;
        }
        m_place = Place::Row;
        return endCell();
    case Place::Row:
        m_place = Place::Table;
        return endRow();
    case Place::Table:
        if (name == "table") {
            m_place = Place::Spreadsheet;
            m_takesRows = false;
        } else if (name == "table-row-group") {
            m_rowGroups.close();
        } else if (name == "table-column-group") {
            m_columnGroups.close();
        }
        return true;
    case Place::Spreadsheet:
        m_place = Place::Styles;
        return true;
    case Place::Styles:
        m_styles.endElement(name);
        return true;
    }
    return true;
}

void OdsContentSink::startTable(const XmlAttributes &attributes)
{
    m_place = Place::Table;
    const std::string_view name = attributes.prefixedValue("name").value_or("");
    SheetInfo sheet;
    sheet.name = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    sheet.hidden = m_styles.hidesTable(attributes.prefixedValue("style-name").value_or(""));
    m_takesRows = isWanted(sheet);
    if (m_takesRows)
        m_taken = m_sheets.size();
    m_sheets.append(sheet);
    m_row = 0;
    m_columnStyles.clear();
    m_styledColumns = 0;
    m_rowGroups = {};
    m_columnGroups = {};
}

void OdsContentSink::startInTable(std::string_view name, const XmlAttributes &attributes)
{
    const auto isFoldedAway = [&attributes] { return attributes.prefixedValue("display") == "false"; };
    if (name == "table-row")
        startRow(attributes);
    else if (name == "table-column")
        startColumn(attributes);
    else if (name == "table-row-group")
        m_rowGroups.open(isFoldedAway());
    else if (name == "table-column-group")
        m_columnGroups.open(isFoldedAway());
    else if (!name.starts_with("table-row") && !name.starts_with("table-column")
        && !name.starts_with("table-header-")) // what only holds rows or columns together
        skip();
}

bool OdsContentSink::isWanted(const SheetInfo &sheet) const
{
    if (m_choice.number)
        return m_sheets.size() == *m_choice.number;
    return m_taken < 0 && (m_choice.name ? sheet.name == *m_choice.name : !sheet.hidden);
}

void OdsContentSink::startColumn(const XmlAttributes &attributes)
{
    if (m_styledColumns < mostColumns) {
        m_columnStyles.emplace_back(
            m_styledColumns, std::string(attributes.prefixedValue("default-cell-style-name").value_or("")));
    }
    const std::int64_t first = m_styledColumns;
    m_styledColumns += repeatCount(attributes.prefixedValue("number-columns-repeated").value_or("1"));
    m_styledColumns = std::min<std::int64_t>(m_styledColumns, mostColumns);
    if (m_takesRows && (m_columnGroups.areHidden() || visibilityOf(attributes) != Visibility::Shown))
        m_rows.hideColumns(first, m_styledColumns - 1);
}

void OdsContentSink::startRow(const XmlAttributes &attributes)
{
    m_place = Place::Row;
    m_column = 0;
    m_rowRepeats = repeatCount(attributes.prefixedValue("number-rows-repeated").value_or("1"));
    m_rowStyle = attributes.prefixedValue("default-cell-style-name").value_or("");
    m_rowColumns = 0;
    const Visibility visibility = visibilityOf(attributes);
    m_rowIsHidden = visibility != Visibility::Shown || m_rowGroups.areHidden();
    m_rowIsFiltered = visibility == Visibility::Filtered;
    m_rows.startRow();
}

void OdsContentSink::startCell(const XmlAttributes &attributes)
{
    m_place = Place::Cell;
    m_type = CellType::None;
    m_repeats = m_spannedRows = 1;
    m_isError = m_hasFormula = m_isTruth = m_hasParagraph = false;
    m_style.clear();
    m_value.clear();
    m_text.clear();
    for (const XmlAttribute &attribute : attributes.all()) {
        const std::string_view name = localName(attribute.name);
        const std::string_view value = attribute.value;
        if (name == "value-type") {
            if (value == "error") // LibreOffice says so in an attribute of its own, and calls the cell an empty text
                m_isError = true;
            else
                m_type = value == "float" || value == "currency" ? CellType::Number
                    : value == "date"                            ? CellType::Date
                    : value == "percentage"                      ? CellType::Percentage
                    : value == "time"                            ? CellType::Time
                    : value == "boolean"                         ? CellType::Boolean
                                                                 : CellType::Text;
        } else if (name == "value" || name == "date-value" || name == "time-value" || name == "boolean-value"
            || name == "string-value") {
            m_value = value;
        } else if (name == "style-name") {
            m_style = value;
        } else if (name == "number-columns-repeated") {
            m_repeats = repeatCount(value);
        } else if (name == "number-rows-spanned") {
            m_spannedRows = repeatCount(value);
        } else if (name == "formula") {
            m_hasFormula = true;
            m_isTruth = value == "of:=TRUE()" || value == "of:=FALSE()";
        }
    }
    m_wantsText = m_value.empty();
}

void OdsContentSink::startInCell(std::string_view name)
{
    if (name == "p" || name == "h") {
        m_place = Place::Paragraph;
        if (m_hasParagraph && m_wantsText)
            m_text += '\n';
        m_hasParagraph = true;
    } else if (name.starts_with("table") || name.starts_with("list") || name == "section") {
        ++m_inCell; // a list or a table inside of the cell: its paragraphs are lines of the cell
    } else {
        skip(); // notes and pictures
    }
}

bool OdsContentSink::startInParagraph(std::string_view name, const XmlAttributes &attributes)
{
    if (standsBesideTheText(name)) {
        skip();
        return true;
    }
    ++m_inParagraph;
    if (name == "s") {
        const auto count = attributes.prefixedValue("c");
        const std::int64_t spaces = count ? repeatCount(*count) : 1;
        // One more than fits is enough to say that it does not.
        return appendText(std::string(
            static_cast<std::size_t>(std::min<std::int64_t>(spaces, static_cast<std::int64_t>(mostCellBytes) + 1)),
            ' '));
    }
    if (name == "tab")
        return appendText("\t");
    if (name == "line-break")
        return appendText("\n");
    return true;
}

bool OdsContentSink::appendText(std::string_view text)
{
    if (!m_wantsText)
        return true;
    m_text += text;
    if (m_text.size() <= mostCellBytes)
        return true;
    return m_rows.fail(
        cellTooLong(m_rows.fileName(), QCoreApplication::translate("sheet", "Cell %1").arg(cellName(m_row, m_column))));
}

// What the cell shows: its value where it has one, and else the text that stands there for show.
std::string_view OdsContentSink::shownText()
{
    if (m_isError || m_value.empty())
        return m_text;
    m_shown.clear();
    switch (m_type) {
    case CellType::None:
    case CellType::Text:
        return m_value;
    case CellType::Number:
        if (m_isTruth)
            return m_value == "0" ? "FALSE" : "TRUE";
        appendNumber(m_value, format(), false, m_shown);
        break;
    case CellType::Percentage:
        appendNumber(m_value, {NumberFormat::Kind::Percent, {}}, false, m_shown);
        break;
    case CellType::Date:
        appendOdsDate(m_value, format(), m_shown);
        break;
    case CellType::Time:
        if (!appendOdsTime(m_value, format(), m_shown))
            return m_value;
        break;
    case CellType::Boolean:
        m_shown = m_value == "true" ? "TRUE" : m_value == "false" ? "FALSE" : m_value;
        break;
    }
    return m_shown;
}

const NumberFormat &OdsContentSink::format() const
{
    if (!m_style.empty())
        return m_styles.cellFormat(m_style);
    if (!m_rowStyle.empty())
        return m_styles.cellFormat(m_rowStyle);
    const auto next = std::upper_bound(m_columnStyles.begin(), m_columnStyles.end(), m_column,
        [](std::int64_t column, const auto &style) { return column < style.first; });
    return m_styles.cellFormat(next == m_columnStyles.begin() ? std::string_view() : std::prev(next)->second);
}

bool OdsContentSink::endCell()
{
    const bool isEmpty = m_value.empty() && m_text.empty();
    bool isStored = true;
    if (m_takesRows && !isEmpty)
        isStored = m_rows.checkPlace(m_row, m_column + m_repeats - 1) && m_rows.add(m_column, shownText(), m_repeats)
            && mergeCell();
    else if (m_takesRows && m_hasFormula && m_type != CellType::Text)
        m_rows.damage(RowDamage::FormulaWithoutValue);
    m_column += m_repeats;
    if (!isEmpty)
        m_rowColumns = static_cast<int>(std::min<std::int64_t>(m_column, mostColumns));
    return isStored;
}

// An area may say that it reaches beyond the sheet, and then ends with it.
bool OdsContentSink::mergeCell()
{
    if (m_spannedRows == 1)
        return true;
    const std::int64_t lastRow = std::min<std::int64_t>(m_row + m_spannedRows, mostSheetRows) - 1;
    for (std::int64_t column = m_column; column < m_column + m_repeats; ++column) {
        if (!m_rows.merge(m_row, lastRow, column))
            return false;
    }
    return true;
}

bool OdsContentSink::endRow()
{
    if (m_takesRows && !m_rows.endRow(m_row, m_rowRepeats, m_rowIsHidden))
        return false;
    if (m_takesRows && m_rowIsFiltered && m_rowColumns > 0)
        m_rows.filtered();
    m_row += m_rowRepeats;
    if (m_rowColumns > 0) {
        SheetInfo &sheet = m_sheets.last();
        sheet.rows = static_cast<std::uint32_t>(std::min<std::int64_t>(m_row, mostSheetRows));
        sheet.columns = std::max(sheet.columns, m_rowColumns);
    }
    return !m_takesRows || !m_rows.isFull();
}

} // namespace callsheet::sheet
