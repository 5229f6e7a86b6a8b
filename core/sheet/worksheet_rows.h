#pragma once

#include "core/base/result.h"
#include "core/sheet/cell_store.h"
#include "core/sheet/table.h"

#include <QString>

#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace callsheet::sheet {

//! Cells that the sheet shows as one, over more than one row. Only its first cell holds a text.
struct MergedArea {
    std::uint32_t firstRow = 0; // of the sheet, from 1
    std::uint32_t lastRow = 0;
    std::uint32_t column = 0; // the first one, from 0

    bool operator==(const MergedArea &) const = default;
};

//! The rows of a worksheet that hold text or a damage, in the order of the file.
struct WorksheetRows {
    CellStore cells;
    std::vector<std::uint32_t> sheetRows; // of the stored rows, from 1; rising
    std::vector<std::pair<std::uint32_t, RowDamage>> damages; // by sheet row; rising
    int columns = 0; // up to the last cell with text
    std::vector<std::uint32_t> hiddenRows; // those of sheetRows that the sheet does not show; rising
    bool isFiltered = false; // a filter hides them, or some of them
    std::vector<int> hiddenColumns; // from 0; rising
    std::vector<MergedArea> mergedAreas; // in the order of the file
};

//! Rows of one part of a worksheet, built apart from the others: by another thread.
struct BuiltRows {
    WorksheetRows rows;
    std::uint64_t cellCount = 0;
    bool outOfOrder = false;
};

//! Puts cells together to the rows of a worksheet, under the limits of a sheet. What returns false has failed: error()
//! says why. Rows and columns count from 0.
class RowBuilder {
public:
    //! Full after `mostRows` stored rows.
    RowBuilder(QString fileName, WorksheetRows &rows, std::size_t mostRows = std::numeric_limits<std::size_t>::max())
        : m_fileName(std::move(fileName))
        , m_rows(rows)
        , m_mostRows(mostRows)
    {
    }

    //! False when a sheet has no such place.
    bool checkPlace(std::int64_t row, std::int64_t column);
    void startRow();
    //! The same text in one cell or in several side by side; an empty one takes nothing.
    bool add(std::int64_t column, std::string_view text, std::int64_t repeats = 1);
    //! Puts a text into the arena, once where it was lately seen in its column. Nothing when the arena is full.
    std::optional<TextArena::Address> keep(std::int64_t column, std::string_view text);
    //! A text that stands in the arena already; `hasText` when it is more than blanks.
    void add(std::int64_t column, TextArena::Address text, bool hasText)
    {
        m_rowHasText = m_rowHasText || hasText;
        m_cells.push_back({static_cast<std::uint32_t>(column), text});
    }
    //! The row holds a text that nobody can show yet.
    void countAsText() { m_rowHasText = true; }
    std::string_view textAt(TextArena::Address text) const { return std::as_const(m_rows.cells).texts()[text]; }
    void damage(RowDamage damage);
    bool endRow(std::int64_t row, std::int64_t repeats = 1, bool isHidden = false);
    //! True when no more rows are wanted. Not a failure.
    bool isFull() const { return m_rows.sheetRows.size() >= m_mostRows; }
    //! Hidden by the sheet: at most mostColumns of them, in any order.
    void hideColumns(std::int64_t first, std::int64_t last);
    void filtered() { m_rows.isFiltered = true; }
    //! Rows and columns from 0, the last ones included. An area of one row needs no decision and is passed over. False
    //! when there are more areas than a sheet may have.
    bool merge(std::int64_t firstRow, std::int64_t lastRow, std::int64_t firstColumn);
    //! The rows so far; the builder goes on without them.
    BuiltRows take();
    //! Appends rows that another builder took, whose cells stand in a branch of the same store.
    bool append(const BuiltRows &built);
    //! Brings rows that the file holds out of order into order. To be called when all was read.
    bool finish();

    bool fail(base::Error error);
    const std::optional<base::Error> &error() const { return m_error; }
    const QString &fileName() const { return m_fileName; }

private:
    // What was lately stored in one column: city, priority and day come again and again.
    struct Recent {
        std::uint32_t hash = 0;
        TextArena::Address text = 0;
        bool used = false;
    };
    struct RecentTexts {
        std::array<Recent, 1024> texts;
        std::uint32_t asked = 0;
        std::uint32_t found = 0;

        // Not in a column of account numbers: looking for each of them takes time and finds none.
        bool isWorthIt() const { return asked < 10'000 || found > asked / 64; }
    };

    bool sortCells(std::int64_t row);
    bool failWithTooManyCells();

    QString m_fileName;
    WorksheetRows &m_rows;
    std::size_t m_mostRows;
    std::optional<base::Error> m_error;
    bool m_rowHasText = false;
    bool m_outOfOrder = false;
    std::vector<CellStore::Cell> m_cells; // of the row
    std::vector<RowDamage> m_damages;
    std::uint64_t m_cellCount = 0;
    std::vector<std::unique_ptr<RecentTexts>> m_recent; // by column
};

//! "B12" for what counts as column 1 and row 11.
QString cellName(std::int64_t row, std::int64_t column);

} // namespace callsheet::sheet
