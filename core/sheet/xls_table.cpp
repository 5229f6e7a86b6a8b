#include "core/sheet/xls_table.h"

#include "core/sheet/cfb_file.h"
#include "core/sheet/errors.h"
#include "core/sheet/file_kind.h"
#include "core/sheet/mapped_file.h"
#include "core/sheet/workbook_table.h"
#include "core/sheet/xls_sheet.h"

#include <QCoreApplication>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

using TableResult = base::Result<std::shared_ptr<const Table>>;

// The stream with the workbook's records. Programs that save for two versions at once write the newer one, too.
base::Result<CfbStream> workbookStream(std::string_view bytes, const QString &fileName)
{
    if (fileKind(QByteArrayView(bytes.data(), static_cast<qsizetype>(std::min<std::size_t>(bytes.size(), 64))))
        == FileKind::ExcelStream)
        return CfbStream(bytes);
    const auto file = CfbFile::open(bytes);
    for (const std::u16string_view name : {u"Workbook", u"Book"}) {
        if (!file || !file->contains(name))
            continue;
        auto stream = file->stream(name);
        if (!stream)
            return xlsDamaged(fileName, u"the stream of the workbook is not whole"_s);
        return std::move(*stream);
    }
    const QString otherFile = oldOfficeRefusal(bytes, fileName);
    if (!file && otherFile.isEmpty())
        return xlsDamaged(fileName, u"the directory cannot be read"_s);
    return unreadable(otherFile.isEmpty() ? refusal(FileKind::OldOffice, fileName) : otherFile);
}

TableResult readStream(const ReadingJob &job, std::string_view stream, const QString &fileName)
{
    ReadingReport &report = job.report;
    if (job.progress)
        job.progress->total = static_cast<std::int64_t>(stream.size());
    WorksheetRows rows;
    const auto workbook = readXlsWorkbook(stream, fileName, rows.cells.texts());
    if (!workbook)
        return workbook.error();
    for (const XlsSheet &sheet : workbook->sheets) {
        SheetInfo info = {sheet.name, 0, 0, sheet.hidden};
        addDeclaredSize(stream, *workbook, sheet, info);
        report.sheets.append(info);
    }
    const auto chosen = chooseSheet(fileName, job.options, report);
    if (!chosen)
        return chosen.error();
    report.encoding = workbook->hasUnicode ? u"UTF-16LE"_s : workbook->codePage.name();
    report.whyEncoding = QCoreApplication::translate("sheet", "A workbook says itself how its text is encoded.");
    RowBuilder builder(fileName, rows);
    const auto read = readXlsSheet(
        stream, *workbook, workbook->sheets[static_cast<std::size_t>(*chosen)], builder, job.progress, job.stop);
    if (!read)
        return read.error();
    return makeWorkbookTable(job, std::move(rows), *chosen, fileName);
}

} // namespace

TableResult readXls(const ReadingJob &job)
{
    const InputFile &file = job.file;
    const QString fileName = shownName(file.source().path);
    const auto mapped = MappedFile::map(file);
    if (!mapped)
        return mapped.error();
    const auto stream = workbookStream((*mapped)->bytes(), fileName);
    const TableResult table = stream ? readStream(job, stream->bytes(), fileName) : TableResult(stream.error());
    // What was cut off while it was read looks like damage.
    if ((*mapped)->wasCut() || file.hasChanged())
        return changedMeanwhile(fileName);
    return table;
}

} // namespace callsheet::sheet
