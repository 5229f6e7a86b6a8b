#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
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

//! Rows that findHeaderRow() wants to see.
constexpr std::size_t headerSampleRows = 100;

//! The row that names the columns. Title lines above the table are passed over; a first row that holds a phone number
//! or an e-mail address is a contact, not a header.
HeaderChoice findHeaderRow(const std::vector<SampleRow> &rows);
QString chosenByHand(int headerRow);
//! The one heading for each column that several header rows make: "Home" above "Phone" is "Home Phone". A blank cell of
//! an upper row takes the heading to its left, as a merged cell does.
QStringList joinedHeadings(const std::vector<QStringList> &headerRows);

//! Column names for `columns` columns: a blank or missing heading is named after its column letter.
QStringList columnNames(const QStringList &headings, int columns);

} // namespace callsheet::sheet
