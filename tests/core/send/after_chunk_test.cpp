#include "core/send/after_chunk.h"

#include <gtest/gtest.h>

namespace callsheet::send {

using runs::ChunkState;
using runs::OutcomeClass;

namespace {

struct Case {
    const char *name;
    ChunkState state;
    NextStep next;
    GivenUp why;
    std::vector<OutcomeClass> ended;
    PauseReason reason;
    bool stopsRun = false;
    bool credentialsRefused = false;
};
void PrintTo(const Case &row, std::ostream *out)
{
    *out << row.name;
}
class AfterChunk : public ::testing::TestWithParam<Case> { };

OutcomeClass outcomeOf(ChunkState state)
{
    switch (state) {
    case ChunkState::NotSent:
        return OutcomeClass::NotSent;
    case ChunkState::Refused:
        return OutcomeClass::Refused;
    case ChunkState::Unknown:
        return OutcomeClass::Unknown;
    default:
        return OutcomeClass::Accepted;
    }
}

constexpr auto none = NextStep::None;
constexpr auto soon = NextStep::RetrySoon;
constexpr auto wait = NextStep::RetryAfter;
constexpr auto A = OutcomeClass::Accepted;
constexpr auto R = OutcomeClass::Refused;
constexpr auto N = OutcomeClass::NotSent;
constexpr auto U = OutcomeClass::Unknown;

} // namespace

TEST_P(AfterChunk, goesOnOrSaysWhyNot)
{
    const Case &row = GetParam();
    ChunkEnd end;
    end.chunk.state = row.state;
    end.chunk.message = QStringLiteral("what happened");
    end.outcome.result.outcome = row.ended.back() == U ? U : outcomeOf(row.state);
    end.outcome.next = row.next;
    end.outcome.stopsRun = row.stopsRun;
    end.outcome.credentialsRefused = row.credentialsRefused;
    end.why = row.why;
    end.ended = row.ended;
    const Ending ending = afterChunk(end, {});
    EXPECT_EQ(ending.reason, row.reason);
    EXPECT_EQ(describe(ending.reason).isEmpty(), row.reason == PauseReason::None);
}

INSTANTIATE_TEST_SUITE_P(Chunks, AfterChunk,
    ::testing::Values(Case{"queued", ChunkState::Accepted, none, GivenUp::ForAPerson, {A}, PauseReason::None},
        Case{"unknown", ChunkState::Unknown, none, GivenUp::ForAPerson, {U}, PauseReason::OutcomeUnknown},
        Case{"unknown, and then a wrong key", ChunkState::Unknown, none, GivenUp::ForAPerson, {U},
            PauseReason::OutcomeUnknown, true, true},
        Case{"a look found them queued", ChunkState::Accepted, none, GivenUp::ForAPerson, {A, U}, PauseReason::None},
        Case{"a look found them absent", ChunkState::NotSent, none, GivenUp::ForAPerson, {A, U}, PauseReason::None},
        Case{"a look found some of them", ChunkState::Replaced, none, GivenUp::ForAPerson, {A, U}, PauseReason::None},
        Case{"a second look in a row was needed", ChunkState::Accepted, none, GivenUp::ForAPerson, {U, U},
            PauseReason::TooManyUnknown},
        Case{"a wrong key", ChunkState::NotSent, none, GivenUp::ForAPerson, {N}, PauseReason::CredentialsRefused, true,
            true},
        Case{"no such batch", ChunkState::Refused, none, GivenUp::ForAPerson, {R}, PauseReason::ServiceRefused, true},
        Case{"nobody answers", ChunkState::NotSent, soon, GivenUp::TriesUsed, {N}, PauseReason::ServiceUnreachable},
        Case{"the run's tries are used up", ChunkState::NotSent, soon, GivenUp::QuotaUsed, {N},
            PauseReason::RetriesUsed},
        Case{"asked to wait too long", ChunkState::NotSent, wait, GivenUp::WaitTooLong, {N}, PauseReason::AskedToWait},
        Case{"one refused", ChunkState::Refused, none, GivenUp::ForAPerson, {A, R}, PauseReason::None},
        Case{"three refused in a row", ChunkState::Refused, none, GivenUp::ForAPerson, {R, R, R},
            PauseReason::TooManyFailures}));

TEST(AfterAChunk, letsTheHalvesFollowAChunkThatWasTooLarge)
{
    ChunkEnd end;
    end.chunk.state = ChunkState::Refused;
    end.chunk.code = QString::fromLatin1(tooLargeCode);
    end.chunk.rows = {2, 3};
    end.ended = {R, R};
    EXPECT_EQ(afterChunk(end, {}).reason, PauseReason::None);
    end.chunk.rows = {2};
    EXPECT_FALSE(isTooLarge(end.chunk)) << "one person cannot be halved";
}

} // namespace callsheet::send
