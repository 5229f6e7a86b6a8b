#include "core/sheet/xlsx_table.h"

#include "core/sheet/errors.h"
#include "core/sheet/workbook.h"
#include "core/sheet/workbook_table.h"
#include "core/sheet/worksheet.h"
#include "core/sheet/xlsx_cells.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

class TableFilterSink final : public XmlSink {
public:
    bool isFiltered = false;

    bool startElement(std::string_view name, const XmlAttributes &) override
    {
        isFiltered = isFiltered || m_filter.startElement(name);
        return !isFiltered;
    }
    bool endElement(std::string_view name) override
    {
        m_filter.endElement(name);
        return true;
    }

private:
    FilterWatch m_filter;
};

// Rows that a filter of a table inside the sheet hides are marked in the sheet, but the filter stands in the table. It
// only words a question, so a damaged table is no reason to refuse the sheet.
bool hasFilteredTable(ZipArchive &archive, const std::string &part)
{
    const auto tables = relatedParts(archive, part, "table");
    if (!tables)
        return false;
    return std::any_of(tables->begin(), tables->end(), [&archive](const std::string &table) {
        TableFilterSink sink;
        return archive.contains(table) && readXmlPart(archive, table, sink, [] { return std::optional<base::Error>(); })
            && sink.isFiltered;
    });
}

} // namespace

base::Result<std::shared_ptr<const Table>> readXlsx(const ReadingJob &job, ZipArchive &archive)
{
    ReadingReport &report = job.report;
    const auto workbook = readWorkbook(archive);
    if (!workbook)
        return workbook.error();
    for (const WorkbookSheet &sheet : workbook->sheets)
        report.sheets.append({sheet.name, 0, 0, sheet.hidden});
    const auto chosen = chooseSheet(archive.fileName(), job.options, report);
    if (!chosen)
        return chosen.error();
    for (qsizetype i = 0; i < report.sheets.size(); ++i) {
        if (i == *chosen)
            continue;
        const DeclaredSize declared = declaredSize(archive, workbook->sheets[static_cast<std::size_t>(i)].part);
        report.sheets[i].rows = declared.rows;
        report.sheets[i].columns = declared.columns;
    }
    report.encoding = u"UTF-8"_s;
    report.whyEncoding = QCoreApplication::translate("sheet", "A workbook says itself how its text is encoded.");

    const std::string &part = workbook->sheets[static_cast<std::size_t>(*chosen)].part;
    if (job.progress) {
        job.progress->total
            = static_cast<std::int64_t>(archive.storedSize(workbook->sharedStringsPart) + archive.storedSize(part));
        archive.setProgress(job.progress);
    }
    auto rows
        = job.isWhole() ? readAllRows(archive, *workbook, part) : readFirstRows(archive, *workbook, part, job.mostRows);
    if (!rows)
        return rows.error();
    if (!rows->hiddenRows.empty() && !rows->isFiltered)
        rows->isFiltered = hasFilteredTable(archive, part);
    if (job.file.hasChanged())
        return changedMeanwhile(archive.fileName());
    return makeWorkbookTable(job, std::move(*rows), *chosen, archive.fileName());
}

} // namespace callsheet::sheet
