#include "core/check/suppression_list.h"

#include "core/check/cell_text.h"
#include "core/check/phone_number.h"
#include "core/sheet/open_sheet.h"

#include <QCoreApplication>

namespace callsheet::check {

namespace {

constexpr sheet::RowIndex rowsAtATime = 1024;

struct Column {
    std::uint32_t filled = 0;
    std::vector<std::uint64_t> numbers;
};

// What may be a number is one: whoever wrote it down must not be called, even where its range is not known yet.
void add(std::string_view cell, const QString &country, Column &column)
{
    if (isBlank(cell))
        return;
    ++column.filled;
    if (const std::uint64_t number = parsePhone(cell, country).number; number != 0)
        column.numbers.push_back(number);
}

} // namespace

base::Result<SuppressionList> readSuppressionList(
    const sheet::Table &table, const QString &country, std::stop_token stop)
{
    std::vector<Column> columns(static_cast<std::size_t>(table.columnCount()));
    sheet::RowCells cells;
    for (sheet::RowIndex row = 0; row < table.rowCount(); ++row) {
        if (row % rowsAtATime == 0 && stop.stop_requested()) {
            return base::Error{base::ErrorKind::Cancelled,
                QCoreApplication::translate("check", "The reading of the numbers not to call was stopped."), {}};
        }
        table.readRow(row, cells);
        for (std::size_t column = 0; column < columns.size(); ++column)
            add(cells[column], country, columns[column]);
    }
    SuppressionList list;
    std::vector<std::uint64_t> numbers;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        Column &column = columns[i];
        const QString heading = table.header()[static_cast<qsizetype>(i)];
        // A list without a heading: its first number was taken for one.
        const std::string headingText = heading.toStdString();
        if (parsePhone(headingText, country).number != 0)
            add(headingText, country, column);
        if (column.numbers.empty() || column.numbers.size() * 2 < column.filled)
            continue;
        list.columns.append(heading);
        list.unread += column.filled - static_cast<std::uint32_t>(column.numbers.size());
        numbers.insert(numbers.end(), column.numbers.begin(), column.numbers.end());
    }
    if (numbers.empty()) {
        return base::Error{base::ErrorKind::Unreadable,
            QCoreApplication::translate("check",
                "No column of this file holds phone numbers, so nobody would be left out. Choose the file with the "
                "numbers not to call, or choose the default country of its numbers first."),
            {}};
    }
    list.numbers = NumberSet(std::move(numbers));
    return list;
}

base::Result<SuppressionList> loadSuppressionList(const QString &path, const QString &country, std::stop_token stop)
{
    const auto document = sheet::openSheet(path, {}, nullptr, stop);
    if (!document)
        return document.error();
    return readSuppressionList(*document->table, country, stop);
}

} // namespace callsheet::check
