// "Start calling", "Stop calling", the pages of the DNC list, and what holds for every page of the batch API.
#include "tests/system/conformance.h"

#include <array>

namespace callsheet::test {

using api::noSuchId;
using api::startCalling;
using api::stopCalling;

//! What starting and stopping have in common: whose batch it is about.
class BatchApiTarget : public BatchApi {
protected:
    void expectIdsRequired(const QString &page)
    {
        expectRefusal(post(page, Sign::Bearer, {{u"userId"_s, m_service.user}}), 400);
        expectRefusal(post(page, Sign::Bearer, {{u"batchId"_s, QString(noSuchId)}}), 400);
    }
    void expectTokenRequired(const QString &page)
    {
        for (const Sign sign : {Sign::Nothing, Sign::WrongBearer, Sign::Key})
            expectRefusal(post(page, sign, about(noSuchId)), 401);
    }
    void expectOwnBatchRequired(const QString &page)
    {
        expectRefusal(post(page, Sign::Bearer, about(noSuchId)), 404);
        if (!m_service.isPractice)
            return; // should the service not look at the user, this would start or stop a batch
        const QJsonObject ofNobody{{u"batchId"_s, m_service.batch}, {u"userId"_s, QString(noSuchId)}};
        expectRefusal(post(page, Sign::Bearer, ofNobody), 404, u"User"_s);
        expectRefusal(post(page, Sign::Bearer, about(m_service.othersBatch)), 404, u"Batch"_s);
    }
    void expectNothingDoneByAFailure(const QString &page)
    {
        startFailing(page);
        expectRefusal(post(page, Sign::Bearer, about(m_service.batch)), 500);
        EXPECT_EQ(queueStatus(m_service.batch), u"idle"_s);
    }
};

class BatchApiStop : public BatchApiTarget { };
class BatchApiStart : public BatchApiTarget { };
class BatchApiDnc : public BatchApi {
protected:
    void startDialling() { startPractice({u"--pace"_s, u"50"_s, u"--mix"_s, u"completed=1"_s}); }
    //! How the call of the one person ends that is queued once more.
    QString statusAfterCalling()
    {
        expectSuccess(add(people(1)));
        QString status;
        EXPECT_TRUE(waitUntil([&] {
            status = calls()[0][u"callStatus"_s].toString();
            return status != u"pending"_s;
        }));
        return status;
    }
};
class BatchApiPages : public BatchApi { };

// ---- Stop calling

TEST_F(BatchApiStop, theAnswerNamesTheBatchAndThatItIsStopped)
{
    ONLY_IN_PRACTICE;
    const ApiAnswer answer = post(stopCalling, Sign::Bearer, about(m_service.batch));
    expectSuccess(answer);
    EXPECT_EQ(answer.object(), (QJsonObject{{u"batchId"_s, m_service.batch}, {u"status"_s, u"stopped"_s}}));
    EXPECT_EQ(queueStatus(m_service.batch), u"stopped"_s) << "the list says so, too";
}

TEST_F(BatchApiStop, noNewCallsAreMadeAfterwards)
{
    ONLY_IN_PRACTICE;
    startPractice({u"--pace"_s, u"20"_s});
    expectSuccess(add(people(500)));
    expectSuccess(post(stopCalling, Sign::Bearer, about(m_service.batch)));
    const auto dialled
        = [this] { return get(u"/practice/truth"_s).envelope().value(u"batches"_s)[0][u"dialled"_s].toInt(); };
    const int atStop = dialled();
    waitUntil([&] { return dialled() != atStop; }, std::chrono::milliseconds(400));
    EXPECT_EQ(dialled(), atStop);
    EXPECT_LT(atStop, 500);
    expectSuccess(post(startCalling, Sign::Bearer, about(m_service.batch)));
    EXPECT_TRUE(waitUntil([&] { return dialled() > atStop; })) << "the control: it can go on";
}

TEST_F(BatchApiStop, addingCallsAfterwardsMayStartTheServiceAgain)
{
    ONLY_IN_PRACTICE;
    expectSuccess(post(stopCalling, Sign::Bearer, about(m_service.batch)));
    expectSuccess(add({person(1)}));
    EXPECT_EQ(queueStatus(m_service.batch), u"active"_s);
}

TEST_F(BatchApiStop, code400WithoutBatchIdOrUserId)
{
    expectIdsRequired(stopCalling);
}

TEST_F(BatchApiStop, code401WithoutAValidToken)
{
    expectTokenRequired(stopCalling);
}

TEST_F(BatchApiStop, code404WithoutSuchABatchOrUser)
{
    expectOwnBatchRequired(stopCalling);
}

TEST_F(BatchApiStop, code500WhenTheServerFails)
{
    ONLY_IN_PRACTICE;
    expectNothingDoneByAFailure(stopCalling);
}

// ---- Start calling

TEST_F(BatchApiStart, theAnswerNamesTheBatchAndThatItIsStarted)
{
    ONLY_IN_PRACTICE;
    const ApiAnswer answer = post(startCalling, Sign::Bearer, about(m_service.batch));
    expectSuccess(answer);
    EXPECT_EQ(answer.object(), (QJsonObject{{u"batchId"_s, m_service.batch}, {u"status"_s, u"started"_s}}));
    EXPECT_EQ(queueStatus(m_service.batch), u"active"_s);
}

TEST_F(BatchApiStart, theCallsThatItBringsAreQueuedAsTheyAreWritten)
{
    ONLY_IN_PRACTICE;
    const QByteArray body = R"({"batchId":")" + m_service.batch.toUtf8() + R"(","userId":")" + m_service.user.toUtf8()
        + R"(","callData":[{"phoneNumber":"12125550001","order":12345678901234567890},{"phoneNumber":"12125550002"}]})";
    expectSuccess(ask("POST", startCalling, Sign::Bearer, body));
    EXPECT_EQ(calls().size(), 2);
    EXPECT_TRUE(details().body.contains("\"order\":12345678901234567890")) << "not rounded on the way";
}

