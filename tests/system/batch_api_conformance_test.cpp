// One test for each statement of the batch API's page, to be read beside it. Without anything said they try the
// practice service. With CALLSHEET_API_URL they try the service there, and then only what queues nobody and calls
// nobody:
//   CALLSHEET_API_URL, CALLSHEET_API_KEY_FILE, CALLSHEET_API_BEARER_FILE, CALLSHEET_API_USER (id), CALLSHEET_API_BATCH
//   (id of a batch to read), CALLSHEET_API_CREATE=1 (createBatch may be tried; it leaves batches behind).
#include "tests/support/await.h"
#include "tests/system/api_client.h"
#include "tests/system/program.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>

#include <array>
#include <set>

namespace callsheet {

namespace {

using test::ApiAnswer;
using test::ApiClient;
using test::Sign;
using namespace Qt::StringLiterals;

constexpr auto addCalls = "/api/call/addCallsToBatch"_L1;
constexpr auto createBatch = "/api/call/createBatch"_L1;
constexpr auto startCalling = "/api/call/start-calling"_L1;
constexpr auto stopCalling = "/api/call/stop-calling"_L1;
constexpr auto noSuchId = "64e5f12300000000deadbeef"_L1;

QByteArray secretIn(const char *variable)
{
    QFile file(qEnvironmentVariable(variable));
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed() : QByteArray();
}

//! The service that is tried.
struct Service {
    QUrl url;
    QByteArray key;
    QByteArray bearer;
    QString user;
    QString batch;
    QStringList callingNumbers; // the practice service's; the last one has no agent
    QString othersBatch;
    bool isPractice = false;
    bool mayCreate = false;
};

class BatchApi : public testing::Test {
protected:
    void SetUp() override
    {
        if (qEnvironmentVariableIsSet("CALLSHEET_API_URL")) {
            m_service.url = QUrl(qEnvironmentVariable("CALLSHEET_API_URL"));
            m_service.key = secretIn("CALLSHEET_API_KEY_FILE");
            m_service.bearer = secretIn("CALLSHEET_API_BEARER_FILE");
            m_service.user = qEnvironmentVariable("CALLSHEET_API_USER");
            m_service.batch = qEnvironmentVariable("CALLSHEET_API_BATCH");
            m_service.mayCreate = qEnvironmentVariableIsSet("CALLSHEET_API_CREATE");
        } else {
            startPractice({});
        }
    }
    void startPractice(const QStringList &options)
    {
        m_program = std::make_unique<test::Program>(QStringList{u"practice"_s} + options);
        const QJsonObject said = m_program->nextJson();
        const QJsonArray workspaces = said.value(u"workspaces"_s).toArray();
        const QJsonObject own = workspaces.at(0).toObject();
        m_service.url = QUrl(said.value(u"url"_s).toString());
        m_service.key = own.value(u"apiKey"_s).toString().toUtf8();
        m_service.bearer = own.value(u"bearer"_s).toString().toUtf8();
        m_service.user = own.value(u"userId"_s).toString();
        m_service.batch = own.value(u"batches"_s).toArray().at(0).toString();
        m_service.othersBatch = workspaces.at(1).toObject().value(u"batches"_s).toArray().at(0).toString();
        m_service.callingNumbers.clear();
        for (const QJsonValue &number : own.value(u"callingNumbers"_s).toArray())
            m_service.callingNumbers += number.toString();
        m_service.isPractice = m_service.mayCreate = true;
        m_client.reset();
    }
    ApiClient &client()
    {
        if (!m_client)
            m_client = std::make_unique<ApiClient>(m_service.url, m_service.key, m_service.bearer);
        return *m_client;
    }

