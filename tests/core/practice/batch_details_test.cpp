#include "tests/core/practice/practice_fixture.h"

namespace callsheet::practice {

using test::RawAnswer;

namespace {

class BatchDetails : public PracticeTest {
protected:
    void SetUp() override
    {
        start();
        ASSERT_EQ(addCalls(people(25)).status, 200);
    }
    QStringList names(const QByteArray &query)
    {
        QStringList list;
        const QJsonArray entries = details(query).data().value(u"data"_s).toArray();
        for (const QJsonValue &entry : entries)
            list += entry.toObject().value(u"name"_s).toString();
        return list;
    }
    int total(const QByteArray &query) { return details(query).data().value(u"total"_s).toInt(-1); }
};

} // namespace

TEST_F(BatchDetails, givesTheFirstTenUnlessToldOtherwise)
{
    const QJsonObject data = details("").data();
    EXPECT_EQ(data.value(u"batchId"_s).toString(), acmeBatch());
    EXPECT_EQ(data.value(u"batchName"_s).toString(), u"Practice batch"_s);
    EXPECT_EQ(data.value(u"batchStatus"_s).toString(), u"active"_s);
    EXPECT_EQ(data.value(u"page"_s).toInt(), 1);
    EXPECT_EQ(data.value(u"limit"_s).toInt(), 10);
    EXPECT_EQ(data.value(u"total"_s).toInt(), 25);
    EXPECT_EQ(data.value(u"totalPages"_s).toInt(), 3);
    EXPECT_EQ(data.value(u"data"_s).toArray().size(), 10);
}

TEST_F(BatchDetails, showsARecordWithItsCallLog)
{
    const QJsonObject entry = details("?limit=1").data().value(u"data"_s).toArray()[0].toObject();
    EXPECT_EQ(entry.value(u"_id"_s).toString(), m_service->queuedCalls(acmeBatch())[0].id);
    EXPECT_EQ(entry.value(u"phoneNumber"_s).toString(), u"121255500000"_s);
    EXPECT_EQ(entry.value(u"city"_s).toString(), u"Berlin"_s);
    EXPECT_FALSE(entry.value(u"createdAt"_s).toString().isEmpty());
    const QJsonArray logs = entry.value(u"phoneLogs"_s).toArray();
    ASSERT_EQ(logs.size(), 1);
    EXPECT_EQ(logs[0].toObject().value(u"callStatus"_s).toString(), u"pending"_s);
}

TEST_F(BatchDetails, turnsPages)
{
    EXPECT_EQ(names("?page=2&limit=3"), QStringList({u"Person 3"_s, u"Person 4"_s, u"Person 5"_s}));
    EXPECT_EQ(names("?page=9&limit=3"), QStringList({u"Person 24"_s}));
    EXPECT_EQ(names("?page=10&limit=3"), QStringList());
    EXPECT_EQ(names("?page=2147483647&limit=1000"), QStringList());
    EXPECT_EQ(names("?limit=1000").size(), 25);
    EXPECT_EQ(details("?limit=100000").data().value(u"limit"_s).toInt(), 1000) << "and says so";
}

TEST_F(BatchDetails, filtersByExactValues)
{
    EXPECT_EQ(total("?filter=%7B%22city%22%3A%22Berlin%22%7D"), 13);
    EXPECT_EQ(total("?filter=%7B%22city%22%3A%22K%C3%B6ln%22%7D"), 12);
    EXPECT_EQ(total("?filter=%7B%22city%22%3A%22Berl%22%7D"), 0) << "a part is not enough";
    EXPECT_EQ(
        names("?filter=%7B%22city%22%3A%22Berlin%22%2C%22name%22%3A%22Person+4%22%7D"), QStringList({u"Person 4"_s}));
    EXPECT_EQ(total("?filter=%7B%22callStatus%22%3A%22pending%22%7D"), 25);
    EXPECT_EQ(total("?filter=%7B%22callStatus%22%3A%22completed%22%7D"), 0);
    EXPECT_EQ(total("?filter=%7B%22name%22%3A%22Berlin%22%7D"), 0) << "the value of another field";
}

TEST_F(BatchDetails, searchesPhonesAndFields)
{
    EXPECT_EQ(names("?search=121255500007"), QStringList({u"Person 7"_s}));
    EXPECT_EQ(total("?search=5500"), 25);
    EXPECT_EQ(total("?search=k%C3%96LN"), 12);
    EXPECT_EQ(names("?search=person%2024"), QStringList({u"Person 24"_s}));
    EXPECT_EQ(total("?search=nobody"), 0);
    EXPECT_EQ(total("?search=city"), 0) << "names of fields are not searched";
}

TEST_F(BatchDetails, sorts)
{
    EXPECT_EQ(names("?sortBy=phoneNumber&sortOrder=desc&limit=2"), QStringList({u"Person 24"_s, u"Person 23"_s}));
    EXPECT_EQ(names("?sortBy=city&sortOrder=asc&limit=2"), QStringList({u"Person 0"_s, u"Person 2"_s}));
    EXPECT_EQ(names("?sortOrder=desc&limit=1"), QStringList({u"Person 24"_s}));
}

TEST_F(BatchDetails, sortsNumbersByTheirSizeAndPeopleWithoutAValueFirst)
{
    ASSERT_EQ(addCalls({QJsonObject{{u"phoneNumber"_s, u"1"_s}, {u"name"_s, u"ten"_s}, {u"n"_s, 10}},
                           QJsonObject{{u"phoneNumber"_s, u"2"_s}, {u"name"_s, u"nine"_s}, {u"n"_s, 9}},
                           QJsonObject{{u"phoneNumber"_s, u"3"_s}, {u"name"_s, u"text"_s}, {u"n"_s, u"1"_s}}})
                  .status,
        200);
    EXPECT_EQ(names("?sortBy=n&sortOrder=desc&limit=4"), QStringList({u"text"_s, u"ten"_s, u"nine"_s, u"Person 0"_s}));
    EXPECT_EQ(names("?sortBy=n&limit=1000").mid(25), QStringList({u"nine"_s, u"ten"_s, u"text"_s}));
}

TEST_F(BatchDetails, sortsByAgeBothWays)
{
    EXPECT_EQ(names("?sortBy=createdAt&limit=2"), QStringList({u"Person 0"_s, u"Person 1"_s}));
    EXPECT_EQ(names("?sortBy=createdAt&sortOrder=desc&limit=2&page=2"), QStringList({u"Person 22"_s, u"Person 21"_s}));
    EXPECT_EQ(names("?sortBy=_id&sortOrder=desc&limit=1"), QStringList({u"Person 24"_s}));
    EXPECT_EQ(
        names("?sortBy=createdAt&sortOrder=desc&search=Berlin&limit=2"), QStringList({u"Person 24"_s, u"Person 22"_s}));
}

TEST_F(BatchDetails, findsOneCallByItsNumberOrId)
{
    EXPECT_EQ(names("?filter=%7B%22phoneNumber%22%3A%22121255500007%22%7D"), QStringList({u"Person 7"_s}));
    EXPECT_EQ(total("?filter=%7B%22phoneNumber%22%3A%22%2B121255500007%22%7D"), 0) << "written otherwise";
    EXPECT_EQ(total("?filter=%7B%22phoneNumber%22%3A%22121255599999%22%7D"), 0);
    const QByteArray id = m_service->queuedCalls(acmeBatch())[3].id.toLatin1();
    EXPECT_EQ(names("?filter=%7B%22_id%22%3A%22" + id + "%22%7D"), QStringList({u"Person 3"_s}));
    EXPECT_EQ(total("?filter=%7B%22_id%22%3A%22" + id + "%22%2C%22name%22%3A%22Person+4%22%7D"), 0);
    EXPECT_EQ(total("?filter=%7B%22_id%22%3A%22nonsense%22%7D"), 0);
}

TEST_F(BatchDetails, filtersByNumbersBooleansAndNothing)
{
    ASSERT_EQ(
        addCalls({QJsonObject{{u"phoneNumber"_s, u"1"_s}, {u"n"_s, 10}, {u"yes"_s, true}, {u"null"_s, QJsonValue()}},
                     QJsonObject{{u"phoneNumber"_s, u"2"_s}, {u"n"_s, u"10"_s}, {u"yes"_s, u"true"_s}}})
            .status,
        200);
    EXPECT_EQ(total("?filter=%7B%22n%22%3A10.0%7D"), 1);
    EXPECT_EQ(total("?filter=%7B%22n%22%3A%2210%22%7D"), 1);
    EXPECT_EQ(total("?filter=%7B%22n%22%3A0%7D"), 0);
    EXPECT_EQ(total("?filter=%7B%22yes%22%3Atrue%7D"), 1);
    EXPECT_EQ(total("?filter=%7B%22yes%22%3Afalse%7D"), 0);
    EXPECT_EQ(total("?filter=%7B%22null%22%3Anull%7D"), 1);
}

TEST_F(BatchDetails, searchesWhatIsWrittenWithEscapesOrOtherLetters)
{
    ASSERT_EQ(addCalls({QJsonObject{{u"phoneNumber"_s, u"1"_s}, {u"a"_s, u"say \"Hi\" to C:\\Temp\n"_s}},
                           QJsonObject{{u"phoneNumber"_s, u"2"_s}, {u"a"_s, u"300 \u212A Mi\u017Fter STRASSE"_s}}})
                  .status,
        200);
    EXPECT_EQ(total("?search=%22hi%22%20to"), 1);
    EXPECT_EQ(total("?search=c%3A%5Ctemp"), 1);
    EXPECT_EQ(total("?search=300%20k"), 1) << "the sign of Kelvin folds to k";
    EXPECT_EQ(total("?search=mister"), 1) << "the long s folds to s";
    EXPECT_EQ(total("?search=%5Cn"), 0) << "an escape is not what stands there";
}

TEST_F(BatchDetails, searchesAgainWhenSomethingHasChanged)
{
    EXPECT_EQ(total("?search=person%202&limit=1"), 6);
    EXPECT_EQ(total("?search=person%202&limit=1&page=3"), 6);
    ASSERT_EQ(addCalls(people(1, 29)).status, 200);
    EXPECT_EQ(total("?search=person%202&limit=1"), 7);
}

TEST_F(BatchDetails, doesNotLetARecordSpeakForTheService)
{
    ASSERT_EQ(
        addCalls({QJsonObject{{u"phoneNumber"_s, u"1"_s}, {u"callStatus"_s, u"completed"_s}, {u"_id"_s, u"mine"_s}}})
            .status,
        200);
    EXPECT_EQ(total("?filter=%7B%22callStatus%22%3A%22completed%22%7D"), 0);
    const QJsonObject entry = details("?page=26&limit=1").data().value(u"data"_s).toArray()[0].toObject();
    EXPECT_EQ(entry.value(u"callStatus"_s).toString(), u"pending"_s);
    EXPECT_NE(entry.value(u"_id"_s).toString(), u"mine"_s);
}

TEST_F(BatchDetails, refusesWhatItDoesNotUnderstand)
{
    for (const char *query :
        {"?page=0", "?page=x", "?limit=-1", "?limit=99999999999", "?filter=x", "?filter=%5B%5D", "?sortOrder=up"}) {
        EXPECT_EQ(details(query).status, 400) << query;
    }
}

TEST_F(BatchDetails, wantsTheTokenOfTheOwner)
{
    EXPECT_EQ(details("", "").status, 401);
    EXPECT_EQ(details("", keyHeader(acme())).status, 401) << "a workspace key does not read";
    EXPECT_EQ(details("", "Authorization: Bearer wrong\r\n").status, 401);
    EXPECT_EQ(details("", bearerHeader(borealis())).status, 404) << "of another's batch it says no more";
    EXPECT_EQ(details("", keyHeader(acme()) + bearerHeader(acme())).status, 200);
    const auto statusOf = [this](const QByteArray &id) {
        const QByteArray target = "/api/call/batch-details/" + id;
        return test::RawClient(port()).ask(test::requestBytes("GET", target, bearerHeader(acme()))).status;
    };
    EXPECT_EQ(statusOf("64e5f12300000000deadbeef"), 404);
    EXPECT_EQ(statusOf("nothing"), 400) << "no id at all";
}

TEST_F(PracticeTest, showsTheLogsOfCallsThatWerePlayed)
{
    PracticeOptions options;
    options.callsPerSecond = 1000;
    start(options);
    addCalls(people(2));
    ASSERT_TRUE(
        test::waitUntil([this] { return details("").data().value(u"batchStatus"_s).toString() == u"completed"_s; }));
    const QJsonObject entry = details("").data().value(u"data"_s).toArray()[0].toObject();
    EXPECT_EQ(entry.value(u"callStatus"_s).toString(), u"completed"_s);
    EXPECT_GT(entry.value(u"phoneLogs"_s).toArray()[0].toObject().value(u"callDuration"_s).toInt(), 0);
}

} // namespace callsheet::practice
