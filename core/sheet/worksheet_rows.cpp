#include "core/sheet/worksheet_rows.h"

#include "core/sheet/errors.h"
#include "core/sheet/limits.h"
#include "core/sheet/shared_strings.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <numeric>

namespace callsheet::sheet {

namespace {

constexpr std::size_t longestRepeatedText = 64;
constexpr std::size_t columnsWithRecentTexts = 256;

template <typename Word>
std::uint64_t wordAt(const char *at)
{
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

// Of words that may overlap, so that no text has a rest to be put together byte by byte.
std::uint32_t hashOf(std::string_view text)
{
    constexpr std::size_t wordSize = sizeof(std::uint64_t);
    std::uint64_t hash = text.size() * 0x9E37'79B9'7F4A'7C15ULL;
    const auto mix = [&hash](std::uint64_t word) {
        hash = (hash ^ word) * 0xFF51'AFD7'ED55'8CCDULL;
        hash ^= hash >> 32;
    };
    const char *const end = text.data() + text.size();
    if (text.size() >= wordSize) {
        for (const char *at = text.data(); at < end - wordSize; at += wordSize)
            mix(wordAt<std::uint64_t>(at));
        mix(wordAt<std::uint64_t>(end - wordSize));
    } else if (text.size() >= wordSize / 2) {
        mix(wordAt<std::uint32_t>(text.data()) << 32 | wordAt<std::uint32_t>(end - wordSize / 2));
    } else {
        mix(wordAt<std::uint8_t>(text.data()) << 16 | wordAt<std::uint8_t>(text.data() + text.size() / 2) << 8
            | wordAt<std::uint8_t>(end - 1));
    }
    return static_cast<std::uint32_t>(hash);
}

} // namespace

bool RowBuilder::checkPlace(std::int64_t row, std::int64_t column)
{
    if (row < mostSheetRows && column < mostColumns)
        return true;
    return fail(limitReached(QCoreApplication::translate("sheet",
        "“%1” has a cell in row %2, column %3, and a sheet may have 1,048,576 rows and 16,384 columns. Save it again "
        "in a spreadsheet program.")
                                 .arg(m_fileName)
                                 .arg(row + 1)
                                 .arg(column + 1)));
}

void RowBuilder::startRow()
{
    m_rowHasText = false;
    m_cells.clear();
    m_damages.clear();
}

bool RowBuilder::add(std::int64_t column, std::string_view text, std::int64_t repeats)
{
    if (text.empty())
        return true;
    const auto address = keep(column, text);
    if (!address)
        return false;
    const bool hasText = isMoreThanBlank(text);
    for (std::int64_t i = 0; i < repeats; ++i)
        add(column + i, *address, hasText);
    return true;
}

void RowBuilder::damage(RowDamage damage)
{
    if (std::find(m_damages.begin(), m_damages.end(), damage) == m_damages.end())
        m_damages.push_back(damage);
}

std::optional<TextArena::Address> RowBuilder::keep(std::int64_t place, std::string_view text)
{
    TextArena &texts = m_rows.cells.texts();
    const auto column = static_cast<std::size_t>(place);
    const auto add = [&]() {
        const auto address = texts.add(text);
        if (!address)
            fail(textsTooLarge(m_fileName));
        return address;
    };
    if (text.size() > longestRepeatedText || column >= columnsWithRecentTexts)
        return add();
    if (m_recent.size() <= column)
        m_recent.resize(column + 1);
    if (!m_recent[column])
        m_recent[column] = std::make_unique<RecentTexts>();
    RecentTexts &known = *m_recent[column];
    if (!known.isWorthIt())
        return add();
    ++known.asked;
    const std::uint32_t hash = hashOf(text);
    Recent &recent = known.texts[hash % known.texts.size()];
    if (recent.used && recent.hash == hash && texts[recent.text] == text) {
        ++known.found;
        return recent.text;
    }
    const auto address = add();
    if (address)
        recent = {hash, *address, true};
    return address;
}

bool RowBuilder::sortCells(std::int64_t row)
{
    const auto byColumn = [](const CellStore::Cell &a, const CellStore::Cell &b) { return a.column < b.column; };
    if (!std::is_sorted(m_cells.begin(), m_cells.end(), byColumn))
        std::stable_sort(m_cells.begin(), m_cells.end(), byColumn);
    const auto twice = std::adjacent_find(m_cells.begin(), m_cells.end(),
        [](const CellStore::Cell &a, const CellStore::Cell &b) { return a.column == b.column; });
    if (twice == m_cells.end())
        return true;
    return fail(unreadable(QCoreApplication::translate(
        "sheet", "“%1” is damaged: its cell %2 stands in the file twice. Save it again in a spreadsheet program.")
                               .arg(m_fileName, cellName(row, twice->column))));
}

bool RowBuilder::endRow(std::int64_t row, std::int64_t repeats, bool isHidden)
{
    // Counted before anything is stored: a row may come a million times.
    const bool isStored = m_rowHasText || !m_damages.empty();
    if (isStored && repeats > 1) // no more than what is missing until isFull()
        repeats = static_cast<std::int64_t>(
            std::clamp<std::size_t>(m_mostRows - m_rows.sheetRows.size(), 1, static_cast<std::size_t>(repeats)));
    m_cellCount += m_cells.size() * static_cast<std::uint64_t>(isStored ? repeats : 1);
    if (isStored && (!checkPlace(row + repeats - 1, 0) || !sortCells(row)))
        return false;
    if (m_cellCount > mostSheetCells)
        return failWithTooManyCells();
    if (!isStored)
        return true;
    const auto sheetRow = static_cast<std::uint32_t>(row + 1);
    m_outOfOrder = m_outOfOrder || (!m_rows.sheetRows.empty() && sheetRow <= m_rows.sheetRows.back());
    if (!m_rows.cells.addRow(m_cells))
        return failWithTooManyCells();
    for (std::int64_t i = 1; i < repeats; ++i)
        m_rows.cells.repeatRow();
    for (std::uint32_t i = 0; i < repeats; ++i) {
        m_rows.sheetRows.push_back(sheetRow + i);
        if (isHidden)
            m_rows.hiddenRows.push_back(sheetRow + i);
        for (const RowDamage damage : m_damages)
            m_rows.damages.emplace_back(sheetRow + i, damage);
    }
    if (!m_cells.empty())
        m_rows.columns = std::max(m_rows.columns, static_cast<int>(m_cells.back().column) + 1);
    return true;
}

void RowBuilder::hideColumns(std::int64_t first, std::int64_t last)
{
    for (std::int64_t column = std::max<std::int64_t>(0, first);
         column <= std::min<std::int64_t>(last, mostColumns - 1); ++column)
        m_rows.hiddenColumns.push_back(static_cast<int>(column));
}

bool RowBuilder::merge(std::int64_t firstRow, std::int64_t lastRow, std::int64_t firstColumn)
{
    const bool isPlace = firstRow >= 0 && lastRow < mostSheetRows && firstColumn >= 0 && firstColumn < mostColumns;
    if (!isPlace || lastRow <= firstRow)
        return true;
    if (m_rows.mergedAreas.size() == mostMergedAreas) {
        return fail(limitReached(QCoreApplication::translate("sheet",
            "“%1” has more than the 100,000 merged areas that a sheet may have. Take the merging away in a spreadsheet "
            "program and save the file again.")
                                     .arg(m_fileName)));
    }
    m_rows.mergedAreas.push_back({static_cast<std::uint32_t>(firstRow + 1), static_cast<std::uint32_t>(lastRow + 1),
        static_cast<std::uint32_t>(firstColumn)});
    return true;
}

bool RowBuilder::finish()
{
    std::sort(m_rows.hiddenColumns.begin(), m_rows.hiddenColumns.end());
    m_rows.hiddenColumns.erase(
        std::unique(m_rows.hiddenColumns.begin(), m_rows.hiddenColumns.end()), m_rows.hiddenColumns.end());
    if (!m_outOfOrder)
        return true;
    std::vector<std::size_t> order(m_rows.sheetRows.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
        [this](std::size_t a, std::size_t b) { return m_rows.sheetRows[a] < m_rows.sheetRows[b]; });
    std::stable_sort(
        m_rows.damages.begin(), m_rows.damages.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    const auto twice = std::adjacent_find(order.begin(), order.end(),
        [this](std::size_t a, std::size_t b) { return m_rows.sheetRows[a] == m_rows.sheetRows[b]; });
    if (twice != order.end()) {
        return fail(unreadable(QCoreApplication::translate(
            "sheet", "“%1” is damaged: its row %2 stands in the file twice. Save it again in a spreadsheet program.")
                                   .arg(m_fileName, QLocale().toString(m_rows.sheetRows[*twice]))));
    }
    m_rows.cells.arrange(order);
    std::sort(m_rows.hiddenRows.begin(), m_rows.hiddenRows.end());
    std::sort(m_rows.sheetRows.begin(), m_rows.sheetRows.end());
    return true;
}

BuiltRows RowBuilder::take()
{
    BuiltRows built;
    built.cellCount = std::exchange(m_cellCount, 0);
    built.outOfOrder = std::exchange(m_outOfOrder, false);
    built.rows.cells = m_rows.cells.split();
    built.rows.sheetRows.swap(m_rows.sheetRows);
    built.rows.hiddenRows.swap(m_rows.hiddenRows);
    built.rows.damages.swap(m_rows.damages);
    built.rows.columns = m_rows.columns;
    return built;
}

bool RowBuilder::append(const BuiltRows &built)
{
    const WorksheetRows &rows = built.rows;
    m_cellCount += built.cellCount;
    if (m_cellCount > mostSheetCells)
        return failWithTooManyCells();
    const bool followsOn
        = rows.sheetRows.empty() || m_rows.sheetRows.empty() || m_rows.sheetRows.back() < rows.sheetRows.front();
    m_outOfOrder = m_outOfOrder || built.outOfOrder || !followsOn;
    const auto appendTo = [](auto &whole, const auto &part) { whole.insert(whole.end(), part.begin(), part.end()); };
    m_rows.cells.append(rows.cells);
    appendTo(m_rows.sheetRows, rows.sheetRows);
    appendTo(m_rows.hiddenRows, rows.hiddenRows);
    appendTo(m_rows.damages, rows.damages);
    m_rows.columns = std::max(m_rows.columns, rows.columns);
    return true;
}

bool RowBuilder::failWithTooManyCells()
{
    return fail(limitReached(QCoreApplication::translate("sheet",
        "“%1” has more than the 60,000,000 filled cells that a sheet may have. "
        "Split it into several files.")
                                 .arg(m_fileName)));
}

bool RowBuilder::fail(base::Error error)
{
    m_error = std::move(error);
    return false;
}

QString cellName(std::int64_t row, std::int64_t column)
{
    return columnLetters(static_cast<int>(column)) + QString::number(row + 1);
}

} // namespace callsheet::sheet
