#include "ui/practice/mishap.h"

#include "tests/support/printers.h"

#include <QSet>

#include <gtest/gtest.h>

namespace callsheet::ui {

namespace {

class EachMishap : public ::testing::TestWithParam<Mishap> { };

} // namespace

TEST_P(EachMishap, isFoundAgainInThePlanThatPlaysIt)
{
    for (const HowLong howLong : {HowLong::NextRequest, HowLong::UntilSwitchedOff}) {
        const Rehearsal rehearsal{GetParam(), howLong};
        const practice::FaultPlan plan = planFor(rehearsal);
        ASSERT_EQ(plan.faults.size(), 1);
        EXPECT_EQ(plan.faults[0].count, howLong == HowLong::NextRequest ? 1 : 0);
        EXPECT_EQ(rehearsalOf(plan), rehearsal);
        EXPECT_TRUE(rehearsalText(rehearsal).contains(mishapName(GetParam())));
    }
}

INSTANTIATE_TEST_SUITE_P(Mishaps, EachMishap,
    ::testing::Values(
        Mishap::AnswerLost, Mishap::RequestLost, Mishap::TooManyRequests, Mishap::SomeRefused, Mishap::KeyRefused));

TEST(Mishap, aServiceThatIsDownStaysDownUntilItIsSwitchedOn)
{
    const Rehearsal once{Mishap::ServiceDown, HowLong::NextRequest};
    EXPECT_TRUE(planFor(once).faults.isEmpty()) << "no request reaches it that could be met";
    EXPECT_EQ(asPlayed(once), (Rehearsal{Mishap::ServiceDown, HowLong::UntilSwitchedOff}));
    const Rehearsal lost{Mishap::AnswerLost, HowLong::NextRequest};
    EXPECT_EQ(asPlayed(lost), lost);
}

TEST(Mishap, nothingGoesWrongWithoutAPlan)
{
    EXPECT_TRUE(planFor({}).faults.isEmpty());
    EXPECT_EQ(rehearsalOf({}), Rehearsal());
    EXPECT_TRUE(rehearsalText({}).isEmpty());
}

TEST(Mishap, noTwoHaveTheSameNameOrMeaning)
{
    QSet<QString> names{mishapName(Mishap::None)};
    QSet<QString> meanings{mishapMeaning(Mishap::None)};
    for (const Mishap mishap : mishaps) {
        names.insert(mishapName(mishap));
        meanings.insert(mishapMeaning(mishap));
    }
    EXPECT_EQ(names.size(), static_cast<qsizetype>(mishaps.size()) + 1);
    EXPECT_EQ(meanings.size(), static_cast<qsizetype>(mishaps.size()) + 1);
}

} // namespace callsheet::ui
