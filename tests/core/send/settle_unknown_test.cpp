#include "core/send/settle_unknown.h"

#include "core/runs/receipt_words.h"
#include "tests/core/send/campaign.h"
#include "tests/core/send/counting_server.h"
#include "tests/support/await.h"

#include <QLocale>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::Campaign;

namespace {

QByteArray entry(const QByteArray &phone, const QDateTime &createdAt)
{
    return R"({"phoneNumber":")" + phone + R"(","createdAt":")" + createdAt.toString(Qt::ISODateWithMs).toLatin1()
        + "\"}";
}

//! The pause passes at once, for our clock and for the service's.
QCoro::Task<bool> passAtOnce(base::ManualClock *clock, std::chrono::milliseconds duration)
{
    clock->advance(duration);
    co_return true;
}

//! A batch that holds two people, and a chunk of three of unknown outcome.
class SettleUnknown : public ::testing::Test {
protected:
    SettleUnknown()
        : m_server([this](QTcpSocket &socket) {
            const QByteArray date
                = QLocale::c().toString(m_campaign.clock.now(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
            socket.write(test::answerOf("200 OK",
                R"({"status":true,"code":200,"data":{"batchId":"64e5f12345abcdef98765432","total":2,"totalPages":1,)"
                R"("data":[)"
                    + m_entries + "]}}",
                "Date: " + date + "\r\n"));
        })
    {
        m_run = m_campaign.plan(m_campaign.input(test::contactSheet(3)));
        m_chunk = m_campaign.details(m_run).chunks.front().id;
    }
    //! The chunk's people, with an answer that was lost for this reason.
    void sent(const QString &code)
    {
        runs::AttemptResult lost;
        lost.code = code;
        sentWith(lost);
    }
    void sentWith(const runs::AttemptResult &result)
    {
        const auto attempt = m_campaign.journal->recordIntent(m_chunk, false).result();
        ASSERT_TRUE(attempt);
        ASSERT_TRUE(m_campaign.journal->recordWireOpen(*attempt).result());
        ASSERT_TRUE(m_campaign.journal->recordResult(*attempt, result).result());
    }
    SettledChunk settle(const QString &referenceKey = {})
    {
        LookTarget target;
        target.referenceKey = referenceKey;
        target.baseUrl = QUrl(m_server.origin());
        const LookServices services{&m_transport, &m_campaign.clock,
            [this](std::chrono::milliseconds duration, std::stop_token) { return passAtOnce(&m_clock, duration); }};
        const auto report
            = test::await(settleUnknown(services, m_campaign.journal.get(), target, {}, m_run, std::nullopt, {}, {}));
        EXPECT_TRUE(report && *report) << (report ? (*report).error().message.toStdString() : "no end");
        return report && *report ? (*report)->chunks.front() : SettledChunk();
    }

    base::ManualClock m_clock{QDateTime({2026, 7, 1}, {12, 0}, Qt::UTC)};
    Campaign m_campaign{&m_clock};
    QByteArray m_entries;
    test::CountingServer m_server;
    Transport m_transport;
    runs::RunId m_run = 0;
    runs::ChunkId m_chunk = 0;
};

} // namespace

TEST_F(SettleUnknown, settlesEachPersonByWhatIsProvenOfThem)
{
    Campaign &campaign = m_campaign;
    const runs::RunId run = m_run;
    const runs::ChunkId chunk = m_chunk;
    const QDateTime now = campaign.clock.now();
    // Row 2 came with the attempt, row 3 was there long before it, row 4 is nowhere.
    m_entries = entry("+44 7400 000000", now.addSecs(1)) + ',' + entry("447400000001", now.addDays(-30));
    sent(u"timeout"_s);
    const SettledChunk settled = settle();
    EXPECT_EQ(std::tuple(settled.queued, settled.absent, settled.undecided), std::tuple(1, 1, 1));
    EXPECT_EQ(settled.older, 1) << "who was there before is told apart from who could not be looked at";

    const auto details = campaign.details(run);
    EXPECT_EQ(details.ledger, (runs::Ledger{3, 0, 0, 1, 0, 1, 1}));
    ASSERT_EQ(details.chunks.size(), 2U);
    EXPECT_EQ(details.chunks[1].rows, (std::vector<std::uint32_t>{4})) << "exactly who is absent may be sent";
    const auto looks = campaign.journal->lookUps(chunk).result();
    ASSERT_TRUE(looks);
    ASSERT_EQ(looks->size(), 3U) << "one at once, and two equal ones after the settle time, all written down";
    EXPECT_EQ(looks->front().total, 2);
    EXPECT_TRUE(looks->front().serviceTime.isValid());
    EXPECT_EQ(looks->front().verdicts,
        (std::vector{runs::RowVerdict::Present, runs::RowVerdict::Undecided, runs::RowVerdict::Absent}));
}

TEST_F(SettleUnknown, writesDownWhenItLookedInATimeThatPeopleRead)
{
    m_entries = entry("447400000000", m_campaign.clock.now().addSecs(1)) + ','
        + entry("447400000001", m_campaign.clock.now().addDays(-30));
    sent(u"timeout"_s);
    settle();
    const auto settlements = m_campaign.journal->settlements(m_run).result();
    ASSERT_TRUE(settlements);
    ASSERT_EQ(settlements->size(), 1U);
    const QString note = settlements->front().settlement.note;
    const QString when = runs::receiptTime(m_campaign.clock.now(), QTimeZone::systemTimeZone());
    EXPECT_TRUE(note.contains(u"the last time on %1 by the service's clock"_s.arg(when))) << note.toStdString();
    EXPECT_FALSE(note.contains(u"2026-07-01T"_s)) << note.toStdString();
    EXPECT_TRUE(note.contains(u"proves nothing"_s)) << "and why one of them stays unknown: " << note.toStdString();
}

TEST_F(SettleUnknown, findsWhomARestoredJournalHasForgotten)
{
    // They were sent a minute after PLAN; an hour later an older copy of the journal, which did not know, was
    // confirmed.
    const QDateTime sentAt = m_campaign.clock.now().addSecs(60);
    m_entries = entry("447400000000", sentAt) + ',' + entry("447400000001", sentAt);
    m_clock.advance(1h);
    sent(runs::AttemptRecord::forgottenCode());
    const SettledChunk settled = settle();
    EXPECT_EQ(std::tuple(settled.queued, settled.absent, settled.undecided), std::tuple(2, 1, 0));
}

TEST_F(SettleUnknown, needsNoEarlierChunkWhoseDataIsGone)
{
    // The first chunk would show whether the service filters by reference; its data was let go of since.
    const QString key = u"callsheet_ref"_s;
    RunInput input = m_campaign.input(test::contactSheet(2));
    input.connection.referenceKey = key;
    input.limits.mostRows = 1;
    m_run = m_campaign.plan(input);
    const runs::ChunkId first = m_campaign.details(m_run).chunks[0].id;
    m_chunk = first;
    runs::AttemptResult taken;
    taken.outcome = runs::OutcomeClass::Accepted;
    taken.accepted = 1;
    sentWith(taken);
    m_chunk = m_campaign.details(m_run).chunks[1].id;
    sent(u"timeout"_s);
    ASSERT_TRUE(m_campaign.journal->body(first).result()) << "it is there";
    const auto purged = m_campaign.journal->useRetention({0}).result();
    ASSERT_TRUE(purged);
    ASSERT_EQ(*purged, 1);
    ASSERT_FALSE(m_campaign.journal->body(first).result()) << "and gone";

    m_entries = entry("447400000001", m_campaign.clock.now().addSecs(1)) + ','
        + entry("447400000009", m_campaign.clock.now());
    const SettledChunk settled = settle(key);
    EXPECT_EQ(std::tuple(settled.queued, settled.absent, settled.undecided), std::tuple(1, 0, 0));
}

TEST_F(SettleUnknown, saysSoWhereNothingIsUnknown)
{
    const LookServices services{&m_transport, &m_campaign.clock, {}};
    const auto report
        = test::await(settleUnknown(services, m_campaign.journal.get(), {}, {}, m_run, std::nullopt, {}, {}));
    ASSERT_TRUE(report);
    EXPECT_FALSE(*report);
    EXPECT_EQ(m_campaign.details(m_run).ledger.notSent, 3);
}

} // namespace callsheet::send
