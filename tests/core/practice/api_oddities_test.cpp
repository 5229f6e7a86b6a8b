// What no client sends on purpose: the pages of the API answer it, in the envelope, and are there afterwards.
#include "tests/core/practice/practice_fixture.h"

#include <array>

namespace callsheet::practice {

namespace {

class ApiOddities : public PracticeTest {
protected:
    void SetUp() override { start(); }
    void TearDown() override { EXPECT_EQ(addCalls(people(1, 90'000)).status, 200) << "the service is still there"; }

    //! `{"batchId": …, "callData": …}` of the first batch.
    QByteArray body(const QByteArray &callData) const
    {
        return R"({"batchId":")" + acmeBatch().toUtf8() + R"(","callData":)" + callData + '}';
    }
    test::RawAnswer add(const QByteArray &text) { return post(addCallsTarget, keyHeader(acme()), text); }
    test::RawAnswer get(const QByteArray &target)
    {
        return test::RawClient(port()).ask(test::requestBytes("GET", target, bearerHeader(acme())));
    }
    void expectEnvelope(const test::RawAnswer &answer, int status)
    {
        EXPECT_EQ(answer.status, status) << answer.body.left(200).toStdString();
        EXPECT_EQ(answer.json().value(u"code"_s).toInt(), status) << answer.body.left(200).toStdString();
    }
};

struct Body {
    const char *name;
    QByteArray callData;
};

struct Target {
    const char *target;
    int status;
};

QByteArray nested(const char *open, const QByteArray &inside, const char *close, int depth)
{
    return QByteArray(open).repeated(depth) + inside + QByteArray(close).repeated(depth);
}

} // namespace

TEST_F(ApiOddities, recordsThatAreNoneAreRefused)
{
    QByteArray manyFields = R"([{"phoneNumber":"1")";
    for (int i = 0; i < 500; ++i)
        manyFields += ",\"f" + QByteArray::number(i) + "\":\"x\"";
    manyFields += "}]";
    const QList<Body> bodies = {{"null", "null"}, {"text", "\"x\""}, {"number", "1"}, {"object", "{}"}, {"empty", "[]"},
        {"arrays", "[[]]"}, {"texts", "[\"x\"]"}, {"nulls", "[null]"}, {"noFields", "[{}]"},
        {"phoneOfNull", R"([{"phoneNumber":null}])"}, {"phoneOfNumber", R"([{"phoneNumber":12125550001}])"},
        {"phoneOfBoolean", R"([{"phoneNumber":true}])"}, {"phoneOfArray", R"([{"phoneNumber":["1"]}])"},
        {"phoneOfBlank", R"([{"phoneNumber":"  "}])"}, {"field501", manyFields},
        {"nestedField", R"([{"phoneNumber":"1","x":{"y":1}}])"},
        {"deepField", R"([{"phoneNumber":"1","x":)" + nested("[", "1", "]", 100'000) + "}]"},
        {"deepObjects", R"([{"phoneNumber":"1","x":)" + nested("{\"a\":", "1", "}", 100'000) + "}]"},
        {"deepRecords", nested("[", R"({"phoneNumber":"1"})", "]", 100'000)},
        {"badUtf8", "[{\"phoneNumber\":\"1\",\"x\":\"\xff\xfe\"}]"},
        {"overlongUtf8", "[{\"phoneNumber\":\"1\",\"x\":\"\xc0\xaf\"}]"},
        {"halfCharacter", "[{\"phoneNumber\":\"1\",\"x\":\"\xe2\x82\"}]"},
        {"halfSurrogate", R"([{"phoneNumber":"1","x":"\ud800"}])"},
        {"surrogatesTurned", R"([{"phoneNumber":"1","x":"\udc00\ud800"}])"},
        {"rawControl", "[{\"phoneNumber\":\"1\",\"x\":\"\x01\"}]"},
        {"rawNul", QByteArray("[{\"phoneNumber\":\"1\",\"x\":\"a\0b\"}]", 33)},
        {"unfinished", R"([{"phoneNumber":"1"})"}, {"comment", R"([/* */{"phoneNumber":"1"}])"},
        {"trailingComma", R"([{"phoneNumber":"1",}])"}, {"singleQuotes", "[{'phoneNumber':'1'}]"},
        {"tooLargeANumber", R"([{"phoneNumber":"1","x":1e999}])"}, {"nan", R"([{"phoneNumber":"1","x":NaN}])"},
        {"hex", R"([{"phoneNumber":"1","x":0x10}])"}, {"leadingZero", R"([{"phoneNumber":"1","x":01}])"}};
    for (const Body &row : bodies) {
        SCOPED_TRACE(row.name);
        expectEnvelope(add(body(row.callData)), 400);
    }
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 0);
}

TEST_F(ApiOddities, oddRecordsAreKeptAsTheyCame)
{
    const QByteArray longText(300'000, 'x');
    QByteArray manyFields = R"({"phoneNumber":"5")";
    for (int i = 0; i < 499; ++i)
        manyFields += ",\"f" + QByteArray::number(i) + "\":\"\"";
    manyFields += '}';
    const QList<QByteArray> records = {R"({"phoneNumber":"1","x":12345678901234567890123456789012345678901234567890})",
        R"({"phoneNumber":"3","x":-0.0})", R"({"phoneNumber":"4","x":")" + longText + R"("})", manyFields,
        R"({"phoneNumber":"6","x":"\u0000\u001f\u007f"})", R"({"phoneNumber":"7","x":"😀\ud83d\ude00﷐"})",
        R"({"phoneNumber":"8",")" + longText + R"(":"x"})", R"({"phoneNumber":"9","timezone":"Mars/Olympus"})",
        R"({"phoneNumber":"10","timezone":7})"};
    for (const QByteArray &record : records) {
        SCOPED_TRACE(record.left(80).toStdString());
        expectEnvelope(add(body('[' + record + ']')), 200);
    }
    const test::RawAnswer page = details("?limit=100");
    EXPECT_EQ(page.status, 200);
    for (const char *kept : {R"("x":12345678901234567890123456789012345678901234567890)", R"("x":-0.0)",
             R"("x":"\u0000\u001F)", "😀😀﷐", R"("timezone":"Mars/Olympus")"})
        EXPECT_TRUE(page.body.contains(kept)) << kept;
}

TEST_F(ApiOddities, theLastOfTwoKeysHolds)
{
    const QByteArray other = borealis().batches[0].toUtf8();
    const QByteArray people = R"([{"phoneNumber":"1","phoneNumber":"2","x":"a","x":"b"}])";
    expectEnvelope(add(R"({"batchId":")" + other + R"(",)" + body(people).mid(1)), 200);
    expectEnvelope(add(body(people).chopped(1) + R"(,"batchId":")" + other + R"("})"), 403);
    expectEnvelope(add(body("[]").chopped(1) + R"(,"callData":[{"phoneNumber":"3"}]})"), 200);
    const QList<QueuedCall> calls = m_service->queuedCalls(acmeBatch());
    ASSERT_EQ(calls.size(), 2);
    EXPECT_EQ(calls[0].phoneNumber, u"2"_s);
    EXPECT_EQ(calls[0].fields.value(u"x"_s).toString(), u"b"_s);
    EXPECT_EQ(calls[1].phoneNumber, u"3"_s);
}

TEST_F(ApiOddities, everyPageRefusesABodyThatIsNone)
{
    const QByteArray batch = acmeBatch().toUtf8();
    const QList<QByteArray> bodies = {"", " ", "null", "[]", "\"text\"", "7", "{", "}", "{}x", "\xef\xbb\xbf{}",
        "{\"\":}", QByteArray("{}\0", 3), nested("[", "", "]", 100'000), nested("{\"a\":", "1", "}", 100'000),
        R"({"batchId":7,"userId":7,"enable":7,"batchName":7,"phoneNumber":7,"requestUUID":7})",
        R"({"batchId":null,"userId":null,"enable":null,"batchName":null,"phoneNumber":null,"requestUUID":null})",
        R"({"batchId":[],"userId":[],"enable":[],"batchName":[],"phoneNumber":[],"requestUUID":[]})",
        R"({"batchId":{},"userId":{},"enable":{},"batchName":{},"phoneNumber":{},"requestUUID":{}})",
        R"({"batchId":")" + batch + R"(","batchId":null,"userId":""})"};
    for (const char *target : {addCallsTarget, createBatchTarget, "/api/call/start-calling", "/api/call/stop-calling",
             "/api/dnc/add", "/api/dnc/enable-disable"}) {
        for (const QByteArray &text : bodies) {
            SCOPED_TRACE(target + std::string(" ") + text.left(60).toStdString());
            expectEnvelope(post(target, bearerHeader(acme()), text), 400);
        }
    }
    EXPECT_EQ(m_service->batches().size(), 2) << "none was created";
}

TEST_F(ApiOddities, queriesThatMeanNothingAreAnswered)
{
    addCalls(people(3));
    const std::array<Target, 30> table = {{{"?page=", 400}, {"?page=0", 400}, {"?page=-1", 400}, {"?page=1.5", 400},
        {"?page=0x1", 400}, {"?page=%00", 400}, {"?page=1%00", 400}, {"?page=one", 400}, {"?page=%31", 200},
        {"?page=2147483647&limit=1000", 200}, {"?page=2147483648", 400}, {"?limit=2147483647", 200},
        {"?limit=99999999999999999999", 400}, {"?limit=NaN", 400}, {"?", 200}, {"?&&=&=&", 200}, {"?page", 400},
        {"?page=1&page=0", 200}, {"?PAGE=0", 200}, {"?search=", 200}, {"?search=%FF%FE%80", 200}, {"?search=%00", 200},
        {"?search=%zz", 200}, {"?filter=", 200}, {"?filter=null", 400}, {"?filter=%5B%5D", 400},
        {"?filter=%7B%22a%22%3A%7B%22%24gt%22%3A1%7D%7D", 200}, {"?filter=%7B%22a%22%3A%5B1%5D%7D", 200},
        {"?sortBy=%22%5C%22%3A&sortOrder=desc", 200}, {"?sortOrder=sideways", 400}}};
    for (const Target &row : table) {
        SCOPED_TRACE(row.target);
        expectEnvelope(details(row.target), row.status);
        const bool isOfAnyList = !QByteArray(row.target).contains("filter") && !QByteArray(row.target).contains("sort");
        if (isOfAnyList) {
            const test::RawAnswer list = get("/api/call/batches/" + acme().userId.toUtf8() + row.target);
            EXPECT_TRUE(list.status == row.status || list.status == 404) << list.status;
            expectEnvelope(get("/api/dnc/list" + QByteArray(row.target)), row.status);
        }
    }
    const QByteArray deep = nested("[", "", "]", 5000);
    expectEnvelope(details("?filter=%7B%22a%22%3A" + deep + "%7D"), 400);
}

TEST_F(ApiOddities, idsThatAreNoneAreRefused)
{
    const QByteArray pages[] = {"/api/call/batches/", "/api/call/batch-details/"};
    for (const QByteArray &page : pages) {
        const std::array<Target, 12> table = {{{"", 400}, {"x", 400}, {"..", 400}, {"%2e%2e", 400}, {"%00", 400},
            {"64e5f1230000000000cc000", 400}, {"64e5f1230000000000cc00011", 400}, {"64e5f1230000000000cc000g", 400},
            {"64e5f12300000000deadbeef", 404}, {"64e5f1230000000000cc0001/", 400}, {"64e5f123/0000000000cc0001", 400},
            {"%36%34e5f1230000000000cc0009", 404}}};
        for (const Target &row : table) {
            SCOPED_TRACE(page.toStdString() + row.target);
            expectEnvelope(get(page + row.target), row.status);
        }
    }
    for (const char *id : {"", "x", "%00", "64e5f1230000000000cc000g"}) {
        const QByteArray target = QByteArray("/api/dnc/delete/") + id;
        expectEnvelope(test::RawClient(port()).ask(test::requestBytes("DELETE", target, bearerHeader(acme()))), 400);
    }
}

TEST_F(ApiOddities, credentialsThatAreNoneAreRefused)
{
    const QByteArray bearer = acme().bearer.toUtf8();
    const QByteArray key = acme().apiKey.toUtf8();
    const QByteArray target = "/api/call/batches/" + acme().userId.toUtf8();
    for (const QByteArray &header : {QByteArray("Authorization: \r\n"), QByteArray("Authorization: Bearer\r\n"),
             QByteArray("Authorization: Bearer \r\n"), "Authorization: Basic " + bearer + "\r\n",
             "Authorization: " + bearer + "\r\n", "Authorization: Bearer " + bearer + "x\r\n",
             "Authorization: Bearer " + bearer.chopped(1) + "\r\n",
             "Authorization: Bearer " + bearer.toUpper() + "\r\n", "Authorization: Bearer " + key + "\r\n",
             "X-API-Key: " + key + "\r\n", "X-API-Key: wrong\r\nAuthorization: Bearer " + bearer + "\r\n"}) {
        SCOPED_TRACE(header.toStdString());
        expectEnvelope(test::RawClient(port()).ask(test::requestBytes("GET", target, header)), 401);
    }
    expectEnvelope(
        test::RawClient(port()).ask(test::requestBytes("GET", target, "authorization: bEARER  " + bearer + "\r\n")),
        200); // the scheme has no case, and blanks around the token mean nothing
}

} // namespace callsheet::practice
