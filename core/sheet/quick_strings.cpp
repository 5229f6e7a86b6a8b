#include "core/sheet/quick_strings.h"

#include "core/sheet/limits.h"
#include "core/sheet/quick_xml.h"

namespace callsheet::sheet {

using quick::startsWith;
using quick::take;

namespace {

constexpr std::string_view endOfString = "</si>";

} // namespace

BlocksOutcome StringBlockReader::read(std::string_view block)
{
    const BlocksOutcome unusual{BlocksOutcome::End::Unusual, {}};
    const char *at = block.data();
    const char *const end = at + block.size();
    int unusualInBlock = 0;
    while (at < end) {
        if (const char *const behind = m_isPlain ? readString(at) : nullptr) {
            at = quick::skipBlanks(behind);
            continue;
        }
        // The tokenizer gets this element alone, or what looks like it; when that is none, or when there are many of
        // them, all that is left of the block.
        const bool isAlone = m_isPlain && ++unusualInBlock <= quick::mostUnusual;
        const std::string_view rest(at, static_cast<std::size_t>(end - at));
        const std::size_t stringEnd = isAlone ? rest.find(endOfString) : std::string_view::npos;
        const std::string_view string
            = stringEnd == std::string_view::npos ? rest : rest.substr(0, stringEnd + endOfString.size());
        const std::size_t before = m_strings.addresses.size();
        if (readWithTokenizer(string)) {
            at += string.size();
            at = at < end ? quick::skipBlanks(at) : at;
        } else if (string.size() < rest.size() && m_strings.addresses.size() == before && readWithTokenizer(rest)) {
            at = end;
        } else {
            return unusual;
        }
    }
    return {};
}

bool StringBlockReader::readWithTokenizer(std::string_view elements)
{
    std::string document = "<sst>";
    document += elements;
    document += "</sst>";
    return appendSharedStrings(document, m_fileName, m_texts, m_strings);
}

bool StringBlockReader::add(std::string_view text)
{
    if (text.size() > mostCellBytes)
        return false;
    if (text.find("_x") != std::string_view::npos) {
        m_unescaped.clear();
        appendUnescaped(text, m_unescaped);
        text = m_unescaped;
    }
    const auto address = m_texts.add(text);
    if (!address)
        return false;
    m_strings.addresses.push_back(*address);
    m_strings.hasText.push_back(isMoreThanBlank(text));
    return true;
}

const char *StringBlockReader::readString(const char *at)
{
    if (!take(at, "<si>"))
        return nullptr;
    std::string_view text;
    if (take(at, "<t>") || take(at, "<t xml:space=\"preserve\">")) {
        at = quick::readText(at, m_text, text);
        if (at == nullptr || !take(at, "</t>"))
            return nullptr;
    } else {
        take(at, "<t/>");
    }
    if (take(at, "</si>"))
        return add(text) ? at : nullptr;
    m_joined = text;
    at = readRuns(at);
    return at != nullptr && take(at, "</si>") && add(m_joined) ? at : nullptr;
}

// Runs of rich text, and how the text is read aloud, which is not part of it.
const char *StringBlockReader::readRuns(const char *at)
{
    while (!startsWith(at, "</si>")) {
        if (take(at, "<r>")) {
            if (take(at, "<rPr>"))
                at = quick::skipEmptyElements(at, "</rPr>");
            if (at == nullptr)
                return nullptr;
            take(at, "<rPr/>");
            std::string_view text;
            if (take(at, "<t>") || take(at, "<t xml:space=\"preserve\">")) {
                at = quick::readText(at, m_text, text);
                if (at == nullptr || !take(at, "</t>"))
                    return nullptr;
            } else if (!take(at, "<t/>")) {
                return nullptr;
            }
            m_joined += text;
            if (m_joined.size() > mostCellBytes || !take(at, "</r>"))
                return nullptr;
        } else {
            at = readPhonetic(at);
            if (at == nullptr)
                return nullptr;
        }
    }
    return at;
}

const char *StringBlockReader::readPhonetic(const char *at)
{
    if (take(at, "<phoneticPr")) {
        at = quick::skipAttributes(at);
        return at != nullptr && take(at, "/>") ? at : nullptr;
    }
    if (!take(at, "<rPh"))
        return nullptr;
    at = quick::skipAttributes(at);
    std::string_view text;
    if (at == nullptr || !(take(at, "><t>") || take(at, "><t xml:space=\"preserve\">")))
        return nullptr;
    at = quick::readText(at, m_text, text);
    return at != nullptr && take(at, "</t></rPh>") ? at : nullptr;
}

} // namespace callsheet::sheet
