#include "core/base/row_ranges.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::base {
namespace {

using namespace Qt::StringLiterals;
using Rows = std::vector<std::uint32_t>;

TEST(RowRanges, joinNeighbours)
{
    EXPECT_EQ(toRowRanges({2, 3, 4, 7, 9, 10}), u"2-4,7,9-10"_s);
    EXPECT_EQ(toRowRanges({5}), u"5"_s);
    EXPECT_EQ(toRowRanges({}), QString());
}

TEST(RowRanges, keepTheOrder)
{
    EXPECT_EQ(toRowRanges({9, 3, 4, 2}), u"9,3-4,2"_s);
    EXPECT_EQ(fromRowRanges(u"9,3-4,2"_s), Rows({9, 3, 4, 2}));
}

TEST(RowRanges, comeBackAsTheyWere)
{
    for (const Rows &rows : {Rows{}, Rows{1}, Rows{2, 3, 4}, Rows{1, 3, 5, 6, 7, 1'048'576}, Rows{5, 5, 6}})
        EXPECT_EQ(fromRowRanges(toRowRanges(rows)), rows);
}

TEST(RowRanges, refuseWhatIsNoList)
{
    for (const auto &text : {u"x"_s, u"1-"_s, u"-1"_s, u"5-2"_s, u"1-2-3"_s, u"1;2"_s, u"99999999999"_s})
        EXPECT_EQ(fromRowRanges(text), std::nullopt) << text.toStdString();
}

TEST(RowRanges, refuseMoreRowsThanAnySheetHas)
{
    EXPECT_EQ(fromRowRanges(u"1-4294967295"_s), std::nullopt);
}

} // namespace
} // namespace callsheet::base
