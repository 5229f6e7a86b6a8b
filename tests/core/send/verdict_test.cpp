#include "core/send/verdict.h"

#include <gtest/gtest.h>

namespace callsheet::send {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const QDateTime noon({2026, 7, 1}, {12, 0}, Qt::UTC);
constexpr SettleRules rules;
constexpr auto P = Finding::Present;
constexpr auto A = Finding::Absent;
constexpr auto O = Finding::Older;
constexpr auto U = Finding::Unclear;
constexpr auto queued = Verdict::Queued;
constexpr auto absent = Verdict::Absent;
constexpr auto undecided = Verdict::Undecided;

//! A look so long after the last byte; the service's clock is an hour ahead of ours.
Look look(seconds after, std::vector<Finding> people, std::optional<seconds> serviceAfter = {})
{
    Look made;
    made.ownTime = noon.addSecs(after.count());
    made.serviceTime = noon.addSecs(3600 + serviceAfter.value_or(after).count());
    made.people = std::move(people);
    return made;
}

Look timeless(Look given)
{
    given.serviceTime = {};
    return given;
}

struct Case {
    const char *name;
    std::vector<Look> looks;
    std::vector<Verdict> verdicts;
    std::optional<seconds> wait; // before the next look, asked right after the last one
};
void PrintTo(const Case &row, std::ostream *out)
{
    *out << row.name;
}
class Verdicts : public ::testing::TestWithParam<Case> { };

} // namespace

TEST_P(Verdicts, callNobodyAbsentBeforeItIsCertain)
{
    const Case &row = GetParam();
    EXPECT_EQ(verdictsOf(row.looks, noon, rules), row.verdicts);
    const QDateTime now = row.looks.empty() ? noon : row.looks.back().ownTime;
    const auto wait = waitForNextLook(row.looks, noon, now, rules);
    EXPECT_EQ(wait.has_value(), row.wait.has_value());
    if (wait && row.wait) {
        EXPECT_EQ(*wait, milliseconds(*row.wait));
    }
}

INSTANTIATE_TEST_SUITE_P(Looks, Verdicts,
    ::testing::Values(Case{"no look yet: look at once", {}, {}, 0s},
        Case{"everybody there at once", {look(1s, {P, P})}, {queued, queued}, {}},
        Case{"nobody there, too early", {look(1s, {A, A})}, {undecided, undecided}, 120s},
        Case{"nobody there after the settle time, one look", {look(120s, {A})}, {undecided}, 61s},
        Case{"an early look and a settled one", {look(60s, {A}), look(121s, {A})}, {undecided}, 61s},
        Case{"a moment before the settle time", {look(119s, {A}), look(180s, {A})}, {undecided}, 61s},
        Case{"two settled looks, far enough apart", {look(1s, {A}), look(121s, {A}), look(181s, {A})}, {absent}, {}},
        Case{"the settle time has not passed by the service's clock", {look(120s, {A}), look(180s, {A})}, {undecided},
            61s},
        Case{"nor where our clock was set forward", {look(1s, {A}), look(3600s, {A}, 60s), look(3661s, {A}, 120s)},
            {undecided}, 61s},
        Case{"and then it has", {look(1s, {A}), look(3600s, {A}, 60s), look(3661s, {A}, 121s)}, {absent}, {}},
        Case{"two settled looks, too near by the service's clock",
            {look(1s, {A}), look(120s, {A}), look(181s, {A}, 179s)}, {undecided}, 61s},
        Case{"a third look helps", {look(1s, {A}), look(120s, {A}), look(150s, {A}), look(181s, {A})}, {absent}, {}},
        Case{"some there, some not", {look(1s, {P, A}), look(120s, {P, A}), look(181s, {P, A})}, {queued, absent}, {}},
        Case{"somebody came late", {look(120s, {A, A}), look(181s, {P, A})}, {queued, undecided}, 61s},
        Case{"and then no more", {look(120s, {A, A}), look(181s, {P, A}), look(242s, {P, A})}, {queued, absent}, {}},
        Case{"somebody was seen once and not again", {look(120s, {P, A}), look(181s, {A, A}), look(242s, {A, A})},
            {queued, absent}, {}},
        Case{"somebody was in the batch before", {look(1s, {O, A}), look(120s, {O, A}), look(181s, {O, A})},
            {undecided, absent}, {}},
        Case{"the batch would not hold still", {look(120s, {U, U}), look(181s, {A, A})}, {undecided, undecided}, 61s},
        Case{"the service does not tell its time", {timeless(look(120s, {A})), timeless(look(181s, {A}))}, {undecided},
            {}},
        Case{"it never settles",
            {look(121s, {A, A}), look(182s, {P, A}), look(243s, {A, U}), look(304s, {U, A}), look(365s, {U, U}),
                look(426s, {P, U})},
            {queued, undecided}, {}}));

