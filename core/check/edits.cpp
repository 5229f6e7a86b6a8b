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

//! The entries of the row's block; null: there are none.
template <typename Blocks>
auto blockOf(const Blocks &blocks, sheet::RowIndex row) -> decltype(blocks.front().get())
{
    const std::size_t block = row / rowsPerBlock;
    return block < blocks.size() ? blocks[block].get() : nullptr;
}

//! The same to be changed, shared with no copy.
template <typename Entry>
std::vector<Entry> &ownBlockOf(std::vector<std::shared_ptr<std::vector<Entry>>> &blocks, sheet::RowIndex row)
{
    const std::size_t index = row / rowsPerBlock;
    if (index >= blocks.size())
        blocks.resize(index + 1);
    std::shared_ptr<std::vector<Entry>> &block = blocks[index];
    if (!block)
        block = std::make_shared<std::vector<Entry>>();
    else if (block.use_count() > 1)
        block = std::make_shared<std::vector<Entry>>(*block);
    else
        std::atomic_thread_fence(std::memory_order_acquire); // what another thread read before it let go stays read
    return *block;
}

template <typename Blocks>
std::size_t countOf(const Blocks &blocks)
{
    std::size_t count = 0;
    for (const auto &block : blocks)
        count += block ? block->size() : 0;
    return count;
}

//! Calls `look(a, b)` for every two blocks that are not one and the same, until it gives false.
template <typename Entry, typename Look>
bool eachOtherBlock(const std::vector<std::shared_ptr<std::vector<Entry>>> &before,
    const std::vector<std::shared_ptr<std::vector<Entry>>> &after, Look look)
{
    static const std::vector<Entry> nothing;
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
        const std::vector<Entry> *a = i < before.size() ? before[i].get() : nullptr;
        const std::vector<Entry> *b = i < after.size() ? after[i].get() : nullptr;
        if (a != b && !look(a ? *a : nothing, b ? *b : nothing))
            return false;
    }
    return true;
}

//! One entry after the other of two sorted lists: rows where they differ.
template <typename Entry>
void addDifferences(
    const std::vector<Entry> &before, const std::vector<Entry> &after, std::vector<sheet::RowIndex> &rows)
{
    auto a = before.begin();
    auto b = after.begin();
    while (a != before.end() || b != after.end()) {
        const sheet::RowIndex row = b == after.end() ? a->row : a == before.end() ? b->row : std::min(a->row, b->row);
        const auto isOther = [row](const Entry &entry) { return entry.row != row; };
        const auto endOfA = std::find_if(a, before.end(), isOther);
        const auto endOfB = std::find_if(b, after.end(), isOther);
        if (!std::equal(a, endOfA, b, endOfB))
            rows.push_back(row);
        a = endOfA;
        b = endOfB;
    }
}

} // namespace

bool Edits::isEmpty() const
{
    return !hasCells() && countOf(m_marks) == 0;
}

bool Edits::hasCells() const
{
    return std::any_of(m_cells.begin(), m_cells.end(), [](const auto &block) { return block && !block->empty(); });
}

std::size_t Edits::cellCount() const
{
    return countOf(m_cells);
}

std::pair<const CellEdit *, const CellEdit *> Edits::cells(sheet::RowIndex row) const
{
    const std::vector<CellEdit> *block = blockOf(m_cells, row);
    if (!block)
        return {nullptr, nullptr};
    const auto first = std::lower_bound(block->begin(), block->end(), std::pair(row, 0), BeforeCell{});
    auto last = first;
    while (last != block->end() && last->row == row)
        ++last;
    const CellEdit *begin = block->data() + (first - block->begin());
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
    const std::vector<MarkedRow> *block = blockOf(m_marks, row);
    if (!block)
        return false;
    const auto found = std::lower_bound(block->begin(), block->end(), row,
        [](const MarkedRow &marked, sheet::RowIndex other) { return marked.row < other; });
    return found != block->end() && found->row == row && (found->marks & bit(mark)) != 0;
}

std::vector<CellEdit> Edits::allCells() const
{
    std::vector<CellEdit> all;
    all.reserve(cellCount());
    for (const auto &block : m_cells) {
        if (block)
            all.insert(all.end(), block->begin(), block->end());
    }
    return all;
}

std::vector<sheet::RowIndex> Edits::rowsWith(RowMark mark) const
{
    std::vector<sheet::RowIndex> rows;
    for (const auto &block : m_marks) {
        if (!block)
            continue;
        for (const MarkedRow &marked : *block) {
            if ((marked.marks & bit(mark)) != 0)
                rows.push_back(marked.row);
        }
    }
    return rows;
}

void Edits::setCell(sheet::RowIndex row, int column, std::string text)
{
    std::vector<CellEdit> &cells = ownBlockOf(m_cells, row);
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
    std::vector<CellEdit> &cells = ownBlockOf(m_cells, row);
    cells.erase(std::lower_bound(cells.begin(), cells.end(), std::pair(row, column), BeforeCell{}));
}

void Edits::setMark(sheet::RowIndex row, RowMark mark, bool on)
{
    if (has(row, mark) == on)
        return;
    std::vector<MarkedRow> &marks = ownBlockOf(m_marks, row);
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
    const auto isSame = [](const auto &a, const auto &b) { return a == b; };
    return eachOtherBlock(m_marks, other.m_marks, isSame) && eachOtherBlock(m_cells, other.m_cells, isSame);
}

std::vector<sheet::RowIndex> rowsToCheckAgain(const Edits &before, const Edits &after)
{
    std::vector<sheet::RowIndex> rows;
    const auto add = [&rows](const auto &a, const auto &b) {
        addDifferences(a, b, rows);
        return true;
    };
    eachOtherBlock(before.m_cells, after.m_cells, add);
    const auto middle = static_cast<std::ptrdiff_t>(rows.size());
    eachOtherBlock(before.m_marks, after.m_marks, add);
    std::inplace_merge(rows.begin(), rows.begin() + middle, rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

std::size_t entriesToCompare(const Edits &before, const Edits &after)
{
    std::size_t count = 0;
    const auto add = [&count](const auto &a, const auto &b) {
        count += a.size() + b.size();
        return true;
    };
    eachOtherBlock(before.m_cells, after.m_cells, add);
    eachOtherBlock(before.m_marks, after.m_marks, add);
    return count;
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
