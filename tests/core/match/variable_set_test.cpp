#include "core/match/variable_set.h"

#include "core/match/mapping.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <gtest/gtest.h>

namespace callsheet::match {
namespace {

using namespace Qt::StringLiterals;

base::Result<VariableSet> load(const QByteArray &content)
{
    test::TemporaryFolder folder;
    return loadVariableSet(folder.write(u"set.json"_s, content));
}

TEST(VariableSetFile, bringsBackWhatWasSaved)
{
    test::TemporaryFolder folder;
    const VariableSet set{u"Renewals"_s,
        {{phoneNumberKey, u"Phone"_s, true, VariableType::Phone, {u"Mobile"_s}},
            {u"amount"_s, u"Amount"_s, true, VariableType::Number, {}},
            {u"vip"_s, u"VIP?"_s, false, VariableType::Boolean, {u"Wichtig"_s, u"重要"_s}},
            {u"due"_s, u"Due"_s, false, VariableType::Date, {}},
            {u"timezone"_s, u"Time zone"_s, false, VariableType::TimeZone, {}}}};
    const QString path = folder.path(u"set.json"_s);
    ASSERT_EQ(test::errorOf(saveVariableSet(set, path)), "");
    const auto loaded = loadVariableSet(path);
    ASSERT_EQ(test::errorOf(loaded), "");
    EXPECT_EQ(*loaded, set);
}

TEST(VariableSetFile, bringsBackEverythingThatAVariableMayAskFor)
{
    test::TemporaryFolder folder;
    Variable plan{u"plan"_s, u"Plan"_s, true, VariableType::Text, {u"Tariff"_s}};
    plan.description = u"Said in the second sentence"_s;
    plan.allowedValues = {u"Gold"_s, u"Silber"_s};
    plan.pattern = u"[A-Z]\\w+"_s;
    plan.longestLength = 12;
    plan.fallback = u"Gold"_s;
    const VariableSet set{u"Plans"_s, {{phoneNumberKey, u"Phone"_s, true, VariableType::Phone, {}}, plan}};
    const QString path = folder.path(u"set.json"_s);
    ASSERT_EQ(test::errorOf(saveVariableSet(set, path)), "");
    const auto loaded = loadVariableSet(path);
    ASSERT_EQ(test::errorOf(loaded), "");
    EXPECT_EQ(*loaded, set);
}

TEST(VariableSetFile, getsThePhoneNumberThatTheServiceDemands)
{
    const auto set = load(R"({"name": "N", "variables": [{"key": "name"}]})");
    ASSERT_EQ(test::errorOf(set), "");
    ASSERT_EQ(set->variables.size(), 2);
    EXPECT_EQ(set->variables[0].key, phoneNumberKey);
    EXPECT_TRUE(set->variables[0].required);
    EXPECT_EQ(set->variables[0].type, VariableType::Phone);
    EXPECT_EQ(set->variables[1].label, u"name"_s) << "the key stands in for a label";
}

TEST(VariableSetFile, makesThePhoneNumberRequiredAndFirst)
{
    const auto set
        = load(R"({"variables": [{"key": "name"}, {"key": "phoneNumber", "type": "text", "required": false}]})");
    ASSERT_EQ(test::errorOf(set), "");
    EXPECT_EQ(set->variables[0].key, phoneNumberKey);
    EXPECT_TRUE(set->variables[0].required);
    EXPECT_EQ(set->variables[0].type, VariableType::Phone);
    EXPECT_EQ(set->variables[1].key, u"name"_s);
}

TEST(VariableSetFile, mayHoldNoVariables)
{
    const auto set = load(R"({"name": "Only phones", "variables": []})");
    ASSERT_EQ(test::errorOf(set), "");
    EXPECT_EQ(set->variables.size(), 1);
}

struct BadFile {
    const char *content;
    const char *named; // what the sentence has to name beside the file
};

void PrintTo(const BadFile &value, std::ostream *out)
{
    *out << value.content;
}

class BadVariableSet : public ::testing::TestWithParam<BadFile> { };

TEST_P(BadVariableSet, isRefusedWithASentenceThatNamesTheVariable)
{
    const auto set = load(GetParam().content);
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().kind, base::ErrorKind::InvalidInput);
    EXPECT_TRUE(set.error().message.contains(u"set.json"_s)) << test::errorOf(set);
    EXPECT_TRUE(set.error().message.contains(QString::fromUtf8(GetParam().named))) << test::errorOf(set);
}

INSTANTIATE_TEST_SUITE_P(Files, BadVariableSet,
    ::testing::Values(BadFile{"", "line 1"}, BadFile{"{\n\n  nonsense", "line 3"}, BadFile{"[]", "object"},
        BadFile{"{}", "variables"}, BadFile{R"({"variables": {}})", "variables"},
        BadFile{R"({"variables": ["name"]})", "Variable 1"}, BadFile{R"({"variables": [{}]})", "key is empty"},
        BadFile{R"({"variables": [{"key": " "}]})", "key is empty"},
        BadFile{R"({"variables": [{"key": 5}]})", "not text"},
        BadFile{R"({"variables": [{"key": "a"}, {"key": "$b"}]})", "Variable 2 (“$b”)"},
        BadFile{R"({"variables": [{"key": "a.b"}]})", "“.”"}, BadFile{R"({"variables": [{"key": "a\u0000b"}]})", "NUL"},
        BadFile{R"({"variables": [{"key": "a"}, {"key": "a"}]})", "same key"},
        BadFile{R"({"variables": [{"key": "a", "type": "colour"}]})", "timezone"},
        BadFile{R"({"variables": [{"key": "a", "required": "yes"}]})", "true or false"},
        BadFile{R"({"variables": [{"key": "a", "label": 1}]})", "label"},
        BadFile{R"({"variables": [{"key": "a", "aliases": "b"}]})", "aliases"},
        BadFile{R"({"variables": [{"key": "a", "aliases": [1]}]})", "aliases"},
        BadFile{R"({"variables": [{"key": "a", "pattern": "[0-9"}]})", "at character"},
        BadFile{R"({"variables": [{"key": "a", "pattern": 9}]})", "“pattern”"},
        BadFile{R"({"variables": [{"key": "a", "allowedValues": "x"}]})", "“allowedValues”"},
        BadFile{R"({"variables": [{"key": "a", "allowedValues": ["x", " "]}]})", "allowed values is empty"},
        BadFile{R"({"variables": [{"key": "a", "longestLength": "10"}]})", "“longestLength”"},
        BadFile{R"({"variables": [{"key": "a", "longestLength": -1}]})", "“longestLength”"},
        BadFile{R"({"variables": [{"key": "a", "longestLength": 1.5}]})", "“longestLength”"},
        BadFile{R"({"variables": [{"key": "a", "description": []}]})", "“description”"},
        BadFile{R"({"variables": [{"key": "phoneNumber", "fallback": "+44 20 7946 0001"}]})", "fallback"}));

TEST(VariableSetFile, saysWhenItIsNotThere)
{
    const auto set = loadVariableSet(u"/nowhere/set.json"_s);
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().kind, base::ErrorKind::Unreadable);
    EXPECT_TRUE(set.error().message.contains(u"/nowhere/set.json"_s));
}

TEST(VariableSetFile, namesItsLimits)
{
    const auto big = load(QByteArray(5 * 1024 * 1024, ' '));
    ASSERT_FALSE(big);
    EXPECT_EQ(big.error().kind, base::ErrorKind::Limit);
    QByteArray many = R"({"variables": [{"key": "k"})";
    for (int i = 0; i < 1000; ++i)
        many += R"(,{"key": "k)" + QByteArray::number(i) + R"("})";
    const auto tooMany = load(many + "]}");
    ASSERT_FALSE(tooMany);
    EXPECT_EQ(tooMany.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(tooMany.error().message.contains(u"1000"_s));
}

TEST(VariableSetFile, cannotBeSavedWhereThereIsNoFolder)
{
    const auto saved = saveVariableSet({}, u"/nowhere/set.json"_s);
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, base::ErrorKind::Storage);
}

TEST(LearnVariableSet, makesOneVariableAColumnWithKeysFromTheHeadings)
{
    const QStringList header
        = {u"Customer Name"_s, u"Mobile"_s, u"Größe $.x"_s, u"###"_s, u"customer-name"_s, u"Phone Number"_s};
    const VariableSet set = learnVariableSet(header);
    QStringList keys;
    for (const Variable &variable : set.variables)
        keys.append(variable.key);
    EXPECT_EQ(keys,
        QStringList(
            {u"phoneNumber"_s, u"customer_name"_s, u"mobile"_s, u"große_x"_s, u"column_d"_s, u"customer_name_2"_s}));
    EXPECT_EQ(set.variables[0].label, u"Phone Number"_s);
    EXPECT_FALSE(set.variables[1].required);
    EXPECT_EQ(set.variables[1].type, VariableType::Text);

    const Mapping mapping = suggestMapping(set, header);
    EXPECT_EQ(whatIsMissing(set, mapping, header), std::nullopt) << "what was learned from a sheet fits the sheet";
    for (const Assignment &assignment : mapping.assignments)
        EXPECT_NE(assignment.source, Source::NotSent);
}

TEST(LearnVariableSet, stillHasAPhoneNumberWhenNoHeadingLooksLikeOne)
{
    const VariableSet set = learnVariableSet({u"A"_s, u"B"_s});
    EXPECT_EQ(set.variables.size(), 3);
    EXPECT_EQ(set.variables.first().key, phoneNumberKey);
}

TEST(WarningsAbout, nameEveryKeyThatTheServiceUsesItself)
{
    VariableSet set;
    for (const char *key : {"_id", "id", "batchId", "userId", "phoneLogs", "status", "callStatus", "createdAt",
             "updatedAt", "isDeleted", "name", "identity"})
        set.variables.append({QString::fromLatin1(key), {}, false, VariableType::Text, {}});
    const QStringList warnings = warningsAbout(set);
    EXPECT_EQ(warnings.size(), 10);
    EXPECT_TRUE(warnings.first().contains(u"“_id”"_s));
}

TEST(TypeNames, areTheWordsOfTheFile)
{
    EXPECT_EQ(typeName(VariableType::TimeZone), u"timezone"_s);
    EXPECT_EQ(typeName(VariableType::Text), u"text"_s);
}

} // namespace
} // namespace callsheet::match
