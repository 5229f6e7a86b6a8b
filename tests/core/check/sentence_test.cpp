#include "core/check/sentence.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::check {

void PrintTo(const OddValue &odd, std::ostream *out)
{
    *out << describe(odd).toStdString();
}

namespace {

using namespace Qt::StringLiterals;

match::VariableSet agent(const QString &openingLine)
{
    match::VariableSet set{
        u"Test"_s, {test::phoneVariable(), test::variable(u"name"_s), test::variable(u"order_id"_s)}};
    set.variables[2].label = u"Order"_s;
    set.openingLine = openingLine;
    return set;
}

Sentence said(const QString &line, const QString &name, const QString &order = u"A-1"_s)
{
    return fillSentence(line, agent(line), {u"12025550101"_s, name, order});
}

const QString line = u"Hi {{name}}, about order {{ order_id }}…"_s;

TEST(FillSentence, saysWhatTheAgentWillSay)
{
    EXPECT_EQ(said(line, u"Ann"_s), (Sentence{u"Hi Ann, about order A-1…"_s, {}}));
    EXPECT_EQ(said(u"Hi {NAME}, {{Order}}"_s, u"Ann"_s).text, u"Hi Ann, A-1"_s) << "one brace, capitals, the label";
    EXPECT_EQ(said(u"Hello."_s, u"Ann"_s), (Sentence{u"Hello."_s, {}}));
}

struct OddRow {
    const char *value;
    std::optional<Oddity> oddity;
};

void PrintTo(const OddRow &row, std::ostream *out)
{
    *out << row.value;
}

class OddValues : public ::testing::TestWithParam<OddRow> { };

TEST_P(OddValues, areSeenBeforeTheyAreHeard)
{
    const Sentence sentence = said(line, QString::fromUtf8(GetParam().value));
    if (!GetParam().oddity) {
        EXPECT_TRUE(sentence.odd.isEmpty()) << describe(sentence.odd.value(0)).toStdString();
    } else {
        EXPECT_EQ(sentence.odd, (QList<OddValue>{{*GetParam().oddity, u"name"_s}}));
    }
}

INSTANTIATE_TEST_SUITE_P(Values, OddValues,
    ::testing::Values(OddRow{"", Oddity::Blank}, OddRow{"  ", Oddity::Blank}, OddRow{"45231", Oddity::DateSerial},
        OddRow{"4.5E+03", Oddity::Exponent}, OddRow{"JOHN SMITH", Oddity::AllCaps}, OddRow{"UK", std::nullopt},
        OddRow{"ACC-1001", std::nullopt}, OddRow{"{first}", Oddity::LeftoverBraces},
        OddRow{"<b>Ann</b>", Oddity::Markup}, OddRow{"Ann &amp; Bob", Oddity::Markup}, OddRow{"1 < 2", std::nullopt},
        OddRow{"12345", std::nullopt},
        OddRow{"a value that goes on and on and on, longer than anybody listens to", Oddity::TooLong},
        OddRow{"Ann", std::nullopt}, OddRow{"安娜", std::nullopt}));

TEST(FillSentence, leavesBracesOfNoVariableForAllToSee)
{
    const Sentence sentence = said(u"Hi {{nickname}}"_s, u"Ann"_s);
    EXPECT_EQ(sentence.text, u"Hi {{nickname}}"_s);
    EXPECT_EQ(sentence.odd, (QList<OddValue>{{Oddity::LeftoverBraces, u"nickname"_s}}));
}

TEST(OddestRows, comeOddestFirstAndOnlyWhereThereIsSomething)
{
    auto input = test::checkInput({test::phoneVariable(), test::variable(u"name"_s), test::variable(u"order_id"_s)},
        {{"+447911123456", "Ann", "A-1"}, {"+447911123457", "BERTRAM", "A-2"}, {"+447911123458", "", "4.5E+03"},
            {"+447911123459", "", "A-3"}, {"none", "", ""}});
    input.variables.openingLine = line;
    const auto report = checkRows(input, nullptr, {});
    ASSERT_EQ(test::errorOf(report), "");
    const auto rows = oddestRows(input, *report, 10, {});
    ASSERT_EQ(test::errorOf(rows), "");
    EXPECT_EQ(*rows, (std::vector<sheet::RowIndex>{2, 3, 1})) << "a row that nobody hears is none of them";
    EXPECT_EQ(*oddestRows(input, *report, 1, {}), (std::vector<sheet::RowIndex>{2}));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(oddestRows(input, *report, 10, stop.get_token()).error().kind, base::ErrorKind::Cancelled);
}

TEST(CleanUpsInARecord, areWhatIsCheckedAndSent)
{
    auto input = test::checkInput(
        {test::phoneVariable(), test::variable(u"due"_s, match::VariableType::Date, true), test::variable(u"name"_s)},
        {{"+447911123456", "3.5.2024", "  ANN LEE "}, {"+447911123457", "n/a", "bob"},
            {"+447911123458", "31.31.2024", "-"}});
    input.mapping.assignments[1].cleanUps
        = {{match::CleanUpKind::MapValues, {}, {}, {{u"n/a"_s, {}}}}, {match::CleanUpKind::DayFirst}};
    input.mapping.assignments[1].fallback = u"2024-01-01"_s;
    input.mapping.assignments[2].cleanUps = {{match::CleanUpKind::Spaces}, {match::CleanUpKind::TitleCase}};
    const auto report = checkRows(input, nullptr, {});
    ASSERT_EQ(test::errorOf(report), "");
    EXPECT_EQ(valuesOf(input, report->get(), 0), (QStringList{u"447911123456"_s, u"2024-05-03"_s, u"Ann Lee"_s}));
    EXPECT_EQ(valuesOf(input, report->get(), 1), (QStringList{u"447911123457"_s, u"2024-01-01"_s, u"Bob"_s}));
    EXPECT_EQ(valuesOf(input, report->get(), 2)[1], u"31.31.2024"_s) << "what fits no calendar stays, and is an error";
    EXPECT_EQ((*report)->counts.errors, 1U);
}

TEST(CleanUpsInARecord, takeAFurtherColumnForAValueThatIsCleanedAway)
{
    auto input = test::checkInput({test::phoneVariable(), test::variable(u"name"_s), test::variable(u"nick"_s)},
        {{"+447911123456", "-", " Annie "}});
    input.mapping.assignments[1].furtherColumns = {2};
    input.mapping.assignments[1].cleanUps
        = {{match::CleanUpKind::MapValues, {}, {}, {{u"-"_s, {}}}}, {match::CleanUpKind::Spaces}};
    EXPECT_EQ(valuesOf(input, nullptr, 0)[1], u"Annie"_s);
}

TEST(CleanUpsInARecord, holdARowBackWhoseCleanUpTakesTooLong)
{
    auto input = test::checkInput(
        {test::phoneVariable(), test::variable(u"name"_s)}, {{"+447911123456", std::string(60, 'a') + "!"}});
    input.mapping.assignments[1].cleanUps = {{match::CleanUpKind::ReplacePattern, u"(a+)+$"_s, u"x"_s}};
    const auto report = checkRows(input, nullptr, {});
    ASSERT_EQ(test::errorOf(report), "");
    ASSERT_EQ((*report)->problems.size(), 1U);
    EXPECT_EQ((*report)->problems[0].code, ProblemCode::CleanUpGaveUp);
    EXPECT_EQ((*report)->states[0], RowState::Error);
}

} // namespace
} // namespace callsheet::check
