#include "core/practice/practice_service.h"

#include "tests/core/practice/practice_fixture.h"
#include "tests/support/temporary_file.h"

#include <QCryptographicHash>
#include <QSignalSpy>

namespace callsheet::practice {

using test::RawAnswer;
using test::RawClient;
using test::requestBytes;

namespace {

class AddCalls : public PracticeTest {
protected:
    void SetUp() override { start(); }
    void expectRefusal(const RawAnswer &answer, int status, const QString &reason)
    {
        EXPECT_EQ(answer.status, status);
        const auto envelope = send::wire::parseEnvelope(answer.body);
        ASSERT_TRUE(envelope) << answer.body.toStdString();
        EXPECT_FALSE(envelope->status);
        EXPECT_EQ(envelope->code, status);
        EXPECT_TRUE(envelope->errorMessage.contains(reason)) << answer.body.toStdString();
        EXPECT_EQ(m_service->queuedCount(acmeBatch()), 0);
        ASSERT_FALSE(m_service->arrivals().isEmpty());
        EXPECT_FALSE(m_service->arrivals().last().applied);
        EXPECT_EQ(m_service->arrivals().last().status, status);
    }
};

class CreateBatch : public AddCalls {
protected:
    RawAnswer create(const QJsonObject &body)
    {
        return post(createBatchTarget, keyHeader(acme()), QJsonDocument(body).toJson());
    }
    QJsonArray number(qsizetype index) { return {acme().callingNumbers.at(index)}; }
};

} // namespace

TEST_F(AddCalls, queuesEveryRecord)
{
    const RawAnswer answer = addCalls(people(3));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.value("content-type"), "application/json; charset=utf-8");
    const auto envelope = send::wire::parseEnvelope(answer.body);
    ASSERT_TRUE(envelope);
    EXPECT_TRUE(envelope->status);
    EXPECT_EQ(envelope->code, 200);
    EXPECT_EQ(envelope->added, 3);
    EXPECT_FALSE(envelope->hasFailedChunks);
    const QList<QueuedCall> calls = m_service->queuedCalls(acmeBatch());
    ASSERT_EQ(calls.size(), 3);
    for (qsizetype i = 0; i < 3; ++i)
        EXPECT_EQ(calls[i].id, envelope->callIds[i]);
    EXPECT_EQ(calls[1].phoneNumber, u"121255500001"_s);
    EXPECT_EQ(calls[1].fields,
        QJsonObject({{u"name"_s, u"Person 1"_s}, {u"city"_s, u"Köln"_s}, {u"timezone"_s, u"America/New_York"_s}}))
        << "as it came, with the hour of its number's country";
    EXPECT_EQ(calls[1].timesQueued, 1);
    EXPECT_EQ(calls[1].timesDialled, 0);
}

TEST_F(AddCalls, takesTheArrayUnderBothNames)
{
    EXPECT_EQ(post(addCallsTarget, keyHeader(acme()), bodyFor(acmeBatch(), people(1), "callData")).status, 200);
    EXPECT_EQ(post(addCallsTarget, keyHeader(acme()), bodyFor(acmeBatch(), people(1, 1), "call_data")).status, 200);
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 2);
}

TEST_F(AddCalls, refusesBothNamesAtOnce)
{
    const QJsonObject body{{u"batchId"_s, acmeBatch()}, {u"callData"_s, people(1)}, {u"call_data"_s, people(1)}};
    expectRefusal(post(addCallsTarget, keyHeader(acme()), QJsonDocument(body).toJson()), 400, u"exclude"_s);
}

TEST_F(AddCalls, takesEitherCredential)
{
    EXPECT_EQ(post(addCallsTarget, bearerHeader(acme()), bodyFor(acmeBatch(), people(1))).status, 200);
    EXPECT_EQ(
        post(addCallsTarget, keyHeader(acme()) + bearerHeader(acme()), bodyFor(acmeBatch(), people(1))).status, 200);
}

