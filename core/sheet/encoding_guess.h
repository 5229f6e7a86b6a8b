#pragma once

#include <QString>

#include <string_view>

namespace callsheet::sheet {

//! What the letters of a text look like that is not UTF-8.
struct EncodingGuess {
    QString encoding; // a name that ICU knows
    QString why;
    bool isSingleByte = false; // each byte is one character
};
EncodingGuess guessEncoding(std::string_view bytes);

//! The usual way to write the name of an encoding.
QString canonicalName(const QString &encoding);

//! Position of the first byte beyond ASCII from this one on, or the size.
std::size_t findNonAscii(std::string_view bytes, std::size_t from);

} // namespace callsheet::sheet
