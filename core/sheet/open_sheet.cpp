#include "core/sheet/open_sheet.h"

#include "core/sheet/csv_reader.h"
#include "core/sheet/errors.h"
#include "core/sheet/file_kind.h"
#include "core/sheet/input_file.h"
#include "core/sheet/ods_table.h"
#include "core/sheet/reading_job.h"
#include "core/sheet/xls_child.h"
#include "core/sheet/xlsx_table.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 headBytes = 4096;

// What a spreadsheet program leaves beside a workbook that is open in it. Its content may well look like a text.
bool isNoteOfOwner(const InputFile &file)
{
    constexpr qint64 mostNoteBytes = 1024;
    const QString name = QFileInfo(file.source().path).fileName();
    return (name.startsWith("~$"_L1) || name.startsWith(".~lock."_L1)) && file.source().size <= mostNoteBytes;
}

base::Error noteOfOwner(const InputFile &file)
{
    return unreadable(QCoreApplication::translate("sheet",
        "“%1” is only the note that a spreadsheet program leaves beside a workbook that is open in it. Choose the "
        "workbook itself.")
                          .arg(shownName(file.source().path)));
}

bool isUsableSeparator(const QString &separator)
{
    return !separator.isEmpty() && separator.size() <= mostSeparatorLength
        && std::none_of(separator.begin(), separator.end(),
            [](QChar c) { return c == u'\n' || c == u'\r' || c == u'\0' || c == u'\x7F'; });
}

base::Result<void> checkOptions(const ReadingOptions &options)
{
    const auto isUsableQuote = [](char c) { return c > 0 && c < 0x7F && c != '\n' && c != '\r'; };
    const bool separatorWrong = options.separator && !isUsableSeparator(*options.separator);
    const bool quoteWrong = options.quote && *options.quote != '\0' && !isUsableQuote(*options.quote);
    const bool same = options.separator && options.separator->contains(QLatin1Char(options.quote.value_or('"')));
    if (separatorWrong || quoteWrong || same) {
        return wrongUsage(QCoreApplication::translate("sheet",
            "A separator is one to four characters and the quote is another one, and neither is a line break. Choose "
            "for example a semicolon and a double quote."));
    }
    if (options.headerRow && *options.headerRow < 0)
        return wrongUsage(QCoreApplication::translate("sheet", "Rows count from 1. Choose a header row, or none."));
    if (options.headerRows && (*options.headerRows < 1 || *options.headerRows > mostHeaderRows)) {
        return wrongUsage(QCoreApplication::translate(
            "sheet", "One to five rows can name the columns together. Choose a number between them."));
    }
    return {};
}

QString whyFormat(Format format, const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (format == Format::Csv) {
        const bool expected
            = suffix == "csv"_L1 || suffix == "tsv"_L1 || suffix == "tab"_L1 || suffix == "txt"_L1 || suffix.isEmpty();
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

using TableResult = base::Result<std::shared_ptr<const Table>>;

TableResult readZip(const ReadingJob &job)
{
    const auto archive = ZipArchive::open(job.file, job.stop);
    if (!archive)
        return archive.error();
    const bool isOds = isOpenDocumentSpreadsheet(**archive);
    job.report.format = isOds ? Format::Ods : Format::Xlsx;
    return isOds ? readOds(job, **archive) : readXlsx(job, **archive);
}

TableResult readTable(const ReadingJob &job)
{
    if (isNoteOfOwner(job.file))
        return noteOfOwner(job.file);
    const FileKind kind = fileKind(job.file.head(headBytes));
    switch (kind) {
    case FileKind::Text:
        return readCsv(job);
    case FileKind::Zip:
        return readZip(job);
    case FileKind::OldOffice:
    case FileKind::ExcelStream:
        job.report.format = Format::Xls;
        return readXlsInChild(job);
    default:
        return unreadable(refusal(kind, shownName(job.file.source().path)));
    }
}

base::Result<Document> readDocument(const QString &path, const ReadingOptions &options, base::Progress *progress,
    const std::stop_token &stop, std::size_t mostRows)
{
    if (stop.stop_requested())
        return readingStopped();
    const auto usable = checkOptions(options);
    if (!usable)
        return usable.error();
    const auto file = InputFile::open(path);
    if (!file)
        return file.error();
    Document document;
    document.source = file->source();
    document.options = options;
    const auto table = readTable({*file, options, document.report, progress, stop, mostRows});
    if (!table)
        return table.error();
    document.table = *table;
    document.report.whyFormat = whyFormat(document.report.format, path);
    return document;
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
    auto document = readDocument(path, options, progress, stop, std::numeric_limits<std::size_t>::max());
    if (document && progress)
        progress->done = progress->total.load();
    return document;
}

base::Result<Document> openBeginning(const QString &path, const ReadingOptions &options, std::stop_token stop)
{
    return readDocument(path, options, nullptr, stop, beginningRows);
}

QString ask(Question question, const ReadingReport &report)
{
    switch (question) {
    case Question::SeveralTables:
        return QCoreApplication::translate("sheet",
            "%n table(s) stand below one another in this sheet. Which of them is to be read?", nullptr,
            static_cast<int>(report.tables.size()));
    case Question::HiddenRows:
        return report.isFiltered
            ? QCoreApplication::translate("sheet", "%n row(s) are hidden by a filter. Are they to be read?", nullptr,
                static_cast<int>(report.hiddenRows))
            : QCoreApplication::translate(
                "sheet", "%n row(s) are hidden. Are they to be read?", nullptr, static_cast<int>(report.hiddenRows));
    case Question::MergedCells:
        return QCoreApplication::translate("sheet",
            "%n merged cell(s) reach over several rows. Does their text belong to each of these rows, or to the first "
            "only?",
            nullptr, static_cast<int>(report.mergedAreas));
    }
    return {};
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