    static QJsonObject person(int number)
    {
        return {{u"phoneNumber"_s, u"1212555%1"_s.arg(number, 4, 10, QChar(u'0'))},
            {u"name"_s, u"Person %1"_s.arg(number)}};
    }
    static QJsonArray people(int count, int from = 0)
    {
        QJsonArray list;
        for (int i = from; i < from + count; ++i)
            list += person(i);
        return list;
    }
    ApiAnswer add(const QJsonArray &records, Sign sign = Sign::Key, const QString &key = u"callData"_s)
    {
        return client().post(addCalls, sign, {{u"batchId"_s, m_service.batch}, {key, records}});
    }
    QString made(const QJsonObject &more = {}, const QStringList &numbers = {})
    {
        QJsonObject body{{u"batchName"_s, u"Conformance"_s},
            {u"callingNumbers"_s, QJsonArray::fromStringList(numbers.isEmpty() ? m_service.callingNumbers : numbers)}};
        for (auto entry = more.begin(); entry != more.end(); ++entry)
            body.insert(entry.key(), entry.value());
        return client().post(createBatch, Sign::Key, body).data().toString();
    }
    ApiAnswer details(const QString &query = {}, Sign sign = Sign::Bearer)
    {
        return client().get(u"/api/call/batch-details/"_s + m_service.batch + query, sign);
    }
    QJsonArray calls(const QString &query = {}) { return details(query).object().value(u"data"_s).toArray(); }
    QString queueStatus(const QString &batch)
    {
        const QJsonArray batches = client()
                                       .get(u"/api/call/batches/"_s + m_service.user + u"?limit=100"_s, Sign::Bearer)
                                       .object()
                                       .value(u"batches"_s)
                                       .toArray();
        for (const QJsonValue &entry : batches) {
            if (entry.toObject().value(u"_id"_s).toString() == batch)
                return entry.toObject().value(u"queue_status"_s).toString();
        }
        return {};
    }
    QJsonObject about(const QString &batch) const { return {{u"batchId"_s, batch}, {u"userId"_s, m_service.user}}; }

    //! An answer that says why it did not do it, in the envelope.
    static void expectRefusal(const ApiAnswer &answer, int status)
    {
        EXPECT_EQ(answer.status, status) << answer.body.toStdString();
        const QJsonObject envelope = answer.envelope();
        EXPECT_EQ(envelope.value(u"status"_s), QJsonValue(false));
        EXPECT_EQ(envelope.value(u"code"_s).toInt(), status);
        EXPECT_FALSE(envelope.value(u"errorMessage"_s).toString().isEmpty());
    }
    static void expectSuccess(const ApiAnswer &answer, int status = 200)
    {
        EXPECT_EQ(answer.status, status) << answer.body.toStdString();
        EXPECT_EQ(answer.envelope().value(u"status"_s), QJsonValue(true));
        EXPECT_EQ(answer.envelope().value(u"code"_s).toInt(), status);
        EXPECT_EQ(answer.envelope().value(u"errorMessage"_s).toString(), QString());
    }

