#include "core/sheet/xlsx_table.h"

#include "core/sheet/errors.h"
#include "core/sheet/header_row.h"
#include "core/sheet/worksheet.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QStringList cellTexts(const CellStore &cells, std::size_t row)
{
    QStringList texts;
    for (const CellStore::Cell &cell : cells.row(row)) {
        while (texts.size() < static_cast<qsizetype>(cell.column))
            texts += QString();
        texts += toText(cells.texts()[cell.text]);
    }
    return texts;
}

std::optional<std::size_t> findSheet(const std::vector<WorkbookSheet> &sheets, const QString &wanted)
{
    for (const Qt::CaseSensitivity sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        const auto named = std::find_if(sheets.begin(), sheets.end(),
            [&](const WorkbookSheet &sheet) { return sheet.name.compare(wanted, sensitivity) == 0; });
        if (named != sheets.end())
            return static_cast<std::size_t>(named - sheets.begin());
    }
    bool isNumber = false;
    const std::size_t number = wanted.toULong(&isNumber);
    if (isNumber && number >= 1 && number <= sheets.size())
        return number - 1;
    return std::nullopt;
}

} // namespace

//! Builds an XlsxTable; its members are what the steps of the reading share.
class XlsxReader {
public:
    XlsxReader(const InputFile &file, const ReadingOptions &options, ReadingReport &report)
        : m_file(file)
        , m_options(options)
        , m_report(report)
    {
    }

    base::Result<std::shared_ptr<const Table>> read(base::Progress *progress, const std::stop_token &stop)
    {
        auto opened = ZipArchive::open(m_file, stop);
        if (!opened)
            return opened.error();
        m_archive = std::move(*opened);
        auto workbook = readWorkbook(*m_archive);
        if (!workbook)
            return workbook.error();
        m_workbook = std::move(*workbook);
        const auto chosen = chooseSheet();
        if (!chosen)
            return chosen.error();
        listSheets();
        if (progress) {
            progress->total = static_cast<std::int64_t>(m_archive->storedSize(m_workbook.sharedStringsPart)
                + m_archive->storedSize(m_workbook.sheets[m_chosen].part));
            m_archive->setProgress(progress);
        }
        const auto filled = readCells();
        if (!filled)
            return filled.error();
        const auto cut = cutHeader();
        if (!cut)
            return cut.error();
        return std::shared_ptr<const Table>(std::move(m_table));
    }

private:
    base::Result<void> chooseSheet()
    {
        const std::vector<WorkbookSheet> &sheets = m_workbook.sheets;
        if (m_options.sheet) {
            const auto found = findSheet(sheets, *m_options.sheet);
            if (!found) {
                QStringList names;
                for (const WorkbookSheet &sheet : sheets)
                    names += u"“%1”"_s.arg(sheet.name);
                return wrongUsage(
                    QCoreApplication::translate("sheet", "“%1” has no sheet “%2”. Choose one of its sheets: %3.")
                        .arg(m_archive->fileName(), *m_options.sheet, names.join(u", "_s)));
            }
            m_chosen = *found;
            m_report.whySheet = QCoreApplication::translate("sheet", "The sheet was chosen by hand.");
            return {};
        }
        const auto visible
            = std::find_if(sheets.begin(), sheets.end(), [](const WorkbookSheet &sheet) { return !sheet.hidden; });
        m_chosen = visible == sheets.end() ? 0 : static_cast<std::size_t>(visible - sheets.begin());
        if (sheets.size() == 1)
            m_report.whySheet = QCoreApplication::translate("sheet", "The workbook has no other sheet.");
        else if (visible == sheets.end())
            m_report.whySheet = QCoreApplication::translate("sheet", "All sheets are hidden; this is the first.");
        else
            m_report.whySheet = QCoreApplication::translate(
                "sheet", "It is the first visible one of %n sheet(s).", nullptr, static_cast<int>(sheets.size()));
        return {};
    }

    void listSheets()
    {
        for (std::size_t i = 0; i < m_workbook.sheets.size(); ++i) {
            const WorkbookSheet &sheet = m_workbook.sheets[i];
            const DeclaredSize declared = i == m_chosen ? DeclaredSize() : declaredSize(*m_archive, sheet.part);
            m_report.sheets.append({sheet.name, declared.rows, declared.columns, sheet.hidden});
        }
        m_report.sheet = m_workbook.sheets[m_chosen].name;
        m_report.encoding = u"UTF-8"_s;
        m_report.whyEncoding = QCoreApplication::translate("sheet", "A workbook says itself how its text is encoded.");
    }

    base::Result<void> readCells()
    {
        SharedStrings sharedStrings;
        if (!m_workbook.sharedStringsPart.empty()) {
            auto strings = readSharedStrings(*m_archive, m_workbook.sharedStringsPart, m_rows.cells.texts());
            if (!strings)
                return strings.error();
            sharedStrings = std::move(*strings);
        }
        WorksheetSink sink(m_workbook, sharedStrings, m_archive->fileName(), m_rows);
        const auto read
            = readXmlPart(*m_archive, m_workbook.sheets[m_chosen].part, sink, [&sink] { return sink.error(); });
        if (!read)
            return read;
        if (const std::optional<base::Error> error = sink.finish())
            return *error;
        if (m_file.hasChanged()) {
            return unreadable(QCoreApplication::translate(
                "sheet", "“%1” was changed by another program while it was read. Close it there and open it again.")
                                  .arg(m_archive->fileName()));
        }
        return {};
    }

    base::Result<void> cutHeader()
    {
        const std::vector<std::uint32_t> &sheetRows = m_rows.sheetRows;
        if (sheetRows.empty()) {
            return unreadable(QCoreApplication::translate(
                "sheet", "The sheet “%1” of “%2” is empty. Choose another sheet, or another file.")
                                  .arg(m_report.sheet, m_archive->fileName()));
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
                                  .arg(m_report.sheet, m_archive->fileName()));
        }
        fill(first, headings);
        return {};
    }

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
        SheetInfo &info = m_report.sheets[static_cast<qsizetype>(m_chosen)];
        info.rows = sheetRows.back();
        info.columns = m_rows.columns;
        m_table->m_cells = std::move(m_rows.cells);
        m_table->m_cells.removeFirst(first);
        m_table->m_cells.shrink();
    }

    const InputFile &m_file;
    const ReadingOptions &m_options;
    ReadingReport &m_report;
    std::unique_ptr<ZipArchive> m_archive;
    Workbook m_workbook;
    std::size_t m_chosen = 0;
    WorksheetRows m_rows;
    std::shared_ptr<XlsxTable> m_table = std::make_shared<XlsxTable>();
};

void XlsxTable::readRow(RowIndex row, RowCells &cells) const
{
    cells.clear();
    std::vector<std::string_view> &views = cells.cells();
    views.resize(static_cast<std::size_t>(columnCount()));
    for (const CellStore::Cell &cell : m_cells.row(row))
        views[cell.column] = m_cells.texts()[cell.text];
}

std::size_t XlsxTable::memoryUsed() const
{
    return m_cells.memoryUsed() + m_sheetRows.memoryUsed() + m_damagedRows.capacity() * sizeof(DamagedRow);
}

base::Result<std::shared_ptr<const Table>> readXlsx(const InputFile &file, const ReadingOptions &options,
    base::Progress *progress, const std::stop_token &stop, ReadingReport &report)
{
    return XlsxReader(file, options, report).read(progress, stop);
}

} // namespace callsheet::sheet