TEST_F(BatchApiStart, withoutCallsThoseOfTheBatchAreMade)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(2)));
    for (const QJsonValue &none : {QJsonValue(QJsonValue::Null), QJsonValue(QJsonArray())}) {
        QJsonObject body = about(m_service.batch);
        body.insert(u"callData"_s, none);
        expectSuccess(post(startCalling, Sign::Bearer, body));
    }
    EXPECT_EQ(calls().size(), 2);
}

TEST_F(BatchApiStart, callsThatAreNotValidStartNothing)
{
    ONLY_IN_PRACTICE;
    QJsonObject body = about(m_service.batch);
    for (const QJsonValue &bad : {QJsonValue(QJsonArray{QJsonObject()}), QJsonValue(u"x"_s), QJsonValue(7)}) {
        body.insert(u"callData"_s, bad);
        expectRefusal(post(startCalling, Sign::Bearer, body), 400);
    }
    EXPECT_EQ(queueStatus(m_service.batch), u"idle"_s);
}

TEST_F(BatchApiStart, callingNumbersAreIdsOfTheWorkspace)
{
    ONLY_IN_PRACTICE;
    QJsonObject body = about(m_service.batch);
    for (const QJsonValue &bad : {QJsonValue(QJsonArray{QString(noSuchId)}), QJsonValue(u"x"_s)}) {
        body.insert(u"callingNumbers"_s, bad);
        expectRefusal(post(startCalling, Sign::Bearer, body), 400, u"callingNumbers"_s);
    }
    body.insert(u"callingNumbers"_s, QJsonArray::fromStringList(m_service.callingNumbers));
    expectSuccess(post(startCalling, Sign::Bearer, body));
}

TEST_F(BatchApiStart, code400WithoutBatchIdOrUserId)
{
    expectIdsRequired(startCalling);
}

TEST_F(BatchApiStart, code401WithoutAValidToken)
{
    expectTokenRequired(startCalling);
}

TEST_F(BatchApiStart, code404WithoutSuchABatchOrUser)
{
    expectOwnBatchRequired(startCalling);
}

TEST_F(BatchApiStart, code500WhenTheServerFails)
{
    ONLY_IN_PRACTICE;
    expectNothingDoneByAFailure(startCalling);
}

// ---- Numbers that must not be called

TEST_F(BatchApiDnc, aNumberOnTheListIsNotCalled)
{
    ONLY_IN_PRACTICE;
    startDialling();
    EXPECT_EQ(statusAfterCalling(), u"completed"_s) << "the control: it is not on the list yet";
    putOnDncList();
    EXPECT_EQ(statusAfterCalling(), u"dnc"_s);
}

