#include "core/check/corrections.h"

#include "core/sheet/open_sheet.h"
#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using test::phoneVariable;
using test::variable;

CheckInput people()
{
    CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s), variable(u"zip"_s)},
        {{"01134 960101", "Ada", "01234"}, {"n/a", "Ben", "=1+1"}, {"+12", "Cem", "00501"},
            {"01134 960101", "Ada", "1"}});
    return input;
}

class RoundTrip : public ::testing::TestWithParam<const char *> { };

TEST_P(RoundTrip, aMendedFileIsTakenOverByTheIdentityOfItsRows)
{
    const test::TemporaryFolder folder;
    const CheckInput input = people();
    const auto report = *checkRows(input, nullptr, {});
    const QString path = folder.path(QString::fromLatin1(GetParam()));
    ASSERT_EQ(test::errorOf(writeRows(input, *input.table, *report, {1, 2, 3}, path)), "");
    const auto written = sheet::openSheet(path, {}, nullptr, {});
    ASSERT_EQ(test::errorOf(written), "");
    const sheet::Table &sheet = *written->table;
    ASSERT_TRUE(isCorrected(sheet, *input.table));
    EXPECT_EQ(sheet.text(0, 0), u"3"_s) << "the row number of the file";
    EXPECT_EQ(sheet.text(0, 1), u"Error"_s);
    EXPECT_FALSE(sheet.text(0, 2).isEmpty());
    EXPECT_EQ(sheet.text(0, 5), u"=1+1"_s) << "text stays text";
    EXPECT_EQ(sheet.text(1, 3), u"+12"_s);
    EXPECT_EQ(sheet.text(1, 5), u"00501"_s);
    EXPECT_TRUE(readCorrections(sheet, input, *input.table).changes.empty()) << "nothing was changed yet";

    // Somebody sorted it, mended two cells, took a row out, added one, and has one twice.
    const auto line = [&](sheet::RowIndex row) {
        std::vector<std::string> cells;
        for (int column = 0; column < sheet.columnCount(); ++column)
            cells.push_back(sheet.text(row, column).toStdString());
        return cells;
    };
    auto second = line(1);
    second[3] = "01134 960103";
    auto first = line(0);
    first[3] = "01134 960102";
    first[4] = "Bernd";
    auto stranger = line(0);
    stranger[0] = "1000";
    auto otherWeek = line(2);
    otherWeek.back() = "0123456789abcdef";
    const test::MemoryTable mended(sheet.header(), {second, first, stranger, first, otherWeek});
    const Corrections corrections = readCorrections(mended, input, *input.table);
    EXPECT_EQ(corrections.rows, 2U);
    EXPECT_EQ(corrections.unknownRows, 3U);
    ASSERT_EQ(corrections.changes.size(), 3U);
    EXPECT_EQ(corrections.changes[0].row, 2U);
    EXPECT_EQ(corrections.changes[1].before, "n/a");
    EXPECT_EQ(*corrections.edits.cell(1, 0), "01134 960102");
    EXPECT_EQ(*corrections.edits.cell(1, 1), "Bernd");
    EXPECT_EQ(*corrections.edits.cell(2, 0), "01134 960103");
    EXPECT_EQ(corrections.edits.cellCount(), 3U);
}

TEST(ExportedRows, sayWhatThePersonDecidedAndWhatIsOnlyToBeKnown)
{
    const test::TemporaryFolder folder;
    CheckInput input = test::checkInput(
        {phoneVariable(), variable(u"name"_s)}, {{"+44 (0)1134 960101", "Ada"}, {"+44 1134 960102", "Ben"}});
    input.edits.setMark(1, RowMark::Skip, true);
    const auto report = *checkRows(input, nullptr, {});
    const QString path = folder.path(u"rows.csv"_s);
    ASSERT_EQ(test::errorOf(writeRows(input, *input.table, *report, {0, 1}, path)), "");
    const auto written = sheet::openSheet(path, {}, nullptr, {});
    ASSERT_EQ(test::errorOf(written), "");
    EXPECT_EQ(written->table->text(0, 1), u"Ready"_s);
    EXPECT_TRUE(written->table->text(0, 2).contains(u"The 0 behind the country code"_s));
    EXPECT_EQ(written->table->text(1, 1), u"Skipped by you"_s);
    EXPECT_EQ(written->table->text(1, 2), QString());
}

INSTANTIATE_TEST_SUITE_P(Files, RoundTrip, ::testing::Values("problems.xlsx", "problems.csv"));

TEST(Corrections, areNoneOfAnotherSheet)
{
    const CheckInput input = people();
    EXPECT_FALSE(isCorrected(*input.table, *input.table));
    const test::MemoryTable other({u"Row"_s, u"State"_s, u"Problem"_s, u"phone"_s, u"name"_s, u"city"_s, u"id"_s}, {});
    EXPECT_FALSE(isCorrected(other, *input.table));
}

TEST(Corrections, goOnTopOfTheEditsThatAreThere)
{
    const test::TemporaryFolder folder;
    CheckInput input = people();
    const auto source = input.table;
    changeCell(*source, 1, 1, "Benjamin", input.edits);
    input.table = withEdits(source, input.edits);
    const auto report = *checkRows(input, nullptr, {});
    const QString path = folder.path(u"rows.csv"_s);
    ASSERT_EQ(test::errorOf(writeRows(input, *source, *report, {1}, path)), "");
    const auto written = sheet::openSheet(path, {}, nullptr, {});
    ASSERT_EQ(test::errorOf(written), "");
    EXPECT_EQ(written->table->text(0, 4), u"Benjamin"_s) << "what was edited goes out edited";
    const Corrections corrections = readCorrections(*written->table, input, *source);
    EXPECT_TRUE(corrections.changes.empty()) << "the id is that of the file, which no edit changes";
    EXPECT_EQ(corrections.edits, input.edits);
}

} // namespace
} // namespace callsheet::check
