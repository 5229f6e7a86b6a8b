#include "core/practice/dialler.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <array>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

const QTimeZone newYork("America/New_York");

qint64 at(const QString &local, const QTimeZone &zone = newYork)
{
    QDateTime time = QDateTime::fromString(local, u"yyyy-MM-dd HH:mm"_s);
    time.setTimeZone(zone);
    return time.toMSecsSinceEpoch();
}

BatchSettings withHours(const QString &start, const QString &end, const QList<int> &days = {})
{
    BatchSettings settings;
    settings.callingHours = CallingHours{QTime::fromString(start, u"HH:mm"_s), QTime::fromString(end, u"HH:mm"_s)};
    settings.allowedDays = days;
    return settings;
}

struct WindowCase {
    const char *name;
    BatchSettings settings;
    QString now;
    bool isOpen;
    QString until;
};

class Window : public testing::TestWithParam<WindowCase> { };

const QList<int> workdays{1, 2, 3, 4, 5};

// 2024-05-06 is a Monday.
const WindowCase windowCases[] = {
    {"beforeWork", withHours(u"09:00"_s, u"17:00"_s), u"2024-05-06 08:59"_s, false, u"2024-05-06 09:00"_s},
    {"fromTheFirstMinute", withHours(u"09:00"_s, u"17:00"_s), u"2024-05-06 09:00"_s, true, u"2024-05-06 17:00"_s},
    {"notInTheMinuteOfTheEnd", withHours(u"09:00"_s, u"17:00"_s), u"2024-05-06 17:00"_s, false, u"2024-05-07 00:00"_s},
    {"onAWorkday", withHours(u"09:00"_s, u"17:00"_s, workdays), u"2024-05-10 10:00"_s, true, u"2024-05-10 17:00"_s},
    {"notOnSaturday", withHours(u"09:00"_s, u"17:00"_s, workdays), u"2024-05-11 10:00"_s, false, u"2024-05-11 17:00"_s},
    {"notOnSunday", withHours(u"09:00"_s, u"17:00"_s, workdays), u"2024-05-12 10:00"_s, false, u"2024-05-12 17:00"_s},
    {"onSundayAsDayZero", withHours(u"09:00"_s, u"17:00"_s, {0}), u"2024-05-12 10:00"_s, true, u"2024-05-12 17:00"_s},
    {"overMidnightInTheEvening", withHours(u"20:00"_s, u"02:00"_s), u"2024-05-06 23:00"_s, true, u"2024-05-07 00:00"_s},
    {"overMidnightInTheNight", withHours(u"20:00"_s, u"02:00"_s), u"2024-05-07 01:00"_s, true, u"2024-05-07 02:00"_s},
    {"overMidnightNotAtNoon", withHours(u"20:00"_s, u"02:00"_s), u"2024-05-07 12:00"_s, false, u"2024-05-07 20:00"_s},
    {"theNightBelongsToItsEvening", withHours(u"20:00"_s, u"02:00"_s, {1}), u"2024-05-07 01:00"_s, true,
        u"2024-05-07 02:00"_s},
    {"noNightWithoutItsEvening", withHours(u"20:00"_s, u"02:00"_s, {2}), u"2024-05-07 01:00"_s, false,
        u"2024-05-07 02:00"_s},
    {"onTheDayTheClockGoesForward", withHours(u"01:00"_s, u"04:00"_s), u"2024-03-10 03:30"_s, true,
        u"2024-03-10 04:00"_s},
    {"roundTheClock", BatchSettings(), u"2024-05-06 03:00"_s, true, u"2024-05-07 00:00"_s},
};

} // namespace

TEST_P(Window, isOpenWhenCallsMayBeMade)
{
    const WindowCase &given = GetParam();
    const CallingWindow window = callingWindow(given.settings, newYork, at(given.now));
    EXPECT_EQ(window.isOpen, given.isOpen);
    const QDateTime until = QDateTime::fromMSecsSinceEpoch(window.until, newYork);
    EXPECT_EQ(until.toString(u"yyyy-MM-dd HH:mm"_s), given.until);
}

INSTANTIATE_TEST_SUITE_P(
    Hours, Window, testing::ValuesIn(windowCases), [](const auto &info) { return std::string(info.param.name); });

TEST(Dialler, countsHoursInTheTimeZoneOfTheCall)
{
    const BatchSettings settings = withHours(u"09:00"_s, u"17:00"_s);
    const qint64 noonInNewYork = at(u"2024-05-06 12:00"_s);
    EXPECT_TRUE(callingWindow(settings, newYork, noonInNewYork).isOpen);
    EXPECT_FALSE(callingWindow(settings, QTimeZone("Asia/Tokyo"), noonInNewYork).isOpen);
}

