#include "core/send/redact.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

// What a support person sees of requests and answers, of whatever shape.
namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

struct Shown {
    const char *name;
    QByteArray given;
    QString shown;
};
void PrintTo(const Shown &row, std::ostream *out)
{
    *out << row.name;
}

std::string nameOf(const ::testing::TestParamInfo<Shown> &info)
{
    return info.param.name;
}

PersonalWords peopleOf(const QByteArray &body)
{
    return PersonalWords(wire::recordsOfBody(body).value());
}

//! The people of every answer below.
const QByteArray &sentBody()
{
    static const QByteArray body = R"({"batchId":"64e5f12345abcdef98765432","callData":[
        {"phoneNumber":"447400000001","name":"Sarah O'Brien","city":"Łódź","plan":"Gold","age":42,"vip":true},
        {"phoneNumber":"+44 7400 000002","name":"Jo Ng","city":"東京都","code":"AB-9913"}]})";
    return body;
}

class RedactedBody : public ::testing::TestWithParam<Shown> { };
class RedactedAnswer : public ::testing::TestWithParam<Shown> { };

//! Everything of them that no screen of details may show, in plain letters.
const QStringList &planted()
{
    static const QStringList words = {u"447400000001"_s, u"7400000001"_s, u"7400 000002"_s, u"sarah"_s, u"o'brien"_s,
        u"brien"_s, u"łódź"_s, u"lodz"_s, u"jo ng"_s, u"東京都"_s, u"9913"_s};
    return words;
}

} // namespace

TEST_P(RedactedBody, showsHowItIsBuiltAndNothingOfAnybody)
{
    EXPECT_EQ(redactedBody(GetParam().given), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(Bodies, RedactedBody,
    ::testing::Values(Shown{"records", sentBody(), uR"({
  "batchId": "64e5f12345abcdef98765432",
  "callData": [
    {
      "phoneNumber": "•••••••••001",
      "name": "‹text, length 13›",
      "city": "‹text, length 4›",
      "plan": "‹text, length 4›",
      "age": ‹number›,
      "vip": ‹true or false›
    },
    {
      "phoneNumber": "+•• •••• •••002",
      "name": "‹text, length 5›",
      "city": "‹text, length 3›",
      "code": "‹text, length 7›"
    }
  ]
})"_s},
        Shown{"theFirstOfMany", R"({"callData":[{"n":"a"},{"n":"b"},{"n":"c"},{"n":"d","o":{"p":"e"}}]})", uR"({
  "callData": [
    {
      "n": "‹text, length 1›"
    },
    {
      "n": "‹text, length 1›"
    }
    … and 2 more
  ]
})"_s},
        Shown{"nestedValues", R"({"callData":[{"who":{"first":"Ada","tags":["x","y"]},"none":null,"blank":""}]})", uR"({
  "callData": [
    {
      "who": {
        "first": "‹text, length 3›",
        "tags": [
          "‹text, length 1›",
          "‹text, length 1›"
        ]
      },
      "none": null,
      "blank": ""
    }
  ]
})"_s},
        Shown{"aKeyThatIsANumber", R"({"callData":[{"447400000001":"Ada","2024":"0123","naïve key \"":"x"}]})", uR"({
  "callData": [
    {
      "•••••••••001": "‹text, length 3›",
      "2024": "‹digits, length 4›",
      "naïve key \"": "‹text, length 1›"
    }
  ]
})"_s},
        Shown{"aNumberThatIsNone", R"({"callData":[{"phoneNumber":"ask Ada"},{"phoneNumber":447400000001}]})", uR"({
  "callData": [
    {
      "phoneNumber": "‹text, length 7›"
    },
    {
      "phoneNumber": •••••••••001
    }
  ]
})"_s},
        Shown{"nothingOfABatchIdDeepInside", R"({"callData":[{"batchId":"Ada"}]})", uR"({
  "callData": [
    {
      "batchId": "‹text, length 3›"
    }
  ]
})"_s},
        Shown{"brokenOff", R"({"callData":[{"name":"Ada Lov)", uR"({
  "callData": [
    {
      "name": "‹text, length 7›")"_s},
        Shown{"noJson", "Ada 447400000001", u"‹something that is not JSON›‹number›"_s}, Shown{"nothing", "", u""_s}),
    nameOf);

TEST_P(RedactedAnswer, showsTheServicesOwnWordsAndNothingOfAnybody)
{
    const QString shown = redactedAnswer(GetParam().given, peopleOf(sentBody()));
    EXPECT_EQ(shown, GetParam().shown);
    for (const QString &word : planted())
        EXPECT_FALSE(shown.contains(word, Qt::CaseInsensitive)) << word.toStdString();
}

INSTANTIATE_TEST_SUITE_P(Answers, RedactedAnswer,
    ::testing::Values(Shown{"queued", R"({"message":"Calls enqueued","status":true,"code":200,"errorMessage":"",
            "data":{"added":3,"callIds":["64e5f12345abcdef11111111","64e5f12345abcdef22222222","64e5f12345abcdef33333333"]}})",
                          uR"({
  "message": "Calls enqueued",
  "status": true,
  "code": 200,
  "errorMessage": "",
  "data": {
    "added": 3,
    "callIds": [
      "64e5f12345abcdef11111111",
      "64e5f12345abcdef22222222"
      … and 1 more
    ]
  }
})"_s},
        Shown{"namesAndNumbersRepeated",
            R"({"message":"SARAH O'BRIEN (+44 7400 000 001) of Lodz: age required","code":400,)"
            R"("error":"Sarah Sarah Brien; AB 9913; 東京都の番号"})",
            uR"({
  "message": "‹name› (+•• •••• ••• 001) of ‹city›: age required",
  "code": 400,
  "error": "‹name›; ‹code›; ‹city›の番号"
})"_s},
        Shown{"recordsRepeated",
            R"({"data":[{"phoneNumber":"447400000001","name":"Sarah","other":"Zed","n":7,"ok":false}],"code":4474000000})",
            uR"({
  "data": [
    {
      "phoneNumber": "‹digits, length 12›",
      "name": "‹text, length 5›",
      "other": "‹text, length 3›",
      "n": ‹number›,
      "ok": false
    }
  ],
  "code": ‹number›
})"_s},
        Shown{
            "peopleAsKeys", R"({"447400000001":"bad","Sarah O'Brien":{"error":"missing plan"},"sarah":1,"Jo":2})", uR"({
  "‹digits, length 12›": "‹text, length 3›",
  "‹text, length 13›": {
    "error": "missing plan"
  },
  "‹name›": ‹number›,
  "‹name›": ‹number›
})"_s},
        Shown{"peopleAsIds", R"({"callIds":["Sarah","447400000001","0123456789012345"]})", uR"({
  "callIds": [
    "‹text, length 5›",
    "‹digits, length 12›"
    … and 1 more
  ]
})"_s},
        Shown{"escapedNames", R"({"message":"\u0053arah \u006f'brien\u200b at 447400\u003000001"})", uR"({
  "message": "‹name› at •••••••••001"
})"_s},
        Shown{"saidTwice", R"({"added":0,"added":2,"status":false} and Sarah)", uR"({
  "added": 0,
  "added": 2,
  "status": false
}‹something that is not JSON›‹something that is not JSON›)"_s},
        Shown{"cutOff", R"({"message":"Sarah O'Br)", uR"({
  "message": "‹name› O'‹name›")"_s},
        Shown{"html",
            "<html><head><title>502 Bad Gateway</title><style>p{}</style><!-- Sarah --></head><body>for S&#97;rah "
            "O&#x27;Brien, Sarah%20Brien &amp; 447400000001</body></html>",
            u"502 Bad Gateway for ‹name›, ‹name› & •••••••••001"_s},
        Shown{"plainText", "\xEF\xBB\xBF no agent for \xEF\xBC\xB3\xEF\xBD\x81rah", u"no agent for ‹name›"_s},
        Shown{"nothing", "  ", u""_s}),
    nameOf);

