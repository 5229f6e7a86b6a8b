// "Add calls to a batch" of the batch API's page, statement by statement.
#include "tests/system/conformance.h"

#include <set>

namespace callsheet::test {

using api::addCalls;
using api::noSuchId;

class BatchApiAddCalls : public BatchApi { };

TEST_F(BatchApiAddCalls, code200WhenAllRecordsAreEnqueued)
{
    ONLY_IN_PRACTICE;
    const ApiAnswer answer = add(people(2));
    expectSuccess(answer);
    EXPECT_EQ(answer.envelope().value(u"message"_s).toString(), u"Calls enqueued successfully"_s);
    EXPECT_EQ(answer.object().value(u"added"_s).toInt(), 2);
    EXPECT_FALSE(answer.object().contains(u"failedChunks"_s));
}

TEST_F(BatchApiAddCalls, callIdsAreDistinctAndOneAPerson)
{
    ONLY_IN_PRACTICE;
    std::set<QString> ids;
    for (const QJsonValue &id : add(people(20)).object().value(u"callIds"_s).toArray()) {
        EXPECT_TRUE(isId(id.toString())) << id.toString().toStdString();
        ids.insert(id.toString());
    }
    EXPECT_EQ(ids.size(), 20U);
}

TEST_F(BatchApiAddCalls, batchIdIsRequired)
{
    expectRefusal(post(addCalls, Sign::Key, {{u"callData"_s, people(1)}}), 400);
}

TEST_F(BatchApiAddCalls, callDataIsRequired)
{
    expectRefusal(post(addCalls, Sign::Key, {{u"batchId"_s, QString(noSuchId)}}), 400);
}

TEST_F(BatchApiAddCalls, callDataMustNotBeEmpty)
{
    expectRefusal(post(addCalls, Sign::Key, {{u"batchId"_s, QString(noSuchId)}, {u"callData"_s, QJsonArray()}}), 400);
}

TEST_F(BatchApiAddCalls, phoneNumberIsRequiredInEachRecord)
{
    ONLY_IN_PRACTICE;
    expectRefusal(add({person(1), QJsonObject{{u"name"_s, u"Sarah"_s}}}), 400, u"phoneNumber"_s);
    EXPECT_EQ(calls().size(), 0);
}

TEST_F(BatchApiAddCalls, everyOtherKeyIsFree)
{
    ONLY_IN_PRACTICE;
    QJsonObject record = person(1);
    record.insert(u"order_amount"_s, u"0012.50"_s);
    record.insert(u"anything at all – é"_s, u"kept \"as\" it is\n"_s);
    expectSuccess(add({record}));
    const QJsonObject kept = calls().at(0).toObject();
    for (auto field = record.begin(); field != record.end(); ++field)
        EXPECT_EQ(kept.value(field.key()), field.value()) << field.key().toStdString();
}

TEST_F(BatchApiAddCalls, theArrayIsSplitIntoChunksOf1000)
{
    ONLY_IN_PRACTICE;
    QJsonArray records = people(2001);
    records.replace(1999, QJsonObject{{u"name"_s, u"nobody"_s}}); // the last of the second chunk
    EXPECT_EQ(add(records).object().value(u"added"_s).toInt(), 1001) << "the first and the third chunk";
    EXPECT_EQ(details().object().value(u"total"_s).toInt(), 1001);
}

TEST_F(BatchApiAddCalls, eachRecordIsValidatedAgainstTheAgentsRequiredVariables)
{
    ONLY_IN_PRACTICE;
    startWithVariables(R"({"key":"name","required":true})");
    expectSuccess(add({person(1)}));
    QJsonObject nameless = person(2);
    nameless.remove(u"name"_s);
    expectRefusal(add({nameless}), 400, u"name"_s);
    nameless.insert(u"name"_s, QString());
    expectRefusal(add({nameless}), 400, u"name"_s);
}

TEST_F(BatchApiAddCalls, eachRecordIsValidatedAgainstTheTypesOfTheAgentsVariables)
{
    ONLY_IN_PRACTICE;
    startWithVariables(
        R"({"key":"amount","type":"number"},{"key":"vip","type":"boolean"},{"key":"due","type":"date"})");
    QJsonObject good = person(1);
    good.insert(u"amount"_s, u"12.5"_s);
    good.insert(u"vip"_s, true);
    good.insert(u"due"_s, u"2026-02-28"_s);
    expectSuccess(add({good}));
    for (const auto &[key, value] :
        {std::pair(u"amount"_s, u"a lot"_s), {u"vip"_s, u"perhaps"_s}, {u"due"_s, u"soon"_s}}) {
        QJsonObject wrong = good;
        wrong.insert(key, value);
        expectRefusal(add({wrong}), 400, key);
    }
}

TEST_F(BatchApiAddCalls, aPendingCallWithTheSameNumberIsUpdated)
{
    ONLY_IN_PRACTICE;
    const QString id = add({person(1)}).object().value(u"callIds"_s)[0].toString();
    QJsonObject changed = person(1);
    changed.insert(u"name"_s, u"Sarah"_s);
    const ApiAnswer again = add({changed});
    expectSuccess(again);
    EXPECT_EQ(again.object().value(u"callIds"_s)[0].toString(), id);
    ASSERT_EQ(calls().size(), 1);
    EXPECT_EQ(calls()[0][u"name"_s].toString(), u"Sarah"_s);
    EXPECT_EQ(calls()[0][u"phoneLogs"_s].toArray().size(), 1);
}

TEST_F(BatchApiAddCalls, aCompletedCallGetsANewPhoneLog)
{
    ONLY_IN_PRACTICE;
    startPractice({u"--pace"_s, u"1000"_s, u"--mix"_s, u"completed=1"_s});
    expectSuccess(add({person(1)}));
    const auto statusOfLog = [this](int log) { return calls()[0][u"phoneLogs"_s][log][u"callStatus"_s].toString(); };
    ASSERT_TRUE(waitUntil([&] { return statusOfLog(0) == u"completed"_s; }));
    expectSuccess(add({person(1)}));
    ASSERT_TRUE(waitUntil([&] { return statusOfLog(1) == u"completed"_s; })) << "called again";
    EXPECT_EQ(calls().size(), 1) << "the same call, not another";
}

TEST_F(BatchApiAddCalls, theCallingServiceStartsByItself)
{
    ONLY_IN_PRACTICE;
    EXPECT_EQ(queueStatus(m_service.batch), u"idle"_s) << "the control";
    expectSuccess(add({person(1)}));
    EXPECT_EQ(queueStatus(m_service.batch), u"active"_s);
}

TEST_F(BatchApiAddCalls, theBatchsTimezoneIsAppliedToARecordWithoutOne)
{
    ONLY_IN_PRACTICE;
    m_service.batch = created({{u"timezone"_s, u"Asia/Kolkata"_s}});
    QJsonObject own = person(2);
    own.insert(u"timezone"_s, u"Europe/Paris"_s);
    expectSuccess(add({person(1), own}));
    EXPECT_EQ(calls()[0][u"timezone"_s].toString(), u"Asia/Kolkata"_s);
    EXPECT_EQ(calls()[1][u"timezone"_s].toString(), u"Europe/Paris"_s);
}

TEST_F(BatchApiAddCalls, theTimezoneOfTheNumbersCountryIsAppliedWhereTheBatchHasNone)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add({person(1), QJsonObject{{u"phoneNumber"_s, u"442079460001"_s}}}));
    EXPECT_EQ(calls()[0][u"timezone"_s].toString(), u"America/New_York"_s);
    EXPECT_EQ(calls()[1][u"timezone"_s].toString(), u"Europe/London"_s);
}

