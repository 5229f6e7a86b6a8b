#include "tests/core/practice/practice_fixture.h"

#include <QCryptographicHash>

namespace callsheet::practice {

namespace {

class PracticePages : public PracticeTest {
protected:
    test::RawAnswer get(const QByteArray &target)
    {
        return test::RawClient(port()).ask(test::requestBytes("GET", target, {}));
    }
};

TEST_F(PracticePages, logSaysWhatArrivedWithItsBytesAndDigest)
{
    start();
    const QByteArray body = bodyFor(acmeBatch(), people(3));
    post(addCallsTarget, keyHeader(acme()), body);
    const QJsonObject log = get("/practice/log").json();
    const QJsonArray arrivals = log.value(u"arrivals"_s).toArray();
    ASSERT_GE(arrivals.size(), 1);
    const QJsonObject first = arrivals.at(0).toObject();
    EXPECT_EQ(first.value(u"number"_s).toInt(), 1);
    EXPECT_EQ(first.value(u"bodyBytes"_s).toInteger(), body.size());
    EXPECT_EQ(first.value(u"bodySha256"_s).toString().toLatin1(),
        QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
    EXPECT_EQ(log.value(u"totals"_s).toObject().value(u"records"_s).toInt(), 3);
    EXPECT_FALSE(QJsonDocument(log).toJson().contains("12125550")) << "no phone numbers in a log";
}

TEST_F(PracticePages, logGoesOnWhereItWasLeft)
{
    start();
    for (int i = 0; i < 5; ++i)
        addCalls(people(1, i));
    const QJsonObject first = get("/practice/log?limit=2").json();
    EXPECT_EQ(first.value(u"arrivals"_s).toArray().size(), 2);
    EXPECT_EQ(first.value(u"next"_s).toInt(), 2);
    const QJsonArray next = get("/practice/log?since=2&limit=2").json().value(u"arrivals"_s).toArray();
    ASSERT_EQ(next.size(), 2);
    EXPECT_EQ(next.at(0).toObject().value(u"number"_s).toInt(), 3);
    EXPECT_EQ(get("/practice/log?since=1000").json().value(u"next"_s).toInt(), 1000);
}

TEST_F(PracticePages, truthSaysWhoIsQueuedAndHowOftenEachWasDialled)
{
    PracticeOptions options;
    options.callsPerSecond = 1000;
    start(options);
    addCalls(people(3));
    ASSERT_TRUE(test::waitUntil([this] { return m_service->batches().value(0).completed == 3; }));
    addCalls(people(1));
    ASSERT_TRUE(test::waitUntil([this] { return m_service->batches().value(0).dialled == 4; }));
    const QJsonObject truth = get("/practice/truth?batch=" + acmeBatch().toUtf8()).json();
    EXPECT_EQ(truth.value(u"total"_s).toInt(), 3);
    const QJsonArray calls = truth.value(u"calls"_s).toArray();
    ASSERT_EQ(calls.size(), 3);
    EXPECT_EQ(calls.at(0).toObject().value(u"timesDialled"_s).toInt(), 2);
    EXPECT_EQ(calls.at(0).toObject().value(u"timesQueued"_s).toInt(), 2);
    EXPECT_EQ(calls.at(1).toObject().value(u"timesDialled"_s).toInt(), 1);
    const QJsonArray batches = get("/practice/truth").json().value(u"batches"_s).toArray();
    ASSERT_EQ(batches.size(), 2);
    EXPECT_EQ(batches.at(0).toObject().value(u"dialled"_s).toInt(), 4);
}

TEST_F(PracticePages, truthComesAPageAtATime)
{
    start();
    addCalls(people(25));
    const QByteArray target = "/practice/truth?batch=" + acmeBatch().toUtf8();
    EXPECT_EQ(get(target + "&page=3&limit=10").json().value(u"calls"_s).toArray().size(), 5);
    EXPECT_EQ(get(target + "&page=4&limit=10").json().value(u"calls"_s).toArray().size(), 0);
    EXPECT_EQ(get(target + "&page=4&limit=10").json().value(u"totalPages"_s).toInt(), 3);
}

TEST_F(PracticePages, refuseWhatTheyCannotAnswer)
{
    start();
    for (const char *target : {"/practice/log?since=x", "/practice/log?since=-1", "/practice/log?limit=0",
             "/practice/truth?page=0", "/practice/truth?limit=none"})
        EXPECT_EQ(get(target).status, 400) << target;
    EXPECT_EQ(get("/practice/truth?batch=nothing").status, 404);
    EXPECT_EQ(post("/practice/log", {}, {}).status, 405);
    EXPECT_EQ(get("/practice/other").status, 404);
}

//! Bodies that no client sends on purpose.
TEST_F(PracticePages, oddBodiesAreRefusedAndChangeNothing)
{
    start();
    const QByteArray batch = acmeBatch().toUtf8();
    const QByteArray deep(5000, '[');
    const QList<QByteArray> bodies = {"", "[]", "null", "\"text\"", "{\"batchId\":7,\"callData\":[{}]}",
        "{\"batchId\":\"" + batch + "\",\"callData\":{}}", "{\"batchId\":\"" + batch + "\",\"callData\":[1,2]}",
        "{\"batchId\":\"" + batch + "\",\"callData\":[{\"phoneNumber\":1212555}]}",
        "{\"batchId\":\"" + batch + "\",\"callData\":[{\"phoneNumber\":null}]}",
        "{\"batchId\":\"" + batch + "\",\"callData\":[{\"phoneNumber\":\"1\",\"x\":{\"y\":1}}]}",
        "{\"batchId\":\"" + batch + "\",\"callData\":" + deep, "{\"batchId\":\"\xff\xfe\",\"callData\":[]}",
        "{\"batchId\":\"" + batch + QByteArray(1, '\0') + "\"}", "{\"batchId\":\"" + batch + "\"} trailing"};
    for (const QByteArray &body : bodies) {
        for (const char *target : {addCallsTarget, createBatchTarget})
            EXPECT_EQ(post(target, keyHeader(acme()), body).status, 400)
                << target << ' ' << body.left(60).toStdString();
        for (const char *target : {"/api/call/start-calling", "/api/call/stop-calling", "/api/dnc/add"})
            EXPECT_EQ(post(target, bearerHeader(acme()), body).status, 400)
                << target << ' ' << body.left(60).toStdString();
    }
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 0);
    EXPECT_EQ(addCalls(people(1)).status, 200) << "the control";
}

} // namespace

} // namespace callsheet::practice
