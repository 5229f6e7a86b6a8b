#include "core/send/outcome.h"

#include <QHash>

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

// Rows 44 to 46 (the program killed, the journal not writable before and after) are tested where a journal is: in
// send_run_test, journal_store_test and kill_test. One row a kind of ending, in the order of the outcome table of
// reliability.md 2.3 (the number is the table's).
namespace callsheet::send {

using namespace Qt::StringLiterals;
using runs::OutcomeClass;
using namespace std::chrono_literals;

namespace {

constexpr int people = 3;
constexpr auto accepted = OutcomeClass::Accepted;
constexpr auto refused = OutcomeClass::Refused;
constexpr auto notSent = OutcomeClass::NotSent;
constexpr auto unknown = OutcomeClass::Unknown;

struct Case {
    const char *number;
    const char *name;
    Evidence evidence;
    OutcomeClass outcome;
    NextStep next = NextStep::None;
    bool stopsRun = false;
};
void PrintTo(const Case &row, std::ostream *out)
{
    *out << row.number << ' ' << row.name;
}

Evidence unsent(NetworkFailure failure)
{
    Evidence evidence;
    evidence.bodyBytes = 1000;
    evidence.failure = failure;
    evidence.records = people;
    if (failure == NetworkFailure::Proxy || failure == NetworkFailure::ProxySignIn)
        evidence.proxy = u"proxy.example:3128"_s;
    return evidence;
}

Evidence sent(NetworkFailure failure, int status = 0, const QByteArray &answer = {}, qint64 taken = 1000)
{
    Evidence evidence = unsent(failure);
    evidence.bodyBytesTaken = taken;
    evidence.requestSent = true;
    evidence.httpStatus = status;
    evidence.answer = answer;
    return evidence;
}

Evidence answered(int status, const QByteArray &answer, std::optional<std::chrono::seconds> retryAfter = std::nullopt)
{
    Evidence evidence = sent(NetworkFailure::None, status, answer);
    evidence.retryAfter = retryAfter;
    return evidence;
}

QByteArray envelope(bool status, int code, const QByteArray &data)
{
    return QByteArray("{\"message\":\"m\",\"status\":") + (status ? "true" : "false")
        + ",\"code\":" + QByteArray::number(code) + ",\"errorMessage\":\"\",\"data\":" + data + "}";
}

QByteArray added(const QByteArray &number, const QByteArray &ids)
{
    return envelope(true, 200, "{\"added\":" + number + ",\"callIds\":[" + ids + "]}");
}

const QByteArray threeIds = "\"a\",\"b\",\"c\"";
const QByteArray refusal = "{\"message\":\"bad\",\"status\":false,\"code\":400,\"errorMessage\":\"row 2\"}";
const QByteArray failedChunk = "[{\"chunkNum\":1,\"error\":\"no name\"}]";

std::vector<Case> cases()
{
    return {
        {"1", "name not found", unsent(NetworkFailure::HostNotFound), notSent, NextStep::RetrySoon},
        {"2", "connection refused", unsent(NetworkFailure::Refused), notSent, NextStep::RetrySoon},
        {"3", "connect timeout", unsent(NetworkFailure::Timeout), notSent, NextStep::RetrySoon},
        {"4b", "proxy not named in time", unsent(NetworkFailure::ProxyUnknown), notSent, NextStep::RetrySoon},
        {"4", "proxy dropped", unsent(NetworkFailure::Proxy), notSent, NextStep::RetrySoon},
        {"4", "proxy wants a sign-in", unsent(NetworkFailure::ProxySignIn), notSent, NextStep::None, true},
        {"5", "certificate", unsent(NetworkFailure::TlsIdentity), notSent, NextStep::None, true},
        {"5b", "handshake broke", unsent(NetworkFailure::TlsHandshake), notSent, NextStep::RetrySoon},
        {"6", "closed before the body", unsent(NetworkFailure::Closed), notSent, NextStep::RetrySoon},
        {"7", "cut while the body was leaving", sent(NetworkFailure::Closed, 0, {}, 999), notSent,
            NextStep::RetryUpload},
        {"8", "timeout after the whole body", sent(NetworkFailure::Timeout), unknown},
        {"9", "closed without a status", sent(NetworkFailure::Closed), unknown},
        {"10", "closed inside the head", sent(NetworkFailure::Other), unknown},
        {"11", "200 cut off", sent(NetworkFailure::Closed, 200, "{\"status\":tr"), unknown},
        {"12", "200 malformed", answered(200, "{\"status\":true,\"code\":200"), unknown},
        {"12", "200 with a repeated count",
            answered(200, envelope(true, 200, "{\"added\":0,\"added\":3,\"callIds\":[" + threeIds + "]}")), unknown},
        {"12", "200 with a count in quotes", answered(200, added("\"3\"", threeIds)), unknown},
        {"12", "200 with something after the end", answered(200, added("3", threeIds) + "x"), unknown},
        {"13", "200 with a web page", answered(200, "<html>Welcome to the hotel</html>"), unknown},
        {"14", "everybody queued", answered(200, added("3", threeIds)), accepted},
        {"15", "everybody queued, ids missing", answered(200, added("3", "\"a\"")), accepted},
        {"16", "fewer added, ids of all", answered(200, added("2", threeIds)), accepted},
        {"17", "fewer added, fewer ids", answered(200, added("2", "\"a\",\"b\"")), unknown},
        {"17", "nobody added", answered(200, added("0", "")), unknown},
        {"18", "more added than sent", answered(200, added("4", threeIds)), unknown},
        {"18", "more added than a whole number holds", answered(200, added("9007199254740993", threeIds)), unknown},
        {"18", "added beyond every number", answered(200, added("1e400", threeIds)), unknown},
        {"18", "fewer than nobody added", answered(200, added("-1", threeIds)), unknown},
        {"19", "200 with code 207",
            answered(200, envelope(false, 207, "{\"added\":0,\"failedChunks\":" + failedChunk + "}")), refused},
        {"20", "207, nothing stored",
            answered(207, envelope(false, 207, "{\"added\":0,\"callIds\":[],\"failedChunks\":" + failedChunk + "}")),
            refused},
        {"21", "207, a part stored",
            answered(207,
                envelope(false, 207, "{\"added\":2,\"callIds\":[\"a\",\"b\"],\"failedChunks\":" + failedChunk + "}")),
            unknown},
        {"22", "207 without failed chunks", answered(207, envelope(false, 207, "{\"added\":0,\"callIds\":[]}")),
            unknown},
        {"22", "207 of a chunk that was not sent",
            answered(207, envelope(false, 207, "{\"added\":0,\"failedChunks\":[{\"chunkNum\":5,\"error\":\"x\"}]}")),
            unknown},
        {"22", "200 and true, but a chunk failed",
            answered(200,
                envelope(
                    true, 200, "{\"added\":3,\"callIds\":[" + threeIds + "],\"failedChunks\":" + failedChunk + "}")),
            unknown},
        {"20", "207 that does not say how many were stored",
            answered(207, envelope(false, 207, "{\"failedChunks\":" + failedChunk + "}")), unknown},
        {"18", "200 before the whole body was taken", sent(NetworkFailure::None, 200, added("3", threeIds), 999),
            unknown},
        {"23", "200 that says 400", answered(200, refusal), refused},
        {"24", "200 that says 500", answered(200, envelope(false, 500, "{}")), unknown},
        {"25", "202", answered(202, added("3", threeIds)), unknown},
        {"25", "201", answered(201, added("3", threeIds)), unknown},
        {"25", "204", answered(204, ""), unknown},
        {"25", "206", answered(206, added("3", threeIds)), unknown},
        {"26", "400 with the reason", answered(400, refusal), refused},
        {"26", "400 from something else", answered(400, "Bad Request"), unknown},
        {"26", "400 that stored somebody", answered(400, envelope(false, 400, "{\"added\":1}")), unknown},
        {"27", "401", answered(401, ""), notSent, NextStep::None, true},
        {"27", "403", answered(403, envelope(false, 403, "{}")), notSent, NextStep::None, true},
        {"27", "401 that tells of people queued", answered(401, added("3", threeIds)), unknown},
        {"27", "403 that tells of people queued", answered(403, added("3", threeIds)), unknown},
        {"28", "404 that tells of people queued", answered(404, envelope(false, 404, "{\"added\":1}")), unknown},
        {"28", "404", answered(404, envelope(false, 404, "{}")), refused, NextStep::None, true},
        {"29", "405", answered(405, ""), refused, NextStep::None, true},
        {"29", "411", answered(411, ""), refused, NextStep::None, true},
        {"29", "414", answered(414, ""), refused, NextStep::None, true},
        {"29", "415", answered(415, ""), refused, NextStep::None, true},
        {"29", "421", answered(421, ""), refused, NextStep::None, true},
        {"29", "426", answered(426, ""), refused, NextStep::None, true},
        {"29", "431", answered(431, ""), refused, NextStep::None, true},
        {"30", "408 after the whole body", answered(408, ""), unknown},
        {"30", "408 in the middle of the body", sent(NetworkFailure::None, 408, {}, 10), notSent,
            NextStep::RetryUpload},
        {"31", "409 with the reason", answered(409, refusal), refused},
        {"31", "422 with the reason", answered(422, refusal), refused},
        {"31", "423 with the reason", answered(423, refusal), refused},
        {"31", "424 with the reason", answered(424, refusal), refused},
        {"31", "425 with the reason", answered(425, refusal), refused},
        {"31b", "409 without an envelope", answered(409, "conflict"), unknown},
        {"32", "413", answered(413, ""), refused},
        {"32", "500 that means 413", answered(500, "{\"error\":\"request entity too large\"}"), refused},
        {"32", "413 that tells of people queued", answered(413, added("3", threeIds)), unknown},
        {"32", "500 about a value that is too large",
            answered(500, "{\"status\":false,\"code\":500,\"message\":\"field 'note' too large in record 7\"}"),
            unknown, NextStep::RetryDocumented},
        {"33", "429 that tells of people queued", answered(429, added("3", threeIds), 30s), unknown},
        {"33", "429 that tells of some queued",
            answered(429, envelope(false, 429, "{\"added\":2,\"callIds\":[\"a\",\"b\"]}")), unknown},
        {"33", "429 with a time", answered(429, "", 30s), notSent, NextStep::RetryAfter},
        {"34", "429 without", answered(429, ""), notSent, NextStep::RetryAfter},
        {"35", "500", answered(500, envelope(false, 500, "{}")), unknown, NextStep::RetryDocumented},
        {"36", "502", answered(502, "<html>bad gateway</html>"), unknown},
        {"36", "504", answered(504, ""), unknown},
        {"36", "520", answered(520, ""), unknown},
        {"36", "522", answered(522, ""), unknown},
        {"36", "527", answered(527, ""), unknown},
        {"37", "503", answered(503, ""), unknown},
        {"37", "503 with a time, of the service", answered(503, refusal, 30s), notSent, NextStep::RetryAfter},
        {"37", "503 with a time, of a gateway", answered(503, "<html>upstream timed out</html>", 30s), unknown},
        {"37", "503 that tells of people queued", answered(503, added("3", threeIds), 30s), unknown},
        {"4", "407 with the body taken", answered(407, ""), unknown},
        {"38", "307", answered(307, ""), refused, NextStep::None, true},
        {"38", "308", answered(308, ""), refused, NextStep::None, true},
        {"39", "301", answered(301, ""), unknown},
        {"39", "302", answered(302, ""), unknown},
        {"39", "303", answered(303, ""), unknown},
        {"39", "300", answered(300, ""), unknown},
        {"39", "304", answered(304, ""), unknown},
        {"40", "100 and then nothing", sent(NetworkFailure::Closed, 100), unknown},
        {"41", "HTTP/2 refused the stream, which is switched off", sent(NetworkFailure::Other), unknown},
        {"42", "answer without end", sent(NetworkFailure::AnswerTooLarge, 200), unknown},
        {"42", "answer that is none", sent(NetworkFailure::AnswerUnreadable), unknown},
        {"42", "refusal that contradicts itself", sent(NetworkFailure::AnswerUnreadable, 413), unknown},
        {"42", "answer that is none in the middle of the body", sent(NetworkFailure::AnswerUnreadable, 0, {}, 10),
            notSent, NextStep::RetryUpload},
        {"43", "stopped before the body", unsent(NetworkFailure::Stopped), notSent},
        {"43", "stopped in the middle of the body", sent(NetworkFailure::Stopped, 0, {}, 10), notSent},
        {"43", "stopped while waiting", sent(NetworkFailure::Stopped), unknown},
        {"47", "key with a line end", unsent(NetworkFailure::SecretUnusable), notSent, NextStep::None, true},
    };
}

//! What a person is told, by the number of the row; where a row has several sentences, by its number and name.
QString said(const Case &row)
{
    static const QHash<QString, QString> sentences = {
        {u"1"_s, u"could not be found. Nothing was sent"_s},
        {u"2"_s, u"cannot be reached"_s},
        {u"3"_s, u"did not take the connection in time. Nothing was sent"_s},
        {u"4"_s, u"Your proxy (proxy.example:3128)"_s},
        {u"4b"_s, u"which proxy leads to the service. Nothing was sent"_s},
        {u"4 407 with the body taken"_s, u"may or may not be queued"_s},
        {u"5"_s, u"identity could not be confirmed"_s},
        {u"5b"_s, u"secure connection could not be set up. Nothing was sent"_s},
        {u"6"_s, u"closed the connection before anything was sent"_s},
        {u"7"_s, u"broke off before it was complete"_s},
        {u"8"_s, u"did not answer in time: they may or may not be queued"_s},
        {u"9"_s, u"ended without an answer: they may or may not be queued"_s},
        {u"10"_s, u"ended without an answer: they may or may not be queued"_s},
        {u"11"_s, u"the answer was cut off"_s},
        {u"12"_s, u"not in the words of the service"_s},
        {u"13"_s, u"not in the words of the service"_s},
        {u"14"_s, u"3 people queued."_s},
        {u"15"_s, u"list of call ids is incomplete"_s},
        {u"16"_s, u"1 of them may have been waiting already"_s},
        {u"17"_s, u"of 3 people as queued, without saying which"_s},
        {u"18"_s, u"contradicts what was sent"_s},
        {u"18 fewer than nobody added"_s, u"not in the words of the service"_s},
        {u"18 added beyond every number"_s, u"not in the words of the service"_s},
        {u"18 200 before the whole body was taken"_s, u"answered before it had the whole chunk"_s},
        {u"19"_s, u"could not store this group; nobody of it was queued. It says: “no name”."_s},
        {u"20"_s, u"could not store this group; nobody of it was queued. It says: “no name”."_s},
        {u"20 207 that does not say how many were stored"_s, u"a part failed, without saying which"_s},
        {u"21"_s, u"2 of 3 people as queued, without saying which. It says: “no name”."_s},
        {u"22"_s, u"a part failed, without saying which"_s},
        {u"22 207 of a chunk that was not sent"_s, u"a group failed which was not sent"_s},
        {u"22 200 and true, but a chunk failed"_s, u"contradicts itself"_s},
        {u"23"_s, u"refused this chunk; nobody of it was queued. It says: “row 2”."_s},
        {u"24"_s, u"failed while working on this chunk"_s},
        {u"25"_s, u"unexpected answer"_s},
        {u"25 204"_s, u"not in the words of the service"_s},
        {u"26"_s, u"nobody of it should be queued. It says: “row 2”."_s},
        {u"26 400 from something else"_s, u"not in the words of the service"_s},
        {u"26 400 that stored somebody"_s, u"contradicts itself"_s},
        {u"27"_s, u"refused the key or token"_s},
        {u"27 401 that tells of people queued"_s, u"contradicts itself"_s},
        {u"27 403 that tells of people queued"_s, u"contradicts itself"_s},
        {u"28"_s, u"does not know this batch, or no agent belongs to its numbers"_s},
        {u"28 404 that tells of people queued"_s, u"contradicts itself"_s},
        {u"29"_s, u"check the address and the proxy"_s},
        {u"30"_s, u"did not answer in time"_s},
        {u"30 408 in the middle of the body"_s, u"broke off before it was complete"_s},
        {u"31"_s, u"nobody of it should be queued. It says: “row 2”."_s},
        {u"31b"_s, u"may or may not be queued"_s},
        {u"32"_s, u"It is sent in two halves"_s},
        {u"32 413 that tells of people queued"_s, u"contradicts itself"_s},
        {u"32 500 about a value that is too large"_s, u"It says: “field 'note' too large in record 7”."_s},
        {u"33"_s, u"asks to wait before sending more"_s},
        {u"33 429 that tells of people queued"_s, u"contradicts itself"_s},
        {u"33 429 that tells of some queued"_s, u"contradicts itself"_s},
        {u"34"_s, u"asks to wait before sending more"_s},
        {u"35"_s, u"failed while working on this chunk (500)"_s},
        {u"36"_s, u"people may or may not be queued"_s},
        {u"37"_s, u"people may or may not be queued"_s},
        {u"37 503 with a time, of the service"_s, u"asks to wait before sending more"_s},
        {u"37 503 that tells of people queued"_s, u"contradicts itself"_s},
        {u"38"_s, u"was not followed and no key was sent there"_s},
        {u"39"_s, u"people may or may not be queued"_s},
        {u"40"_s, u"may or may not be queued"_s},
        {u"41"_s, u"ended without an answer: they may or may not be queued"_s},
        {u"42"_s, u"far too much text"_s},
        {u"42 answer that is none"_s, u"not in the words of the service"_s},
        {u"42 refusal that contradicts itself"_s, u"not in the words of the service"_s},
        {u"42 answer that is none in the middle of the body"_s, u"broke off before it was complete"_s},
        {u"47"_s, u"holds a line end"_s},
        {u"43 stopped before the body"_s, u"Stopped by you before anything was sent"_s},
        {u"43 stopped in the middle of the body"_s, u"broke off before it was complete"_s},
        {u"43 stopped while waiting"_s, u"You stopped it after 3 people had left"_s},
    };
    const QString number = QString::fromLatin1(row.number);
    return sentences.value(number + QLatin1Char(' ') + QString::fromUtf8(row.name), sentences.value(number));
}

//! "row32_413 that tells…": the row of the table stands in the test's name.
std::string nameOf(const ::testing::TestParamInfo<Case> &info)
{
    std::string name = std::string("row") + info.param.number + '_' + info.param.name;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
    return name;
}

} // namespace

class OutcomeTable : public ::testing::TestWithParam<Case> { };

TEST_P(OutcomeTable, isJudgedByWhatIsProven)
{
    const Case &row = GetParam();
    const Outcome outcome = classify(row.evidence, ServerErrorPolicy::RetryAsDocumented);
    EXPECT_EQ(outcome.result.outcome, row.outcome) << outcome.result.code.toStdString();
    EXPECT_EQ(outcome.next, row.next);
    EXPECT_EQ(outcome.stopsRun, row.stopsRun);
    EXPECT_FALSE(outcome.result.code.isEmpty());
    ASSERT_FALSE(said(row).isEmpty()) << "a person is told what happened";
    EXPECT_TRUE(outcome.result.message.contains(said(row))) << outcome.result.message.toStdString();
    EXPECT_EQ(outcome.result.message.contains(u"Look these people up"_s), row.outcome == unknown);
    EXPECT_FALSE(outcome.result.message.contains(QLatin1Char('%'))) << outcome.result.message.toStdString();
    EXPECT_EQ(outcome.result.httpStatus, row.evidence.httpStatus);
    if (row.outcome == unknown) {
        EXPECT_TRUE(outcome.next == NextStep::None || outcome.next == NextStep::RetryDocumented)
            << "what may have arrived is not sent again by the program";
    }
    if (row.outcome == accepted) {
        EXPECT_EQ(outcome.result.accepted, people);
    }
    if (row.outcome == notSent || row.outcome == refused) {
        EXPECT_EQ(outcome.result.accepted, 0);
    }
}

INSTANTIATE_TEST_SUITE_P(Reliability, OutcomeTable, ::testing::ValuesIn(cases()), nameOf);

TEST(Outcome, asksThePersonAfterAServerErrorWhenToldTo)
{
    const Outcome outcome = classify(answered(500, envelope(false, 500, "{}")), ServerErrorPolicy::AskMe);
    EXPECT_EQ(outcome.result.outcome, unknown);
    EXPECT_EQ(outcome.next, NextStep::None);
}

TEST(Outcome, marksRefusedCredentialsSoThatTheyCanBeAskedForInPlace)
{
    EXPECT_TRUE(classify(answered(401, ""), ServerErrorPolicy::AskMe).credentialsRefused);
    EXPECT_TRUE(classify(answered(403, ""), ServerErrorPolicy::AskMe).credentialsRefused);
    EXPECT_TRUE(classify(unsent(NetworkFailure::SecretUnusable), ServerErrorPolicy::AskMe).credentialsRefused);
    EXPECT_FALSE(classify(answered(404, ""), ServerErrorPolicy::AskMe).credentialsRefused);
}

TEST(Outcome, passesOnWhatTheServiceSaid)
{
    const Outcome outcome = classify(answered(400, refusal), ServerErrorPolicy::AskMe);
    EXPECT_EQ(outcome.result.serverText, QStringLiteral("row 2"));
    EXPECT_TRUE(outcome.result.message.contains(QStringLiteral("row 2")));
}

TEST(Outcome, keepsWhatTheServiceSaysOnOneHarmlessLine)
{
    const Outcome outcome
        = classify(answered(400, "{\"status\":false,\"code\":400,\"message\":\"bad\\n\\u001b[31mrow\\u202e 2\"}"),
            ServerErrorPolicy::AskMe);
    EXPECT_EQ(outcome.result.serverText, QStringLiteral("bad [31mrow 2"));
}

TEST(Outcome, remembersHowManyOfAChunkWereStored)
{
    EXPECT_EQ(classify(answered(200, added("2", "\"a\",\"b\"")), ServerErrorPolicy::AskMe).result.accepted, 2);
}

TEST(Outcome, waitsAsLongAsTheServiceAsks)
{
    EXPECT_EQ(classify(answered(429, "", 30s), ServerErrorPolicy::AskMe).wait, 30s);
    EXPECT_EQ(classify(answered(429, ""), ServerErrorPolicy::AskMe).wait, std::nullopt);
}

} // namespace callsheet::send
