#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

//! Position of a data row in its table, from 0. What a person sees is Table::sheetRow().
using RowIndex = std::uint32_t;

//! The cells of one row, as read. Kept by the caller and filled again for every row, so that a pass over a million rows
//! allocates nothing. The views live until the next readRow() into the same object, and no longer than the table.
class RowCells {
public:
    //! Cells that the file holds in this row: more or fewer than the table's columns in a ragged row.
    std::size_t size() const { return m_cells.size(); }
    //! UTF-8 text; empty beyond the end of the row.
    std::string_view operator[](std::size_t column) const
    {
        return column < m_cells.size() ? m_cells[column] : std::string_view();
    }

    // For tables that fill it.
    void clear()
    {
        m_cells.clear();
        m_scratch.clear();
    }
    void add(std::string_view cell) { m_cells.push_back(cell); }
    std::vector<std::string_view> &cells() { return m_cells; }
    std::string &scratch() { return m_scratch; }

private:
    std::vector<std::string_view> m_cells;
    std::string m_scratch; // holds the text of cells that do not stand in the file as such (doubled quotes, dates)
};

//! Something about one row that a person should know; the row itself stays in the table.
enum class RowDamage : std::uint8_t {
    TooFewCells,
    TooManyCells,
    StrayQuote, // a quote inside an unquoted cell, or text after a closing quote
    UnclosedQuote, // the quote that opens in this row is never closed
    InvalidText, // bytes that are not valid in the file's encoding
    NulByte,
    FormulaWithoutValue, // a formula cell whose result was never stored
    LineBreakInCell, // read as text of an unquoted cell, as the other rows of the file end with another one
    DoubtfulText, // letters that seem to be written in another encoding than the rest of the file
};
struct DamagedRow {
    RowIndex row = 0;
    RowDamage damage = RowDamage::TooFewCells;
    //! In a text file: the line where the row begins, or where the quote opens that is never closed; from 1. It differs
    //! from the row's number below cells of several lines. 0 in workbooks.
    std::uint32_t line = 0;
    //! Of the first byte of the row that is no text (InvalidText), in a file that is UTF-8; from 0.
    std::uint64_t byte = 0;

    bool operator==(const DamagedRow &) const = default;
};

//! A sheet as read, read-only and shared between threads: header, data rows below it, each with the row number of the
//! sheet. Every cell is text; nothing guesses types. Rows without any text are not data rows, only counted.
class Table {
public:
    virtual ~Table() = default;

    virtual RowIndex rowCount() const = 0;
    int columnCount() const { return static_cast<int>(m_header.size()); }
    //! Column names; a blank or missing heading is named after its column letter ("Column F").
    const QStringList &header() const { return m_header; }
    //! The row number that a person sees in the spreadsheet, from 1.
    virtual std::uint32_t sheetRow(RowIndex row) const = 0;
    //! Fills `cells` with the row. Safe to call from several threads, each with its own `cells`.
    virtual void readRow(RowIndex row, RowCells &cells) const = 0;

    //! Rows between the first and the last that hold no text at all.
    std::uint32_t blankRows() const { return m_blankRows; }
    //! Rows of the table that the sheet itself does not show; rising.
    virtual const std::vector<RowIndex> &hiddenRows() const { return m_hiddenRows; }
    //! Sorted by row; a row may stand there more than once.
    virtual const std::vector<DamagedRow> &damagedRows() const { return m_damagedRows; }
    //! Bytes held by the table beyond the mapped file.
    virtual std::size_t memoryUsed() const = 0;

    //! One cell, for a view: reads the whole row.
    QString text(RowIndex row, int column) const;

protected:
    QStringList m_header;
    std::vector<DamagedRow> m_damagedRows;
    std::vector<RowIndex> m_hiddenRows;
    std::uint32_t m_blankRows = 0;
};

//! "A", "Z", "AA" for columns 0, 25, 26.
QString columnLetters(int column);
//! What a person is told about a damaged row, as one sentence without the row number.
QString describe(RowDamage damage);
//! Where a damage is, for the beginning of a line about it: "Row 12", or "Row 12 (line 15 of the file)" where the lines
//! of a text file are counted otherwise than its rows.
QString placeOf(const DamagedRow &damaged, const Table &table);

} // namespace callsheet::sheet