TEST_F(BatchApiDnc, switchedOffTheListIsNotLookedAt)
{
    ONLY_IN_PRACTICE;
    startDialling();
    statusAfterCalling();
    putOnDncList();
    const ApiAnswer off = post(api::dncEnable, Sign::Bearer, {{u"enable"_s, false}});
    expectSuccess(off);
    EXPECT_EQ(off.envelope().value(u"message"_s).toString(), u"DNC setting updated successfully"_s);
    EXPECT_EQ(statusAfterCalling(), u"completed"_s);
    expectSuccess(post(api::dncEnable, Sign::Bearer, {{u"enable"_s, true}}));
    EXPECT_EQ(statusAfterCalling(), u"dnc"_s);
}

TEST_F(BatchApiDnc, theListTellsWhoStandsOnItAndWhy)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(1)));
    const QJsonObject put = putOnDncList();
    const QJsonObject entry = dncEntries().at(0).toObject();
    EXPECT_EQ(entry.keys(),
        (QStringList{u"_id"_s, u"batchId"_s, u"callRecording"_s, u"createdAt"_s, u"orgId"_s, u"phoneNumber"_s,
            u"requestUUID"_s, u"transcription"_s, u"type"_s}));
    for (auto member = put.begin(); member != put.end(); ++member)
        EXPECT_EQ(entry.value(member.key()), member.value()) << member.key().toStdString();
}

TEST_F(BatchApiDnc, theListIsSearchedByNumberTypeAndCall)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(1)));
    const QJsonObject put = putOnDncList();
    for (const QString &text : {u"5550000"_s, u"CUSTOMER"_s, put.value(u"requestUUID"_s).toString().toUpper()})
        EXPECT_EQ(dncEntries(u"?search="_s + text).size(), 1) << text.toStdString();
    EXPECT_EQ(dncEntries(u"?search=nobody"_s).size(), 0);
}

TEST_F(BatchApiDnc, theListComesInPages)
{
    const ApiAnswer answer = get(api::dncList + u"?page=1&limit=5"_s);
    expectSuccess(answer);
    EXPECT_EQ(answer.envelope().value(u"message"_s).toString(), u"DNC list fetched successfully"_s);
    const QJsonObject pagination = answer.object().value(u"pagination"_s).toObject();
    EXPECT_EQ(pagination.keys(), (QStringList{u"limit"_s, u"page"_s, u"total"_s, u"totalPages"_s}));
    EXPECT_EQ(pagination.value(u"limit"_s).toInt(), 5);
}

TEST_F(BatchApiDnc, theListIsTheOrganisationsOwn)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(1)));
    putOnDncList();
    becomeTheOther();
    EXPECT_EQ(dncEntries().size(), 0);
}

TEST_F(BatchApiDnc, addCode400WithoutARequiredField)
{
    const QJsonObject whole{
        {u"phoneNumber"_s, u"12125550001"_s}, {u"batchId"_s, QString(noSuchId)}, {u"requestUUID"_s, u"x"_s}};
    for (auto member = whole.begin(); member != whole.end(); ++member) {
        QJsonObject lacking = whole;
        lacking.remove(member.key());
        expectRefusal(post(api::dncAdd, Sign::Bearer, lacking), 400);
    }
}

TEST_F(BatchApiDnc, addCode400WhenTheNumberStandsThereAlready)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(1)));
    QJsonObject again = putOnDncList();
    again.insert(u"phoneNumber"_s, QString(u"+"_s + again.value(u"phoneNumber"_s).toString()));
    expectRefusal(post(api::dncAdd, Sign::Bearer, again), 400);
}

TEST_F(BatchApiDnc, addCode404WithoutSuchABatchOrCall)
{
    QJsonObject entry{
        {u"phoneNumber"_s, u"12125550001"_s}, {u"batchId"_s, QString(noSuchId)}, {u"requestUUID"_s, u"x"_s}};
    expectRefusal(post(api::dncAdd, Sign::Bearer, entry), 404);
    if (m_service.isPractice) {
        entry.insert(u"batchId"_s, m_service.batch);
        expectRefusal(post(api::dncAdd, Sign::Bearer, entry), 404, u"Call"_s);
    }
}

TEST_F(BatchApiDnc, deleteTakesANumberOffTheList)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(1)));
    putOnDncList();
    const QString path = api::dncDelete + dncEntries()[0][u"_id"_s].toString();
    const ApiAnswer answer = ask("DELETE", path, Sign::Bearer);
    expectSuccess(answer);
    EXPECT_EQ(answer.envelope().value(u"message"_s).toString(), u"DNC record deleted successfully"_s);
    EXPECT_EQ(dncEntries().size(), 0);
}

