#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

//! Texts one behind the other in pieces of memory that never move. An address is a 32-bit number: there is room for 4
//! GiB.
class TextArena {
public:
    using Address = std::uint32_t;

    //! Nothing when the arena is full. A text is at most mostCellBytes long.
    std::optional<Address> add(std::string_view text);
    std::string_view operator[](Address address) const;
    std::size_t memoryUsed() const { return m_pieces.size() * pieceSize; }

private:
    static constexpr unsigned pieceBits = 20;
    static constexpr std::size_t pieceSize = std::size_t(1) << pieceBits;
    static constexpr unsigned char longText = 0xFF; // a length of four bytes follows

    std::vector<std::unique_ptr<char[]>> m_pieces;
    std::size_t m_used = pieceSize; // of the last piece
};

//! Rows of filled cells: 8 bytes for each of them and none for an empty one, so that two cells in opposite corners of a
//! sheet take no more than two cells. Every cell points to its text in the arena.
class CellStore {
public:
    struct Cell {
        std::uint32_t column = 0;
        TextArena::Address text = 0;
    };
    //! The cells of a row, rising by column.
    struct Row {
        const Cell *first = nullptr;
        std::size_t count = 0;
        const Cell *begin() const { return first; }
        const Cell *end() const { return first + count; }
    };

    TextArena &texts() { return m_texts; }
    const TextArena &texts() const { return m_texts; }

    //! Appends a row.
    void addRow(const std::vector<Cell> &cells);
    //! The last row once more; its cells are held once.
    void repeatRow() { m_rows.push_back(RowPlace(m_rows.back())); }
    std::size_t rowCount() const { return m_rows.size(); }
    Row row(std::size_t index) const;
    //! Puts the rows into the given order; an index may be left out.
    void arrange(const std::vector<std::size_t> &order);
    void removeFirst(std::size_t rows);
    void shrink();
    std::size_t memoryUsed() const;

private:
    static constexpr std::size_t pieceCells = std::size_t(1) << 16;

    struct RowPlace {
        std::uint32_t piece = 0;
        std::uint16_t offset = 0;
        std::uint16_t count = 0;
    };

    TextArena m_texts;
    std::vector<std::unique_ptr<Cell[]>> m_pieces;
    std::size_t m_used = pieceCells; // of the last piece
    std::vector<RowPlace> m_rows;
};

} // namespace callsheet::sheet
