#include "core/sheet/open_sheet.h"
#include "tests/core/sheet/sheet_files.h"

#include <thread>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::OpenedSheet;

struct CsvCase {
    const char *name;
    QByteArray content;
    QStringList lines;
    std::vector<DamagedRow> damaged = {};
    std::uint32_t blankRows = 0;
};
void PrintTo(const CsvCase &c, std::ostream *out)
{
    *out << c.name;
}

class CsvFile : public testing::TestWithParam<CsvCase> { };

TEST_P(CsvFile, isReadWhole)
{
    ReadingOptions options;
    options.separator = u","_s;
    const OpenedSheet sheet(u"a.csv"_s, GetParam().content, options);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(test::linesOf(sheet.table()), GetParam().lines);
    EXPECT_EQ(sheet.table().damagedRows(), GetParam().damaged);
    EXPECT_EQ(sheet.table().blankRows(), GetParam().blankRows);
}

INSTANTIATE_TEST_SUITE_P(LineBreaks, CsvFile,
    testing::Values(CsvCase{"LF", "a,b\n1,2\n3,4\n", {u"2: 1 | 2"_s, u"3: 3 | 4"_s}},
        CsvCase{"CRLF", "a,b\r\n1,2\r\n3,4\r\n", {u"2: 1 | 2"_s, u"3: 3 | 4"_s}},
        CsvCase{"CR", "a,b\r1,2\r3,4\r", {u"2: 1 | 2"_s, u"3: 3 | 4"_s}},
        CsvCase{"mixed", "a,b\r\n1,2\n3,4\r5,6\n", {u"2: 1 | 2"_s, u"3: 3 | 4"_s, u"4: 5 | 6"_s}},
        CsvCase{"no break at the end", "a,b\n1,2", {u"2: 1 | 2"_s}},
        CsvCase{"in quotes, one row each", "a,b\n\"x\ny\",2\n\"p\r\nq\",4\n", {u"2: x\ny | 2"_s, u"3: p\r\nq | 4"_s}},
        CsvCase{"quoted field at the end of the file", "a,b\n1,\"2\"", {u"2: 1 | 2"_s}},
        CsvCase{"separator at the end of the file", "a,b\n1,", {u"2: 1 | "_s}}));

INSTANTIATE_TEST_SUITE_P(BlankRows, CsvFile,
    testing::Values(CsvCase{"between", "a,b\n1,2\n\n\n3,4\n", {u"2: 1 | 2"_s, u"5: 3 | 4"_s}, {}, 2},
        CsvCase{"of separators", "a,b\n1,2\n,\n \t,\" \"\n3,4\n", {u"2: 1 | 2"_s, u"5: 3 | 4"_s}, {}, 2},
        CsvCase{"at the ends do not count", "\n\na,b\n\n1,2\n\n\n", {u"5: 1 | 2"_s}},
        CsvCase{"a zero is text", "a,b\n0,\n", {u"2: 0 | "_s}}));

INSTANTIATE_TEST_SUITE_P(Quotes, CsvFile,
    testing::Values(CsvCase{"doubled", "a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", {u"2: say \"hi\" | \""_s}},
        CsvCase{"empty", "a,b\n\"\",x\n", {u"2:  | x"_s}}, CsvCase{"blanks behind", "a,b\n\"x\" ,y\n", {u"2: x | y"_s}},
        CsvCase{"in the middle of a cell", "a,b\n5\" pipe,y\nz,w\n", {u"2: 5\" pipe | y"_s, u"3: z | w"_s},
            {{0, RowDamage::StrayQuote, 2}}},
        CsvCase{"text behind", "a,b\n\"x\"y,z\n", {u"2: \"x\"y | z"_s}, {{0, RowDamage::StrayQuote, 2}}},
        CsvCase{"blank before", "a,b\nx, \"y\"\n", {u"2: x |  \"y\""_s}, {{0, RowDamage::StrayQuote, 2}}}));

INSTANTIATE_TEST_SUITE_P(Unclosed, CsvFile,
    testing::Values(CsvCase{"to the end of the file", "a,b\n1,\"x\n3,4\n5,6\n",
                        {u"2: 1 | \"x"_s, u"3: 3 | 4"_s, u"4: 5 | 6"_s}, {{0, RowDamage::UnclosedQuote, 2}}},
        CsvCase{"to the next quoted cell", "a,b\n1,\"x\n3,4\n5,\"y\"\n",
            {u"2: 1 | \"x"_s, u"3: 3 | 4"_s, u"4: 5 | y"_s}, {{0, RowDamage::UnclosedQuote, 2}}},
        CsvCase{
            "in the last row", "a,b\n1,2\n3,\"x", {u"2: 1 | 2"_s, u"3: 3 | \"x"_s}, {{1, RowDamage::UnclosedQuote, 3}}},
        CsvCase{"in two rows", "a,b\n\"1,2\n\"3,4\n5,6\n", {u"2: \"1 | 2"_s, u"3: \"3 | 4"_s, u"4: 5 | 6"_s},
            {{0, RowDamage::UnclosedQuote, 2}, {1, RowDamage::UnclosedQuote, 3}}},
        CsvCase{"with quoted cells before it", "a,b\n\"1\",\"x\n3,4\n", {u"2: 1 | \"x"_s, u"3: 3 | 4"_s},
            {{0, RowDamage::UnclosedQuote, 2}}},
        CsvCase{"with a blank row of quotes behind", "a,b\n1,\"x\n\"\",\"\"\n3,4\n", {u"2: 1 | \"x"_s, u"4: 3 | 4"_s},
            {{0, RowDamage::UnclosedQuote, 2}}, 1}));

