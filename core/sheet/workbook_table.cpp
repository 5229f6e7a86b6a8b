#include "core/sheet/workbook_table.h"

#include "core/sheet/errors.h"
#include "core/sheet/header_row.h"
#include "core/sheet/limits.h"
#include "core/sheet/sheet_tables.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

using TableResult = base::Result<std::shared_ptr<const Table>>;

constexpr std::size_t mostHeadingBytes = 4 << 20; // of all columns together: they are names, not texts

template <typename ToText>
QStringList cellTexts(const CellStore &cells, std::size_t row, std::size_t columns, ToText toText)
{
    QStringList texts;
    for (const CellStore::Cell cell : cells.row(row)) {
        if (cell.column >= columns)
            break;
        while (texts.size() < static_cast<qsizetype>(cell.column))
            texts += QString();
        texts += toText(cells.texts()[cell.text]);
    }
    return texts;
}

} // namespace

//! Makes a WorkbookTable; its members are what the steps share.
class WorkbookTableMaker {
public:
    WorkbookTableMaker(const ReadingJob &job, WorksheetRows rows, const QString &fileName)
        : m_job(job)
        , m_options(job.options)
        , m_report(job.report)
        , m_rows(std::move(rows))
        , m_sheetRows(m_rows.sheetRows)
        , m_fileName(fileName)
    {
    }

    TableResult make(SheetInfo &info)
    {
        if (m_sheetRows.empty()) {
            return unreadable(QCoreApplication::translate(
                "sheet", "The sheet “%1” of “%2” is empty. Choose another sheet, or another file.")
                                  .arg(shownText(m_report.sheet), m_fileName));
        }
        if (m_rows.columns == 0) { // damaged cells only
            return unreadable(QCoreApplication::translate("sheet",
                "The sheet “%1” of “%2” is damaged: none of its cells can be read. Save it again in a spreadsheet "
                "program, or choose another sheet.")
                                  .arg(shownText(m_report.sheet), m_fileName));
        }
        info.rows = m_sheetRows.back();
        info.columns = m_rows.columns;
        const auto header = findHeader();
        if (!header)
            return header.error();
        const auto chosen = findDataRows();
        if (!chosen)
            return chosen.error();
        if (m_first == m_end) {
            return unreadable(QCoreApplication::translate("sheet",
                "The sheet “%1” of “%2” has a header but no rows. Add rows below the header, or choose another sheet.")
                                  .arg(shownText(m_report.sheet), m_fileName));
        }
        const auto names = headings();
        if (!names)
            return names.error();
        const auto repeated = repeatMergedTexts();
        if (!repeated)
            return repeated.error();
        const auto kept = keepRows();
        if (!kept)
            return kept.error();
        m_table->m_header = columnNames(*names, m_rows.columns);
        for (const int column : m_rows.hiddenColumns) {
            if (column < m_rows.columns)
                m_report.hiddenColumns.append(column);
        }
        return std::shared_ptr<const Table>(std::move(m_table));
    }

private:
    // Position of the first stored row at or below this row of the sheet.
    std::size_t positionOf(std::uint32_t sheetRow) const
    {
        return static_cast<std::size_t>(
            std::lower_bound(m_sheetRows.begin(), m_sheetRows.end(), sheetRow) - m_sheetRows.begin());
    }

    std::vector<SampleRow> sample(std::uint32_t fromRow, std::size_t most) const
    {
        std::vector<SampleRow> rows;
        for (std::size_t i = positionOf(fromRow); i < m_sheetRows.size() && rows.size() < most; ++i) {
            rows.push_back({m_sheetRows[i], cellTexts(m_rows.cells, i, mostLookedAtColumns, sampleText)});
        }
        return rows;
    }

