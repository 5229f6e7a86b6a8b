#include "core/check/describe.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

#include <set>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using match::VariableType;
using test::phoneVariable;
using test::variable;

CheckInput sample()
{
    match::Variable name = variable(u"name"_s, VariableType::Text, true);
    name.label = u"Customer name"_s;
    return test::checkInput({phoneVariable(), name},
        {{"01134 960101", "Anna"}, {"n/a", "Ben"}, {"01134 960101", "Zoë \"Z\""}},
        {{1, sheet::RowDamage::StrayQuote}, {2, sheet::RowDamage::TooFewCells}, {2, sheet::RowDamage::StrayQuote}});
}

TEST(Describe, saysWhereWhatAndWhatToDo)
{
    const Description description = describe({1, 0, 0, ProblemCode::PhoneNotANumber, Severity::Error}, sample());
    EXPECT_EQ(description.variable, u"Phone number"_s);
    EXPECT_EQ(description.column, u"Phone number"_s);
    EXPECT_EQ(description.value, u"n/a"_s);
    EXPECT_FALSE(description.message.isEmpty());
}

TEST(Describe, namesTheOtherRowByItsNumberInTheSheet)
{
    const Description description = describe({2, 0, 0, ProblemCode::DuplicateDifferent, Severity::Error}, sample());
    EXPECT_TRUE(description.message.contains(u"Row 2 "_s)) << description.message.toStdString();
}

TEST(Describe, showsAFixedValueWithoutAColumn)
{
    CheckInput input = sample();
    input.mapping.assignments[1] = {match::Source::FixedValue, -1, u"5,5"_s, {}, true};
    const Description description = describe({0, 0, 1, ProblemCode::NotANumber, Severity::Error}, input);
    EXPECT_EQ(description.column, QString());
    EXPECT_EQ(description.value, u"5,5"_s);
    EXPECT_TRUE(description.message.contains(u"“Customer name”"_s));
}

TEST(Describe, tellsEverythingAboutADamagedRow)
{
    const Description description = describe({2, 0, -1, ProblemCode::DamagedRow, Severity::Warning}, sample());
    EXPECT_EQ(description.variable, QString());
    EXPECT_EQ(description.value, QString());
    EXPECT_TRUE(description.message.contains(sheet::describe(sheet::RowDamage::TooFewCells)));
    EXPECT_TRUE(description.message.contains(sheet::describe(sheet::RowDamage::StrayQuote)));
}

TEST(Describe, hasASentenceForEveryProblem)
{
    std::set<QString> messages;
    for (int code = 0; code < problemCodeCount; ++code) {
        const Description description = describe({1, 0, 1, static_cast<ProblemCode>(code), Severity::Error}, sample());
        EXPECT_FALSE(description.message.isEmpty()) << code;
        EXPECT_FALSE(description.message.contains(u'%')) << description.message.toStdString();
        messages.insert(description.message);
    }
    EXPECT_EQ(messages.size(), static_cast<std::size_t>(problemCodeCount));
}

TEST(ProblemJson, hasTheFieldsThatScriptsRelyOn)
{
    std::string json;
    appendProblemJson({2, 0, 1, ProblemCode::DigitsLost, Severity::Warning}, sample(), json);
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    EXPECT_EQ(object.size(), 7) << json;
    EXPECT_EQ(object.value("row"_L1).toInt(), 4);
    EXPECT_EQ(object.value("column"_L1).toString(), u"Customer name"_s);
    EXPECT_EQ(object.value("variable"_L1).toString(), u"name"_s);
    EXPECT_EQ(object.value("code"_L1).toString(), u"digitsLost"_s);
    EXPECT_EQ(object.value("severity"_L1).toString(), u"warning"_s);
    EXPECT_EQ(object.value("value"_L1).toString(), u"Zoë \"Z\""_s);
    EXPECT_FALSE(object.value("message"_L1).toString().isEmpty());
}

} // namespace
} // namespace callsheet::check