INSTANTIATE_TEST_SUITE_P(Ragged, CsvFile,
    testing::Values(
        CsvCase{"too few and too many", "a,b\n1\n1,2\n1,2,3\n", {u"2: 1"_s, u"3: 1 | 2"_s, u"4: 1 | 2 | 3"_s},
            {{0, RowDamage::TooFewCells, 2}, {2, RowDamage::TooManyCells, 4}}},
        CsvCase{"several damages of one row", QByteArray("a,b\n1\"\0\n1,2\n", 12),
            {QString::fromUtf8("2: 1\"\0", 6), u"3: 1 | 2"_s},
            {{0, RowDamage::TooFewCells, 2}, {0, RowDamage::StrayQuote, 2}, {0, RowDamage::NulByte, 2}}}));

TEST(CsvTable, keepsAnUnclosedQuoteInItsRow)
{
    QByteArray content = "name,phone,note\n";
    for (int i = 2; i <= 101; ++i) {
        content += "Name " + QByteArray::number(i) + ",+4479" + QByteArray::number(i);
        content += i == 5 ? ",\"opened and never closed\n" : i % 3 == 0 ? ",\"quoted, as it should be\"\n" : ",plain\n";
    }
    const OpenedSheet sheet(u"unclosed_quote_at_row_5.csv"_s, content);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    const Table &table = sheet.table();
    EXPECT_EQ(table.rowCount(), 100U);
    ASSERT_EQ(table.damagedRows(), (std::vector<DamagedRow>{{3, RowDamage::UnclosedQuote, 5}}));
    EXPECT_EQ(table.sheetRow(3), 5U);
    EXPECT_EQ(test::cellsOf(table, 3), QStringList({u"Name 5"_s, u"+44795"_s, u"\"opened and never closed"_s}));
    EXPECT_EQ(table.sheetRow(99), 101U);
    EXPECT_EQ(table.text(99, 0), u"Name 101"_s);
}

