#include "core/sheet/utf8.h"

#include <QByteArrayView>

#include <algorithm>

namespace callsheet::sheet {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// Length of the valid UTF-8 character at the start of the text; 0 when there is none.
std::size_t validCharacter(std::string_view text)
{
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    }
    const unsigned second = byte(1);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool surrogateOrBeyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    return overlong || surrogateOrBeyond ? 0 : length;
}

} // namespace

bool isValidUtf8(std::string_view text)
{
    return QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

std::size_t validUtf8Length(std::string_view text)
{
    std::size_t valid = 0;
    while (valid < text.size()) {
        const std::size_t length = validCharacter(text.substr(valid));
        if (length == 0)
            break;
        valid += length;
    }
    return valid;
}

void appendValidUtf8(std::string_view text, std::string &target)
{
    while (!text.empty()) {
        const std::size_t length = validCharacter(text);
        target.append(length == 0 ? replacement : text.substr(0, length));
        text.remove_prefix(std::max<std::size_t>(1, length));
    }
}

Utf8Count countUtf8(std::string_view text)
{
    Utf8Count count;
    while (!text.empty()) {
        const std::size_t length = validCharacter(text);
        count.sequences += length > 1 ? 1 : 0;
        count.invalid += length == 0 ? 1 : 0;
        text.remove_prefix(std::max<std::size_t>(1, length));
    }
    return count;
}

void appendCharacter(char32_t code, std::string &target)
{
    if (code < 0x80) {
        target += static_cast<char>(code);
    } else if (code < 0x800) {
        target += static_cast<char>(0xC0 | (code >> 6));
        target += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        target += static_cast<char>(0xE0 | (code >> 12));
        target += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        target += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        target += static_cast<char>(0xF0 | (code >> 18));
        target += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
        target += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        target += static_cast<char>(0x80 | (code & 0x3F));
    }
}

} // namespace callsheet::sheet
