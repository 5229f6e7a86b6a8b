#include "core/sheet/workbook_table.h"

#include "core/sheet/errors.h"
#include "core/sheet/header_row.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

QStringList cellTexts(const CellStore &cells, std::size_t row)
{
    QStringList texts;
    for (const CellStore::Cell &cell : cells.row(row)) {
        while (texts.size() < static_cast<qsizetype>(cell.column))
            texts += QString();
        const std::string_view text = cells.texts()[cell.text];
        texts += QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }
    return texts;
}

} // namespace

//! Makes a WorkbookTable; its members are what the steps share.
class WorkbookTableMaker {
public:
    WorkbookTableMaker(
        WorksheetRows rows, const QString &fileName, const ReadingOptions &options, ReadingReport &report)
        : m_rows(std::move(rows))
        , m_fileName(fileName)
        , m_options(options)
        , m_report(report)
    {
    }

    base::Result<std::shared_ptr<const Table>> make(SheetInfo &info)
    {
        const std::vector<std::uint32_t> &sheetRows = m_rows.sheetRows;
        if (sheetRows.empty()) {
            return unreadable(QCoreApplication::translate(
                "sheet", "The sheet “%1” of “%2” is empty. Choose another sheet, or another file.")
                                  .arg(m_report.sheet, m_fileName));
        }
        const auto headerRow = findHeader();
        if (!headerRow)
            return headerRow.error();
        const auto below = std::upper_bound(sheetRows.begin(), sheetRows.end(), static_cast<std::uint32_t>(*headerRow));
        const auto first = static_cast<std::size_t>(below - sheetRows.begin());
        QStringList headings;
        if (*headerRow > 0)
            headings = cellTexts(m_rows.cells, first - 1);
        if (below == sheetRows.end()) {
            return unreadable(QCoreApplication::translate("sheet",
                "The sheet “%1” of “%2” has a header but no rows. Add rows below the header, or choose another sheet.")
                                  .arg(m_report.sheet, m_fileName));
        }
        info.rows = sheetRows.back();
        info.columns = m_rows.columns;
        fill(first, headings);
        return std::shared_ptr<const Table>(std::move(m_table));
    }

private:
    base::Result<int> findHeader()
    {
        const std::vector<std::uint32_t> &sheetRows = m_rows.sheetRows;
        if (!m_options.headerRow) {
            std::vector<SampleRow> sample;
            for (std::size_t i = 0; i < std::min(sheetRows.size(), headerSampleRows); ++i)
                sample.push_back({sheetRows[i], cellTexts(m_rows.cells, i)});
            const HeaderChoice choice = findHeaderRow(sample);
            m_report.headerRow = choice.row;
            m_report.whyHeaderRow = choice.why;
            return choice.row;
        }
        const int row = *m_options.headerRow;
        if (row != 0 && !std::binary_search(sheetRows.begin(), sheetRows.end(), static_cast<std::uint32_t>(row))) {
            return wrongUsage(QCoreApplication::translate(
                "sheet", "Row %1 of the sheet “%2” is blank, so it cannot be the header. Choose another header row.")
                                  .arg(row)
                                  .arg(m_report.sheet));
        }
        m_report.headerRow = row;
        m_report.whyHeaderRow = chosenByHand(row);
        return row;
    }

    void fill(std::size_t first, const QStringList &headings)
    {
        const std::vector<std::uint32_t> &sheetRows = m_rows.sheetRows;
        for (std::size_t i = first; i < sheetRows.size(); ++i)
            m_table->m_sheetRows.add(sheetRows[i]);
        auto row = sheetRows.begin() + static_cast<std::ptrdiff_t>(first);
        for (const auto &[sheetRow, damage] : m_rows.damages) {
            if (sheetRow < sheetRows[first])
                continue;
            row = std::lower_bound(row, sheetRows.end(), sheetRow);
            const auto index = static_cast<RowIndex>(row - sheetRows.begin()) - static_cast<RowIndex>(first);
            m_table->m_damagedRows.push_back({index, damage});
        }
        m_table->m_blankRows = m_table->m_sheetRows.leftOut();
        m_table->m_header = columnNames(headings, m_rows.columns);
        m_table->m_cells = std::move(m_rows.cells);
        m_table->m_cells.removeFirst(first);
        m_table->m_cells.shrink();
    }

    WorksheetRows m_rows;
    const QString &m_fileName;
    const ReadingOptions &m_options;
    ReadingReport &m_report;
    std::shared_ptr<WorkbookTable> m_table = std::make_shared<WorkbookTable>();
};

void WorkbookTable::readRow(RowIndex row, RowCells &cells) const
{
    cells.clear();
    std::vector<std::string_view> &views = cells.cells();
    views.resize(static_cast<std::size_t>(columnCount()));
    for (const CellStore::Cell &cell : m_cells.row(row))
        views[cell.column] = m_cells.texts()[cell.text];
}

std::size_t WorkbookTable::memoryUsed() const
{
    return m_cells.memoryUsed() + m_sheetRows.memoryUsed() + m_damagedRows.capacity() * sizeof(DamagedRow);
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
                names += u"“%1”"_s.arg(sheet.name);
            return wrongUsage(
                QCoreApplication::translate("sheet", "“%1” has no sheet “%2”. Choose one of its sheets: %3.")
                    .arg(fileName, *options.sheet, names.join(u", "_s)));
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
    return WorkbookTableMaker(std::move(rows), fileName, job.options, job.report).make(job.report.sheets[sheet]);
}

base::Error changedMeanwhile(const QString &fileName)
{
    return unreadable(QCoreApplication::translate(
        "sheet", "“%1” was changed by another program while it was read. Close it there and open it again.")
                          .arg(fileName));
}

} // namespace callsheet::sheet