    base::Result<void> findHeader()
    {
        m_header = chooseHeader(m_options, [this] { return sample(0, headerSampleRows); });
        if (m_options.headerRow) {
            const int row = *m_options.headerRow;
            const std::size_t position = positionOf(static_cast<std::uint32_t>(row));
            const bool isStored
                = position < m_sheetRows.size() && m_sheetRows[position] == static_cast<std::uint32_t>(row);
            if (row != 0 && !isStored) {
                return wrongUsage(QCoreApplication::translate("sheet",
                    "Row %1 of the sheet “%2” is blank, so it cannot be the header. Choose another header row.")
                                      .arg(row)
                                      .arg(shownText(m_report.sheet)));
            }
        }
        return {};
    }

    // The rows below the header, and of several tables those of the chosen one.
    base::Result<void> findDataRows()
    {
        QList<TableInfo> tables;
        if (m_job.isWhole())
            tables = findTables(m_header, blocks(), [this](std::uint32_t from, std::size_t most) {
                std::vector<SampleRow> rows = sample(from, most);
                const auto gap = std::adjacent_find(rows.begin(), rows.end(),
                    [](const SampleRow &a, const SampleRow &b) { return b.sheetRow != a.sheetRow + 1; });
                if (gap != rows.end())
                    rows.erase(gap + 1, rows.end());
                return rows;
            });
        const auto chosen = chooseTable(std::move(tables), m_options, m_report);
        if (!chosen)
            return chosen;
        m_end = m_sheetRows.size();
        if (m_report.table > 0) {
            m_header = headerOfChosenTable(m_report, m_options, m_header);
            m_end = positionOf(m_report.tables[m_report.table - 1].lastRow + 1);
        }
        reportHeader(m_header, m_report);
        m_first = m_header.row == 0 ? 0 : positionOf(static_cast<std::uint32_t>(m_header.row + m_header.rows));
        m_first = std::min(m_first, m_end);
        return {};
    }

    std::vector<RowBlock> blocks() const
    {
        std::vector<RowBlock> blocks;
        for (const std::uint32_t row : m_sheetRows) {
            if (blocks.empty() || row != blocks.back().lastRow + 1)
                blocks.push_back({row, row});
            else
                blocks.back().lastRow = row;
        }
        return blocks;
    }

    base::Result<QStringList> headings() const
    {
        std::vector<QStringList> texts;
        std::size_t bytes = 0;
        const auto wholeText = [&bytes](std::string_view cell) {
            bytes += cell.size();
            return bytes > mostHeadingBytes ? QString()
                                            : QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
        };
        const auto first = static_cast<std::uint32_t>(m_header.row);
        const std::uint32_t end = first == 0 ? 0 : first + static_cast<std::uint32_t>(m_header.rows);
        for (std::size_t i = positionOf(first); i < m_sheetRows.size() && m_sheetRows[i] < end; ++i)
            texts.push_back(cellTexts(m_rows.cells, i, mostColumns, wholeText));
        if (bytes <= mostHeadingBytes)
            return joinedHeadings(texts);
        return limitReached(QCoreApplication::translate("sheet",
            "The header of the sheet “%1” of “%2” holds more than the 4 MiB of text that the names of columns may "
            "have. Choose another header row, or none.")
                                .arg(shownText(m_report.sheet), m_fileName));
    }

