#include "core/practice/record_schema.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

using Kind = RecordField::Kind;

struct Case {
    const char *name;
    VariableType type;
    Kind kind;
    std::string_view value;
    bool isGood;
};

void PrintTo(const Case &row, std::ostream *out)
{
    *out << row.name;
}

QString problemOf(const std::vector<RecordField> &more, const QList<AgentVariable> &variables = {})
{
    std::vector<RecordField> record{{"phoneNumber", Kind::Text, "12125550001"}};
    record.insert(record.end(), more.begin(), more.end());
    return RecordSchema(variables).problemOf(record);
}

class DeclaredType : public testing::TestWithParam<Case> { };

} // namespace

TEST_P(DeclaredType, holdsWhetherOrNotTheVariableIsRequired)
{
    const Case &row = GetParam();
    for (const bool required : {false, true}) {
        const QString problem = problemOf({{"x", row.kind, row.value}}, {{u"x"_s, required, row.type}});
        EXPECT_EQ(problem.isEmpty(), row.isGood) << problem.toStdString();
        EXPECT_TRUE(row.isGood || problem.contains(u"variable x must be"_s)) << problem.toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Values, DeclaredType,
    testing::Values(Case{"number", VariableType::Number, Kind::Number, "12.5", true},
        Case{"numberAsText", VariableType::Number, Kind::Text, "-12.50", true},
        Case{"numberWithZeros", VariableType::Number, Kind::Text, "007", true},
        Case{"numberWithExponent", VariableType::Number, Kind::Text, "1e5", true},
        Case{"numberWithComma", VariableType::Number, Kind::Text, "12,5", false},
        Case{"numberWithBlank", VariableType::Number, Kind::Text, "12 ", false},
        Case{"numberWithUnit", VariableType::Number, Kind::Text, "12kg", false},
        Case{"infinite", VariableType::Number, Kind::Text, "inf", false},
        Case{"notANumber", VariableType::Number, Kind::Text, "NaN", false},
        Case{"numberAsBoolean", VariableType::Number, Kind::Boolean, "true", false},
        Case{"boolean", VariableType::Boolean, Kind::Boolean, "false", true},
        Case{"booleanAsText", VariableType::Boolean, Kind::Text, "true", true},
        Case{"booleanInCapitals", VariableType::Boolean, Kind::Text, "TRUE", false},
        Case{"booleanAsNumber", VariableType::Boolean, Kind::Number, "1", false},
        Case{"day", VariableType::Date, Kind::Text, "2026-02-28", true},
        Case{"leapDay", VariableType::Date, Kind::Text, "2024-02-29", true},
        Case{"noLeapDay", VariableType::Date, Kind::Text, "2026-02-29", false},
        Case{"month13", VariableType::Date, Kind::Text, "2026-13-01", false},
        Case{"dayWithTime", VariableType::Date, Kind::Text, "2026-02-28T09:30:00Z", true},
        Case{"dayWithTail", VariableType::Date, Kind::Text, "2026-02-28 or so", false},
        Case{"dayAsInBritain", VariableType::Date, Kind::Text, "28/02/2026", false},
        Case{"dayAsNumber", VariableType::Date, Kind::Number, "20260228", false},
        Case{"zone", VariableType::TimeZone, Kind::Text, "Europe/Berlin", true},
        Case{"zoneByAnOldName", VariableType::TimeZone, Kind::Text, "US/Pacific", true},
        Case{"noZone", VariableType::TimeZone, Kind::Text, "Mars/Olympus", false},
        Case{"path", VariableType::TimeZone, Kind::Text, "../../etc/passwd", false},
        Case{"text", VariableType::Text, Kind::Text, "anything", true},
        Case{"textAsNumber", VariableType::Text, Kind::Number, "7", true}),
    [](const auto &row) { return row.param.name; });

TEST(RecordSchema, wantsRequiredVariablesWithAValue)
{
    const QList<AgentVariable> name{{u"name"_s, true, VariableType::Text}};
    EXPECT_EQ(problemOf({{"name", Kind::Text, "Zoë"}}, name), QString());
    EXPECT_EQ(problemOf({{"name", Kind::Boolean, "false"}}, name), QString());
    for (const std::vector<RecordField> &lacking : {std::vector<RecordField>(), {{"name", Kind::Text, ""}},
             {{"name", Kind::Null, ""}}, {{"Name", Kind::Text, "x"}}})
        EXPECT_EQ(problemOf(lacking, name), u"required variable name is missing"_s);
}

TEST(RecordSchema, letsOptionalVariablesBeAbsentOrEmpty)
{
    const QList<AgentVariable> amount{{u"amount"_s, false, VariableType::Number}};
    EXPECT_EQ(problemOf({}, amount), QString());
    EXPECT_EQ(problemOf({{"amount", Kind::Text, ""}}, amount), QString());
    EXPECT_EQ(problemOf({{"amount", Kind::Null, ""}}, amount), QString());
}

TEST(RecordSchema, takesTheLastOfTwoFieldsWithOneName)
{
    const QList<AgentVariable> amount{{u"amount"_s, false, VariableType::Number}};
    EXPECT_EQ(problemOf({{"amount", Kind::Text, "x"}, {"amount", Kind::Text, "1"}}, amount), QString());
    EXPECT_NE(problemOf({{"amount", Kind::Text, "1"}, {"amount", Kind::Text, "x"}}, amount), QString());
    EXPECT_EQ(problemOf({{"phoneNumber", Kind::Text, ""}}), u"phoneNumber is missing"_s);
}

TEST(RecordSchema, remembersZonesThatItHasSeen)
{
    RecordSchema schema({{u"zone"_s, true, VariableType::TimeZone}});
    const auto isGood = [&schema](std::string_view zone) {
        return schema.problemOf({{"phoneNumber", Kind::Text, "1"}, {"zone", Kind::Text, zone}}).isEmpty();
    };
    for (int again = 0; again < 2; ++again) {
        for (const char *zone : {"Europe/Rome", "Asia/Tokyo", "America/Lima"})
            EXPECT_TRUE(isGood(zone)) << zone;
        for (const char *zone : {"Europe/Roma", "Asia", "Asia/Tokyo ", ""})
            EXPECT_FALSE(isGood(zone)) << zone;
    }
}

TEST(RecordSchema, takesNoKeyThatADocumentCannotHave)
{
    for (const std::string_view key : {std::string_view(""), std::string_view("$where"), std::string_view("a.b"),
             std::string_view("."), std::string_view("a\0b", 3)})
        EXPECT_NE(problemOf({{key, Kind::Text, "x"}}), QString()) << key;
    for (const char *key : {" ", "a$", "a b", "ключ", "_id"})
        EXPECT_EQ(problemOf({{key, Kind::Text, "x"}}), QString()) << key;
}

TEST(RecordSchema, wantsAPhoneNumberWithDigits)
{
    for (const std::string_view phone : {"", "+", "none", "ａ"})
        EXPECT_NE(problemOf({{"phoneNumber", Kind::Text, phone}}), QString()) << phone;
    EXPECT_EQ(problemOf({{"phoneNumber", Kind::Text, "+1 (212) 555-0001"}}), QString());
    EXPECT_EQ(problemOf({{"phoneNumber", Kind::Number, "12125550001"}}), u"phoneNumber is missing"_s);
}

TEST(RecordSchema, takesFiveHundredFields)
{
    std::vector<RecordField> fields(499, RecordField{"a", Kind::Text, "x"});
    EXPECT_EQ(problemOf(fields), QString()) << "with the phone number they are 500";
    fields.push_back({"a", Kind::Text, "x"});
    EXPECT_TRUE(problemOf(fields).contains(u"500"_s));
}

} // namespace callsheet::practice
