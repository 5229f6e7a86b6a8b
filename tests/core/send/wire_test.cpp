#include "core/send/wire.h"

#include "tests/support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace callsheet::send::wire {

namespace {

struct Answer {
    const char *name;
    QByteArray json;
};

void PrintTo(const Answer &answer, std::ostream *out)
{
    *out << answer.json.left(200).toStdString();
}

std::string nameOf(const testing::TestParamInfo<Answer> &info)
{
    return info.param.name;
}

const QByteArray good = R"({"message":"Calls enqueued successfully","status":true,"code":200,"errorMessage":"",)"
                        R"("data":{"added":2,"callIds":["a1","b2"]}})";

class UnreadableAnswer : public testing::TestWithParam<Answer> { };
class ReadableAnswer : public testing::TestWithParam<Answer> { };

} // namespace

TEST_P(UnreadableAnswer, isNoEnvelope)
{
    EXPECT_FALSE(parseEnvelope(GetParam().json));
}

INSTANTIATE_TEST_SUITE_P(NotJson, UnreadableAnswer,
    testing::Values(Answer{"empty", ""}, Answer{"blank", "  \r\n"}, Answer{"html", "<html><body>502</body></html>"},
        Answer{"text", "OK"}, Answer{"array", "[]"}, Answer{"arrayAroundEnvelope", "[" + good + "]"},
        Answer{"quoted", R"("{}")"}, Answer{"nullAlone", "null"}, Answer{"emptyObject", "{}"},
        Answer{"cutBeforeTheEnd", good.chopped(1)}, Answer{"cutInTheMiddle", good.left(good.size() / 2)},
        Answer{"bytesBehind", good + "x"}, Answer{"twice", good + good}, Answer{"bracketBehind", good + "}"},
        Answer{"nulBehind", good + QByteArray(1, '\0')},
        Answer{"nulThenMoreBehind", good + QByteArray(1, '\0') + R"({"status":false})"},
        Answer{"trailingComma", R"({"status":true,"code":200,})"}, Answer{"singleQuotes", "{'status':true,'code':200}"},
        Answer{"comment", R"({"status":true,/* fine */"code":200})"},
        Answer{"invalidUtf8", "{\"status\":true,\"code\":200,\"message\":\"\xC3(\"}"},
        Answer{"overlongUtf8", "{\"status\":true,\"code\":200,\"message\":\"\xC0\xAF\"}"},
        Answer{"utf8CutInLastText", "{\"status\":true,\"code\":200,\"message\":\"\xE2\x82\"}"},
        Answer{"invalidUtf8InUnknownMember", "{\"status\":true,\"code\":200,\"x\":\"\xFF\"}"},
        Answer{"loneHighSurrogate", R"({"status":true,"code":200,"message":"\uD800"})"},
        Answer{"rawNewlineInText", "{\"status\":true,\"code\":200,\"message\":\"a\nb\"}"},
        Answer{"utf16", QByteArray("\xFF\xFE{\0\"\0", 6)},
        Answer{"numberTooBig", R"({"status":true,"code":200,"x":1e400})"},
        Answer{"notANumber", R"({"status":true,"code":NaN})"}, Answer{"hexNumber", R"({"status":true,"code":0xC8})"},
        Answer{"leadingZero", R"({"status":true,"code":0200})"}, Answer{"millionBrackets", QByteArray(1'000'000, '[')},
        Answer{"millionObjects", QByteArray(R"({"a":)").repeated(200'000)}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(WrongTypes, UnreadableAnswer,
    testing::Values(Answer{"noStatus", R"({"code":200,"data":{"added":1}})"}, Answer{"noCode", R"({"status":true})"},
        Answer{"statusText", R"({"status":"true","code":200})"}, Answer{"statusNumber", R"({"status":1,"code":200})"},
        Answer{"statusNull", R"({"status":null,"code":200})"}, Answer{"codeText", R"({"status":true,"code":"200"})"},
        Answer{"codeFraction", R"({"status":true,"code":200.5})"},
        Answer{"codeAsDouble", R"({"status":true,"code":200.0})"},
        Answer{"codeWithExponent", R"({"status":true,"code":2e2})"},
        Answer{"codeNull", R"({"status":true,"code":null})"},
        Answer{"codeBeyondInt", R"({"status":true,"code":4294967496})"},
        Answer{"addedText", R"({"status":true,"code":200,"data":{"added":"2"}})"},
        Answer{"addedFraction", R"({"status":true,"code":200,"data":{"added":2.5}})"},
        Answer{"addedAsDouble", R"({"status":true,"code":200,"data":{"added":2.0}})"},
        Answer{"addedNegative", R"({"status":true,"code":200,"data":{"added":-1}})"},
        Answer{"addedNull", R"({"status":true,"code":200,"data":{"added":null}})"},
        Answer{"addedBeyondAnyCount", R"({"status":true,"code":200,"data":{"added":18446744073709551615}})"},
        Answer{"callIdsText", R"({"status":true,"code":200,"data":{"callIds":"a"}})"},
        Answer{"callIdsNull", R"({"status":true,"code":200,"data":{"callIds":null}})"},
        Answer{"callIdsNumbers", R"({"status":true,"code":200,"data":{"callIds":[1,2]}})"},
        Answer{"callIdEmpty", R"({"status":true,"code":200,"data":{"callIds":["a",""]}})"},
        Answer{"callIdRepeated", R"({"status":true,"code":200,"data":{"callIds":["a","b","a"]}})"},
        Answer{"callIdRepeatedByEscape", R"({"status":true,"code":200,"data":{"callIds":["a","\u0061"]}})"},
        Answer{"failedChunksText", R"({"status":false,"code":207,"data":{"failedChunks":"1"}})"},
        Answer{"failedChunksNull", R"({"status":false,"code":207,"data":{"failedChunks":null}})"},
        Answer{"failedChunksOfNumbers", R"({"status":false,"code":207,"data":{"failedChunks":[1]}})"},
        Answer{"chunkNumText", R"({"status":false,"code":207,"data":{"failedChunks":[{"chunkNum":"1"}]}})"},
        Answer{"chunkNumFraction", R"({"status":false,"code":207,"data":{"failedChunks":[{"chunkNum":1.5}]}})"}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(SaidTwice, UnreadableAnswer,
    testing::Values(Answer{"status", R"({"status":false,"code":200,"status":true})"},
        Answer{"statusByEscape", R"({"status":false,"code":200,"st\u0061tus":true})"},
        Answer{"code", R"({"status":true,"code":400,"code":200})"},
        Answer{"codeThrice", R"({"status":true,"code":200,"code":200,"code":200})"},
        Answer{"data", R"({"status":true,"code":200,"data":{"added":1},"data":{"added":2}})"},
        Answer{"added", R"({"status":true,"code":200,"data":{"added":1,"added":2}})"},
        Answer{"addedWithOneValue", R"({"status":true,"code":200,"data":{"added":1,"added":1}})"},
        Answer{"callIds", R"({"status":true,"code":200,"data":{"callIds":[],"callIds":["a"]}})"},
        Answer{"failedChunks", R"({"status":false,"code":207,"data":{"failedChunks":[],"failedChunks":[]}})"},
        Answer{
            "failedChunksAtTwoLevels", R"({"status":false,"code":207,"failedChunks":[],"data":{"failedChunks":[]}})"},
        Answer{"chunkNum", R"({"status":false,"code":207,"data":{"failedChunks":[{"chunkNum":1,"chunkNum":2}]}})"},
        Answer{"message", R"({"status":true,"code":200,"message":"no","message":"yes"})"}),
    nameOf);

TEST_P(ReadableAnswer, isAnEnvelope)
{
    EXPECT_TRUE(parseEnvelope(GetParam().json));
}

INSTANTIATE_TEST_SUITE_P(Odd, ReadableAnswer,
    testing::Values(Answer{"blanksAround", " \r\n\t" + good + " \n"}, Answer{"noData", R"({"status":true,"code":200})"},
        Answer{"dataNull", R"({"status":false,"code":400,"data":null})"},
        Answer{"dataText", R"({"status":true,"code":201,"data":"64e5f12345abcdef98765432"})"},
        Answer{"dataArray", R"({"status":false,"code":400,"data":[]})"},
        Answer{"unknownMembers", R"({"status":true,"code":200,"took":1.5,"data":{"added":0,"x":{"added":"y"}}})"},
        Answer{"repeatedMemberThatDecidesNothing", R"({"status":true,"code":200,"trace":1,"trace":2})"},
        Answer{"samelyNamedMembersAtOtherDepth", R"({"status":true,"code":200,"data":{"status":"x","code":"y"}})"}),
    nameOf);

TEST(Envelope, carriesEveryPartOfAFullAnswer)
{
    const auto envelope = parseEnvelope(good);
    ASSERT_TRUE(envelope);
    EXPECT_TRUE(envelope->status);
    EXPECT_EQ(envelope->code, 200);
    EXPECT_EQ(envelope->message, u"Calls enqueued successfully"_s);
    EXPECT_EQ(envelope->errorMessage, QString());
    EXPECT_EQ(envelope->added, 2);
    EXPECT_EQ(envelope->callIds, QStringList({u"a1"_s, u"b2"_s}));
    EXPECT_FALSE(envelope->hasFailedChunks);
}

TEST(Envelope, tellsAbsentFromZero)
{
    EXPECT_EQ(parseEnvelope(R"({"status":true,"code":200,"data":{}})")->added, std::nullopt);
    EXPECT_EQ(parseEnvelope(R"({"status":true,"code":200,"data":{"added":0}})")->added, 0);
}

TEST(Envelope, tellsAnEmptyListOfFailedChunksFromNone)
{
    const auto envelope = parseEnvelope(R"({"status":false,"code":207,"data":{"added":1,"failedChunks":[]}})");
    ASSERT_TRUE(envelope);
    EXPECT_TRUE(envelope->hasFailedChunks);
    EXPECT_TRUE(envelope->failedChunks.isEmpty());
}

TEST(Envelope, readsFailedChunksOutsideOfData)
{
    const auto envelope
        = parseEnvelope(R"({"status":false,"code":207,"failedChunks":[{"chunkNum":1,"error":"full"}]})");
    ASSERT_TRUE(envelope);
    ASSERT_EQ(envelope->failedChunks.size(), 1);
    EXPECT_EQ(envelope->failedChunks[0].error, u"full"_s);
}

TEST(Envelope, readsTextBeyondAscii)
{
    EXPECT_EQ(parseEnvelope(R"({"status":false,"code":400,"message":"Zo\u00eb \ud83d\ude00","errorMessage":"naïve"})")
                  ->message,
        u"Zoë 😀"_s);
    EXPECT_EQ(parseEnvelope(R"({"status":false,"code":400,"errorMessage":"naïve"})")->errorMessage, u"naïve"_s);
}

TEST(Envelope, isReadBehindAByteOrderMark)
{
    EXPECT_TRUE(parseEnvelope("\xEF\xBB\xBF" + good));
    EXPECT_FALSE(parseEnvelope(QByteArray("\xEF\xBB\xBF")));
}

TEST(Envelope, joinsAMessageThatIsAList)
{
    EXPECT_EQ(parseEnvelope(R"({"status":false,"code":400,"message":["name is missing","city is missing"]})")->message,
        u"name is missing; city is missing"_s);
}

namespace {

struct FailedChunkCase {
    const char *name;
    QByteArray entry;
    QString error;
};

void PrintTo(const FailedChunkCase &c, std::ostream *out)
{
    *out << c.entry.left(200).toStdString();
}

class FailedChunkText : public testing::TestWithParam<FailedChunkCase> { };

} // namespace

TEST_P(FailedChunkText, isFoundWhereverTheEditionPutsIt)
{
    const auto envelope
        = parseEnvelope(R"({"status":false,"code":207,"data":{"added":0,"failedChunks":[)" + GetParam().entry + "]}}");
    ASSERT_TRUE(envelope);
    ASSERT_EQ(envelope->failedChunks.size(), 1);
    EXPECT_EQ(envelope->failedChunks[0].error, GetParam().error);
    EXPECT_EQ(envelope->failedChunks[0].chunkNumber, 3);
}

INSTANTIATE_TEST_SUITE_P(Editions, FailedChunkText,
    testing::Values(FailedChunkCase{"error", R"({"chunkNum":3,"error":"bad"})", u"bad"_s},
        FailedChunkCase{"errorMessage", R"({"chunkNum":3,"errorMessage":"bad"})", u"bad"_s},
        FailedChunkCase{"message", R"({"chunkNum":3,"message":"bad"})", u"bad"_s},
        FailedChunkCase{"reason", R"({"reason":"bad","chunkNum":3})", u"bad"_s},
        FailedChunkCase{"object", R"({"chunkNum":3,"error":{"code":11000,"message":"bad"}})", u"bad"_s},
        FailedChunkCase{"emptyThenText", R"({"chunkNum":3,"error":"","reason":"bad"})", u"bad"_s},
        FailedChunkCase{"list", R"({"chunkNum":3,"error":[{"message":"a"},{"message":"b"}]})", u"a; b"_s},
        FailedChunkCase{"nothingKnown", R"({"chunkNum":3,"cause":"bad"})", QString()},
        FailedChunkCase{"deeperThanAnyone",
            R"({"chunkNum":3,"error":)" + QByteArray(R"({"error":)").repeated(100'000) + R"("x")"
                + QByteArray("}").repeated(100'001),
            QString()}),
    [](const auto &test) { return std::string(test.param.name); });

TEST(Envelope, leavesTheNumberOfAFailedChunkOpenWhereThereIsNone)
{
    const auto envelope = parseEnvelope(R"({"status":false,"code":207,"data":{"failedChunks":[{"error":"bad"}]}})");
    ASSERT_TRUE(envelope);
    EXPECT_EQ(envelope->failedChunks.value(0).chunkNumber, std::nullopt);
}

TEST(RequestBody, namesTheArrayAsTheConnectionWants)
{
    EXPECT_EQ(bodyHead(u"64e5"_s, connection::ArrayKey::CallData) + bodyTail(), R"({"batchId":"64e5","callData":[]})");
    EXPECT_EQ(bodyHead(u"64e5"_s, connection::ArrayKey::CallDataUnderscore) + bodyTail(),
        R"({"batchId":"64e5","call_data":[]})");
}

TEST(RequestBody, carriesAnyBatchIdUnharmed)
{
    const QString id = u"a\"b\\c\n\u0001 é😀</script>"_s;
    const std::string body = bodyHead(id, connection::ArrayKey::CallData) + "{}" + bodyTail();
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(body)).object();
    EXPECT_EQ(object.value(u"batchId"_s).toString(), id);
    EXPECT_EQ(object.value(u"callData"_s).toArray().size(), 1);
}

} // namespace callsheet::send::wire