TEST(RedactedAnswer, neverShowsHalfANameHoweverOftenItIsRepeated)
{
    for (int length = 3990; length < 4010; ++length) {
        const QByteArray repeated = QByteArray("Sarah ").repeated(1000).left(length);
        const QString shown = redactedAnswer(R"({"message":")" + repeated + "\"}", peopleOf(sentBody()));
        EXPECT_FALSE(shown.contains(u"Sa"_s)) << length;
    }
}

TEST(RedactedAnswer, isShortWhateverCame)
{
    const PersonalWords people = peopleOf(sentBody());
    for (const QByteArray &huge : {QByteArray("[").repeated(1'000'000), QByteArray("{\"a\":").repeated(200'000),
             '[' + QByteArray("\"x\",").repeated(250'000), QByteArray("x").repeated(1'000'000),
             "{\"message\":\"" + QByteArray("y ").repeated(500'000)}) {
        EXPECT_LE(redactedAnswer(huge, people).size(), 6100) << huge.first(20).toStdString();
    }
}

TEST(RedactedAnswer, showsNoWordWhereNothingIsKnownOfThePeople)
{
    EXPECT_EQ(redactedAnswer(R"({"message":"Sarah is blocked","code":400})", PersonalWords()),
        u"{\n  \"message\": \"‹text, length 16›\",\n  \"code\": 400\n}"_s);
}

namespace {

//! What a service may say of people, and what is shown of it.
struct Written {
    const char *name;
    QString words;
    QString shown;
};
void PrintTo(const Written &row, std::ostream *out)
{
    *out << row.name;
}

const PersonalWords &strauss()
{
    static const PersonalWords people
        = peopleOf(R"({"callData":[{"phoneNumber":"+12125551001","name":"Jürgen Müller-Strauß","city":"Ærø"},)"
                   R"({"phoneNumber":"+12125551002","name":"Zoe Bœuf","city":"Łódź"}]})");
    return people;
}

class WrittenWords : public ::testing::TestWithParam<Written> { };

} // namespace

TEST_P(WrittenWords, hideNobodysNameOrNumber)
{
    const QString shown = redactedWords(GetParam().words, strauss());
    EXPECT_EQ(shown, GetParam().shown);
    for (const QString &part : {u"rgen"_s, u"ller"_s, u"strau"_s, u"zoe"_s, u"uf"_s, u"555"_s, u"2125"_s})
        EXPECT_FALSE(shown.contains(part, Qt::CaseInsensitive)) << part.toStdString();
}

INSTANTIATE_TEST_SUITE_P(Escapes, WrittenWords,
    ::testing::Values(Written{"jsonInJson", uR"({"name":"J\u00fcrgen M\u00FCller-Strau\u00df","ok":1})"_s,
                          uR"({"name":"‹name›","ok":1})"_s},
        Written{"jsonInJsonInJson", uR"({\"name\":\"J\\u00fcrgen\"} bad)"_s, uR"({"name":"‹name›"} bad)"_s},
        Written{"lineEnds", uR"(line 1:\nZoe\tis bad)"_s, u"line 1: ‹name› is bad"_s},
        Written{"entities", u"J&uuml;rgen M&#252;ller M&#xFC;ller Strau&szlig; B&oelig;uf"_s, u"‹name›"_s},
        Written{"entitiesInEntities", u"J&amp;uuml;rgen is bad"_s, u"‹name› is bad"_s},
        Written{"percent", u"to=M%C3%BCller&from=M%FCller&M%c3%bcller"_s, u"to=‹name›&from=‹name›&‹name›"_s},
        Written{"percentOfPercent", u"M%25C3%25BCller is bad"_s, u"‹name› is bad"_s},
        Written{"bytes", uR"(b'J\xc3\xbcrgen', 'J\xfcrgen', 'J\u{fc}rgen', 'J\U000000fcrgen')"_s,
            u"b'‹name›', '‹name›', '‹name›', '‹name›'"_s},
        Written{"unknownEntity", u"for J&unknown;rgen: bad"_s, u"for ‹?› bad"_s},
        Written{"tooManyTimes", u"J%25252525C3%25252525BCrgen"_s, u"‹text, length 27›"_s},
        Written{"cutInAnEscape", uR"(not Strau\u00d)"_s, u"not ‹name›"_s},
        Written{"cutInAnEntity", u"not Strau&szl"_s, u"not ‹name›"_s},
        Written{"cutInALetterOfTwoBytes", u"not Strau%C3"_s, u"not ‹name›"_s},
        Written{"cutInAnEscapedEscape", u"not Strau%25C3%2"_s, u"not ‹name›"_s},
        Written{"capitals", u"STRAUSS, MÜLLER, STRAUẞ, BOEUF"_s, u"‹name›, ‹name›, ‹name›, ‹name›"_s},
        Written{"ligatures", u"of AERO, of aero and of Ærø"_s, u"of ‹city›, of ‹city› and of ‹city›"_s},
        Written{"composed", u"Ju\u0308rgen"_s, u"‹name›"_s},
        Written{"endOfANumber", u"bad: 555-1001, (555) 1002"_s, u"bad: •••-•001, (•••) •002"_s},
        Written{"endOfANumberBehindAnother", u"4 555-1001 is bad"_s, u"4 •••-•001 is bad"_s},
        Written{"escapedNumber", u"%2B1%20212%20555%201001"_s, u"+• ••• ••• •001"_s}),
    [](const auto &tested) { return tested.param.name; });

TEST(WrittenWordsOfNobody, areShownInPlainLetters)
{
    // The control: what hides a name above is that it was sent.
    const PersonalWords others = peopleOf(R"({"callData":[{"phoneNumber":"+447400000001","name":"Sarah"}]})");
    EXPECT_EQ(redactedWords(uR"(J\u00fcrgen M&uuml;ller M%C3%BCller STRAUSS 555-1001)"_s, others),
        u"Jürgen Müller Müller STRAUSS 555-1001"_s);
}

TEST(RedactedWords, leaveNumbersThatAreNobodys)
{
    for (const QString &words : {u"rows 100000-200000 of 1,000,000"_s, u"555-2001 is no end of anybody's"_s,
             u"took 1001 ms, code 51001"_s, u"2026-07-01 10:42:05"_s})
        EXPECT_EQ(redactedWords(words, strauss()), words);
}

TEST(RedactedWords, leaveWordsThatAreNobodys)
{
    const PersonalWords people = peopleOf(sentBody());
    for (const QString &words : {u"3 of 42 records: job not found (503)."_s, u"record 2: plan must be true"_s})
        EXPECT_EQ(redactedWords(words, people), words);
    // The control: the same words hidden where they are somebody's.
    EXPECT_EQ(redactedWords(u"Jo's job, code 9913, gold"_s, people), u"‹name›'s job, code ‹code›, ‹plan›"_s);
}

} // namespace callsheet::send
