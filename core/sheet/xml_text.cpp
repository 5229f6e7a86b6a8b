#include "core/sheet/xml_text.h"

#include "core/sheet/utf8.h"

#include <bit>
#include <charconv>
#include <cstdint>
#include <utility>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace callsheet::sheet {

namespace {

bool isXmlCharacter(std::uint32_t code)
{
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xD800)
        || (code >= 0xE000 && code <= 0x10FFFF && code != 0xFFFE && code != 0xFFFF);
}

// `entity` is what stands between & and ;. False when it is none of those that need no document type.
bool appendEntity(std::string_view entity, std::string &target)
{
    if (entity.starts_with('#')) {
        const bool isHex = entity.starts_with("#x");
        const std::string_view digits = entity.substr(isHex ? 2 : 1);
        std::uint32_t code = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, isHex ? 16 : 10);
        if (error != std::errc() || end != digits.data() + digits.size() || !isXmlCharacter(code))
            return false;
        appendCharacter(code, target);
        return true;
    }
    constexpr std::pair<std::string_view, char> known[]
        = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto &[name, character] : known) {
        if (entity == name) {
            target += character;
            return true;
        }
    }
    return false;
}

} // namespace

bool appendXmlText(std::string_view raw, std::string &target)
{
    while (!raw.empty()) {
        const std::size_t special = raw.find_first_of("&\r");
        target.append(raw.substr(0, special));
        if (special == std::string_view::npos)
            return true;
        if (raw[special] == '\r') {
            target += '\n';
            raw.remove_prefix(special + (raw.substr(special).starts_with("\r\n") ? 2 : 1));
            continue;
        }
        const std::size_t end = raw.substr(0, special + longestXmlEntity).find(';', special);
        if (end == std::string_view::npos || !appendEntity(raw.substr(special + 1, end - special - 1), target))
            return false;
        raw.remove_prefix(end + 1);
    }
    return true;
}

const char *findXmlMarkup(const char *from, const char *end, bool &needsDecoding)
{
#if defined(__SSE2__)
    const __m128i less = _mm_set1_epi8('<');
    const __m128i ampersand = _mm_set1_epi8('&');
    const __m128i carriageReturn = _mm_set1_epi8('\r');
    for (; end - from >= 16; from += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
        const auto markup = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, less)));
        const auto special = static_cast<unsigned>(
            _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, ampersand), _mm_cmpeq_epi8(bytes, carriageReturn))));
        if (markup != 0) {
            const int bit = std::countr_zero(markup);
            needsDecoding = needsDecoding || (special & ((1U << bit) - 1)) != 0;
            return from + bit;
        }
        needsDecoding = needsDecoding || special != 0;
    }
#endif
    for (; from < end && *from != '<'; ++from)
        needsDecoding = needsDecoding || *from == '&' || *from == '\r';
    return from;
}

} // namespace callsheet::sheet
