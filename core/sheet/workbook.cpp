#include "core/sheet/workbook.h"

#include "core/sheet/errors.h"
#include "core/sheet/limits.h"
#include "core/sheet/xml_reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <map>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostStyles = 65'536; // spreadsheet programs stop at 65,490 cell formats

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

int toInt(std::optional<std::string_view> text, int otherwise)
{
    int number = otherwise;
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), number);
    return number;
}

struct Relation {
    std::string type; // its last word: "worksheet", "styles"; the rest differs between the two editions of the standard
    std::string target;
};

class RelationSink final : public XmlSink {
public:
    std::map<std::string, Relation, std::less<>> relations;

    bool startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        if (name != "Relationship" || attributes.value("TargetMode") == "External")
            return true;
        const std::string_view type = attributes.value("Type").value_or("");
        relations[std::string(attributes.value("Id").value_or(""))]
            = {std::string(type.substr(type.rfind('/') + 1)), std::string(attributes.value("Target").value_or(""))};
        return true;
    }
    bool endElement(std::string_view) override { return true; }

    std::string firstOfType(std::string_view type) const
    {
        for (const auto &[id, relation] : relations) {
            if (relation.type == type)
                return relation.target;
        }
        return {};
    }
};

class WorkbookSink final : public XmlSink {
public:
    struct Listed {
        QString name;
        std::string relation;
        bool hidden = false;
    };
    std::vector<Listed> sheets;
    bool from1904 = false;

    bool startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        if (name == "workbookPr") {
            const std::string_view value = attributes.value("date1904").value_or("");
            from1904 = value == "1" || value == "true";
        } else if (name == "sheet") {
            if (sheets.size() == mostSheets)
                return false;
            sheets.push_back({toText(attributes.value("name").value_or("")),
                std::string(attributes.prefixedValue("id").value_or("")),
                attributes.value("state").value_or("visible") != "visible"});
        }
        return true;
    }
    bool endElement(std::string_view) override { return true; }
};

class StyleSink final : public XmlSink {
public:
    std::vector<NumberFormat> formats;

    bool startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        if (name == "cellXfs") {
            m_inCellFormats = true;
        } else if (name == "numFmt") {
            const std::string_view code = attributes.value("formatCode").value_or("");
            m_custom[toInt(attributes.value("numFmtId"), -1)] = customFormat(code);
        } else if (name == "xf" && m_inCellFormats && formats.size() < mostStyles) {
            const int id = toInt(attributes.value("numFmtId"), 0);
            const auto custom = m_custom.find(id);
            formats.push_back(custom == m_custom.end() ? builtInFormat(id) : custom->second);
        }
        return true;
    }
    bool endElement(std::string_view name) override
    {
        if (name == "cellXfs")
            m_inCellFormats = false;
        return true;
    }

private:
    std::map<int, NumberFormat> m_custom;
    bool m_inCellFormats = false;
};

std::string relationsOf(const std::string &part)
{
    const std::size_t slash = part.rfind('/') + 1; // npos + 1 is 0
    return part.substr(0, slash) + "_rels/" + part.substr(slash) + ".rels";
}

base::Result<RelationSink> readRelations(ZipArchive &archive, const std::string &part)
{
    RelationSink sink;
    const std::string relations = relationsOf(part);
    if (!archive.contains(relations))
        return sink;
    const auto read = readXmlPart(archive, relations, sink, [] { return std::optional<base::Error>(); });
    if (!read)
        return read.error();
    return sink;
}

// A ZIP without a workbook is one of many other things.
base::Error notAWorkbook(ZipArchive &archive)
{
    const auto mimetype = archive.contains("mimetype") ? archive.readBeginning("mimetype", 100) : std::string();
    const auto is = [&](std::string_view word) { return mimetype && mimetype->find(word) != std::string::npos; };
    const QString name = archive.fileName();
    if (is("opendocument") || archive.contains("word/document.xml") || archive.contains("ppt/presentation.xml")) {
        return unreadable(QCoreApplication::translate("sheet",
            "“%1” is a text document or a presentation, not a spreadsheet. Copy its table into a spreadsheet, save "
            "that "
            "as XLSX and open it.")
                              .arg(name));
    }
    if (archive.contains("xl/workbook.bin")) {
        return unreadable(QCoreApplication::translate("sheet",
            "“%1” is a binary workbook (XLSB). Open it in a spreadsheet program, save it as XLSX and open that.")
                              .arg(name));
    }
    if (archive.contains("Index/Document.iwa") || archive.contains("Index.zip")) {
        return unreadable(QCoreApplication::translate("sheet",
            "“%1” is a document of Apple Numbers or Pages. Export the table as XLSX or CSV there and open that.")
                              .arg(name));
    }
    return unreadable(QCoreApplication::translate(
        "sheet", "“%1” is a ZIP archive, not a workbook. Unpack it first and open the spreadsheet inside.")
                          .arg(name));
}

