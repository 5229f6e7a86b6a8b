// "Create a batch" and "Read batches" of the batch API's page, statement by statement.
#include "tests/system/conformance.h"

#include <set>

namespace callsheet::test {

using api::noSuchId;

class BatchApiCreate : public BatchApi { };
class BatchApiBatches : public BatchApi { };
class BatchApiDetails : public BatchApi { };

// ---- Create a batch

TEST_F(BatchApiCreate, code201WithTheIdAsABareText)
{
    ONLY_WITH_CREATING;
    const ApiAnswer answer = create({});
    expectSuccess(answer, 201);
    EXPECT_EQ(answer.envelope().value(u"message"_s).toString(), u"Batch created successfully"_s);
    EXPECT_TRUE(isId(answer.data().toString())) << answer.body.toStdString();
}

TEST_F(BatchApiCreate, everySettingIsTaken)
{
    ONLY_WITH_CREATING;
    expectSuccess(create({{u"retry"_s, 3}, {u"delay"_s, 60}, {u"timezone"_s, u"America/New_York"_s},
                      {u"callingHour"_s, QJsonObject{{u"start"_s, u"09:00"_s}, {u"end"_s, u"17:00"_s}}},
                      {u"allowedDays"_s, QJsonArray{1, 2, 3, 4, 5}}}),
        201);
}

TEST_F(BatchApiCreate, theCredentialIsTheKeyOrTheToken)
{
    ONLY_WITH_CREATING;
    expectSuccess(create({}, Sign::Key), 201);
    expectSuccess(create({}, Sign::Bearer), 201);
}

TEST_F(BatchApiCreate, batchNameIsRequired)
{
    ONLY_WITH_CREATING;
    for (const QJsonValue &name : {QJsonValue(), QJsonValue(u" "_s), QJsonValue(7)})
        expectRefusal(create({{u"batchName"_s, name}}), 400, u"batchName"_s);
}

TEST_F(BatchApiCreate, callingNumbersAreRequired)
{
    ONLY_WITH_CREATING;
    for (const QJsonValue &numbers : {QJsonValue(), QJsonValue(QJsonArray()), QJsonValue(u"64e5"_s)})
        expectRefusal(create({{u"callingNumbers"_s, numbers}}), 400, u"callingNumbers"_s);
}

TEST_F(BatchApiCreate, callingNumbersAreIdsOfTheWorkspace)
{
    ONLY_IN_PRACTICE;
    expectRefusal(create({{u"callingNumbers"_s, QJsonArray{QString(noSuchId)}}}), 400, u"callingNumbers"_s);
}

TEST_F(BatchApiCreate, code400ForASettingOfTheWrongForm)
{
    ONLY_IN_PRACTICE;
    const auto hours = [](const QString &start, const QString &end) {
        return QJsonObject{{u"start"_s, start}, {u"end"_s, end}};
    };
    const QList<std::pair<QString, QJsonValue>> settings = {{u"retry"_s, -1}, {u"retry"_s, 1.5}, {u"retry"_s, 1e300},
        {u"retry"_s, u"3"_s}, {u"delay"_s, u"soon"_s}, {u"delay"_s, QJsonObject()}, {u"timezone"_s, u"Mars/Olympus"_s},
        {u"timezone"_s, u"../../etc/passwd"_s}, {u"timezone"_s, u"Asia"_s}, {u"timezone"_s, 7},
        {u"callingHour"_s, u"09:00"_s}, {u"callingHour"_s, hours(u"9"_s, u"17:00"_s)},
        {u"callingHour"_s, hours(u"09:00"_s, u"24:00"_s)}, {u"callingHour"_s, QJsonObject{{u"start"_s, u"09:00"_s}}},
        {u"allowedDays"_s, QJsonArray{1.5}}, {u"allowedDays"_s, QJsonArray{-1}}, {u"allowedDays"_s, QJsonArray{u"1"_s}},
        {u"allowedDays"_s, QJsonArray()}, {u"allowedDays"_s, 3}};
    for (const auto &[key, value] : settings) {
        SCOPED_TRACE(QJsonDocument(QJsonArray{key, value}).toJson(QJsonDocument::Compact).toStdString());
        expectRefusal(create({{key, value}}), 400, key);
    }
    EXPECT_EQ(list().object().value(u"batches"_s).toArray().size(), 1) << "none was created";
}

TEST_F(BatchApiCreate, allowedDaysCountFromSunday)
{
    ONLY_IN_PRACTICE;
    expectSuccess(create({{u"allowedDays"_s, QJsonArray{0, 6}}}), 201);
    expectRefusal(create({{u"allowedDays"_s, QJsonArray{7}}}), 400, u"Sunday"_s);
}

TEST_F(BatchApiCreate, code403WithoutAValidKey)
{
    ONLY_WITH_CREATING;
    expectRefusal(create({}, Sign::Nothing), 403);
    expectRefusal(create({}, Sign::WrongKey), 403);
}

TEST_F(BatchApiCreate, aRetriedCreateMakesASecondBatch)
{
    ONLY_WITH_CREATING;
    const QString first = created();
    const QString second = created();
    EXPECT_FALSE(first.isEmpty());
    EXPECT_NE(first, second);
}

// ---- Read batches: the list

TEST_F(BatchApiBatches, eachHasItsCountsAndItsState)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(3)));
    const ApiAnswer answer = list();
    expectSuccess(answer);
    const QJsonObject batch = answer.object().value(u"batches"_s)[0].toObject();
    EXPECT_EQ(batch.keys(),
        (QStringList{u"_id"_s, u"batchName"_s, u"callsCompleted"_s, u"callsPicked"_s, u"createdAt"_s, u"queue_status"_s,
            u"totalCalls"_s, u"updatedAt"_s}));
    EXPECT_EQ(batch.value(u"totalCalls"_s).toInt(), 3);
    EXPECT_EQ(batch.value(u"callsCompleted"_s).toInt(-1), 0);
    EXPECT_EQ(batch.value(u"queue_status"_s).toString(), u"active"_s);
    EXPECT_TRUE(QDateTime::fromString(batch.value(u"createdAt"_s).toString(), Qt::ISODateWithMs).isValid());
}

