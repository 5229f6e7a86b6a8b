#include "core/sheet/ods_values.h"

#include "core/sheet/number_text.h"

#include <QDateTime>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace callsheet::sheet {

namespace {

constexpr std::size_t daySize = 10; // 2024-03-01
constexpr std::size_t secondSize = 19; // 2024-03-01T09:30:00
constexpr std::int64_t daySeconds = 86'400;
constexpr double mostSeconds = 1e12;
constexpr std::int64_t mostRepeats = std::int64_t(1) << 31;

void appendPadded(std::int64_t number, std::string &target)
{
    if (number < 10)
        target += '0';
    target += std::to_string(number);
}

// Programs keep a time as a fraction of a day and write 09:29:59.999999 for half past nine.
std::string toWholeSecond(std::string_view source)
{
    double fraction = 0;
    std::from_chars(source.data() + secondSize, source.data() + source.size(), fraction);
    std::string second(source.substr(0, secondSize));
    if (fraction < 0.5)
        return second;
    const QDateTime time = QDateTime::fromString(QString::fromStdString(second), Qt::ISODate);
    return time.isValid() ? time.addSecs(1).toString(Qt::ISODate).toStdString() : second;
}

} // namespace

void appendOdsDate(std::string_view source, const NumberFormat &format, std::string &target)
{
    std::string date(source);
    if (source.size() == daySize && format.kind == NumberFormat::Kind::DateTime)
        date += "T00:00:00";
    else if (source.size() > secondSize && source[daySize] == 'T' && source[secondSize] == '.')
        date = toWholeSecond(source);
    if (format.kind == NumberFormat::Kind::Time && date.size() == secondSize && date[daySize] == 'T')
        target += std::string_view(date).substr(daySize + 1);
    else
        appendIsoDate(date, format, target);
}

bool appendOdsTime(std::string_view source, const NumberFormat &format, std::string &target)
{
    const bool negative = source.starts_with('-');
    source.remove_prefix(negative ? 1 : 0);
    if (!source.starts_with('P') || source.size() < 3)
        return false;
    source.remove_prefix(1);
    double seconds = 0;
    bool inTime = false;
    while (!source.empty()) {
        if (source[0] == 'T' && !inTime) {
            inTime = true;
            source.remove_prefix(1);
            continue;
        }
        double number = 0;
        const auto [end, error] = std::from_chars(source.data(), source.data() + source.size(), number);
        const auto size = static_cast<std::size_t>(end - source.data());
        if (error != std::errc() || size == source.size() || !(number >= 0) || number > mostSeconds)
            return false;
        const char unit = source[size];
        const double length = !inTime && unit == 'D' ? 86'400
            : inTime && unit == 'H'                  ? 3600
            : inTime && unit == 'M'                  ? 60
            : inTime && unit == 'S'                  ? 1
                                                     : 0;
        if (length == 0)
            return false;
        seconds += number * length;
        source.remove_prefix(size + 1);
    }
    auto whole = static_cast<std::int64_t>(std::floor(seconds + 0.5));
    if (format.kind == NumberFormat::Kind::Time)
        whole %= daySeconds;
    if (negative && whole > 0)
        target += '-';
    appendPadded(whole / 3600, target);
    target += ':';
    appendPadded(whole / 60 % 60, target);
    target += ':';
    appendPadded(whole % 60, target);
    return true;
}

std::int64_t repeatCount(std::string_view text)
{
    std::int64_t count = 1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc::result_out_of_range)
        return text.starts_with('-') ? 1 : mostRepeats;
    if (error != std::errc() || end != text.data() + text.size())
        return 1;
    return std::clamp<std::int64_t>(count, 1, mostRepeats);
}

} // namespace callsheet::sheet