    Service m_service;
    std::unique_ptr<test::Program> m_program;
    std::unique_ptr<ApiClient> m_client;
};

//! What queues people, which only a practice service may be asked for.
#define NEEDS_PRACTICE                                                                                                 \
    if (!m_service.isPractice)                                                                                         \
    GTEST_SKIP() << "this would queue somebody"
#define NEEDS_CREATING                                                                                                 \
    if (!m_service.mayCreate || m_service.callingNumbers.isEmpty())                                                    \
    GTEST_SKIP() << "this would leave a batch behind"

// ---- Add calls to a batch

TEST_F(BatchApi, addCallsAnswersTheDocumentedEnvelope)
{
    NEEDS_PRACTICE;
    const ApiAnswer answer = add(people(2));
    expectSuccess(answer);
    EXPECT_EQ(answer.envelope().value(u"message"_s).toString(), u"Calls enqueued successfully"_s);
    EXPECT_EQ(answer.object().value(u"added"_s).toInt(), 2);
    const QRegularExpression id(u"^[0-9a-f]{24}$"_s);
    std::set<QString> ids;
    for (const QJsonValue &callId : answer.object().value(u"callIds"_s).toArray()) {
        EXPECT_TRUE(id.match(callId.toString()).hasMatch()) << callId.toString().toStdString();
        ids.insert(callId.toString());
    }
    EXPECT_EQ(ids.size(), 2U) << "distinct, one a person";
}

TEST_F(BatchApi, addCallsRequiresBatchId)
{
    expectRefusal(client().post(addCalls, Sign::Key, {{u"callData"_s, people(1)}}), 400);
}

TEST_F(BatchApi, addCallsRequiresAnArrayThatIsNotEmpty)
{
    expectRefusal(add({}), 400);
    expectRefusal(client().post(addCalls, Sign::Key, {{u"batchId"_s, m_service.batch}}), 400);
}

TEST_F(BatchApi, addCallsRequiresPhoneNumberInEachRecord)
{
    expectRefusal(add({QJsonObject{{u"name"_s, u"Sarah"_s}}}), 400);
}

TEST_F(BatchApi, addCallsTakesEveryOtherKey)
{
    NEEDS_PRACTICE;
    QJsonObject record = person(1);
    record.insert(u"order_amount"_s, u"12.50"_s);
    record.insert(u"anything at all"_s, u"kept as it is"_s);
    expectSuccess(add({record}));
    EXPECT_EQ(calls().at(0).toObject().value(u"order_amount"_s).toString(), u"12.50"_s);
    EXPECT_EQ(calls().at(0).toObject().value(u"anything at all"_s).toString(), u"kept as it is"_s);
}

TEST_F(BatchApi, addCallsSplitsIntoChunksOf1000)
{
    NEEDS_PRACTICE;
    QJsonArray records = people(2001);
    records.replace(1500, QJsonObject{{u"name"_s, u"nobody"_s}});
    const ApiAnswer answer = add(records);
    EXPECT_EQ(answer.status, 207);
    EXPECT_EQ(answer.object().value(u"added"_s).toInt(), 1001) << "the first and the third chunk";
    EXPECT_EQ(details().object().value(u"total"_s).toInt(), 1001);
}

TEST_F(BatchApi, addCallsNamesFailedChunksWithCode207)
{
    NEEDS_PRACTICE;
    QJsonArray records = people(1001);
    records.replace(1000, QJsonObject{{u"name"_s, u"nobody"_s}});
    const ApiAnswer answer = add(records);
    EXPECT_EQ(answer.envelope().value(u"status"_s), QJsonValue(false));
    EXPECT_EQ(answer.envelope().value(u"code"_s).toInt(), 207);
    const QJsonArray failed = answer.object().value(u"failedChunks"_s).toArray();
    ASSERT_EQ(failed.size(), 1);
    EXPECT_EQ(failed.at(0).toObject().value(u"chunkNum"_s).toInt(), 2);
    EXPECT_FALSE(failed.at(0).toObject().value(u"error"_s).toString().isEmpty());
}

TEST_F(BatchApi, addCallsValidatesAgainstTheAgentsRequiredVariables)
{
    NEEDS_PRACTICE;
    const test::TemporaryFolder folder;
    const QString set = folder.write(u"set.json"_s,
        R"({"name":"agent","variables":[{"key":"phoneNumber","type":"phone","required":true},
            {"key":"name","required":true},{"key":"amount","type":"number"}]})");
    startPractice({u"--variables"_s, set});
    expectSuccess(add({person(1)}));
    QJsonObject nameless = person(2);
    nameless.remove(u"name"_s);
    expectRefusal(add({nameless}), 400);
    QJsonObject wrongType = person(3);
    wrongType.insert(u"amount"_s, u"a lot"_s);
    expectRefusal(add({wrongType}), 400);
    wrongType.insert(u"amount"_s, u"12.5"_s);
    expectSuccess(add({wrongType}));
}

TEST_F(BatchApi, addCallsAnswers400WhenNothingPassesValidation)
{
    NEEDS_PRACTICE;
    expectRefusal(add({person(1), QJsonObject{{u"name"_s, u"nobody"_s}}}), 400);
    EXPECT_EQ(details().object().value(u"total"_s).toInt(), 0);
}

TEST_F(BatchApi, addCallsUpdatesACallThatIsPending)
{
    NEEDS_PRACTICE;
    const QString id = add({person(1)}).object().value(u"callIds"_s).toArray().at(0).toString();
    QJsonObject changed = person(1);
    changed.insert(u"name"_s, u"Sarah"_s);
    const ApiAnswer again = add({changed});
    expectSuccess(again);
    EXPECT_EQ(again.object().value(u"callIds"_s).toArray().at(0).toString(), id);
    ASSERT_EQ(calls().size(), 1);
    EXPECT_EQ(calls().at(0).toObject().value(u"name"_s).toString(), u"Sarah"_s);
    EXPECT_EQ(calls().at(0).toObject().value(u"phoneLogs"_s).toArray().size(), 1);
}

