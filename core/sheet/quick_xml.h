#pragma once

#include "core/sheet/utf8.h"
#include "core/sheet/xml_text.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

// Pieces of XML as nearly all programs write it, read in place. All of these stop at a '<' at the latest, which stands
// behind every block, so none needs to know where the block ends. What they do not know they do not read: a null
// pointer sends the caller to the tokenizer, which knows everything.
namespace callsheet::sheet::quick {

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

//! Up to the next tag. `scratch` holds the text when it is not the file's own bytes. Null where it is not text.
const char *readText(const char *at, std::string &scratch, std::string_view &text);

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
