#include "core/check/report.h"

#include "core/check/describe.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <set>

namespace callsheet::check {
namespace {

TEST(Report, listsTheRowsThatWillBeSent)
{
    Report report;
    report.states = {RowState::Ready, RowState::Error, RowState::Warning, RowState::Duplicate, RowState::Ready};
    EXPECT_EQ(report.rowsToSend(), (std::vector<sheet::RowIndex>{0, 2, 4}));
    EXPECT_TRUE(Report().rowsToSend().empty());
}

TEST(Report, findsTheProblemsOfARow)
{
    Report report;
    report.problems = {{1, 0, 0, ProblemCode::BlankPhone, Severity::Error},
        {1, 0, 1, ProblemCode::BlankRequired, Severity::Error}, {7, 0, 0, ProblemCode::PhoneTooLong, Severity::Error}};
    using Range = std::pair<std::size_t, std::size_t>;
    EXPECT_EQ(report.problemsOf(0), (Range{0, 0}));
    EXPECT_EQ(report.problemsOf(1), (Range{0, 2}));
    EXPECT_EQ(report.problemsOf(5), (Range{2, 2}));
    EXPECT_EQ(report.problemsOf(7), (Range{2, 3}));
    EXPECT_EQ(report.problemsOf(9), (Range{3, 3}));
}

TEST(ProblemCodes, eachHaveAWordATitleAndAdviceOfTheirOwn)
{
    std::set<QString> words;
    std::set<QString> titles;
    for (int i = 0; i < problemCodeCount; ++i) {
        const auto code = static_cast<ProblemCode>(i);
        words.insert(codeName(code));
        titles.insert(groupTitle(code));
        EXPECT_FALSE(groupAdvice(code).isEmpty()) << i;
    }
    EXPECT_EQ(words.size(), static_cast<std::size_t>(problemCodeCount));
    EXPECT_EQ(titles.size(), static_cast<std::size_t>(problemCodeCount));
    EXPECT_FALSE(words.contains(QString()));
    EXPECT_EQ(codeName(ProblemCode::BlankRequired), QStringLiteral("blankRequired"));
}

TEST(RowStates, haveNames)
{
    EXPECT_EQ(stateName(RowState::Ready), QStringLiteral("Ready"));
    EXPECT_EQ(stateName(RowState::Duplicate), QStringLiteral("Duplicate"));
}

TEST(Problem, staysSmall)
{
    EXPECT_EQ(sizeof(Problem), 12U);
}

} // namespace
} // namespace callsheet::check
