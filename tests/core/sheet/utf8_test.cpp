#include "core/sheet/utf8.h"

#include <gtest/gtest.h>

namespace callsheet::sheet {
namespace {

TEST(ValidUtf8, replacesEveryByteThatIsNotText)
{
    std::string text;
    appendValidUtf8("a\xC3\xA9\x80\xED\xA0\x80\xF5z\xF0\x9F\x98", text);
    EXPECT_EQ(text, "aé\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz\uFFFD\uFFFD\uFFFD");
}

TEST(Utf8Count, tellsCharactersFromBytesThatAreNone)
{
    const Utf8Count count = countUtf8("aé東😀\xFF\xC3");
    EXPECT_EQ(count.sequences, 3U);
    EXPECT_EQ(count.invalid, 2U);
    EXPECT_FALSE(isValidUtf8("\xC3"));
    EXPECT_TRUE(isValidUtf8("aé東😀"));
}

} // namespace
} // namespace callsheet::sheet
