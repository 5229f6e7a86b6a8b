#include "core/sheet/quick_xml.h"

#include "core/sheet/utf8.h"
#include "core/sheet/xml_text.h"

#include <array>

namespace callsheet::sheet::quick {

namespace {

// In a value: what ends it, and what the tokenizer has to look at.
constexpr std::array<bool, 256> endsValue = [] {
    std::array<bool, 256> ends = {};
    for (std::size_t c = 0; c < 256; ++c)
        ends[c] = c < 0x20 || c >= 0x7F || c == '"' || c == '<' || c == '&';
    return ends;
}();

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' || c == '_';
}

} // namespace

bool decodeText(std::string_view &text, bool needsDecoding, std::string &scratch)
{
    if (!isValidUtf8(text))
        return false;
    if (!needsDecoding)
        return true;
    if (text.find('\0') != std::string_view::npos)
        return false;
    if (text.find_first_of("&\r") != std::string_view::npos) {
        scratch.clear();
        if (!appendXmlText(text, scratch))
            return false;
        text = scratch;
    }
    return true;
}

const char *readAttribute(const char *at, std::string_view &name, std::string_view &value)
{
    const char *const nameBegin = ++at;
    while (isNameCharacter(*at))
        ++at;
    if (at == nameBegin || at[0] != '=' || at[1] != '"')
        return nullptr;
    name = {nameBegin, static_cast<std::size_t>(at - nameBegin)};
    const char *const valueBegin = at += 2;
    while (!endsValue[static_cast<unsigned char>(*at)])
        ++at;
    if (*at != '"')
        return nullptr;
    value = {valueBegin, static_cast<std::size_t>(at - valueBegin)};
    return at + 1;
}

const char *skipAttributes(const char *at)
{
    std::string_view name;
    std::string_view value;
    while (at != nullptr && *at == ' ')
        at = readAttribute(at, name, value);
    const bool isEnd = at != nullptr && (*at == '>' || (*at == '/' && at[1] == '>'));
    return isEnd ? at : nullptr;
}

} // namespace callsheet::sheet::quick
