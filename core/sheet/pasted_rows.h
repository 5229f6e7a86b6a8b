#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

class QIODevice;

namespace callsheet::sheet {

//! Rows from the clipboard, as their program laid them out. Only cells with text take room.
class PastedRows {
public:
    struct Cell {
        std::uint32_t column = 0;
        std::uint32_t end = 0; // of its text, which begins where that of the cell before ends
    };
    //! A cell that reaches over several rows.
    struct Merged {
        std::uint32_t row = 0;
        std::uint32_t rows = 1;
        std::uint32_t column = 0;
    };

    //! Both are false where a limit is reached: full().
    bool startRow(bool isHidden = false);
    bool add(std::uint32_t column, std::string_view text); // of the row started last; columns rise; blank: nothing
    void merge(std::uint32_t rows, std::uint32_t column); // what was added last reaches over so many rows
    base::Error full() const;

    std::uint32_t rowCount() const { return static_cast<std::uint32_t>(m_rowStarts.size()); }
    std::uint32_t columnCount() const { return m_columns; }
    std::size_t cellCount() const { return m_cells.size(); } // with text
    std::string text(std::uint32_t row, std::uint32_t column) const;
    //! The texts of a row from left to right.
    template <typename Take>
    void eachCell(std::uint32_t row, Take take) const
    {
        for (const Cell &cell : cells(row))
            take(textOf(cell));
    }
    //! Rows that their program did not show.
    std::uint32_t hiddenRows() const { return m_hiddenRows; }
    //! Cells with text that reach over several rows. Those of the first row name columns, and are no question.
    std::uint32_t mergedCells() const;

    struct Answers {
        bool hiddenRows = true;
        bool repeatMerged = false;
    };
    //! As CSV with every cell quoted, so that reading it leaves nothing to guess. False: the device's error.
    bool write(QIODevice &device, const Answers &answers) const;

private:
    std::span<const Cell> cells(std::uint32_t row) const;
    std::string_view textOf(const Cell &cell) const;

    std::string m_texts;
    std::vector<Cell> m_cells;
    std::vector<std::uint32_t> m_rowStarts; // first cell of each row
    std::vector<bool> m_isHidden;
    std::vector<Merged> m_merged;
    std::uint32_t m_columns = 0;
    std::uint32_t m_hiddenRows = 0;
};

//! Rows of cells between tabs, as spreadsheet programs put them on the clipboard: a cell with a tab, a line break or a
//! quote in it may stand between quotes, with its quotes doubled. A quote that is nowhere closed is text.
base::Result<PastedRows> readTabText(std::string_view text);

} // namespace callsheet::sheet