    // Counts the merged areas over several data rows, and lets their rows show the text where that was chosen. To be
    // called while all rows are still there: the row with the text may be a hidden one.
    base::Result<void> repeatMergedTexts()
    {
        for (const MergedArea &area : m_rows.mergedAreas) {
            const std::size_t first = positionOf(area.firstRow);
            const bool hasText = first >= m_first && first < m_end && m_sheetRows[first] == area.firstRow;
            if (!hasText || m_sheetRows[m_end - 1] <= area.firstRow || positionOf(area.lastRow + 1) - first < 2)
                continue;
            const auto cells = m_rows.cells.row(first);
            const auto cell = std::find_if(
                cells.begin(), cells.end(), [&](const CellStore::Cell &c) { return c.column == area.column; });
            if (cell == cells.end())
                continue;
            ++m_report.mergedAreas;
            if (m_options.mergedCells.value_or(false))
                m_table->m_repeated.push_back({area.column, area.firstRow, area.lastRow, cell->text});
        }
        if (m_report.mergedAreas > 0 && !m_options.mergedCells && m_job.isWhole())
            m_report.questions.append(Question::MergedCells);
        // By column and row, so that one search finds the area of a cell. Areas never overlap in a sheet that a program
        // wrote; of those that do the first counts.
        auto &repeated = m_table->m_repeated;
        const auto place
            = [](const WorkbookTable::RepeatedText &text) { return std::pair(text.column, text.firstRow); };
        std::stable_sort(
            repeated.begin(), repeated.end(), [&](const auto &a, const auto &b) { return place(a) < place(b); });
        std::vector<WorkbookTable::RepeatedText> apart;
        for (const WorkbookTable::RepeatedText &text : repeated) {
            if (apart.empty() || apart.back().column != text.column || apart.back().lastRow < text.firstRow)
                apart.push_back(text);
        }
        repeated = std::move(apart);
        return {};
    }

    // Drops what is no data row and tells the table where its rows stand in the sheet.
    base::Result<void> keepRows()
    {
        const auto isHidden = [this](std::uint32_t sheetRow) {
            return std::binary_search(m_rows.hiddenRows.begin(), m_rows.hiddenRows.end(), sheetRow);
        };
        const bool leavesOut = m_options.hiddenRows.has_value() && !*m_options.hiddenRows;
        std::vector<std::size_t> kept;
        for (std::size_t i = m_first; i < m_end; ++i) {
            const bool hidden = !m_rows.hiddenRows.empty() && isHidden(m_sheetRows[i]);
            m_report.hiddenRows += hidden ? 1 : 0;
            if (hidden && leavesOut)
                continue;
            if (hidden)
                m_table->m_hiddenRows.push_back(static_cast<RowIndex>(kept.size()));
            kept.push_back(i);
            m_table->m_sheetRows.add(m_sheetRows[i]);
        }
        m_report.isFiltered = m_rows.isFiltered && m_report.hiddenRows > 0;
        if (m_report.hiddenRows > 0 && !m_options.hiddenRows && m_job.isWhole())
            m_report.questions.append(Question::HiddenRows);
        if (kept.empty()) {
            return unreadable(QCoreApplication::translate("sheet",
                "All rows of the sheet “%1” of “%2” are hidden, and hidden rows are left out. Read the hidden rows, or "
                "choose another sheet.")
                                  .arg(shownText(m_report.sheet), m_fileName));
        }
        auto row = kept.begin();
        for (const auto &[sheetRow, damage] : m_rows.damages) {
            row = std::lower_bound(row, kept.end(), sheetRow,
                [this](std::size_t i, std::uint32_t wanted) { return m_sheetRows[i] < wanted; });
            if (row != kept.end() && m_sheetRows[*row] == sheetRow)
                m_table->m_damagedRows.push_back({static_cast<RowIndex>(row - kept.begin()), damage});
        }
        std::uint32_t hiddenBetween = 0;
        if (leavesOut) {
            for (std::size_t i = kept.front(); i <= kept.back(); ++i)
                hiddenBetween += isHidden(m_sheetRows[i]) ? 1U : 0U;
        }
        m_table->m_blankRows = m_table->m_sheetRows.leftOut() - hiddenBetween;
        if (kept.size() == m_sheetRows.size() - m_first)
            m_rows.cells.removeFirst(m_first);
        else
            m_rows.cells.arrange(kept);
        m_table->m_cells = std::move(m_rows.cells);
        m_table->m_cells.shrink();
        return {};
    }

    const ReadingJob &m_job;
    const ReadingOptions &m_options;
    ReadingReport &m_report;
    WorksheetRows m_rows;
    const std::vector<std::uint32_t> &m_sheetRows;
    const QString &m_fileName;
    HeaderChoice m_header;
    std::size_t m_first = 0; // positions of the data rows among the stored ones
    std::size_t m_end = 0;
    std::shared_ptr<WorkbookTable> m_table = std::make_shared<WorkbookTable>();
};