TEST(CsvTable, endsAQuoteThatGrowsBeyondAllMeasure)
{
    QByteArray content = "a,b\n1,\"x\n";
    for (int i = 0; i < 30'000; ++i)
        content += "some,thing\n";
    content += "last,\"\n\"\n"; // would close it
    const OpenedSheet sheet(u"a.csv"_s, content);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().rowCount(), 30'002U);
    EXPECT_EQ(sheet.table().damagedRows(), (std::vector<DamagedRow>{{0, RowDamage::UnclosedQuote, 2}}));
    EXPECT_EQ(sheet.table().text(0, 1), u"\"x"_s);
    EXPECT_EQ(sheet.table().text(30'001, 1), u"\n"_s);
}

TEST(CsvTable, readsLongQuotedCellsOfOneLine)
{
    const OpenedSheet sheet(u"a.csv"_s, "a,b\n\"" + QByteArray(500'000, ',') + "\",2\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_TRUE(sheet.table().damagedRows().empty());
    EXPECT_EQ(sheet.table().text(0, 0).size(), 500'000);
}

TEST(CsvTable, namesTheColumnsThatHaveNoHeading)
{
    const OpenedSheet sheet(u"a.csv"_s, "name,,phone\n1,2,3,4\n5,6,7,8\n9,10,11,12\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().header(), QStringList({u"name"_s, u"Column B"_s, u"phone"_s, u"Column D"_s}));
    EXPECT_TRUE(sheet.table().damagedRows().empty());
}

TEST(CsvTable, readsEverythingAsRowsWithoutAHeader)
{
    ReadingOptions options;
    options.headerRow = 0;
    const OpenedSheet sheet(u"a.csv"_s, "name,phone\nAnn,1\n", options);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().header(), QStringList({u"Column A"_s, u"Column B"_s}));
    EXPECT_EQ(test::linesOf(sheet.table()), QStringList({u"1: name | phone"_s, u"2: Ann | 1"_s}));
}

TEST(CsvTable, takesTheHeaderRowThatWasChosen)
{
    ReadingOptions options;
    options.headerRow = 3;
    const OpenedSheet sheet(u"a.csv"_s, "x,y\n\"a\nb\",c\nname,phone\nAnn,1\n", options);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().header(), QStringList({u"name"_s, u"phone"_s}));
    EXPECT_EQ(test::linesOf(sheet.table()), QStringList({u"4: Ann | 1"_s}));
}

TEST(CsvTable, refusesAHeaderRowThatIsNotThere)
{
    ReadingOptions options;
    options.headerRow = 9;
    const OpenedSheet far(u"a.csv"_s, "name,phone\nAnn,1\n", options);
    ASSERT_FALSE(far.result);
    EXPECT_EQ(far.result.error().kind, base::ErrorKind::WrongUsage);
    EXPECT_EQ(
        far.result.error().message, u"“a.csv” has 2 rows, so row 9 cannot be its header. Choose another header row."_s);
    options.headerRow = 2;
    const OpenedSheet blank(u"a.csv"_s, "name,phone\n,\nAnn,1\n", options);
    ASSERT_FALSE(blank.result);
    EXPECT_EQ(blank.result.error().kind, base::ErrorKind::WrongUsage);
}

TEST(CsvTable, countsTheSeparatorLineAsARow)
{
    const OpenedSheet sheet(u"a.csv"_s, "sep=;\r\nname;phone\r\nAnn;1,5\r\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().separator, u";"_s);
    EXPECT_EQ(sheet.report().headerRow, 2);
    EXPECT_EQ(test::linesOf(sheet.table()), QStringList({u"3: Ann | 1,5"_s}));
}

TEST(CsvTable, passesOverTitleLines)
{
    const OpenedSheet sheet(u"a.csv"_s, "Contacts of March,,,\n\nname,phone,city,note\nAnn,1,York,x\nBob,2,Leeds,y\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().headerRow, 3);
    EXPECT_EQ(sheet.table().header().first(), u"name"_s);
    EXPECT_EQ(sheet.table().sheetRow(0), 4U);
}

TEST(CsvTable, readsWithoutQuotesWhenToldSo)
{
    ReadingOptions options;
    options.quote = '\0';
    const OpenedSheet sheet(u"a.csv"_s, "a,b\n\"x,y\"\n", options);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(test::cellsOf(sheet.table(), 0), QStringList({u"\"x"_s, u"y\""_s}));
    EXPECT_EQ(sheet.report().quote, QString());
    EXPECT_TRUE(sheet.table().damagedRows().empty());
}

TEST(CsvTable, readsAnotherQuote)
{
    ReadingOptions options;
    options.quote = '\'';
    const OpenedSheet sheet(u"a.csv"_s, "a,b\n'x,''y',\"z\"\n", options);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(test::cellsOf(sheet.table(), 0), QStringList({u"x,'y"_s, u"\"z\""_s}));
}

TEST(CsvTable, refusesMoreColumnsThanASheetHas)
{
    const OpenedSheet sheet(u"a.csv"_s, "a\n" + QByteArray(16'384, ',') + "x\n");
    ASSERT_FALSE(sheet.result);
    EXPECT_EQ(sheet.result.error().kind, base::ErrorKind::Limit);
    EXPECT_EQ(sheet.result.error().message,
        u"Row 2 of “a.csv” has 16,385 cells, and a sheet may have 16,384 columns. Check the separator."_s);
}

TEST(CsvTable, refusesAFileThatIsOneEndlessLine)
{
    const OpenedSheet sheet(u"a.csv"_s, "a\n" + QByteArray(17 << 20, 'x'));
    ASSERT_FALSE(sheet.result);
    EXPECT_EQ(sheet.result.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(sheet.result.error().message.contains(u"16 MiB"_s));
}

TEST(CsvTable, holdsFourBytesForARow)
{
    QByteArray content = "name,phone\n";
    for (int i = 0; i < 100'000; ++i)
        content += "Ann,+447911123456\n";
    const OpenedSheet sheet(u"a.csv"_s, content);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_LT(sheet.table().memoryUsed(), 100'000U * 5);
}

TEST(CsvTable, isReadByManyThreadsAtOnce)
{
    QByteArray content = "name,phone\n";
    for (int i = 0; i < 5'000; ++i)
        content += "\"Ann \"\"" + QByteArray::number(i) + "\"\"\"," + QByteArray::number(i) + '\n';
    const OpenedSheet sheet(u"a.csv"_s, content);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    std::atomic<int> wrong = 0;
    const auto readAll = [&] {
        RowCells cells;
        for (RowIndex row = 0; row < sheet.table().rowCount(); ++row) {
            sheet.table().readRow(row, cells);
            const std::string number = std::to_string(row);
            wrong += cells[0] != "Ann \"" + number + "\"" || cells[1] != number ? 1 : 0;
        }
    };
    std::thread first(readAll);
    std::thread second(readAll);
    first.join();
    second.join();
    EXPECT_EQ(wrong, 0);
}

} // namespace
} // namespace callsheet::sheet
