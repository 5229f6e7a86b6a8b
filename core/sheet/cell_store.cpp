#include "core/sheet/cell_store.h"

#include "core/sheet/limits.h"

#include <algorithm>

namespace callsheet::sheet {

std::optional<TextArena::Address> TextArena::add(std::string_view text)
{
    static_assert(mostCellBytes + 5 <= pieceSize);
    const bool isLong = text.size() >= longText;
    const std::size_t needed = text.size() + (isLong ? 1 + sizeof(std::uint32_t) : 1);
    if (m_used + needed > pieceSize) {
        if (m_pieces.size() == std::size_t(1) << (32 - pieceBits))
            return std::nullopt;
        m_pieces.emplace_back(new char[pieceSize]); // not make_unique: it would clear the megabyte first
        m_used = 0;
    }
    char *target = m_pieces.back().get() + m_used;
    const auto address = static_cast<Address>(((m_pieces.size() - 1) << pieceBits) | m_used);
    if (isLong) {
        const auto size = static_cast<std::uint32_t>(text.size());
        *target++ = static_cast<char>(longText);
        std::memcpy(target, &size, sizeof size);
        target += sizeof size;
    } else {
        *target++ = static_cast<char>(text.size());
    }
    std::copy(text.begin(), text.end(), target);
    m_used += needed;
    return address;
}

std::string_view TextArena::operator[](Address address) const
{
    const char *text = m_pieces[address >> pieceBits].get() + (address & (pieceSize - 1));
    const auto shortSize = static_cast<unsigned char>(*text++);
    if (shortSize != longText)
        return {text, shortSize};
    std::uint32_t size = 0;
    std::memcpy(&size, text, sizeof size);
    return {text + sizeof size, size};
}

void CellStore::addRow(const std::vector<Cell> &cells)
{
    if (m_used + cells.size() > pieceCells) {
        m_pieces.emplace_back(new Cell[pieceCells]);
        m_used = 0;
    }
    std::copy(cells.begin(), cells.end(), m_pieces.back().get() + m_used);
    m_rows.push_back({static_cast<std::uint32_t>(m_pieces.size() - 1), static_cast<std::uint16_t>(m_used),
        static_cast<std::uint16_t>(cells.size())});
    m_used += cells.size();
}

CellStore::Row CellStore::row(std::size_t index) const
{
    const RowPlace &place = m_rows[index];
    return {m_pieces[place.piece].get() + place.offset, place.count};
}

void CellStore::arrange(const std::vector<std::size_t> &order)
{
    std::vector<RowPlace> rows;
    rows.reserve(order.size());
    for (const std::size_t index : order)
        rows.push_back(m_rows[index]);
    m_rows = std::move(rows);
}

void CellStore::removeFirst(std::size_t rows)
{
    m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(rows));
}

void CellStore::shrink()
{
    m_rows.shrink_to_fit();
    m_pieces.shrink_to_fit();
}

std::size_t CellStore::memoryUsed() const
{
    return m_texts.memoryUsed() + m_pieces.size() * pieceCells * sizeof(Cell) + m_rows.capacity() * sizeof(RowPlace);
}

} // namespace callsheet::sheet
