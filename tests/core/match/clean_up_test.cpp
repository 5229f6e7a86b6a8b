#include "core/match/clean_values.h"
#include "core/match/cleaner.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::match {
namespace {

using namespace Qt::StringLiterals;

std::string cleaned(const QList<CleanUp> &cleanUps, std::string_view value)
{
    std::string scratch;
    Cleaner cleaner(cleanUps);
    return std::string(cleaner.clean(value, scratch));
}

struct Row {
    CleanUp cleanUp;
    const char *before;
    const char *after;
};

void PrintTo(const Row &row, std::ostream *out)
{
    *out << row.before << " -> " << row.after;
}

class CleanUps : public ::testing::TestWithParam<Row> { };

TEST_P(CleanUps, makeOfAValueWhatTheirNameSays)
{
    EXPECT_EQ(cleaned({GetParam().cleanUp}, GetParam().before), GetParam().after);
}

const CleanUp spaces{CleanUpKind::Spaces};
INSTANTIATE_TEST_SUITE_P(Spaces, CleanUps,
    ::testing::Values(Row{spaces, "  Ann   Lee ", "Ann Lee"}, Row{spaces, "Ann\u00a0Lee", "Ann Lee"},
        Row{spaces, "\u200bAnn\ufeff", "Ann"}, Row{spaces, "a\r\n b\t", "a b"}, Row{spaces, "\u202aAnn\u202c", "Ann"},
        Row{spaces, "Ann", "Ann"}, Row{spaces, " \u3000 ", ""}, Row{spaces, "", ""},
        Row{spaces, "न\u200dम", "न\u200dम"}, Row{spaces, " caf\xe9 ", " caf\xe9 "}));

const CleanUp upper{CleanUpKind::UpperCase};
const CleanUp lower{CleanUpKind::LowerCase};
const CleanUp title{CleanUpKind::TitleCase};
INSTANTIATE_TEST_SUITE_P(Case, CleanUps,
    ::testing::Values(Row{upper, "Straße", "STRAßE"}, Row{upper, "ärger", "ÄRGER"}, Row{lower, "ACC-10", "acc-10"},
        Row{lower, "İZMİR", "izmir"}, Row{title, "JOHN O'NEIL", "John O'Neil"}, Row{title, "don't", "Don't"},
        Row{title, "McDonald", "McDonald"}, Row{title, "İSMAİL ÖZ", "İsmail Öz"},
        Row{title, "weiß-müller", "Weiß-Müller"}, Row{title, "ANN 2ND", "Ann 2nd"}, Row{title, "d’arc", "D’Arc"},
        Row{title, "", ""}, Row{title, "👋 ann", "👋 Ann"}, Row{title, "e\u0301MILE", "e\u0301MILE"}));

const CleanUp dayFirst{CleanUpKind::DayFirst};
const CleanUp monthFirst{CleanUpKind::MonthFirst};
const CleanUp yearFirst{CleanUpKind::YearFirst};
INSTANTIATE_TEST_SUITE_P(Dates, CleanUps,
    ::testing::Values(Row{dayFirst, "3.5.2024", "2024-05-03"}, Row{dayFirst, "03/05/24", "2024-05-03"},
        Row{dayFirst, "31/12/69", "1969-12-31"}, Row{dayFirst, "13/05/2024", "2024-05-13"},
        Row{dayFirst, "05/13/2024", "05/13/2024"}, Row{dayFirst, "2024-05-03", "2024-05-03"},
        Row{dayFirst, "30.02.2024", "30.02.2024"}, Row{dayFirst, "3 May 2024", "2024-05-03"},
        Row{dayFirst, "3-Sept-24", "2024-09-03"}, Row{dayFirst, "May 3, 2024", "2024-05-03"},
        Row{dayFirst, "3rd June 2024", "2024-06-03"}, Row{dayFirst, "3 Mai 2024", "3 Mai 2024"},
        Row{dayFirst, "3.5.2024 9:30", "2024-05-03 09:30"}, Row{dayFirst, "3.5.2024 25:00", "3.5.2024 25:00"},
        Row{dayFirst, "45231", "45231"}, Row{dayFirst, "n/a", "n/a"}, Row{dayFirst, "3.5", "3.5"},
        Row{dayFirst, "1.2.345", "1.2.345"}, Row{dayFirst, "3/5-2024", "3/5-2024"},
        Row{monthFirst, "5/3/2024", "2024-05-03"}, Row{monthFirst, "13/5/2024", "13/5/2024"},
        Row{yearFirst, "2024/5/3", "2024-05-03"}, Row{yearFirst, "24.05.03", "2024-05-03"},
        Row{yearFirst, "20240503", "2024-05-03"}, Row{yearFirst, "20241303", "20241303"}));

const CleanUp comma{CleanUpKind::DecimalComma};
const CleanUp point{CleanUpKind::DecimalPoint};
INSTANTIATE_TEST_SUITE_P(Numbers, CleanUps,
    ::testing::Values(Row{comma, "1.234,50", "1234.50"}, Row{comma, "12,5", "12.5"}, Row{comma, "1.234.567", "1234567"},
        Row{comma, "1 234,5 €", "1234.5"}, Row{comma, "-3,00", "-3.00"}, Row{comma, "1.23,4", "1.23,4"},
        Row{comma, "12.5", "12.5"}, Row{comma, "1'234,5", "1234.5"}, Row{comma, "n/a", "n/a"},
        Row{comma, "1.234 567", "1.234 567"}, Row{point, "1,234.50", "1234.50"}, Row{point, "$1,234", "1234"},
        Row{point, "£ 99.9", "99.9"}, Row{point, "1,23", "1,23"}, Row{point, "\u22125.00", "-5.00"},
        Row{point, "007", "007"}));

const CleanUp prefix{CleanUpKind::Prefix, u"ACC-"_s};
const CleanUp suffix{CleanUpKind::Suffix, u" EUR"_s};
const CleanUp dots{CleanUpKind::Replace, u"."_s, u"-"_s};
const CleanUp swapped{CleanUpKind::ReplacePattern, u"^(\\w+), (\\w+)$"_s, u"\\2 \\1"_s};
const CleanUp hopeless{CleanUpKind::ReplacePattern, u"(a+)+$"_s, u"x"_s};
const CleanUp plans{CleanUpKind::MapValues, {}, {}, {{u"g"_s, u"Gold"_s}, {u"n/a"_s, {}}}};
INSTANTIATE_TEST_SUITE_P(Texts, CleanUps,
    ::testing::Values(Row{prefix, "10", "ACC-10"}, Row{prefix, "ACC-10", "ACC-10"}, Row{prefix, " ", " "},
        Row{suffix, "10", "10 EUR"}, Row{suffix, "10 EUR", "10 EUR"}, Row{dots, "a.b.c", "a-b-c"},
        Row{swapped, "Müller, Ann", "Ann Müller"}, Row{swapped, "Ann", "Ann"},
        Row{{CleanUpKind::ReplacePattern, u"x*"_s, u"-"_s}, "ab", "-a-b-"}, Row{hopeless, "baaa", "bx"},
        Row{plans, " G ", "Gold"}, Row{plans, "N/A", ""}, Row{plans, "silver", "silver"}));

TEST(CleanUps, areDoneOneAfterTheOther)
{
    EXPECT_EQ(cleaned({spaces, title, {CleanUpKind::Prefix, u"Dr. "_s}}, "  ANN   LEE"), "Dr. Ann Lee");
    EXPECT_EQ(cleaned({}, "  as it is "), "  as it is ");
}

TEST(CleanUps, giveUpAPatternThatTriesForever)
{
    const std::string value = std::string(60, 'a') + "!";
    Cleaner cleaner({hopeless});
    std::string scratch;
    EXPECT_EQ(cleaner.clean(value, scratch), value);
    EXPECT_TRUE(cleaner.gaveUp());
    EXPECT_EQ(cleaner.clean("baaa", scratch), "bx");
    EXPECT_FALSE(cleaner.gaveUp()) << "the next value is another one";
}

TEST(CleanUps, doNotLetAValueGrowWithoutEnd)
{
    CleanUp doubling{CleanUpKind::ReplacePattern, u"."_s, u"\\0\\0"_s};
    Cleaner cleaner(QList<CleanUp>(40, doubling));
    std::string scratch;
    EXPECT_EQ(cleaner.clean("abc", scratch), "abc");
    EXPECT_TRUE(cleaner.gaveUp());
}

TEST(CleanUps, sayWhatIsWrongWithThem)
{
    EXPECT_NE(faultOf(CleanUp{CleanUpKind::ReplacePattern, u"("_s}), std::nullopt);
    EXPECT_NE(faultOf(CleanUp{CleanUpKind::Replace}), std::nullopt);
    EXPECT_NE(faultOf(CleanUp{CleanUpKind::Prefix}), std::nullopt);
    EXPECT_EQ(faultOf(swapped), std::nullopt);
    EXPECT_EQ(faultOf(spaces), std::nullopt);
}

} // namespace
} // namespace callsheet::match
