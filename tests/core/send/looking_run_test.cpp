#include "tests/core/send/send_run_fixture.h"

namespace callsheet::send {

//! With a Bearer token the run looks by itself.
class LookingRun : public SendRunTest {
protected:
    void SetUp() override
    {
        SendRunTest::SetUp();
        m_mode = connection::CredentialMode::Both;
        m_pause = [](std::chrono::milliseconds, std::stop_token stop) { return noPause(stop); };
    }
};

TEST_F(LookingRun, sendsAgainAfterA500WhoIsAbsent)
{
    playFaults({status(500)});
    const runs::RunId run = planned(20, 10);
    EXPECT_EQ(send(run), PauseReason::None);
    expectQueuedOnce(20);
    EXPECT_EQ(arrivals(), 3);
    EXPECT_EQ(ledger(run), (runs::Ledger{20, 0, 0, 20, 0, 0, 0}));
}

class LookedUpAnswer : public LookingRun, public ::testing::WithParamInterface<LossCase> { };

TEST_P(LookedUpAnswer, makesTheRunGoOnByItself)
{
    playFaults({fault(GetParam().kind)});
    const runs::RunId run = planned(20, 10);
    EXPECT_EQ(send(run), PauseReason::None);
    EXPECT_EQ(ledger(run), (runs::Ledger{20, 0, 0, 20, 0, 0, 0}));
    EXPECT_EQ(arrivals(), GetParam().queuedAfterAll ? 2 : 3) << "who is there is not sent again, who is not is";
    expectQueuedOnce(20);
}

INSTANTIATE_TEST_SUITE_P(Faults, LookedUpAnswer, ::testing::ValuesIn(lossCases));

TEST_F(LookingRun, goesOnlyOnceToAServiceThatLosesEveryAnswer)
{
    playFaults({fault(FaultKind::DropUnapplied, 1, 0)});
    const runs::RunId run = planned(30, 10);
    EXPECT_EQ(send(run), PauseReason::TooManyUnknown);
    EXPECT_EQ(arrivals(), 2) << "the circuit breaker: the second unknown in a row";
    EXPECT_EQ(ledger(run).notSent, 30) << "nobody of them is in the batch, and all may be sent later";
    EXPECT_EQ(m_service.queuedCount(batch), 0);
}

TEST_F(LookingRun, looksByTheReferenceKeyWhereItIsSwitchedOn)
{
    m_referenceKey = u"callsheet_ref"_s;
    playFaults({fault(FaultKind::DropBeforeAnswer, 2), fault(FaultKind::DropUnapplied, 4)});
    const runs::RunId run = planned(40, 10);
    EXPECT_EQ(send(run), PauseReason::TooManyUnknown) << "the second of few";
    EXPECT_EQ(send(run), PauseReason::None);
    expectQueuedOnce(40);
    EXPECT_EQ(arrivals(), 5);
    int looks = 0;
    for (const practice::Arrival &arrival : m_service.arrivals())
        looks += arrival.path.contains(u"batch-details"_s);
    EXPECT_EQ(looks, 9) << "two proofs and one count for a chunk that is there, twice that for one that is not";
}

TEST_F(LookingRun, staysUnknownWhereTheLookIsRefused)
{
    Fault closed = status(403, 1, 0);
    closed.path = u"batch-details"_s;
    playFaults({status(500), closed});
    const runs::RunId run = planned(20, 10);
    const auto sendRun = sending(run);
    sendRun->start(SendWhat::Waiting);
    ASSERT_TRUE(waitUntil([&] { return ended(*sendRun); }));
    EXPECT_EQ(sendRun->pauseReason(), PauseReason::OutcomeUnknown);
    EXPECT_TRUE(sendRun->pauseMessage().contains(u"token"_s)) << sendRun->pauseMessage().toStdString();
    EXPECT_EQ(ledger(run).unknown, 10);
    EXPECT_EQ(arrivals(), 1);
}

//! A request that is applied after the client gave up: the reason for the settle time.
class LateApplication : public LookingRun, public ::testing::WithParamInterface<bool> { };

TEST_P(LateApplication, callsNobodyTwiceUnlessTheSettleTimeIsLeftOut)
{
    const bool waits = GetParam();
    Fault late = fault(FaultKind::LateApply);
    late.delay = 700ms;
    playFaults({late});
    if (waits) {
        m_settings.settle.settleTime = 1s;
        m_pause = {}; // real time has to pass
    }
    const runs::RunId run = planned(10);
    EXPECT_EQ(send(run), PauseReason::None);
    EXPECT_TRUE(waitUntil([&] { return m_service.queuedCount(batch) == 10; }));
    EXPECT_EQ(ledger(run).queued, 10);
    EXPECT_TRUE(waitUntil([&] { return waits || m_service.queuedCalls(batch).front().timesQueued == 2; }))
        << "the control: without the settle time they are sent again";
    EXPECT_EQ(arrivals(), waits ? 1 : 2);
    if (waits) {
        expectQueuedOnce(10);
    }
}

INSTANTIATE_TEST_SUITE_P(SettleTime, LateApplication, ::testing::Bool());

} // namespace callsheet::send