TEST_F(BatchApi, addCallsGivesACompletedCallANewPhoneLog)
{
    NEEDS_PRACTICE;
    startPractice({u"--pace"_s, u"1000"_s});
    expectSuccess(add({person(1)}));
    const auto statusOfLog = [this](int log) {
        const QJsonArray logs = calls().at(0).toObject().value(u"phoneLogs"_s).toArray();
        return logs.at(log).toObject().value(u"callStatus"_s).toString();
    };
    ASSERT_TRUE(test::waitUntil([&] { return statusOfLog(0) == u"completed"_s; }));
    expectSuccess(add({person(1)}));
    ASSERT_TRUE(test::waitUntil([&] { return statusOfLog(1) == u"completed"_s; })) << "called again";
    EXPECT_EQ(calls().size(), 1) << "the same call, not another";
}

TEST_F(BatchApi, addCallsStartsTheCallingServiceByItself)
{
    NEEDS_PRACTICE;
    expectSuccess(add({person(1)}));
    EXPECT_EQ(queueStatus(m_service.batch), u"active"_s);
}

TEST_F(BatchApi, addCallsAppliesTheTimezoneToARecordThatHasNone)
{
    NEEDS_PRACTICE;
    m_service.batch = made({{u"timezone"_s, u"Asia/Kolkata"_s}});
    QJsonObject own = person(2);
    own.insert(u"timezone"_s, u"Europe/Paris"_s);
    expectSuccess(add({person(1), own}));
    EXPECT_EQ(calls().at(0).toObject().value(u"timezone"_s).toString(), u"Asia/Kolkata"_s);
    EXPECT_EQ(calls().at(1).toObject().value(u"timezone"_s).toString(), u"Europe/Paris"_s);
    m_service.batch = made();
    expectSuccess(add({person(1), QJsonObject{{u"phoneNumber"_s, u"442079460001"_s}}}));
    EXPECT_EQ(calls().at(0).toObject().value(u"timezone"_s).toString(), u"America/New_York"_s) << "of the number";
    EXPECT_EQ(calls().at(1).toObject().value(u"timezone"_s).toString(), u"Europe/London"_s);
}

TEST_F(BatchApi, addCallsAnswers403WithoutAValidKey)
{
    expectRefusal(add(people(1), Sign::Nothing), 403);
    expectRefusal(add(people(1), Sign::WrongKey), 403);
}

TEST_F(BatchApi, addCallsAnswers403ForABatchOfAnotherWorkspace)
{
    NEEDS_PRACTICE;
    m_service.batch = m_service.othersBatch;
    expectRefusal(add(people(1)), 403);
}

TEST_F(BatchApi, addCallsAnswers404WithoutSuchABatch)
{
    m_service.batch = noSuchId;
    expectRefusal(add(people(1)), 404);
}

TEST_F(BatchApi, addCallsAnswers404WithoutAnAgentForTheCallingNumbers)
{
    NEEDS_PRACTICE;
    m_service.batch = made({}, {m_service.callingNumbers.last()});
    ASSERT_FALSE(m_service.batch.isEmpty());
    expectRefusal(add(people(1)), 404);
}

TEST_F(BatchApi, addCallsAnswers500WhenTheServerFails)
{
    NEEDS_PRACTICE; // nobody can make the real one fail
    const test::TemporaryFolder folder;
    const QString plan = folder.write(u"plan.json"_s, R"({"faults":[{"kind":"status","status":500}]})");
    startPractice({u"--faults"_s, plan});
    expectRefusal(add(people(1)), 500);
    expectSuccess(add(people(1)));
}

