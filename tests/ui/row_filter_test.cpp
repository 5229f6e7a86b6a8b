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
        FilterCase{"ready", {RowGroup::Ready, {}}, {0, 4}}, FilterCase{"warnings", {RowGroup::Warnings, {}}, {1}},
        FilterCase{"errorsHoldDuplicates", {RowGroup::Errors, {}}, {2, 3, 5}},
        FilterCase{"duplicates", {RowGroup::Duplicates, {}}, {3}},
        FilterCase{"blankRequired", {RowGroup::BlankRequired, {}}, {2, 5}},
        FilterCase{"skipped", {RowGroup::Skipped, {}}, {4}},
        FilterCase{"oneProblem", {RowGroup::All, ProblemCode::BlankRequired}, {5}}),
    [](const auto &param) { return std::string(param.param.name); });

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
