#include "core/sheet/open_sheet.h"

#include "core/sheet/csv_table.h"
#include "core/sheet/errors.h"
#include "core/sheet/file_kind.h"
#include "core/sheet/input_file.h"
#include "core/sheet/ods_table.h"
#include "core/sheet/xls_table.h"
#include "core/sheet/xlsx_table.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 headBytes = 4096;

base::Error refused(const InputFile &file, FileKind kind)
{
    const QString name = shownName(file.source().path);
    if (name.startsWith("~$"_L1) || name.startsWith(".~lock."_L1)) {
        return unreadable(QCoreApplication::translate("sheet",
            "“%1” is only the note that a spreadsheet program leaves beside a workbook that is open in it. Choose the "
            "workbook itself.")
                              .arg(name));
    }
    return unreadable(refusal(kind, name));
}

base::Result<void> checkMarks(const ReadingOptions &options)
{
    const auto isUsable = [](char c) { return c > 0 && c < 0x7F && c != '\n' && c != '\r'; };
    const bool separatorWrong = options.separator && !isUsable(*options.separator);
    const bool quoteWrong = options.quote && *options.quote != '\0' && !isUsable(*options.quote);
    const bool same = options.separator && *options.separator == options.quote.value_or('"');
    if (separatorWrong || quoteWrong || same) {
        return wrongUsage(QCoreApplication::translate("sheet",
            "The separator and the quote must be two different ASCII characters and no line breaks. Choose for example "
            "a "
            "semicolon and a double quote."));
    }
    if (options.headerRow && *options.headerRow < 0)
        return wrongUsage(QCoreApplication::translate("sheet", "Rows count from 1. Choose a header row, or none."));
    return {};
}

QString whyFormat(Format format, const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (format == Format::Csv) {
        const bool expected = suffix == "csv"_L1 || suffix == "tsv"_L1 || suffix == "txt"_L1 || suffix.isEmpty();
        if (expected)
            return QCoreApplication::translate("sheet", "The file is plain text.");
        return QCoreApplication::translate("sheet", "The file is plain text, although its name ends in “.%1”.")
            .arg(suffix);
    }
    const bool expected = suffix == formatName(format) || (format == Format::Xlsx && suffix == "xlsm"_L1)
        || (format == Format::Ods && suffix == "ots"_L1) || (format == Format::Xls && suffix == "xlt"_L1);
    if (expected)
        return QCoreApplication::translate("sheet", "The file begins as a workbook does.");
    if (format == Format::Ods) {
        return QCoreApplication::translate(
            "sheet", "The file is an OpenDocument spreadsheet, although its name ends in “.%1”.")
            .arg(suffix);
    }
    if (format == Format::Xls) {
        return QCoreApplication::translate(
            "sheet", "The file is a workbook of an older Excel, although its name ends in “.%1”.")
            .arg(suffix);
    }
    return QCoreApplication::translate("sheet", "The file is a workbook, although its name ends in “.%1”.").arg(suffix);
}

base::Result<std::shared_ptr<const Table>> readZip(const InputFile &file, const ReadingOptions &options,
    base::Progress *progress, const std::stop_token &stop, ReadingReport &report)
{
    const auto archive = ZipArchive::open(file, stop);
    if (!archive)
        return archive.error();
    const bool isOds = isOpenDocumentSpreadsheet(**archive);
    report.format = isOds ? Format::Ods : Format::Xlsx;
    return isOds ? readOds(file, **archive, options, progress, report)
                 : readXlsx(file, **archive, options, progress, report);
}

base::Result<std::shared_ptr<const Table>> readTable(const InputFile &file, const ReadingOptions &options,
    base::Progress *progress, const std::stop_token &stop, ReadingReport &report)
{
    const FileKind kind = fileKind(file.head(headBytes));
    switch (kind) {
    case FileKind::Text:
        return readCsv(file, options, progress, stop, report);
    case FileKind::Zip:
        return readZip(file, options, progress, stop, report);
    case FileKind::OldOffice:
    case FileKind::ExcelStream:
        report.format = Format::Xls;
        return readXls(file, options, progress, stop, report);
    default:
        return refused(file, kind);
    }
}

} // namespace

QString formatName(Format format)
{
    switch (format) {
    case Format::Csv:
        return u"csv"_s;
    case Format::Xlsx:
        return u"xlsx"_s;
    case Format::Ods:
        return u"ods"_s;
    case Format::Xls:
        return u"xls"_s;
    }
    return {};
}

base::Result<Document> openSheet(
    const QString &path, const ReadingOptions &options, base::Progress *progress, std::stop_token stop)
{
    if (stop.stop_requested())
        return readingStopped();
    const auto usable = checkMarks(options);
    if (!usable)
        return usable.error();
    const auto file = InputFile::open(path);
    if (!file)
        return file.error();
    Document document;
    document.source = file->source();
    document.options = options;
    const auto table = readTable(*file, options, progress, stop, document.report);
    if (!table)
        return table.error();
    document.table = *table;
    document.report.whyFormat = whyFormat(document.report.format, path);
    if (progress)
        progress->done = progress->total.load();
    return document;
}

base::Result<QString> hashFile(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file)) {
        return unreadable(QCoreApplication::translate("sheet",
                              "“%1” could not be read again: %2. Put the file back to its place, or open it anew.")
                              .arg(path, file.errorString()),
            file.errorString());
    }
    return QString::fromLatin1(hash.result().toHex());
}

bool isUnchanged(const SourceFile &source)
{
    const std::optional<SourceFile> now = fileIdentity(source.path);
    return now && *now == source;
}

} // namespace callsheet::sheet