TEST_F(BatchApi, addCallsKnowsBothNamesOfTheArray)
{
    NEEDS_PRACTICE;
    expectSuccess(add({person(1)}, Sign::Key, u"call_data"_s));
    expectRefusal(client().post(addCalls, Sign::Key,
                      {{u"batchId"_s, m_service.batch}, {u"callData"_s, people(1)}, {u"call_data"_s, people(1)}}),
        400);
    startPractice({u"--edition"_s, u"callData"_s});
    expectRefusal(add({person(1)}, Sign::Key, u"call_data"_s), 400);
    expectSuccess(add({person(1)}));
    startPractice({u"--edition"_s, u"call_data"_s});
    expectRefusal(add({person(1)}), 400);
    expectSuccess(add({person(1)}, Sign::Key, u"call_data"_s));
}

TEST_F(BatchApi, addCallsKnowsBothCredentials)
{
    NEEDS_PRACTICE;
    for (const Sign sign : {Sign::Key, Sign::Bearer, Sign::Both})
        expectSuccess(add({person(static_cast<int>(sign))}, sign));
    startPractice({u"--edition"_s, u"apiKey"_s});
    expectRefusal(add({person(1)}, Sign::Bearer), 403);
    expectSuccess(add({person(1)}, Sign::Key));
    startPractice({u"--edition"_s, u"bearer,callData"_s});
    expectRefusal(add({person(1)}, Sign::Key), 403);
    expectSuccess(add({person(1)}, Sign::Bearer));
}

// ---- Create a batch

TEST_F(BatchApi, createBatchAnswers201WithTheIdAsABareText)
{
    NEEDS_CREATING;
    const ApiAnswer answer = client().post(createBatch, Sign::Key,
        {{u"batchName"_s, u"May"_s}, {u"callingNumbers"_s, QJsonArray::fromStringList(m_service.callingNumbers)},
            {u"retry"_s, 3}, {u"delay"_s, 60}, {u"timezone"_s, u"America/New_York"_s},
            {u"callingHour"_s, QJsonObject{{u"start"_s, u"09:00"_s}, {u"end"_s, u"17:00"_s}}},
            {u"allowedDays"_s, QJsonArray{1, 2, 3, 4, 5}}});
    expectSuccess(answer, 201);
    EXPECT_EQ(answer.envelope().value(u"message"_s).toString(), u"Batch created successfully"_s);
    EXPECT_TRUE(QRegularExpression(u"^[0-9a-f]{24}$"_s).match(answer.data().toString()).hasMatch());
}

TEST_F(BatchApi, createBatchTakesKeyOrToken)
{
    NEEDS_CREATING;
    const QJsonObject body{
        {u"batchName"_s, u"May"_s}, {u"callingNumbers"_s, QJsonArray::fromStringList(m_service.callingNumbers)}};
    expectSuccess(client().post(createBatch, Sign::Key, body), 201);
    expectSuccess(client().post(createBatch, Sign::Bearer, body), 201);
}

TEST_F(BatchApi, createBatchRequiresNameAndCallingNumbers)
{
    const QJsonArray numbers{u"64e5f12345abcdef87654321"_s};
    expectRefusal(client().post(createBatch, Sign::Key, {{u"callingNumbers"_s, numbers}}), 400);
    expectRefusal(client().post(createBatch, Sign::Key, {{u"batchName"_s, u"May"_s}}), 400);
    expectRefusal(
        client().post(createBatch, Sign::Key, {{u"batchName"_s, u"May"_s}, {u"callingNumbers"_s, QJsonArray()}}), 400);
}

TEST_F(BatchApi, createBatchRefusesSettingsThatNobodyCanKeep)
{
    NEEDS_PRACTICE;
    const QJsonObject good{
        {u"batchName"_s, u"May"_s}, {u"callingNumbers"_s, QJsonArray::fromStringList(m_service.callingNumbers)}};
    const std::array<std::pair<QString, QJsonValue>, 12> settings = {{{u"retry"_s, -1}, {u"retry"_s, 1.5},
        {u"delay"_s, u"soon"_s}, {u"timezone"_s, u"Mars/Olympus"_s}, {u"callingHour"_s, u"09:00"_s},
        {u"callingHour"_s, QJsonObject{{u"start"_s, u"9"_s}, {u"end"_s, u"17:00"_s}}},
        {u"allowedDays"_s, QJsonArray{7}}, {u"allowedDays"_s, QJsonArray{1.5}}, {u"allowedDays"_s, QJsonArray()},
        {u"allowedDays"_s, 3}, {u"batchName"_s, u"   "_s}, {u"callingNumbers"_s, QJsonArray{QString(noSuchId)}}}};
    for (const auto &[key, value] : settings) {
        QJsonObject body = good;
        body.insert(key, value);
        SCOPED_TRACE(QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString());
        expectRefusal(client().post(createBatch, Sign::Key, body), 400);
    }
}

