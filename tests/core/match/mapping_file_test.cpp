#include "core/match/mapping.h"

#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <gtest/gtest.h>

namespace callsheet::match {
namespace {

using namespace Qt::StringLiterals;

const QStringList header = {u"Customer"_s, u"Mobile"_s, u"Mobile"_s, u"Straße"_s, u"#"_s};

VariableSet renewals()
{
    return {u"Renewals"_s,
        {{phoneNumberKey, u"Phone number"_s, true, VariableType::Phone, {}},
            {u"name"_s, u"Name"_s, true, VariableType::Text, {u"Customer"_s}},
            {u"street"_s, u"Street"_s, false, VariableType::Text, {}},
            {u"offer"_s, u"Offer"_s, false, VariableType::Text, {}}}};
}

TEST(MappingFile, bringsBackWhatWasSaved)
{
    test::TemporaryFolder folder;
    const Mapping mapping{{{Source::Column, 2, {}, MatchReason::ChosenByYou, true},
        {Source::Column, 0, {}, MatchReason::KnownAlias, true}, {},
        {Source::FixedValue, -1, u"10 % “now”"_s, {}, true}}};
    const QString path = folder.path(u"m.json"_s);
    ASSERT_EQ(test::errorOf(saveMapping(mapping, renewals(), header, path)), "");
    const auto loaded = loadMapping(path, renewals(), header);
    ASSERT_EQ(test::errorOf(loaded), "");
    EXPECT_EQ(loaded->assignments[0], (Assignment{Source::Column, 2, {}, MatchReason::FromFile, true}));
    EXPECT_EQ(loaded->assignments[1], (Assignment{Source::Column, 0, {}, MatchReason::FromFile, true}));
    EXPECT_EQ(loaded->assignments[2].source, Source::NotSent);
    EXPECT_EQ(loaded->assignments[2].reason, MatchReason::FromFile);
    EXPECT_EQ(loaded->assignments[3].fixedValue, u"10 % “now”"_s);
}

TEST(MappingFile, bringsBackSeveralColumnsAndCleanUps)
{
    test::TemporaryFolder folder;
    Assignment phone{Source::Column, 1, {}, MatchReason::FromFile, true};
    phone.furtherColumns = {2};
    phone.cleanUps = {{CleanUpKind::Spaces}};
    Assignment name{Source::Column, 0, {}, MatchReason::FromFile, true};
    name.cleanUps = {{CleanUpKind::TitleCase}, {CleanUpKind::ReplacePattern, u"^(mr|mrs) "_s, {}},
        {CleanUpKind::MapValues, {}, {}, {{u"n/a"_s, {}}, {u"bob"_s, u"Robert"_s}}}};
    name.fallback = u"there"_s;
    Assignment street;
    street.reason = MatchReason::FromFile;
    street.confirmed = true;
    Assignment offer{Source::FixedValue, -1, u"x"_s, MatchReason::FromFile, true};
    offer.fallback = QString();
    const Mapping mapping{{phone, name, street, offer}};
    const QString path = folder.path(u"m.json"_s);
    ASSERT_EQ(test::errorOf(saveMapping(mapping, renewals(), header, path)), "");
    const auto loaded = loadMapping(path, renewals(), header);
    ASSERT_EQ(test::errorOf(loaded), "");
    EXPECT_EQ(*loaded, mapping);
}

TEST(MappingFile, givesNobodyAFallbackInPlaceOfAPhoneNumber)
{
    const VariableSet set = renewals();
    Assignment phone{Source::Column, 1, {}, MatchReason::ChosenByYou, true};
    phone.fallback = u"+442079460001"_s;
    EXPECT_EQ(fallbackFor(set.variables[0], phone), QString());
    EXPECT_EQ(fallbackFor(set.variables[1], phone), *phone.fallback);
}

TEST(MappingFile, doesNotTurnAGuessIntoAChoice)
{
    test::TemporaryFolder folder;
    const Mapping mapping{{{Source::Column, 1, {}, MatchReason::Similar, false}}};
    const QString path = folder.path(u"m.json"_s);
    ASSERT_EQ(test::errorOf(saveMapping(mapping, renewals(), header, path)), "");
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_FALSE(file.readAll().contains("phoneNumber"));
}

TEST(MappingFile, findsColumnsWhereTheyMovedTo)
{
    test::TemporaryFolder folder;
    const QString path = folder.write(u"m.json"_s, R"({"assignments": [
        {"variable": "name", "column": "Customer", "columnNumber": 7}, {"variable": "street", "column": "STRAßE "}]})");
    const auto loaded = loadMapping(path, renewals(), header);
    ASSERT_EQ(test::errorOf(loaded), "");
    EXPECT_EQ(loaded->assignments[1].column, 0);
    EXPECT_EQ(loaded->assignments[2].column, 3);
    EXPECT_EQ(loaded->assignments[0].reason, MatchReason::KnownAlias) << "what the file does not name is suggested";
}

