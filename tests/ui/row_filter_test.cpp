#include "ui/check/row_filter.h"

#include <gtest/gtest.h>

namespace callsheet::ui {

using check::ProblemCode;
using check::RowState;
using check::Severity;
using Rows = std::vector<sheet::RowIndex>;

namespace {

// Rows: 0 ready, 1 warning, 2 blank phone, 3 duplicate of 0, 4 ready, 5 two blank required values.
check::Report sixRows()
{
    check::Report report;
    report.states
        = {RowState::Ready, RowState::Warning, RowState::Error, RowState::Duplicate, RowState::Ready, RowState::Error};
    report.phones.assign(6, 0);
    report.problems = {{1, 0, 0, ProblemCode::PhoneExtension, Severity::Warning},
        {2, 0, 0, ProblemCode::BlankPhone, Severity::Error}, {3, 0, 0, ProblemCode::Duplicate, Severity::Error},
        {5, 0, 1, ProblemCode::BlankRequired, Severity::Error}, {5, 0, 2, ProblemCode::BlankRequired, Severity::Error}};
    return report;
}

} // namespace

struct FilterCase {
    const char *name;
    RowFilter filter;
    Rows expected;
};
void PrintTo(const FilterCase &c, std::ostream *out)
{
    *out << c.name;
}

class RowFilterTest : public ::testing::TestWithParam<FilterCase> { };

TEST_P(RowFilterTest, letsExactlyTheseRowsThrough)
{
    EXPECT_EQ(rowsMatching(sixRows(), {4}, GetParam().filter), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Groups, RowFilterTest,
    ::testing::Values(FilterCase{"all", {RowGroup::All, {}}, {0, 1, 2, 3, 4, 5}},
        FilterCase{"readyWithoutSkipped", {RowGroup::Ready, {}}, {0}},
        FilterCase{"warnings", {RowGroup::Warnings, {}}, {1}},
        FilterCase{"errorsHoldDuplicates", {RowGroup::Errors, {}}, {2, 3, 5}},
        FilterCase{"duplicates", {RowGroup::Duplicates, {}}, {3}},
        FilterCase{"blankRequired", {RowGroup::BlankRequired, {}}, {2, 5}},
        FilterCase{"skipped", {RowGroup::Skipped, {}}, {4}},
        FilterCase{"oneProblem", {RowGroup::All, ProblemCode::BlankRequired}, {5}}),
    [](const auto &param) { return std::string(param.param.name); });

TEST(GroupCounts, areTheNumbersOfRowsThatEachFilterShows)
{
    check::Report report = sixRows();
    report.counts = {6, 2, 1, 3, 1, 2};
    for (const Rows &skipped : {Rows(), Rows{4}, Rows{0, 1, 4}}) {
        const auto counts = groupCounts(report, skipped);
        for (std::size_t group = 0; group < rowGroupCount; ++group)
            EXPECT_EQ(counts[group], qint64(rowsMatching(report, skipped, {static_cast<RowGroup>(group), {}}).size()))
                << group << " with " << skipped.size();
        EXPECT_EQ(counts[1] + counts[2] + counts[3] + counts[6], counts[0]) << "every row is in one of them";
    }
}

TEST(ProblemGroups, countRowsNotProblems)
{
    for (const ProblemGroup &group : problemGroups(sixRows()))
        EXPECT_EQ(group.rows, 1) << static_cast<int>(group.code);
}

TEST(ProblemGroups, putTheBiggestFirst)
{
    check::Report report = sixRows();
    report.problems.insert(report.problems.begin(), {0, 0, 1, ProblemCode::BlankRequired, Severity::Error});
    EXPECT_EQ(problemGroups(report).front(), (ProblemGroup{ProblemCode::BlankRequired, Severity::Error, 2}));
}

} // namespace callsheet::ui
