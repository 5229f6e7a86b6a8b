#include "core/send/http_answer.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

// What is taken for an answer, and what is not: a service, a proxy or somebody who plays one may send anything at all.
namespace callsheet::send {

namespace {

using Stage = AnswerParser::Stage;

constexpr AnswerLimits small{400, 8, 3, 100};

struct Case {
    std::string name;
    QByteArray bytes;
    Stage stage;
    int status = 0;
    QByteArray body = {};
    Stage atTheEnd = stage; // of the connection
};
void PrintTo(const Case &tested, std::ostream *out)
{
    *out << tested.name;
}

QByteArray ok(const QByteArray &headersAndBody)
{
    return "HTTP/1.1 200 OK\r\n" + headersAndBody;
}

QByteArray chunked(const QByteArray &chunks)
{
    return ok("Transfer-Encoding: chunked\r\n\r\n" + chunks);
}

std::vector<Case> wholeOnes()
{
    return {
        {"withALength", ok("Content-Length: 5\r\n\r\nhello"), Stage::Whole, 200, "hello"},
        {"withoutABody", ok("Content-Length: 0\r\n\r\n"), Stage::Whole, 200},
        {"withoutWords", "HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n", Stage::Whole, 404},
        {"withEmptyWords", "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", Stage::Whole, 404},
        {"ofAnOldServer", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", Stage::Whole, 200, "ok"},
        {"toTheEndOfTheConnection", ok("\r\nhello"), Stage::Body, 200, "hello", Stage::Whole},
        {"inChunks", chunked("5\r\nhello\r\n1;x=\"y\"\r\n!\r\n0\r\n\r\n"), Stage::Whole, 200, "hello!"},
        {"withATrailer", chunked("2\r\nok\r\n0\r\nDigest: z\r\n\r\n"), Stage::Whole, 200, "ok"},
        {"inAChunkOfHex", chunked("00B ;x\r\nhello world\r\n0\r\n\r\n"), Stage::Whole, 200, "hello world"},
        {"ofOneThatHasNoBody", "HTTP/1.1 204 No\r\nContent-Length: 9\r\n\r\n", Stage::Whole, 204},
        {"ofOneThatWasNotChanged", "HTTP/1.1 304 No\r\n\r\n", Stage::Whole, 304},
        {"behindInterimOnes",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n" + ok("Content-Length: 2\r\n\r\nok"),
            Stage::Whole, 200, "ok"},
        {"inAnyCaseOfLetters", ok("cOnTent-LENGTH:\t2 \r\n\r\nok"), Stage::Whole, 200, "ok"},
        {"withLettersOfOthers", ok("X: gr\xc3\xbc\xc3\x9f\r\nContent-Length: 2\r\n\r\nok"), Stage::Whole, 200, "ok"},
        {"notPacked", ok("Content-Encoding: Identity\r\nContent-Length: 2\r\n\r\nok"), Stage::Whole, 200, "ok"},
        // Whole, so that a refusal stays one; what it says is not read.
        {"packed", ok("Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok"), Stage::Whole, 200, ""},
        {"packedTwice", ok("Content-Encoding: identity\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\nok"),
            Stage::Whole, 200, ""},
        {"withMoreBehindIt", ok("Content-Length: 2\r\n\r\nok") + ok("Content-Length: 2\r\n\r\nno"), Stage::Whole, 200,
            "ok"},
        {"asLargeAsAllowed", ok("Content-Length: 100\r\n\r\n" + QByteArray(100, 'x')), Stage::Whole, 200,
            QByteArray(100, 'x')},
    };
}

std::vector<Case> unfinishedOnes()
{
    return {
        {"nothing", "", Stage::Head},
        {"inTheVersion", "HTTP", Stage::Head},
        {"inTheStatus", "HTTP/1.1 2", Stage::Head},
        {"afterTheStatusLine", "HTTP/1.1 413 Large\r\n", Stage::Head},
        {"inAHeader", "HTTP/1.1 413 Large\r\nContent-Le", Stage::Head},
        {"beforeTheEmptyLine", "HTTP/1.1 413 Large\r\nContent-Length: 0\r\n", Stage::Head},
        {"afterAnInterimOne", "HTTP/1.1 102 Working\r\n\r\n", Stage::Head},
        {"beforeTheBody", ok("Content-Length: 5\r\n\r\n"), Stage::Body, 200},
        {"inTheBody", ok("Content-Length: 5\r\n\r\nhell"), Stage::Body, 200, "hell"},
        {"inAChunkSize", chunked("5"), Stage::Body, 200},
        {"inAChunk", chunked("5\r\nhel"), Stage::Body, 200, "hel"},
        {"beforeAChunksEnd", chunked("5\r\nhello\r"), Stage::Body, 200, "hello"},
        {"beforeTheLastChunk", chunked("5\r\nhello\r\n"), Stage::Body, 200, "hello"},
        {"inTheTrailer", chunked("0\r\nDigest: z\r\n"), Stage::Body, 200},
    };
}

std::vector<Case> brokenOnes()
{
    const QByteArray eighty(80, 'h');
    std::vector<Case> cases{
        {"page", "<html>hello</html>\r\n", Stage::Broken},
        {"tls", "\x15\x03\x03\x02\x02\x28", Stage::Broken},
        {"emptyLineFirst", "\r\n" + ok("Content-Length: 0\r\n\r\n"), Stage::Broken},
        {"anotherProtocol", "ICY 200 OK\r\n\r\n", Stage::Broken},
        {"http2", "HTTP/2 200\r\n\r\n", Stage::Broken},
        {"noNumber", "HTTP/1.1 2x0 OK\r\n\r\n", Stage::Broken},
        {"fourDigits", "HTTP/1.1 2000 OK\r\n\r\n", Stage::Broken},
        {"statusOfNobody", "HTTP/1.1 099 OK\r\n\r\n", Stage::Broken},
        {"statusBeyondAll", "HTTP/1.1 600 OK\r\n\r\n", Stage::Broken},
        {"anotherProtocolFromHereOn", "HTTP/1.1 101 Switching\r\n\r\n", Stage::Broken},
        {"lineWithoutCr", "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n", Stage::Broken},
        {"crInALine", ok("X: a\rb\r\n"), Stage::Broken},
        {"twoCr", ok("X: a\r\r\n"), Stage::Broken},
        {"nulInAHeader", ok(QByteArray("X: a\0b", 6)), Stage::Broken},
        {"escapeInAHeader", ok("X: \x1b[31m"), Stage::Broken},
        {"headerWithoutColon", ok("hello\r\n"), Stage::Broken},
        {"headerWithoutName", ok(": 5\r\n"), Stage::Broken},
        {"blankBeforeTheColon", ok("Content-Length : 5\r\n"), Stage::Broken},
        {"lineThatGoesOn", ok("X: a\r\n b\r\n"), Stage::Broken},
        {"manyHeaders", ok(QByteArray("X: a\r\n").repeated(9)), Stage::Broken},
        {"longHeader", ok("X: " + QByteArray(400, 'a')), Stage::Broken},
        {"longHead", ok(("X: " + eighty + "\r\n").repeated(6)), Stage::Broken},
        {"interimOnesWithoutEnd", QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(4), Stage::Broken},
    };
    const auto withStatus = [&cases](const char *name, const QByteArray &headersAndBody) {
        cases.push_back({name, ok(headersAndBody), Stage::Broken, 200});
    };
    withStatus("negativeLength", "Content-Length: -5\r\n\r\n");
    withStatus("lengthWithASign", "Content-Length: +5\r\n\r\n");
    withStatus("lengthInHex", "Content-Length: 0x5\r\n\r\n");
    withStatus("emptyLength", "Content-Length: \r\n\r\n");
    withStatus("listOfLengths", "Content-Length: 5, 5\r\n\r\n");
    withStatus("twoLengths", "Content-Length: 5\r\nContent-Length: 6\r\n\r\n");
    withStatus("theSameLengthTwice", "Content-Length: 5\r\nContent-Length: 5\r\n\r\n");
    withStatus("lengthAndChunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n");
    withStatus("chunksTwice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n");
    withStatus("packedOnTheWay", "Transfer-Encoding: gzip, chunked\r\n\r\n");
    withStatus("identityOnTheWay", "Transfer-Encoding: identity\r\n\r\n");
    for (const auto &[name, chunks] : std::vector<std::pair<const char *, QByteArray>>{{"chunkWithoutASize", "\r\n"},
             {"chunkOfNoNumber", "x\r\n"}, {"chunkOfANegativeSize", "-5\r\n"}, {"chunkWithABlankFirst", " 5\r\n"},
             {"chunkBeyondEveryNumber", "10000000000000005\r\n"}, {"chunkLineWithoutCr", "5\nhello"},
             {"chunkThatIsLonger", "5\r\nhello!\r\n"}, {"extensionWithoutEnd", "5;" + QByteArray(1100, 'a')},
             {"trailerThatIsNone", "0\r\nhello\r\n"},
             {"trailersWithoutEnd", "0\r\n" + QByteArray("X: a\r\n").repeated(9)}})
        cases.push_back(
            {name, chunked(chunks), Stage::Broken, 200, QByteArray(name) == "chunkThatIsLonger" ? "hello" : ""});
    cases.push_back(
        {"chunksOfAnOldServer", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Stage::Broken, 200});
    return cases;
}

std::vector<Case> tooLargeOnes()
{
    const QByteArray hundred(100, 'x');
    return {
        {"byItsWord", ok("Content-Length: 101\r\n\r\n"), Stage::TooLarge, 200},
        {"beyondEveryNumber", ok("Content-Length: 99999999999999999999\r\n\r\n"), Stage::TooLarge, 200},
        {"toTheEndOfTheConnection", ok("\r\n" + hundred + "y"), Stage::TooLarge, 200, hundred},
        {"inOneChunk", chunked("65\r\n"), Stage::TooLarge, 200},
        {"inAChunkOfTerabytes", chunked("fffffffffffffff\r\n"), Stage::TooLarge, 200},
        {"inTwoChunks", chunked("64\r\n" + hundred + "\r\n1\r\n"), Stage::TooLarge, 200, hundred},
    };
}

class HttpAnswer : public testing::TestWithParam<Case> {
protected:
    static void expect(const AnswerParser &parser, Stage stage)
    {
        EXPECT_EQ(parser.stage(), stage) << parser.fault();
        EXPECT_EQ(parser.status(), GetParam().status);
        EXPECT_EQ(parser.body(), GetParam().body);
    }
};

} // namespace

TEST_P(HttpAnswer, isReadTheSameHoweverItsBytesCome)
{
    const QByteArray &bytes = GetParam().bytes;
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        SCOPED_TRACE(cut);
        AnswerParser parser(small);
        parser.feed(QByteArrayView(bytes).first(cut));
        parser.feed(QByteArrayView(bytes).sliced(cut));
        expect(parser, GetParam().stage);
        parser.endOfConnection();
        expect(parser, GetParam().atTheEnd);
        if (HasFailure())
            return;
    }
    AnswerParser byteByByte(small);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        byteByByte.feed(QByteArrayView(bytes).sliced(i, 1));
    expect(byteByByte, GetParam().stage);
}

constexpr auto nameOf = [](const testing::TestParamInfo<Case> &tested) { return tested.param.name; };
INSTANTIATE_TEST_SUITE_P(Whole, HttpAnswer, testing::ValuesIn(wholeOnes()), nameOf);
INSTANTIATE_TEST_SUITE_P(Unfinished, HttpAnswer, testing::ValuesIn(unfinishedOnes()), nameOf);
INSTANTIATE_TEST_SUITE_P(Broken, HttpAnswer, testing::ValuesIn(brokenOnes()), nameOf);
INSTANTIATE_TEST_SUITE_P(TooLarge, HttpAnswer, testing::ValuesIn(tooLargeOnes()), nameOf);

TEST(HttpAnswerHeader, isTheFirstOfItsNameAndOnlyOfTheAnswerThatCounts)
{
    AnswerParser parser;
    parser.feed(
        "HTTP/1.1 103 Hints\r\nRetry-After: 1\r\n\r\nHTTP/1.1 429 Slow\r\nRETRY-After:  7 \r\nRetry-After: 8\r\n");
    EXPECT_EQ(parser.header("retry-after"), "") << "its head is not whole yet";
    parser.feed("Content-Length: 0\r\n\r\n");
    EXPECT_EQ(parser.header("retry-after"), "7");
    EXPECT_EQ(parser.header("date"), "");
}

TEST(HttpAnswerParser, takesNoMoreMemoryThanItsLimitsFromAServiceThatNeverStops)
{
    const QByteArray lump(1024 * 1024, 'a');
    for (const QByteArray &start : {QByteArray(), ok("X: "), ok("\r\n"), chunked("5;")}) {
        AnswerParser parser;
        qint64 taken = parser.feed(start);
        for (int i = 0; i < 100; ++i)
            taken += parser.feed(lump);
        EXPECT_TRUE(parser.isOver());
        EXPECT_LE(taken, start.size() + 2 * lump.size()) << "what comes after the verdict is not looked at";
        EXPECT_LE(parser.body().size(), AnswerLimits().bodyBytes);
    }
}

TEST(HttpAnswerParser, leavesWhatFollowsTheHeadOfATunnel)
{
    for (const QByteArray &head :
        {QByteArray("HTTP/1.1 200 Go\r\n\r\n"), QByteArray("HTTP/1.1 200 Go\r\nContent-Length: 5\r\n\r\n")}) {
        AnswerParser parser({}, AnswerParser::Asked::ForATunnel);
        EXPECT_EQ(parser.feed(head + "hello"), head.size());
        EXPECT_EQ(parser.stage(), Stage::Whole);
        EXPECT_EQ(parser.body(), "");
    }
    AnswerParser refusal({}, AnswerParser::Asked::ForATunnel);
    refusal.feed("HTTP/1.1 407 No\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_EQ(refusal.body(), "hello");
}

} // namespace callsheet::send
