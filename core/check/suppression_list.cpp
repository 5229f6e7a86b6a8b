#include "core/check/suppression_list.h"

#include "core/check/cell_text.h"
#include "core/check/phone_number.h"
#include "core/sheet/open_sheet.h"

#include <QCoreApplication>

namespace callsheet::check {

namespace {

constexpr sheet::RowIndex rowsAtATime = 1024;

constexpr std::size_t unreadKept = 1000; // of each column

struct Column {
    QString heading;
    std::uint32_t filled = 0;
    std::vector<UnreadCell> unread; // the first ones
    std::vector<std::uint64_t> numbers;
};

// What may be a number is one: whoever wrote it down must not be called, even where its range is not known yet.
void add(std::string_view cell, std::uint32_t sheetRow, const QString &country, Column &column)
{
    if (isBlank(cell))
        return;
    ++column.filled;
    if (const std::uint64_t number = parsePhone(cell, country).number; number != 0)
        column.numbers.push_back(number);
    else if (column.unread.size() < unreadKept)
        column.unread.push_back(
            {sheetRow, column.heading, QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()))});
}

} // namespace

base::Result<SuppressionList> readSuppressionList(
    const sheet::Table &table, const QString &country, std::stop_token stop)
{
    std::vector<Column> columns(static_cast<std::size_t>(table.columnCount()));
    for (std::size_t i = 0; i < columns.size(); ++i)
        columns[i].heading = table.header()[static_cast<qsizetype>(i)];
    sheet::RowCells cells;
    for (sheet::RowIndex row = 0; row < table.rowCount(); ++row) {
        if (row % rowsAtATime == 0 && stop.stop_requested()) {
            return base::Error{base::ErrorKind::Cancelled,
                QCoreApplication::translate("check", "The reading of the numbers not to call was stopped."), {}};
        }
        table.readRow(row, cells);
        for (std::size_t column = 0; column < columns.size(); ++column)
            add(cells[column], table.sheetRow(row), country, columns[column]);
    }
    SuppressionList list;
    std::vector<std::uint64_t> numbers;
    for (Column &column : columns) {
        // A list without a heading: its first number was taken for one.
        if (const std::uint64_t number = parsePhone(column.heading.toStdString(), country).number; number != 0) {
            ++column.filled;
            column.numbers.push_back(number);
        }
        if (column.numbers.empty() || column.numbers.size() * 2 < column.filled)
            continue;
        list.columns.append(column.heading);
        list.firstUnread.insert(list.firstUnread.end(), column.unread.begin(), column.unread.end());
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

base::Result<LoadedList> loadSuppressionList(const QString &path, const QString &country, std::stop_token stop)
{
    const auto document = sheet::openSheet(path, {}, nullptr, stop);
    if (!document)
        return document.error();
    auto list = readSuppressionList(*document->table, country, stop);
    if (!list)
        return list.error();
    return LoadedList{document->table, *std::move(list)};
}

} // namespace callsheet::check
