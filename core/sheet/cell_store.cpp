#include "core/sheet/cell_store.h"

#include "core/sheet/limits.h"

#include <algorithm>
#include <cstring>

namespace callsheet::sheet {

std::optional<TextArena::Address> TextArena::add(std::string_view text)
{
    static_assert(mostCellBytes + 5 <= pieceSize);
    const bool isLong = text.size() >= longText;
    const std::size_t needed = text.size() + (isLong ? 1 + sizeof(std::uint32_t) : 1);
    if (m_used + needed > pieceSize) {
        const auto piece = m_pieces->add();
        if (!piece)
            return std::nullopt;
        m_piece = *piece;
        m_used = 0;
    }
    char *target = (*m_pieces)[m_piece] + m_used;
    const auto address = static_cast<Address>((m_piece << pieceBits) | m_used);
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
    const char *text = (*m_pieces)[address >> pieceBits] + (address & (pieceSize - 1));
    const auto shortSize = static_cast<unsigned char>(*text++);
    if (shortSize != longText)
        return {text, shortSize};
    std::uint32_t size = 0;
    std::memcpy(&size, text, sizeof size);
    return {text + sizeof size, size};
}

template <typename Element>
std::optional<std::uint32_t> CellStore::Writer<Element>::add(std::size_t count)
{
    static_assert(mostColumns + 1 <= pieceSize);
    if (m_used + count > pieceSize) {
        const auto piece = pieces->add();
        if (!piece)
            return std::nullopt;
        m_piece = *piece;
        m_used = 0;
    }
    const auto place = static_cast<std::uint32_t>((m_piece << pieceBits) | m_used);
    m_used += count;
    return place;
}

CellStore CellStore::branch() const
{
    return CellStore(m_texts.branch(), Writer(m_cells.pieces), Writer(m_columns.pieces));
}

CellStore CellStore::split()
{
    CellStore rows = branch();
    rows.m_rows.swap(m_rows);
    return rows;
}

void CellStore::append(const CellStore &other)
{
    m_rows.insert(m_rows.end(), other.m_rows.begin(), other.m_rows.end());
}

bool CellStore::addRow(const std::vector<Cell> &cells)
{
    const auto columns = placeOfColumns(cells);
    const auto texts = m_cells.add(cells.size());
    if (!columns || !texts)
        return false;
    TextArena::Address *target = m_cells.at(*texts);
    for (const Cell &cell : cells)
        *target++ = cell.text;
    m_rows.push_back({*texts, *columns});
    return true;
}

bool CellStore::areColumns(std::uint32_t place, const std::vector<Cell> &cells) const
{
    const std::uint16_t *columns = m_columns.at(place);
    return *columns == cells.size()
        && std::equal(cells.begin(), cells.end(), columns + 1,
            [](const Cell &cell, std::uint16_t column) { return cell.column == column; });
}

std::optional<std::uint32_t> CellStore::placeOfColumns(const std::vector<Cell> &cells)
{
    if (!m_rows.empty() && areColumns(m_rows.back().columns, cells))
        return m_rows.back().columns;
    auto hash = static_cast<std::uint32_t>(cells.size());
    for (const Cell &cell : cells)
        hash = (hash ^ cell.column) * 0x9E37'79B1U;
    Known &known = m_knownColumns[(hash >> 16) % m_knownColumns.size()];
    if (known.used && known.hash == hash && areColumns(known.place, cells))
        return known.place;
    const auto place = m_columns.add(cells.size() + 1);
    if (!place)
        return std::nullopt;
    std::uint16_t *target = m_columns.at(*place);
    *target++ = static_cast<std::uint16_t>(cells.size());
    for (const Cell &cell : cells)
        *target++ = static_cast<std::uint16_t>(cell.column);
    known = {hash, *place, true};
    return place;
}

CellStore::Row CellStore::row(std::size_t index) const
{
    const RowPlace &place = m_rows[index];
    const std::uint16_t *columns = m_columns.at(place.columns);
    return {columns + 1, m_cells.at(place.texts), *columns};
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
}

std::size_t CellStore::memoryUsed() const
{
    return m_texts.memoryUsed() + m_cells.pieces->memoryUsed() + m_columns.pieces->memoryUsed()
        + m_rows.capacity() * sizeof(RowPlace);
}

} // namespace callsheet::sheet
