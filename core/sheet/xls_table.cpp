#include "core/sheet/xls_table.h"

#include "core/sheet/errors.h"
#include "core/sheet/shared_strings.h"
#include "core/sheet/workbook_table.h"
#include "core/sheet/xls_reading.h"

#include <QCoreApplication>

namespace callsheet::sheet {

XlsTableMaker::XlsTableMaker(const ReadingJob &job)
    : m_job(job)
    , m_fileName(shownName(job.file.source().path))
    , m_builder(m_fileName, m_rows, job.mostRows)
{
}

base::Result<qsizetype> XlsTableMaker::choose(const QList<SheetInfo> &sheets, const QString &encoding)
{
    ReadingReport &report = m_job.report;
    report.sheets = sheets;
    report.encoding = encoding;
    report.whyEncoding = QCoreApplication::translate("sheet", "A workbook says itself how its text is encoded.");
    const auto chosen = chooseSheet(m_fileName, m_job.options, report);
    if (chosen)
        m_chosen = *chosen;
    return chosen;
}

void XlsTableMaker::progress(std::int64_t done, std::int64_t total)
{
    if (m_job.progress) {
        m_job.progress->total = total;
        m_job.progress->done = done;
    }
}

void XlsTableMaker::merge(std::uint32_t firstRow, std::uint32_t lastRow, std::uint32_t firstColumn)
{
    if (!m_builder.error())
        m_builder.merge(firstRow, lastRow, firstColumn);
}

void XlsTableMaker::sharedText(std::string_view text)
{
    const auto address = m_rows.cells.texts().add(text);
    if (!address)
        m_builder.fail(textsTooLarge(m_fileName));
    m_shared.push_back({address.value_or(0), isMoreThanBlank(text)});
}

void XlsTableMaker::startRow(std::uint32_t row, bool isHidden)
{
    m_row = row;
    m_rowIsHidden = isHidden;
    m_builder.startRow();
}

void XlsTableMaker::cell(std::uint32_t column, std::string_view text)
{
    if (!m_builder.error() && m_builder.checkPlace(m_row, column))
        m_builder.add(column, text);
}

void XlsTableMaker::sharedCell(std::uint32_t column, std::uint32_t number)
{
    const SharedText &shared = m_shared[number];
    if (!m_builder.error() && m_builder.checkPlace(m_row, column))
        m_builder.add(column, shared.text, shared.hasText);
}

bool XlsTableMaker::endRow()
{
    return !m_builder.error() && m_builder.endRow(m_row, 1, m_rowIsHidden) && !m_builder.isFull();
}

base::Result<std::shared_ptr<const Table>> XlsTableMaker::finish()
{
    if (m_builder.error() || !m_builder.finish())
        return *m_builder.error();
    return makeWorkbookTable(m_job, std::move(m_rows), m_chosen, m_fileName);
}

base::Result<std::shared_ptr<const Table>> readXls(const ReadingJob &job)
{
    XlsTableMaker maker(job);
    const auto read = readXlsFile(job.file, shownName(job.file.source().path), job.mostRows, maker, job.stop);
    if (!read)
        return read.error();
    return maker.finish();
}

} // namespace callsheet::sheet
