#include "core/check/damage.h"
#include "core/check/describe.h"
#include "core/check/record_maker.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using test::phoneVariable;
using test::variable;

//! Phone numbers in the first column or the second one; a clean-up takes "n/a" for nothing.
CheckInput mobileOrHome(std::vector<test::MemoryTable::Row> rows)
{
    CheckInput input = test::checkInput({phoneVariable(), variable(u"home"_s)}, std::move(rows));
    input.mapping.assignments[1] = {};
    match::Assignment &phone = input.mapping.assignments[0];
    phone.furtherColumns = {1};
    phone.cleanUps = {{match::CleanUpKind::Replace, u"n/a"_s, {}, {}}};
    return input;
}

TEST(SeveralColumns, theColumnOfARowIsTheOneThatItsValueComesFrom)
{
    struct Case {
        const char *first;
        const char *second;
        int column;
        const char *text;
    };
    const CheckInput input = mobileOrHome({});
    const ValueSource source = valueSources(input.variables, input.mapping)[0];
    for (const Case &c : {Case{"1", "2", 0, "1"}, Case{"", "2", 1, "2"}, Case{" ", "2", 1, "2"},
             Case{"n/a", "2", 1, "2"}, Case{"", "", 0, ""}, Case{"n/a", "n/a", 0, ""}}) {
        sheet::RowCells cells;
        cells.add(c.first);
        cells.add(c.second);
        EXPECT_EQ(source.columnOf(cells), c.column) << c.first << '|' << c.second;
        EXPECT_EQ(source.find(cells).text, c.text) << c.first << '|' << c.second;
        EXPECT_EQ(source.valueIn(cells), c.text) << "both give the same";
    }
}

TEST(SeveralColumns, aFallbackComesFromNoColumnAndIsMendedInTheFirst)
{
    CheckInput input = test::checkInput({variable(u"name"_s), variable(u"nick"_s)}, {});
    input.mapping.assignments[0].furtherColumns = {1};
    input.mapping.assignments[0].fallback = u"Customer"_s;
    const ValueSource source = valueSources(input.variables, input.mapping)[0];
    sheet::RowCells cells;
    cells.add("");
    cells.add("");
    EXPECT_EQ(source.find(cells).text, "Customer");
    EXPECT_EQ(source.find(cells).column, -1);
    EXPECT_EQ(source.columnOf(cells), 0);
}

TEST(SeveralColumns, aProblemNamesTheColumnAndTheCellThatItStandsIn)
{
    const CheckInput input = mobileOrHome({{"n/a", "12"}});
    const auto report = *checkRows(input, nullptr, {});
    ASSERT_EQ(report->problems.size(), 1U);
    const Description description = describe(report->problems[0], input);
    EXPECT_EQ(description.column, u"home"_s);
    EXPECT_EQ(description.value, u"12"_s);
}

TEST(SeveralColumns, aRepairChangesTheCellThatIsUsed)
{
    CheckInput input = mobileOrHome({{"n/a", "442079460001"}, {"442079460002", "12"}, {"2125550123", ""}});
    input.settings.defaultCountry = u"US"_s;
    const auto report = *checkRows(input, nullptr, {});
    const auto groups = findDamage(input, *report, {});
    ASSERT_EQ(test::errorOf(groups), "");
    ASSERT_EQ(groups->size(), 1U);
    const DamageGroup &group = groups->front();
    EXPECT_EQ(group.kind, DamageKind::MissingPlus);
    EXPECT_EQ(cellAddress(*input.table, group.samples[0].row, group.samples[0].column), u"B2"_s);
    EXPECT_EQ(cellAddress(*input.table, group.samples[1].row, group.samples[1].column), u"A3"_s);
    EXPECT_EQ(damageTitle(group, input), u"Country code without + in “Phone number”"_s) << "not one of the headings";
    const auto effect = tryRepair(input, input.table, *report, *group.repair, {});
    ASSERT_EQ(test::errorOf(effect), "");
    EXPECT_EQ(effect->madeReady, 2U);
    EXPECT_EQ(*effect->plan.edits.cell(0, 1), "+442079460001");
    EXPECT_EQ(*effect->plan.edits.cell(1, 0), "+442079460002");
    EXPECT_EQ(effect->plan.edits.cellCount(), 2U);
}

TEST(SeveralColumns, whatACleanUpHasMendedIsNoDamage)
{
    const QList<match::CleanUp> cut = {{match::CleanUpKind::Replace, u".0"_s, {}, {}}};
    CheckInput input = test::checkInput({phoneVariable(), variable(u"account"_s)},
        {{"07911123456", "1001.0"}, {"07911123457", "1002.0"}, {"07911123458", "1003"}});
    const auto report = *checkRows(input, nullptr, {});
    ASSERT_EQ(findDamage(input, *report, {})->size(), 1U) << "without the clean-up it is";
    input.mapping.assignments[1].cleanUps = cut;
    EXPECT_TRUE(findDamage(input, *report, {})->empty());
}

} // namespace
} // namespace callsheet::check
