// The batch API's page, statement by statement, with the test that tries each. The tests themselves stand in
// conformance_*_test.cpp in the same order; conformance.h says how they are run against another service.
#include "tests/system/conformance.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

#include <algorithm>
#include <array>
#include <set>

namespace callsheet::test {

namespace {

struct Row {
    const char *statement;
    const char *test;
};

constexpr auto page = std::array{
    // Add calls to a batch
    Row{"batchId is required", "BatchApiAddCalls.batchIdIsRequired"},
    Row{"callData is required", "BatchApiAddCalls.callDataIsRequired"},
    Row{"callData is not empty", "BatchApiAddCalls.callDataMustNotBeEmpty"},
    Row{"each record must have phoneNumber", "BatchApiAddCalls.phoneNumberIsRequiredInEachRecord"},
    Row{"every other key is free", "BatchApiAddCalls.everyOtherKeyIsFree"},
    Row{"the server splits into chunks of 1000", "BatchApiAddCalls.theArrayIsSplitIntoChunksOf1000"},
    Row{"records are validated against the agent's required variables",
        "BatchApiAddCalls.eachRecordIsValidatedAgainstTheAgentsRequiredVariables"},
    Row{"and, in practice, against their types",
        "BatchApiAddCalls.eachRecordIsValidatedAgainstTheTypesOfTheAgentsVariables"},
    Row{"a pending call with the same number is updated", "BatchApiAddCalls.aPendingCallWithTheSameNumberIsUpdated"},
    Row{"a completed one gets a new phone log entry", "BatchApiAddCalls.aCompletedCallGetsANewPhoneLog"},
    Row{"the calling service starts by itself", "BatchApiAddCalls.theCallingServiceStartsByItself"},
    Row{"a time zone is applied: the batch's", "BatchApiAddCalls.theBatchsTimezoneIsAppliedToARecordWithoutOne"},
    Row{"or the number's country's", "BatchApiAddCalls.theTimezoneOfTheNumbersCountryIsAppliedWhereTheBatchHasNone"},
    Row{"failedChunks: chunkNum and an error", "BatchApiAddCalls.failedChunksHasTheNumberAndTheErrorOfEach"},
    Row{"200: all records enqueued", "BatchApiAddCalls.code200WhenAllRecordsAreEnqueued"},
    Row{"207: some chunks failed", "BatchApiAddCalls.code207WhenSomeChunksFailed"},
    Row{"400: validation failure", "BatchApiAddCalls.code400WhenValidationFailsInEveryChunk"},
    Row{"403: key missing", "BatchApiAddCalls.code403WithoutAKey"},
    Row{"403: key invalid", "BatchApiAddCalls.code403WithAWrongKey"},
    Row{"403: key does not own the batch", "BatchApiAddCalls.code403WhenTheKeyDoesNotOwnTheBatch"},
    Row{"404: no such batch", "BatchApiAddCalls.code404WithoutSuchABatch"},
    Row{"404: no agent for the calling numbers", "BatchApiAddCalls.code404WithoutAnAgentForTheCallingNumbers"},
    Row{"500: server error; retry", "BatchApiAddCalls.code500WhenTheServerFailsAndARetryHelps"},
    Row{"practice: a chunk with a bad record fails whole", "BatchApiAddCalls.aChunkWithABadRecordFailsWhole"},
    // What is ambiguous
    Row{"array key: either", "BatchApiAddCalls.theArrayHasEitherName"},
    Row{"array key: never both at once", "BatchApiAddCalls.theArrayNeverHasBothNames"},
    Row{"array key: one, by edition", "BatchApiAddCalls.anEditionKnowsOneNameOfTheArray"},
    Row{"credential: key, token or both", "BatchApiAddCalls.theCredentialIsTheKeyOrTheTokenOrBoth"},
    Row{"credential: one, by edition", "BatchApiAddCalls.anEditionKnowsOneCredential"},
    Row{"HTTP status and body code agree", "BatchApiPages.everyAnswerIsTheWholeEnvelope"},
    Row{"callIds", "BatchApiAddCalls.callIdsAreDistinctAndOneAPerson"},
    Row{"phone format: the plus", "BatchApiAddCalls.aPhoneNumberIsTheSameWithAndWithoutAPlus"},
    Row{"phone format: a JSON string", "BatchApiAddCalls.aPhoneNumberIsAText"},
    Row{"value types, empty cell", "BatchApiAddCalls.valuesMayBeTextsNumbersAndBooleans"},
    Row{"body size", "BatchApiAddCalls.code413ForABodyThatIsTooLarge"},
    Row{"reserved keys: that no document can have", "BatchApiAddCalls.keysThatNoDocumentCanHaveAreRefused"},
    Row{"reserved keys: the service's own", "BatchApiAddCalls.theServicesOwnKeysAreNotTakenFromARecord"},
    // Create a batch
    Row{"201, data is the id as a bare string", "BatchApiCreate.code201WithTheIdAsABareText"},
    Row{"retry, delay, timezone, callingHour, allowedDays", "BatchApiCreate.everySettingIsTaken"},
    Row{"x-api-key or Bearer", "BatchApiCreate.theCredentialIsTheKeyOrTheToken"},
    Row{"batchName is required", "BatchApiCreate.batchNameIsRequired"},
    Row{"callingNumbers are required", "BatchApiCreate.callingNumbersAreRequired"},
    Row{"callingNumbers are phone ids", "BatchApiCreate.callingNumbersAreIdsOfTheWorkspace"},
    Row{"0 = Sunday", "BatchApiCreate.allowedDaysCountFromSunday"},
    Row{"400: invalid format", "BatchApiCreate.code400ForASettingOfTheWrongForm"},
    Row{"403", "BatchApiCreate.code403WithoutAValidKey"},
    Row{"a retried create makes a second batch", "BatchApiCreate.aRetriedCreateMakesASecondBatch"},
    // Read batches: the list
    Row{"fields of a batch", "BatchApiBatches.eachHasItsCountsAndItsState"},
    Row{"newest first", "BatchApiBatches.theNewestComesFirst"},
    Row{"page, limit, pagination", "BatchApiBatches.theyComeInPages"},
    Row{"search", "BatchApiBatches.searchMatchesNamesAndStates"},
    Row{"400: userId", "BatchApiBatches.code400ForAUserIdThatIsNone"},
    Row{"400: query", "BatchApiBatches.code400ForAPageThatIsNone"},
    Row{"401", "BatchApiBatches.code401WithoutAValidToken"},
    Row{"404: no batches", "BatchApiBatches.code404WhenThereAreNone"},
    Row{"404: another user", "BatchApiBatches.code404ForAnotherUser"},
    Row{"500", "BatchApiBatches.code500WhenTheServerFails"},
    // Read batches: one in detail
    Row{"fields of the page", "BatchApiDetails.aPageSaysWhichOfHowMany"},
    Row{"fields of a call and of its phone logs", "BatchApiDetails.aCallHasItsRecordAndItsPhoneLogs"},
    Row{"page, limit", "BatchApiDetails.theyComeInPages"},
    Row{"filter", "BatchApiDetails.filterMatchesFields"},
    Row{"sortBy, sortOrder", "BatchApiDetails.sortByAndSortOrderGiveTheOrder"},
    Row{"search: phone numbers and other fields", "BatchApiDetails.searchMatchesPhoneNumbersAndOtherFields"},
    Row{"400: id", "BatchApiDetails.code400ForAnIdThatIsNone"},
    Row{"400: filter", "BatchApiDetails.code400ForAFilterThatIsNone"},
    Row{"400: out of range", "BatchApiDetails.code400ForAPageOutOfRange"},
    Row{"401", "BatchApiDetails.code401WithoutAValidToken"},
    Row{"404: no such batch", "BatchApiDetails.code404WithoutSuchABatch"},
    Row{"404: another user's", "BatchApiDetails.code404ForABatchOfAnotherUser"},
    Row{"500", "BatchApiDetails.code500WhenTheServerFails"},
    // Stop calling
    Row{"data: batchId, stopped", "BatchApiStop.theAnswerNamesTheBatchAndThatItIsStopped"},
    Row{"no new calls", "BatchApiStop.noNewCallsAreMadeAfterwards"},
    Row{"adding calls may start it again", "BatchApiStop.addingCallsAfterwardsMayStartTheServiceAgain"},
    Row{"400", "BatchApiStop.code400WithoutBatchIdOrUserId"},
    Row{"401", "BatchApiStop.code401WithoutAValidToken"},
    Row{"404", "BatchApiStop.code404WithoutSuchABatchOrUser"},
    Row{"500", "BatchApiStop.code500WhenTheServerFails"},
    // Start calling
    Row{"data: batchId, started", "BatchApiStart.theAnswerNamesTheBatchAndThatItIsStarted"},
    Row{"callData given: those calls", "BatchApiStart.theCallsThatItBringsAreQueuedAsTheyAreWritten"},
    Row{"otherwise: the batch's own", "BatchApiStart.withoutCallsThoseOfTheBatchAreMade"},
    Row{"callData that is not valid", "BatchApiStart.callsThatAreNotValidStartNothing"},
    Row{"callingNumbers", "BatchApiStart.callingNumbersAreIdsOfTheWorkspace"},
    Row{"400", "BatchApiStart.code400WithoutBatchIdOrUserId"},
    Row{"401", "BatchApiStart.code401WithoutAValidToken"},
    Row{"404", "BatchApiStart.code404WithoutSuchABatchOrUser"},
    Row{"500", "BatchApiStart.code500WhenTheServerFails"},
    // Numbers that must not be called
    Row{"enabled: skipped", "BatchApiDnc.aNumberOnTheListIsNotCalled"},
    Row{"disabled: not checked", "BatchApiDnc.switchedOffTheListIsNotLookedAt"},
    Row{"list: fields of an entry", "BatchApiDnc.theListTellsWhoStandsOnItAndWhy"},
    Row{"list: search", "BatchApiDnc.theListIsSearchedByNumberTypeAndCall"},
    Row{"list: page, limit, pagination", "BatchApiDnc.theListComesInPages"},
    Row{"list: the organisation's own", "BatchApiDnc.theListIsTheOrganisationsOwn"},
    Row{"add 400: required field", "BatchApiDnc.addCode400WithoutARequiredField"},
    Row{"add 400: there already", "BatchApiDnc.addCode400WhenTheNumberStandsThereAlready"},
    Row{"add 404", "BatchApiDnc.addCode404WithoutSuchABatchOrCall"},
    Row{"delete", "BatchApiDnc.deleteTakesANumberOffTheList"},
    Row{"delete 400", "BatchApiDnc.deleteCode400ForAnIdThatIsNone"},
    Row{"delete 403", "BatchApiDnc.deleteCode403ForAnotherOrganisations"},
    Row{"delete 404", "BatchApiDnc.deleteCode404WithoutSuchAnEntry"},
    Row{"enable 400", "BatchApiDnc.enableCode400WithoutABoolean"},
    Row{"401", "BatchApiDnc.code401WithoutAValidToken"},
    Row{"500", "BatchApiDnc.code500WhenTheServerFails"},
    // Every page
    Row{"ids are 24 hex digits", "BatchApiPages.everyIdHas24HexDigits"},
    Row{"404: no such page", "BatchApiPages.code404ForAPageThatIsNotThere"},
    Row{"405: another method", "BatchApiPages.code405ForAnotherMethod"},
};

std::set<std::string> testsOfThePage()
{
    std::set<std::string> names;
    const testing::UnitTest &all = *testing::UnitTest::GetInstance();
    for (int i = 0; i < all.total_test_suite_count(); ++i) {
        const testing::TestSuite &suite = *all.GetTestSuite(i);
        const std::string name = suite.name();
        for (int j = 0; name.rfind("BatchApi", 0) == 0 && j < suite.total_test_count(); ++j)
            names.insert(name + '.' + suite.GetTestInfo(j)->name());
    }
    return names;
}

struct Asked {
    const char *what;
    QByteArray method;
    QString path;
    QByteArray body;
    bool isHarmless;
};

} // namespace

TEST(Conformance, everyStatementOfThePageHasItsTest)
{
    std::set<std::string> known = testsOfThePage();
    std::set<std::string> named;
    for (const Row &row : page) {
        EXPECT_EQ(known.count(row.test), 1U) << row.statement << ": there is no test " << row.test;
        EXPECT_TRUE(named.insert(row.test).second) << row.test << " stands twice";
    }
    for (const std::string &test : known)
        EXPECT_EQ(named.count(test), 1U) << test << " belongs to no statement of the page";
}

TEST(Conformance, knowsWhatWouldHarmARealService)
{
    const QByteArray ofSomebody = R"({"batchId":"64e5f12345abcdef98765432","userId":"u"})";
    const QByteArray ofNobody = R"({"batchId":"64e5f12300000000deadbeef","userId":"u"})";
    const QString id = u"64e5f12345abcdef11111111"_s;
    const std::array<Asked, 14> table = {{{"reads", "GET", api::batchDetails + id, {}, true},
        {"queues", "POST", api::addCalls, ofSomebody, false}, {"queues nobody", "POST", api::addCalls, ofNobody, true},
        {"lacks the batch", "POST", api::addCalls, R"({"callData":[]})", true},
        {"starts", "POST", api::startCalling, ofSomebody, false},
        {"starts nothing", "POST", api::startCalling, ofNobody, true},
        {"stops", "POST", api::stopCalling, ofSomebody, false}, {"lists", "POST", api::dncAdd, ofSomebody, false},
        {"lists nobody", "POST", api::dncAdd, ofNobody, true}, {"switches", "POST", api::dncEnable, "{}", false},
        {"deletes", "DELETE", api::dncDelete + id, {}, false},
        {"deletes nothing", "DELETE", api::dncDelete + QString(api::noSuchId), {}, true},
        {"deletes without an id", "DELETE", QString(api::dncDelete), {}, true},
        {"creates", "POST", api::createBatch, "{}", false}}};
    TriedService real;
    for (const Asked &asked : table) {
        EXPECT_EQ(harmOf(real, asked.method, asked.path, asked.body).isEmpty(), asked.isHarmless) << asked.what;
        TriedService practice;
        practice.isPractice = true;
        EXPECT_EQ(harmOf(practice, asked.method, asked.path, asked.body), QString()) << asked.what;
    }
    real.mayCreate = true;
    EXPECT_EQ(harmOf(real, "POST", api::createBatch, "{}"), QString());
}

//! As somebody runs it who has a key of the real service: here a practice service stands for it, which can tell
//! afterwards whether anybody was queued.
TEST(Conformance, queuesNobodyWithAServiceThatIsNamed)
{
    const TemporaryFolder folder;
    const Service service(folder);
    ApiClient client(QUrl(service.url()), {}, {});
    QProcess tests;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"CALLSHEET_API_URL"_s, service.url());
    environment.insert(u"CALLSHEET_API_KEY_FILE"_s, service.keyFile());
    environment.insert(u"CALLSHEET_API_BEARER_FILE"_s, service.bearerFile());
    environment.insert(u"CALLSHEET_API_USER"_s, service.user());
    environment.insert(u"CALLSHEET_API_BATCH"_s, service.batch());
    tests.setProcessEnvironment(environment);
    tests.start(QCoreApplication::applicationFilePath(), {u"--gtest_filter=BatchApi*"_s, u"--gtest_output="_s});
    ASSERT_TRUE(tests.waitForFinished(Program::limit));
    const QByteArray output = tests.readAllStandardOutput();
    EXPECT_EQ(tests.exitCode(), 0) << output.toStdString();
    EXPECT_TRUE(output.contains("only a practice service may be asked for this"));
    EXPECT_TRUE(output.contains("[       OK ] BatchApiAddCalls.code403WithAWrongKey"));
    const QJsonObject totals = client.get(u"/practice/log"_s, Sign::Nothing).envelope().value(u"totals"_s).toObject();
    EXPECT_GT(totals.value(u"arrivals"_s).toInt(), 30) << "the control: it was asked a lot";
    EXPECT_EQ(totals.value(u"applied"_s).toInt(-1), 0);
    const QJsonValue batches = client.get(u"/practice/truth"_s, Sign::Nothing).envelope().value(u"batches"_s);
    for (const QJsonValue &batch : batches.toArray())
        EXPECT_EQ(batch[u"calls"_s].toInt(-1), 0);
}

} // namespace callsheet::test
