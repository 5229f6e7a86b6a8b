#include "core/sheet/shared_strings.h"

#include "core/sheet/errors.h"
#include "core/sheet/limits.h"
#include "core/sheet/xml_reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <optional>

namespace callsheet::sheet {

namespace {

class SharedStringSink final : public XmlSink {
public:
    SharedStringSink(TextArena &texts, QString fileName, const std::vector<std::size_t> *wanted = nullptr)
        : m_texts(texts)
        , m_fileName(std::move(fileName))
        , m_wanted(wanted)
    {
    }

    SharedStrings strings;
    std::optional<base::Error> error;

    bool startElement(std::string_view name, const XmlAttributes &) override
    {
        if (name == "si")
            m_text.clear();
        else if (name == "rPh")
            m_inPhonetic = true; // how a name is read aloud: not part of the name
        else if (name == "t")
            m_inText = !m_inPhonetic;
        return true;
    }
    bool text(std::string_view text) override
    {
        if (!m_inText)
            return true;
        m_text += text;
        if (m_text.size() <= mostCellBytes)
            return true;
        error = cellTooLong(m_fileName,
            QCoreApplication::translate("sheet", "Text %1 of the shared texts").arg(strings.addresses.size() + 1));
        return false;
    }
    bool endElement(std::string_view name) override
    {
        if (name == "t")
            m_inText = false;
        else if (name == "rPh")
            m_inPhonetic = false;
        else if (name == "si")
            return add();
        return true;
    }

private:
    bool add()
    {
        if (strings.addresses.size() == mostSharedStrings) {
            error = tooManySharedStrings(m_fileName);
            return false;
        }
        if (m_wanted != nullptr) {
            if (m_nextWanted == m_wanted->size())
                return false;
            if ((*m_wanted)[m_nextWanted] != strings.addresses.size()) {
                strings.addresses.push_back(SharedStrings::notLoaded);
                strings.hasText.push_back(false);
                return true;
            }
            ++m_nextWanted;
        }
        std::string_view text = m_text;
        if (text.find("_x") != std::string_view::npos) {
            m_unescaped.clear();
            appendUnescaped(m_text, m_unescaped);
            text = m_unescaped;
        }
        const auto address = m_texts.add(text);
        if (!address) {
            error = textsTooLarge(m_fileName);
            return false;
        }
        strings.addresses.push_back(*address);
        strings.hasText.push_back(isMoreThanBlank(text));
        return true;
    }

    TextArena &m_texts;
    QString m_fileName;
    const std::vector<std::size_t> *m_wanted; // null: all
    std::size_t m_nextWanted = 0;
    std::string m_text;
    std::string m_unescaped;
    bool m_inText = false;
    bool m_inPhonetic = false;
};

} // namespace

base::Result<SharedStrings> readSharedStrings(ZipArchive &archive, const std::string &part, TextArena &texts)
{
    SharedStringSink sink(texts, archive.fileName());
    const auto read = readXmlPart(archive, part, sink, [&sink] { return sink.error; });
    if (!read)
        return read.error();
    return std::move(sink.strings);
}

base::Result<SharedStrings> readSomeSharedStrings(
    ZipArchive &archive, const std::string &part, const std::vector<std::size_t> &wanted, TextArena &texts)
{
    SharedStringSink sink(texts, archive.fileName(), &wanted);
    const auto read = readXmlPart(archive, part, sink, [&sink] { return sink.error; });
    if (!read)
        return read.error();
    sink.strings.hasRest = sink.strings.addresses.size() > (wanted.empty() ? 0 : wanted.back());
    return std::move(sink.strings);
}

bool appendSharedStrings(std::string_view document, const QString &fileName, TextArena &texts, SharedStrings &strings)
{
    SharedStringSink sink(texts, fileName);
    sink.strings = std::move(strings);
    const XmlSource source = [&document](char *target, std::size_t size) -> std::optional<std::size_t> {
        const std::size_t count = document.copy(target, size);
        document.remove_prefix(count);
        return count;
    };
    const XmlOutcome outcome = readWithTokenizer(source, sink);
    strings = std::move(sink.strings);
    return outcome.end == XmlOutcome::End::Whole;
}

void appendUnescaped(std::string_view text, std::string &target)
{
    constexpr std::size_t escapeSize = 7; // _xHHHH_
    const auto escapedUnit = [](std::string_view at) -> std::optional<char16_t> {
        if (at.size() < escapeSize || !at.starts_with("_x") || at[escapeSize - 1] != '_')
            return std::nullopt;
        std::uint16_t unit = 0;
        const auto [end, error] = std::from_chars(at.data() + 2, at.data() + escapeSize - 1, unit, 16);
        if (error != std::errc() || end != at.data() + escapeSize - 1 || unit == 0)
            return std::nullopt;
        return static_cast<char16_t>(unit);
    };
    while (!text.empty()) {
        const std::size_t position = std::min(text.find("_x"), text.size());
        target.append(text.substr(0, position));
        text.remove_prefix(position);
        QString units;
        std::string_view after = text;
        while (const auto unit = escapedUnit(after)) {
            units += QChar(*unit);
            after.remove_prefix(escapeSize);
        }
        if (!units.isEmpty() && units.isValidUtf16()) {
            target += units.toStdString();
            text = after;
        } else if (!text.empty()) {
            target += text[0]; // not an escape, or half a character: it stands for itself
            text.remove_prefix(1);
        }
    }
}

bool isMoreThanBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

base::Error tooManySharedStrings(const QString &fileName)
{
    return limitReached(QCoreApplication::translate("sheet",
        "“%1” has more than the 20,000,000 different texts that a workbook may have. Split it into several files.")
                            .arg(fileName));
}

base::Error textsTooLarge(const QString &fileName)
{
    return limitReached(QCoreApplication::translate("sheet",
        "The texts of “%1” take more than the 640 MiB that a sheet may have. Split it "
        "into several files.")
                            .arg(fileName));
}

base::Error cellTooLong(const QString &fileName, const QString &place)
{
    return limitReached(QCoreApplication::translate("sheet",
        "%1 in “%2” is longer than the 256 KiB that a cell may have. Shorten it and "
        "save the file again.")
                            .arg(place, fileName));
}

} // namespace callsheet::sheet
