#include "core/practice/batch_store.h"
#include "core/practice/details_search.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1000;
constexpr qint64 noonInLondon = 1'714'996'800'000; // Monday, 2024-05-06 13:00 there; 08:00 in New York, 21:00 in Tokyo
const DialMix nobodyAnswers{0, 1, 0, 0};

class Dialling : public testing::Test {
protected:
    QString batchWith(int retry, int delay, std::optional<CallingHours> hours = {}, const QList<int> &days = {})
    {
        BatchSettings settings{
            u"May"_s, 0, m_store.workspaces()[0].callingNumbers, retry, delay, u"Europe/London"_s, hours, days};
        return m_store.createBatch(settings, noonInLondon).value();
    }
    void add(const QString &batch, const QByteArray &phone, const QByteArray &zone = {}, qint64 at = noonInLondon)
    {
        CallRecord record;
        record.phoneNumber = phone;
        record.json = R"({"phoneNumber":")" + phone + R"(","timezone":")" + zone + "\"}";
        record.timezone = zone;
        record.namesTimezone = true;
        ASSERT_TRUE(m_store.addCalls(batch, {record}, at));
    }
    QStringList dialled(int most, qint64 at)
    {
        const QList<PlayedCall> before = m_store.playedCalls(0, 10'000);
        m_store.dial(most, at);
        QStringList numbers;
        for (const PlayedCall &call : m_store.playedCalls(before.isEmpty() ? 0 : before.last().number, 10'000))
            numbers += call.phoneNumber;
        return numbers;
    }
    QueuedCall call(const QString &batch, int index) { return m_store.queuedCalls(batch).at(index); }

    BatchStore m_store{nobodyAnswers, 1};
};

} // namespace

TEST_F(Dialling, triesAgainAfterTheDelayAndThenGivesUp)
{
    const QString batch = batchWith(2, 60);
    add(batch, "1");
    EXPECT_EQ(dialled(9, noonInLondon), QStringList({u"1"_s}));
    EXPECT_EQ(call(batch, 0).status, CallStatus::Pending);
    EXPECT_EQ(dialled(9, noonInLondon + 59 * second), QStringList());
    EXPECT_EQ(dialled(9, noonInLondon + 60 * second), QStringList({u"1"_s}));
    EXPECT_EQ(dialled(9, noonInLondon + 120 * second), QStringList({u"1"_s}));
    EXPECT_EQ(dialled(9, noonInLondon + 999 * second), QStringList());
    EXPECT_EQ(call(batch, 0).status, CallStatus::NoAnswer);
    EXPECT_EQ(call(batch, 0).timesDialled, 3);
    EXPECT_EQ(call(batch, 0).logs, 3);
    const BatchSummary summary = m_store.batch(batch)->summary;
    EXPECT_EQ(summary.status, BatchStatus::Completed);
    EXPECT_EQ(summary.dialled, 3);
    EXPECT_EQ(summary.picked, 0);
    EXPECT_EQ(summary.completed, 0);
}

TEST_F(Dialling, updatesACallThatWaitsForItsNextTry)
{
    const QString batch = batchWith(1, 60);
    add(batch, "1");
    dialled(1, noonInLondon);
    add(batch, "1", {}, noonInLondon + second);
    EXPECT_EQ(call(batch, 0).logs, 2) << "no third log: it was pending";
    EXPECT_EQ(dialled(9, noonInLondon + 30 * second), QStringList()) << "the update does not hurry it";
    EXPECT_EQ(dialled(9, noonInLondon + 60 * second), QStringList({u"1"_s}));
    EXPECT_EQ(dialled(9, noonInLondon + 600 * second), QStringList());
}

TEST_F(Dialling, letsFreshCallsAndRetriesWaitTheirTurn)
{
    const QString batch = batchWith(1, 60);
    add(batch, "1");
    dialled(1, noonInLondon);
    add(batch, "2", {}, noonInLondon + 59 * second);
    add(batch, "3", {}, noonInLondon + 61 * second);
    EXPECT_EQ(dialled(9, noonInLondon + 61 * second), QStringList({u"2"_s, u"1"_s, u"3"_s}));
}

TEST_F(Dialling, looksAtTheClockOfTheCall)
{
    const QString batch = batchWith(0, 0, CallingHours{QTime(9, 0), QTime(17, 0)});
    add(batch, "1", "America/New_York");
    add(batch, "2", "Asia/Tokyo");
    add(batch, "3");
    add(batch, "4", "Mars/Phobos"); // unknown: as the batch
    EXPECT_EQ(dialled(9, noonInLondon), QStringList({u"3"_s, u"4"_s}));
    EXPECT_EQ(m_store.batch(batch)->summary.status, BatchStatus::Active) << "two still wait";
    EXPECT_EQ(dialled(9, noonInLondon + 3600 * second - 1), QStringList());
    EXPECT_EQ(dialled(9, noonInLondon + 3600 * second), QStringList({u"1"_s}));
    EXPECT_EQ(dialled(9, noonInLondon + 12 * 3600 * second), QStringList({u"2"_s}));
}

TEST_F(Dialling, keepsTheDaysOfTheBatch)
{
    const QString batch = batchWith(0, 0, {}, {2});
    add(batch, "1");
    EXPECT_EQ(dialled(9, noonInLondon), QStringList());
    EXPECT_EQ(dialled(9, noonInLondon + 24 * 3600 * second), QStringList({u"1"_s}));
}

TEST_F(Dialling, followsACallIntoAnotherTimeZone)
{
    const QString batch = batchWith(0, 0, CallingHours{QTime(9, 0), QTime(17, 0)});
    add(batch, "1", "Asia/Tokyo");
    EXPECT_EQ(dialled(9, noonInLondon), QStringList());
    add(batch, "1", "Europe/Berlin");
    add(batch, "1", "Asia/Tokyo");
    add(batch, "1", "Europe/Berlin");
    EXPECT_EQ(dialled(9, noonInLondon), QStringList({u"1"_s})) << "and once, though it was put there twice";
    EXPECT_EQ(call(batch, 0).timesDialled, 1);
}

TEST_F(Dialling, doesNotGrowWithUpdates)
{
    const QString batch = batchWith(0, 0, CallingHours{QTime(9, 0), QTime(17, 0)});
    for (int i = 0; i < 3000; ++i)
        add(batch, "1", i % 2 == 0 ? "Asia/Tokyo" : "Asia/Seoul");
    add(batch, "2", "Europe/London");
    EXPECT_EQ(dialled(9, noonInLondon), QStringList({u"2"_s}));
    EXPECT_EQ(dialled(9, noonInLondon + 12 * 3600 * second), QStringList({u"1"_s}));
}

TEST_F(Dialling, findsTheOneWhoseDayItIsAmongManyWhoSleep)
{
    const QString batch = batchWith(0, 0, CallingHours{QTime(9, 0), QTime(17, 0)});
    std::vector<CallRecord> many;
    for (int i = 0; i < 100'000; ++i) {
        CallRecord record;
        record.phoneNumber = QByteArray::number(819'000'000'000 + i);
        record.json = "{}";
        record.timezone = "Asia/Tokyo";
        record.namesTimezone = true;
        many.push_back(record);
    }
    ASSERT_TRUE(m_store.addCalls(batch, many, noonInLondon));
    add(batch, "44", "Europe/London");
    EXPECT_EQ(dialled(1, noonInLondon), QStringList({u"44"_s}));
    for (int turn = 0; turn < 20'000; ++turn) // would take minutes if each looked at everybody
        ASSERT_EQ(m_store.dial(5, noonInLondon + turn), 0);
}

TEST_F(Dialling, leavesTheListOfForbiddenNumbersAsideWhenItIsOff)
{
    const QString batch = batchWith(0, 0);
    add(batch, "12125551001");
    add(batch, "12125551002");
    const DncRequest request{u"12125551001"_s, batch, phoneLogUuid(*callNumberOf(call(batch, 0).id), 0), {}};
    ASSERT_EQ(*m_store.addToDnc(0, request, noonInLondon), BatchStore::DncAnswer::Added);
    ASSERT_TRUE(m_store.setDncEnabled(0, false));
    EXPECT_EQ(dialled(9, noonInLondon), QStringList({u"12125551001"_s, u"12125551002"_s}));
    add(batch, "12125551001", {}, noonInLondon + second);
    ASSERT_TRUE(m_store.setDncEnabled(0, true));
    EXPECT_EQ(dialled(9, noonInLondon + second), QStringList());
    EXPECT_EQ(call(batch, 0).status, CallStatus::Dnc);
    EXPECT_EQ(m_store.batch(batch)->summary.status, BatchStatus::Completed);
}

TEST_F(Dialling, numbersWhatItPlaysWithoutGaps)
{
    const QString batch = batchWith(0, 0);
    for (int i = 0; i < 30; ++i)
        add(batch, QByteArray::number(100 + i));
    m_store.dial(10, noonInLondon);
    m_store.dial(20, noonInLondon);
    const QList<PlayedCall> played = m_store.playedCalls(0, 100);
    ASSERT_EQ(played.size(), 30);
    for (int i = 0; i < 30; ++i) {
        EXPECT_EQ(played[i].number, i + 1);
        EXPECT_EQ(played[i].phoneNumber, QString::number(100 + i));
        EXPECT_EQ(played[i].status, CallStatus::NoAnswer);
    }
    EXPECT_EQ(m_store.playedCalls(28, 100).size(), 2);
    EXPECT_EQ(m_store.playedCalls(0, 3).size(), 3);
}

TEST(StoreLimits, refuseWhatDoesNotFitAndChangeNothing)
{
    StoreLimits limits;
    limits.calls = 3;
    limits.recordBytes = 1000;
    limits.batches = 3;
    BatchStore store({}, 1, limits);
    const QString batch = store.workspaces()[0].batches[0];
    const auto recordOf = [](const QByteArray &phone, qsizetype bytes) {
        CallRecord record;
        record.phoneNumber = phone;
        record.json = QByteArray(bytes, 'x');
        return record;
    };
    ASSERT_TRUE(store.addCalls(batch, {recordOf("1", 10), recordOf("2", 10)}, noonInLondon));
    const auto tooMany = store.addCalls(batch, {recordOf("3", 10), recordOf("4", 10)}, noonInLondon);
    ASSERT_FALSE(tooMany);
    EXPECT_EQ(tooMany.error().kind, base::ErrorKind::Limit);
    EXPECT_EQ(store.queuedCount(batch), 2);
    const auto tooMuch = store.addCalls(batch, {recordOf("3", 980)}, noonInLondon);
    ASSERT_FALSE(tooMuch);
    EXPECT_EQ(tooMuch.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(store.addCalls(batch, {recordOf("1", 500), recordOf("3", 10)}, noonInLondon))
        << "an update takes no place";
    EXPECT_TRUE(store.addCalls(batch, {recordOf("1", 10), recordOf("2", 500)}, noonInLondon)) << "and gives it back";
    EXPECT_EQ(store.queuedCount(batch), 3);
    ASSERT_TRUE(store.createBatch({}, noonInLondon));
    EXPECT_EQ(store.createBatch({}, noonInLondon).error().kind, base::ErrorKind::Limit);
}

} // namespace callsheet::practice
