#pragma once

#include <bit>
#include <cstring>
#include <string>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Pieces of XML as nearly all programs write it, read in place. All of these stop at a '<' at the latest, which stands
// behind every block, so none needs to know where the block ends. What they do not know they do not read: a null
// pointer sends the caller to the tokenizer, which knows everything.
namespace callsheet::sheet::quick {

//! Elements of a block that the tokenizer gets one by one. It needs longer to begin than to read.
constexpr int mostUnusual = 8;

//! Whether the block goes on with these characters. The padding behind a block lets it look ahead.
template <std::size_t size>
bool startsWith(const char *at, const char (&word)[size])
{
    static_assert(size - 1 <= 32);
    return std::memcmp(at, word, size - 1) == 0;
}

//! The same, and steps behind them.
template <std::size_t size>
bool take(const char *&at, const char (&word)[size])
{
    const bool isThere = startsWith(at, word);
    at += isThere ? size - 1 : 0;
    return isThere;
}

inline bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

inline const char *skipBlanks(const char *at)
{
    while (isBlank(*at))
        ++at;
    return at;
}

//! The bytes of a text, and what they need.
struct TextScan {
    const char *end = nullptr; // at the '<'
    bool needsDecoding = false; // there are entities, line ends or zero bytes
    bool isAscii = true;
};

inline TextScan scanText(const char *at)
{
    TextScan scan;
#if defined(__SSE2__)
    const __m128i less = _mm_set1_epi8('<');
    const __m128i ampersand = _mm_set1_epi8('&');
    const __m128i lastControl = _mm_set1_epi8('\r');
    for (;; at += sizeof(__m128i)) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const auto tags = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, less)));
        const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, lastControl), bytes);
        const __m128i special = _mm_or_si128(controls, _mm_cmpeq_epi8(bytes, ampersand));
        const unsigned before = tags == 0 ? ~0U : (tags & (0U - tags)) - 1;
        scan.needsDecoding = scan.needsDecoding || (static_cast<unsigned>(_mm_movemask_epi8(special)) & before) != 0;
        scan.isAscii = scan.isAscii && (static_cast<unsigned>(_mm_movemask_epi8(bytes)) & before) == 0;
        if (tags != 0) {
            scan.end = at + std::countr_zero(tags);
            return scan;
        }
    }
#else
    for (; *at != '<'; ++at) {
        const auto c = static_cast<unsigned char>(*at);
        scan.needsDecoding = scan.needsDecoding || c <= '\r' || c == '&';
        scan.isAscii = scan.isAscii && c < 0x80;
    }
    scan.end = at;
    return scan;
#endif
}

//! For texts that are more than plain bytes. False where it is no text.
bool decodeText(std::string_view &text, bool needsDecoding, std::string &scratch);

//! Up to the next tag. `scratch` holds the text when it is not the file's own bytes. Null where it is no text.
inline const char *readText(const char *at, std::string &scratch, std::string_view &text)
{
    const TextScan scan = scanText(at);
    text = {at, static_cast<std::size_t>(scan.end - at)};
    const bool isPlain = scan.isAscii && !scan.needsDecoding;
    return isPlain || decodeText(text, scan.needsDecoding, scratch) ? scan.end : nullptr;
}

//! A name="value" behind a blank, of plain characters.
const char *readAttribute(const char *at, std::string_view &name, std::string_view &value);

//! The rest of a start tag, behind its name: at its end, which is '>' or "/>".
const char *skipAttributes(const char *at);

//! Nothing but empty elements up to this end tag, such as the look of a run of text: behind it.
template <std::size_t size>
const char *skipEmptyElements(const char *at, const char (&endTag)[size])
{
    while (!startsWith(at, endTag)) {
        if (*at != '<' || (at[1] < 'a' || at[1] > 'z'))
            return nullptr;
        for (++at; (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z'); ++at) { }
        at = skipAttributes(at);
        if (at == nullptr || *at != '/')
            return nullptr;
        at += 2;
    }
    return at + size - 1;
}

} // namespace callsheet::sheet::quick
