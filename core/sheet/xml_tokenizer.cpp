#include "core/sheet/utf8.h"
#include "core/sheet/xml_known_tag.h"
#include "core/sheet/xml_reader.h"
#include "core/sheet/xml_text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t bufferSize = 256 << 10;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// What a character means inside of a tag, so that one look tells whether it needs more.
enum TagMark : std::uint8_t { endsName = 1, endsDoubleQuoted = 2, endsSingleQuoted = 4, needsWork = 8 };

constexpr std::array<std::uint8_t, 256> tagMarks = [] {
    std::array<std::uint8_t, 256> marks = {};
    for (const char c : {'>', '/', '=', ' ', '\n', '\t', '\r'})
        marks[static_cast<unsigned char>(c)] |= endsName;
    for (const char c : {'&', '\r', '\n', '\t'})
        marks[static_cast<unsigned char>(c)] |= needsWork;
    marks['"'] = endsDoubleQuoted;
    marks['\''] = endsSingleQuoted;
    marks['<'] = endsDoubleQuoted | endsSingleQuoted;
    return marks;
}();

std::uint8_t tagMark(char c)
{
    return tagMarks[static_cast<unsigned char>(c)];
}

class Tokenizer {
public:
    Tokenizer(const XmlSource &source, XmlSink &sink)
        : m_source(source)
        , m_sink(sink)
        , m_buffer(bufferSize)
    {
    }

    XmlOutcome run()
    {
        while (m_end < 3 && !m_atEnd) {
            if (!fill())
                return outcome();
        }
        if (m_end - m_begin >= 3 && std::memcmp(begin(), "\xEF\xBB\xBF", 3) == 0)
            m_begin += 3;
        while (!m_ended) {
            if (m_begin == m_end && !fill())
                break;
            if (m_begin == m_end)
                return atEnd();
            if (*begin() == '<')
                readMarkup();
            else
                readText();
        }
        return outcome();
    }

private:
    using End = XmlOutcome::End;

    const char *begin() const { return m_buffer.data() + m_begin; }
    const char *end() const { return m_buffer.data() + m_end; }
    std::string_view rest() const { return {begin(), m_end - m_begin}; }

    void stop(End reason, const QString &detail = {})
    {
        if (m_ended)
            return;
        m_ended = reason;
        m_detail = detail.isEmpty() ? detail : u"%1 at byte %2"_s.arg(detail, QString::number(m_consumed + m_begin));
    }
    void malformed(const QString &detail) { stop(End::Malformed, detail); }
    XmlOutcome outcome() const { return {m_ended.value_or(End::Whole), m_detail}; }

    XmlOutcome atEnd()
    {
        if (!m_rootSeen || !m_open.empty())
            malformed(u"the document ends too early"_s);
        return outcome();
    }

    // Reads more behind what is left. False when reading failed; at the end of the part nothing is added.
    bool fill()
    {
        if (m_atEnd)
            return true;
        std::copy(m_buffer.data() + m_begin, m_buffer.data() + m_end, m_buffer.data());
        m_consumed += m_begin;
        m_end -= m_begin;
        m_valid -= std::min(m_valid, m_begin);
        m_begin = 0;
        if (m_end == m_buffer.size())
            m_buffer.resize(m_buffer.size() * 2);
        const auto count = m_source(m_buffer.data() + m_end, m_buffer.size() - m_end);
        if (!count) {
            stop(End::CannotRead);
            return false;
        }
        m_atEnd = *count == 0;
        m_end += *count;
        return checkText();
    }

    // Every byte passes here once: a part must be UTF-8 without zero bytes, as XML demands.
    bool checkText()
    {
        std::size_t whole = m_end;
        if (!m_atEnd) {
            for (int back = 0; back < 4 && whole > m_valid; ++back) {
                const auto byte = static_cast<unsigned char>(m_buffer[whole - 1]);
                if (byte < 0x80)
                    break;
                --whole;
                if (byte >= 0xC0)
                    break;
            }
        }
        const std::string_view fresh(m_buffer.data() + m_valid, whole - m_valid);
        if (!isValidUtf8(fresh) || fresh.find('\0') != std::string_view::npos) {
            malformed(u"bytes that are not UTF-8 text"_s);
            return false;
        }
        m_valid = whole;
        return true;
    }

    // Called when a token is not whole in the buffer: gets more, or ends with an error.
    void needMore()
    {
        if (m_atEnd)
            malformed(u"the document ends inside a tag"_s);
        else if (m_end - m_begin > mostXmlTagBytes)
            stop(End::TooLong, u"a tag without an end"_s);
        else
            fill();
    }