TEST_F(BatchApi, createBatchAnswers403WithoutAValidKey)
{
    expectRefusal(client().post(createBatch, Sign::Nothing, {{u"batchName"_s, u"May"_s}}), 403);
    expectRefusal(client().post(createBatch, Sign::WrongKey, {{u"batchName"_s, u"May"_s}}), 403);
}

TEST_F(BatchApi, createBatchThatIsRetriedMakesASecondBatch)
{
    NEEDS_CREATING;
    const QString first = made();
    const QString second = made();
    EXPECT_FALSE(first.isEmpty());
    EXPECT_NE(first, second);
}

// ---- Read batches

TEST_F(BatchApi, batchesListsThemWithTheirCountsNewestFirst)
{
    NEEDS_PRACTICE;
    const QString newest = made();
    const ApiAnswer answer
        = client().get(u"/api/call/batches/"_s + m_service.user + u"?page=1&limit=1"_s, Sign::Bearer);
    expectSuccess(answer);
    const QJsonArray batches = answer.object().value(u"batches"_s).toArray();
    ASSERT_EQ(batches.size(), 1);
    const QJsonObject batch = batches.at(0).toObject();
    EXPECT_EQ(batch.value(u"_id"_s).toString(), newest);
    for (const char *key :
        {"batchName", "totalCalls", "callsPicked", "callsCompleted", "queue_status", "createdAt", "updatedAt"})
        EXPECT_TRUE(batch.contains(QLatin1StringView(key))) << key;
    EXPECT_EQ(answer.object().value(u"pagination"_s).toObject(),
        (QJsonObject{{u"total"_s, 2}, {u"page"_s, 1}, {u"limit"_s, 1}, {u"totalPages"_s, 2}}));
}

TEST_F(BatchApi, batchesSearchesNamesAndStates)
{
    NEEDS_PRACTICE;
    made();
    const auto found = [this](const QString &search) {
        return client().get(u"/api/call/batches/"_s + m_service.user + u"?search="_s + search, Sign::Bearer);
    };
    EXPECT_EQ(found(u"conFORM"_s).object().value(u"batches"_s).toArray().size(), 1);
    EXPECT_EQ(found(u"idle"_s).object().value(u"batches"_s).toArray().size(), 2);
    expectRefusal(found(u"nothing"_s), 404);
}

TEST_F(BatchApi, batchesRefusesWhoMayNotReadThem)
{
    expectRefusal(client().get(u"/api/call/batches/"_s + m_service.user, Sign::Nothing), 401);
    expectRefusal(client().get(u"/api/call/batches/"_s + m_service.user, Sign::WrongBearer), 401);
    expectRefusal(client().get(u"/api/call/batches/"_s + QString(noSuchId), Sign::Bearer), 404);
    expectRefusal(client().get(u"/api/call/batches/somebody"_s, Sign::Bearer), 400);
}

TEST_F(BatchApi, batchDetailsAnswersAPageOfCalls)
{
    const ApiAnswer answer = details(u"?page=1&limit=10"_s);
    expectSuccess(answer);
    for (const char *key : {"batchId", "batchName", "batchStatus", "page", "limit", "total", "totalPages", "data"})
        EXPECT_TRUE(answer.object().contains(QLatin1StringView(key))) << key;
    for (const QJsonValue &call : answer.object().value(u"data"_s).toArray()) {
        for (const char *key : {"_id", "phoneNumber", "phoneLogs", "createdAt"})
            EXPECT_TRUE(call.toObject().contains(QLatin1StringView(key))) << key;
    }
}

