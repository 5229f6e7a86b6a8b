#include "core/check/cell_text.h"

#include <QChar>

#include <algorithm>

namespace callsheet::check {

namespace {

constexpr unsigned char byteAt(std::string_view text, std::size_t position)
{
    return static_cast<unsigned char>(text[position]);
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t skipDigits(std::string_view text, std::size_t position)
{
    while (position < text.size() && isDigit(text[position]))
        ++position;
    return position;
}

} // namespace

char32_t decodeAt(std::string_view text, std::size_t &position)
{
    const unsigned char first = byteAt(text, position++);
    if (first < 0x80)
        return first;
    std::size_t more = 0;
    char32_t character = 0;
    char32_t least = 0; // anything below was written in more bytes than it needs
    if (first >= 0xC2 && first < 0xE0) {
        more = 1;
        character = first & 0x1F;
        least = 0x80;
    } else if (first >= 0xE0 && first < 0xF0) {
        more = 2;
        character = first & 0x0F;
        least = 0x800;
    } else if (first >= 0xF0 && first < 0xF5) {
        more = 3;
        character = first & 0x07;
        least = 0x10000;
    } else {
        return invalidCharacter;
    }
    if (text.size() - position < more)
        return invalidCharacter;
    for (std::size_t i = 0; i < more; ++i) {
        const unsigned char next = byteAt(text, position + i);
        if ((next & 0xC0) != 0x80)
            return invalidCharacter;
        character = (character << 6) | (next & 0x3F);
    }
    if (character < least || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
        return invalidCharacter;
    position += more;
    return character;
}

bool isBlankCharacter(char32_t character)
{
    if (character < 0x80)
        return character == ' ' || (character >= '\t' && character <= '\r');
    if (character > 0x10FFFF)
        return false;
    return QChar::isSpace(character) || QChar::category(character) == QChar::Other_Format;
}

std::string_view trimmed(std::string_view text)
{
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t next = begin;
        if (!isBlankCharacter(decodeAt(text, next)))
            break;
        begin = next;
    }
    text.remove_prefix(begin);
    while (!text.empty()) {
        std::size_t last = text.size() - 1;
        while (last > 0 && text.size() - last < 4 && (byteAt(text, last) & 0xC0) == 0x80)
            --last;
        std::size_t next = last;
        if (!isBlankCharacter(decodeAt(text, next)) || next != text.size())
            break;
        text.remove_suffix(text.size() - last);
    }
    return text;
}

bool isCleanText(std::string_view text)
{
    const auto isPlain = [](char c) { return c > 0; };
    if (std::all_of(text.begin(), text.end(), isPlain))
        return true;
    for (std::size_t position = 0; position < text.size();) {
        const char32_t character = decodeAt(text, position);
        if (character == 0 || character == invalidCharacter)
            return false;
    }
    return true;
}

bool hasControlCharacters(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const bool isBlank = c >= '\t' && c <= '\r';
        return (c > 0 && c < ' ' && !isBlank) || c == '\x7F';
    });
}

bool isExponentForm(std::string_view text, bool strict)
{
    std::size_t position = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    const std::size_t whole = skipDigits(text, position) - position;
    if (whole == 0 || (strict && whole != 1))
        return false;
    position += whole;
    if (position < text.size() && (text[position] == '.' || text[position] == ',')) {
        const std::size_t end = skipDigits(text, position + 1);
        if (end == position + 1)
            return false;
        position = end;
    }
    if (position >= text.size() || (text[position] != 'e' && text[position] != 'E'))
        return false;
    ++position;
    const bool isSigned = position < text.size() && (text[position] == '+' || text[position] == '-');
    position += isSigned ? 1 : 0;
    const std::size_t exponent = skipDigits(text, position) - position;
    return position + exponent == text.size() && exponent > 0 && (!strict || (isSigned && exponent >= 2));
}

void appendJsonString(std::string_view text, std::string &json)
{
    constexpr auto hexDigits = "0123456789abcdef";
    json += '"';
    std::size_t written = 0; // text up to here is in `json`
    const auto writeUpTo = [&](std::size_t end) { json.append(text.substr(written, end - written)); };
    for (std::size_t position = 0; position < text.size();) {
        const unsigned char c = byteAt(text, position);
        if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
            ++position;
            continue;
        }
        const std::size_t start = position;
        const char32_t character = decodeAt(text, position);
        if (character >= 0x80 && character != invalidCharacter)
            continue;
        writeUpTo(start);
        written = position;
        switch (character) {
        case '"':
            json += "\\\"";
            break;
        case '\\':
            json += "\\\\";
            break;
        case '\n':
            json += "\\n";
            break;
        case '\r':
            json += "\\r";
            break;
        case '\t':
            json += "\\t";
            break;
        case invalidCharacter:
            json += "\xEF\xBF\xBD";
            break;
        default:
            json += "\\u00";
            json += hexDigits[character >> 4];
            json += hexDigits[character & 0xF];
        }
    }
    writeUpTo(text.size());
    json += '"';
}

} // namespace callsheet::check