    void readText()
    {
        bool needsDecoding = false;
        const char *const textEnd = findXmlMarkup(begin(), end(), needsDecoding);
        std::string_view text(begin(), static_cast<std::size_t>(textEnd - begin()));
        if (textEnd == end() && !m_atEnd) {
            // An entity, a line break or a character may be cut in two here: keep it for the next piece.
            const std::size_t keepFrom = text.size() > longestXmlEntity ? text.size() - longestXmlEntity : 0;
            const std::size_t cut = text.find_first_of("&\r", keepFrom);
            text = text.substr(0, std::min(cut, m_valid - std::min(m_valid, m_begin)));
            if (text.empty())
                return needMore();
        }
        m_begin += text.size();
        if (m_open.empty()) {
            if (!std::all_of(text.begin(), text.end(), isSpace))
                malformed(u"text outside of the document"_s);
            return;
        }
        if (needsDecoding) {
            m_text.clear();
            if (!appendXmlText(text, m_text))
                return malformed(u"an unknown entity"_s);
            text = m_text;
        }
        if (!m_sink.text(text))
            stop(End::StoppedBySink);
    }

    void readMarkup()
    {
        const std::string_view markup = rest();
        if (markup.size() < 2)
            return needMore();
        if (markup[1] == '/')
            return readEndTag();
        if (markup[1] == '?')
            return skipInstruction();
        if (markup[1] != '!')
            return readStartTag();
        constexpr std::string_view cdata = "<![CDATA[";
        if (markup.starts_with("<!--"))
            return skipComment();
        if (markup.starts_with(cdata))
            return readCdata(cdata.size());
        if (!m_atEnd && markup.size() < cdata.size())
            return needMore();
        if (markup.starts_with("<!DOCTYPE"))
            return stop(End::HasDoctype, u"DOCTYPE"_s);
        malformed(u"an unknown declaration"_s);
    }

    void skipInstruction()
    {
        const std::size_t found = rest().find("?>", 2);
        if (found == std::string_view::npos)
            return needMore();
        m_begin += found + 2;
    }

    void skipComment()
    {
        const std::size_t found = rest().find("--", 4);
        if (found == std::string_view::npos || found + 2 == rest().size())
            return needMore();
        if (rest()[found + 2] != '>')
            return malformed(u"two hyphens in a comment"_s);
        m_begin += found + 3;
    }

    void readCdata(std::size_t from)
    {
        const std::size_t found = rest().find("]]>", from);
        if (found == std::string_view::npos)
            return needMore();
        if (m_open.empty())
            return malformed(u"text outside of the document"_s);
        std::string_view text = rest().substr(from, found - from);
        if (text.find('\r') != std::string_view::npos) {
            m_text.clear();
            for (std::size_t i = 0; i < text.size(); ++i) {
                if (text[i] != '\r')
                    m_text += text[i];
                else if (i + 1 == text.size() || text[i + 1] != '\n')
                    m_text += '\n';
            }
            text = m_text;
        }
        m_begin += found + 3;
        if (!text.empty() && !m_sink.text(text))
            stop(End::StoppedBySink);
    }

    // Splits the name and its prefix; gives the position behind the name.
    static const char *readName(const char *from, const char *end, std::string_view &name)
    {
        const char *p = from;
        while (p < end && (tagMark(*p) & endsName) == 0)
            ++p;
        name = {from, static_cast<std::size_t>(p - from)};
        return p;
    }
    static std::string_view localName(std::string_view name)
    {
        for (std::size_t i = name.size(); i > 0; --i) {
            if (name[i - 1] == ':')
                return name.substr(i);
        }
        return name;
    }

    void readEndTag()
    {
        if (!m_open.empty()) { // nearly always it is the very tag that has to come
            const std::string_view expected = openName();
            const std::string_view tag = rest().substr(2);
            if (tag.size() > expected.size() && tag[expected.size()] == '>' && tag.starts_with(expected)) {
                const std::size_t size = 2 + expected.size() + 1;
                closeElement(expected);
                m_begin += size;
                return;
            }
        }
        std::string_view name;
        const char *p = readName(begin() + 2, end(), name);
        while (p < end() && isSpace(*p))
            ++p;
        if (p == end())
            return needMore();
        if (*p != '>')
            return malformed(u"a strange end tag"_s);
        if (m_open.empty() || name != openName())
            return malformed(u"an end tag without its start"_s);
        closeElement(name);
        m_begin = static_cast<std::size_t>(p + 1 - m_buffer.data());
    }

    void closeElement(std::string_view name)
    {
        if (!m_sink.endElement(localName(name)))
            stop(End::StoppedBySink);
        m_names.resize(m_open.back()); // last: the name may stand there
        m_open.pop_back();
    }
    std::string_view openName() const { return std::string_view(m_names).substr(m_open.back()); }

