#include "core/practice/fault_count.h"

#include "tests/support/printers.h"

#include <QFile>
#include <QRegularExpression>

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

TEST(FaultPlan, readsTheMembersOfEveryKind)
{
    const base::Result<FaultPlan> read = parseFaultPlan(R"({"seed": 42, "note": "for the tests", "faults": [
        {"kind": "cutRequest", "at": "last-1", "ending": "reset"},
        {"kind": "cutAnswer", "at": 17, "applied": false},
        {"kind": "stallRequest", "at": "headerEnd+1"},
        {"kind": "stallAnswer", "at": 0.25},
        {"kind": "trickleRequest", "bytes": 3, "interval": 20},
        {"kind": "lateApply", "delay": 700, "ending": "stay"},
        {"kind": "wrongLength", "length": "twice"},
        {"kind": "partial", "failedChunks": "empty", "chunkNum": 0, "added": "some", "callIds": "more",
         "errorKey": "reason", "errorAs": "object", "httpStatus": 200},
        {"kind": "partial", "chunkNum": "absent"},
        {"kind": "hugeAnswer", "size": 5000000},
        {"kind": "gzip", "compressed": true},
        {"kind": "status", "status": 307, "location": "otherHost", "retryAfter": "soon", "applied": true},
        {"kind": "status", "status": 503, "retryAfterDate": -5, "probability": 0.1},
        {"kind": "hang", "probability": 0.1, "count": 3}]})",
        u"plan.json"_s);
    ASSERT_EQ(test::errorOf(read), "");
    using From = BytePosition::From;
    const QList<Fault> &faults = read->faults;
    EXPECT_EQ(read->seed, 42U);
    EXPECT_EQ(faults[0].at, (BytePosition{From::End, -1, 0}));
    EXPECT_EQ(faults[0].ending, Ending::Reset);
    EXPECT_EQ(faults[1].at, (BytePosition{From::Start, 17, 0}));
    EXPECT_EQ(faults[1].applied, false);
    EXPECT_EQ(faults[2].at, (BytePosition{From::HeadEnd, 1, 0}));
    EXPECT_EQ(faults[2].applied, std::nullopt);
    EXPECT_EQ(faults[3].at, (BytePosition{From::BodyShare, 0, 0.25}));
    EXPECT_EQ(faults[4].pace.bytes, 3);
    EXPECT_EQ(faults[4].pace.interval, std::chrono::milliseconds(20));
    EXPECT_EQ(faults[5].ending, Ending::Stay);
    EXPECT_EQ(faults[6].length, LengthHeader::Twice);
    const PartialAnswer &partial = faults[7].partial;
    EXPECT_EQ(partial.failedChunks, PartialAnswer::FailedChunks::Empty);
    EXPECT_EQ(partial.chunkNumber, PartialAnswer::ChunkNumber::Number);
    EXPECT_EQ(partial.chunk, 0);
    EXPECT_EQ(partial.addedShare, 0.5);
    EXPECT_EQ(partial.callIds, PartialAnswer::CallIds::More);
    EXPECT_EQ(partial.errorKey, u"reason"_s);
    EXPECT_TRUE(partial.errorAsObject);
    EXPECT_EQ(partial.httpStatus, 200);
    EXPECT_EQ(faults[8].partial.chunkNumber, PartialAnswer::ChunkNumber::Absent);
    EXPECT_EQ(faults[9].size, 5'000'000);
    EXPECT_TRUE(faults[10].compressed);
    EXPECT_EQ(faults[11].location, u"otherHost"_s);
    EXPECT_EQ(faults[11].retryAfterText, u"soon"_s);
    EXPECT_EQ(faults[11].applied, true);
    EXPECT_EQ(faults[12].retryAfterDate, -5);
    EXPECT_EQ(faults[12].count, 0) << "each of them may be met";
    EXPECT_EQ(faults[13].count, 3);
}

TEST(FaultPlan, whatIsLeftShrinksAsFaultsArePlayed)
{
    Fault lost;
    lost.kind = FaultKind::DropBeforeAnswer;
    Fault down;
    down.kind = FaultKind::Refuse;
    Fault slow;
    slow.kind = FaultKind::Delay;
    slow.count = 0;
    slow.path = u"batch-details"_s;
    FaultCount count({{lost, down, slow}});
    EXPECT_EQ(count.left().faults.size(), 3);
    EXPECT_TRUE(count.nextRequest(u"/api/addCallsToBatch"_s).has_value());
    EXPECT_EQ(count.left().faults.size(), 2) << "the answer was lost once, as often as it should";
    EXPECT_TRUE(count.refusesNextConnection());
    ASSERT_EQ(count.left().faults.size(), 1);
    EXPECT_TRUE(count.nextRequest(u"/api/batch-details"_s).has_value());
    EXPECT_EQ(count.left().faults[0].kind, FaultKind::Delay) << "until it is switched off";
}