TEST_F(BatchApiDnc, deleteCode400ForAnIdThatIsNone)
{
    expectRefusal(ask("DELETE", api::dncDelete + u"-"_s, Sign::Bearer), 400);
    expectRefusal(ask("DELETE", QString(api::dncDelete), Sign::Bearer), 400);
}

TEST_F(BatchApiDnc, deleteCode403ForAnotherOrganisations)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(1)));
    putOnDncList();
    const QString path = api::dncDelete + dncEntries()[0][u"_id"_s].toString();
    becomeTheOther();
    expectRefusal(ask("DELETE", path, Sign::Bearer), 403);
}

TEST_F(BatchApiDnc, deleteCode404WithoutSuchAnEntry)
{
    expectRefusal(ask("DELETE", api::dncDelete + QString(noSuchId), Sign::Bearer), 404);
}

TEST_F(BatchApiDnc, enableCode400WithoutABoolean)
{
    ONLY_IN_PRACTICE;
    for (const QJsonObject &body : {QJsonObject(), QJsonObject{{u"enable"_s, u"yes"_s}}, QJsonObject{{u"enable"_s, 1}}})
        expectRefusal(post(api::dncEnable, Sign::Bearer, body), 400);
}

TEST_F(BatchApiDnc, code401WithoutAValidToken)
{
    expectRefusal(post(api::dncAdd, Sign::WrongBearer, {}), 401);
    expectRefusal(get(api::dncList, Sign::WrongBearer), 401);
    expectRefusal(ask("DELETE", api::dncDelete + QString(noSuchId), Sign::WrongBearer), 401);
    if (m_service.isPractice) {
        expectRefusal(post(api::dncEnable, Sign::WrongBearer, {{u"enable"_s, true}}), 401);
    }
}

TEST_F(BatchApiDnc, code500WhenTheServerFails)
{
    ONLY_IN_PRACTICE;
    startFailing(u"/api/dnc/"_s);
    expectRefusal(get(api::dncList), 500);
    expectSuccess(get(api::dncList));
}

// ---- Every page

TEST_F(BatchApiPages, everyAnswerIsTheWholeEnvelope)
{
    ONLY_IN_PRACTICE;
    for (const ApiAnswer &answer : {add(people(1)), add({}), add(people(1), Sign::Nothing), details(), list(),
             create({}), get(u"/api/call/nothing"_s), get(api::addCalls)}) {
        const QJsonObject envelope = answer.envelope();
        EXPECT_EQ(envelope.keys(), (QStringList{u"code"_s, u"data"_s, u"errorMessage"_s, u"message"_s, u"status"_s}));
        EXPECT_EQ(envelope.value(u"code"_s).toInt(), answer.status);
    }
}

TEST_F(BatchApiPages, everyIdHas24HexDigits)
{
    ONLY_IN_PRACTICE;
    expectSuccess(add(people(1)));
    for (const QString &id : {created(), m_service.batch, m_service.user, calls()[0][u"_id"_s].toString()})
        EXPECT_TRUE(isId(id)) << id.toStdString();
}

TEST_F(BatchApiPages, code404ForAPageThatIsNotThere)
{
    for (const QString &path : {u"/"_s, u"/api/call"_s, u"/api/call/nothing"_s})
        EXPECT_EQ(get(path).status, 404) << path.toStdString();
}

TEST_F(BatchApiPages, code405ForAnotherMethod)
{
    ONLY_IN_PRACTICE; // which methods the real service knows beside the documented ones is not stated
    const std::array<std::pair<const char *, QString>, 10> wrong = {{{"GET", api::createBatch}, {"GET", api::addCalls},
        {"POST", api::batches + m_service.user}, {"DELETE", api::batchDetails + m_service.batch}, {"GET", startCalling},
        {"PUT", stopCalling}, {"GET", api::dncAdd}, {"POST", api::dncList}, {"GET", api::dncDelete + QString(noSuchId)},
        {"GET", api::dncEnable}}};
    for (const auto &[method, path] : wrong) {
        SCOPED_TRACE(path.toStdString());
        expectRefusal(ask(method, path, Sign::Both), 405);
    }
}

} // namespace callsheet::test
