#include "core/match/template.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <gtest/gtest.h>

namespace callsheet::match {
namespace {

using namespace Qt::StringLiterals;

//! Made from a sheet with the columns Name, Mobile, Due, Plan, Notes, of which Notes is not used.
Template renewals()
{
    Template made;
    made.name = u"Renewals"_s;
    made.header = {u"Name"_s, u"Mobile"_s, u"Due"_s, u"Plan"_s, u"Notes"_s};
    made.shapes = {ValueShape::Other, ValueShape::Phone, ValueShape::Date, ValueShape::Other, ValueShape::Other};
    made.dateOrders
        = {DateOrder::Unknown, DateOrder::Unknown, DateOrder::DayFirst, DateOrder::Unknown, DateOrder::Unknown};
    made.reading.separator = u";"_s;
    made.reading.quote = '\0';
    made.reading.headerRow = 3;
    made.variables = {u"Renewals"_s,
        {test::phoneVariable(), test::variable(u"name"_s), test::variable(u"due"_s), test::variable(u"plan"_s)}};
    made.variables.openingLine = u"Hi {{name}}"_s;
    for (const int column : {1, 0, 2, 3})
        made.mapping.assignments.append({Source::Column, column, {}, MatchReason::FromFile, true});
    made.mapping.assignments[1].cleanUps = {{CleanUpKind::TitleCase}};
    made.mapping.assignments[3].furtherColumns = {4};
    made.defaultCountry = u"GB"_s;
    made.recipe = {{u"steps"_s, u"anything"_s}};
    return made;
}

ColumnLook look(ValueShape shape)
{
    ColumnLook one;
    one.values = 10;
    one.shapes[static_cast<std::size_t>(shape)] = 10;
    return one;
}

TEST(TemplateFile, bringsBackWhatWasSaved)
{
    test::TemporaryFolder folder;
    const QString path = folder.path(u"t.json"_s);
    ASSERT_EQ(test::errorOf(saveTemplate(renewals(), path)), "");
    const auto loaded = loadTemplate(path);
    ASSERT_EQ(test::errorOf(loaded), "");
    EXPECT_EQ(*loaded, renewals());
}

TEST(TemplateFile, isRefusedWithItsNameWhenItIsSomethingElse)
{
    test::TemporaryFolder folder;
    for (const char *content :
        {"{}", "[]", R"({"header": ["A"]})", R"({"header": ["A"], "variableSet": {"variables": []}})"}) {
        const auto loaded = loadTemplate(folder.write(u"t.json"_s, content));
        ASSERT_FALSE(loaded) << content;
        EXPECT_TRUE(loaded.error().message.contains(u"t.json"_s)) << test::errorOf(loaded);
    }
}

TEST(TemplateDifference, isNothingForTheSameColumns)
{
    const TemplateDifference same = difference(renewals(), renewals().header);
    EXPECT_TRUE(same.isNothing());
    EXPECT_EQ(fit(same), 1);
    EXPECT_TRUE(describe(same).isEmpty());
    const Mapping mapping = mappingFor(renewals(), renewals().header);
    EXPECT_EQ(mapping.assignments[0], (Assignment{Source::Column, 1, {}, MatchReason::FromTemplate, true}));
    EXPECT_EQ(mapping.assignments[1].cleanUps, renewals().mapping.assignments[1].cleanUps);
    EXPECT_EQ(mapping.assignments[3].furtherColumns, QList<int>{4});
}

TEST(TemplateDifference, tellsColumnsThatMovedCameAndWent)
{
    const QStringList header = {u"mobile"_s, u"Name"_s, u"Region"_s, u"Notes"_s, u"Due"_s};
    const TemplateDifference other = difference(renewals(), header);
    EXPECT_TRUE(other.isReordered);
    EXPECT_EQ(other.gone, QStringList{u"Plan"_s});
    EXPECT_EQ(other.added, QStringList{u"Region"_s});
    EXPECT_TRUE(other.renamed.isEmpty());
    EXPECT_EQ(other.used, 5);
    EXPECT_EQ(other.found, 4);
    EXPECT_EQ(describe(other).size(), 3);
    const Mapping mapping = mappingFor(renewals(), header);
    EXPECT_EQ(mapping.assignments[0].column, 0);
    EXPECT_EQ(mapping.assignments[1].column, 1);
    EXPECT_EQ(mapping.assignments[3].column, 3) << "the next of several columns";
    EXPECT_FALSE(mapping.assignments[3].isUsed()) << "another column is never taken instead without asking";
    Template single = renewals();
    single.mapping.assignments[3].furtherColumns.clear();
    EXPECT_EQ(mappingFor(single, header).assignments[3].source, Source::NotSent);
}

TEST(TemplateDifference, namesAFewOfHundredsOfColumns)
{
    QStringList header = renewals().header;
    for (int column = 0; column < 200; ++column)
        header.append(u"Field %1"_s.arg(column));
    const QStringList sentences = describe(difference(renewals(), header));
    ASSERT_EQ(sentences.size(), 1);
    EXPECT_TRUE(sentences[0].endsWith(u"Field 7 and 192 more."_s)) << sentences[0].toStdString();
    EXPECT_EQ(listOf(header.mid(0, 9)).count(u','), 8) << "a ninth is named, not counted";
}

TEST(TemplateDifference, findsAColumnUnderANewNameAndAsks)
{
    const QStringList header = {u"Name"_s, u"Telephone"_s, u"Due"_s, u"Plan"_s, u"Notes"_s};
    const TemplateDifference other = difference(renewals(), header);
    EXPECT_EQ(other.renamed, (QList<TemplateDifference::Renamed>{{u"Mobile"_s, u"Telephone"_s}}));
    EXPECT_TRUE(other.gone.isEmpty());
    EXPECT_TRUE(other.added.isEmpty());
    const Assignment phone = mappingFor(renewals(), header).assignments[0];
    EXPECT_EQ(phone.column, 1);
    EXPECT_FALSE(phone.confirmed);
    // By its values, where the name says nothing.
    const QStringList odd = {u"Name"_s, u"Spalte 7"_s, u"Due"_s, u"Plan"_s, u"Notes"_s};
    std::vector<ColumnLook> looks(5, look(ValueShape::Other));
    looks[1] = look(ValueShape::Phone);
    looks[2] = look(ValueShape::Date);
    EXPECT_EQ(difference(renewals(), odd, looks).renamed.size(), 1);
    EXPECT_TRUE(difference(renewals(), odd).renamed.isEmpty()) << "the control: without the values";
}

TEST(TemplateDifference, noticesValuesThatChangedTheirShape)
{
    std::vector<ColumnLook> looks(5, look(ValueShape::Other));
    looks[1] = look(ValueShape::Email);
    looks[2] = look(ValueShape::Date);
    const TemplateDifference other = difference(renewals(), renewals().header, looks);
    EXPECT_EQ(
        other.reshaped, (QList<TemplateDifference::Reshaped>{{u"Mobile"_s, ValueShape::Phone, ValueShape::Email}}));
    EXPECT_FALSE(other.isNothing());
    looks[1] = look(ValueShape::Phone);
    looks[3] = look(ValueShape::Date); // the plan
    const TemplateDifference plan = difference(renewals(), renewals().header, looks);
    EXPECT_EQ(plan.reshaped, (QList<TemplateDifference::Reshaped>{{u"Plan"_s, ValueShape::Other, ValueShape::Date}}));
    EXPECT_EQ(describe(plan), QStringList{u"“Plan” now holds dates, and did not before."_s});
    looks[3].values = 4;
    EXPECT_TRUE(difference(renewals(), renewals().header, looks).isNothing()) << "four values tell nothing";
}

TEST(TemplateDifference, noticesThatDayAndMonthChangedPlaces)
{
    std::vector<ColumnLook> looks(5, look(ValueShape::Other));
    looks[1] = look(ValueShape::Phone);
    looks[2] = look(ValueShape::Date);
    looks[2].dateOrders[static_cast<std::size_t>(DateOrder::MonthFirst)] = 3;
    looks[2].dateOrders[static_cast<std::size_t>(DateOrder::Unknown)] = 7;
    const TemplateDifference other = difference(renewals(), renewals().header, looks);
    EXPECT_EQ(
        other.redated, (QList<TemplateDifference::Redated>{{u"Due"_s, DateOrder::DayFirst, DateOrder::MonthFirst}}));
    ASSERT_EQ(describe(other).size(), 1);
    EXPECT_TRUE(describe(other)[0].contains(u"“Due” had the day first (31/12), and now have the month first"_s));
    looks[2].dateOrders = {10, 0, 0, 0}; // 03/04/2024 and the like
    EXPECT_TRUE(difference(renewals(), renewals().header, looks).isNothing()) << "what the dates do not show";
}

TEST(TemplateFit, isBetterForTheSheetItWasMadeFrom)
{
    const double same = fit(difference(renewals(), renewals().header));
    const double more = fit(difference(renewals(), renewals().header + QStringList{u"Region"_s}));
    const double less = fit(difference(renewals(), {u"Name"_s, u"Mobile"_s, u"Due"_s, u"Notes"_s}));
    const double none = fit(difference(renewals(), {u"Product"_s, u"Price"_s}));
    EXPECT_GT(same, more);
    EXPECT_GT(more, less);
    EXPECT_GT(less, leastFit);
    EXPECT_LT(none, leastFit);
    EXPECT_EQ(fit(difference({}, {u"A"_s})), 0);
}

TEST(TemplateOf, leavesOutWhatWasAnsweredForOneFile)
{
    sheet::Document document;
    document.table = std::make_shared<test::MemoryTable>(
        QStringList{u"Phone"_s}, std::vector<test::MemoryTable::Row>{{"+44 20 7946 0001"}});
    document.options.hiddenRows = true;
    document.options.mergedCells = true;
    document.options.encoding = u"UTF-8"_s;
    const Template made = templateOf(u"T"_s, {}, {}, document, u"GB"_s, {});
    EXPECT_EQ(made.reading.hiddenRows, std::nullopt);
    EXPECT_EQ(made.reading.mergedCells, std::nullopt);
    EXPECT_EQ(made.reading.encoding, u"UTF-8"_s);
    EXPECT_EQ(made.shapes, QList<ValueShape>{ValueShape::Phone});
}

} // namespace
} // namespace callsheet::match
