#include "tests/system/crash_fixture.h"

#include <iostream>
#include <random>

// A sender is ended at any moment. Afterwards the journal must be true: nobody is queued whom it calls not sent, nobody
// is missing whom it calls queued, and who is unknown is settled by a look. The practice service has the truth.
namespace callsheet::test {

using runs::ChunkState;
using runs::JournalStep;

namespace {

QStringList at(JournalStep step, const QString &when, int times)
{
    return {QString::number(static_cast<int>(step)), when, QString::number(times)};
}

} // namespace

struct StepCase {
    const char *name;
    JournalStep step;
    const char *when;
    ChunkState expected; // of the chunk under way, at the next start [reliability.md 2.5]
    int firstChunk = 0; // that meets the step …
    int chunks = crashPeople / crashChunk; // … and how many do
};
class CrashAt : public Crash, public ::testing::WithParamInterface<StepCase> { };

TEST_P(CrashAt, leavesAJournalThatIsTrue)
{
    Figures figures;
    const int kills = 20; // the first to the last chunk that meets the step, over and over
    for (int i = 0; i < kills; ++i) {
        const int times = i % GetParam().chunks;
        kill(at(GetParam().step, QString::fromLatin1(GetParam().when), times + 1), std::nullopt, figures,
            UnderWay{static_cast<std::size_t>(GetParam().firstChunk + times), GetParam().expected});
    }
    std::cout << figures << '\n';
    EXPECT_EQ(figures.kills, kills);
    expectTrue(figures);
    if (GetParam().expected == ChunkState::Unknown)
        EXPECT_EQ(figures.unknownChunks, kills);
    else
        EXPECT_EQ(figures.unknownChunks, 0) << "it is known that nothing left, or what came of it";
}

// The first chunk's INTENT and WIRE-OPEN and the last one's RESULT stand alone; the others are one commit with each
// other, as their connection stands by then.
constexpr int allButOne = crashPeople / crashChunk - 1;
INSTANTIATE_TEST_SUITE_P(Steps, CrashAt,
    ::testing::Values(StepCase{"beforeIntent", JournalStep::Intent, "before", ChunkState::Waiting, 0, 1},
        StepCase{"afterIntent", JournalStep::Intent, "after", ChunkState::NotSent, 0, 1},
        StepCase{"beforeWireOpen", JournalStep::WireOpen, "before", ChunkState::NotSent, 0, 1},
        StepCase{"afterWireOpen", JournalStep::WireOpen, "after", ChunkState::Unknown, 0, 1},
        StepCase{"beforeJointStep", JournalStep::ResultIntentAndWireOpen, "before", ChunkState::Unknown, 0, allButOne},
        StepCase{"afterJointStep", JournalStep::ResultIntentAndWireOpen, "after", ChunkState::Unknown, 1, allButOne},
        StepCase{"beforeResult", JournalStep::Result, "before", ChunkState::Unknown, allButOne, 1},
        StepCase{"afterResult", JournalStep::Result, "after", ChunkState::Accepted, allButOne, 1}),
    [](const auto &tested) { return tested.param.name; });

TEST_F(Crash, aroundPlanAndCloseLosesNothing)
{
    Figures figures;
    for (const JournalStep step : {JournalStep::Plan, JournalStep::Close}) {
        for (const QString &when : {u"before"_s, u"after"_s})
            kill(at(step, when, 1), std::nullopt, figures);
    }
    std::cout << figures << '\n';
    EXPECT_EQ(figures.kills, 4);
    EXPECT_EQ(figures.unknown, 0);
    expectTrue(figures);
}

//! A share of the random kills: together 300 in every run, 1000 with CALLSHEET_NIGHTLY.
class CrashAtRandom : public Crash, public ::testing::WithParamInterface<unsigned> { };

TEST_P(CrashAtRandom, losesNobodyAndCallsNobodyTwice)
{
    const unsigned seed = campaignSeed();
    std::mt19937 random(seed);
    const int kills = isNightly() ? 167 : 50;
    Figures figures;
    // As long as sending takes here: measured, because a kill that comes too late proves nothing.
    QElapsedTimer elapsed;
    const auto wholeRun = [&] {
        Figures whole;
        kill({}, Moment{"planned", std::chrono::seconds(60), &elapsed}, whole);
        return static_cast<int>(elapsed.nsecsElapsed() / 1000);
    };
    int longest = wholeRun();
    for (int tries = 0; figures.kills < kills && tries < 3 * kills; ++tries) {
        const bool early = tries % 5 == 0; // around PLAN, and the opening of the journal
        const std::chrono::microseconds after(std::uniform_int_distribution<int>(0, longest)(random));
        kill({}, Moment{early ? "started" : "planned", after, nullptr}, figures);
    }
    std::cout << "seed " << seed << ", " << figures << '\n';
    EXPECT_GE(figures.kills, kills);
    EXPECT_GT(figures.unknown, 0) << "no kill met a body under way: then this proves nothing";
    expectTrue(figures);
}

INSTANTIATE_TEST_SUITE_P(Parts, CrashAtRandom, ::testing::Range(1u, 7u));

TEST_F(Crash, wouldCallPeopleTwiceWithoutALook)
{
    // The control: whoever was under way is sent again.
    Figures figures;
    for (int i = 0; i < 3; ++i)
        kill(at(JournalStep::ResultIntentAndWireOpen, u"before"_s, 1 + i), std::nullopt, figures, {},
            Policy::SendUnknownAgain);
    std::cout << figures << '\n';
    EXPECT_GT(figures.twice, 0);
}

} // namespace callsheet::test
