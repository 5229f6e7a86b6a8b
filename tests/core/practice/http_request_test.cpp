#include "core/practice/http_request.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::practice {

using namespace Qt::StringLiterals;
using Stage = RequestParser::Stage;

namespace {

struct WholeRequest {
    const char *name;
    QByteArray bytes;
    QByteArray method;
    QByteArray body;
    bool keepAlive = true;
};

struct BadRequest {
    const char *name;
    QByteArray bytes;
    int status;
};

void PrintTo(const WholeRequest &request, std::ostream *out)
{
    *out << request.bytes.left(200).toStdString();
}
void PrintTo(const BadRequest &request, std::ostream *out)
{
    *out << request.bytes.left(200).toStdString();
}

class Request : public testing::TestWithParam<WholeRequest> { };
class Refused : public testing::TestWithParam<BadRequest> { };

constexpr auto byName = [](const auto &test) { return std::string(test.param.name); };

// Small limits, so that tests of them stay small.
RequestParser smallParser()
{
    return RequestParser(RequestLimits{512, 64});
}

void expectRequest(RequestParser &parser, const WholeRequest &expected)
{
    ASSERT_EQ(parser.stage(), Stage::Done) << parser.errorStatus();
    EXPECT_EQ(parser.request().method, expected.method);
    EXPECT_EQ(parser.request().body, expected.body);
    EXPECT_EQ(parser.request().keepAlive, expected.keepAlive);
}

} // namespace

TEST_P(Request, isReadInOnePiece)
{
    RequestParser parser;
    EXPECT_EQ(parser.feed(GetParam().bytes), GetParam().bytes.size());
    expectRequest(parser, GetParam());
}

TEST_P(Request, isReadWhereverItIsCut)
{
    const QByteArray &bytes = GetParam().bytes;
    for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
        SCOPED_TRACE(cut);
        RequestParser parser;
        ASSERT_EQ(parser.feed(bytes.left(cut)), cut);
        ASSERT_NE(parser.stage(), Stage::Done) << "done before the last byte";
        ASSERT_EQ(parser.feed(bytes.mid(cut)), bytes.size() - cut);
        expectRequest(parser, GetParam());
    }
}

TEST_P(Request, isReadByteByByte)
{
    RequestParser parser;
    for (const char byte : GetParam().bytes)
        ASSERT_EQ(parser.feed(QByteArrayView(&byte, 1)), 1);
    expectRequest(parser, GetParam());
}

