#include "core/check/record.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using match::VariableType;
using test::phoneVariable;
using test::variable;

std::string recordOf(const CheckInput &input, sheet::RowIndex row = 0)
{
    const auto report = checkRows(input, nullptr, {});
    EXPECT_EQ(test::errorOf(report), "");
    sheet::RowCells cells;
    std::vector<Field> fields;
    makeRecord(input, **report, row, cells, fields);
    std::string json;
    appendJson(input.variables, fields, json);
    QJsonParseError failure;
    QJsonDocument::fromJson(QByteArray::fromStdString(json), &failure);
    EXPECT_EQ(failure.error, QJsonParseError::NoError) << json;
    return json;
}

TEST(Record, holdsThePhoneInDigitsAndTextAsTheSheetHasIt)
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s), variable(u"id"_s)},
        {{"01134 960123", " Zoë \"Z\" Ångström\n2nd line ", "007"}});
    EXPECT_EQ(recordOf(input), R"({"phoneNumber":"441134960123","name":" Zoë \"Z\" Ångström\n2nd line ","id":"007"})");
}

TEST(Record, writesThePlusWhenTheSettingAsksForIt)
{
    CheckInput input = test::checkInput({phoneVariable()}, {{"01134 960123"}});
    input.settings.phoneWriting = PhoneWriting::WithPlus;
    EXPECT_EQ(recordOf(input), R"({"phoneNumber":"+441134960123"})");
}

TEST(Record, leavesBlankValuesOutOrSendsThemEmpty)
{
    CheckInput input = test::checkInput(
        {phoneVariable(), variable(u"name"_s), variable(u"age"_s, VariableType::Number), variable(u"city"_s)},
        {{"01134 960123", "\u00a0", ""}});
    input.mapping.assignments[3] = {};
    EXPECT_EQ(recordOf(input), R"({"phoneNumber":"441134960123"})");
    input.settings.blankValues = BlankValues::SendEmpty;
    EXPECT_EQ(recordOf(input), R"({"phoneNumber":"441134960123","name":"","age":""})") << "city has no source at all";
}

TEST(Record, convertsTheTypesThatTheSetDeclares)
{
    const CheckInput input = test::checkInput(
        {phoneVariable(), variable(u"amount"_s, VariableType::Number), variable(u"vip"_s, VariableType::Boolean),
            variable(u"due"_s, VariableType::Date), variable(u"timezone"_s, VariableType::TimeZone),
            variable(u"office"_s, VariableType::Phone)},
        {{"01134 960123", " +0012.50 ", "Yes", " 2024-05-31", "Europe/London ", "020 7946 0001"}});
    EXPECT_EQ(recordOf(input),
        R"({"phoneNumber":"441134960123","amount":12.50,"vip":true,"due":"2024-05-31",)"
        R"("timezone":"Europe/London","office":"442079460001"})");
}

TEST(Record, showsWhatCanBeMadeOfARowThatCannotBeSent)
{
    const CheckInput input = test::checkInput(
        {phoneVariable(), variable(u"amount"_s, VariableType::Number), variable(u"vip"_s, VariableType::Boolean)},
        {{" n/a ", "12,50", "perhaps"}});
    EXPECT_EQ(recordOf(input), R"({"phoneNumber":"n/a","amount":"12,50","vip":"perhaps"})");
}

TEST(Record, takesFixedValuesAndNoUnconfirmedGuess)
{
    CheckInput input = test::checkInput({phoneVariable(), variable(u"campaign"_s), variable(u"guess"_s)},
        {{"01134 960123", "from the sheet", "wrong column"}});
    input.mapping.assignments[1]
        = {match::Source::FixedValue, -1, u"May “24”"_s, match::MatchReason::ChosenByYou, true};
    input.mapping.assignments[2].confirmed = false;
    EXPECT_EQ(recordOf(input), R"({"phoneNumber":"441134960123","campaign":"May “24”"})");
}

TEST(Record, keepsKeysAsTheyAre)
{
    const CheckInput input = test::checkInput(
        {phoneVariable(), variable(u"größe"_s), variable(u"a\"b\\c"_s)}, {{"01134 960123", "1", "2"}});
    EXPECT_EQ(recordOf(input), R"({"phoneNumber":"441134960123","größe":"1","a\"b\\c":"2"})");
}

TEST(Record, staysValidJsonOverBytesThatAreNoText)
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s)}, {{"01134 960123", "Zo\xeb"}});
    EXPECT_EQ(recordOf(input), "{\"phoneNumber\":\"441134960123\",\"name\":\"Zo\uFFFD\"}");
    const auto report = checkRows(input, nullptr, {});
    EXPECT_EQ((*report)->states[0], RowState::Error) << "and such a row is not sent";
}

TEST(Record, worksForARowShorterThanTheSheet)
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s)}, {{"01134 960123"}});
    EXPECT_EQ(recordOf(input), R"({"phoneNumber":"441134960123"})");
}

} // namespace
} // namespace callsheet::check
