#include "core/send/http_text.h"

#include <algorithm>
#include <string_view>

namespace callsheet::send {

bool isToken(QByteArrayView text)
{
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    constexpr auto isAllowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || marks.find(c) != std::string_view::npos;
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isAllowed);
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool holdsControls(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(),
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f'; });
}

} // namespace callsheet::send