TEST_P(Request, leavesTheNextOneAlone)
{
    RequestParser parser;
    const QByteArray two = GetParam().bytes + GetParam().bytes;
    EXPECT_EQ(parser.feed(two), GetParam().bytes.size());
    expectRequest(parser, GetParam());
    EXPECT_EQ(parser.feed(two), 0);
    parser.reset();
    EXPECT_EQ(parser.feed(GetParam().bytes), GetParam().bytes.size());
    expectRequest(parser, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Forms, Request,
    testing::Values(WholeRequest{"get", "GET /a HTTP/1.1\r\nHost: h\r\n\r\n", "GET", ""},
        WholeRequest{"post", "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello", "POST", "hello"},
        WholeRequest{"emptyBody", "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", "POST", ""},
        WholeRequest{"bodyThatLooksLikeARequest",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n", "POST",
            "GET / HTTP/1.1\r\n\r\n"},
        WholeRequest{"emptyLinesBefore", "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", "GET", ""},
        WholeRequest{"chunked",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n",
            "POST", "hello world"},
        WholeRequest{"chunkedWithExtensionAndTrailer",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\nA;x=\"y\"\r\n0123456789\r\n000\r\nDigest: "
            "z\r\n\r\n",
            "POST", "0123456789"},
        WholeRequest{
            "chunkedEmpty", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "POST", ""},
        WholeRequest{"binaryBody",
            QByteArray("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n", 47) + QByteArray("\0\r\n\xFF", 4),
            "POST", QByteArray("\0\r\n\xFF", 4)},
        WholeRequest{"close", "GET / HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n", "GET", "", false},
        WholeRequest{"closeInAList", "GET / HTTP/1.1\r\nHost: h\r\nConnection: foo, close\r\n\r\n", "GET", "", false},
        WholeRequest{"oldVersion", "GET / HTTP/1.0\r\n\r\n", "GET", "", false},
        WholeRequest{"expect", "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
            "POST", "ok"}),
    byName);

TEST_P(Refused, isAnsweredWithTheRightStatus)
{
    RequestParser parser = smallParser();
    parser.feed(GetParam().bytes);
    EXPECT_EQ(parser.stage(), Stage::Failed);
    EXPECT_EQ(parser.errorStatus(), GetParam().status);
}

TEST_P(Refused, isRefusedByteByByteToo)
{
    RequestParser parser = smallParser();
    for (const char byte : GetParam().bytes) {
        parser.feed(QByteArrayView(&byte, 1));
        ASSERT_NE(parser.stage(), Stage::Done);
    }
    EXPECT_EQ(parser.stage(), Stage::Failed);
    EXPECT_EQ(parser.errorStatus(), GetParam().status);
}

INSTANTIATE_TEST_SUITE_P(Heads, Refused,
    testing::Values(BadRequest{"oneWord", "GARBAGE\r\n\r\n", 400}, BadRequest{"twoWords", "GET /\r\n\r\n", 400},
        BadRequest{"twoBlanks", "GET  / HTTP/1.1\r\n", 400}, BadRequest{"blankBefore", " GET / HTTP/1.1\r\n", 400},
        BadRequest{"noSlash", "GET a HTTP/1.1\r\n", 400}, BadRequest{"wholeAddress", "GET http://h/ HTTP/1.1\r\n", 400},
        BadRequest{"method", "GE(T / HTTP/1.1\r\n", 400}, BadRequest{"nul", QByteArray("\0\0", 2), 400},
        BadRequest{"tlsHello", QByteArray("\x16\x03\x01\x02\x00\x01", 6), 400},
        BadRequest{"bareNewline", "GET / HTTP/1.1\n\n", 400},
        BadRequest{"bareReturn", "GET / HTTP/1.1\rHost: h\r\n\r\n", 400},
        BadRequest{"version09", "GET / HTTP/0.9\r\n\r\n", 505}, BadRequest{"version2", "PRI / HTTP/2.0\r\n\r\n", 505},
        BadRequest{"version99", "GET / HTTP/9.9\r\n\r\n", 505},
        BadRequest{"versionWord", "GET / HTTX/1.1\r\n\r\n", 400},
        BadRequest{"versionLong", "GET / HTTP/1.10\r\n\r\n", 400}, BadRequest{"noHost", "GET / HTTP/1.1\r\n\r\n", 400},
        BadRequest{"twoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        BadRequest{"noColon", "GET / HTTP/1.1\r\nHost h\r\n", 400},
        BadRequest{"blankBeforeColon", "GET / HTTP/1.1\r\nHost : h\r\n", 400},
        BadRequest{"folded", "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", 400},
        BadRequest{"emptyName", "GET / HTTP/1.1\r\n: h\r\n", 400},
        BadRequest{"controlInValue",
            "GET / HTTP/1.1\r\nX: a\x01"
            "b\r\n",
            400},
        BadRequest{"longLine", "GET /" + QByteArray(600, 'a'), 431},
        BadRequest{"manyHeaders", "GET / HTTP/1.1\r\nHost: h\r\n" + QByteArray("X: y\r\n").repeated(100), 431},
        BadRequest{"expectation", "POST / HTTP/1.1\r\nHost: h\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n", 417}),
    byName);

INSTANTIATE_TEST_SUITE_P(Lengths, Refused,
    testing::Values(BadRequest{"none", "POST / HTTP/1.1\r\nHost: h\r\n\r\n", 411},
        BadRequest{"noneInOldVersion", "POST / HTTP/1.0\r\n\r\n", 411},
        BadRequest{"negative", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\n", 400},
        BadRequest{"plus", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +5\r\n\r\n", 400},
        BadRequest{"word", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: abc\r\n\r\n", 400},
        BadRequest{"hex", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x5\r\n\r\n", 400},
        BadRequest{"empty", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n", 400},
        BadRequest{"list", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5, 5\r\n\r\n", 400},
        BadRequest{"twice", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", 400},
        BadRequest{"tooBig", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65\r\n\r\n", 413},
        BadRequest{"beyond64Bits", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 18446744073709551617\r\n\r\n", 413},
        BadRequest{"lengthAndChunks",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        BadRequest{"chunksTwice",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        BadRequest{"chunksInOldVersion", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        BadRequest{"gzip", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501}),
    byName);

namespace {
const QByteArray chunkedHead = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
}

INSTANTIATE_TEST_SUITE_P(Chunks, Refused,
    testing::Values(BadRequest{"sizeNegative", chunkedHead + "-5\r\n", 400},
        BadRequest{"sizeWord", chunkedHead + "zzz\r\n", 400}, BadRequest{"sizeEmpty", chunkedHead + "\r\n", 400},
        BadRequest{"sizePrefixed", chunkedHead + "0x5\r\n", 400}, BadRequest{"sizeTooBig", chunkedHead + "41\r\n", 413},
        BadRequest{"sizeNearOverflow", chunkedHead + "7fffffffffffffff\r\n", 413},
        BadRequest{"sizeOverflow", chunkedHead + "fffffffffffffffff\r\n", 413},
        BadRequest{"sumTooBig", chunkedHead + "40\r\n" + QByteArray(64, 'a') + "\r\n1\r\n", 413},
        BadRequest{"noEndAfterData", chunkedHead + "5\r\nhelloworld\r\n", 400},
        BadRequest{"endlessExtension", chunkedHead + "5;" + QByteArray(2000, 'a'), 400},
        BadRequest{"badTrailer", chunkedHead + "0\r\nno colon here\r\n", 400},
        BadRequest{"endlessTrailer", chunkedHead + "0\r\n" + QByteArray("X: y\r\n").repeated(100), 400}),
    byName);

TEST(RequestParser, tellsWhenTheHeadHasCome)
{
    RequestParser parser;
    parser.feed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r");
    EXPECT_FALSE(parser.headArrived());
    parser.feed("\nhe");
    EXPECT_TRUE(parser.headArrived());
    EXPECT_EQ(parser.bodyBytes(), 2);
    EXPECT_EQ(parser.stage(), Stage::Body);
}

TEST(RequestParser, knowsWhoWaitsForContinue)
{
    RequestParser parser;
    parser.feed("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    EXPECT_TRUE(parser.awaitsContinue());
    RequestParser old;
    old.feed("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    EXPECT_FALSE(old.awaitsContinue()) << "HTTP/1.0 knows no interim answers";
}

TEST(RequestParser, doesNotTakeMemoryForAPromise)
{
    RequestParser parser;
    parser.feed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 60000000\r\n\r\n");
    EXPECT_LE(parser.request().body.capacity(), 2 * 1024 * 1024);
}

TEST(HttpRequest, splitsTheTargetAndDecodesIt)
{
    HttpRequest request;
    request.target = "/a%20b/c?search=%2B49+1&page=2&filter=%7B%22a%22%3A%221%26%22%7D";
    EXPECT_EQ(request.path(), u"/a b/c"_s);
    EXPECT_EQ(request.query().queryItemValue(u"search"_s, QUrl::FullyDecoded), u"+49 1"_s);
    EXPECT_EQ(request.query().queryItemValue(u"page"_s), u"2"_s);
    EXPECT_EQ(request.query().queryItemValue(u"filter"_s, QUrl::FullyDecoded), u"{\"a\":\"1&\"}"_s);
}

} // namespace callsheet::practice
