#include "core/practice/fault_count.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

const QString addCalls = u"/api/call/addCallsToBatch"_s;
const QString createBatch = u"/api/call/createBatch"_s;

Fault fault(FaultKind kind, int from = 1, int count = 1, const QString &path = {})
{
    Fault result;
    result.kind = kind;
    result.fromRequest = from;
    result.count = count;
    result.path = path;
    return result;
}

struct BadPlan {
    const char *name;
    QByteArray json;
    QString sentence; // a part of it
};

void PrintTo(const BadPlan &plan, std::ostream *out)
{
    *out << plan.json.toStdString();
}

class RefusedPlan : public testing::TestWithParam<BadPlan> { };

} // namespace

TEST(FaultPlan, readsEveryMember)
{
    const base::Result<FaultPlan> plan = parseFaultPlan(R"({"faults": [
        {"kind": "status", "status": 429, "envelope": false, "message": "slow down", "retryAfter": 3,
         "path": "createBatch", "request": 2, "count": 0},
        {"kind": "delay", "delay": 1500}]})",
        u"plan.json"_s);
    ASSERT_EQ(test::errorOf(plan), "");
    ASSERT_EQ(plan->faults.size(), 2);
    const Fault &status = plan->faults[0];
    EXPECT_EQ(status.kind, FaultKind::Status);
    EXPECT_EQ(status.status, 429);
    EXPECT_FALSE(status.withEnvelope);
    EXPECT_EQ(status.message, u"slow down"_s);
    EXPECT_EQ(status.retryAfterSeconds, 3);
    EXPECT_EQ(status.path, u"createBatch"_s);
    EXPECT_EQ(status.fromRequest, 2);
    EXPECT_EQ(status.count, 0);
    const Fault &delay = plan->faults[1];
    EXPECT_EQ(delay.kind, FaultKind::Delay);
    EXPECT_EQ(delay.delay, std::chrono::milliseconds(1500));
    EXPECT_EQ(delay.retryAfterSeconds, std::nullopt);
    EXPECT_EQ(delay.fromRequest, 1);
    EXPECT_EQ(delay.count, 1);
}

TEST(FaultPlan, knowsEveryKindByItsName)
{
    for (const FaultKind kind :
        {FaultKind::Refuse, FaultKind::DropBeforeBody, FaultKind::DropBeforeAnswer, FaultKind::DropUnapplied,
            FaultKind::HalfAnswer, FaultKind::Hang, FaultKind::Status, FaultKind::Garbage, FaultKind::Delay}) {
        const QByteArray json = R"({"faults": [{"kind": ")" + faultName(kind).toUtf8() + R"("}]})";
        const base::Result<FaultPlan> plan = parseFaultPlan(json, u"plan.json"_s);
        ASSERT_EQ(test::errorOf(plan), "");
        EXPECT_EQ(plan->faults.value(0).kind, kind);
    }
}

TEST_P(RefusedPlan, namesFileEntryAndRemedy)
{
    const base::Result<FaultPlan> plan = parseFaultPlan(GetParam().json, u"plan.json"_s);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().kind, base::ErrorKind::InvalidInput);
    EXPECT_TRUE(plan.error().message.contains(u"plan.json"_s)) << test::errorOf(plan);
    EXPECT_TRUE(plan.error().message.contains(GetParam().sentence)) << test::errorOf(plan);
}

