#include "core/sheet/number_format.h"

#include <algorithm>

namespace callsheet::sheet {

namespace {

using Kind = NumberFormat::Kind;

// Walks over the first section of a format code, with the parts that are only decoration taken apart.
struct FormatScan {
    bool years = false, days = false, hours = false, seconds = false, longMonth = false, anyM = false;
    bool elapsed = false, percent = false;
    bool onlyDigits = true; // digit places and the punctuation of phone numbers
    std::string mask;

    void literal(char c)
    {
        if (std::string_view("+-()/. ").find(c) == std::string_view::npos)
            onlyDigits = false;
        mask += c;
    }
    void letter(char c, std::size_t run)
    {
        switch (c) {
        case 'y':
            years = true;
            break;
        case 'd':
            days = true;
            break;
        case 'h':
            hours = true;
            break;
        case 's':
            seconds = true;
            break;
        case 'm':
            anyM = true;
            longMonth = longMonth || run >= 3;
            break;
        default:
            break;
        }
    }
};

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool startsWithWord(std::string_view text, std::string_view word)
{
    return text.size() >= word.size()
        && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

// "[h]", "[mm]": a time that runs beyond its unit. Colours, languages and conditions are decoration.
void scanBrackets(std::string_view inside, FormatScan &scan)
{
    const char c = inside.empty() ? '\0' : lower(inside[0]);
    const bool isUnit = c == 'h' || c == 'm' || c == 's';
    if (isUnit && std::all_of(inside.begin(), inside.end(), [c](char other) { return lower(other) == c; })) {
        scan.elapsed = true;
        scan.onlyDigits = false;
    } else if (inside.starts_with('$') && inside.size() > 1 && inside[1] != '-') {
        scan.onlyDigits = false; // a currency sign
    }
}

FormatScan scanFormat(std::string_view code)
{
    FormatScan scan;
    for (std::size_t i = 0; i < code.size() && code[i] != ';';) {
        const char c = lower(code[i]);
        const std::string_view rest = code.substr(i);
        if (c == '"') {
            const std::size_t end = std::min(code.find('"', i + 1), code.size());
            for (const char inside : code.substr(i + 1, end - i - 1))
                scan.literal(inside);
            i = end + 1;
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            scanBrackets(code.substr(i + 1, end - i - 1), scan);
            i = end + 1;
        } else if (c == '\\') {
            if (i + 1 < code.size())
                scan.literal(code[i + 1]);
            i += 2;
        } else if (c == '_' || c == '*') {
            i += 2; // a blank as wide as the next character, or the next character repeated
        } else if (startsWithWord(rest, "am/pm")) {
            scan.hours = true;
            i += 5;
        } else if (startsWithWord(rest, "a/p")) {
            scan.hours = true;
            i += 3;
        } else if (startsWithWord(rest, "general")) {
            scan.mask += '#';
            i += 7;
        } else if (c == '0' || c == '#') {
            scan.mask += c;
            ++i;
        } else if (c >= 'a' && c <= 'z') {
            std::size_t run = 1;
            while (i + run < code.size() && lower(code[i + run]) == c)
                ++run;
            scan.letter(c, run);
            scan.onlyDigits = false;
            i += run;
        } else if (c == '+' || c == '-' || c == '(' || c == ')' || c == ' ') {
            scan.literal(c);
            ++i;
        } else {
            scan.percent = scan.percent || c == '%';
            scan.onlyDigits = false;
            ++i;
        }
    }
    return scan;
}

} // namespace

NumberFormat builtInFormat(int id)
{
    if (id >= 14 && id <= 17)
        return {Kind::Date, {}};
    if ((id >= 18 && id <= 21) || id == 45 || id == 47)
        return {Kind::Time, {}};
    if (id == 22)
        return {Kind::DateTime, {}};
    if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return {Kind::DateOrTime, {}};
    if (id == 46)
        return {Kind::Elapsed, {}};
    if (id == 9 || id == 10)
        return {Kind::Percent, {}};
    return {};
}

NumberFormat customFormat(std::string_view code)
{
    const FormatScan scan = scanFormat(code);
    if (scan.elapsed)
        return {Kind::Elapsed, {}};
    const bool time = scan.hours || scan.seconds;
    const bool date = scan.years || scan.days || scan.longMonth || (scan.anyM && !time);
    if (date || time)
        return {date && time ? Kind::DateTime : date ? Kind::Date : Kind::Time, {}};
    if (scan.percent)
        return {Kind::Percent, {}};
    const bool hasPlaces = scan.mask.find_first_of("0#") != std::string::npos;
    // A longer one is no mask of a person: it would make a page of every number.
    constexpr std::size_t longestMask = 255;
    const bool changesText = scan.mask.size() > 1 && scan.mask.size() <= longestMask
        && scan.mask.find_first_not_of('#') != std::string::npos;
    if (scan.onlyDigits && hasPlaces && changesText)
        return {Kind::Digits, scan.mask};
    return {};
}

} // namespace callsheet::sheet
