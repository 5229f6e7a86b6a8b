#include "core/sheet/quick_xml.h"

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

// `care` is set when some bytes need a second look: entities, line ends, zero bytes and everything that is not ASCII.
const char *findTag(const char *at, bool &care)
{
#if defined(__SSE2__)
    const __m128i less = _mm_set1_epi8('<');
    const __m128i ampersand = _mm_set1_epi8('&');
    const __m128i lastControl = _mm_set1_epi8('\r');
    for (;; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const auto tags = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, less)));
        const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, lastControl), bytes);
        const __m128i special = _mm_or_si128(_mm_or_si128(controls, _mm_cmpeq_epi8(bytes, ampersand)), bytes);
        const auto cares = static_cast<unsigned>(_mm_movemask_epi8(special)); // the top bit: not ASCII
        if (tags != 0) {
            const int bit = std::countr_zero(tags);
            care = care || (cares & ((1U << bit) - 1)) != 0;
            return at + bit;
        }
        care = care || cares != 0;
    }
#else
    for (; *at != '<'; ++at) {
        const auto c = static_cast<unsigned char>(*at);
        care = care || c <= '\r' || c == '&' || c >= 0x80;
    }
    return at;
#endif
}

} // namespace

const char *readText(const char *at, std::string &scratch, std::string_view &text)
{
    bool care = false;
    const char *const end = findTag(at, care);
    text = {at, static_cast<std::size_t>(end - at)};
    if (!care)
        return end;
    if (text.find('\0') != std::string_view::npos || !isValidUtf8(text))
        return nullptr;
    if (text.find_first_of("&\r") != std::string_view::npos) {
        scratch.clear();
        if (!appendXmlText(text, scratch))
            return nullptr;
        text = scratch;
    }
    return end;
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
