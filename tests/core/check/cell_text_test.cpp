#include "core/check/cell_text.h"

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace std::string_view_literals;

TEST(CellText, losesBlanksOfEveryKindAtItsEnds)
{
    EXPECT_EQ(trimmed(" \t\u00a0Anna \u3000\u200b\ufeff\n"), "Anna");
    EXPECT_EQ(trimmed("\u200e\u202a"), "");
    EXPECT_EQ(trimmed("a b"), "a b");
    EXPECT_EQ(trimmed("é"), "é");
    EXPECT_EQ(trimmed(""), "");
    EXPECT_EQ(trimmed("\x80 \xff "), "\x80 \xff") << "bytes that are no text are left alone";
    EXPECT_EQ(trimmed("a\u2007\xa0"), "a\u2007\xa0");
    EXPECT_TRUE(isBlank("\u00a0\u2060"));
    EXPECT_FALSE(isBlank("0"));
}

TEST(CellText, isCleanOnlyAsUtf8WithoutNul)
{
    EXPECT_TRUE(isCleanText(""));
    EXPECT_TRUE(isCleanText("Zoë 東京 🙂"));
    EXPECT_TRUE(isCleanText("a\x01"));
    EXPECT_FALSE(isCleanText("a\0b"sv));
    EXPECT_FALSE(isCleanText("Zo\xeb")); // windows-1252
    EXPECT_FALSE(isCleanText("\xc0\x80")); // overlong
    EXPECT_FALSE(isCleanText("\xe0\x80\xaf")); // overlong
    EXPECT_FALSE(isCleanText("\xed\xa0\x80")); // half of a surrogate pair
    EXPECT_FALSE(isCleanText("\xf4\x90\x80\x80")); // beyond Unicode
    EXPECT_FALSE(isCleanText("ab\xe6\x9d")); // cut
}

TEST(CellText, findsControlCharactersAmongBlanksAndLetters)
{
    for (const char *text : {"\x1B[31m", "a\x07", "\x01", "x\x7F", "Zo\xC3\xAB\b"})
        EXPECT_TRUE(hasControlCharacters(text)) << text;
    for (const char *text : {"", "plain", "a\tb", "two\r\nlines", "\v\f", "Zo\xC3\xAB \xF0\x9F\x98\x80", "\xC2\xA0"})
        EXPECT_FALSE(hasControlCharacters(text)) << text;
}

TEST(CellText, tellsNumbersThatLostDigitsFromCodes)
{
    for (const char *text : {"9.19E+11", "9,19e+11", "4E+11", "-1.5E-07"})
        EXPECT_TRUE(isExponentForm(text, true)) << text;
    for (const char *text :
        {"12E5", "1E5", "E5", "9.19E", "9.E+11", "9.19E+1", "12.19E+11", "9.19E+11 ", "1.2.3E+11", ""})
        EXPECT_FALSE(isExponentForm(text, true)) << text;
    EXPECT_TRUE(isExponentForm("12E5", false));
    EXPECT_TRUE(isExponentForm("447911123456E0", false));
}

struct Escaped {
    std::string_view text;
    const char *json;
};

class JsonString : public ::testing::TestWithParam<Escaped> { };

TEST_P(JsonString, isValidWhateverIsInIt)
{
    std::string json;
    appendJsonString(GetParam().text, json);
    EXPECT_EQ(json, GetParam().json);
}

INSTANTIATE_TEST_SUITE_P(Texts, JsonString,
    ::testing::Values(Escaped{"", "\"\""}, Escaped{"plain", "\"plain\""}, Escaped{"say \"hi\"", R"("say \"hi\"")"},
        Escaped{"back\\slash", R"("back\\slash")"}, Escaped{"two\nlines\r\n\tend", R"("two\nlines\r\n\tend")"},
        Escaped{"\x01\x1f\x7f", "\"\\u0001\\u001f\x7f\""}, Escaped{"\0"sv, R"("\u0000")"},
        Escaped{"Zoë 東京 🙂", "\"Zoë 東京 🙂\""},
        Escaped{"\x80"
                "a\xff",
            "\"\uFFFD"
            "a\uFFFD\""},
        Escaped{"</script>/", "\"</script>/\""}, Escaped{"cut \xe6\x9d", "\"cut \uFFFD\uFFFD\""}));

} // namespace
} // namespace callsheet::check
