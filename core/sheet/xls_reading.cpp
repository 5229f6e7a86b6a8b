#include "core/sheet/xls_reading.h"

#include "core/sheet/cfb_file.h"
#include "core/sheet/errors.h"
#include "core/sheet/file_kind.h"
#include "core/sheet/mapped_file.h"
#include "core/sheet/workbook_table.h"
#include "core/sheet/xls_sheet.h"

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

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

base::Result<void> readStream(std::string_view stream, const QString &fileName, std::size_t mostRows,
    XlsReceiver &receiver, const std::stop_token &stop)
{
    receiver.progress(0, static_cast<std::int64_t>(stream.size()));
    TextArena texts;
    const auto workbook = readXlsWorkbook(stream, fileName, texts);
    if (!workbook)
        return workbook.error();
    QList<SheetInfo> sheets;
    for (const XlsSheet &sheet : workbook->sheets) {
        SheetInfo info = {sheet.name, 0, 0, sheet.hidden};
        addDeclaredSize(stream, *workbook, sheet, info);
        sheets.append(info);
    }
    const auto chosen = receiver.choose(sheets, workbook->hasUnicode ? u"UTF-16LE"_s : workbook->codePage.name());
    if (!chosen)
        return chosen.error();
    return readXlsSheet({stream, fileName, *workbook, texts, mostRows, stop},
        workbook->sheets[static_cast<std::size_t>(*chosen)], receiver);
}

} // namespace

base::Result<void> readXlsFile(const InputFile &file, const QString &fileName, std::size_t mostRows,
    XlsReceiver &receiver, const std::stop_token &stop)
{
    const auto mapped = MappedFile::map(file);
    if (!mapped)
        return mapped.error();
    const auto stream = workbookStream((*mapped)->bytes(), fileName);
    const auto read
        = stream ? readStream(stream->bytes(), fileName, mostRows, receiver, stop) : base::Result<void>(stream.error());
    // What was cut off while it was read looks like damage.
    if ((*mapped)->wasCut() || file.hasChanged())
        return changedMeanwhile(fileName);
    return read;
}

} // namespace callsheet::sheet
