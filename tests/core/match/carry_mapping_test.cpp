#include "core/match/carry_mapping.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::match {
namespace {

using namespace Qt::StringLiterals;
using test::MemoryTable;

const QStringList header = {u"Phone"_s, u"Name"_s, u"Nick"_s, u"Plan"_s, u"Plan"_s};

VariableSet setOf(const QStringList &keys)
{
    VariableSet set{u"Test"_s, {test::phoneVariable()}};
    for (const QString &key : keys)
        set.variables.append(test::variable(key));
    return set;
}

Assignment column(int index, MatchReason reason = MatchReason::ChosenByYou)
{
    return {Source::Column, index, {}, reason, true};
}
Assignment notSent(MatchReason reason = MatchReason::ChosenByYou)
{
    return {Source::NotSent, -1, {}, reason, true};
}

//! phoneNumber from Phone, name from Nick by choice, plan from the second Plan, note not sent by choice.
EarlierMapping decided()
{
    return {setOf({u"name"_s, u"plan"_s, u"nick"_s}), header,
        {{column(0, MatchReason::SameName), column(2), column(4), notSent()}}};
}

Mapping carried(const EarlierMapping &before, const VariableSet &set, const QStringList &now = header,
    const RenamedKeys &renamed = {})
{
    return carriedMapping(before, set, MemoryTable(now, {}), renamed);
}

TEST(CarriedMapping, isTheSameWhereNothingChanged)
{
    const EarlierMapping before = decided();
    EXPECT_EQ(carried(before, before.variables), before.mapping);
}

TEST(CarriedMapping, leavesOutWhatThePersonLeftOut)
{
    // Without the choice the column "Nick" would be suggested for the variable of that name.
    EarlierMapping before = decided();
    before.mapping.assignments[1] = column(1);
    ASSERT_EQ(suggestMapping(before.variables, header).assignments[3].column, 2);
    VariableSet edited = before.variables;
    edited.variables.append(test::variable(u"city"_s));
    EXPECT_EQ(carried(before, edited).assignments[3], notSent());
}

TEST(CarriedMapping, followsKeysThatWereRenamedOrMoved)
{
    const EarlierMapping before = decided();
    const Mapping mapping = carried(before, setOf({u"alias_of_person"_s, u"plan"_s, u"full"_s}), header,
        {{u"full"_s, u"name"_s}, {u"alias_of_person"_s, u"nick"_s}});
    EXPECT_EQ(mapping.assignments[1], notSent());
    EXPECT_EQ(mapping.assignments[2], column(4));
    EXPECT_EQ(mapping.assignments[3], column(2));
}

TEST(CarriedMapping, suggestsNoColumnThatAChoiceHolds)
{
    EarlierMapping before = decided();
    before.mapping.assignments[3] = {}; // nothing was decided about "nick"
    const Mapping mapping = carried(before, before.variables);
    EXPECT_EQ(mapping.assignments[1], column(2));
    EXPECT_NE(mapping.assignments[3].column, 2);
}

TEST(CarriedMapping, findsColumnsOfAnotherReadingByTheirHeadings)
{
    const EarlierMapping before = decided();
    const Mapping mapping = carried(before, before.variables, {u"Plan"_s, u"NICK"_s, u"Plan"_s, u"Phone"_s, u"Name"_s});
    EXPECT_EQ(mapping.assignments[0].column, 3);
    EXPECT_EQ(mapping.assignments[1], column(1));
    EXPECT_EQ(mapping.assignments[2], column(2)) << "the second of two equal ones is the second";
    EXPECT_EQ(mapping.assignments[3], notSent());
}

TEST(CarriedMapping, asksWhereTheFirstOfSeveralColumnsIsGone)
{
    EarlierMapping before = decided();
    before.mapping.assignments[0].furtherColumns = {3};
    before.mapping.assignments[0].reason = MatchReason::ChosenByYou;
    const Mapping mapping = carried(before, before.variables, {u"Name"_s, u"Plan"_s, u"Nick"_s});
    EXPECT_EQ(mapping.assignments[0].column, 1);
    EXPECT_FALSE(mapping.assignments[0].isUsed()) << "nobody said that these numbers alone are to be called";
}

TEST(CarriedMapping, keepsCleanUpsWhateverTheColumn)
{
    EarlierMapping before = decided();
    before.mapping.assignments[1] = column(1, MatchReason::SameName);
    before.mapping.assignments[1].cleanUps = {{CleanUpKind::TitleCase}};
    before.mapping.assignments[1].fallback = u"you"_s;
    const Mapping mapping = carried(before, before.variables, {u"First seen"_s, u"name"_s, u"phone"_s});
    EXPECT_EQ(mapping.assignments[1].column, 1);
    EXPECT_EQ(mapping.assignments[1].cleanUps.size(), 1);
    EXPECT_EQ(mapping.assignments[1].fallback, u"you"_s);
}

TEST(CarriedMapping, keepsAGuessThatAClickConfirmedAndNoOther)
{
    EarlierMapping before = decided();
    before.mapping.assignments[1] = column(3, MatchReason::Similar);
    before.mapping.assignments[2] = column(2, MatchReason::LooksLike);
    before.mapping.assignments[2].confirmed = false;
    const Mapping mapping = carried(before, before.variables, {u"Phone"_s, u"Plan"_s, u"Nick"_s, u"Note"_s});
    EXPECT_EQ(mapping.assignments[1].column, 1);
    EXPECT_TRUE(mapping.assignments[1].isUsed());
    EXPECT_FALSE(mapping.assignments[2].isUsed() && mapping.assignments[2].column == 2);
}

} // namespace
} // namespace callsheet::match
