#include "core/send/divide_chunk.h"

#include <gtest/gtest.h>

namespace callsheet::send {

using runs::PlannedChunk;

namespace {

const PlannedChunk three = {{2, 5, 9},
    R"({"batchId":"b[{","callData":[{"phoneNumber":"1","note":"a } \" ] , {"},{"phoneNumber":"2","note":"\\\\"},{"phoneNumber":"3"}]})"};

} // namespace

TEST(DivideChunk, keepsEveryRecordsBytes)
{
    const auto picked = pickPeople(three, {true, false, true});
    ASSERT_TRUE(picked);
    EXPECT_EQ(picked->rows, (std::vector<std::uint32_t>{2, 9}));
    EXPECT_EQ(picked->body,
        R"({"batchId":"b[{","callData":[{"phoneNumber":"1","note":"a } \" ] , {"},{"phoneNumber":"3"}]})");
}

TEST(DivideChunk, putsEverybodyIntoExactlyOneHalf)
{
    const auto halves = halve(three);
    ASSERT_TRUE(halves);
    EXPECT_EQ(halves->at(0).rows, (std::vector<std::uint32_t>{2}));
    EXPECT_EQ(halves->at(1).rows, (std::vector<std::uint32_t>{5, 9}));
    EXPECT_TRUE(halves->at(1).body.contains(R"("note":"\\\\")"));
}

TEST(DivideChunk, leavesAloneWhatItDoesNotUnderstand)
{
    EXPECT_FALSE(halve({{2}, three.body})) << "one person cannot be halved";
    EXPECT_FALSE(halve({{2, 3}, three.body})) << "three records for two rows";
    EXPECT_FALSE(halve({{2, 3}, R"({"callData":[{"a":1},{"a":2}])"})) << "cut off";
    EXPECT_FALSE(halve({{2, 3}, ""}));
}

TEST(SearchCost, isKnownBeforeTheFirstRequest)
{
    EXPECT_EQ(searchCost(1).ifOneIsBad, 0);
    EXPECT_EQ(searchCost(2).ifOneIsBad, 2);
    EXPECT_EQ(searchCost(8).ifOneIsBad, 6);
    EXPECT_EQ(searchCost(1000).ifOneIsBad, 20);
    EXPECT_EQ(searchCost(1000).atMost, 1998);
}

} // namespace callsheet::send
