#pragma once

#include "core/sheet/block_threads.h"
#include "core/sheet/stored_cell.h"
#include "core/sheet/worksheet_rows.h"

#include <optional>
#include <string>
#include <string_view>

namespace callsheet::sheet {

//! Reads blocks of <row> elements, each thread with a reader of its own. Rows as nearly all programs write them are
//! read in place; the others by the tokenizer, row by row.
class RowBlockReader {
public:
    using Piece = BuiltRows;

    //! `whole` has the store that the rows go to. `isPlain`: the names have no prefix.
    RowBlockReader(const Workbook &workbook, const SharedStrings &sharedStrings, const QString &fileName,
        const WorksheetRows &whole, bool isPlain)
        : m_isPlain(isPlain)
        , m_store(branchOf(whole))
        , m_rows(fileName, m_store)
        , m_cells(workbook, sharedStrings, m_rows)
    {
    }
    RowBlockReader(const RowBlockReader &) = delete;
    RowBlockReader &operator=(const RowBlockReader &) = delete;

    BlocksOutcome read(std::string_view block);
    Piece takePiece() { return m_rows.take(); }
    //! How often the tokenizer was needed.
    int unusualRows() const { return m_unusualRows; }

private:
    static WorksheetRows branchOf(const WorksheetRows &whole);
    // Each gives the position behind what it read; null when it is none of the usual, or when the rows have an error.
    const char *readRow(const char *at);
    const char *readCell(const char *at);
    const char *readContent(const char *at, StoredCell &cell);
    const char *readColumn(const char *at);
    BlocksOutcome readWithTokenizer(std::string_view rows);

    bool m_isPlain;
    WorksheetRows m_store;
    RowBuilder m_rows;
    CellWriter m_cells;
    std::optional<std::int64_t> m_lastRow; // in this block
    int m_unusualRows = 0;
    std::int64_t m_row = 0;
    std::int64_t m_column = 0;
    std::string m_text;
};

} // namespace callsheet::sheet