TEST_F(AddCalls, refusesAWrongOrMissingCredential)
{
    const QByteArray body = bodyFor(acmeBatch(), people(1));
    expectRefusal(post(addCallsTarget, "", body), 403, u"missing"_s);
    expectRefusal(post(addCallsTarget, "X-API-Key: wrong\r\n", body), 403, u"invalid"_s);
    expectRefusal(post(addCallsTarget, "Authorization: Bearer wrong\r\n", body), 403, u"invalid"_s);
    expectRefusal(post(addCallsTarget, "Authorization: Basic YTpi\r\n", body), 403, u"invalid"_s);
    expectRefusal(post(addCallsTarget, "X-API-Key: " + acme().bearer.toUtf8() + "\r\n", body), 403, u"invalid"_s);
    expectRefusal(
        post(addCallsTarget, "Authorization: Bearer " + acme().apiKey.toUtf8() + "\r\n", body), 403, u"invalid"_s);
    expectRefusal(post(addCallsTarget, keyHeader(acme()) + "Authorization: Bearer wrong\r\n", body), 403, u"invalid"_s);
    expectRefusal(post(addCallsTarget, keyHeader(acme()) + bearerHeader(borealis()), body), 403, u"invalid"_s);
    EXPECT_EQ(m_service->arrivals().last().records, 1) << "counted all the same";
}

TEST_F(AddCalls, refusesAKeyThatDoesNotOwnTheBatch)
{
    expectRefusal(post(addCallsTarget, keyHeader(borealis()), bodyFor(acmeBatch(), people(1))), 403, u"does not own"_s);
}

TEST_F(AddCalls, refusesABatchThatIsNotThere)
{
    expectRefusal(post(addCallsTarget, keyHeader(acme()), bodyFor(u"64e5f12345abcdef98765432"_s, people(1))), 404,
        u"Batch not found"_s);
}

TEST_F(AddCalls, refusesABodyThatIsNotTheRequest)
{
    const QByteArray key = keyHeader(acme());
    const QByteArray batch = acmeBatch().toUtf8();
    expectRefusal(post(addCallsTarget, key, ""), 400, u"not a JSON object"_s);
    expectRefusal(post(addCallsTarget, key, "[]"), 400, u"not a JSON object"_s);
    expectRefusal(post(addCallsTarget, key, bodyFor(acmeBatch(), people(1)) + "x"), 400, u"not a JSON object"_s);
    expectRefusal(post(addCallsTarget, key, bodyFor(acmeBatch(), people(1)).chopped(1)), 400, u"not a JSON object"_s);
    expectRefusal(post(addCallsTarget, key, R"({"callData":[{"phoneNumber":"1"}]})"), 400, u"batchId"_s);
    expectRefusal(post(addCallsTarget, key, R"({"batchId":5,"callData":[{"phoneNumber":"1"}]})"), 400, u"batchId"_s);
    expectRefusal(post(addCallsTarget, key, R"({"batchId":")" + batch + "\"}"), 400, u"callData"_s);
    expectRefusal(post(addCallsTarget, key, R"({"batchId":")" + batch + R"(","callData":[]})"), 400, u"callData"_s);
    expectRefusal(post(addCallsTarget, key, R"({"batchId":")" + batch + R"(","callData":{}})"), 400, u"callData"_s);
}

TEST_F(AddCalls, refusesARecordThatCannotBeCalled)
{
    for (const char *record :
        {R"({"name":"Sarah"})", R"({"phoneNumber":""})", R"({"phoneNumber":12125551001})", R"({"phoneNumber":null})"}) {
        const QByteArray body
            = R"({"batchId":")" + acmeBatch().toUtf8() + R"(","callData":[{"phoneNumber":"1"},)" + record + "]}";
        expectRefusal(post(addCallsTarget, keyHeader(acme()), body), 400, u"record 2: phoneNumber"_s);
    }
    const QByteArray nested
        = R"({"batchId":")" + acmeBatch().toUtf8() + R"(","callData":[{"phoneNumber":"1","a":{}}]})";
    expectRefusal(post(addCallsTarget, keyHeader(acme()), nested), 400, u"neither text"_s);
    const QByteArray text = R"({"batchId":")" + acmeBatch().toUtf8() + R"(","callData":["12125551001"]})";
    expectRefusal(post(addCallsTarget, keyHeader(acme()), text), 400, u"not an object"_s);
}