INSTANTIATE_TEST_SUITE_P(Plans, RefusedPlan,
    testing::Values(BadPlan{"empty", "", u"not valid JSON"_s}, BadPlan{"cut", R"({"faults": [)", u"not valid JSON"_s},
        BadPlan{"noList", "{}", u"no list “faults”"_s}, BadPlan{"listOnly", "[]", u"no list “faults”"_s},
        BadPlan{"entryIsText", R"({"faults": ["hang"]})", u"Fault 1"_s},
        BadPlan{"noKind", R"({"faults": [{"kind": "hang"}, {"status": 500}]})", u"Fault 2"_s},
        BadPlan{"unknownKind", R"({"faults": [{"kind": "explode"}]})", u"refuse, dropBeforeBody"_s},
        BadPlan{"statusText", R"({"faults": [{"kind": "status", "status": "500"}]})", u"from 100 to 599"_s},
        BadPlan{"statusTooLow", R"({"faults": [{"kind": "status", "status": 99}]})", u"from 100 to 599"_s},
        BadPlan{"requestZero", R"({"faults": [{"kind": "hang", "request": 0}]})", u"“request” of fault 1"_s},
        BadPlan{"requestFraction", R"({"faults": [{"kind": "hang", "request": 1.5}]})", u"“request” of fault 1"_s},
        BadPlan{"countNegative", R"({"faults": [{"kind": "hang", "count": -1}]})", u"“count” of fault 1"_s},
        BadPlan{"delayText", R"({"faults": [{"kind": "delay", "delay": "1s"}]})", u"“delay” of fault 1"_s},
        BadPlan{"envelopeNumber", R"({"faults": [{"kind": "status", "envelope": 1}]})", u"true or false"_s},
        BadPlan{"messageNumber", R"({"faults": [{"kind": "status", "message": 1}]})", u"in quotes"_s},
        BadPlan{"misspelt", R"({"faults": [{"kind": "hang", "requst": 2}]})", u"“requst”"_s}),
    [](const auto &test) { return std::string(test.param.name); });

TEST(FaultPlan, findsTheFaultForTheNthRequest)
{
    const FaultPlan plan{{fault(FaultKind::Status, 2, 2), fault(FaultKind::Hang, 3, 0)}};
    EXPECT_EQ(plan.faultFor(addCalls, 1), nullptr);
    ASSERT_NE(plan.faultFor(addCalls, 2), nullptr);
    EXPECT_EQ(plan.faultFor(addCalls, 2)->kind, FaultKind::Status);
    EXPECT_EQ(plan.faultFor(addCalls, 3)->kind, FaultKind::Status) << "the first one that matches";
    EXPECT_EQ(plan.faultFor(addCalls, 4)->kind, FaultKind::Hang);
    EXPECT_EQ(plan.faultFor(addCalls, 1'000'000)->kind, FaultKind::Hang);
    EXPECT_EQ(plan.faultFor(createBatch, 2), nullptr) << "faults are for addCallsToBatch unless they say otherwise";
}

TEST(FaultCount, countsForEachPathOnItsOwn)
{
    FaultCount count(FaultPlan{{fault(FaultKind::Hang, 2), fault(FaultKind::Garbage, 2, 1, u"createBatch"_s),
        fault(FaultKind::Delay, 4, 1, u"/api/"_s)}});
    EXPECT_FALSE(count.nextRequest(createBatch));
    EXPECT_FALSE(count.nextRequest(addCalls));
    EXPECT_EQ(count.nextRequest(createBatch)->kind, FaultKind::Garbage);
    EXPECT_EQ(count.nextRequest(addCalls)->kind, FaultKind::Hang) << "also the fourth of all, but named first";
    EXPECT_FALSE(count.nextRequest(addCalls));
}

TEST(FaultCount, countsAPathOnceHoweverManyFaultsNameIt)
{
    FaultCount count(FaultPlan{{fault(FaultKind::Hang, 2), fault(FaultKind::Garbage, 3)}});
    EXPECT_FALSE(count.nextRequest(addCalls));
    EXPECT_EQ(count.nextRequest(addCalls)->kind, FaultKind::Hang);
    EXPECT_EQ(count.nextRequest(addCalls)->kind, FaultKind::Garbage);
    EXPECT_FALSE(count.nextRequest(addCalls));
}

TEST(FaultCount, refusesConnectionsByTheirNumber)
{
    FaultCount count(FaultPlan{{fault(FaultKind::Refuse, 2, 2)}});
    EXPECT_TRUE(count.refusalAhead());
    EXPECT_FALSE(count.refusesNextConnection());
    EXPECT_FALSE(count.nextRequest(addCalls)) << "a request is never refused";
    EXPECT_TRUE(count.refusesNextConnection());
    EXPECT_TRUE(count.refusalAhead());
    EXPECT_TRUE(count.refusesNextConnection());
    EXPECT_FALSE(count.refusalAhead());
    EXPECT_FALSE(count.refusesNextConnection());
}

} // namespace callsheet::practice
