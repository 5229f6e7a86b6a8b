#include "core/send/send_run.h"

#include "core/send/divide_chunk.h"

#include "core/practice/practice_service.h"
#include "tests/core/send/campaign.h"
#include "tests/support/await.h"

#include <QDir>
#include <QTcpServer>

#include <algorithm>
#include <array>
#include <map>

// The whole way from a sheet to a service with a memory: what the journal says is compared with what the service knows.
namespace callsheet::send {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using practice::Fault;
using practice::FaultKind;
using test::Campaign;
using test::contactSheet;
using test::waitUntil;

namespace {

class SendRunTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_EQ(test::errorOf(m_service.start()), "");
        ASSERT_TRUE(m_service.ensureBatch(batch, u"Test"_s));
        m_settings.retry.base = 1ms;
        m_settings.timeouts.answer = 500ms;
        m_settings.settle.settleTime = 0s;
        m_settings.settle.betweenLooks = 0s;
    }

    void playFaults(const QList<Fault> &faults)
    {
        practice::FaultPlan plan;
        plan.faults = faults;
        m_service.setFaults(plan);
    }
    runs::RunId planned(int people, int chunkSize = 1000)
    {
        RunInput input = m_campaign.input(contactSheet(people));
        input.connection.baseUrl = m_service.url();
        input.batchId = batch;
        input.limits.mostRows = chunkSize;
        input.connection.referenceKey = m_referenceKey;
        return m_campaign.plan(input);
    }
    std::unique_ptr<SendRun> sending(runs::RunId run)
    {
        connection::Connection connection = connection::practiceConnection();
        connection.baseUrl = m_service.url();
        connection.mode = m_mode;
        connection.referenceKey = m_referenceKey;
        connection.askAfterServerError = m_askAfterServerError;
        const practice::Workspace workspace = m_service.workspaces().first();
        const connection::Secrets secrets{base::Secret(m_apiKey.isEmpty() ? workspace.apiKey.toUtf8() : m_apiKey),
            base::Secret(workspace.bearer.toUtf8())};
        const SendServices services{
            m_campaign.journal.get(), &m_transport, &m_campaign.clock, [] { return 0.5; }, m_pause};
        return std::make_unique<SendRun>(services, m_settings, connection, secrets, run);
    }
    static bool ended(const SendRun &run)
    {
        return run.phase() == RunPhase::Finished || run.phase() == RunPhase::Paused;
    }
    //! Sends and waits for the end of this stretch.
    PauseReason send(runs::RunId run, SendWhat what = SendWhat::Waiting)
    {
        const auto sendRun = sending(run);
        sendRun->start(what);
        EXPECT_TRUE(waitUntil([&] { return ended(*sendRun); }));
        return sendRun->pauseReason();
    }
    runs::Ledger ledger(runs::RunId run) { return m_campaign.details(run).ledger; }
    //! The exactly-once check: nobody is in the service twice, and as many are there as should be.
    void expectQueuedOnce(int people)
    {
        EXPECT_EQ(m_service.queuedCount(batch), people);
        for (const practice::QueuedCall &call : m_service.queuedCalls(batch))
            EXPECT_EQ(call.timesQueued, 1);
    }
    int arrivals() const
    {
        int count = 0;
        for (const practice::Arrival &arrival : m_service.arrivals())
            count += arrival.path.contains(u"addCallsToBatch"_s);
        return count;
    }

    const QString batch = u"64e5f12345abcdef98765432"_s;
    Campaign m_campaign;
    Transport m_transport;
    practice::PracticeService m_service{practice::PracticeOptions{}};
    SendSettings m_settings;
    connection::CredentialMode m_mode = connection::CredentialMode::ApiKey;
    QByteArray m_apiKey;
    QString m_referenceKey;
    bool m_askAfterServerError = false;
    Pause m_pause;
};

QCoro::Task<bool> noPause(std::stop_token stop)
{
    co_return !stop.stop_requested();
}

Fault fault(FaultKind kind, int fromRequest = 1, int count = 1)
{
    Fault made;
    made.kind = kind;
    made.path = u"addCallsToBatch"_s;
    made.fromRequest = fromRequest;
    made.count = count;
    return made;
}

Fault status(int code, int fromRequest = 1, int count = 1)
{
    Fault made = fault(FaultKind::Status, fromRequest, count);
    made.status = code;
    return made;
}

} // namespace

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

struct LossCase {
    const char *name;
    FaultKind kind;
    bool queuedAfterAll; // what the service knows and we cannot
};
void PrintTo(const LossCase &row, std::ostream *out)
{
    *out << row.name;
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

constexpr std::array lossCases = {LossCase{"dropped before the answer", FaultKind::DropBeforeAnswer, true},
    LossCase{"dropped without taking it", FaultKind::DropUnapplied, false},
    LossCase{"half an answer", FaultKind::HalfAnswer, true}, LossCase{"no answer", FaultKind::Hang, true},
    LossCase{"an answer in other words", FaultKind::Garbage, true}};
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
    EXPECT_EQ(looks, 6) << "one proof and one count for a chunk that is there, twice that for one that is not";
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
        if (chunk.number == 1 && chunk.state == runs::ChunkState::Accepted) {
            EXPECT_TRUE(QDir().rename(profile, profile + u"-moved"_s));
        }
    });
    sendRun->start(SendWhat::Waiting);
    ASSERT_TRUE(waitUntil([&] { return ended(*sendRun); }));
    EXPECT_EQ(sendRun->pauseReason(), PauseReason::JournalNotWritable);
    EXPECT_EQ(arrivals(), 1);
    expectQueuedOnce(10);
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