TEST_F(AddCalls, asksForWhatTheAgentNeeds)
{
    m_service->setAgentVariables({{u"name"_s, true}, {u"account_id"_s, false}, {u"city"_s, true}});
    EXPECT_EQ(addCalls(people(2)).status, 200);
    QJsonArray records = people(2, 10);
    records[1] = QJsonObject{{u"phoneNumber"_s, u"12125559999"_s}, {u"name"_s, u"x"_s}, {u"city"_s, QString()}};
    const RawAnswer answer = addCalls(records);
    EXPECT_EQ(answer.status, 400);
    EXPECT_TRUE(answer.body.contains("record 2: required variable city is missing")) << answer.body.toStdString();
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 2);
}

TEST_F(AddCalls, storesTheGoodServerChunksAndNamesTheBadOne)
{
    QJsonArray records = people(2001);
    records[1234] = QJsonObject{{u"name"_s, u"nobody"_s}};
    const RawAnswer answer = addCalls(records);
    EXPECT_EQ(answer.status, 207);
    const auto envelope = send::wire::parseEnvelope(answer.body);
    ASSERT_TRUE(envelope);
    EXPECT_FALSE(envelope->status);
    EXPECT_EQ(envelope->code, 207);
    EXPECT_EQ(envelope->added, 1001);
    EXPECT_EQ(envelope->callIds.size(), 1001);
    ASSERT_EQ(envelope->failedChunks.size(), 1);
    EXPECT_EQ(envelope->failedChunks[0].chunkNumber, 2);
    EXPECT_TRUE(envelope->failedChunks[0].error.contains(u"record 1235"_s));
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 1001);
    EXPECT_TRUE(m_service->arrivals().last().applied);
    EXPECT_EQ(m_service->arrivals().last().records, 2001);
}

TEST_F(AddCalls, answers400WhenEveryServerChunkFails)
{
    QJsonArray records = people(1500);
    records[0] = QJsonObject();
    records[1400] = QJsonObject();
    expectRefusal(addCalls(records), 400, u"record 1: phoneNumber is missing"_s);
}

TEST_F(AddCalls, updatesWhoIsPending)
{
    addCalls(people(3));
    const RawAnswer answer = addCalls(people(4));
    const auto envelope = send::wire::parseEnvelope(answer.body);
    ASSERT_TRUE(envelope);
    EXPECT_EQ(envelope->code, 200);
    EXPECT_EQ(envelope->added, 1);
    EXPECT_EQ(envelope->callIds.size(), 4);
    const QList<QueuedCall> calls = m_service->queuedCalls(acmeBatch());
    ASSERT_EQ(calls.size(), 4);
    EXPECT_EQ(calls[0].timesQueued, 2);
    EXPECT_EQ(calls[3].timesQueued, 1);
}

