#include "core/match/column_look.h"

#include "core/match/heading_meaning.h"

#include <algorithm>
#include <optional>

namespace callsheet::match {

namespace {

constexpr sheet::RowIndex rowsLookedAt = 200;
constexpr std::size_t longestLooked = 80; // bytes; a longer value is a text

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct DateParts {
    std::array<std::size_t, 3> digits{}; // how many
    std::array<int, 3> numbers{};
    char separator = 0;
};

//! 2024-05-03, 3.5.24, 05/03/2024, each with a time behind it or without.
std::optional<DateParts> datePartsOf(std::string_view value)
{
    std::size_t position = 0;
    DateParts parts;
    for (std::size_t part = 0; part < 3; ++part) {
        while (position < value.size() && isDigit(value[position]) && parts.digits[part] <= 4) {
            parts.numbers[part] = parts.numbers[part] * 10 + (value[position] - '0');
            ++position;
            ++parts.digits[part];
        }
        if (part == 2 || position >= value.size())
            break;
        const char c = value[position++];
        if ((c != '-' && c != '.' && c != '/') || (parts.separator != 0 && c != parts.separator))
            return std::nullopt;
        parts.separator = c;
    }
    const auto &digits = parts.digits;
    const bool sizesFit = digits[1] >= 1 && digits[1] <= 2
        && ((digits[0] == 4 && digits[2] >= 1 && digits[2] <= 2)
            || (digits[0] >= 1 && digits[0] <= 2 && (digits[2] == 2 || digits[2] == 4)));
    const bool ends = position == value.size() || value[position] == ' ' || value[position] == 'T';
    return sizesFit && ends ? std::optional(parts) : std::nullopt;
}

DateOrder orderOf(const DateParts &date)
{
    constexpr int months = 12;
    if (date.digits[0] == 4)
        return DateOrder::YearFirst;
    if (date.separator == '.') // nobody puts points behind a month
        return DateOrder::DayFirst;
    if (date.numbers[0] > months)
        return date.numbers[1] > months ? DateOrder::Unknown : DateOrder::DayFirst;
    return date.numbers[1] > months ? DateOrder::MonthFirst : DateOrder::Unknown;
}

constexpr std::size_t fewestDigits = 7; // of a national number, but for the smallest countries
constexpr std::size_t mostDigits = 16;

//! How many digits, where nothing stands between them but what people write into phone numbers; else 0.
std::size_t phoneDigitsOf(std::string_view value)
{
    std::size_t digits = 0;
    for (const char c : value) {
        digits += isDigit(c) ? 1 : 0;
        if (!isDigit(c) && std::string_view("+-() ./\t'").find(c) == std::string_view::npos
            && static_cast<unsigned char>(c) < 0x80)
            return 0;
    }
    return digits;
}

bool mayBePhone(std::string_view value)
{
    const std::size_t digits = phoneDigitsOf(value);
    return digits <= mostDigits && digits >= fewestDigits && !datePartsOf(value);
}

bool looksLikePhone(std::string_view value)
{
    // Short runs of digits are amounts, codes and years far more often than phones.
    constexpr std::size_t fewestWithoutSign = 9;
    const bool begins = value.front() == '+' || value.front() == '0' || value.front() == '(' || value.front() == '\'';
    const std::size_t digits = phoneDigitsOf(value);
    return digits <= mostDigits && digits >= (begins ? fewestDigits : fewestWithoutSign);
}

bool looksLikeEmail(std::string_view value)
{
    const std::size_t at = value.find('@');
    return at != std::string_view::npos && at > 0 && value.find('@', at + 1) == std::string_view::npos
        && value.find('.', at + 2) != std::string_view::npos && value.back() != '.'
        && value.find(' ') == std::string_view::npos;
}

bool looksLikeTimeZone(std::string_view value)
{
    constexpr std::array<std::string_view, 10> areas
        = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "Etc"};
    const std::size_t slash = value.find('/');
    return value == "UTC"
        || (slash != std::string_view::npos && slash + 2 < value.size() && isLetter(value[slash + 1])
            && std::find(areas.begin(), areas.end(), value.substr(0, slash)) != areas.end());
}

bool looksLikeBoolean(std::string_view value)
{
    constexpr std::array<std::string_view, 14> words
        = {"true", "false", "yes", "no", "y", "n", "ja", "nein", "oui", "non", "si", "sim", "tak", "nie"};
    std::string lower(value.substr(0, 6));
    std::transform(lower.begin(), lower.end(), lower.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return value.size() < 6 && std::find(words.begin(), words.end(), lower) != words.end();
}

std::string_view withoutBlanks(std::string_view value)
{
    const std::size_t first = value.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return value.substr(first, value.find_last_not_of(" \t\r\n") - first + 1);
}

} // namespace

DateOrder ColumnLook::dateOrder() const
{
    DateOrder only = DateOrder::Unknown;
    for (const DateOrder order : {DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst}) {
        if (dateOrders[static_cast<std::size_t>(order)] == 0)
            continue;
        if (only != DateOrder::Unknown)
            return DateOrder::Unknown;
        only = order;
    }
    return only;
}

ValueShape shapeOf(std::string_view value)
{
    value = withoutBlanks(value);
    if (value.empty() || value.size() > longestLooked)
        return ValueShape::Other;
    if (datePartsOf(value))
        return ValueShape::Date;
    if (looksLikePhone(value))
        return ValueShape::Phone;
    if (looksLikeEmail(value))
        return ValueShape::Email;
    if (looksLikeTimeZone(value))
        return ValueShape::TimeZone;
    return looksLikeBoolean(value) ? ValueShape::Boolean : ValueShape::Other;
}

std::vector<ColumnLook> lookAtColumns(const sheet::Table &table)
{
    std::vector<ColumnLook> looks(static_cast<std::size_t>(table.columnCount()));
    sheet::RowCells cells;
    const sheet::RowIndex rows = std::min(rowsLookedAt, table.rowCount());
    for (sheet::RowIndex row = 0; row < rows; ++row) {
        table.readRow(row, cells);
        for (std::size_t column = 0; column < looks.size(); ++column) {
            if (withoutBlanks(cells[column]).empty())
                continue;
            ColumnLook &look = looks[column];
            ++look.values;
            ++look.shapes[static_cast<std::size_t>(shapeOf(cells[column]))];
            look.possiblePhones += mayBePhone(withoutBlanks(cells[column])) ? 1 : 0;
            if (const auto date = datePartsOf(withoutBlanks(cells[column])))
                ++look.dateOrders[static_cast<std::size_t>(orderOf(*date))];
        }
    }
    return looks;
}

ValueShape shapeFor(const Variable &variable)
{
    switch (variable.type) {
    case VariableType::Phone:
        return ValueShape::Phone;
    case VariableType::Date:
        return ValueShape::Date;
    case VariableType::TimeZone:
        return ValueShape::TimeZone;
    case VariableType::Boolean:
        return ValueShape::Boolean;
    case VariableType::Text:
    case VariableType::Number:
        break;
    }
    const bool isEmail
        = meaningOf(variable.key) == meaningOf(Idea::Email) || meaningOf(variable.label) == meaningOf(Idea::Email);
    return isEmail ? ValueShape::Email : ValueShape::Other;
}

} // namespace callsheet::match
