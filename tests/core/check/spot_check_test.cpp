#include "core/check/spot_check.h"

#include "tests/core/check/memory_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using Rows = std::vector<sheet::RowIndex>;

TEST(RandomRows, areTheSameForTheSameNumberAndOthersForAnother)
{
    Rows rows(1000);
    std::iota(rows.begin(), rows.end(), sheet::RowIndex(500));
    const Rows sample = randomRows(rows, 20, 1);
    EXPECT_EQ(sample.size(), 20U);
    EXPECT_TRUE(std::is_sorted(sample.begin(), sample.end()));
    EXPECT_EQ(std::adjacent_find(sample.begin(), sample.end()), sample.end()) << "nobody twice";
    EXPECT_EQ(randomRows(rows, 20, 1), sample);
    EXPECT_NE(randomRows(rows, 20, 2), sample);
    EXPECT_EQ(sample.front(), 669U) << "on this computer as on any other";
    EXPECT_EQ(randomRows({3, 4}, 20, 1), (Rows{3, 4})) << "fewer rows than asked for are all looked at";
}

TEST(RandomRows, comeFromTheWholeSheet)
{
    Rows rows(1000);
    std::iota(rows.begin(), rows.end(), sheet::RowIndex(0));
    int upper = 0;
    for (std::uint64_t number = 0; number < 50; ++number) {
        const Rows sample = randomRows(rows, 20, number);
        upper += static_cast<int>(
            std::count_if(sample.begin(), sample.end(), [](sheet::RowIndex row) { return row >= 500; }));
    }
    EXPECT_GT(upper, 420);
    EXPECT_LT(upper, 580);
}

TEST(RecordJson, isWhatGoesIntoTheRequest)
{
    const CheckInput input = test::checkInput(
        {test::phoneVariable(), test::variable(u"name"_s), test::variable(u"n"_s, match::VariableType::Number)},
        {{"01134 960101", "Ada \"A\"", "007"}});
    const auto report = *checkRows(input, nullptr, {});
    EXPECT_EQ(recordJson(input, *report, 0), R"({"phoneNumber":"441134960101","name":"Ada \"A\"","n":7})");
}

} // namespace
} // namespace callsheet::check
