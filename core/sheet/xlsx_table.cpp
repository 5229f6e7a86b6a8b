#include "core/sheet/xlsx_table.h"

#include "core/sheet/errors.h"
#include "core/sheet/shared_strings.h"
#include "core/sheet/workbook.h"
#include "core/sheet/workbook_table.h"
#include "core/sheet/worksheet.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

// Reads the sheet until its rows are as many as the job wants; `rows` are new ones and keep the texts of the strings.
base::Result<std::vector<std::size_t>> readSheet(const ReadingJob &job, ZipArchive &archive, const Workbook &workbook,
    const std::string &part, const SharedStrings &sharedStrings, WorksheetRows &rows)
{
    RowBuilder builder(archive.fileName(), rows, job.mostRows);
    CellWriter cells(workbook, sharedStrings, builder);
    WorksheetSink sink(cells, builder);
    const auto read = readXmlPart(archive, part, sink, [&builder] { return builder.error(); });
    if (!read)
        return read.error();
    if (!builder.finish())
        return *builder.error();
    return cells.missing();
}

base::Result<WorksheetRows> readWhole(
    const ReadingJob &job, ZipArchive &archive, const Workbook &workbook, const std::string &part)
{
    WorksheetRows rows;
    SharedStrings sharedStrings;
    if (!workbook.sharedStringsPart.empty()) {
        auto strings = readSharedStrings(archive, workbook.sharedStringsPart, rows.cells.texts());
        if (!strings)
            return strings.error();
        sharedStrings = std::move(*strings);
    }
    const auto read = readSheet(job, archive, workbook, part, sharedStrings, rows);
    if (!read)
        return read.error();
    return rows;
}

// The first rows need few of the shared strings. Which ones shows only when the rows were read, so they are read twice;
// where blank texts make the second reading go further than the first, everything is read as ever.
base::Result<WorksheetRows> readBeginning(
    const ReadingJob &job, ZipArchive &archive, const Workbook &workbook, const std::string &part)
{
    SharedStrings sharedStrings;
    sharedStrings.hasRest = !workbook.sharedStringsPart.empty();
    WorksheetRows rows;
    auto missing = readSheet(job, archive, workbook, part, sharedStrings, rows);
    if (!missing)
        return missing.error();
    if (missing->empty())
        return rows;
    std::sort(missing->begin(), missing->end());
    missing->erase(std::unique(missing->begin(), missing->end()), missing->end());
    rows = {};
    auto strings = readSomeSharedStrings(archive, workbook.sharedStringsPart, *missing, rows.cells.texts());
    if (!strings)
        return strings.error();
    missing = readSheet(job, archive, workbook, part, *strings, rows);
    if (!missing)
        return missing.error();
    if (missing->empty())
        return rows;
    return readWhole(job, archive, workbook, part);
}

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
    auto rows = job.isWhole() ? readWhole(job, archive, *workbook, part) : readBeginning(job, archive, *workbook, part);
    if (!rows)
        return rows.error();
    if (!rows->hiddenRows.empty() && !rows->isFiltered)
        rows->isFiltered = hasFilteredTable(archive, part);
    if (job.file.hasChanged())
        return changedMeanwhile(archive.fileName());
    return makeWorkbookTable(job, std::move(*rows), *chosen, archive.fileName());
}

} // namespace callsheet::sheet