TEST_F(BatchApiBatches, theNewestComesFirst)
{
    ONLY_IN_PRACTICE;
    const QString newest = created();
    EXPECT_EQ(list().object().value(u"batches"_s)[0][u"_id"_s].toString(), newest);
}

TEST_F(BatchApiBatches, theyComeInPages)
{
    ONLY_IN_PRACTICE;
    for (int i = 0; i < 11; ++i)
        created();
    EXPECT_EQ(list().object().value(u"batches"_s).toArray().size(), 10) << "the default";
    const QJsonObject second = list(u"?page=2&limit=5"_s).object();
    EXPECT_EQ(second.value(u"batches"_s).toArray().size(), 5);
    EXPECT_EQ(second.value(u"pagination"_s).toObject(),
        (QJsonObject{{u"total"_s, 12}, {u"page"_s, 2}, {u"limit"_s, 5}, {u"totalPages"_s, 3}}));
}

TEST_F(BatchApiBatches, searchMatchesNamesAndStates)
{
    ONLY_IN_PRACTICE;
    created();
    expectSuccess(add(people(1)));
    const auto found = [this](const QString &text) {
        return list(u"?search="_s + text).object().value(u"batches"_s).toArray().size();
    };
    EXPECT_EQ(found(u"conFORM"_s), 1);
    EXPECT_EQ(found(u"idle"_s), 1);
    EXPECT_EQ(found(u"active"_s), 1);
    EXPECT_EQ(found(QString()), 2);
}

TEST_F(BatchApiBatches, code400ForAUserIdThatIsNone)
{
    expectRefusal(get(api::batches + u"somebody"_s), 400);
}

TEST_F(BatchApiBatches, code400ForAPageThatIsNone)
{
    for (const QString &query : {u"?page=0"_s, u"?page=-1"_s, u"?limit=0"_s, u"?limit=many"_s})
        expectRefusal(list(query), 400);
}

TEST_F(BatchApiBatches, code401WithoutAValidToken)
{
    for (const Sign sign : {Sign::Nothing, Sign::WrongBearer, Sign::Key})
        expectRefusal(list({}, sign), 401);
}

TEST_F(BatchApiBatches, code404WhenThereAreNone)
{
    ONLY_IN_PRACTICE;
    expectRefusal(list(u"?search=nothing"_s), 404);
}

TEST_F(BatchApiBatches, code404ForAnotherUser)
{
    expectRefusal(get(api::batches + QString(noSuchId)), 404);
    if (m_service.isPractice) {
        expectRefusal(get(api::batches + m_service.othersUser), 404);
    }
}

TEST_F(BatchApiBatches, code500WhenTheServerFails)
{
    ONLY_IN_PRACTICE;
    startFailing(api::batches);
    expectRefusal(list(), 500);
    expectSuccess(list());
}

// ---- Read batches: one in detail

TEST_F(BatchApiDetails, aPageSaysWhichOfHowMany)
{
    NEEDS_A_BATCH_TO_READ;
    const ApiAnswer answer = details(u"?page=1&limit=10"_s);
    expectSuccess(answer);
    EXPECT_EQ(answer.envelope().value(u"message"_s).toString(), u"Calls fetched successfully"_s);
    EXPECT_EQ(answer.object().keys(),
        (QStringList{u"batchId"_s, u"batchName"_s, u"batchStatus"_s, u"data"_s, u"limit"_s, u"page"_s, u"total"_s,
            u"totalPages"_s}));
    EXPECT_EQ(answer.object().value(u"batchId"_s).toString(), m_service.batch);
}

