#include "core/sheet/xlsx_table.h"

#include "core/sheet/errors.h"
#include "core/sheet/workbook.h"
#include "core/sheet/workbook_table.h"
#include "core/sheet/worksheet.h"

#include <QCoreApplication>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

base::Result<WorksheetRows> readCells(ZipArchive &archive, const Workbook &workbook, const std::string &part)
{
    WorksheetRows rows;
    SharedStrings sharedStrings;
    if (!workbook.sharedStringsPart.empty()) {
        auto strings = readSharedStrings(archive, workbook.sharedStringsPart, rows.cells.texts());
        if (!strings)
            return strings.error();
        sharedStrings = std::move(*strings);
    }
    WorksheetSink sink(workbook, sharedStrings, archive.fileName(), rows);
    const auto read = readXmlPart(archive, part, sink, [&sink] { return sink.error(); });
    if (!read)
        return read.error();
    if (!sink.finish())
        return *sink.error();
    return rows;
}

} // namespace

base::Result<std::shared_ptr<const Table>> readXlsx(const ReadingJob &job, ZipArchive &archive)
{
    const ReadingOptions &options = job.options;
    base::Progress *progress = job.progress;
    ReadingReport &report = job.report;
    const auto workbook = readWorkbook(archive);
    if (!workbook)
        return workbook.error();
    for (const WorkbookSheet &sheet : workbook->sheets)
        report.sheets.append({sheet.name, 0, 0, sheet.hidden});
    const auto chosen = chooseSheet(archive.fileName(), options, report);
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
    if (progress) {
        progress->total
            = static_cast<std::int64_t>(archive.storedSize(workbook->sharedStringsPart) + archive.storedSize(part));
        archive.setProgress(progress);
    }
    auto rows = readCells(archive, *workbook, part);
    if (!rows)
        return rows.error();
    if (job.file.hasChanged())
        return changedMeanwhile(archive.fileName());
    return makeWorkbookTable(job, std::move(*rows), *chosen, archive.fileName());
}

} // namespace callsheet::sheet
