#include "core/practice/record_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace callsheet::practice {

std::size_t textLength(std::string_view quoted)
{
    std::size_t at = 1;
    while (at < quoted.size() && quoted[at] != '"')
        at += quoted[at] == '\\' ? 2U : 1U;
    return std::min(at + 1, quoted.size());
}

std::size_t valueLength(std::string_view json)
{
    if (!json.empty() && json.front() == '"')
        return textLength(json);
    return std::min(json.find_first_of(",}"), json.size());
}

std::string_view valueBehind(std::string_view json, std::string_view member)
{
    const char *found = nullptr;
    const char *const end = json.data() + json.size();
    for (const char *at = json.data(); at;) {
        const void *next = ::memmem(at, static_cast<std::size_t>(end - at), member.data(), member.size());
        at = static_cast<const char *>(next);
        if (!at)
            break;
        const bool isMember = at != json.data() && (at[-1] == '{' || at[-1] == ',');
        at += member.size();
        if (isMember)
            found = at;
    }
    if (!found)
        return {};
    const std::string_view rest(found, static_cast<std::size_t>(end - found));
    return rest.substr(0, valueLength(rest));
}

std::optional<double> numberOf(std::string_view value)
{
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool isWhole = error == std::errc() && end == value.data() + value.size() && !value.empty();
    return isWhole ? std::optional(number) : std::nullopt;
}

QString textOf(std::string_view value)
{
    if (value.empty() || value == "null")
        return {};
    if (value.front() != '"')
        return QString::fromLatin1(value.data(), static_cast<qsizetype>(value.size()));
    const std::string_view inside = value.substr(1, value.size() - 2);
    if (inside.find('\\') == std::string_view::npos)
        return QString::fromUtf8(inside.data(), static_cast<qsizetype>(inside.size()));
    const QByteArray array = '[' + QByteArray(value.data(), static_cast<qsizetype>(value.size())) + ']';
    return QJsonDocument::fromJson(array).array().at(0).toString();
}

} // namespace callsheet::practice
