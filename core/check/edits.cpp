#include "core/check/edits.h"

#include <algorithm>
#include <atomic>

namespace callsheet::check {

namespace {

// A copy of a block costs well below a millisecond, and a million rows make few enough of them for an undo stack of
// thousands of steps.
constexpr sheet::RowIndex rowsPerBlock = 2048;

constexpr std::uint8_t bit(RowMark mark)
{
    return static_cast<std::uint8_t>(mark);
}

struct BeforeCell {
    bool operator()(const CellEdit &edit, std::pair<sheet::RowIndex, int> place) const
    {
        return std::pair(edit.row, edit.column) < place;
    }
};

//! One entry after the other of two sorted lists: rows where they differ.
template <typename Entry, typename Same>
void addDifferences(
    const std::vector<Entry> &before, const std::vector<Entry> &after, Same same, std::vector<sheet::RowIndex> &rows)
{
    auto a = before.begin();
    auto b = after.begin();
    while (a != before.end() || b != after.end()) {
        const sheet::RowIndex row = b == after.end() ? a->row : a == before.end() ? b->row : std::min(a->row, b->row);
        const auto isOther = [row](const Entry &entry) { return entry.row != row; };
        const auto endOfA = std::find_if(a, before.end(), isOther);
        const auto endOfB = std::find_if(b, after.end(), isOther);
        if (!std::equal(a, endOfA, b, endOfB, same))
            rows.push_back(row);
        a = endOfA;
        b = endOfB;
    }
}

} // namespace

bool Edits::isEmpty() const
{
    return std::none_of(m_blocks.begin(), m_blocks.end(),
        [](const auto &block) { return block && !(block->cells.empty() && block->marks.empty()); });
}

bool Edits::hasCells() const
{
    return std::any_of(
        m_blocks.begin(), m_blocks.end(), [](const auto &block) { return block && !block->cells.empty(); });
}

std::size_t Edits::cellCount() const
{
    std::size_t count = 0;
    for (const auto &block : m_blocks)
        count += block ? block->cells.size() : 0;
    return count;
}

const Edits::Block *Edits::blockOf(sheet::RowIndex row) const
{
    const std::size_t block = row / rowsPerBlock;
    return block < m_blocks.size() ? m_blocks[block].get() : nullptr;
}

Edits::Block &Edits::ownBlockOf(sheet::RowIndex row)
{
    const std::size_t index = row / rowsPerBlock;
    if (index >= m_blocks.size())
        m_blocks.resize(index + 1);
    std::shared_ptr<Block> &block = m_blocks[index];
    if (!block)
        block = std::make_shared<Block>();
    else if (block.use_count() > 1)
        block = std::make_shared<Block>(*block);
    else
        std::atomic_thread_fence(std::memory_order_acquire); // what another thread read before it let go stays read
    return *block;
}

std::pair<const CellEdit *, const CellEdit *> Edits::cells(sheet::RowIndex row) const
{
    const Block *block = blockOf(row);
    if (!block)
        return {nullptr, nullptr};
    const auto first = std::lower_bound(block->cells.begin(), block->cells.end(), std::pair(row, 0), BeforeCell{});
    auto last = first;
    while (last != block->cells.end() && last->row == row)
        ++last;
    const CellEdit *begin = block->cells.data() + (first - block->cells.begin());
    return {begin, begin + (last - first)};
}

const std::string *Edits::cell(sheet::RowIndex row, int column) const
{
    const auto [first, last] = cells(row);
    const auto found = std::find_if(first, last, [column](const CellEdit &edit) { return edit.column == column; });
    return found != last ? &found->text : nullptr;
}

bool Edits::has(sheet::RowIndex row, RowMark mark) const
{
    const Block *block = blockOf(row);
    if (!block)
        return false;
    const auto found = std::lower_bound(block->marks.begin(), block->marks.end(), row,
        [](const MarkedRow &marked, sheet::RowIndex other) { return marked.row < other; });
    return found != block->marks.end() && found->row == row && (found->marks & bit(mark)) != 0;
}

std::vector<CellEdit> Edits::allCells() const
{
    std::vector<CellEdit> all;
    all.reserve(cellCount());
    for (const auto &block : m_blocks) {
        if (block)
            all.insert(all.end(), block->cells.begin(), block->cells.end());
    }
    return all;
}

std::vector<sheet::RowIndex> Edits::rowsWith(RowMark mark) const
{
    std::vector<sheet::RowIndex> rows;
    for (const auto &block : m_blocks) {
        if (!block)
            continue;
        for (const MarkedRow &marked : block->marks) {
            if ((marked.marks & bit(mark)) != 0)
                rows.push_back(marked.row);
        }
    }
    return rows;
}

void Edits::setCell(sheet::RowIndex row, int column, std::string text)
{
    std::vector<CellEdit> &cells = ownBlockOf(row).cells;
    const auto place = std::lower_bound(cells.begin(), cells.end(), std::pair(row, column), BeforeCell{});
    if (place != cells.end() && place->row == row && place->column == column)
        place->text = std::move(text);
    else
        cells.insert(place, {row, column, std::move(text)});
}

void Edits::resetCell(sheet::RowIndex row, int column)
{
    if (!cell(row, column))
        return;
    std::vector<CellEdit> &cells = ownBlockOf(row).cells;
    cells.erase(std::lower_bound(cells.begin(), cells.end(), std::pair(row, column), BeforeCell{}));
}

void Edits::setMark(sheet::RowIndex row, RowMark mark, bool on)
{
    if (has(row, mark) == on)
        return;
    std::vector<MarkedRow> &marks = ownBlockOf(row).marks;
    const auto place = std::lower_bound(marks.begin(), marks.end(), row,
        [](const MarkedRow &marked, sheet::RowIndex other) { return marked.row < other; });
    if (place == marks.end() || place->row != row) {
        marks.insert(place, {row, bit(mark)});
        return;
    }
    place->marks = static_cast<std::uint8_t>(on ? place->marks | bit(mark) : place->marks & ~bit(mark));
    if (place->marks == 0)
        marks.erase(place);
}

bool Edits::operator==(const Edits &other) const
{
    static const Block nothing;
    for (std::size_t i = 0; i < std::max(m_blocks.size(), other.m_blocks.size()); ++i) {
        const Block *a = i < m_blocks.size() ? m_blocks[i].get() : nullptr;
        const Block *b = i < other.m_blocks.size() ? other.m_blocks[i].get() : nullptr;
        if (a != b && !((a ? *a : nothing) == (b ? *b : nothing)))
            return false;
    }
    return true;
}

std::vector<sheet::RowIndex> rowsToCheckAgain(const Edits &before, const Edits &after)
{
    static const Edits::Block nothing;
    std::vector<sheet::RowIndex> rows;
    for (std::size_t i = 0; i < std::max(before.m_blocks.size(), after.m_blocks.size()); ++i) {
        const Edits::Block *a = i < before.m_blocks.size() ? before.m_blocks[i].get() : nullptr;
        const Edits::Block *b = i < after.m_blocks.size() ? after.m_blocks[i].get() : nullptr;
        if (a == b)
            continue;
        a = a ? a : &nothing;
        b = b ? b : &nothing;
        const auto first = static_cast<std::ptrdiff_t>(rows.size());
        addDifferences(
            a->cells, b->cells, [](const CellEdit &x, const CellEdit &y) { return x == y; }, rows);
        const auto middle = static_cast<std::ptrdiff_t>(rows.size());
        addDifferences(
            a->marks, b->marks, [](const Edits::MarkedRow &x, const Edits::MarkedRow &y) { return x == y; }, rows);
        std::inplace_merge(rows.begin() + first, rows.begin() + middle, rows.end());
    }
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void changeCell(const sheet::Table &source, sheet::RowIndex row, int column, std::string text, Edits &edits)
{
    sheet::RowCells cells;
    source.readRow(row, cells);
    if (cells[static_cast<std::size_t>(column)] == text)
        edits.resetCell(row, column);
    else
        edits.setCell(row, column, std::move(text));
    edits.setMark(row, RowMark::SendAnyway, false);
}

} // namespace callsheet::check
