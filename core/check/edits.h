#pragma once

#include "core/sheet/table.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace callsheet::check {

//! What a person decided about a whole row.
enum class RowMark : std::uint8_t {
    Skip = 1, // not sent, though it could be, and no row that others are duplicates of
    SendAnyway = 2, // its warnings, and that an earlier run has queued it, do not count
    CallThisOne = 4, // of the rows with its number, this one is called and not the first
};

struct CellEdit {
    sheet::RowIndex row = 0;
    int column = 0; // of the table
    std::string text; // UTF-8, instead of what the sheet holds

    bool operator==(const CellEdit &) const = default;
};

//! What a person changed, beside a table that never changes: new texts of cells, and marks of rows. A value: a copy
//! shares its blocks with the original until one of the two is changed, so that every step of an undo stack costs some
//! kilobytes and a copy can be read in another thread. Cells and marks have blocks of their own: a mark for every row
//! copies none of a million new texts.
class Edits {
public:
    bool isEmpty() const;
    bool hasCells() const;
    std::size_t cellCount() const;

    //! The new text, or null where the cell is as in the sheet.
    const std::string *cell(sheet::RowIndex row, int column) const;
    //! The new cells of one row, sorted by column: [first, last).
    std::pair<const CellEdit *, const CellEdit *> cells(sheet::RowIndex row) const;
    bool isEdited(sheet::RowIndex row) const
    {
        const auto [first, last] = cells(row);
        return first != last;
    }
    bool has(sheet::RowIndex row, RowMark mark) const;

    //! All new cells, sorted by row and column.
    std::vector<CellEdit> allCells() const;
    //! Rising.
    std::vector<sheet::RowIndex> rowsWith(RowMark mark) const;

    void setCell(sheet::RowIndex row, int column, std::string text);
    void resetCell(sheet::RowIndex row, int column);
    void setMark(sheet::RowIndex row, RowMark mark, bool on);

    bool operator==(const Edits &other) const;

private:
    struct MarkedRow {
        sheet::RowIndex row = 0;
        std::uint8_t marks = 0;

        bool operator==(const MarkedRow &) const = default;
    };
    //! One for some thousand rows; null: nothing is changed there.
    template <typename Entry>
    using Blocks = std::vector<std::shared_ptr<std::vector<Entry>>>;

    Blocks<CellEdit> m_cells; // sorted by row, column
    Blocks<MarkedRow> m_marks; // sorted by row; none without a mark

    friend std::vector<sheet::RowIndex> rowsToCheckAgain(const Edits &before, const Edits &after);
    friend std::size_t entriesToCompare(const Edits &before, const Edits &after);
};

//! The rows that the check may see otherwise after the change, rising. Of skipped rows too: who shares a number with
//! them is called in their place.
std::vector<sheet::RowIndex> rowsToCheckAgain(const Edits &before, const Edits &after);
//! How many cells and marks rowsToCheckAgain() has to look at, for whoever must not wait.
std::size_t entriesToCompare(const Edits &before, const Edits &after);

//! A new text for one cell; what the sheet holds anyway is no edit. What was said of the row's warnings does not hold
//! for its new text.
void changeCell(const sheet::Table &source, sheet::RowIndex row, int column, std::string text, Edits &edits);

//! The table as the person edited it; `source` itself where no cell is changed.
std::shared_ptr<const sheet::Table> withEdits(std::shared_ptr<const sheet::Table> source, const Edits &edits);

//! The same edits for another reading of the same sheet: rows are found by their row number, columns by their heading,
//! and a cell whose text in the sheet differs is not taken over. `lost` counts what was left behind.
Edits rebased(const Edits &edits, const sheet::Table &from, const sheet::Table &to, std::size_t *lost);

} // namespace callsheet::check
