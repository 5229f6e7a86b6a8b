#include "core/sheet/limits.h"
#include "core/sheet/pasted_rows.h"
#include "tests/support/printers.h"

#include <QBuffer>

#include <gtest/gtest.h>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

std::string csvOf(const PastedRows &rows, const PastedRows::Answers &answers = {})
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    EXPECT_TRUE(rows.write(buffer, answers));
    return buffer.data().mid(3).replace("\r\n", "\n").toStdString(); // behind the byte order mark
}

struct TabCase {
    const char *name;
    std::string text;
    std::string csv;
};
void PrintTo(const TabCase &row, std::ostream *out)
{
    *out << row.name;
}
class TabText : public testing::TestWithParam<TabCase> { };

TEST_P(TabText, becomesTheCellsThatWereCopied)
{
    const auto rows = readTabText(GetParam().text);
    ASSERT_EQ(test::errorOf(rows), "");
    EXPECT_EQ(csvOf(*rows), GetParam().csv);
}

INSTANTIATE_TEST_SUITE_P(Texts, TabText,
    testing::Values(TabCase{"plain", "a\tb\n1\t2\n", "\"a\",\"b\"\n\"1\",\"2\"\n"},
        TabCase{"windowsLineEnds", "a\tb\r\n1\t2\r\n", "\"a\",\"b\"\n\"1\",\"2\"\n"},
        TabCase{"oldMacLineEnds", "a\tb\r1\t2", "\"a\",\"b\"\n\"1\",\"2\"\n"},
        TabCase{"byteOrderMark",
            "\xEF\xBB\xBF"
            "a\tb",
            "\"a\",\"b\"\n"},
        TabCase{"lineBreakInACell", "a\t\"x\ny\"\tc\n", "\"a\",\"x\ny\",\"c\"\n"},
        TabCase{"tabInACell", "\"a\tb\"\tc", "\"a\tb\",\"c\"\n"},
        TabCase{"quotesInAQuotedCell", "\"say \"\"hi\"\"\nnow\"\tb", "\"say \"\"hi\"\"\nnow\",\"b\"\n"},
        TabCase{"quoteInAPlainCell", "5\" pipe\t\"6\" pipe\t7", "\"5\"\" pipe\",\"\"\"6\"\" pipe\",\"7\"\n"},
        TabCase{"quoteNeverClosed", "\"a\tb\nc\td\n", "\"\"\"a\",\"b\"\n\"c\",\"d\"\n"},
        TabCase{"shortAndLongRows", "a\n1\t2\t3\n\n", "\"a\",\"\",\"\"\n\"1\",\"2\",\"3\"\n\"\",\"\",\"\"\n"},
        TabCase{"leadingZerosAndPlus", "007\t+44\t1E5\t=A1", "\"007\",\"+44\",\"1E5\",\"=A1\"\n"}),
    [](const auto &test) { return test.param.name; });

TEST(TabTextLimits, endInASentence)
{
    const auto wide = readTabText(std::string(20'000, '\t') + "x");
    ASSERT_FALSE(wide);
    EXPECT_EQ(wide.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(wide.error().message.contains(u"16,384 columns"_s)) << wide.error().message.toStdString();
    EXPECT_FALSE(readTabText(std::string(mostSheetRows + 1, '\n')));
    EXPECT_FALSE(readTabText("a\t" + std::string(mostCellBytes + 1, 'x')));
}

TEST(TabTextLimits, manyQuotesThatAreNeverClosedTakeNoLongerThanOtherText)
{
    std::string text;
    for (int i = 0; i < 500'000; ++i)
        text += "\"x\t";
    text += "\n\"y\t";
    // Each of them looks for its end once at most; were each to look through a whole cell's length, this took minutes.
    EXPECT_FALSE(readTabText(text)) << "half a million columns";
    std::string rows;
    for (int i = 0; i < 500'000; ++i)
        rows += "\"x\n";
    const auto read = readTabText(rows);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->rowCount(), 500'000U);
}

TEST(PastedRows, areWrittenWithOrWithoutTheHiddenOnes)
{
    PastedRows rows;
    rows.startRow();
    rows.add(0, "n");
    rows.startRow(true);
    rows.add(0, "a");
    rows.startRow();
    rows.add(0, "b");
    EXPECT_EQ(csvOf(rows, {true, false}), "\"n\"\n\"a\"\n\"b\"\n");
    EXPECT_EQ(csvOf(rows, {false, false}), "\"n\"\n\"b\"\n");
}

TEST(PastedRows, repeatAMergedTextOnDemand)
{
    PastedRows rows;
    const auto add = [&rows](const char *city, const char *phone, bool isHidden, std::uint32_t reaches) {
        rows.startRow(isHidden);
        rows.add(0, city);
        rows.merge(reaches, 0);
        rows.add(1, phone);
    };
    add("city", "phone", false, 1);
    add("Leeds", "1", true, 3); // hidden itself, its text still belongs to the rows below
    add("", "2", false, 1);
    add("", "3", false, 1);
    add("", "4", false, 1);
    EXPECT_EQ(csvOf(rows, {true, true}),
        "\"city\",\"phone\"\n\"Leeds\",\"1\"\n\"Leeds\",\"2\"\n\"Leeds\",\"3\"\n\"\",\"4\"\n");
    EXPECT_EQ(csvOf(rows, {false, true}), "\"city\",\"phone\"\n\"Leeds\",\"2\"\n\"Leeds\",\"3\"\n\"\",\"4\"\n");
    EXPECT_EQ(csvOf(rows, {true, false}), "\"city\",\"phone\"\n\"Leeds\",\"1\"\n\"\",\"2\"\n\"\",\"3\"\n\"\",\"4\"\n");
}

} // namespace
} // namespace callsheet::sheet