    void readStartTag()
    {
        if (m_known.begins(rest()))
            return openElement(
                m_known.name(), m_known.attributes(), m_known.isEmptyElement(), begin() + m_known.size());
        std::string_view name;
        const char *p = readName(begin() + 1, end(), name);
        m_attributes.all().clear();
        if (!m_values.empty())
            m_values.clear();
        for (;;) {
            const char *const before = p;
            while (p < end() && isSpace(*p))
                ++p;
            if (p == end())
                return needMore();
            if (*p == '>' || *p == '/')
                break;
            if (p == before)
                return malformed(u"attributes that run into each other"_s);
            p = readAttribute(p);
            if (p == nullptr)
                return;
        }
        const bool isEmpty = *p == '/';
        if (isEmpty && ++p == end())
            return needMore();
        if (*p != '>')
            return malformed(u"a strange start tag"_s);
        if (name.empty())
            return malformed(u"a tag without a name"_s);
        if (m_values.empty())
            m_known.keep({begin(), static_cast<std::size_t>(p + 1 - begin())}, name, m_attributes);
        openElement(name, m_attributes, isEmpty, p + 1);
    }

    void openElement(std::string_view name, const XmlAttributes &attributes, bool isEmpty, const char *tagEnd)
    {
        if (m_open.empty() && m_rootSeen)
            return malformed(u"a second document"_s);
        if (m_open.size() == mostXmlDepth)
            return stop(End::TooDeep);
        if (++m_elements > mostXmlElements)
            return stop(End::TooMany);
        m_rootSeen = true;
        m_open.push_back(m_names.size());
        m_names += name;
        if (!m_sink.startElement(localName(name), attributes))
            return stop(End::StoppedBySink);
        if (isEmpty)
            closeElement(name);
        m_begin = static_cast<std::size_t>(tagEnd - m_buffer.data());
    }

    // The position behind the attribute; null when the tag is not whole or wrong.
    const char *readAttribute(const char *p)
    {
        XmlAttribute attribute;
        p = readName(p, end(), attribute.name);
        while (p < end() && isSpace(*p))
            ++p;
        const char *equals = p;
        while (p < end() && (p == equals || isSpace(*p)))
            ++p;
        if (p >= end()) {
            needMore();
            return nullptr;
        }
        if (*equals != '=' || (*p != '"' && *p != '\'') || attribute.name.empty()) {
            malformed(u"a strange attribute"_s);
            return nullptr;
        }
        const char quote = *p++;
        const char *const value = p;
        const unsigned endsValue = quote == '"' ? endsDoubleQuoted : endsSingleQuoted;
        const char *const bufferEnd = end();
        unsigned seen = 0;
        for (; p < bufferEnd && (tagMark(*p) & endsValue) == 0; ++p)
            seen |= tagMark(*p);
        const bool needsDecoding = (seen & needsWork) != 0;
        if (p == end()) {
            needMore();
            return nullptr;
        }
        if (*p == '<') {
            malformed(u"a tag inside an attribute"_s);
            return nullptr;
        }
        attribute.value = {value, static_cast<std::size_t>(p - value)};
        if (needsDecoding && !decodeAttribute(attribute)) {
            malformed(u"an unknown entity"_s);
            return nullptr;
        }
        if (m_attributes.all().size() == mostXmlAttributes) {
            stop(End::TooLong);
            return nullptr;
        }
        m_attributes.all().push_back(attribute);
        return p + 1;
    }

    bool decodeAttribute(XmlAttribute &attribute)
    {
        // Blanks that stand there as such become spaces; those that are written as entities stay.
        std::string blanks;
        for (std::size_t i = 0; i < attribute.value.size(); ++i) {
            const char c = attribute.value[i];
            if (c == '\r' && i + 1 < attribute.value.size() && attribute.value[i + 1] == '\n')
                continue;
            blanks += isSpace(c) ? ' ' : c;
        }
        std::string &decoded = m_values.emplace_back();
        if (!appendXmlText(blanks, decoded))
            return false;
        attribute.value = decoded;
        return true;
    }

    const XmlSource &m_source;
    XmlSink &m_sink;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0; // of what was not read yet
    std::size_t m_end = 0;
    std::size_t m_valid = 0; // up to here the buffer is known to be UTF-8
    std::size_t m_consumed = 0; // bytes that went through the buffer before
    bool m_atEnd = false;
    bool m_rootSeen = false;
    std::size_t m_elements = 0;
    std::string m_names; // of the open elements, one behind the other
    std::vector<std::size_t> m_open; // where each begins
    XmlAttributes m_attributes;
    XmlKnownTag m_known;
    std::deque<std::string> m_values; // of attributes that had to be decoded; a deque does not move them
    std::string m_text;
    std::optional<End> m_ended;
    QString m_detail;
};

} // namespace

XmlOutcome readWithTokenizer(const XmlSource &source, XmlSink &sink)
{
    return Tokenizer(source, sink).run();
}

} // namespace callsheet::sheet
