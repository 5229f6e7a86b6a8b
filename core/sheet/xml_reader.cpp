#include "core/sheet/xml_reader.h"

#include "core/sheet/errors.h"
#include "core/sheet/read_ahead.h"

#include <QCoreApplication>

#include <expat.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <system_error>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int expatBufferSize = 256 << 10;

std::string_view withoutPrefix(std::string_view name)
{
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct ExpatState {
    XML_Parser parser;
    XmlSink &sink;
    XmlAttributes attributes;
    std::size_t depth = 0;
    std::size_t elements = 0;
    std::optional<XmlOutcome::End> ended;

    void end(XmlOutcome::End reason)
    {
        if (!ended) {
            ended = reason;
            XML_StopParser(parser, XML_FALSE);
        }
    }
};

void XMLCALL onStart(void *data, const char *name, const char **attributes)
{
    ExpatState &state = *static_cast<ExpatState *>(data);
    if (state.ended)
        return;
    if (++state.depth > mostXmlDepth)
        return state.end(XmlOutcome::End::TooDeep);
    if (++state.elements > mostExpatElements)
        return state.end(XmlOutcome::End::TooMany);
    state.attributes.all().clear();
    for (; *attributes != nullptr; attributes += 2)
        state.attributes.all().push_back({attributes[0], attributes[1]});
    if (state.attributes.all().size() > mostXmlAttributes)
        return state.end(XmlOutcome::End::TooLong);
    if (!state.sink.startElement(withoutPrefix(name), state.attributes))
        state.end(XmlOutcome::End::StoppedBySink);
}

void XMLCALL onEnd(void *data, const char *name)
{
    ExpatState &state = *static_cast<ExpatState *>(data);
    --state.depth;
    if (!state.ended && !state.sink.endElement(withoutPrefix(name)))
        state.end(XmlOutcome::End::StoppedBySink);
}

void XMLCALL onText(void *data, const char *text, int size)
{
    ExpatState &state = *static_cast<ExpatState *>(data);
    if (!state.ended && !state.sink.text({text, static_cast<std::size_t>(size)}))
        state.end(XmlOutcome::End::StoppedBySink);
}

void XMLCALL onDoctype(void *data, const char *, const char *, const char *, int)
{
    static_cast<ExpatState *>(data)->end(XmlOutcome::End::HasDoctype);
}

} // namespace

std::optional<std::string_view> XmlAttributes::value(std::string_view name) const
{
    const auto found
        = std::find_if(m_all.begin(), m_all.end(), [name](const XmlAttribute &a) { return a.name == name; });
    return found == m_all.end() ? std::nullopt : std::optional(found->value);
}

std::optional<std::string_view> XmlAttributes::prefixedValue(std::string_view localName) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), [localName](const XmlAttribute &a) {
        return a.name.find(':') != std::string_view::npos && withoutPrefix(a.name) == localName;
    });
    return found == m_all.end() ? std::nullopt : std::optional(found->value);
}

XmlOutcome readWithExpat(const XmlSource &source, XmlSink &sink)
{
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
        XML_ParserCreate(nullptr), &XML_ParserFree);
    ExpatState state{parser.get(), sink, {}, 0, 0, {}};
    XML_SetUserData(parser.get(), &state);
    XML_SetElementHandler(parser.get(), onStart, onEnd);
    XML_SetCharacterDataHandler(parser.get(), onText);
    XML_SetStartDoctypeDeclHandler(parser.get(), onDoctype);
    for (bool more = true; more;) {
        void *buffer = XML_GetBuffer(parser.get(), expatBufferSize);
        if (buffer == nullptr)
            return {XmlOutcome::End::TooLong, u"no buffer"_s};
        const auto count = source(static_cast<char *>(buffer), expatBufferSize);
        if (!count)
            return {XmlOutcome::End::CannotRead, {}};
        more = *count > 0;
        const XML_Status status = XML_ParseBuffer(parser.get(), static_cast<int>(*count), more ? XML_FALSE : XML_TRUE);
        if (status != XML_STATUS_OK) {
            const QString detail
                = u"%1 in line %2"_s.arg(QString::fromUtf8(XML_ErrorString(XML_GetErrorCode(parser.get()))),
                    QString::number(XML_GetCurrentLineNumber(parser.get())));
            return {state.ended.value_or(XmlOutcome::End::Malformed), detail};
        }
    }
    return {};
}

