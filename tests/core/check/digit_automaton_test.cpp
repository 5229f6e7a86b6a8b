#include "core/check/digit_automaton.h"

#include <gtest/gtest.h>

#include <random>
#include <regex>
#include <string>

namespace callsheet::check {

namespace {

struct Matching {
    const char *pattern;
    const char *digits;
    bool matches;
};

void PrintTo(const Matching &value, std::ostream *out)
{
    *out << value.pattern << " on \"" << value.digits << '"';
}

class DigitPattern : public ::testing::TestWithParam<Matching> { };

TEST_P(DigitPattern, takesExactlyWhatItSays)
{
    const Matching &expected = GetParam();
    const auto automaton = DigitAutomaton::compile(expected.pattern);
    ASSERT_TRUE(automaton);
    EXPECT_EQ(automaton->matches(expected.digits), expected.matches);
}

INSTANTIATE_TEST_SUITE_P(Patterns, DigitPattern,
    ::testing::Values(Matching{"12", "12", true}, Matching{"12", "1", false}, Matching{"12", "123", false},
        Matching{"\\d{3}", "907", true}, Matching{"\\d{3}", "90", false}, Matching{"\\d{2,4}", "1", false},
        Matching{"\\d{2,4}", "12", true}, Matching{"\\d{2,4}", "1234", true}, Matching{"\\d{2,4}", "12345", false},
        Matching{"[2-46]1?", "3", true}, Matching{"[2-46]1?", "51", false}, Matching{"[2-46]1?", "61", true},
        Matching{"(?:1|2(?:3|45))6", "16", true}, Matching{"(?:1|2(?:3|45))6", "2456", true},
        Matching{"(?:1|2(?:3|45))6", "246", false}, Matching{"(1|22)*3", "12213", true},
        Matching{"(1|22)*3", "123", false}, Matching{"1+", "", false}, Matching{"1+", "111", true},
        Matching{"0?", "", true}, Matching{"(?:12){2}", "1212", true}, Matching{"(?:12){2}", "12", false},
        Matching{"[\\d]7", "47", true}));

TEST(DigitAutomaton, saysThatItDoesNotKnowRatherThanGuess)
{
    for (const char *pattern : {"1.", "^1", "1$", "[^1]", "(?!1)2", "(?=1)", "1{2,}", "a", "1(", "1)", "[1", "[4-2]",
             "1{3,2}", "\\D", "(?i)1", "1|(2", "1{", "1{999}"})
        EXPECT_FALSE(DigitAutomaton::compile(pattern)) << pattern;
}

TEST(DigitAutomaton, refusesAPatternThatWouldNeedMoreStatesThanMemoryShouldGive)
{
    EXPECT_FALSE(DigitAutomaton::compile("(?:(?:\\d{64}){64}){64}"));
}

TEST(DigitAutomaton, namesEachLengthAtWhichABeginningFits)
{
    const auto automaton = DigitAutomaton::compile("0(?:0|11)?");
    ASSERT_TRUE(automaton);
    EXPECT_EQ(automaton->matchingPrefixes("0012"), 0b110U);
    EXPECT_EQ(automaton->matchingPrefixes("0112"), 0b1010U);
    EXPECT_EQ(automaton->matchingPrefixes("12"), 0U);
    EXPECT_EQ(DigitAutomaton::compile("1?")->matchingPrefixes("1"), 0b11U);
}

TEST(DigitAutomaton, agreesWithARegularExpressionLibraryOnRandomDigits)
{
    std::mt19937 random(7);
    for (const char *pattern :
        {"(?:[1-3]\\d|45{1,3})(?:0|67?)*", "9(?:[02-9]\\d{2}|1(?:2|34))\\d?", "(?:0|1[0-5]){2,5}"}) {
        const auto automaton = DigitAutomaton::compile(pattern);
        ASSERT_TRUE(automaton);
        const std::regex expression(pattern);
        int fitting = 0;
        for (int i = 0; i < 20'000; ++i) {
            std::string digits(random() % 7, '0');
            for (char &digit : digits)
                digit = static_cast<char>('0' + random() % 10);
            const bool expected = std::regex_match(digits, expression);
            fitting += expected ? 1 : 0;
            ASSERT_EQ(automaton->matches(digits), expected) << pattern << ' ' << digits;
        }
        EXPECT_GT(fitting, 0) << "the comparison proves nothing where nothing fits";
    }
}

} // namespace

} // namespace callsheet::check