TEST(FaultPlan, knowsEveryKindByItsName)
{
    EXPECT_EQ(faultNames().size(), static_cast<int>(FaultKind::Gzip) + 1);
    for (int i = 0; i < faultNames().size(); ++i) {
        const QByteArray json = R"({"faults": [{"kind": ")" + faultNames()[i].toUtf8() + R"("}]})";
        const base::Result<FaultPlan> plan = parseFaultPlan(json, u"plan.json"_s);
        ASSERT_EQ(test::errorOf(plan), "");
        EXPECT_EQ(plan->faults.value(0).kind, static_cast<FaultKind>(i));
        EXPECT_EQ(faultName(static_cast<FaultKind>(i)), faultNames()[i]);
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
        BadPlan{"atTwo", R"({"faults": [{"kind": "cutAnswer", "at": 1.5}]})", u"“at” of fault 1"_s},
        BadPlan{"atWord", R"({"faults": [{"kind": "cutAnswer", "at": "middle"}]})", u"\"headerEnd\" or \"last\""_s},
        BadPlan{"atUnsigned", R"({"faults": [{"kind": "cutAnswer", "at": "last1"}]})", u"“at” of fault 1"_s},
        BadPlan{
            "atFarAway", R"({"faults": [{"kind": "cutAnswer", "at": "last-99999999999999"}]})", u"“at” of fault 1"_s},
        BadPlan{"atOfHang", R"({"faults": [{"kind": "hang", "at": 1}]})", u"a member “at” that means nothing"_s},
        BadPlan{"ending", R"({"faults": [{"kind": "cutRequest", "ending": "stay"}]})", u"one of close, reset"_s},
        BadPlan{"length", R"({"faults": [{"kind": "wrongLength", "length": 5}]})", u"tooLong, tooShort"_s},
        BadPlan{"added", R"({"faults": [{"kind": "partial", "added": 5}]})", u"none, some, all, tooMany"_s},
        BadPlan{"size", R"({"faults": [{"kind": "hugeAnswer", "size": 99999999999}]})", u"from 1 to 67108864"_s},
        BadPlan{"probability", R"({"faults": [{"kind": "hang", "probability": 0}]})", u"above 0 and at most 1"_s},
        BadPlan{"certainty", R"({"faults": [{"kind": "hang", "probability": 1.1}]})", u"above 0 and at most 1"_s},
        BadPlan{"secondLine", R"({"faults": [{"kind": "status", "retryAfter": "1\r\nX: y"}]})", u"of one line"_s},
        BadPlan{"seed", R"({"seed": "abc", "faults": []})", u"“seed”"_s},
        BadPlan{"misspelt", R"({"faults": [{"kind": "hang", "requst": 2}]})", u"“requst”"_s}),
    [](const auto &test) { return std::string(test.param.name); });

TEST(FaultPlan, findsTheFaultForTheNthRequest)
{
    const FaultPlan plan{{fault(FaultKind::Status, 2, 2), fault(FaultKind::Hang, 3, 0)}, 0};
    FaultCount count(plan);
    const auto nextKind = [&count] {
        const std::optional<Fault> due = count.nextRequest(addCalls);
        return due ? std::optional(due->kind) : std::nullopt;
    };
    EXPECT_EQ(nextKind(), std::nullopt);
    EXPECT_EQ(nextKind(), FaultKind::Status);
    EXPECT_EQ(nextKind(), FaultKind::Status) << "the first one that matches";
    for (int request = 4; request < 1000; ++request)
        ASSERT_EQ(nextKind(), FaultKind::Hang) << request;
    for (int request = 1; request < 4; ++request)
        EXPECT_FALSE(count.nextRequest(createBatch)) << "faults are for addCallsToBatch unless they say otherwise";
}

TEST(FaultPlan, drawsTheSameLotsForTheSameSeed)
{
    Fault unsure = fault(FaultKind::Hang, 1, 0);
    unsure.probability = 0.25;
    const auto metBy = [&unsure](quint64 seed, qsizetype index) {
        FaultPlan plan{QList<Fault>(2, unsure), seed};
        QList<int> met;
        for (int seen = 1; seen <= 4000; ++seen) {
            if (plan.meets(index, seen))
                met += seen;
        }
        return met;
    };
    const QList<int> met = metBy(1, 0);
    EXPECT_EQ(metBy(1, 0), met);
    EXPECT_NE(metBy(2, 0), met);
    EXPECT_NE(metBy(1, 1), met) << "the next fault draws for itself";
    EXPECT_NEAR(static_cast<double>(met.size()), 1000, 120);
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

TEST(FaultPlanPage, hasAnEntryForEveryKindThatWorksAsItStands)
{
    QFile page(QStringLiteral(CALLSHEET_SOURCE_DIR "/core/practice/fault_plan.md"));
    ASSERT_TRUE(page.open(QIODevice::ReadOnly));
    static const QRegularExpression entryInBackticks(u"`(\\{\"kind\".*?\\})`"_s);
    QStringList kinds;
    QRegularExpressionMatchIterator entries = entryInBackticks.globalMatch(QString::fromUtf8(page.readAll()));
    while (entries.hasNext()) {
        const QString entry = entries.next().captured(1);
        const auto plan = parseFaultPlan("{\"faults\": [" + entry.toUtf8() + "]}", u"the page"_s);
        EXPECT_EQ(test::errorOf(plan), "") << entry.toStdString();
        if (plan)
            kinds.append(faultName(plan->faults.first().kind));
    }
    EXPECT_EQ(kinds, faultNames());
}

} // namespace callsheet::practice