void WorkbookTable::readRow(RowIndex row, RowCells &cells) const
{
    cells.clear();
    std::vector<std::string_view> &views = cells.cells();
    views.resize(static_cast<std::size_t>(columnCount()));
    for (const CellStore::Cell &cell : m_cells.row(row))
        views[cell.column] = m_cells.texts()[cell.text];
    if (m_repeated.empty())
        return;
    const std::uint32_t wanted = m_sheetRows[row];
    for (std::uint32_t column = 0; column < views.size(); ++column) {
        const auto next = std::upper_bound(m_repeated.begin(), m_repeated.end(), std::pair(column, wanted),
            [](const auto &place, const RepeatedText &text) { return place < std::pair(text.column, text.firstRow); });
        if (next == m_repeated.begin() || !views[column].empty())
            continue;
        const RepeatedText &text = *std::prev(next);
        if (text.column == column && wanted <= text.lastRow)
            views[column] = m_cells.texts()[text.text];
    }
}

std::size_t WorkbookTable::memoryUsed() const
{
    return m_cells.memoryUsed() + m_sheetRows.memoryUsed() + m_damagedRows.capacity() * sizeof(DamagedRow)
        + m_hiddenRows.capacity() * sizeof(RowIndex) + m_repeated.capacity() * sizeof(RepeatedText);
}

std::optional<qsizetype> findSheet(const QList<SheetInfo> &sheets, const QString &wanted)
{
    for (const Qt::CaseSensitivity sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        const auto named = std::find_if(sheets.begin(), sheets.end(),
            [&](const SheetInfo &sheet) { return sheet.name.compare(wanted, sensitivity) == 0; });
        if (named != sheets.end())
            return named - sheets.begin();
    }
    bool isNumber = false;
    const qsizetype number = wanted.toInt(&isNumber);
    if (isNumber && number >= 1 && number <= sheets.size())
        return number - 1;
    return std::nullopt;
}

base::Result<qsizetype> chooseSheet(const QString &fileName, const ReadingOptions &options, ReadingReport &report)
{
    const QList<SheetInfo> &sheets = report.sheets;
    qsizetype chosen = 0;
    if (options.sheet) {
        const auto found = findSheet(sheets, *options.sheet);
        if (!found) {
            QStringList names;
            for (const SheetInfo &sheet : sheets)
                names += u"“%1”"_s.arg(shownText(sheet.name));
            return wrongUsage(
                QCoreApplication::translate("sheet", "“%1” has no sheet “%2”. Choose one of its sheets: %3.")
                    .arg(fileName, shownText(*options.sheet), names.join(u", "_s)));
        }
        chosen = *found;
        report.whySheet = QCoreApplication::translate("sheet", "The sheet was chosen by hand.");
    } else {
        const auto visible
            = std::find_if(sheets.begin(), sheets.end(), [](const SheetInfo &sheet) { return !sheet.hidden; });
        chosen = visible == sheets.end() ? 0 : visible - sheets.begin();
        if (sheets.size() == 1)
            report.whySheet = QCoreApplication::translate("sheet", "The workbook has no other sheet.");
        else if (visible == sheets.end())
            report.whySheet = QCoreApplication::translate("sheet", "All sheets are hidden; this is the first.");
        else
            report.whySheet = QCoreApplication::translate(
                "sheet", "It is the first visible one of %n sheet(s).", nullptr, static_cast<int>(sheets.size()));
    }
    report.sheet = sheets[chosen].name;
    return chosen;
}

base::Result<std::shared_ptr<const Table>> makeWorkbookTable(
    const ReadingJob &job, WorksheetRows rows, qsizetype sheet, const QString &fileName)
{
    return WorkbookTableMaker(job, std::move(rows), fileName).make(job.report.sheets[sheet]);
}

} // namespace callsheet::sheet
