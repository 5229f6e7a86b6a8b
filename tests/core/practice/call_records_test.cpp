#include "core/practice/call_records.h"

#include "tests/support/printers.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

AddCallsBody bodyWith(const QByteArray &records)
{
    return readAddCallsBody(R"({"batchId":"b","callData":[)" + records + "]}");
}

QByteArray stored(const QByteArray &record)
{
    return checkedRecords(bodyWith(record), {}).at(0).json;
}

} // namespace

TEST(CallRecords, areStoredAsTheyCameWhenNothingIsToBeSaid)
{
    const QByteArray record = R"({"phoneNumber":"1","name":"Zoë “😀”","n":-12.50,"yes":true,"no":false,"nothing":null})";
    EXPECT_EQ(stored(record), record);
}

TEST(CallRecords, areStoredWithoutBlanksAndNeedlessEscapes)
{
    EXPECT_EQ(stored("{ \"phoneNumber\" : \"1\",\n\t\"a\":1e3 }"), R"({"phoneNumber":"1","a":1e3})");
    EXPECT_EQ(stored(R"({"phoneNumber":"\u0031","Zo\u00eb":"a\/b \"c\" \\ \n"})"),
        R"({"phoneNumber":"1","Zoë":"a/b \"c\" \\ \n"})");
    // As long as what is stored, but not the same.
    EXPECT_EQ(stored(R"({"phoneNumber":"1","a":"\n\n"})"), R"({"phoneNumber":"1","a":"\n\n"})");
}

TEST(CallRecords, meanTheSameBeforeAndAfter)
{
    for (const char *text :
        {R"({"phoneNumber":"1"})", R"({"phoneNumber":"1"," ":""})", R"({"phoneNumber":"1","a\"b":"\u0001"})",
            R"({"phoneNumber":"1","x":0,"y":-0.0,"z":1E-7})", R"({"phoneNumber":"1","emoji":"\ud83d\ude00"})"}) {
        EXPECT_EQ(QJsonDocument::fromJson(stored(text)), QJsonDocument::fromJson(text)) << text;
    }
}

TEST(CallRecords, tellWhatIsWrongWithEach)
{
    const AddCallsBody body
        = bodyWith(R"({"phoneNumber":"1"},[],{"phoneNumber":"2","a":{"b":[1]}},"x",{"phoneNumber":"3","a":[]},{})");
    EXPECT_EQ(body.recordCount, 6);
    const std::vector<CallRecord> records = checkedRecords(body, {});
    ASSERT_EQ(records.size(), 6U);
    EXPECT_TRUE(records[0].problem.isEmpty());
    EXPECT_EQ(records[1].problem, u"a record is not an object"_s);
    EXPECT_TRUE(records[2].problem.contains(u"neither text"_s));
    EXPECT_EQ(records[3].problem, u"a record is not an object"_s);
    EXPECT_TRUE(records[4].problem.contains(u"neither text"_s));
    EXPECT_EQ(records[5].problem, u"phoneNumber is missing"_s);
}

TEST(CallRecords, takeTheirTimeZoneAlong)
{
    const std::vector<CallRecord> records = checkedRecords(
        bodyWith(
            R"({"phoneNumber":"1","timezone":"Asia/Tokyo"},{"phoneNumber":"2"},{"phoneNumber":"3","timezone":null})"),
        {});
    EXPECT_EQ(records[0].timezone, "Asia/Tokyo");
    EXPECT_TRUE(records[0].namesTimezone);
    EXPECT_FALSE(records[1].namesTimezone);
    EXPECT_TRUE(records[2].timezone.isEmpty());
}

TEST(CallRecords, areReadWhereverTheArrayStands)
{
    for (const char *text :
        {R"({"callData":[{"phoneNumber":"1"}],"batchId":"b"})",
            R"({"x":{"callData":[1,2]},"batchId":"b","callData":[{"phoneNumber":"1"}]})",
            R"({"batchId":"b","callData":[{"phoneNumber":"1"}],"other":[{"phoneNumber":"2"}]})",
            R"({"batchId":"b","callData":[{"phoneNumber":"9"},{"phoneNumber":"8"}],"callData":[{"phoneNumber":"1"}]})"}) {
        const AddCallsBody body = readAddCallsBody(text);
        EXPECT_EQ(body.problem, QString()) << text;
        const std::vector<CallRecord> records = checkedRecords(body, {});
        ASSERT_EQ(records.size(), 1U) << text;
        EXPECT_EQ(records[0].phoneNumber, "1") << text;
    }
}

TEST(CallRecords, doNotFillTheMemoryWithMembers)
{
    QByteArray record = R"({"phoneNumber":"1")";
    for (int i = 0; i < 1'000'001; ++i)
        record += ",\"a\":1";
    EXPECT_TRUE(bodyWith(record + '}').problem.contains(u"1000000 fields"_s));
}

} // namespace callsheet::practice
