#include "core/match/mapping.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::match {

using namespace Qt::StringLiterals;

void PrintTo(MatchReason reason, std::ostream *out)
{
    *out << '"' << describe(reason).toStdString() << '"';
}

namespace {

VariableSet setOf(const QList<Variable> &variables)
{
    VariableSet set{u"Test"_s, {{phoneNumberKey, u"Phone number"_s, true, VariableType::Phone, {}}}};
    set.variables += variables;
    return set;
}

Variable variable(const QString &key, const QStringList &aliases = {})
{
    return {key, key, false, VariableType::Text, aliases};
}

struct PhoneHeading {
    const char *heading;
    MatchReason reason;
};

void PrintTo(const PhoneHeading &value, std::ostream *out)
{
    *out << value.heading;
}

class PhoneColumn : public ::testing::TestWithParam<PhoneHeading> { };

TEST_P(PhoneColumn, isKnownByItsHeading)
{
    const QStringList header = {u"Something else"_s, QString::fromUtf8(GetParam().heading)};
    const Assignment phone = suggestMapping(setOf({}), header).assignments.first();
    EXPECT_EQ(phone.reason, GetParam().reason);
    if (GetParam().reason == MatchReason::None) {
        EXPECT_EQ(phone.source, Source::NotSent);
    } else {
        EXPECT_EQ(phone.column, 1);
        EXPECT_EQ(phone.isUsed(), GetParam().reason != MatchReason::Similar);
    }
}

INSTANTIATE_TEST_SUITE_P(Headings, PhoneColumn,
    ::testing::Values(PhoneHeading{"phoneNumber", MatchReason::SameName},
        PhoneHeading{"PHONE_NUMBER", MatchReason::SameName}, PhoneHeading{" Phone\u00a0Number ", MatchReason::SameName},
        PhoneHeading{"phonenumber", MatchReason::SameName}, PhoneHeading{"Phone", MatchReason::KnownAlias},
        PhoneHeading{"Mobile No.", MatchReason::KnownAlias}, PhoneHeading{"Cell", MatchReason::KnownAlias},
        PhoneHeading{"Tel.", MatchReason::KnownAlias}, PhoneHeading{"contact_number", MatchReason::KnownAlias},
        PhoneHeading{"Telefon-Nr.", MatchReason::KnownAlias}, PhoneHeading{"Handy", MatchReason::KnownAlias},
        PhoneHeading{"TÉLÉPHONE", MatchReason::KnownAlias}, PhoneHeading{"móvil", MatchReason::KnownAlias},
        PhoneHeading{"Teléfono", MatchReason::KnownAlias}, PhoneHeading{"電話番号", MatchReason::KnownAlias},
        PhoneHeading{"Номер телефона", MatchReason::KnownAlias}, PhoneHeading{"फोन", MatchReason::KnownAlias},
        PhoneHeading{"Phone number (home)", MatchReason::Similar}, PhoneHeading{"Email", MatchReason::None},
        PhoneHeading{"Notes", MatchReason::None}, PhoneHeading{"???", MatchReason::None}));

TEST(SuggestMapping, takesTheSameNameBeforeAnAlias)
{
    const Mapping mapping = suggestMapping(setOf({}), {u"Mobile"_s, u"Phone number"_s, u"Tel"_s});
    EXPECT_EQ(mapping.assignments.first().column, 1);
    EXPECT_EQ(mapping.assignments.first().reason, MatchReason::SameName);
}

TEST(SuggestMapping, asksWhichOfTwoEqualHeadingsIsMeant)
{
    const Mapping mapping = suggestMapping(setOf({}), {u"Name"_s, u"Mobile"_s, u"MOBILE "_s});
    EXPECT_EQ(mapping.assignments.first(), (Assignment{Source::Column, 1, {}, MatchReason::KnownAlias, false}));
    EXPECT_TRUE(suggestMapping(setOf({}), {u"Name"_s, u"Mobile"_s, u"Tel"_s}).assignments.first().confirmed);
}

TEST(SuggestMapping, comparesKeyLabelAndAliasesOfTheSet)
{
    VariableSet set = setOf({variable(u"acct"_s, {u"Kunden-Nr"_s}), variable(u"customer_city"_s)});
    set.variables[2].label = u"Town of the customer"_s;
    const Mapping mapping = suggestMapping(set, {u"town of the customer"_s, u"KUNDEN NR"_s});
    EXPECT_EQ(mapping.assignments[1], (Assignment{Source::Column, 1, {}, MatchReason::KnownAlias, true}));
    EXPECT_EQ(mapping.assignments[2], (Assignment{Source::Column, 0, {}, MatchReason::SameName, true}));
}

TEST(SuggestMapping, knowsATimeZoneByItsTypeWhateverItsKey)
{
    VariableSet set = setOf({variable(u"local_tz_of_contact"_s)});
    set.variables[1].type = VariableType::TimeZone;
    EXPECT_EQ(suggestMapping(set, {u"Time Zone"_s}).assignments[1].reason, MatchReason::KnownAlias);
}

TEST(SuggestMapping, neverUsesAColumnTwice)
{
    const VariableSet set = setOf({variable(u"name"_s), variable(u"full_name"_s), variable(u"customer_name"_s)});
    const Mapping mapping = suggestMapping(set, {u"Customer Name"_s, u"Phone"_s});
    EXPECT_EQ(mapping.assignments[3].column, 0);
    EXPECT_EQ(mapping.assignments[1].source, Source::NotSent);
    EXPECT_EQ(mapping.assignments[2].source, Source::NotSent);
}

TEST(SuggestMapping, asksAboutWhatIsOnlySimilar)
{
    const Mapping mapping = suggestMapping(setOf({variable(u"order_amount"_s)}), {u"Amount of the last order"_s});
    EXPECT_EQ(mapping.assignments[1].reason, MatchReason::Similar);
    EXPECT_FALSE(mapping.assignments[1].confirmed);
    EXPECT_FALSE(mapping.assignments[1].isUsed());
}

TEST(SuggestMapping, choosesTheBestWholeNotTheFirstBestPair)
{
    const VariableSet set = setOf({variable(u"order_date"_s), variable(u"date_of_order_confirmation"_s)});
    const Mapping mapping = suggestMapping(set, {u"Order confirmation date"_s, u"Date of order"_s});
    EXPECT_EQ(mapping.assignments[1].column, 1);
    EXPECT_EQ(mapping.assignments[2].column, 0);
}

TEST(SuggestMapping, copesWithFiftyVariablesAndTwoHundredColumns)
{
    VariableSet set = setOf({});
    QStringList header;
    for (int i = 0; i < 200; ++i)
        header.append(u"Field %1 of the sheet"_s.arg(i));
    for (int i = 0; i < 50; ++i)
        set.variables.append(variable(u"field_%1_of_the_sheet"_s.arg(199 - i)));
    const Mapping mapping = suggestMapping(set, header);
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(mapping.assignments[i + 1].column, 199 - i);
}

TEST(SuggestMapping, readsTheNamesOfASheetTogether)
{
    const VariableSet set = setOf({variable(u"first_name"_s), variable(u"last_name"_s), variable(u"name"_s)});
    const Mapping german = suggestMapping(set, {u"Name"_s, u"Vorname"_s, u"Telefon"_s});
    EXPECT_EQ(german.assignments[1].column, 1);
    EXPECT_EQ(german.assignments[2].column, 0);
    EXPECT_EQ(german.assignments[3].source, Source::NotSent);
    const Mapping spanish = suggestMapping(set, {u"Nombre"_s, u"Apellidos"_s});
    EXPECT_EQ(spanish.assignments[1].column, 0);
    EXPECT_EQ(spanish.assignments[2].column, 1);
    const Mapping alone = suggestMapping(set, {u"Nombre"_s, u"Teléfono"_s});
    EXPECT_EQ(alone.assignments[3].column, 0);
    EXPECT_EQ(alone.assignments[1].isUsed(), false);
}

TEST(SuggestMapping, takesNoPhoneOfAnotherKind)
{
    for (const char *heading : {"Fax", "Fax number", "Phone type", "Phone code", "Parent phone", "Phone extension"})
        EXPECT_EQ(suggestMapping(setOf({}), {QString::fromLatin1(heading)}).assignments[0].source, Source::NotSent)
            << heading;
    for (const char *heading : {"Home phone", "Work phone", "Phone 2", "Alternate mobile"}) {
        const Assignment phone = suggestMapping(setOf({}), {QString::fromLatin1(heading)}).assignments[0];
        EXPECT_EQ(phone.reason, MatchReason::Similar) << heading;
        EXPECT_FALSE(phone.confirmed) << heading;
    }
}

TEST(SuggestMapping, findsPhonesUnderAnOddHeadingAndAsks)
{
    const test::MemoryTable table({u"Wer"_s, u"Spalte B"_s}, {{"Ann", "+44 20 7946 0001"}, {"Bob", "020 7946 0002"}});
    const Assignment phone = suggestMapping(setOf({}), table).assignments[0];
    EXPECT_EQ(phone, (Assignment{Source::Column, 1, {}, MatchReason::LooksLike, false}));
}

TEST(SuggestMapping, asksWhenTheValuesAreNoPhones)
{
    std::vector<test::MemoryTable::Row> rows(10, {"ann@example.com", "020 7946 0001"});
    const test::MemoryTable swapped({u"Phone"_s, u"Email"_s}, rows);
    const VariableSet set = setOf({variable(u"email"_s)});
    const Mapping mapping = suggestMapping(set, swapped);
    EXPECT_FALSE(mapping.assignments[0].isUsed());
    EXPECT_FALSE(mapping.assignments[1].isUsed());
    const test::MemoryTable right({u"Email"_s, u"Phone"_s}, rows);
    EXPECT_TRUE(suggestMapping(set, right).assignments[0].isUsed()) << "the control";
}

TEST(SuggestMapping, takesShortNationalNumbersUnderTheirHeading)
{
    for (const char *number : {"491 41 777", "9964 0235", "53 35 77 36", "5551001"}) {
        const std::vector<test::MemoryTable::Row> rows(10, {"Ola", number});
        const test::MemoryTable table({u"Name"_s, u"Phone number"_s}, rows);
        const Assignment phone = suggestMapping(setOf({}), table).assignments[0];
        EXPECT_EQ(phone.column, 1) << number;
        EXPECT_TRUE(phone.confirmed) << number;
    }
    const std::vector<test::MemoryTable::Row> days(10, {"Ola", "2024-05-03"});
    EXPECT_FALSE(
        suggestMapping(setOf({}), test::MemoryTable({u"Name"_s, u"Phone number"_s}, days)).assignments[0].confirmed)
        << "the control";
}

TEST(SuggestMapping, takesThePhoneColumnThatHasNumbersInIt)
{
    const test::MemoryTable table({u"Phone"_s, u"Mobile"_s}, {{"", "020 7946 0001"}, {"", "020 7946 0002"}});
    EXPECT_EQ(suggestMapping(setOf({}), table).assignments[0].column, 1);
}

TEST(WhatIsMissing, isNothingWhenEveryRequiredVariableHasASource)
{
    VariableSet set = setOf({variable(u"name"_s), variable(u"campaign"_s)});
    set.variables[2].required = true;
    const QStringList header = {u"Phone"_s};
    Mapping mapping = suggestMapping(set, header);
    EXPECT_NE(whatIsMissing(set, mapping, header).value_or(QString()).indexOf(u"campaign"_s), -1);
    mapping.assignments[2] = {Source::FixedValue, -1, u"May"_s, MatchReason::ChosenByYou, true};
    EXPECT_EQ(whatIsMissing(set, mapping, header), std::nullopt);
    mapping.assignments[2].fixedValue = u"  "_s;
    EXPECT_NE(whatIsMissing(set, mapping, header), std::nullopt);
}

TEST(SuggestMapping, takesTheFirstOfSeveralMailAddressesAndNoneOfSeveralPhones)
{
    const VariableSet set = setOf({variable(u"email"_s)});
    const Mapping mapping
        = suggestMapping(set, {u"Phone - Home"_s, u"Phone - Work"_s, u"Email - Work"_s, u"Email - Home"_s});
    EXPECT_EQ(mapping.assignments[1].column, 2);
    EXPECT_TRUE(mapping.assignments[1].isUsed());
    EXPECT_FALSE(mapping.assignments[0].isUsed()) << "whom to call only a person can say";
    EXPECT_EQ(suggestMapping(set, {u"Email - Work"_s, u"Email"_s}).assignments[1].column, 1) << "the plain one, if any";
}

TEST(SuggestMapping, takesTheContactForTheNameWhereCompaniesHaveNames)
{
    const VariableSet set = setOf({variable(u"customer_name"_s)});
    EXPECT_EQ(suggestMapping(set, {u"Lead Name"_s, u"Contact Name"_s}).assignments[1].column, 1);
    EXPECT_EQ(suggestMapping(set, {u"Lead Name"_s, u"Name of the campaign"_s}).assignments[1].column, 0);
}

TEST(SuggestMapping, leavesTheCostOfTheCallToAClick)
{
    const VariableSet set = setOf({variable(u"amount"_s)});
    EXPECT_FALSE(suggestMapping(set, {u"Phone"_s, u"COST"_s}).assignments[1].isUsed());
    EXPECT_EQ(suggestMapping(set, {u"Phone"_s, u"Order cost"_s}).assignments[1].column, 1) << "offered";
    EXPECT_TRUE(suggestMapping(set, {u"Phone"_s, u"Amount due"_s}).assignments[1].isUsed()) << "the only amount";
    EXPECT_EQ(suggestMapping(set, {u"Amount due"_s, u"Amount"_s}).assignments[1].column, 1);
}

TEST(WhatIsMissing, namesAMatchThatWaitsForAClick)
{
    const VariableSet set = setOf({variable(u"order_amount"_s)});
    const QStringList header = {u"Phone"_s, u"Amount of the last order"_s};
    const QString sentence = whatIsMissing(set, suggestMapping(set, header), header).value_or(QString());
    EXPECT_TRUE(sentence.contains(u"“order_amount”"_s)) << sentence.toStdString();
    EXPECT_TRUE(sentence.contains(u"“Amount of the last order”"_s)) << sentence.toStdString();
}

TEST(WhatIsMissing, saysThatTheValuesSpeakAgainstAMatch)
{
    const std::vector<test::MemoryTable::Row> rows(10, {"Ann", "soon"});
    const test::MemoryTable table({u"Name"_s, u"Phone"_s}, rows);
    const VariableSet set = setOf({});
    const QString sentence = whatIsMissing(set, suggestMapping(set, table), table.header()).value_or(QString());
    EXPECT_TRUE(sentence.contains(u"do not look like"_s)) << sentence.toStdString();
    EXPECT_TRUE(sentence.contains(u"“Phone”"_s)) << sentence.toStdString();
}

TEST(WhatIsMissing, refusesOnePhoneForEveryRowAndAColumnOutsideTheSheet)
{
    const VariableSet set = setOf({});
    Mapping fixed{{{Source::FixedValue, -1, u"+442079460001"_s, MatchReason::ChosenByYou, true}}};
    EXPECT_NE(whatIsMissing(set, fixed, {u"Phone"_s}), std::nullopt);
    Mapping outside{{{Source::Column, 4, {}, MatchReason::FromFile, true}}};
    EXPECT_TRUE(whatIsMissing(set, outside, {u"Phone"_s}).value_or(QString()).contains(u"column 5"_s));
    EXPECT_NE(whatIsMissing(set, Mapping{}, {u"Phone"_s}), std::nullopt) << "a mapping of another set";
}

} // namespace
} // namespace callsheet::match
