#include "core/send/settle_unknown.h"

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

QCoro::Task<bool> noPause()
{
    co_return true;
}

} // namespace

TEST(SettleUnknown, settlesEachPersonByWhatIsProvenOfThem)
{
    Campaign campaign;
    const QDateTime now = campaign.clock.now();
    // Row 2 came with the attempt, row 3 was there long before it, row 4 is nowhere.
    const QByteArray entries = entry("+44 7400 000000", now.addSecs(1)) + ',' + entry("447400000001", now.addDays(-30));
    test::CountingServer server([&entries](QTcpSocket &socket) {
        const QByteArray date
            = QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
        socket.write(test::answerOf("200 OK",
            R"({"status":true,"code":200,"data":{"batchId":"64e5f12345abcdef98765432","total":2,"totalPages":1,"data":[)"
                + entries + "]}}",
            "Date: " + date + "\r\n"));
    });
    const runs::RunId run = campaign.plan(campaign.input(test::contactSheet(3)));
    const runs::ChunkId chunk = campaign.details(run).chunks.front().id;
    const auto attempt = campaign.journal->recordIntent(chunk, false).result();
    ASSERT_TRUE(attempt);
    ASSERT_TRUE(campaign.journal->recordWireOpen(*attempt).result());
    runs::AttemptResult lost;
    lost.code = u"timeout"_s;
    ASSERT_TRUE(campaign.journal->recordResult(*attempt, lost).result());

    Transport transport;
    LookTarget target;
    target.baseUrl = QUrl(server.origin());
    SettleRules rules;
    rules.settleTime = 0s;
    rules.betweenLooks = 0s;
    const LookServices services{
        &transport, &campaign.clock, [](std::chrono::milliseconds, std::stop_token) { return noPause(); }};
    const auto report
        = test::await(settleUnknown(services, campaign.journal.get(), target, rules, run, std::nullopt, {}, {}));
    ASSERT_TRUE(report && *report) << (report ? (*report).error().message.toStdString() : "no end");
    const SettledChunk settled = (*report)->chunks.front();
    EXPECT_EQ(std::tuple(settled.queued, settled.absent, settled.undecided), std::tuple(1, 1, 1));
    EXPECT_FALSE((*report)->isSettled());

    const auto details = campaign.details(run);
    EXPECT_EQ(details.ledger, (runs::Ledger{3, 0, 0, 1, 0, 1, 1}));
    ASSERT_EQ(details.chunks.size(), 2U);
    EXPECT_EQ(details.chunks[1].rows, (std::vector<std::uint32_t>{4})) << "exactly who is absent may be sent";
    const auto looks = campaign.journal->lookUps(chunk).result();
    ASSERT_TRUE(looks);
    ASSERT_EQ(looks->size(), 2U) << "absent takes two looks, and both are written down";
    EXPECT_EQ(looks->front().total, 2);
    EXPECT_TRUE(looks->front().serviceTime.isValid());
    EXPECT_EQ(looks->front().verdicts,
        (std::vector{runs::RowVerdict::Present, runs::RowVerdict::Undecided, runs::RowVerdict::Absent}));
}

TEST(SettleUnknown, saysSoWhereNothingIsUnknown)
{
    Campaign campaign;
    const runs::RunId run = campaign.plan(campaign.input(test::contactSheet(3)));
    Transport transport;
    const LookServices services{&transport, &campaign.clock, {}};
    const auto report = test::await(settleUnknown(services, campaign.journal.get(), {}, {}, run, std::nullopt, {}, {}));
    ASSERT_TRUE(report);
    EXPECT_FALSE(*report);
    EXPECT_EQ(campaign.details(run).ledger.notSent, 3);
}

} // namespace callsheet::send
