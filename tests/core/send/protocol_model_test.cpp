#include "tests/core/send/protocol_model.h"

#include <gtest/gtest.h>

#include <cstdio>

namespace callsheet::test {

namespace {

//! What is wrong with a policy; nothing of it with ours.
struct Wrong {
    bool callsTwice = false;
    bool losesSilently = false;
    bool doubtsInVain = false;
};
struct Judged {
    Policy policy;
    Wrong wrong;
};
void PrintTo(const Judged &judged, std::ostream *out)
{
    *out << judged.policy.name;
}

class ProtocolModel : public ::testing::TestWithParam<Judged> { };

} // namespace

TEST_P(ProtocolModel, callsNobodyTwiceAndLosesNobodyExactlyWhereThePolicyIsRight)
{
    const auto &[policy, wrong] = GetParam();
    const Verdict verdict = explore(policy);
    RecordProperty("ends", verdict.ends);
    RecordProperty("calledTwice", verdict.calledTwice);
    std::printf("%s: %d end states, %d with somebody called twice, %d lost, %d unknown in vain\n", policy.name,
        verdict.ends, verdict.calledTwice, verdict.lostSilently, verdict.doubtedInVain);
    EXPECT_GT(verdict.ends, 5);
    EXPECT_EQ(verdict.calledTwice > 0, wrong.callsTwice) << verdict.calledTwice;
    EXPECT_EQ(verdict.lostSilently > 0, wrong.losesSilently) << verdict.lostSilently;
    if (wrong.callsTwice)
        return; // what else is wrong with it is no matter
    EXPECT_EQ(verdict.doubtedInVain > 0, wrong.doubtsInVain) << verdict.doubtedInVain;
    EXPECT_EQ(verdict.untrue, 0) << "called not sent or refused, and queued";
}

namespace {

constexpr Policy byTheNetworksWay(const char *name, SendAgain sendAgain, AfterCrash afterCrash)
{
    Policy policy{name, sendAgain, afterCrash};
    policy.bodyCanBeReadTwice = true;
    return policy;
}

constexpr Policy looking(const char *name, Settling settling, Again again = Again::AbsentOnly)
{
    Policy policy{name};
    policy.settling = settling;
    policy.again = again;
    return policy;
}

constexpr Policy remembering(const char *name, AfterCrash afterCrash, WireOpen wireOpen)
{
    Policy policy = looking(name, Settling::AfterSettleTime);
    policy.afterCrash = afterCrash;
    policy.wireOpen = wireOpen;
    return policy;
}

constexpr Wrong callsTwice = {true, false, false};
constexpr Wrong nothing = {};

//! Ours where no Bearer token lets us look: the service documents that a request is to be repeated after 500, so it is.
constexpr Policy asDocumented(const char *name, After500 after500)
{
    Policy policy{name, SendAgain::After500};
    policy.after500 = after500;
    return policy;
}

} // namespace

INSTANTIATE_TEST_SUITE_P(Policies, ProtocolModel,
    ::testing::Values(Judged{byTheNetworksWay("A send again after every failure, the network's ordinary way",
                                 SendAgain::AfterEveryFailure, AfterCrash::SendAgain),
                          callsTwice},
        Judged{{"B the same with a body that can be read once", SendAgain::AfterEveryFailure, AfterCrash::SendAgain},
            callsTwice},
        Judged{byTheNetworksWay("C never again what is unknown, the network's ordinary way", SendAgain::Never,
                   AfterCrash::ByTheJournal),
            callsTwice},
        Judged{{"D never again what is unknown, a body that can be read once"}, nothing},
        Judged{looking("E look at once, the whole chunk again", Settling::AtOnce, Again::WholeChunk), callsTwice},
        Judged{looking("F look at once, absent people again", Settling::AtOnce), callsTwice},
        Judged{looking(
                   "G look after the settle time, the whole chunk again", Settling::AfterSettleTime, Again::WholeChunk),
            callsTwice},
        Judged{looking("H look after the settle time, absent people again", Settling::AfterSettleTime), nothing},
        Judged{remembering("I as H, but the intent can be lost with the power", AfterCrash::SendAgainWhereIntentIsLost,
                   WireOpen::OnDisk),
            callsTwice},
        Judged{remembering(
                   "J as H, but WIRE-OPEN can be lost with the power", AfterCrash::ByTheJournal, WireOpen::MayBeLost),
            callsTwice},
        Judged{remembering("K as H without WIRE-OPEN, and an intent alone is not sent", AfterCrash::SendAgain,
                   WireOpen::NotWritten),
            callsTwice},
        Judged{remembering("L as H without WIRE-OPEN, and an intent alone is unknown", AfterCrash::ByTheJournal,
                   WireOpen::NotWritten),
            Wrong{false, false, true}},
        Judged{looking("M what is unknown is taken for queued", Settling::TakesItForQueued), Wrong{false, true, false}},
        Judged{asDocumented("N again after 500 without a look, as documented", After500::AnythingIsStored), callsTwice},
        Judged{asDocumented("O the same, and after 500 nobody is stored", After500::NobodyIsStored), nothing}));

TEST(ProtocolModel, knowsWhatARetryAfter500WithoutALookCosts)
{
    // Accepted: the service itself asks for this retry, so it answers for what a 500 has left behind (O: with nobody
    // left behind it costs nothing); a Bearer token makes it H, the setting "ask me" makes it D, and the chunk says it.
    const Verdict verdict = explore(asDocumented("N", After500::AnythingIsStored));
    std::printf("again after 500 as documented: %d of %d end states with somebody called twice\n", verdict.calledTwice,
        verdict.ends);
    EXPECT_EQ(verdict.calledTwice, 34);
    EXPECT_EQ(verdict.lostSilently, 0);
    EXPECT_EQ(verdict.untrue, 0) << "what a 500 may have left behind stays unknown, whatever comes later";
}

} // namespace callsheet::test