base::Result<std::vector<NumberFormat>> readStyles(ZipArchive &archive, const std::string &part)
{
    StyleSink sink;
    if (!part.empty() && archive.contains(part)) {
        const auto read = readXmlPart(archive, part, sink, [] { return std::optional<base::Error>(); });
        if (!read)
            return read.error();
    }
    return std::move(sink.formats);
}

} // namespace

base::Result<Workbook> readWorkbook(ZipArchive &archive)
{
    const auto packageRelations = readRelations(archive, {});
    if (!packageRelations)
        return packageRelations.error();
    const std::string target = packageRelations->firstOfType("officeDocument");
    const std::string workbookPart = target.empty() ? "xl/workbook.xml" : resolvePart({}, target);
    const bool isWorkbook = workbookPart.ends_with(".xml") && !workbookPart.starts_with("word/")
        && !workbookPart.starts_with("ppt/") && archive.contains(workbookPart);
    if (!isWorkbook)
        return notAWorkbook(archive);

    WorkbookSink sink;
    const auto read = readXmlPart(
        archive, workbookPart, sink, [&archive] { return std::optional(tooManySheets(archive.fileName())); });
    if (!read)
        return read.error();
    const auto relations = readRelations(archive, workbookPart);
    if (!relations)
        return relations.error();

    Workbook workbook;
    workbook.from1904 = sink.from1904;
    for (const WorkbookSink::Listed &listed : sink.sheets) {
        const auto relation = relations->relations.find(listed.relation);
        // Sheets of charts and dialogs stand in the same list.
        if (relation != relations->relations.end() && relation->second.type == "worksheet")
            workbook.sheets.push_back({listed.name, resolvePart(workbookPart, relation->second.target), listed.hidden});
    }
    if (workbook.sheets.empty()) {
        return unreadable(QCoreApplication::translate("sheet",
            "“%1” is a workbook without any sheet of cells. Save it again in a spreadsheet program, or choose another "
            "file.")
                              .arg(archive.fileName()));
    }
    const std::string strings = relations->firstOfType("sharedStrings");
    if (!strings.empty() && archive.contains(resolvePart(workbookPart, strings)))
        workbook.sharedStringsPart = resolvePart(workbookPart, strings);
    const std::string styles = relations->firstOfType("styles");
    auto formats = readStyles(archive, styles.empty() ? std::string() : resolvePart(workbookPart, styles));
    if (!formats)
        return formats.error();
    workbook.formats = std::move(*formats);
    return workbook;
}

base::Result<std::vector<std::string>> relatedParts(ZipArchive &archive, const std::string &part, std::string_view kind)
{
    const auto relations = readRelations(archive, part);
    if (!relations)
        return relations.error();
    std::vector<std::string> parts;
    for (const auto &[id, relation] : relations->relations) {
        if (relation.type == kind)
            parts.push_back(resolvePart(part, relation.target));
    }
    return parts;
}

DeclaredSize declaredSize(ZipArchive &archive, const std::string &part)
{
    constexpr std::size_t beginning = 4096; // the dimension stands before the cells
    const auto text = archive.contains(part) ? archive.readBeginning(part, beginning) : std::string();
    if (!text)
        return {};
    const std::size_t element = text->find("dimension ref=\"");
    if (element == std::string::npos)
        return {};
    const std::size_t from = text->find('"', element) + 1;
    std::string_view range = std::string_view(*text).substr(from, text->find('"', from) - from);
    range.remove_prefix(range.find(':') + 1); // npos + 1 is 0
    CellReference last;
    if (!parseReference(range, last) || last.row >= mostSheetRows || last.column >= mostColumns)
        return {};
    return {static_cast<std::uint32_t>(last.row + 1), static_cast<int>(last.column + 1)};
}

std::string resolvePart(const std::string &source, std::string_view target)
{
    std::vector<std::string_view> folders;
    const auto walk = [&folders](std::string_view path) {
        while (!path.empty()) {
            const std::size_t slash = std::min(path.find('/'), path.size());
            const std::string_view step = path.substr(0, slash);
            if (step == ".." && !folders.empty())
                folders.pop_back();
            else if (!step.empty() && step != "." && step != "..")
                folders.push_back(step);
            path.remove_prefix(std::min(path.size(), slash + 1));
        }
    };
    if (!target.starts_with('/'))
        walk(std::string_view(source).substr(0, source.rfind('/') + 1));
    walk(target);
    std::string part;
    for (const std::string_view folder : folders) {
        part += part.empty() ? "" : "/";
        part += folder;
    }
    return part;
}

bool parseReference(std::string_view text, CellReference &reference)
{
    std::size_t i = 0;
    std::int64_t column = 0;
    for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && i < 8; ++i)
        column = column * 26 + (text[i] - 'A' + 1);
    std::int64_t row = 0;
    if (i < text.size()) {
        const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), row);
        if (error != std::errc() || end != text.data() + text.size() || row < 1)
            return false;
    }
    reference = {row - 1, column - 1};
    return !text.empty();
}

} // namespace callsheet::sheet
