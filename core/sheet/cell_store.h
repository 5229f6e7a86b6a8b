#pragma once

#include "core/sheet/limits.h"
#include "core/sheet/memory_pieces.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace callsheet::sheet {

//! Texts one behind the other in pieces of memory that never move, mostTextBytes at most.
class TextArena {
public:
    using Address = std::uint32_t;

    //! Another writer into the same memory, for another thread. Each knows the texts of all.
    TextArena branch() const { return TextArena(m_pieces); }
    TextArena() = default;

    //! Nothing when the arena is full. A text is at most mostCellBytes long.
    std::optional<Address> add(std::string_view text);
    std::string_view operator[](Address address) const;
    std::size_t memoryUsed() const { return m_pieces->memoryUsed(); }

private:
    static constexpr unsigned pieceBits = 20;
    static constexpr std::size_t pieceSize = std::size_t(1) << pieceBits;
    static constexpr unsigned char longText = 0xFF; // a length of four bytes follows
    using Pieces = MemoryPieces<char, pieceSize, mostTextBytes / pieceSize>;
    static_assert(mostTextBytes <= std::size_t(1) << 32);

    explicit TextArena(std::shared_ptr<Pieces> pieces)
        : m_pieces(std::move(pieces))
    {
    }

    std::shared_ptr<Pieces> m_pieces = std::make_shared<Pieces>();
    std::uint32_t m_piece = 0; // the one that is being filled
    std::size_t m_used = pieceSize; // of it
};

//! Rows of filled cells: 4 bytes for each of them and none for an empty one, so that two cells in opposite corners of a
//! sheet take no more than two cells. Every cell points to its text in the arena. Which columns a row fills is held
//! once for all rows that fill the same ones.
class CellStore {
public:
    struct Cell {
        std::uint32_t column = 0;
        TextArena::Address text = 0;
    };
    //! The cells of a row, rising by column.
    class Row {
    public:
        class Iterator {
        public:
            using iterator_category = std::input_iterator_tag;
            using value_type = Cell;
            using difference_type = std::ptrdiff_t;
            using reference = Cell;
            struct pointer {
                Cell cell;
                const Cell *operator->() const { return &cell; }
            };

            Iterator(const std::uint16_t *column, const TextArena::Address *text)
                : m_column(column)
                , m_text(text)
            {
            }
            Cell operator*() const { return {*m_column, *m_text}; }
            pointer operator->() const { return {**this}; }
            Iterator &operator++()
            {
                ++m_column;
                ++m_text;
                return *this;
            }
            Iterator operator++(int)
            {
                const Iterator before = *this;
                ++*this;
                return before;
            }
            bool operator==(const Iterator &) const = default;

        private:
            const std::uint16_t *m_column;
            const TextArena::Address *m_text;
        };

        Row(const std::uint16_t *columns, const TextArena::Address *texts, std::size_t size)
            : m_columns(columns)
            , m_texts(texts)
            , m_size(size)
        {
        }
        Iterator begin() const { return {m_columns, m_texts}; }
        Iterator end() const { return {m_columns + m_size, m_texts + m_size}; }
        std::size_t size() const { return m_size; }
        Cell operator[](std::size_t i) const { return {m_columns[i], m_texts[i]}; }

    private:
        const std::uint16_t *m_columns;
        const TextArena::Address *m_texts;
        std::size_t m_size;
    };

    TextArena &texts() { return m_texts; }
    const TextArena &texts() const { return m_texts; }

    //! An empty store in the same memory, for another thread to fill.
    CellStore branch() const;
    //! The rows so far as a store of their own in the same memory; this one goes on without rows.
    CellStore split();
    //! Appends the rows of a store in the same memory.
    void append(const CellStore &other);

    //! Appends a row. False when the store is full.
    bool addRow(const std::vector<Cell> &cells);
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
    // A place is the number of a piece and, in the lower half, that of an element.
    static constexpr unsigned pieceBits = 16;
    static constexpr std::size_t pieceSize = std::size_t(1) << pieceBits;
    template <typename Element>
    class Writer {
    public:
        using Pieces = MemoryPieces<Element, pieceSize>;
        explicit Writer(std::shared_ptr<Pieces> sharedPieces = std::make_shared<Pieces>())
            : pieces(std::move(sharedPieces))
        {
        }
        //! Room for `count` elements side by side; nothing when all pieces are used up.
        std::optional<std::uint32_t> add(std::size_t count);
        Element *at(std::uint32_t place) const { return (*pieces)[place >> pieceBits] + (place & (pieceSize - 1)); }

        std::shared_ptr<Pieces> pieces;

    private:
        std::uint32_t m_piece = 0; // the one that is being filled
        std::size_t m_used = pieceSize; // of it
    };
    struct RowPlace {
        std::uint32_t texts = 0;
        std::uint32_t columns = 0; // their number, then the columns
    };
    struct Known {
        std::uint32_t hash = 0;
        std::uint32_t place = 0;
        bool used = false;
    };

    CellStore(TextArena texts, Writer<TextArena::Address> cells, Writer<std::uint16_t> columns)
        : m_texts(std::move(texts))
        , m_cells(std::move(cells))
        , m_columns(std::move(columns))
    {
    }
    std::optional<std::uint32_t> placeOfColumns(const std::vector<Cell> &cells);
    bool areColumns(std::uint32_t place, const std::vector<Cell> &cells) const;

    TextArena m_texts;
    Writer<TextArena::Address> m_cells;
    Writer<std::uint16_t> m_columns;
    std::vector<RowPlace> m_rows;
    std::array<Known, 256> m_knownColumns; // that rows filled lately

public:
    CellStore() = default;
};

} // namespace callsheet::sheet
