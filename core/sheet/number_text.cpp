#include "core/sheet/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace callsheet::sheet {

namespace {

using Kind = NumberFormat::Kind;

constexpr std::size_t significantDigits = 15; // what spreadsheet programs keep and show
constexpr int mostShownDigits = 40;
constexpr double lastSerial = 2'958'466; // 1 January 10000
constexpr int shift1904 = 1462;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// A decimal number taken apart: 0.DIGITS times ten to the power of `point`.
struct Decimal {
    bool negative = false;
    std::string digits; // no zeros at either end
    int point = 0;

    bool isInteger() const { return point >= static_cast<int>(digits.size()); }
};

std::optional<Decimal> parseDecimal(std::string_view source)
{
    Decimal decimal;
    if (source.starts_with('-') || source.starts_with('+')) {
        decimal.negative = source[0] == '-';
        source.remove_prefix(1);
    }
    bool anyDigit = false;
    bool afterPoint = false;
    while (!source.empty() && (isDigit(source[0]) || (source[0] == '.' && !afterPoint))) {
        if (source[0] == '.') {
            afterPoint = true;
        } else {
            anyDigit = true;
            const bool leadingZero = decimal.digits.empty() && source[0] == '0';
            if (!leadingZero)
                decimal.digits += source[0];
            if (afterPoint ? leadingZero : !leadingZero)
                decimal.point += afterPoint ? -1 : 1;
        }
        source.remove_prefix(1);
    }
    if (!anyDigit)
        return std::nullopt;
    if (!source.empty() && (source[0] == 'e' || source[0] == 'E')) {
        source.remove_prefix(source.size() > 1 && source[1] == '+' ? 2 : 1);
        int exponent = 0;
        const auto [end, error] = std::from_chars(source.data(), source.data() + source.size(), exponent);
        if (error != std::errc() || std::abs(exponent) > 1000)
            return std::nullopt;
        decimal.point += exponent;
        source.remove_prefix(static_cast<std::size_t>(end - source.data()));
    }
    if (!source.empty())
        return std::nullopt;
    decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
    if (decimal.digits.empty())
        decimal.point = 0;
    return decimal;
}

// Files hold 5825.3599999999997 where the person typed 5825.36: the digits beyond the fifteenth are noise of the binary
// number, except in whole numbers, where they were typed.
void roundNoise(Decimal &decimal)
{
    std::string &digits = decimal.digits;
    if (decimal.isInteger() || digits.size() <= significantDigits)
        return;
    const bool up = digits[significantDigits] >= '5';
    digits.resize(significantDigits);
    if (up) {
        std::size_t i = digits.size();
        while (i > 0 && digits[i - 1] == '9')
            digits[--i] = '0';
        if (i > 0) {
            ++digits[i - 1];
        } else {
            digits.insert(digits.begin(), '1');
            ++decimal.point;
        }
    }
    digits.erase(digits.find_last_not_of('0') + 1);
}

void appendDecimal(const Decimal &decimal, std::string &target)
{
    if (decimal.digits.empty()) {
        target += '0';
        return;
    }
    if (decimal.negative)
        target += '-';
    const int size = static_cast<int>(decimal.digits.size());
    if (decimal.point <= 0) {
        target += "0.";
        target.append(static_cast<std::size_t>(-decimal.point), '0');
        target += decimal.digits;
    } else if (decimal.point >= size) {
        target += decimal.digits;
        target.append(static_cast<std::size_t>(decimal.point - size), '0');
    } else {
        target.append(decimal.digits, 0, static_cast<std::size_t>(decimal.point));
        target += '.';
        target.append(decimal.digits, static_cast<std::size_t>(decimal.point));
    }
}

bool isShownWithoutExponent(const Decimal &decimal)
{
    return decimal.point <= mostShownDigits && decimal.point >= -mostShownDigits;
}

// The usual cell: a few digits, perhaps a sign and a fraction, nothing to be done.
bool isPlain(std::string_view source)
{
    if (source.empty() || source.size() > significantDigits)
        return false;
    std::size_t i = source[0] == '-' ? 1 : 0;
    const std::size_t first = i;
    while (i < source.size() && isDigit(source[i]))
        ++i;
    const std::size_t digits = i - first;
    if (digits == 0 || (source[first] == '0' && digits > 1))
        return false;
    if (i == source.size())
        return source != "-0";
    if (source[i] != '.' || i + 1 == source.size() || source.back() == '0')
        return false;
    return std::all_of(source.begin() + static_cast<std::ptrdiff_t>(i) + 1, source.end(), isDigit);
}

// At least `width` digits.
void appendPadded(int number, int width, std::string &target)
{
    std::array<char, 10> digits;
    auto first = digits.end();
    for (; number > 0 || width > 0; number /= 10, --width)
        *--first = static_cast<char>('0' + number % 10);
    target.append(first, digits.end());
}

void appendTime(int seconds, bool withSeconds, std::string &target)
{
    appendPadded(seconds / 3600, 2, target);
    target += ':';
    appendPadded(seconds / 60 % 60, 2, target);
    if (withSeconds) {
        target += ':';
        appendPadded(seconds % 60, 2, target);
    }
}

struct Day {
    int year = 0;
    int month = 0;
    int day = 0;
};

// Of days after 30 December 1899, in the calendar of today. The year begins in March here, so that the day that only
// some years have is the last one; a sheet has a date in nearly every row, and QDate takes five times as long.
Day dayOf(int serial)
{
    constexpr int daysOf400Years = 146'097;
    constexpr int fromMarchOfYear0 = 693'899;
    const int days = serial + fromMarchOfYear0;
    const int era = days / daysOf400Years;
    const int dayOfEra = days % daysOf400Years;
    const int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int monthFromMarch = (5 * dayOfYear + 2) / 153;
    const int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    const int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    return {yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

void appendDay(int serial, std::string &target)
{
    if (serial == 60) { // the 29 February 1900 that never was, kept by every spreadsheet program
        target += "1900-02-29";
        return;
    }
    const Day day = dayOf(serial < 60 ? serial + 1 : serial);
    appendPadded(day.year, 4, target);
    target += '-';
    appendPadded(day.month, 2, target);
    target += '-';
    appendPadded(day.day, 2, target);
}

// False when the number is no date: negative, or beyond the year 9999.
bool appendDate(std::string_view source, Kind kind, bool from1904, std::string &target)
{
    double serial = 0;
    const auto [end, error] = std::from_chars(source.data(), source.data() + source.size(), serial);
    if (error != std::errc() || end != source.data() + source.size() || !(serial >= 0) || serial >= lastSerial)
        return false;
    constexpr std::int64_t daySeconds = 86'400;
    constexpr std::int64_t mostElapsed = 2'000'000'000;
    const auto wholeSeconds = static_cast<std::int64_t>(serial * daySeconds + 0.5);
    const int days = static_cast<int>(wholeSeconds / daySeconds) + (from1904 ? shift1904 : 0);
    const int seconds = static_cast<int>(wholeSeconds % daySeconds);
    if (kind == Kind::Elapsed) {
        appendTime(static_cast<int>(std::min(wholeSeconds, mostElapsed)), true, target);
        return true;
    }
    if (kind == Kind::DateOrTime)
        kind = seconds == 0 && serial >= 1 ? Kind::Date : serial < 1 ? Kind::Time : Kind::DateTime;
    if (kind == Kind::DateTime && serial < 1 && !from1904)
        kind = Kind::Time;
    if (kind == Kind::Time) {
        appendTime(seconds, true, target);
        return true;
    }
    if (days == 0)
        return false;
    appendDay(days, target);
    if (kind == Kind::DateTime) {
        target += ' ';
        appendTime(seconds, seconds % 60 != 0, target);
    }
    return true;
}

void appendMasked(const Decimal &decimal, const std::string &mask, std::string &target)
{
    std::string digits;
    appendDecimal(decimal, digits);
    const auto isPlace = [](char c) { return c == '0' || c == '#'; };
    const std::size_t first = mask.find_first_of("0#");
    const std::size_t last = mask.find_last_of("0#");
    const std::string body = mask.substr(first, last - first + 1);
    const auto places = static_cast<std::size_t>(std::count_if(body.begin(), body.end(), isPlace));
    const auto zeros = static_cast<std::size_t>(std::count(body.begin(), body.end(), '0'));
    const bool isSolid = places == body.size();
    if (digits.size() < (isSolid ? zeros : places)) {
        if (!isSolid && zeros < places) { // half a phone number in a mask of optional digits: the mask does not fit
            target += digits;
            return;
        }
        digits.insert(0, (isSolid ? zeros : places) - digits.size(), '0');
    }
    std::size_t next = 0;
    target.append(mask, 0, first);
    if (isSolid) {
        target += digits;
    } else {
        const std::size_t extra = digits.size() - places; // more digits than places stand before the first place
        target.append(digits, 0, extra);
        next = extra;
        for (const char c : body)
            target += isPlace(c) ? digits[next++] : c;
    }
    target.append(mask, last + 1);
}

} // namespace

void appendNumber(std::string_view source, const NumberFormat &format, bool from1904, std::string &target)
{
    const bool isDate = format.kind != Kind::General && format.kind != Kind::Percent && format.kind != Kind::Digits;
    if (isDate && appendDate(source, format.kind, from1904, target))
        return;
    if (format.kind != Kind::Percent && format.kind != Kind::Digits && isPlain(source)) {
        target += source;
        return;
    }
    std::optional<Decimal> decimal = parseDecimal(source);
    if (!decimal || !isShownWithoutExponent(*decimal)) {
        target += source;
        return;
    }
    roundNoise(*decimal);
    if (format.kind == Kind::Percent) {
        if (!decimal->digits.empty())
            decimal->point += 2;
        appendDecimal(*decimal, target);
        target += '%';
    } else if (format.kind == Kind::Digits && decimal->isInteger() && !decimal->negative) {
        appendMasked(*decimal, format.mask, target);
    } else {
        appendDecimal(*decimal, target);
    }
}

void appendIsoDate(std::string_view source, const NumberFormat &format, std::string &target)
{
    constexpr std::size_t daySize = 10;
    const bool hasTime = source.size() > daySize && source[daySize] == 'T';
    if (!hasTime || source.size() < daySize + 6) {
        target += source;
        return;
    }
    const std::string_view time = source.substr(daySize + 1, 8);
    if (format.kind == Kind::Time && time.size() == 8) {
        target += time;
        return;
    }
    const bool isMidnight = time == "00:00:00" || time == "00:00";
    target += source.substr(0, daySize);
    if (format.kind == Kind::Date || (isMidnight && format.kind != Kind::DateTime))
        return;
    target += ' ';
    target += time.ends_with(":00") && time.size() == 8 ? time.substr(0, 5) : time;
}

} // namespace callsheet::sheet
