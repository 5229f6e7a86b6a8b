#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace callsheet::sheet {

//! Appends one character, up to U+10FFFF and no surrogate, as UTF-8.
void appendCharacter(char32_t code, std::string &target);
bool isValidUtf8(std::string_view text);
//! How many bytes at the start of the text are valid.
std::size_t validUtf8Length(std::string_view text);
//! Appends the text with U+FFFD in the place of every byte that is not part of a valid sequence.
void appendValidUtf8(std::string_view text, std::string &target);

//! How much of a text is UTF-8.
struct Utf8Count {
    std::size_t sequences = 0; // valid characters of more than one byte
    std::size_t invalid = 0; // bytes that belong to none
};
Utf8Count countUtf8(std::string_view text);

} // namespace callsheet::sheet
