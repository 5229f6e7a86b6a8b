#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace callsheet::check {

//! What decodeAt() gives for bytes that are no UTF-8.
constexpr auto invalidCharacter = static_cast<char32_t>(0xFFFFFFFF);

//! The character at `position`, which moves behind it (by one byte over bytes that are no UTF-8).
char32_t decodeAt(std::string_view text, std::size_t &position);

//! Spaces of every kind, and characters that show nothing at all (zero-width, direction marks, BOM).
bool isBlankCharacter(char32_t character);

//! The text without blank characters at both ends; a view into it.
std::string_view trimmed(std::string_view text);
inline bool isBlank(std::string_view text)
{
    return trimmed(text).empty();
}

//! True for valid UTF-8 without NUL: what may leave in a request.
bool isCleanText(std::string_view text);

//! True for characters such as ESC and BEL, which show nothing and are no blank between words. NUL is none of them:
//! isCleanText() refuses it.
bool hasControlCharacters(std::string_view text);

//! A number as spreadsheets write it when they have no room for its digits: "4.47911E+11", "4,5e+03".
//! `strict` asks for one digit before the point and a signed exponent of two digits, so that a product code like "12E5"
//! is let pass.
bool isExponentForm(std::string_view text, bool strict);

//! Appends the text as a JSON string with its quotation marks. Bytes that are no UTF-8 become U+FFFD: the JSON stays
//! valid whatever comes in, and rows with such bytes are never sent.
void appendJsonString(std::string_view text, std::string &json);

} // namespace callsheet::check
