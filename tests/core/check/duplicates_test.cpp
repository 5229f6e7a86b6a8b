#include "core/check/duplicates.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using test::phoneVariable;
using test::variable;

TEST(NumbersToChoose, areThoseWhoseRowsWouldNotBeSentTheSame)
{
    CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s)},
        {
            {"01134 960101", "Ada"},
            {"01134 960102", "Ben"},
            {"01134 960101", "Ada"}, // the same: folded, and nobody is asked
            {"01134 960103", "Cem"},
            {"01134 960102", "Ben"}, // the same as one, and another one differs
            {"0113 496 0102", "Benjamin"},
            {"+44 1134 960104", "Dee"},
            {"n/a", "Dee"},
            {"01134 960104", "Dora"},
        });
    EXPECT_EQ(numbersToChoose(**checkRows(input, nullptr, {})), (std::vector<SameNumber>{{1, {1, 4, 5}}, {6, {6, 8}}}));
    input.edits.setMark(8, RowMark::CallThisOne, true);
    input.edits.setMark(5, RowMark::Skip, true);
    EXPECT_EQ(numbersToChoose(**checkRows(input, nullptr, {})), (std::vector<SameNumber>{{8, {6, 8}}}))
        << "what was chosen can be chosen again; who is skipped is no choice";
}

TEST(FirstRows, areJudgedAsAmongAllWithWhatIsKnownOfThem)
{
    std::vector<test::MemoryTable::Row> rows;
    for (int i = 0; i < 3000; ++i)
        rows.push_back({"01134 96" + std::to_string(1000 + i % 2500), i % 7 == 0 ? "" : "Ada"});
    const CheckInput input
        = test::checkInput({phoneVariable(), variable(u"name"_s, match::VariableType::Text, true)}, rows);
    const auto all = *checkRows(input, nullptr, {});
    for (const sheet::RowIndex count : {0U, 1U, 2600U, 9000U}) {
        const auto first = *checkFirstRows(input, count, {});
        const std::size_t known = std::min<std::size_t>(count, rows.size());
        ASSERT_EQ(first->states.size(), known);
        EXPECT_TRUE(std::equal(first->states.begin(), first->states.end(), all->states.begin()));
        EXPECT_EQ(first->counts.rows, known);
        if (count > rows.size())
            EXPECT_EQ(*first, *all);
    }
}

TEST(CheckProgress, countsWhatWasFoundRowByRow)
{
    const CheckInput input = test::checkInput(
        {phoneVariable()}, {{"01134 960101"}, {"n/a"}, {""}, {"01134 960102 x5"}, {"01134 960101"}, {"01134 960104"}});
    CheckProgress progress;
    ASSERT_TRUE(checkRows(input, &progress, {}));
    EXPECT_EQ(progress.done, 6);
    EXPECT_EQ(progress.ready, 3) << "who shares a number is found out last";
    EXPECT_EQ(progress.warnings, 1);
    EXPECT_EQ(progress.errors, 2);
}

TEST(CanBeWaived, isARowWithoutAnythingThatStopsIt)
{
    CheckInput input = test::checkInput(
        {phoneVariable()}, {{"01134 960101"}, {"n/a"}, {"01134 960102 x5"}, {"01134 960103"}, {"01134 960103"}});
    input.alreadyQueued = QueuedNumbers({{441134960101U}}, QDateTime::currentDateTimeUtc());
    const auto report = *checkRows(input, nullptr, {});
    const bool expected[] = {true, false, true, false, false};
    for (sheet::RowIndex row = 0; row < 5; ++row)
        EXPECT_EQ(canBeWaived(*report, row), expected[row]) << row;
}

} // namespace
} // namespace callsheet::check