TEST_F(AddCalls, takesAFullChunkOfTenFields)
{
    QJsonArray records;
    for (int i = 0; i < 1000; ++i) {
        QJsonObject record{{u"phoneNumber"_s, QString::number(12'125'550'000 + i)}};
        for (int field = 1; field < 10; ++field)
            record.insert(u"field_%1"_s.arg(field), u"value %1 of %2 – Zoë “😀”"_s.arg(field).arg(i));
        records += record;
    }
    const RawAnswer answer = addCalls(records);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.data().value(u"added"_s).toInt(), 1000);
    const QList<QueuedCall> calls = m_service->queuedCalls(acmeBatch());
    ASSERT_EQ(calls.size(), 1000);
    EXPECT_EQ(calls[999].fields.value(u"field_9"_s).toString(), u"value 9 of 999 – Zoë “😀”"_s);
}

TEST_F(CreateBatch, givesTheIdOfABatchThatCanBeFilled)
{
    const RawAnswer answer = create({{u"batchName"_s, u"May"_s}, {u"callingNumbers"_s, number(0)}});
    EXPECT_EQ(answer.status, 201);
    EXPECT_EQ(answer.json().value(u"code"_s).toInt(), 201);
    EXPECT_EQ(answer.json().value(u"status"_s).toBool(), true);
    const QString id = answer.json().value(u"data"_s).toString();
    EXPECT_EQ(id.size(), 24);
    EXPECT_EQ(post(addCallsTarget, keyHeader(acme()), bodyFor(id, people(2))).status, 200);
    EXPECT_EQ(m_service->queuedCount(id), 2);
}

TEST_F(CreateBatch, makesASecondBatchWhenItIsRepeated)
{
    const QJsonObject body{{u"batchName"_s, u"May"_s}, {u"callingNumbers"_s, number(0)}};
    EXPECT_NE(create(body).json().value(u"data"_s).toString(), create(body).json().value(u"data"_s).toString());
}

TEST_F(CreateBatch, refusesWhatItCannotUse)
{
    expectRefusal(create({{u"callingNumbers"_s, number(0)}}), 400, u"batchName"_s);
    expectRefusal(create({{u"batchName"_s, u" "_s}, {u"callingNumbers"_s, number(0)}}), 400, u"batchName"_s);
    expectRefusal(create({{u"batchName"_s, u"May"_s}}), 400, u"callingNumbers"_s);
    expectRefusal(create({{u"batchName"_s, u"May"_s}, {u"callingNumbers"_s, QJsonArray()}}), 400, u"callingNumbers"_s);
    const QJsonArray foreign{borealis().callingNumbers[0]};
    expectRefusal(create({{u"batchName"_s, u"May"_s}, {u"callingNumbers"_s, foreign}}), 400, u"does not own"_s);
    expectRefusal(post(createBatchTarget, keyHeader(acme()), "[]"), 400, u"JSON object"_s);
    expectRefusal(post(createBatchTarget, "X-API-Key: wrong\r\n", "{}"), 403, u"invalid"_s);
}

TEST_F(CreateBatch, leadsTo404WhereNoAgentAnswers)
{
    const QJsonArray last = number(acme().callingNumbers.size() - 1);
    const QString id
        = create({{u"batchName"_s, u"May"_s}, {u"callingNumbers"_s, last}}).json().value(u"data"_s).toString();
    expectRefusal(post(addCallsTarget, keyHeader(acme()), bodyFor(id, people(1))), 404, u"No agent"_s);
}

TEST_F(AddCalls, knowsItsPagesAndTheirMethods)
{
    RawClient client(port());
    EXPECT_EQ(client.ask(requestBytes("GET", addCallsTarget, keyHeader(acme()))).status, 405);
    EXPECT_EQ(
        client.ask(requestBytes("POST", "/api/call/batch-details/x", keyHeader(acme()), "{}")).headers.value("allow"),
        "GET");
    EXPECT_EQ(client.ask(requestBytes("GET", "/", "")).status, 404);
    EXPECT_EQ(client.ask(requestBytes("GET", "/moved/api/call/addCallsToBatch", "")).status, 404);
}

TEST_F(AddCalls, isWrittenDownAsAnArrival)
{
    const QByteArray body = bodyFor(acmeBatch(), people(2));
    post(addCallsTarget, keyHeader(acme()), body);
    details("?search=12125550001");
    const QList<Arrival> arrivals = m_service->arrivals();
    ASSERT_EQ(arrivals.size(), 2);
    EXPECT_EQ(arrivals[0].number, 1);
    EXPECT_EQ(arrivals[0].method, u"POST"_s);
    EXPECT_EQ(arrivals[0].path, u"/api/call/addCallsToBatch"_s);
    EXPECT_EQ(arrivals[0].bodyBytes, body.size());
    EXPECT_EQ(arrivals[0].bodySha256, QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
    EXPECT_EQ(arrivals[0].records, 2);
    EXPECT_TRUE(arrivals[0].applied);
    EXPECT_EQ(arrivals[0].status, 200);
    EXPECT_EQ(arrivals[1].path, u"/api/call/batch-details/"_s + acmeBatch());
    EXPECT_EQ(arrivals[1].records, -1);
    EXPECT_FALSE(arrivals[1].applied);
}

TEST_F(AddCalls, isCountedBeforeItsBodyHasCome)
{
    RawClient client(port());
    client.send("POST /api/call/addCallsToBatch HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{\"batc");
    ASSERT_TRUE(test::waitUntil([this] {
        const QList<Arrival> arrivals = m_service->arrivals();
        return !arrivals.isEmpty() && arrivals[0].bodyBytes == 6;
    }));
    EXPECT_TRUE(m_service->arrivals()[0].bodySha256.isEmpty());
    EXPECT_EQ(m_service->arrivals()[0].status, 0);
}

TEST_F(PracticeTest, announcesWhatAClientMustKnow)
{
    start();
    const QJsonObject line = m_service->announcement();
    EXPECT_EQ(line.value(u"url"_s).toString(), u"http://127.0.0.1:%1"_s.arg(port()));
    const QJsonArray workspaces = line.value(u"workspaces"_s).toArray();
    ASSERT_EQ(workspaces.size(), 2);
    const QJsonObject first = workspaces[0].toObject();
    for (const QString &member : {u"name"_s, u"userId"_s, u"apiKey"_s, u"bearer"_s})
        EXPECT_FALSE(first.value(member).toString().isEmpty()) << member.toStdString();
    EXPECT_EQ(first.value(u"callingNumbers"_s).toArray().size(), acme().callingNumbers.size());
    EXPECT_EQ(first.value(u"batches"_s).toArray()[0].toString(), acmeBatch());
}

TEST_F(PracticeTest, saysWhenThePortIsTaken)
{
    start();
    PracticeOptions options;
    options.port = port();
    const test::TemporaryFolder folder;
    options.logFile = folder.path(u"practice.jsonl"_s);
    PracticeService second(options);
    const base::Result<void> started = second.start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().kind, base::ErrorKind::Conflict);
    EXPECT_TRUE(started.error().message.contains(QString::number(port())));
    EXPECT_TRUE(second.url().isEmpty());
    m_service.reset();
    EXPECT_TRUE(second.start()) << "it may try again";
}

TEST_F(PracticeTest, canBeFilledBeforeItListens)
{
    PracticeService service({});
    EXPECT_TRUE(service.ensureBatch(u"mine"_s, u"Mine"_s));
    EXPECT_FALSE(service.ensureBatch(u"mine"_s, u"Mine"_s, 1));
    EXPECT_EQ(service.queuedCount(u"mine"_s), 0);
    EXPECT_EQ(service.queuedCount(u"unknown"_s), 0);
    EXPECT_TRUE(service.queuedCalls(u"unknown"_s).isEmpty());
}

TEST_F(PracticeTest, stopsCleanlyWithRequestsUnderWay)
{
    Fault hang;
    hang.kind = FaultKind::Hang;
    startWithFault(hang);
    RawClient hanging(port());
    hanging.send(requestBytes("POST", addCallsTarget, keyHeader(acme()), bodyFor(acmeBatch(), people(1))));
    ASSERT_TRUE(test::waitUntil([this] { return m_service->queuedCount(acmeBatch()) == 1; }));
    RawClient halfway(port());
    halfway.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nx");
    ASSERT_TRUE(test::waitUntil([this] { return m_service->arrivals().size() == 2; }));
    m_service.reset();
    EXPECT_TRUE(hanging.receiveUntilClosed());
    EXPECT_TRUE(halfway.receiveUntilClosed());
}

TEST_F(PracticeTest, tellsItsOwnerThatSomethingChanged)
{
    start();
    QSignalSpy changes(m_service.get(), &PracticeService::changed);
    addCalls(people(1));
    EXPECT_TRUE(test::waitUntil([&changes] { return !changes.isEmpty(); }));
}

TEST_F(PracticeTest, playsTheCallsOnceEach)
{
    PracticeOptions options;
    options.callsPerSecond = 1000;
    start(options);
    addCalls(people(30));
    ASSERT_TRUE(test::waitUntil([this] {
        const QList<QueuedCall> calls = m_service->queuedCalls(acmeBatch());
        return std::all_of(calls.begin(), calls.end(), [](const QueuedCall &call) { return call.timesDialled > 0; });
    }));
    addCalls(people(1)); // completed, so called again
    ASSERT_TRUE(test::waitUntil([this] { return m_service->queuedCalls(acmeBatch())[0].timesDialled == 2; }));
    for (const QueuedCall &call : m_service->queuedCalls(acmeBatch()).mid(1))
        EXPECT_EQ(call.timesDialled, 1);
}

TEST_F(PracticeTest, logsArrivalsWithoutAWordAboutPeople)
{
    const test::TemporaryFolder folder;
    PracticeOptions options;
    options.logFile = folder.path(u"practice.jsonl"_s);
    start(options);
    addCalls(people(2));
    details("?search=12125550001");
    RawClient(port()).ask(requestBytes("GET", "/12125550001/Person", ""));
    m_service.reset();
    QFile file(options.logFile);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray log = file.readAll();
    const QList<QByteArray> lines = log.trimmed().split('\n');
    ASSERT_EQ(lines.size(), 3);
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    EXPECT_EQ(first.value(u"number"_s).toInt(), 1);
    EXPECT_EQ(first.value(u"records"_s).toInt(), 2);
    EXPECT_EQ(first.value(u"status"_s).toInt(), 200);
    EXPECT_EQ(first.value(u"applied"_s).toBool(), true);
    EXPECT_EQ(first.value(u"bodySha256"_s).toString().size(), 64);
    EXPECT_EQ(first.value(u"bodyWhole"_s).toBool(), true);
    EXPECT_EQ(first.value(u"connection"_s).toInt(), 1);
    EXPECT_EQ(first.value(u"firstByte"_s).toInt(-1), 0);
    EXPECT_GT(first.value(u"bytes"_s).toInt(), first.value(u"bodyBytes"_s).toInt());
    const QDateTime at = QDateTime::fromString(first.value(u"at"_s).toString(), Qt::ISODateWithMs);
    EXPECT_LT(std::abs(at.secsTo(QDateTime::currentDateTimeUtc())), 60);
    EXPECT_EQ(QJsonDocument::fromJson(lines[1]).object().value(u"connection"_s).toInt(), 2);
    EXPECT_FALSE(log.contains("1212555"));
    EXPECT_FALSE(log.contains("Person"));
    EXPECT_FALSE(log.contains("practice-key"));
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    EXPECT_FALSE(file.permissions() & others);
}

TEST(PracticeService, hasForgottenWhatAnEarlierOneTookUnlessItKeepsAFile)
{
    const test::TemporaryFolder folder;
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-60);
    PracticeService inMemory{PracticeOptions()};
    PracticeOptions kept;
    kept.dataFile = folder.path(u"practice.sqlite"_s);
    PracticeService inAFile(kept);
    ASSERT_TRUE(inMemory.start());
    ASSERT_TRUE(inAFile.start());
    EXPECT_TRUE(inMemory.hasForgotten(before));
    EXPECT_FALSE(inMemory.hasForgotten(QDateTime::currentDateTimeUtc().addSecs(60)));
    EXPECT_FALSE(inAFile.hasForgotten(before));
}

TEST_F(PracticeTest, saysWhenItsLogCannotBeWritten)
{
    PracticeOptions options;
    options.logFile = u"/nonexistent/folder/practice.jsonl"_s;
    PracticeService service(options);
    const base::Result<void> started = service.start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().kind, base::ErrorKind::Storage);
}

} // namespace callsheet::practice
