#include "core/sheet/shared_strings.h"

#include <gtest/gtest.h>

namespace callsheet::sheet {
namespace {

TEST(AppendUnescaped, turnsEscapesIntoCharacters)
{
    const auto unescaped = [](std::string_view text) {
        std::string target;
        appendUnescaped(text, target);
        return target;
    };
    EXPECT_EQ(unescaped("a_x000D_b"), "a\rb");
    EXPECT_EQ(unescaped("_x005F_x000D_"), "_x000D_");
    EXPECT_EQ(unescaped("_x0041__x0042_"), "AB");
    EXPECT_EQ(unescaped("_xD83D__xDE00_!"), "😀!");
    EXPECT_EQ(unescaped("_xD83D_"), "_xD83D_"); // half a character
    EXPECT_EQ(unescaped("_x0000_"), "_x0000_");
    EXPECT_EQ(unescaped("_x00g1_ _x41_ _x _x004"), "_x00g1_ _x41_ _x _x004");
    EXPECT_EQ(unescaped(""), "");
}

TEST(IsMoreThanBlank, looksForAnythingButBlanks)
{
    EXPECT_FALSE(isMoreThanBlank(""));
    EXPECT_FALSE(isMoreThanBlank(" \t\r\n"));
    EXPECT_TRUE(isMoreThanBlank(" x"));
}

} // namespace
} // namespace callsheet::sheet