TEST_F(BatchApiAddCalls, code207WhenSomeChunksFailed)
{
    ONLY_IN_PRACTICE;
    QJsonArray records = people(1001);
    records.replace(1000, QJsonObject{{u"name"_s, u"nobody"_s}});
    const ApiAnswer answer = add(records);
    EXPECT_EQ(answer.status, 207);
    EXPECT_EQ(answer.envelope().value(u"status"_s), QJsonValue(false));
    EXPECT_EQ(answer.envelope().value(u"code"_s).toInt(), 207);
    EXPECT_EQ(answer.object().value(u"added"_s).toInt(), 1000);
    EXPECT_EQ(answer.object().value(u"callIds"_s).toArray().size(), 1000);
}

TEST_F(BatchApiAddCalls, failedChunksHasTheNumberAndTheErrorOfEach)
{
    ONLY_IN_PRACTICE;
    QJsonArray records = people(3001);
    records.replace(1000, QJsonObject{{u"name"_s, u"nobody"_s}});
    records.replace(3000, QJsonObject());
    const QJsonArray failed = add(records).object().value(u"failedChunks"_s).toArray();
    ASSERT_EQ(failed.size(), 2);
    EXPECT_EQ(failed[0][u"chunkNum"_s].toInt(), 2);
    EXPECT_EQ(failed[1][u"chunkNum"_s].toInt(), 4);
    EXPECT_FALSE(failed[0][u"error"_s].toString().isEmpty());
}

