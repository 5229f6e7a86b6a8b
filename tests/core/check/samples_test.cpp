#include "core/check/check_rows.h"
#include "core/match/mapping.h"
#include "core/sheet/open_sheet.h"
#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <map>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;

QString samplePath(const QString &name)
{
    return QStringLiteral(CALLSHEET_SOURCE_DIR "/resources/samples/") + name;
}

std::shared_ptr<const sheet::Table> tableOf(const QString &name)
{
    const auto document = sheet::openSheet(samplePath(name), {}, nullptr, {});
    EXPECT_EQ(test::errorOf(document), "");
    return document ? document->table : nullptr;
}

class Sample : public ::testing::TestWithParam<const char *> { };

TEST_P(Sample, matchesItsVariableSetAndHasTheTroubleThatItShows)
{
    CheckInput input;
    input.table = tableOf(QString::fromLatin1(GetParam()));
    ASSERT_TRUE(input.table);
    const auto set = match::loadVariableSet(samplePath(u"renewals.json"_s));
    ASSERT_EQ(test::errorOf(set), "");
    input.variables = *set;
    input.mapping = match::suggestMapping(*set, input.table->header());
    input.settings.defaultCountry = u"GB"_s;
    EXPECT_EQ(match::whatIsMissing(*set, input.mapping, input.table->header()), std::nullopt);
    for (const match::Assignment &assignment : input.mapping.assignments)
        EXPECT_TRUE(assignment.isUsed()) << "every column matches without a question";

    const auto report = checkRows(input, nullptr, {});
    ASSERT_EQ(test::errorOf(report), "");
    EXPECT_EQ((*report)->counts, (Counts{149, 127, 3, 19, 2, 5}));

    std::map<QString, int> found;
    for (const Problem &problem : (*report)->problems)
        ++found[codeName(problem.code)];
    const std::map<QString, int> expected
        = {{u"blankPhone"_s, 2}, {u"blankRequired"_s, 3}, {u"phoneNotANumber"_s, 2}, {u"phoneTooShort"_s, 1},
            {u"phoneTooLong"_s, 1}, {u"phoneDigitsLost"_s, 1}, {u"phoneSeveral"_s, 1}, {u"phoneEmergency"_s, 1},
            {u"phoneExtension"_s, 1}, {u"phonePossible"_s, 1}, {u"digitsLost"_s, 1}, {u"duplicate"_s, 1},
            {u"duplicateDifferent"_s, 1}, {u"notANumber"_s, 2}, {u"notADate"_s, 2}, {u"notATimeZone"_s, 1}};
    EXPECT_EQ(found, expected);
}

INSTANTIATE_TEST_SUITE_P(Files, Sample, ::testing::Values("contacts.csv", "contacts.xlsx"));

TEST(Samples, holdTheSameRowsInBothFiles)
{
    const auto csv = tableOf(u"contacts.csv"_s);
    const auto workbook = tableOf(u"contacts.xlsx"_s);
    ASSERT_TRUE(csv && workbook);
    EXPECT_EQ(csv->header(), workbook->header());
    ASSERT_EQ(csv->rowCount(), workbook->rowCount());
    for (sheet::RowIndex row = 0; row < csv->rowCount(); ++row) {
        EXPECT_EQ(csv->sheetRow(row), workbook->sheetRow(row));
        for (int column = 0; column < csv->columnCount(); ++column)
            EXPECT_EQ(csv->text(row, column), workbook->text(row, column)) << "row " << csv->sheetRow(row);
    }
}

} // namespace
} // namespace callsheet::check
