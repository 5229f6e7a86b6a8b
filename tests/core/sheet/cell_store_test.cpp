#include "core/sheet/cell_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>

namespace callsheet::sheet {
namespace {

TEST(TextArena, givesBackTextsOfEveryLength)
{
    TextArena arena;
    std::vector<std::pair<TextArena::Address, std::string>> stored;
    for (const unsigned size : {0U, 1U, 254U, 255U, 256U, 70'000U, 262'144U, 3U}) {
        const std::string text(size, static_cast<char>('a' + size % 26));
        for (int i = 0; i < 9; ++i)
            stored.emplace_back(arena.add(text).value(), text);
    }
    for (const auto &[address, text] : stored)
        EXPECT_EQ(arena[address], text);
}

TEST(CellStore, takesMemoryForFilledCellsOnly)
{
    CellStore store;
    const auto address = store.texts().add("x").value();
    store.addRow({{0, address}});
    store.addRow({{16'383, address}});
    EXPECT_EQ(store.rowCount(), 2U);
    EXPECT_EQ(store.row(1).begin()->column, 16'383U);
    EXPECT_LT(store.memoryUsed(), std::size_t(2) << 20);
}

TEST(CellStore, holdsTheColumnsOfAllSorts)
{
    CellStore store;
    std::vector<std::vector<CellStore::Cell>> rows;
    for (std::uint32_t row = 0; row < 5'000; ++row) { // more sorts of rows than it remembers
        std::vector<CellStore::Cell> &cells = rows.emplace_back();
        for (std::uint32_t column = 0; column < 13; ++column) {
            if (((row * 2'654'435'761U) >> (column + 5) & 1) != 0)
                cells.push_back({column, row + column});
        }
        EXPECT_TRUE(store.addRow(cells));
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const CellStore::Row stored = store.row(row);
        EXPECT_TRUE(std::equal(stored.begin(), stored.end(), rows[row].begin(), rows[row].end(),
            [](const CellStore::Cell &a, const CellStore::Cell &b) {
                return a.column == b.column && a.text == b.text;
            }))
            << row;
    }
}

TEST(CellStore, takesFourBytesForACellOfARowLikeTheOthers)
{
    CellStore store;
    std::vector<CellStore::Cell> cells;
    for (std::uint32_t column = 0; column < 100; ++column)
        cells.push_back({column, 0});
    for (int row = 0; row < 100'000; ++row)
        store.addRow(cells);
    EXPECT_LT(store.memoryUsed(), std::size_t(10'000'000) * 4 + (2 << 20));
}

TEST(CellStore, joinsWhatSeveralThreadsFilled)
{
    CellStore whole;
    const auto fill = [](CellStore &part, std::uint32_t first) {
        for (std::uint32_t row = 0; row < 20'000; ++row) {
            const auto address = part.texts().add(std::to_string(first + row));
            part.addRow({{row % 7, *address}});
        }
    };
    CellStore a = whole.branch();
    CellStore b = whole.branch();
    std::thread other([&] { fill(b, 20'000); });
    fill(a, 0);
    other.join();
    whole.append(a.split());
    EXPECT_EQ(a.rowCount(), 0U);
    whole.append(b.split());
    ASSERT_EQ(whole.rowCount(), 40'000U);
    for (std::uint32_t row = 0; row < 40'000; ++row) {
        EXPECT_EQ(whole.texts()[whole.row(row)[0].text], std::to_string(row));
        EXPECT_EQ(whole.row(row)[0].column, row % 20'000 % 7);
    }
}

TEST(CellStore, keepsRowsThatFillSeveralPieces)
{
    CellStore store;
    std::vector<CellStore::Cell> cells(16'384);
    for (std::uint32_t row = 0; row < 10; ++row) {
        for (std::uint32_t column = 0; column < cells.size(); ++column)
            cells[column] = {column, row * 100'000 + column};
        store.addRow(cells);
    }
    store.removeFirst(1);
    store.arrange({8, 0});
    ASSERT_EQ(store.rowCount(), 2U);
    EXPECT_EQ(store.row(0).size(), cells.size());
    EXPECT_EQ(store.row(0)[16'383].text, 916'383U);
    EXPECT_EQ(store.row(1)[5].text, 100'005U);
}

} // namespace
} // namespace callsheet::sheet