TEST_F(BatchApiAddCalls, aChunkWithABadRecordFailsWhole)
{
    ONLY_IN_PRACTICE;
    QJsonArray records = people(1001);
    records.replace(0, QJsonObject());
    EXPECT_EQ(add(records).object().value(u"added"_s).toInt(), 1);
    const QJsonArray stored = calls();
    ASSERT_EQ(stored.size(), 1);
    EXPECT_EQ(stored[0][u"name"_s].toString(), u"Person 1000"_s);
}

TEST_F(BatchApiAddCalls, code400WhenValidationFailsInEveryChunk)
{
    ONLY_IN_PRACTICE;
    QJsonArray records = people(1500);
    records.replace(0, QJsonObject());
    records.replace(1400, QJsonObject());
    expectRefusal(add(records), 400);
    EXPECT_EQ(details().object().value(u"total"_s).toInt(), 0);
}

TEST_F(BatchApiAddCalls, code403WithoutAKey)
{
    m_service.batch = noSuchId; // should the service let anybody in after all, nobody is queued
    expectRefusal(add(people(1), Sign::Nothing), 403);
}

TEST_F(BatchApiAddCalls, code403WithAWrongKey)
{
    m_service.batch = noSuchId;
    expectRefusal(add(people(1), Sign::WrongKey), 403);
}

TEST_F(BatchApiAddCalls, code403WhenTheKeyDoesNotOwnTheBatch)
{
    ONLY_IN_PRACTICE;
    m_service.batch = m_service.othersBatch;
    expectRefusal(add(people(1)), 403);
}

TEST_F(BatchApiAddCalls, code404WithoutSuchABatch)
{
    m_service.batch = noSuchId;
    expectRefusal(add(people(1)), 404);
}

TEST_F(BatchApiAddCalls, code404WithoutAnAgentForTheCallingNumbers)
{
    ONLY_IN_PRACTICE;
    m_service.batch = created({{u"callingNumbers"_s, QJsonArray{m_service.callingNumbers.last()}}});
    ASSERT_FALSE(m_service.batch.isEmpty());
    expectRefusal(add(people(1)), 404, u"agent"_s);
}

TEST_F(BatchApiAddCalls, code500WhenTheServerFailsAndARetryHelps)
{
    ONLY_IN_PRACTICE;
    startFailing(addCalls);
    expectRefusal(add(people(1)), 500);
    expectSuccess(add(people(1)));
    EXPECT_EQ(calls().size(), 1);
}

// ---- What the page calls ambiguous

TEST_F(BatchApiAddCalls, theArrayHasEitherName)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add({person(1)}, Sign::Key, u"callData"_s));
    expectSuccess(add({person(2)}, Sign::Key, u"call_data"_s));
    EXPECT_EQ(calls().size(), 2);
}

TEST_F(BatchApiAddCalls, theArrayNeverHasBothNames)
{
    const QJsonObject both{{u"batchId"_s, QString(noSuchId)}, {u"callData"_s, people(1)}, {u"call_data"_s, people(1)}};
    expectRefusal(post(addCalls, Sign::Key, both), 400);
}

TEST_F(BatchApiAddCalls, anEditionKnowsOneNameOfTheArray)
{
    ONLY_IN_PRACTICE;
    startPractice({u"--edition"_s, u"callData"_s});
    expectRefusal(add({person(1)}, Sign::Key, u"call_data"_s), 400, u"callData"_s);
    expectSuccess(add({person(1)}));
    startPractice({u"--edition"_s, u"call_data"_s});
    expectRefusal(add({person(1)}), 400, u"call_data"_s);
    expectSuccess(add({person(1)}, Sign::Key, u"call_data"_s));
}