TEST(Verdict, isNotHurriedByAClockThatWasSetBack)
{
    const std::vector<Look> looks = {look(-700s, {A}, 1s), look(-600s, {A}, 130s), look(-500s, {A}, 230s)};
    EXPECT_EQ(verdictsOf(looks, noon, rules), (std::vector{undecided}));
    EXPECT_LE(*waitForNextLook(looks, noon, looks.back().ownTime, rules), milliseconds(121s));
}

TEST(Verdict, isNeverAbsentWhereNobodyKnowsWhenTheLastByteLeft)
{
    EXPECT_EQ(verdictsOf({look(1s, {A}), look(120s, {A}), look(181s, {A})}, {}, rules), (std::vector{undecided}));
}

TEST(FindPeople, joinsByDigitsWhateverTheOrder)
{
    const std::vector<wire::BatchEntry> batch = {{"3", noon, {}}, {"1", noon.addSecs(1), {}}};
    EXPECT_EQ(findPeople({"1", "2", "3"}, batch, true, noon, 0ms, rules), (std::vector{P, A, P}));
    EXPECT_EQ(findPeople({"1", "2", "3"}, batch, false, noon, 0ms, rules), (std::vector{P, U, P}))
        << "a page may have been missed";
    EXPECT_EQ(findPeople({""}, batch, true, noon, 0ms, rules), (std::vector{U}));
}

TEST(FindPeople, callsNobodyAbsentWhoMayStandThereWithoutTheCountryCode)
{
    const auto find = [](const QByteArray &inTheBatch) {
        return findPeople({"12125550001"}, {{inTheBatch, noon, {}}}, true, noon, 0ms, rules).front();
    };
    EXPECT_EQ(find("2125550001"), U);
    EXPECT_EQ(find("02125550001"), U) << "with the 0 that is dialled within a country";
    EXPECT_EQ(find("12125550001"), P);
    EXPECT_EQ(find("12125550002"), A) << "the control";
    EXPECT_EQ(find("550001"), A) << "the end of too many numbers";
}

TEST(FindPeople, takesWhatWasThereBeforeTheAttemptForNoProof)
{
    const auto findAt = [](QDateTime at, milliseconds lead = 0ms) {
        return findPeople({"1"}, {{"1", std::move(at), {}}}, true, noon, lead, rules).front();
    };
    EXPECT_EQ(findAt(noon.addSecs(-60)), O);
    EXPECT_EQ(findAt({}), U) << "no time, no proof";
    EXPECT_EQ(findAt(noon.addSecs(-2)), P) << "the two clocks are compared to the second only";
    EXPECT_EQ(findAt(noon.addSecs(60), 3600s), O) << "the service's clock is an hour ahead: this is old";
    EXPECT_EQ(findAt(noon.addSecs(-3590), -3600s), P) << "an hour behind: this is new";
    EXPECT_EQ(
        findPeople({"1"}, {{"1", {}, {}}, {"1", noon.addSecs(-60), {}}}, true, noon, 0ms, rules), (std::vector{O}));
    const std::vector<wire::BatchEntry> oldAndNew = {{"1", noon.addSecs(9), {}}, {"1", noon.addSecs(-900), {}}};
    EXPECT_EQ(findPeople({"1"}, oldAndNew, true, noon, 0ms, rules), (std::vector{P}));
}

} // namespace callsheet::send
