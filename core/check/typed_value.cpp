#include "core/check/typed_value.h"

#include "core/check/cell_text.h"

#include <QDate>

#include <unicode/ucal.h>
#include <unicode/uenum.h>

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

namespace callsheet::check {

namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool areDigits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), isDigit);
}

int toInt(std::string_view digits)
{
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

//! Digits where the pattern has a d, the pattern's own character elsewhere.
bool fits(std::string_view text, std::string_view pattern)
{
    return text.size() == pattern.size()
        && std::equal(text.begin(), text.end(), pattern.begin(),
            [](char c, char wanted) { return wanted == 'd' ? isDigit(c) : c == wanted; });
}

//! From ICU, which brings its own list: QTimeZone leaves out older names (Asia/Calcutta) and depends on the system's
//! files.
std::unordered_set<std::string> timeZoneNames()
{
    std::unordered_set<std::string> names = {"UTC", "GMT"};
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *zones = ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, &status);
    while (U_SUCCESS(status)) {
        const char *name = uenum_next(zones, nullptr, &status);
        if (!name)
            break;
        // ICU also knows abbreviations ("IST"), which mean different zones to different people.
        if (std::string_view(name).find('/') != std::string_view::npos)
            names.insert(name);
    }
    uenum_close(zones);
    return names;
}

bool isTime(std::string_view text)
{
    if (!fits(text, "dd:dd") && !fits(text, "dd:dd:dd"))
        return false;
    return toInt(text.substr(0, 2)) < 24 && toInt(text.substr(3, 2)) < 60
        && (text.size() == 5 || toInt(text.substr(6, 2)) < 60);
}

} // namespace

std::optional<std::string> toJsonNumber(std::string_view text)
{
    text = trimmed(text);
    const bool isSigned = !text.empty() && (text.front() == '+' || text.front() == '-');
    const bool negative = isSigned && text.front() == '-';
    text.remove_prefix(isSigned ? 1 : 0);
    const std::size_t point = text.find('.');
    std::string_view whole = text.substr(0, point);
    const std::string_view decimals = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (!areDigits(whole) || !areDigits(decimals) || (whole.empty() && decimals.empty())
        || (point != std::string_view::npos && decimals.empty()))
        return std::nullopt;
    whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size())); // JSON allows no zeros in front
    std::string number = negative ? "-" : "";
    number += whole.empty() ? std::string_view("0") : whole;
    if (!decimals.empty())
        number.append(1, '.').append(decimals);
    return number;
}

std::optional<bool> toBoolean(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, bool>, 8> words = {{{"true", true}, {"false", false},
        {"yes", true}, {"no", false}, {"y", true}, {"n", false}, {"1", true}, {"0", false}}};
    text = trimmed(text);
    for (const auto &[word, value] : words) {
        const auto sameLetter
            = [](char c, char lower) { return (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) == lower; };
        if (std::equal(text.begin(), text.end(), word.begin(), word.end(), sameLetter))
            return value;
    }
    return std::nullopt;
}

bool isDate(std::string_view text)
{
    text = trimmed(text);
    const std::string_view day = text.substr(0, 10);
    if (!fits(day, "dddd-dd-dd")
        || !QDate::isValid(toInt(day.substr(0, 4)), toInt(day.substr(5, 2)), toInt(day.substr(8, 2))))
        return false;
    return text.size() == day.size() || ((text[10] == ' ' || text[10] == 'T') && isTime(text.substr(11)));
}

bool isTimeZone(std::string_view text)
{
    static const std::unordered_set<std::string> names = timeZoneNames();
    text = trimmed(text);
    return names.count(std::string(text)) > 0;
}

} // namespace callsheet::check