TEST_F(BatchApi, batchDetailsHasPhoneLogsWithStatusAndLength)
{
    NEEDS_PRACTICE;
    startPractice({u"--pace"_s, u"1000"_s});
    expectSuccess(add({person(1)}));
    const auto log = [this] { return calls().at(0).toObject().value(u"phoneLogs"_s).toArray().at(0).toObject(); };
    ASSERT_TRUE(test::waitUntil([&] { return log().value(u"callStatus"_s).toString() == u"completed"_s; }));
    for (const char *key : {"callDuration", "recordingUrl", "transcript", "createdAt"})
        EXPECT_TRUE(log().contains(QLatin1StringView(key))) << key;
}

TEST_F(BatchApi, batchDetailsPagesFiltersSearchesAndSorts)
{
    NEEDS_PRACTICE;
    expectSuccess(add(people(25)));
    EXPECT_EQ(calls().size(), 10) << "the default";
    EXPECT_EQ(calls(u"?page=3&limit=10"_s).size(), 5);
    EXPECT_EQ(calls(u"?filter=%7B%22name%22%3A%22Person%207%22%7D"_s).size(), 1);
    EXPECT_EQ(calls(u"?search=12125550007"_s).size(), 1) << "a phone number";
    EXPECT_EQ(calls(u"?search=person%2024"_s).size(), 1) << "another field";
    EXPECT_EQ(calls(u"?sortBy=phoneNumber&sortOrder=desc"_s).at(0).toObject().value(u"phoneNumber"_s).toString(),
        u"12125550024"_s);
}

TEST_F(BatchApi, batchDetailsRefusesWhatItCannotAnswer)
{
    for (const char *query : {"?page=0", "?limit=none", "?filter=%7Bhalf"})
        expectRefusal(details(QString::fromLatin1(query)), 400);
    expectRefusal(details({}, Sign::Nothing), 401);
    expectRefusal(details({}, Sign::WrongBearer), 401);
    m_service.batch = noSuchId;
    expectRefusal(details(), 404);
}

// ---- Start and stop calling

TEST_F(BatchApi, stopCallingEndsNewCallsUntilCallingStartsAgain)
{
    NEEDS_PRACTICE;
    startPractice({u"--pace"_s, u"200"_s});
    const ApiAnswer stopped = client().post(stopCalling, Sign::Bearer, about(m_service.batch));
    expectSuccess(stopped);
    EXPECT_EQ(stopped.object(), (QJsonObject{{u"batchId"_s, m_service.batch}, {u"status"_s, u"stopped"_s}}));
    EXPECT_EQ(queueStatus(m_service.batch), u"stopped"_s);
    const ApiAnswer started = client().post(startCalling, Sign::Bearer, about(m_service.batch));
    expectSuccess(started);
    EXPECT_EQ(started.object(), (QJsonObject{{u"batchId"_s, m_service.batch}, {u"status"_s, u"started"_s}}));
}

TEST_F(BatchApi, stopCallingLeavesWhoIsQueuedUncalled)
{
    NEEDS_PRACTICE;
    startPractice({u"--pace"_s, u"20"_s});
    expectSuccess(add(people(500)));
    expectSuccess(client().post(stopCalling, Sign::Bearer, about(m_service.batch)));
    const auto completed = [this] {
        return details(u"?limit=1&filter=%7B%22callStatus%22%3A%22completed%22%7D"_s)
            .object()
            .value(u"total"_s)
            .toInt();
    };
    const int atStop = completed();
    test::waitUntil([&] { return completed() != atStop; }, std::chrono::milliseconds(400));
    EXPECT_EQ(completed(), atStop);
    EXPECT_LT(atStop, 500);
    expectSuccess(client().post(startCalling, Sign::Bearer, about(m_service.batch)));
    EXPECT_TRUE(test::waitUntil([&] { return completed() > atStop; })) << "the control: it can go on";
}

TEST_F(BatchApi, startCallingQueuesTheCallsThatItBrings)
{
    NEEDS_PRACTICE;
    QJsonObject body = about(m_service.batch);
    body.insert(u"callData"_s, people(3));
    expectSuccess(client().post(startCalling, Sign::Bearer, body));
    EXPECT_EQ(details().object().value(u"total"_s).toInt(), 3);
}

