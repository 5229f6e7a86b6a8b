#include "core/send/pilot.h"

#include <gtest/gtest.h>

#include <set>

namespace callsheet::send {

TEST(Pilot, knowsCallingCodesOfEveryLength)
{
    EXPECT_EQ(callingCodeOf(12125551001), 1);
    EXPECT_EQ(callingCodeOf(79161234567), 7);
    EXPECT_EQ(callingCodeOf(447700900123), 44);
    EXPECT_EQ(callingCodeOf(353851234567), 353);
    EXPECT_EQ(callingCodeOf(0), 0);
}

TEST(Pilot, takesEveryCountryTheLongestValuesAndEveryPatternOfBlanks)
{
    std::vector<PilotTraits> rows(1000, PilotTraits{44, 10, 0});
    rows[700].callingCode = 353;
    rows[800].callingCode = 49;
    rows[123].longestValue = 400;
    rows[555].blanks = 4;
    for (const std::uint32_t seed : {1U, 2U, 3U}) {
        const auto chosen = choosePilot(rows, 10, seed);
        EXPECT_EQ(chosen.size(), 10U);
        EXPECT_TRUE(std::is_sorted(chosen.begin(), chosen.end()));
        const std::set<std::size_t> set(chosen.begin(), chosen.end());
        for (const std::size_t special : {123U, 555U, 700U, 800U})
            EXPECT_TRUE(set.contains(special)) << special << " with seed " << seed;
    }
}

TEST(Pilot, choosesTheSameRowsWithTheSameSeedOnly)
{
    const std::vector<PilotTraits> rows(1000, PilotTraits{44, 10, 0});
    EXPECT_EQ(choosePilot(rows, 10, 7), choosePilot(rows, 10, 7));
    EXPECT_NE(choosePilot(rows, 10, 7), choosePilot(rows, 10, 8));
}

TEST(Pilot, takesEverybodyWhereThereAreNoMore)
{
    EXPECT_EQ(choosePilot(std::vector<PilotTraits>(3), 10, 1), (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_TRUE(choosePilot({}, 10, 1).empty());
    EXPECT_TRUE(choosePilot(std::vector<PilotTraits>(3), 0, 1).empty());
}

} // namespace callsheet::send