TEST(Dialler, neverClaimsThatAWindowLastsOverAChange)
{
    const BatchSettings settings = withHours(u"20:00"_s, u"02:00"_s, {0, 3, 5});
    for (int day = 0; day < 250; ++day) { // over both changes of the clock
        for (int minute = 0; minute < 24 * 60; minute += 97) {
            const qint64 now = at(u"2024-03-01 00:00"_s) + (qint64{day} * 24 * 60 + minute) * 60'000;
            const CallingWindow window = callingWindow(settings, newYork, now);
            ASSERT_GT(window.until, now);
            const qint64 last = window.until - 1;
            ASSERT_EQ(callingWindow(settings, newYork, last).isOpen, window.isOpen) << day << ' ' << minute;
        }
    }
}

TEST(Dialler, drawsOutcomesInTheirMix)
{
    const DialMix mix{70, 15, 10, 5};
    std::array<int, 6> counts{};
    constexpr int calls = 20'000;
    for (std::uint64_t call = 1; call <= calls; ++call)
        ++counts[static_cast<std::size_t>(drawOutcome(mix, 7, call, 1).status)];
    const auto share
        = [&counts](CallStatus status) { return counts[static_cast<std::size_t>(status)] * 100.0 / calls; };
    EXPECT_NEAR(share(CallStatus::Completed), 70, 2);
    EXPECT_NEAR(share(CallStatus::NoAnswer), 15, 2);
    EXPECT_NEAR(share(CallStatus::Busy), 10, 2);
    EXPECT_NEAR(share(CallStatus::Failed), 5, 2);
    EXPECT_EQ(share(CallStatus::Dnc) + share(CallStatus::Pending), 0);
}

TEST(Dialler, drawsTheSameForTheSameSeedAndOnlyThen)
{
    const DialMix mix{50, 50, 0, 0};
    int differences = 0;
    for (std::uint64_t call = 1; call <= 100; ++call) {
        EXPECT_EQ(drawOutcome(mix, 7, call, 1).status, drawOutcome(mix, 7, call, 1).status);
        differences += drawOutcome(mix, 7, call, 1).status != drawOutcome(mix, 8, call, 1).status ? 1 : 0;
    }
    EXPECT_GT(differences, 20);
}

TEST(Dialler, letsEverybodyPickUpWithoutAMix)
{
    for (std::uint64_t call = 1; call <= 100; ++call) {
        EXPECT_EQ(drawOutcome({0, 0, 0, 0}, 1, call, 1).status, CallStatus::Completed);
        EXPECT_GE(drawOutcome({}, 1, call, 1).seconds, 20);
        EXPECT_EQ(drawOutcome({0, 1, 0, 0}, 1, call, 1).seconds, 0);
    }
}

TEST(Dialler, triesAgainAsOftenAsTheBatchSays)
{
    BatchSettings settings;
    settings.retry = 2;
    settings.delaySeconds = 60;
    EXPECT_EQ(nextTry(settings, CallStatus::NoAnswer, 1, 1000), 61'000);
    EXPECT_EQ(nextTry(settings, CallStatus::Busy, 2, 1000), 61'000);
    EXPECT_EQ(nextTry(settings, CallStatus::Failed, 3, 1000), std::nullopt);
    EXPECT_EQ(nextTry(settings, CallStatus::Completed, 1, 1000), std::nullopt);
    EXPECT_EQ(nextTry(settings, CallStatus::Dnc, 1, 1000), std::nullopt);
    EXPECT_EQ(nextTry(BatchSettings(), CallStatus::NoAnswer, 1, 1000), std::nullopt);
}

TEST(Dialler, keepsACallPendingThatIsTriedAgain)
{
    BatchSettings settings;
    settings.retry = 1;
    settings.delaySeconds = 5;
    const CallState queued = afterQueueing(0, {}, 1000).after;
    const CallChange again = afterTry(0, queued, {CallStatus::Busy, 0}, settings, 2000);
    EXPECT_TRUE(again.after.isPending());
    EXPECT_EQ(again.after.dueAt, 7000);
    EXPECT_EQ(again.after.logs, 2U);
    EXPECT_EQ(again.superseded, (PhoneLog{1000, 0, CallStatus::Busy}));
    const CallChange last = afterTry(0, again.after, {CallStatus::NoAnswer, 0}, settings, 8000);
    EXPECT_EQ(last.after.log.status, CallStatus::NoAnswer);
    EXPECT_EQ(last.after.timesDialled, 2U);
    EXPECT_FALSE(last.superseded);
    const CallChange requeued = afterQueueing(0, last.after, 9000);
    EXPECT_TRUE(requeued.after.isPending());
    EXPECT_EQ(requeued.after.tries, 0) << "it may be tried again from the start";
}

} // namespace callsheet::practice
