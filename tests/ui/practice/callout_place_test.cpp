#include "ui/practice/callout_place.h"

#include <gtest/gtest.h>

namespace callsheet::ui {

namespace {

using Side = CalloutPlace::Side;
constexpr QRect page(200, 30, 700, 540); // of a window of 900 × 600
constexpr QSize callout(400, 160);

struct Case {
    const char *name;
    QRect target;
    Side side;
};

class CalloutPlaces : public ::testing::TestWithParam<Case> { };

} // namespace

TEST_P(CalloutPlaces, standsInsideThePageAndOffItsTarget)
{
    const CalloutPlace placed = placeCallout(callout, GetParam().target, page);
    EXPECT_EQ(placed.side, GetParam().side);
    EXPECT_TRUE(page.contains(placed.rect));
    EXPECT_FALSE(placed.rect.intersects(GetParam().target));
}

INSTANTIATE_TEST_SUITE_P(Targets, CalloutPlaces,
    ::testing::Values(Case{"buttonAtTheBottom", {780, 530, 110, 34}, Side::Above},
        Case{"fieldAtTheTop", {220, 60, 300, 28}, Side::Below},
        Case{"columnAtTheLeft", {200, 30, 250, 540}, Side::Behind},
        Case{"columnAtTheRight", {650, 30, 250, 540}, Side::Before},
        Case{"buttonInTheMiddle", {520, 300, 100, 30}, Side::Above}),
    [](const auto &info) { return std::string(info.param.name); });

TEST(CalloutPlace, hidesAsLittleAsCanBeOfATargetThatFillsThePage)
{
    const CalloutPlace placed = placeCallout(callout, page.adjusted(0, 0, 0, -100), page);
    EXPECT_EQ(placed.side, Side::Nowhere);
    EXPECT_EQ(placed.rect.bottom(), page.bottom());
    EXPECT_TRUE(page.contains(placed.rect));
}

TEST(CalloutPlace, standsAtTheLowerEdgeWithoutATarget)
{
    const CalloutPlace placed = placeCallout(callout, {}, page);
    EXPECT_EQ(placed.side, Side::Nowhere);
    EXPECT_EQ(placed.rect.bottom(), page.bottom());
    EXPECT_TRUE(page.contains(placed.rect));
}

} // namespace callsheet::ui
