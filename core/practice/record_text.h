#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

namespace callsheet::practice {

//! Calls f(key, value) for each member of a record as the store keeps it: one flat object without blanks, its texts
//! escaped in the shortest way. Both come as they are written, the key without its quotes.
template <typename F>
void forEachField(std::string_view json, F &&f)
{
    // To the quote that ends the text which begins at `at`.
    const auto endOfText = [json](std::size_t at) {
        while (at < json.size() && json[at] != '"')
            at += json[at] == '\\' ? 2 : 1;
        return at;
    };
    std::size_t at = 1; // behind the brace
    while (at < json.size() && json[at] == '"') {
        const std::size_t keyEnd = endOfText(at + 1);
        const std::string_view key = json.substr(at + 1, keyEnd - at - 1);
        const std::size_t value = keyEnd + 2; // behind the colon
        if (value >= json.size())
            return;
        const std::size_t end = json[value] == '"' ? endOfText(value + 1) + 1 : json.find_first_of(",}", value);
        if (end > json.size())
            return;
        f(key, json.substr(value, end - value));
        at = end + 1;
    }
}

//! The value of the member with this key as it is written, the last of several; empty: there is none.
std::string_view fieldOf(std::string_view json, std::string_view key);
//! A value for people: texts without quotes and escapes, null as nothing.
QString textOf(std::string_view value);

} // namespace callsheet::practice
