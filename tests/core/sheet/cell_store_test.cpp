#include "core/sheet/cell_store.h"

#include <gtest/gtest.h>

#include <string>

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
    EXPECT_EQ(store.row(0).count, cells.size());
    EXPECT_EQ(store.row(0).first[16'383].text, 916'383U);
    EXPECT_EQ(store.row(1).first[5].text, 100'005U);
}

} // namespace
} // namespace callsheet::sheet
