#include "core/check/typed_value.h"

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

struct NumberCase {
    const char *text;
    std::optional<std::string> json;
};

class JsonNumber : public ::testing::TestWithParam<NumberCase> { };

TEST_P(JsonNumber, isMadeOnlyOfPlainNumbers)
{
    EXPECT_EQ(toJsonNumber(GetParam().text), GetParam().json);
}

INSTANTIATE_TEST_SUITE_P(Texts, JsonNumber,
    ::testing::Values(NumberCase{"0", "0"}, NumberCase{"1234.50", "1234.50"}, NumberCase{"-3", "-3"},
        NumberCase{"+3", "3"}, NumberCase{" 007 ", "7"}, NumberCase{"00.5", "0.5"}, NumberCase{".5", "0.5"},
        NumberCase{"-.5", "-0.5"}, NumberCase{"12345678901234567890", "12345678901234567890"},
        NumberCase{"5.", std::nullopt}, NumberCase{"", std::nullopt}, NumberCase{"-", std::nullopt},
        NumberCase{".", std::nullopt}, NumberCase{"1,234.50", std::nullopt}, NumberCase{"12,5", std::nullopt},
        NumberCase{"1 234", std::nullopt}, NumberCase{"1e5", std::nullopt}, NumberCase{"4.5E+03", std::nullopt},
        NumberCase{"£5", std::nullopt}, NumberCase{"5 %", std::nullopt}, NumberCase{"1.2.3", std::nullopt},
        NumberCase{"--1", std::nullopt}, NumberCase{"0x10", std::nullopt}, NumberCase{"NaN", std::nullopt},
        NumberCase{"١٢", std::nullopt}));

TEST(Boolean, knowsTheUsualWordsInAnyCase)
{
    for (const char *text : {"true", "TRUE", "Yes", "y", "1", " yes "})
        EXPECT_EQ(toBoolean(text), true) << text;
    for (const char *text : {"false", "False", "NO", "n", "0"})
        EXPECT_EQ(toBoolean(text), false) << text;
    for (const char *text : {"", "ja", "2", "x", "yess", "on", "00"})
        EXPECT_EQ(toBoolean(text), std::nullopt) << text;
}

TEST(Date, isADayThatExistsWrittenYearFirst)
{
    for (const char *text :
        {"2024-05-31", "2024-02-29", " 2024-05-31 ", "2024-05-31 14:30", "2024-05-31T23:59:59", "1999-12-31 00:00:00"})
        EXPECT_TRUE(isDate(text)) << text;
    for (const char *text : {"", "2023-02-29", "2024-13-01", "2024-5-3", "31.05.2024", "05/31/2024", "45443",
             "2024-05-31 24:00", "2024-05-31 1:30", "2024-05-31x", "2024-05-31 14:30:61", "0000-00-00", "tomorrow",
             "2024-05-31 "
             "and later"})
        EXPECT_FALSE(isDate(text)) << text;
}

TEST(TimeZone, isANameOfTheIanaList)
{
    for (const char *text : {"Europe/London", "America/New_York", "Asia/Kolkata", "America/Argentina/Buenos_Aires",
             "UTC", " Europe/Berlin "})
        EXPECT_TRUE(isTimeZone(text)) << text;
    for (const char *text : {"", "London", "EST5PDT4", "UTC+01:00", "GMT+1", "europe/london", "Europe/Atlantis",
             "../../etc/passwd", "Pacific Standard Time"})
        EXPECT_FALSE(isTimeZone(text)) << text;
}

TEST(TimeZone, maybeAnOlderName)
{
    EXPECT_TRUE(isTimeZone("US/Eastern"));
    EXPECT_TRUE(isTimeZone("Asia/Calcutta"));
    EXPECT_TRUE(isTimeZone("Europe/Kiev"));
}

} // namespace
} // namespace callsheet::check
