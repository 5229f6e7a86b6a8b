#include "core/check/mark_rows.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using test::phoneVariable;
using test::variable;
using Rows = std::vector<sheet::RowIndex>;

//! Ready, a duplicate of it with other data, a warning (an extension), an error.
std::shared_ptr<const Report> report()
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s)},
        {{"07911000001", "Ada"}, {"07911000001", "Ben"}, {"07911000003 x5", "Cem"}, {"none", "Dee"}});
    return checkRows(input, nullptr, {}).value();
}

struct Case {
    RowMark mark;
    bool on;
    Rows before;
    Rows rows;
    Rows after;
    int count;
};

class MarkRows : public ::testing::TestWithParam<Case> { };

TEST_P(MarkRows, marksTheRowsThatItMakesADifferenceTo)
{
    const Case &given = GetParam();
    Edits edits;
    for (const sheet::RowIndex row : given.before)
        edits.setMark(row, given.mark, true);
    const MarkedRows marked = markRows(edits, *report(), given.rows, given.mark, given.on);
    EXPECT_EQ(marked.edits.rowsWith(given.mark), given.after);
    EXPECT_EQ(marked.count, given.count);
    EXPECT_EQ(edits.rowsWith(given.mark), given.before) << "nothing is done yet";
}

INSTANTIATE_TEST_SUITE_P(Marks, MarkRows,
    ::testing::Values(Case{RowMark::Skip, true, {}, {0, 1}, {0, 1}, 2},
        Case{RowMark::Skip, true, {1}, {0, 1}, {0, 1}, 1}, Case{RowMark::Skip, false, {0, 2}, {0, 1}, {2}, 1},
        Case{RowMark::Skip, true, {0}, {0}, {0}, 0},
        Case{RowMark::SendAnyway, true, {}, {0, 1, 2, 3}, {2}, 1}, // what has a warning, and no error
        Case{RowMark::SendAnyway, false, {2}, {2}, {}, 1},
        Case{RowMark::CallThisOne, true, {0}, {1}, {1}, 1}, // one of those with its number
        Case{RowMark::CallThisOne, true, {2}, {1}, {1, 2}, 1}));

} // namespace
} // namespace callsheet::check