TEST(MappingFile, doesNotSuggestAColumnThatTheFileUses)
{
    test::TemporaryFolder folder;
    const QString path = folder.write(
        u"m.json"_s, R"({"assignments": [{"variable": "offer", "column": "Mobile", "columnNumber": 2}]})");
    const auto loaded = loadMapping(path, renewals(), header);
    ASSERT_EQ(test::errorOf(loaded), "");
    EXPECT_EQ(loaded->assignments[3].column, 1);
    EXPECT_EQ(loaded->assignments[0].column, 2);
}

struct BadFile {
    const char *content;
    const char *named; // what the sentence has to name
};

void PrintTo(const BadFile &value, std::ostream *out)
{
    *out << value.content;
}

class BadMapping : public ::testing::TestWithParam<BadFile> { };

TEST_P(BadMapping, isRefusedWithASentenceThatNamesThePlace)
{
    test::TemporaryFolder folder;
    const auto loaded = loadMapping(folder.write(u"bad.json"_s, GetParam().content), renewals(), header);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().kind, base::ErrorKind::InvalidInput);
    EXPECT_TRUE(loaded.error().message.contains(u"bad.json"_s)) << test::errorOf(loaded);
    EXPECT_TRUE(loaded.error().message.contains(QString::fromUtf8(GetParam().named))) << test::errorOf(loaded);
}

INSTANTIATE_TEST_SUITE_P(Files, BadMapping,
    ::testing::Values(BadFile{"", "line 1"}, BadFile{"[]", "{"}, BadFile{"{\n\"assignments\": [}", "line 2"},
        BadFile{"{}", "assignments"}, BadFile{R"({"assignments": [{"variable": "age", "notSent": true}]})", "“age”"},
        BadFile{R"({"assignments": [7]})", "“”"},
        BadFile{R"({"assignments": [{"variable": "name", "column": "Firstname"}]})", "“Firstname”"},
        BadFile{R"({"assignments": [{"variable": "name", "column": "?"}]})", "“?”"},
        BadFile{R"({"assignments": [{"variable": "name", "column": "Mobile"}]})", "columnNumber"},
        BadFile{R"({"assignments": [{"variable": "name"}]})", "“name”"},
        BadFile{R"({"assignments": [{"variable": "name", "value": 5}]})", "“name”"},
        BadFile{
            R"({"assignments": [{"variable": "name", "column": "#", "orColumns": [{"column": "Nick"}]}]})", "“Nick”"},
        BadFile{
            R"({"assignments": [{"variable": "name", "column": "#", "cleanUps": [{"do": "polish"}]}]})", "“polish”"},
        BadFile{
            R"({"assignments": [{"variable": "name", "column": "#", "cleanUps": [{"do": "replacePattern", "text": "("}]}]})",
            "regular expression"},
        BadFile{R"({"assignments": [{"variable": "name", "column": "#", "cleanUps": "trim"}]})", "list"},
        BadFile{
            R"({"assignments": [{"variable": "name", "column": "#", "cleanUps": [{"do": "mapValues", "values": ["a"]}]}]})",
            "pairs"},
        BadFile{
            R"({"assignments": [{"variable": "name", "value": "a"}, {"variable": "name", "value": "b"}]})", "twice"}));

TEST(MappingFile, saysWhenItIsNotThere)
{
    const auto loaded = loadMapping(u"/nowhere/m.json"_s, renewals(), header);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().kind, base::ErrorKind::Unreadable);
    EXPECT_TRUE(loaded.error().message.contains(u"/nowhere/m.json"_s));
}

} // namespace
} // namespace callsheet::match