bool needsExpat(std::string_view beginning)
{
    if (beginning.starts_with("\xFE\xFF") || beginning.starts_with("\xFF\xFE")
        || beginning.find('\0') != std::string_view::npos)
        return true;
    const std::size_t declarationEnd = beginning.find("?>");
    const std::size_t encoding = beginning.substr(0, declarationEnd).find("encoding");
    if (declarationEnd == std::string_view::npos || encoding == std::string_view::npos)
        return false;
    QByteArray name(beginning.data() + encoding, static_cast<qsizetype>(declarationEnd - encoding));
    name = name.toLower();
    return !name.contains("utf-8") && !name.contains("us-ascii");
}

base::Result<void> readXmlPart(ZipArchive &archive, const std::string &part, XmlSink &sink,
    const std::function<std::optional<base::Error>()> &whenStopped)
{
    const auto beginning = archive.readBeginning(part, xmlDeclarationBytes);
    if (!beginning)
        return beginning.error();
    const auto opened = archive.openPart(part);
    if (!opened)
        return opened.error();
    const XmlSource source = [&opened](char *target, std::size_t size) { return (*opened)->read(target, size); };
    constexpr std::uint64_t worthAThread = 1 << 20;
    std::optional<ReadAhead> ahead;
    try {
        if (archive.storedSize(part) >= worthAThread)
            ahead.emplace(source);
    } catch (const std::system_error &) {
        // No more threads to be had: this one does both.
    }
    const XmlSource bytes
        = [&](char *target, std::size_t size) { return ahead ? ahead->read(target, size) : source(target, size); };
    const XmlOutcome outcome = needsExpat(*beginning) ? readWithExpat(bytes, sink) : readWithTokenizer(bytes, sink);
    ahead.reset(); // before the part is asked for its error

    const QString partName = QString::fromStdString(part);
    switch (outcome.end) {
    case XmlOutcome::End::Whole:
        return {};
    case XmlOutcome::End::CannotRead:
        return (*opened)->error();
    case XmlOutcome::End::StoppedBySink:
        if (const std::optional<base::Error> error = whenStopped())
            return *error;
        return {};
    case XmlOutcome::End::HasDoctype:
        return unreadable(
            QCoreApplication::translate("sheet",
                "“%1” is not a normal workbook: its part “%2” holds a document type declaration, which can "
                "be an attack. Do not trust the file; ask for a new copy.")
                .arg(archive.fileName(), partName),
            outcome.detail);
    case XmlOutcome::End::TooDeep:
        return limitReached(QCoreApplication::translate("sheet",
            "“%1” is not a normal workbook: its part “%2” nests elements more than "
            "128 deep. Save it again in a spreadsheet program.")
                                .arg(archive.fileName(), partName));
    case XmlOutcome::End::TooLong:
        return limitReached(QCoreApplication::translate("sheet",
            "“%1” is not a normal workbook: its part “%2” has an element with more than 256 attributes or 1 MiB. Save "
            "it again in a spreadsheet program.")
                                .arg(archive.fileName(), partName));
    case XmlOutcome::End::TooMany:
        return limitReached(QCoreApplication::translate("sheet",
            "“%1” is not a normal workbook: its part “%2” has more elements than the cells of a sheet need. Save it "
            "again in a spreadsheet program, or export it as CSV.")
                                .arg(archive.fileName(), partName));
    case XmlOutcome::End::Malformed:
        break;
    }
    return unreadable(
        QCoreApplication::translate("sheet",
            "“%1” is damaged: its part “%2” is not well-formed. Save it again in a spreadsheet program, or "
            "ask for a new copy.")
            .arg(archive.fileName(), partName),
        outcome.detail);
}

} // namespace callsheet::sheet
