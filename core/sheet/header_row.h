#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

//! One of the first rows of a sheet that hold text.
struct SampleRow {
    std::uint32_t sheetRow = 0;
    QStringList cells;
};

struct HeaderChoice {
    int row = 0; // of the sheet; 0: none
    QString why;
    int rows = 1; // how many name the columns together, from `row` on

    bool operator==(const HeaderChoice &) const = default;
};

//! Rows that findHeaderRow() wants to see, the columns that tell enough, and what it wants of a cell: its beginning. A
//! hostile sheet has a long text in every cell.
constexpr std::size_t headerSampleRows = 100;
constexpr std::size_t mostLookedAtColumns = 200;
constexpr std::size_t sampleTextBytes = 300;
QString sampleText(std::string_view cell);

//! The row that names the columns. Title lines above the table are passed over; a first row that holds a phone number
//! or an e-mail address is a contact, not a header. Several rows name the columns together only where the upper one
//! has gaps, as a group above its columns has, and the lower one reads as a header: a contact is never taken for one.
HeaderChoice findHeaderRow(const std::vector<SampleRow> &rows);
//! True for a row of words above values: it has words in a column where most of the rows below have a phone number, an
//! e-mail address, a number or a date, and none of these itself in such a column.
bool readsAsHeader(const SampleRow &row, std::span<const SampleRow> below);
QString chosenByHand(int headerRow, int headerRows = 1);
//! The one heading for each column that several header rows make: "Home" above "Phone" is "Home Phone". A blank cell of
//! an upper row takes the heading to its left, as a merged cell does.
QStringList joinedHeadings(const std::vector<QStringList> &headerRows);

//! Column names for `columns` columns: a blank or missing heading is named after its column letter.
QStringList columnNames(const QStringList &headings, int columns);

} // namespace callsheet::sheet