TEST_F(BatchApiDetails, aCallHasItsRecordAndItsPhoneLogs)
{
    ONLY_IN_PRACTICE;
    startPractice({u"--pace"_s, u"1000"_s});
    expectSuccess(add({person(1)}));
    const auto log = [this] { return calls()[0][u"phoneLogs"_s][0].toObject(); };
    ASSERT_TRUE(waitUntil([&] { return log().value(u"callStatus"_s).toString() == u"completed"_s; }));
    for (const QString &key : {u"_id"_s, u"phoneNumber"_s, u"name"_s, u"createdAt"_s})
        EXPECT_FALSE(calls()[0][key].toString().isEmpty()) << key.toStdString();
    for (const QString &key : {u"callDuration"_s, u"recordingUrl"_s, u"transcript"_s, u"createdAt"_s})
        EXPECT_TRUE(log().contains(key)) << key.toStdString();
}

TEST_F(BatchApiDetails, theyComeInPages)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(25)));
    EXPECT_EQ(calls().size(), 10) << "the default";
    EXPECT_EQ(calls(u"?page=3&limit=10"_s).size(), 5);
    EXPECT_EQ(calls(u"?page=4&limit=10"_s).size(), 0);
    EXPECT_EQ(details(u"?limit=10"_s).object().value(u"totalPages"_s).toInt(), 3);
    std::set<QString> everybody;
    for (const QString &page : {u"1"_s, u"2"_s, u"3"_s}) {
        for (const QJsonValue &call : calls(u"?limit=10&page="_s + page))
            everybody.insert(call[u"phoneNumber"_s].toString());
    }
    EXPECT_EQ(everybody.size(), 25U);
}

TEST_F(BatchApiDetails, filterMatchesFields)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(9)));
    EXPECT_EQ(calls(u"?filter=%7B%22name%22%3A%22Person%207%22%7D"_s).size(), 1);
    EXPECT_EQ(calls(u"?filter=%7B%22callStatus%22%3A%22pending%22%7D"_s).size(), 9);
    EXPECT_EQ(calls(u"?filter=%7B%22callStatus%22%3A%22completed%22%7D"_s).size(), 0);
}

TEST_F(BatchApiDetails, sortByAndSortOrderGiveTheOrder)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add({person(2), person(3), person(1)}));
    EXPECT_EQ(calls(u"?sortBy=phoneNumber&sortOrder=asc"_s)[0][u"name"_s].toString(), u"Person 1"_s);
    EXPECT_EQ(calls(u"?sortBy=name&sortOrder=desc"_s)[0][u"name"_s].toString(), u"Person 3"_s);
    EXPECT_EQ(calls(u"?sortBy=createdAt&sortOrder=desc"_s)[0][u"name"_s].toString(), u"Person 1"_s);
}

TEST_F(BatchApiDetails, searchMatchesPhoneNumbersAndOtherFields)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(25)));
    EXPECT_EQ(calls(u"?search=5550007"_s).size(), 1);
    EXPECT_EQ(calls(u"?search=pERSON%2024"_s).size(), 1);
    EXPECT_EQ(calls(u"?search=nobody"_s).size(), 0);
}

TEST_F(BatchApiDetails, code400ForAnIdThatIsNone)
{
    expectRefusal(get(api::batchDetails + u"no-id"_s), 400);
}

TEST_F(BatchApiDetails, code400ForAFilterThatIsNone)
{
    NEEDS_A_BATCH_TO_READ;
    for (const QString &query : {u"?filter=%7Bhalf"_s, u"?filter=7"_s, u"?filter=%5B%5D"_s})
        expectRefusal(details(query), 400, u"filter"_s);
}

TEST_F(BatchApiDetails, code400ForAPageOutOfRange)
{
    NEEDS_A_BATCH_TO_READ;
    for (const QString &query : {u"?page=0"_s, u"?limit=none"_s, u"?limit=0"_s, u"?page=99999999999999999999"_s})
        expectRefusal(details(query), 400);
}

TEST_F(BatchApiDetails, code401WithoutAValidToken)
{
    m_service.batch = noSuchId;
    for (const Sign sign : {Sign::Nothing, Sign::WrongBearer, Sign::Key})
        expectRefusal(details({}, sign), 401);
}

TEST_F(BatchApiDetails, code404WithoutSuchABatch)
{
    m_service.batch = noSuchId;
    expectRefusal(details(), 404);
}

TEST_F(BatchApiDetails, code404ForABatchOfAnotherUser)
{
    ONLY_IN_PRACTICE;
    m_service.batch = m_service.othersBatch;
    expectRefusal(details(), 404);
}

TEST_F(BatchApiDetails, code500WhenTheServerFails)
{
    ONLY_IN_PRACTICE;
    startFailing(api::batchDetails);
    expectRefusal(details(), 500);
    expectSuccess(details());
}

} // namespace callsheet::test
