#include "tests/core/send/send_run_fixture.h"

#include "core/send/divide_chunk.h"

#include <QDir>
#include <QTcpServer>

#include <algorithm>
#include <map>

// The whole way from a sheet to a service with a memory: what the journal says is compared with what the service knows.
namespace callsheet::send {

TEST_F(SendRunTest, queuesEverybodyOnce)
{
    const runs::RunId run = planned(2500);
    EXPECT_EQ(send(run), PauseReason::None);
    expectQueuedOnce(2500);
    EXPECT_EQ(ledger(run), (runs::Ledger{2500, 0, 0, 2500, 0, 0, 0}));
    EXPECT_EQ(arrivals(), 3);

    EXPECT_EQ(send(run), PauseReason::None) << "starting it again finds nothing to send";
    EXPECT_EQ(arrivals(), 3);
}

TEST_F(SendRunTest, tellsEveryChangeOfAChunkInItsOrder)
{
    const runs::RunId run = planned(20, 10);
    const auto sendRun = sending(run);
    std::map<int, std::vector<runs::ChunkState>> states;
    QObject::connect(sendRun.get(), &SendRun::chunkChanged, sendRun.get(),
        [&states](const runs::ChunkRecord &chunk) { states[chunk.number].push_back(chunk.state); });
    sendRun->start(SendWhat::Waiting);
    ASSERT_TRUE(waitUntil([&] { return ended(*sendRun); }));
    const std::vector<runs::ChunkState> expected = {runs::ChunkState::Sending, runs::ChunkState::Accepted};
    EXPECT_EQ(states[1], expected);
    EXPECT_EQ(states[2], expected);
}

class LostAnswer : public SendRunTest, public ::testing::WithParamInterface<LossCase> { };

TEST_P(LostAnswer, makesTheChunkUnknownAndIsNeverFollowedByASecondSending)
{
    playFaults({fault(GetParam().kind)});
    const runs::RunId run = planned(20, 10);

    EXPECT_EQ(send(run), PauseReason::OutcomeUnknown);
    EXPECT_EQ(ledger(run), (runs::Ledger{20, 0, 0, 0, 0, 10, 10})) << "the rest waits";
    EXPECT_EQ(arrivals(), 1);

    EXPECT_EQ(send(run), PauseReason::None) << "going on sends the rest and leaves the unknown chunk alone";
    EXPECT_EQ(ledger(run), (runs::Ledger{20, 0, 0, 10, 0, 0, 10}));
    EXPECT_EQ(arrivals(), 2);
    expectQueuedOnce(GetParam().queuedAfterAll ? 20 : 10);
}

INSTANTIATE_TEST_SUITE_P(Faults, LostAnswer, ::testing::ValuesIn(lossCases));

TEST_F(SendRunTest, retriesWhatProvablyDidNotArriveUntilTheServiceIsThere)
{
    quint16 port = 0;
    {
        QTcpServer finder;
        ASSERT_TRUE(finder.listen(QHostAddress::LocalHost));
        port = finder.serverPort();
    }
    practice::PracticeOptions options;
    options.port = port;
    practice::PracticeService late(options);
    connection::Connection connection = connection::practiceConnection();
    connection.baseUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    const connection::Secrets secrets{base::Secret(late.workspaces().first().apiKey.toUtf8()), {}};
    const SendServices services{m_campaign.journal.get(), &m_transport, &m_campaign.clock, [] { return 0.5; }};
    const runs::RunId run = planned(10);
    SendRun sendRun(services, m_settings, connection, secrets, run);
    QObject::connect(&sendRun, &SendRun::waiting, &sendRun, [&](const runs::ChunkRecord &chunk) {
        if (chunk.tries < 2)
            return;
        EXPECT_EQ(test::errorOf(late.start()), "");
        EXPECT_TRUE(late.ensureBatch(batch, u"Test"_s));
    });
    sendRun.start(SendWhat::Waiting);
    ASSERT_TRUE(waitUntil([&] { return ended(sendRun); }));
    EXPECT_EQ(sendRun.phase(), RunPhase::Finished);
    EXPECT_EQ(m_campaign.details(run).chunks.at(0).tries, 3);
    EXPECT_EQ(late.queuedCount(batch), 10);
}

TEST_F(SendRunTest, givesUpOnADeadServiceAndKeepsEverythingForLater)
{
    const runs::RunId run = planned(20, 10);
    {
        connection::Connection connection = connection::practiceConnection();
        connection.baseUrl = QUrl(u"http://127.0.0.1:1"_s); // nobody listens there
        const SendServices services{m_campaign.journal.get(), &m_transport, &m_campaign.clock, [] { return 0.5; }};
        SendRun sendRun(services, m_settings, connection, {}, run);
        int waits = 0;
        QObject::connect(&sendRun, &SendRun::waiting, &sendRun, [&waits] { ++waits; });
        sendRun.start(SendWhat::Waiting);
        ASSERT_TRUE(waitUntil([&] { return ended(sendRun); }));
        EXPECT_EQ(sendRun.pauseReason(), PauseReason::ServiceUnreachable);
        EXPECT_EQ(waits, m_settings.retry.mostTries - 1);
    }
    EXPECT_EQ(ledger(run).notSent, 20);
    EXPECT_EQ(send(run, SendWhat::NotSent), PauseReason::None);
    expectQueuedOnce(20);
}

TEST_F(SendRunTest, retriesA500AsTheServiceDocumentsIt)
{
    playFaults({status(500)});
    const runs::RunId run = planned(10);
    EXPECT_EQ(send(run), PauseReason::None);
    expectQueuedOnce(10);
    EXPECT_EQ(m_campaign.details(run).chunks.at(0).tries, 2);
}

TEST_F(SendRunTest, callsAChunkUnknownAfterThreeTimes500)
{
    playFaults({status(500, 1, 0)});
    const runs::RunId run = planned(10);
    EXPECT_EQ(send(run), PauseReason::OutcomeUnknown);
    EXPECT_EQ(arrivals(), 3);
    EXPECT_EQ(ledger(run).unknown, 10);
}

TEST_F(SendRunTest, saysOnTheChunkThatItWasSentAgainWithoutLooking)
{
    playFaults({status(500)});
    const runs::RunId run = planned(10);
    EXPECT_EQ(send(run), PauseReason::None);
    EXPECT_TRUE(m_campaign.details(run).chunks.at(0).message.contains(u"without looking first"_s));
}

TEST_F(SendRunTest, asksThePersonAfterA500WhereTheConnectionSaysSo)
{
    for (const auto mode : {connection::CredentialMode::ApiKey, connection::CredentialMode::Both}) {
        m_mode = mode;
        m_askAfterServerError = true;
        playFaults({status(500)});
        const int before = arrivals();
        EXPECT_EQ(send(planned(10)), PauseReason::OutcomeUnknown);
        EXPECT_EQ(arrivals(), before + 1);
    }
}

TEST_F(SendRunTest, staysUnknownWhenTheServiceDiesAfterA500)
{
    // The first try may have been stored: that the second one provably did not arrive does not make it safe.
    Fault busy = status(429, 2, 0);
    busy.retryAfterSeconds = 3600; // a refusal that by itself would be safe to repeat
    playFaults({status(500), busy});
    const runs::RunId run = planned(10);
    EXPECT_EQ(send(run), PauseReason::OutcomeUnknown);
    EXPECT_EQ(arrivals(), 2);
    EXPECT_EQ(ledger(run).unknown, 10);
    EXPECT_EQ(send(run), PauseReason::None);
    EXPECT_EQ(arrivals(), 2) << "and it stays where it is";
}

TEST_F(SendRunTest, waitsWhenTheServiceAsksForIt)
{
    Fault slow = status(429);
    slow.retryAfterSeconds = 0;
    playFaults({slow});
    const runs::RunId run = planned(10);
    EXPECT_EQ(send(run), PauseReason::None);
    expectQueuedOnce(10);
    EXPECT_EQ(m_campaign.details(run).chunks.at(0).tries, 2);
}

TEST_F(SendRunTest, stopsAtAWrongKeyAndQueuesEverybodyWithTheRightOne)
{
    m_apiKey = "not the key";
    const runs::RunId run = planned(20, 10);
    EXPECT_EQ(send(run), PauseReason::CredentialsRefused);
    EXPECT_EQ(arrivals(), 1) << "the second chunk would meet the same";
    EXPECT_EQ(ledger(run), (runs::Ledger{20, 0, 0, 0, 0, 20, 0})) << "nobody fails for a wrong key";

    m_apiKey.clear();
    EXPECT_EQ(send(run), PauseReason::None);
    expectQueuedOnce(20);
    EXPECT_EQ(ledger(run), (runs::Ledger{20, 0, 0, 20, 0, 0, 0}));
}

TEST_F(SendRunTest, goesOnAfterARefusedChunkAndPausesWhenTooManyFollow)
{
    playFaults({status(400, 2, 1)});
    const runs::RunId one = planned(30, 10);
    EXPECT_EQ(send(one), PauseReason::None);
    EXPECT_EQ(ledger(one), (runs::Ledger{30, 0, 0, 20, 10, 0, 0}));

    playFaults({status(400, 1, 0)});
    const runs::RunId many = planned(60, 10);
    EXPECT_EQ(send(many), PauseReason::TooManyFailures);
    EXPECT_EQ(ledger(many).refused, 30);
    EXPECT_EQ(ledger(many).notSent, 30);
}

TEST_F(SendRunTest, sendsAChunkThatIsTooLargeInHalves)
{
    playFaults({status(413, 1, 2)}); // the whole, and its first half
    const runs::RunId run = planned(20, 10);
    EXPECT_EQ(send(run), PauseReason::None);
    expectQueuedOnce(20);
    const auto details = m_campaign.details(run);
    EXPECT_EQ(details.ledger.queued, 20);
    std::vector<int> sizes;
    for (const auto &chunk : details.chunks) {
        if (chunk.state == runs::ChunkState::Accepted)
            sizes.push_back(chunk.count());
    }
    std::sort(sizes.begin(), sizes.end());
    EXPECT_EQ(sizes, (std::vector<int>{2, 3, 5, 10}));
}

TEST_F(SendRunTest, findsTheRowsThatAChunkWasRefusedFor)
{
    // The agent asks for something that two of the rows lack, and refuses their chunk whole.
    m_service.setAgentVariables({{u"name"_s, true}});
    RunInput input
        = m_campaign.input("phone,name\n+447400000001,Ann\n+447400000002,\n+447400000003,Cy\n+447400000004,Dee\n"
                           "+447400000005,Eve\n+447400000006,\n+447400000007,Gus\n+447400000008,Hal\n");
    input.check.variables.variables[1].required = false;
    input.report = *check::checkRows(input.check, nullptr, {});
    input.connection.baseUrl = m_service.url();
    input.batchId = batch;
    const runs::RunId run = m_campaign.plan(input);
    EXPECT_EQ(send(run), PauseReason::None);
    EXPECT_EQ(ledger(run).refused, 8);

    EXPECT_EQ(send(run, SendWhat::FindBadRows), PauseReason::None);
    EXPECT_EQ(ledger(run), (runs::Ledger{8, 0, 0, 6, 2, 0, 0}));
    expectQueuedOnce(6);
    std::vector<std::uint32_t> bad;
    for (const runs::ChunkRecord &chunk : m_campaign.details(run).chunks) {
        if (chunk.state == runs::ChunkState::Refused)
            bad.insert(bad.end(), chunk.rows.begin(), chunk.rows.end());
    }
    EXPECT_EQ(bad, (std::vector<std::uint32_t>{3, 7}));
    EXPECT_LE(arrivals() - 1, 2 * searchCost(8).ifOneIsBad);
}

TEST_F(SendRunTest, stopsBeforeTheNextChunkWhenTheJournalIsMovedAway)
{
    const runs::RunId run = planned(30, 10);
    const auto sendRun = sending(run);
    const QString profile = m_campaign.folder.path(u"profile"_s);
    QObject::connect(sendRun.get(), &SendRun::chunkChanged, sendRun.get(), [&profile](const runs::ChunkRecord &chunk) {
        // The second one's WIRE-OPEN is on disk by then.
        if (chunk.number == 2 && chunk.state == runs::ChunkState::Sending) {
            EXPECT_TRUE(QDir().rename(profile, profile + u"-moved"_s));
        }
    });
    sendRun->start(SendWhat::Waiting);
    ASSERT_TRUE(waitUntil([&] { return ended(*sendRun); }));
    EXPECT_EQ(sendRun->pauseReason(), PauseReason::JournalNotWritable);
    EXPECT_EQ(arrivals(), 2);
    expectQueuedOnce(20);
}

TEST_F(SendRunTest, pausesAfterTheChunkUnderWayAndGoesOn)
{
    const runs::RunId run = planned(30, 10);
    const auto sendRun = sending(run);
    QObject::connect(sendRun.get(), &SendRun::chunkChanged, sendRun.get(), [&sendRun](const runs::ChunkRecord &chunk) {
        if (chunk.number == 1)
            sendRun->pauseAfterThisChunk();
    });
    sendRun->start(SendWhat::Waiting);
    ASSERT_TRUE(waitUntil([&] { return ended(*sendRun); }));
    EXPECT_EQ(sendRun->pauseReason(), PauseReason::AskedTo);
    EXPECT_EQ(ledger(run), (runs::Ledger{30, 0, 0, 10, 0, 20, 0}));

    sendRun->start(SendWhat::Waiting);
    ASSERT_TRUE(waitUntil([&] { return ended(*sendRun); }));
    EXPECT_EQ(sendRun->phase(), RunPhase::Finished);
    expectQueuedOnce(30);
}

TEST_F(SendRunTest, sendsNothingOfTheNextChunkWhenAskedToPauseBetweenTwo)
{
    // Its INTENT went to disk together with the first one's RESULT; the person did not know of it.
    for (const bool atOnce : {false, true}) {
        SCOPED_TRACE(atOnce);
        const runs::RunId run = planned(30, 10);
        const int before = arrivals();
        const auto sendRun = sending(run);
        const auto pause = [&](const runs::ChunkRecord &chunk) {
            if (chunk.number != 1 || chunk.state != runs::ChunkState::Accepted)
                return;
            if (atOnce)
                sendRun->stopNow();
            else
                sendRun->pauseAfterThisChunk();
        };
        QObject::connect(sendRun.get(), &SendRun::chunkChanged, sendRun.get(), pause);
        sendRun->start(SendWhat::Waiting);
        ASSERT_TRUE(waitUntil([&] { return ended(*sendRun); }));
        EXPECT_EQ(sendRun->pauseReason(), atOnce ? PauseReason::Stopped : PauseReason::AskedTo);
        EXPECT_EQ(arrivals(), before + 1);
        EXPECT_EQ(ledger(run), (runs::Ledger{30, 0, 0, 10, 0, 20, 0})) << "and nobody is unknown for it";
        const QString told = m_campaign.details(run).chunks.at(1).message;
        EXPECT_TRUE(told.contains(describe(sendRun->pauseReason()))) << told.toStdString();

        sendRun->start(SendWhat::Waiting);
        ASSERT_TRUE(waitUntil([&] { return ended(*sendRun); }));
        EXPECT_EQ(sendRun->phase(), RunPhase::Finished);
        EXPECT_EQ(ledger(run), (runs::Ledger{30, 0, 0, 30, 0, 0, 0}));
        EXPECT_EQ(arrivals(), before + 3);
    }
}

TEST_F(SendRunTest, stopsAtOnceAndCallsWhatWasUnderWayUnknown)
{
    playFaults({fault(FaultKind::Hang)});
    m_settings.timeouts.answer = 60s;
    const runs::RunId run = planned(20, 10);
    const auto sendRun = sending(run);
    sendRun->start(SendWhat::Waiting);
    ASSERT_TRUE(waitUntil([this] { return m_service.queuedCount(batch) == 10; }));
    sendRun->stopNow();
    ASSERT_TRUE(waitUntil([&] { return ended(*sendRun); }));
    EXPECT_EQ(sendRun->pauseReason(), PauseReason::Stopped);
    EXPECT_EQ(ledger(run), (runs::Ledger{20, 0, 0, 0, 0, 10, 10}));
}

TEST_F(SendRunTest, mayBeDeletedWhileARequestIsUnderWay)
{
    playFaults({fault(FaultKind::Hang)});
    m_settings.timeouts.answer = 60s;
    const runs::RunId run = planned(20, 10);
    auto sendRun = sending(run);
    sendRun->start(SendWhat::Waiting);
    ASSERT_TRUE(waitUntil([this] { return m_service.queuedCount(batch) == 10; }));
    sendRun.reset();
    // What was under way is written down all the same, by the coroutine that outlives its owner.
    ASSERT_TRUE(waitUntil([&] { return m_campaign.details(run).chunks.at(0).state == runs::ChunkState::Unknown; }));
    EXPECT_EQ(m_campaign.details(run).chunks.at(1).state, runs::ChunkState::Waiting);
}

TEST_F(SendRunTest, holdsTheRestAfterAPilot)
{
    RunInput input = m_campaign.input(contactSheet(30));
    input.connection.baseUrl = m_service.url();
    input.limits.pilotRows = 5;
    const runs::RunId run = m_campaign.plan(input);
    const auto sendRun = sending(run);
    sendRun->start(SendWhat::Waiting, 1);
    ASSERT_TRUE(waitUntil([&] { return ended(*sendRun); }));
    EXPECT_EQ(sendRun->pauseReason(), PauseReason::PilotSent);
    expectQueuedOnce(5);
    sendRun->start(SendWhat::Waiting);
    ASSERT_TRUE(waitUntil([&] { return sendRun->phase() == RunPhase::Finished; }));
    expectQueuedOnce(30);
}

} // namespace callsheet::send
