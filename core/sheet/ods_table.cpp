#include "core/sheet/ods_table.h"

#include "core/sheet/errors.h"
#include "core/sheet/ods_content.h"
#include "core/sheet/workbook_table.h"

#include <QCoreApplication>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr auto contentPart = "content.xml";
constexpr auto stylesPart = "styles.xml";
constexpr auto manifestPart = "META-INF/manifest.xml";

class ManifestSink final : public XmlSink {
public:
    bool isEncrypted = false;

    bool startElement(std::string_view name, const XmlAttributes &) override
    {
        isEncrypted = isEncrypted || name == "encryption-data";
        return !isEncrypted;
    }
    bool endElement(std::string_view) override { return true; }
};

class StylesSink final : public XmlSink {
public:
    OdsStyles styles;

    bool startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        styles.startElement(name, attributes);
        return true;
    }
    bool text(std::string_view text) override
    {
        styles.text(text);
        return true;
    }
    bool endElement(std::string_view name) override
    {
        styles.endElement(name);
        return true;
    }
};

std::optional<base::Error> noError()
{
    return std::nullopt;
}

base::Result<void> refuseEncrypted(ZipArchive &archive)
{
    ManifestSink sink;
    if (archive.contains(manifestPart)) {
        const auto read = readXmlPart(archive, manifestPart, sink, noError);
        if (!read)
            return read;
    }
    if (!sink.isEncrypted && !archive.contains("encrypted-package"))
        return {};
    return unreadable(QCoreApplication::translate("sheet",
        "“%1” is protected by a password. Open it in a spreadsheet program, save it without the password and open "
        "that.")
                          .arg(archive.fileName()));
}

struct OdsContent {
    QList<SheetInfo> sheets;
    WorksheetRows rows;
    qsizetype taken = -1;
    bool isWhole = true; // false: more sheets may follow
};

base::Result<OdsContent> readContent(
    ZipArchive &archive, OdsStyles styles, const OdsChoice &choice, std::size_t mostRows)
{
    OdsContent content;
    OdsContentSink sink(styles, choice, archive.fileName(), content.rows, mostRows);
    const auto read = readXmlPart(archive, contentPart, sink, [&sink] { return sink.error(); });
    if (!read)
        return read.error();
    if (!sink.finish())
        return *sink.error();
    content.sheets = sink.sheets();
    content.taken = sink.taken();
    content.isWhole = !sink.isFull();
    if (content.sheets.isEmpty()) {
        return unreadable(QCoreApplication::translate("sheet",
            "“%1” is a workbook without any sheet of cells. Save it again in a spreadsheet program, or choose another "
            "file.")
                              .arg(archive.fileName()));
    }
    return content;
}

} // namespace

bool isOpenDocumentSpreadsheet(ZipArchive &archive)
{
    if (!archive.contains("mimetype")) // the standard only asks for it, and some programs leave it out
        return archive.contains(contentPart) && archive.contains(manifestPart);
    const auto mimetype = archive.readBeginning("mimetype", 100);
    return mimetype && mimetype->find("opendocument.spreadsheet") != std::string::npos;
}

base::Result<std::shared_ptr<const Table>> readOds(const ReadingJob &job, ZipArchive &archive)
{
    const ReadingOptions &options = job.options;
    base::Progress *progress = job.progress;
    ReadingReport &report = job.report;
    const auto open = refuseEncrypted(archive);
    if (!open)
        return open.error();
    StylesSink common;
    if (archive.contains(stylesPart)) {
        const auto read = readXmlPart(archive, stylesPart, common, noError);
        if (!read)
            return read.error();
    }
    const auto contentBytes = static_cast<std::int64_t>(archive.storedSize(contentPart));
    if (progress) {
        progress->total = contentBytes;
        archive.setProgress(progress);
    }
    auto content = readContent(archive, common.styles, {std::nullopt, options.sheet}, job.mostRows);
    if (!content)
        return content.error();
    report.sheets = content->sheets;
    const auto chosen = chooseSheet(archive.fileName(), options, report);
    if (!chosen)
        return chosen.error();
    // Named by its number, or in another case: which one it is was not known before all of them were seen.
    if (*chosen != content->taken) {
        if (progress)
            progress->total += contentBytes;
        content = readContent(archive, common.styles, {*chosen, std::nullopt}, job.mostRows);
        if (!content)
            return content.error();
    }
    if (!content->isWhole && !options.sheet) // how many sheets follow is not known
        report.whySheet = QCoreApplication::translate("sheet", "It is the first visible sheet.");
    report.encoding = u"UTF-8"_s;
    report.whyEncoding = QCoreApplication::translate("sheet", "A workbook says itself how its text is encoded.");
    if (job.file.hasChanged())
        return changedMeanwhile(archive.fileName());
    return makeWorkbookTable(job, std::move(content->rows), *chosen, archive.fileName());
}

} // namespace callsheet::sheet
