#pragma once

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <optional>
#include <string_view>

namespace callsheet::practice {

//! How long the text is that begins with the quote, with both its quotes.
std::size_t textLength(std::string_view quoted);
//! How long the value is that `json` begins with.
std::size_t valueLength(std::string_view json);

//! Calls f(key, value) for each member of a record as the store keeps it: one flat object without blanks, its texts
//! escaped in the shortest way. Both come as they are written, the key without its quotes.
template <typename F>
void forEachField(std::string_view json, F &&f)
{
    std::string_view rest = json.substr(std::min<std::size_t>(json.size(), 1)); // behind the brace
    while (!rest.empty() && rest.front() == '"') {
        const std::size_t key = textLength(rest);
        const std::size_t colon = std::min(key + 1, rest.size());
        const std::size_t value = valueLength(rest.substr(colon));
        f(rest.substr(1, key - 2), rest.substr(colon, value));
        rest = rest.substr(std::min(colon + value + 1, rest.size()));
    }
}

//! The value behind `member`, a key with its quotes and colon, as it is written; the last of several; empty: there is
//! none. A quote inside of a key or a text is escaped, so a member stands behind a brace or a comma.
std::string_view valueBehind(std::string_view json, std::string_view member);
//! The number that a value is, if it is one.
std::optional<double> numberOf(std::string_view value);
//! A value for people: texts without quotes and escapes, null as nothing.
QString textOf(std::string_view value);

} // namespace callsheet::practice