TEST_F(BatchApiAddCalls, theCredentialIsTheKeyOrTheTokenOrBoth)
{
    ONLY_IN_PRACTICE;
    for (const Sign sign : {Sign::Key, Sign::Bearer, Sign::Both})
        expectSuccess(add({person(static_cast<int>(sign))}, sign));
}

TEST_F(BatchApiAddCalls, anEditionKnowsOneCredential)
{
    ONLY_IN_PRACTICE;
    startPractice({u"--edition"_s, u"apiKey"_s});
    expectRefusal(add({person(1)}, Sign::Bearer), 403);
    expectSuccess(add({person(1)}, Sign::Key));
    startPractice({u"--edition"_s, u"bearer,callData"_s});
    expectRefusal(add({person(1)}, Sign::Key), 403);
    expectSuccess(add({person(1)}, Sign::Bearer));
}

TEST_F(BatchApiAddCalls, aPhoneNumberIsTheSameWithAndWithoutAPlus)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add({person(1)}));
    QJsonObject plus = person(1);
    plus.insert(u"phoneNumber"_s, u"+12125550001"_s);
    EXPECT_EQ(add({plus}).object().value(u"added"_s).toInt(), 0) << "an update of who is pending";
    EXPECT_EQ(calls().size(), 1);
}

TEST_F(BatchApiAddCalls, aPhoneNumberIsAText)
{
    ONLY_IN_PRACTICE;
    expectRefusal(add({QJsonObject{{u"phoneNumber"_s, 12125550001.0}}}), 400, u"phoneNumber"_s);
}

TEST_F(BatchApiAddCalls, valuesMayBeTextsNumbersAndBooleans)
{
    ONLY_IN_PRACTICE;
    QJsonObject record = person(1);
    record.insert(u"amount"_s, 12.5);
    record.insert(u"vip"_s, true);
    record.insert(u"note"_s, QString());
    expectSuccess(add({record}));
    for (const QString &key : {u"amount"_s, u"vip"_s, u"note"_s})
        EXPECT_EQ(calls()[0][key], record.value(key)) << key.toStdString();
    record.insert(u"nested"_s, QJsonObject());
    expectRefusal(add({record}), 400);
}

TEST_F(BatchApiAddCalls, keysThatNoDocumentCanHaveAreRefused)
{
    ONLY_IN_PRACTICE;
    for (const QString &key : {QString(), u"$set"_s, u"a.b"_s, u"a"_s + QChar(0) + u"b"_s}) {
        QJsonObject record = person(1);
        record.insert(key, u"x"_s);
        expectRefusal(add({record}), 400);
    }
    expectSuccess(add({person(1)}));
}

TEST_F(BatchApiAddCalls, theServicesOwnKeysAreNotTakenFromARecord)
{
    ONLY_IN_PRACTICE;
    QJsonObject record = person(1);
    for (const QString &key : {u"_id"_s, u"phoneLogs"_s, u"callStatus"_s, u"createdAt"_s})
        record.insert(key, u"mine"_s);
    expectSuccess(add({record}));
    const QJsonObject call = calls().at(0).toObject();
    EXPECT_TRUE(isId(call.value(u"_id"_s).toString()));
    EXPECT_EQ(call.value(u"callStatus"_s).toString(), u"pending"_s);
    EXPECT_EQ(call.value(u"phoneLogs"_s).toArray().size(), 1);
    EXPECT_NE(call.value(u"createdAt"_s).toString(), u"mine"_s);
}

TEST_F(BatchApiAddCalls, code413ForABodyThatIsTooLarge)
{
    ONLY_IN_PRACTICE;
    QJsonObject record = person(1);
    record.insert(u"note"_s, QString(65 * 1024 * 1024, u'x'));
    const ApiAnswer answer = add({record});
    EXPECT_TRUE(answer.status == 413 || answer.status == 0) << answer.status << " (0: hung up while it was sent)";
    expectSuccess(details());
    EXPECT_EQ(calls().size(), 0);
}

} // namespace callsheet::test