TEST_F(BatchApi, startAndStopCallingRefuseWhatTheyCannotDo)
{
    for (const QLatin1StringView page : {startCalling, stopCalling}) {
        expectRefusal(client().post(page, Sign::Bearer, {{u"userId"_s, m_service.user}}), 400);
        expectRefusal(client().post(page, Sign::Bearer, {{u"batchId"_s, noSuchId}}), 400);
        expectRefusal(client().post(page, Sign::WrongBearer, about(noSuchId)), 401);
        expectRefusal(client().post(page, Sign::Bearer, about(noSuchId)), 404);
        expectRefusal(
            client().post(page, Sign::Bearer, {{u"batchId"_s, m_service.batch}, {u"userId"_s, noSuchId}}), 404);
    }
}

TEST_F(BatchApi, addingCallsAfterStopMayStartTheServiceAgain)
{
    NEEDS_PRACTICE;
    expectSuccess(client().post(stopCalling, Sign::Bearer, about(m_service.batch)));
    expectSuccess(add({person(1)}));
    EXPECT_EQ(queueStatus(m_service.batch), u"active"_s);
}

// ---- Numbers that must not be called

TEST_F(BatchApi, dncKeepsANumberFromBeingCalled)
{
    NEEDS_PRACTICE;
    expectSuccess(add({person(1), person(2)}));
    const QJsonObject call = calls().at(0).toObject();
    const QString uuid = call.value(u"phoneLogs"_s).toArray().at(0).toObject().value(u"requestUUID"_s).toString();
    const QJsonObject entry{{u"phoneNumber"_s, u"+"_s + call.value(u"phoneNumber"_s).toString()},
        {u"batchId"_s, m_service.batch}, {u"requestUUID"_s, uuid}, {u"type"_s, u"customer_request"_s}};
    expectSuccess(client().post(u"/api/dnc/add"_s, Sign::Bearer, entry));
    expectRefusal(client().post(u"/api/dnc/add"_s, Sign::Bearer, entry), 400); // it stands there already
    const ApiAnswer list = client().get(u"/api/dnc/list?search=customer"_s, Sign::Bearer);
    expectSuccess(list);
    const QJsonArray entries = list.object().value(u"dncList"_s).toArray();
    ASSERT_EQ(entries.size(), 1);
    EXPECT_EQ(entries.at(0).toObject().value(u"requestUUID"_s).toString(), uuid);
    expectSuccess(client().post(u"/api/dnc/enable-disable"_s, Sign::Bearer, {{u"enable"_s, true}}));
    const QString path = u"/api/dnc/delete/"_s + entries.at(0).toObject().value(u"_id"_s).toString();
    expectSuccess(client().ask("DELETE", path, Sign::Bearer));
    expectRefusal(client().ask("DELETE", path, Sign::Bearer), 404);
}

TEST_F(BatchApi, dncRefusesWhatItCannotDo)
{
    expectRefusal(client().post(u"/api/dnc/add"_s, Sign::Bearer, {{u"phoneNumber"_s, u"12125550001"_s}}), 400);
    expectRefusal(client().post(u"/api/dnc/add"_s, Sign::Bearer,
                      {{u"phoneNumber"_s, u"12125550001"_s}, {u"batchId"_s, noSuchId}, {u"requestUUID"_s, noSuchId}}),
        404);
    expectRefusal(client().get(u"/api/dnc/list"_s, Sign::WrongBearer), 401);
    expectRefusal(client().post(u"/api/dnc/enable-disable"_s, Sign::Bearer, {{u"enable"_s, u"yes"_s}}), 400);
}

// ---- All of them

TEST_F(BatchApi, everyAnswerIsTheWholeEnvelope)
{
    NEEDS_PRACTICE;
    for (const ApiAnswer &answer : {add(people(1)), add({}), add(people(1), Sign::Nothing), details(),
             client().get(u"/api/call/nothing"_s, Sign::Key), client().get(addCalls, Sign::Key)}) {
        const QJsonObject envelope = answer.envelope();
        EXPECT_EQ(envelope.keys(), (QStringList{u"code"_s, u"data"_s, u"errorMessage"_s, u"message"_s, u"status"_s}));
        EXPECT_EQ(envelope.value(u"code"_s).toInt(), answer.status);
    }
}

} // namespace

} // namespace callsheet
