#include "core/sheet/worksheet.h"

#include "core/sheet/errors.h"
#include "core/sheet/limits.h"
#include "core/sheet/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <charconv>
#include <numeric>

namespace callsheet::sheet {

namespace {

constexpr std::size_t longestRepeatedText = 64;
constexpr std::size_t columnsWithRecentTexts = 256;

std::uint32_t hashOf(std::string_view text)
{
    std::uint64_t hash = text.size() * 0x9E3779B97F4A7C15ULL;
    while (!text.empty()) {
        std::uint64_t word = 0;
        const std::size_t size = std::min(text.size(), sizeof word);
        std::memcpy(&word, text.data(), size);
        hash = (hash ^ word) * 0xFF51AFD7ED558CCDULL;
        hash ^= hash >> 32;
        text.remove_prefix(size);
    }
    return static_cast<std::uint32_t>(hash);
}

} // namespace

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
    return fail(cellTooLong(m_fileName, QCoreApplication::translate("sheet", "Cell %1").arg(cellName())));
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
        return endRow();
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
    m_rowHasText = false;
    m_rowCells.clear();
    m_rowDamages.clear();
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
    if (m_row >= mostSheetRows || m_column >= mostColumns) {
        return fail(limitReached(QCoreApplication::translate("sheet",
            "“%1” has a cell in row %2, column %3, and a sheet may have 1,048,576 rows and 16,384 columns. Save it "
            "again "
            "in a spreadsheet program.")
                                     .arg(m_fileName)
                                     .arg(m_row + 1)
                                     .arg(m_column + 1)));
    }
    return true;
}

bool WorksheetSink::endCell()
{
    if (!m_hasValue || (m_hasFormula && m_text.empty() && m_type != CellType::Text)) {
        if (m_hasFormula)
            damage(RowDamage::FormulaWithoutValue);
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
    return storeText(m_shown);
}

bool WorksheetSink::storeSharedString()
{
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(m_text.data(), m_text.data() + m_text.size(), index);
    if (error != std::errc() || end != m_text.data() + m_text.size() || index >= m_sharedStrings.addresses.size()) {
        damage(RowDamage::InvalidText); // never another cell's text
        return true;
    }
    const TextArena::Address address = m_sharedStrings.addresses[index];
    const bool hasText = m_sharedStrings.hasText[index];
    if (!hasText && m_rows.cells.texts()[address].empty())
        return true;
    m_rowHasText = m_rowHasText || hasText;
    m_rowCells.push_back({static_cast<std::uint32_t>(m_column), address});
    return true;
}

bool WorksheetSink::storeText(std::string_view text)
{
    if (text.empty())
        return true;
    const auto address = addText(text);
    if (!address)
        return fail(textsTooLarge(m_fileName));
    m_rowHasText = m_rowHasText || isMoreThanBlank(text);
    m_rowCells.push_back({static_cast<std::uint32_t>(m_column), *address});
    return true;
}

std::optional<TextArena::Address> WorksheetSink::addText(std::string_view text)
{
    TextArena &texts = m_rows.cells.texts();
    const auto column = static_cast<std::size_t>(m_column);
    if (text.size() > longestRepeatedText || column >= columnsWithRecentTexts)
        return texts.add(text);
    if (m_recent.size() <= column)
        m_recent.resize(column + 1);
    if (!m_recent[column])
        m_recent[column] = std::make_unique<RecentTexts>();
    const std::uint32_t hash = hashOf(text);
    Recent &recent = (*m_recent[column])[hash % std::tuple_size_v<RecentTexts>];
    if (recent.used && recent.hash == hash && texts[recent.text] == text)
        return recent.text;
    const auto address = texts.add(text);
    if (address)
        recent = {hash, *address, true};
    return address;
}

bool WorksheetSink::endRow()
{
    if (!m_rowHasText && m_rowDamages.empty())
        return true;
    const auto byColumn = [](const CellStore::Cell &a, const CellStore::Cell &b) { return a.column < b.column; };
    if (!std::is_sorted(m_rowCells.begin(), m_rowCells.end(), byColumn))
        std::stable_sort(m_rowCells.begin(), m_rowCells.end(), byColumn);
    const auto twice = std::adjacent_find(m_rowCells.begin(), m_rowCells.end(),
        [](const CellStore::Cell &a, const CellStore::Cell &b) { return a.column == b.column; });
    if (twice != m_rowCells.end()) {
        m_column = twice->column;
        return fail(unreadable(QCoreApplication::translate(
            "sheet", "“%1” is damaged: its cell %2 stands in the file twice. Save it again in a spreadsheet program.")
                                   .arg(m_fileName, cellName())));
    }
    m_cellCount += m_rowCells.size();
    if (m_cellCount > mostSheetCells) {
        return fail(limitReached(QCoreApplication::translate("sheet",
            "“%1” has more than the 60,000,000 filled cells that a sheet may have. "
            "Split it into several files.")
                                     .arg(m_fileName)));
    }
    const auto sheetRow = static_cast<std::uint32_t>(m_row + 1);
    m_outOfOrder = m_outOfOrder || (!m_rows.sheetRows.empty() && sheetRow <= m_rows.sheetRows.back());
    m_rows.cells.addRow(m_rowCells);
    m_rows.sheetRows.push_back(sheetRow);
    for (const RowDamage damage : m_rowDamages)
        m_rows.damages.emplace_back(sheetRow, damage);
    if (!m_rowCells.empty())
        m_rows.columns = std::max(m_rows.columns, static_cast<int>(m_rowCells.back().column) + 1);
    return true;
}

std::optional<base::Error> WorksheetSink::finish()
{
    if (!m_outOfOrder)
        return std::nullopt;
    std::vector<std::size_t> order(m_rows.sheetRows.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
        [this](std::size_t a, std::size_t b) { return m_rows.sheetRows[a] < m_rows.sheetRows[b]; });
    std::stable_sort(
        m_rows.damages.begin(), m_rows.damages.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    const auto twice = std::adjacent_find(order.begin(), order.end(),
        [this](std::size_t a, std::size_t b) { return m_rows.sheetRows[a] == m_rows.sheetRows[b]; });
    if (twice != order.end()) {
        return unreadable(QCoreApplication::translate(
            "sheet", "“%1” is damaged: its row %2 stands in the file twice. Save it again in a spreadsheet program.")
                              .arg(m_fileName, QLocale().toString(m_rows.sheetRows[*twice])));
    }
    m_rows.cells.arrange(order);
    std::sort(m_rows.sheetRows.begin(), m_rows.sheetRows.end());
    return std::nullopt;
}

const NumberFormat &WorksheetSink::format() const
{
    static const NumberFormat general;
    return m_style < m_workbook.formats.size() ? m_workbook.formats[m_style] : general;
}

bool WorksheetSink::fail(base::Error error)
{
    m_error = std::move(error);
    return false;
}

void WorksheetSink::damage(RowDamage damage)
{
    if (std::find(m_rowDamages.begin(), m_rowDamages.end(), damage) == m_rowDamages.end())
        m_rowDamages.push_back(damage);
}

QString WorksheetSink::cellName() const
{
    return columnLetters(static_cast<int>(m_column)) + QString::number(m_row + 1);
}

} // namespace callsheet::sheet
