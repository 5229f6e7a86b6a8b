#include "core/sheet/xml_blocks.h"

#include <algorithm>

namespace callsheet::sheet {

namespace {

constexpr std::size_t firstBytes = 16 << 10;
constexpr std::size_t mostHeadBytes = 4 << 20;
constexpr std::size_t mostElementBytes = 32 << 20; // beyond that the part is left to whoever reads it piece by piece

bool endsName(char c)
{
    return c == '>' || c == ' ' || c == '/' || c == '\n' || c == '\r' || c == '\t';
}

// Where the last element of the block begins, but not the block itself; 0 when there is no such place.
std::size_t lastElement(std::string_view text, std::string_view open)
{
    std::size_t position = text.rfind(open);
    while (position != std::string_view::npos && position > 0) {
        const std::size_t after = position + open.size();
        if (after < text.size() && endsName(text[after]))
            return position;
        position = text.rfind(open, position - 1);
    }
    return 0;
}

// Inside of these a tag would be no tag. One declaration may stand in front.
bool hasOnlyTags(std::string_view head)
{
    const std::size_t declaration = head.find("<?");
    const bool isFirst = declaration == 0 || (declaration == 3 && head.starts_with("\xEF\xBB\xBF"));
    const std::size_t more = declaration == std::string_view::npos ? declaration : head.find("<?", declaration + 2);
    return head.find("<!") == std::string_view::npos && more == std::string_view::npos
        && (declaration == std::string_view::npos || isFirst);
}

} // namespace

// Reads until `used` bytes of the buffer are `wanted` ones, or the part ends. False when reading failed.
bool XmlBlocks::fill(std::vector<char> &buffer, std::size_t &used, std::size_t wanted)
{
    if (buffer.size() < wanted + XmlBlock::padding)
        buffer.resize(wanted + XmlBlock::padding);
    while (used < wanted && !m_partEnded) {
        const auto count = m_part.read(buffer.data() + used, wanted - used);
        if (!count)
            return false;
        m_partEnded = *count == 0;
        used += *count;
    }
    return true;
}

XmlBlocks::Next XmlBlocks::begin()
{
    std::vector<char> buffer;
    std::size_t used = 0;
    for (std::size_t wanted = firstBytes; wanted <= mostHeadBytes && !m_partEnded; wanted *= 2) {
        if (!fill(buffer, used, wanted))
            return Next::CannotRead;
        const std::string_view text(buffer.data(), used);
        if (needsExpat(text.substr(0, xmlDeclarationBytes)))
            return Next::Unusual;
        if (findList(text))
            return hasOnlyTags(m_head) ? Next::Block : Next::Unusual;
    }
    return Next::Unusual;
}

bool XmlBlocks::findList(std::string_view text)
{
    for (std::size_t name = text.find(m_list.container); name != std::string_view::npos;
         name = text.find(m_list.container, name + 1)) {
        const std::size_t start = text.rfind('<', name);
        const std::size_t after = name + m_list.container.size();
        const std::size_t end = text.find('>', after);
        if (start == std::string_view::npos || end == std::string_view::npos)
            continue;
        const std::string_view prefix = text.substr(start + 1, name - start - 1);
        const bool isPrefix = prefix.size() > 1 && prefix.find(':') == prefix.size() - 1
            && prefix.find_first_of(" />=\"'") == std::string_view::npos;
        const bool isTag = (prefix.empty() || isPrefix) && endsName(text[after]);
        if (!isTag)
            continue;
        m_open = "<" + std::string(prefix) + std::string(m_list.element);
        m_close = "</" + std::string(prefix) + std::string(m_list.container);
        m_head = text.substr(0, end + 1);
        m_carry = text.substr(end + 1);
        return text[end - 1] != '/';
    }
    return false;
}

XmlBlocks::Next XmlBlocks::next(XmlBlock &block)
{
    if (m_listEnded)
        return Next::End;
    std::size_t used = m_carry.size();
    std::size_t wanted = std::max(m_blockBytes, used);
    if (block.buffer.size() < wanted + XmlBlock::padding)
        block.buffer.resize(wanted + XmlBlock::padding);
    std::copy(m_carry.begin(), m_carry.end(), block.buffer.begin());
    m_carry.clear();
    for (;; wanted *= 2) {
        if (!fill(block.buffer, used, wanted))
            return Next::CannotRead;
        const std::string_view text(block.buffer.data(), used);
        std::size_t cut = lastElement(text, m_open);
        if (cut == 0) {
            const std::size_t end = text.find(m_close);
            m_listEnded = end != std::string_view::npos;
            cut = m_listEnded ? end : 0;
        }
        if (cut > 0 || m_listEnded) {
            block.text = text.substr(0, cut);
            m_carry = text.substr(cut);
            return cut > 0 ? Next::Block : Next::End;
        }
        if (m_partEnded || used > mostElementBytes)
            return Next::Unusual;
    }
}

XmlSource XmlBlocks::surroundings()
{
    m_carry.insert(0, m_head);
    return [this](char *target, std::size_t size) -> std::optional<std::size_t> {
        if (m_carry.empty())
            return m_part.read(target, size);
        const std::size_t count = m_carry.copy(target, size);
        m_carry.erase(0, count);
        return count;
    };
}

bool SurroundingsSink::startElement(std::string_view name, const XmlAttributes &attributes)
{
    m_hasElements = m_hasElements || m_inList;
    if (name == m_container) {
        ++m_lists;
        m_inList = true;
    }
    return m_lists <= 1 && !m_hasElements && m_sink.startElement(name, attributes);
}

bool SurroundingsSink::endElement(std::string_view name)
{
    if (name == m_container)
        m_inList = false;
    return m_sink.endElement(name);
}

} // namespace callsheet::sheet
