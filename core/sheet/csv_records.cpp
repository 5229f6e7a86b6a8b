#include "core/sheet/csv_records.h"

#include <algorithm>

namespace callsheet::sheet {

void appendField(const CsvField &field, const CsvMarks &marks, std::string &target)
{
    if (!field.hasEscapes) {
        target.append(field.text);
        return;
    }
    const bool withBackslash = marks.escape == CsvEscape::Backslash;
    const char escape = withBackslash ? '\\' : marks.quote;
    std::string_view rest = field.text;
    while (!rest.empty()) {
        const std::size_t position = rest.find(escape);
        if (position == std::string_view::npos) {
            target.append(rest);
            return;
        }
        target.append(rest.substr(0, position));
        rest.remove_prefix(position + 1);
        // A backslash before any other character is text: the folder C:\temp.
        const bool isPair = !rest.empty() && (rest[0] == marks.quote || rest[0] == escape);
        target += isPair ? rest[0] : escape;
        rest.remove_prefix(isPair ? 1 : 0);
    }
}

bool isBlankRecord(std::string_view record, const CsvMarks &marks)
{
    if (record.empty())
        return true;
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    const bool onlyMarks = std::all_of(record.begin(), record.end(), [&](char c) {
        return isBlank(c) || c == marks.separator || (c == marks.quote && marks.quote != '\0')
            || marks.separatorRest.find(c) != std::string::npos;
    });
    if (!onlyMarks)
        return false;
    // Quotes and separators may be the text of a quoted cell.
    bool blank = true;
    CsvCursor cursor(record, marks);
    readRecord(cursor, 0, [&](const CsvField &field) {
        blank = blank && !field.hasEscapes && std::all_of(field.text.begin(), field.text.end(), isBlank);
    });
    return blank;
}

} // namespace callsheet::sheet
