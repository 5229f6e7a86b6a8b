#pragma once

#include "core/send/send_run.h"

#include "core/practice/practice_service.h"
#include "tests/core/send/campaign.h"
#include "tests/support/await.h"

#include <array>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using practice::Fault;
using practice::FaultKind;
using test::Campaign;
using test::contactSheet;
using test::waitUntil;

//! A run against a practice service with a memory, so that what the journal says can be compared with what is true.
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

inline QCoro::Task<bool> noPause(std::stop_token stop)
{
    co_return !stop.stop_requested();
}

inline Fault fault(FaultKind kind, int fromRequest = 1, int count = 1)
{
    Fault made;
    made.kind = kind;
    made.path = u"addCallsToBatch"_s;
    made.fromRequest = fromRequest;
    made.count = count;
    return made;
}

inline Fault status(int code, int fromRequest = 1, int count = 1)
{
    Fault made = fault(FaultKind::Status, fromRequest, count);
    made.status = code;
    return made;
}

struct LossCase {
    const char *name;
    FaultKind kind;
    bool queuedAfterAll; // what the service knows and we cannot
};
inline void PrintTo(const LossCase &row, std::ostream *out)
{
    *out << row.name;
}
inline constexpr std::array lossCases = {LossCase{"dropped before the answer", FaultKind::DropBeforeAnswer, true},
    LossCase{"dropped without taking it", FaultKind::DropUnapplied, false},
    LossCase{"half an answer", FaultKind::HalfAnswer, true}, LossCase{"no answer", FaultKind::Hang, true},
    LossCase{"an answer in other words", FaultKind::Garbage, true}};

} // namespace callsheet::send
