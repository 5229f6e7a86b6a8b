#include "core/send/retry_policy.h"

#include <QDateTime>

#include <gtest/gtest.h>

namespace callsheet::send {

using namespace std::chrono_literals;

namespace {

Outcome outcomeWith(NextStep next, std::optional<std::chrono::seconds> wait = {})
{
    Outcome outcome;
    outcome.next = next;
    outcome.wait = wait;
    return outcome;
}

constexpr auto soon = NextStep::RetrySoon;
constexpr auto upload = NextStep::RetryUpload;
constexpr auto after = NextStep::RetryAfter;
constexpr auto documented = NextStep::RetryDocumented;

NextTry in(std::chrono::milliseconds delay)
{
    return {delay, GivenUp::No};
}
NextTry never(GivenUp why)
{
    return {{}, why};
}

struct Case {
    const char *name;
    Outcome outcome;
    Tried tried;
    double jitter;
    NextTry next;
};
void PrintTo(const Case &row, std::ostream *out)
{
    *out << row.name;
}
class RetryTable : public ::testing::TestWithParam<Case> { };

} // namespace

TEST_P(RetryTable, saysWhenToTryAgainOrWhyNot)
{
    const Case &row = GetParam();
    const NextTry next = nextTry({}, row.outcome, row.tried, row.jitter);
    EXPECT_EQ(next.why, row.next.why);
    EXPECT_EQ(next.delay, row.next.delay);
}

INSTANTIATE_TEST_SUITE_P(Policy, RetryTable,
    ::testing::Values(
        Case{"what a person decides", outcomeWith(NextStep::None), {1, 0s, 0}, 0.5, never(GivenUp::ForAPerson)},
        Case{"not sent: full jitter, from nothing", outcomeWith(soon), {1, 0s, 0}, 0.0, in(0ms)},
        Case{"not sent: half of the first ceiling", outcomeWith(soon), {1, 0s, 0}, 0.5, in(500ms)},
        Case{"not sent: the ceiling doubles", outcomeWith(soon), {2, 0s, 0}, 0.5, in(1000ms)},
        Case{"not sent: and doubles", outcomeWith(soon), {5, 0s, 0}, 0.5, in(8000ms)},
        Case{"not sent: the sixth try was the last", outcomeWith(soon), {6, 0s, 0}, 0.5, never(GivenUp::TriesUsed)},
        Case{"not sent: just below ten minutes", outcomeWith(soon), {3, 599s, 0}, 0.0, in(0ms)},
        Case{"not sent: ten minutes are over", outcomeWith(soon), {3, 600s, 0}, 0.0, never(GivenUp::TimeUsed)},
        Case{"not sent: the run's last retry", outcomeWith(soon), {1, 0s, 19}, 0.0, in(0ms)},
        Case{"not sent: the run's quota is used", outcomeWith(soon), {1, 0s, 20}, 0.0, never(GivenUp::QuotaUsed)},
        Case{"broken upload: a second and third time", outcomeWith(upload), {2, 0s, 0}, 0.5, in(1000ms)},
        Case{"broken upload: not a fourth time", outcomeWith(upload), {3, 0s, 0}, 0.5, never(GivenUp::TriesUsed)},
        Case{"500: a third try", outcomeWith(documented), {2, 0s, 0}, 0.5, in(1000ms)},
        Case{"500: three tries are what is documented", outcomeWith(documented), {3, 0s, 0}, 0.5,
            never(GivenUp::TriesUsed)},
        Case{"asked to wait: never before that time", outcomeWith(after, 30s), {1, 0s, 0}, 0.0, in(30s)},
        Case{"asked to wait: not everybody at once", outcomeWith(after, 30s), {1, 0s, 0}, 0.5, in(30'500ms)},
        Case{"asked to wait: a quarter of an hour", outcomeWith(after, 900s), {1, 0s, 0}, 0.0, in(900s)},
        Case{"asked to wait: longer is a question", outcomeWith(after, 901s), {1, 0s, 0}, 0.0,
            never(GivenUp::WaitTooLong)},
        Case{"asked to wait: waits may add up to more than ten minutes", outcomeWith(after, 600s), {3, 1800s, 0}, 0.0,
            in(600s)},
        Case{"busy without a time: five seconds", outcomeWith(after), {1, 0s, 0}, 0.9, in(5s)},
        Case{"busy without a time: up to ten", outcomeWith(after), {2, 0s, 0}, 0.5, in(7500ms)},
        Case{"busy without a time: two minutes at most", outcomeWith(after), {5, 0s, 0}, 0.9999, in(79'992ms)},
        Case{"busy without a time: six tries", outcomeWith(after), {6, 0s, 0}, 0.0, never(GivenUp::TriesUsed)}));

TEST(RetryPolicy, neverWaitsLongerThanItsCaps)
{
    RetryPolicy policy;
    policy.mostTries = 100;
    EXPECT_LE(nextTry(policy, outcomeWith(soon), {60, 0s, 0}, 0.999).delay, policy.cap);
    EXPECT_LE(nextTry(policy, outcomeWith(after), {60, 0s, 0}, 0.999).delay, policy.capWhenBusy);
}

struct RetryAfterCase {
    const char *header;
    std::optional<std::chrono::seconds> wait;
};
class RetryAfterHeader : public ::testing::TestWithParam<RetryAfterCase> { };

TEST_P(RetryAfterHeader, isReadAsSecondsOrDateAndOtherwiseIgnored)
{
    const QDateTime now(QDate(2026, 7, 1), QTime(12, 0), Qt::UTC);
    EXPECT_EQ(parseRetryAfter(GetParam().header, now), GetParam().wait) << GetParam().header;
}

INSTANTIATE_TEST_SUITE_P(Headers, RetryAfterHeader,
    ::testing::Values(RetryAfterCase{"", std::nullopt}, RetryAfterCase{"0", 0s}, RetryAfterCase{" 120 ", 120s},
        RetryAfterCase{"-5", std::nullopt}, RetryAfterCase{"soon", std::nullopt}, RetryAfterCase{"1.5", std::nullopt},
        RetryAfterCase{"Wed, 01 Jul 2026 12:01:00 GMT", 60s},
        RetryAfterCase{"Wed, 01 Jul 2026 11:59:00 GMT", std::nullopt}, RetryAfterCase{"Wed, 01 Jul 2026", std::nullopt},
        RetryAfterCase{"99999999999999999999", std::nullopt}));

} // namespace callsheet::send
