#include "core/match/reading_options_file.h"

namespace callsheet::match {

using namespace Qt::StringLiterals;

QJsonObject toJson(const sheet::ReadingOptions &reading)
{
    QJsonObject object;
    if (reading.sheet)
        object.insert("sheet"_L1, *reading.sheet);
    if (reading.headerRow)
        object.insert("headerRow"_L1, *reading.headerRow);
    if (reading.headerRows)
        object.insert("headerRows"_L1, *reading.headerRows);
    if (reading.table)
        object.insert("table"_L1, *reading.table);
    if (reading.hiddenRows)
        object.insert("hiddenRows"_L1, *reading.hiddenRows);
    if (reading.mergedCells)
        object.insert("mergedCells"_L1, *reading.mergedCells);
    if (reading.encoding)
        object.insert("encoding"_L1, *reading.encoding);
    if (reading.separator)
        object.insert("separator"_L1, *reading.separator);
    if (reading.quote)
        object.insert("quote"_L1, *reading.quote == '\0' ? QString() : QString(QLatin1Char(*reading.quote)));
    if (reading.escape)
        object.insert("escape"_L1, static_cast<int>(*reading.escape));
    if (reading.lineEnd)
        object.insert("lineEnd"_L1, static_cast<int>(*reading.lineEnd));
    return object;
}

sheet::ReadingOptions readingOptionsFrom(const QJsonObject &object)
{
    sheet::ReadingOptions reading;
    const auto text = [&](QLatin1StringView name) {
        return object.value(name).isString() ? std::optional(object.value(name).toString()) : std::nullopt;
    };
    const auto flag = [&](QLatin1StringView name) {
        return object.value(name).isBool() ? std::optional(object.value(name).toBool()) : std::nullopt;
    };
    const auto number = [&](QLatin1StringView name, int most) {
        const int value = object.value(name).toInt(-1);
        return value < 0 || value > most ? std::nullopt : std::optional(value);
    };
    reading.sheet = text("sheet"_L1);
    reading.headerRow = number("headerRow"_L1, 1'000'000);
    reading.headerRows = number("headerRows"_L1, sheet::mostHeaderRows);
    reading.table = number("table"_L1, 1'000'000);
    reading.hiddenRows = flag("hiddenRows"_L1);
    reading.mergedCells = flag("mergedCells"_L1);
    reading.encoding = text("encoding"_L1);
    reading.separator = text("separator"_L1);
    if (const auto quote = text("quote"_L1))
        reading.quote = quote->isEmpty() ? '\0' : quote->front().toLatin1();
    if (const auto escape = number("escape"_L1, static_cast<int>(sheet::CsvEscape::None)))
        reading.escape = static_cast<sheet::CsvEscape>(*escape);
    if (const auto lineEnd = number("lineEnd"_L1, static_cast<int>(sheet::CsvLineEnd::Cr)))
        reading.lineEnd = static_cast<sheet::CsvLineEnd>(*lineEnd);
    return reading;
}

} // namespace callsheet::match
