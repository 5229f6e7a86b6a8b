#include "core/send/retry_policy.h"

#include <QDateTime>

#include <gtest/gtest.h>

namespace callsheet::send {

using namespace std::chrono_literals;

namespace {

Outcome outcomeWith(NextStep next, std::chrono::seconds wait = 0s)
{
    Outcome outcome;
    outcome.next = next;
    outcome.wait = wait;
    return outcome;
}

} // namespace

TEST(RetryPolicy, neverRetriesWhatIsForAPersonToDecide)
{
    EXPECT_EQ(nextDelay({}, outcomeWith(NextStep::None), 1, 0, 0.5), std::nullopt);
}

TEST(RetryPolicy, doublesTheCeilingAndJittersOverAllOfIt)
{
    const RetryPolicy policy;
    const Outcome outcome = outcomeWith(NextStep::RetrySoon);
    EXPECT_EQ(nextDelay(policy, outcome, 1, 0, 0.0), 0ms);
    EXPECT_EQ(nextDelay(policy, outcome, 1, 0, 0.5), 500ms);
    EXPECT_EQ(nextDelay(policy, outcome, 2, 0, 0.5), 1000ms);
    EXPECT_EQ(nextDelay(policy, outcome, 5, 0, 0.5), 8000ms);
}

TEST(RetryPolicy, neverWaitsLongerThanItsCap)
{
    RetryPolicy policy;
    policy.mostTries = 100;
    EXPECT_LE(nextDelay(policy, outcomeWith(NextStep::RetrySoon), 60, 0, 0.999), policy.cap);
}

TEST(RetryPolicy, stopsAfterItsTriesAndAfterTheRunsQuota)
{
    const RetryPolicy policy;
    const Outcome outcome = outcomeWith(NextStep::RetrySoon);
    EXPECT_TRUE(nextDelay(policy, outcome, policy.mostTries - 1, 0, 0.5));
    EXPECT_FALSE(nextDelay(policy, outcome, policy.mostTries, 0, 0.5));
    EXPECT_FALSE(nextDelay(policy, outcome, 1, policy.mostRetriesPerRun, 0.5));
}

TEST(RetryPolicy, triesThreeTimesAfterTheDocumentedServerError)
{
    const Outcome outcome = outcomeWith(NextStep::RetryDocumented);
    EXPECT_TRUE(nextDelay({}, outcome, 2, 0, 0.5));
    EXPECT_FALSE(nextDelay({}, outcome, 3, 0, 0.5));
}

TEST(RetryPolicy, waitsAtLeastAsLongAsTheServiceAsksAndLeavesLongWaitsToThePerson)
{
    EXPECT_EQ(nextDelay({}, outcomeWith(NextStep::RetryAfter, 30s), 1, 0, 0.0), 30s);
    EXPECT_GT(nextDelay({}, outcomeWith(NextStep::RetryAfter, 30s), 1, 0, 0.5), 30s);
    EXPECT_FALSE(nextDelay({}, outcomeWith(NextStep::RetryAfter, 16min), 1, 0, 0.5));
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
