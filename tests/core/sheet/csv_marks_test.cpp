#include "tests/core/sheet/sheet_files.h"

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::OpenedSheet;

// What comes of a file, with marks that were found or chosen.
struct MarksCase {
    const char *name;
    QByteArray content;
    ReadingOptions options;
    QStringList lines;
    std::vector<DamagedRow> damaged = {};
};
void PrintTo(const MarksCase &c, std::ostream *out)
{
    *out << c.name;
}

ReadingOptions chosen(
    const QString &separator, std::optional<CsvEscape> escape = {}, std::optional<CsvLineEnd> lineEnd = {})
{
    ReadingOptions options;
    options.separator = separator;
    options.escape = escape;
    options.lineEnd = lineEnd;
    options.headerRow = 1;
    options.encoding = u"UTF-8"_s;
    return options;
}

class Marks : public testing::TestWithParam<MarksCase> { };

TEST_P(Marks, cutTheRows)
{
    const OpenedSheet sheet(u"a.csv"_s, GetParam().content, GetParam().options);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(test::linesOf(sheet.table()), GetParam().lines);
    EXPECT_EQ(sheet.table().damagedRows(), GetParam().damaged);
}

INSTANTIATE_TEST_SUITE_P(Separators, Marks,
    testing::Values(MarksCase{"two characters", "a||b||c\n1||||3\nx|y||\"p||q\"||\"z\"\n", chosen(u"||"_s),
                        {u"2: 1 |  | 3"_s, u"3: x|y | p||q | z"_s}},
        MarksCase{"comma and blank, found", "name, phone\nAnn, \"1, 2\"\n\"Bob\", 3\n", {},
            {u"2: Ann | 1, 2"_s, u"3: Bob | 3"_s}},
        MarksCase{"comma and blank, one row without it", "name, phone\nAnn, 1\nBob,2\n", chosen(u", "_s),
            {u"2: Ann | 1"_s, u"3: Bob,2"_s}, {{1, RowDamage::TooFewCells, 3}}},
        MarksCase{"beyond ASCII", "a§b\n1§2\nx\xC2y§z\n", chosen(u"§"_s), {u"2: 1 | 2"_s, u"3: x\uFFFDy | z"_s},
            {{1, RowDamage::InvalidText, 3, 11}}},
        MarksCase{"four characters", "a<#>;b\n1<#>;2\n1<#>2\n", chosen(u"<#>;"_s), {u"2: 1 | 2"_s, u"3: 1<#>2"_s},
            {{1, RowDamage::TooFewCells, 3}}},
        MarksCase{"at the end of the text", "a||b\n1||", chosen(u"||"_s), {u"2: 1 | "_s}},
        MarksCase{"half of it at the end of the text", "a||b\n1||2|", chosen(u"||"_s), {u"2: 1 | 2|"_s}}));

INSTANTIATE_TEST_SUITE_P(Escapes, Marks,
    testing::Values(MarksCase{"backslash", R"(a,b
"say \"hi, all\"",1
"C:\\temp\new",2
"\\",3
)",
                        chosen(u","_s, CsvEscape::Backslash),
                        {uR"(2: say "hi, all" | 1)"_s, uR"(3: C:\temp\new | 2)"_s, uR"(4: \ | 3)"_s}},
        MarksCase{"backslash outside of quotes is text", "a,b\nC:\\,1\n\\\"x,2\n", chosen(u","_s, CsvEscape::Backslash),
            {uR"(2: C:\ | 1)"_s, uR"(3: \"x | 2)"_s}, {{1, RowDamage::StrayQuote, 3}}},
        MarksCase{"doubled where a backslash is expected", "a,b\n\"x\"\"y\",1\nz,2\n",
            chosen(u","_s, CsvEscape::Backslash), {uR"(2: "x""y" | 1)"_s, u"3: z | 2"_s},
            {{0, RowDamage::StrayQuote, 2}}},
        MarksCase{"none, chosen", "a,b\n\"say \"hi\" now\",1\n\"\",\"\"\n\"x\"\"y\",2\n",
            chosen(u","_s, CsvEscape::None), {uR"(2: say "hi" now | 1)"_s, uR"(4: x""y | 2)"_s}},
        MarksCase{"none, found: the rows are marked", "a,b\n\"say \"hi\" now\",1\n\"the \"x\" y\",2\n\"z\",3\n", {},
            {uR"(2: say "hi" now | 1)"_s, uR"(3: the "x" y | 2)"_s, u"4: z | 3"_s},
            {{0, RowDamage::StrayQuote, 2}, {1, RowDamage::StrayQuote, 3}}},
        MarksCase{"none: a quote that is never closed", "a,b\n\"x \"y,1\nz,2\n", chosen(u","_s, CsvEscape::None),
            {uR"(2: "x "y | 1)"_s, u"3: z | 2"_s}, {{0, RowDamage::UnclosedQuote, 2}}}));

INSTANTIATE_TEST_SUITE_P(LineEnds, Marks,
    testing::Values(MarksCase{"line feed, chosen", "a,b\n1,x\ry\n2,z\r\n", chosen(u","_s, {}, CsvLineEnd::Lf),
                        {u"2: 1 | x\ry"_s, u"3: 2 | z\r"_s}},
        MarksCase{"both, chosen", "a,b\r\n1,x\ny\r\n2,z\rw\r\n", chosen(u","_s, {}, CsvLineEnd::CrLf),
            {u"2: 1 | x\ny"_s, u"3: 2 | z\rw"_s}},
        MarksCase{"return, chosen", "a,b\r1,x\ny\r2,z\r", chosen(u","_s, {}, CsvLineEnd::Cr),
            {u"2: 1 | x\ny"_s, u"3: 2 | z"_s}},
        MarksCase{"behind a quoted cell", "a,b\r\n1,\"x\"\r\n\"2\",\"y\"\n\r\n", chosen(u","_s, {}, CsvLineEnd::CrLf),
            {u"2: 1 | x"_s, u"3: 2 | \"y\"\n"_s}, {{1, RowDamage::StrayQuote, 3}}},
        MarksCase{"both, found: the row is marked", "a,b,c\r\n1,x\ny,2\r\n3,z,4\r\n", {},
            {u"2: 1 | x\ny | 2"_s, u"3: 3 | z | 4"_s}, {{0, RowDamage::LineBreakInCell, 2}}},
        MarksCase{"any, mixed", "a,b\r\n1,2\n3,4\r5,6", {}, {u"2: 1 | 2"_s, u"3: 3 | 4"_s, u"4: 5 | 6"_s}}));

// 600 rows that suggest something, and one behind them that shows it was wrong.
QByteArray suggesting(const QByteArray &header, const QByteArray &row, const QByteArray &last)
{
    return header + row.repeated(600) + last;
}

TEST(Marks, thatTheFirstRowsSuggestGiveWayToALaterRow)
{
    const OpenedSheet separator(u"a.csv"_s, suggesting("name, phone\n", "Ann, 1\n", "Bob,2\n"));
    ASSERT_EQ(test::errorOf(separator.result), "");
    EXPECT_EQ(separator.report().separator, u","_s);
    EXPECT_EQ(test::cellsOf(separator.table(), 600), QStringList({u"Bob"_s, u"2"_s}));
    EXPECT_TRUE(separator.table().damagedRows().empty());

    const OpenedSheet lineEnd(
        u"a.csv"_s, suggesting("a,b,c\r\n1,x\ny,2\r\n", "3,z,4\r\n", "Ann,1,x\nBob,2,y\nCem,3,z\r\n"));
    ASSERT_EQ(test::errorOf(lineEnd.result), "");
    EXPECT_EQ(lineEnd.report().lineEnd, CsvLineEnd::Any);
    EXPECT_EQ(lineEnd.table().text(lineEnd.table().rowCount() - 2, 0), u"Bob"_s);

    const OpenedSheet escape(
        u"a.csv"_s, suggesting("a,b\n\"x \"y\" z\",1\n", "\"x \"y\" z\",1\n", "\"p \"\"q\"\" r\",2\n"));
    ASSERT_EQ(test::errorOf(escape.result), "");
    EXPECT_EQ(escape.report().escape, CsvEscape::Doubled);
    EXPECT_EQ(escape.table().text(601, 0), u"p \"q\" r"_s);
}

TEST(Marks, areReportedWithTheirReasons)
{
    const OpenedSheet sheet(u"a.csv"_s, "name, phone\r\n\"Ann\", \"1 \"\"a\"\"\"\r\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    const ReadingReport &report = sheet.report();
    EXPECT_EQ(report.separator, u", "_s);
    EXPECT_EQ(report.whySeparator,
        u"Every one of the first rows has 2 cells when it is cut at each comma with a blank behind."_s);
    EXPECT_EQ(report.escape, CsvEscape::Doubled);
    EXPECT_EQ(report.whyEscape, u"Quotes inside of quoted cells of the first rows are doubled."_s);
    EXPECT_EQ(report.lineEnd, CsvLineEnd::CrLf);
    EXPECT_EQ(report.whyLineEnd, u"Every row of the file ends with it."_s);
}

TEST(Marks, reportTheLineEndOfTheWholeFile)
{
    const auto lineEndOf = [](const QByteArray &content) {
        const OpenedSheet sheet(u"a.csv"_s, content);
        return sheet.result ? sheet.report().lineEnd : CsvLineEnd::Any;
    };
    EXPECT_EQ(lineEndOf("a,b\n1,2\n\"x\r\ny\",3\n"), CsvLineEnd::Lf);
    EXPECT_EQ(lineEndOf("a,b\r1,2\r"), CsvLineEnd::Cr);
    EXPECT_EQ(lineEndOf("a,b\r\n" + QByteArray("1,2\r\n").repeated(2'000) + "3,4\n"), CsvLineEnd::Any);
}

TEST(Marks, foundAreReadTheSameWhenTheyAreChosen)
{
    for (const char *content : {"name, phone\r\nAnn, \"1 \"\"a\"\"\"\r\n", "a||b\n1||2\n", "'a';'b'\n'1;';'2'\n",
             "a,b\n\"x \\\"y\\\"\",1\n", "a\tb\r1\t2\r"}) {
        const OpenedSheet found(u"a.csv"_s, content);
        ASSERT_EQ(test::errorOf(found.result), "");
        ReadingOptions options;
        options.separator = found.report().separator;
        options.quote = found.report().quote.isEmpty() ? '\0' : found.report().quote[0].toLatin1();
        options.escape = found.report().escape;
        options.lineEnd = found.report().lineEnd;
        const OpenedSheet again(u"a.csv"_s, content, options);
        ASSERT_EQ(test::errorOf(again.result), "");
        EXPECT_EQ(test::linesOf(again.table()), test::linesOf(found.table())) << content;
        EXPECT_EQ(again.report().lineEnd, found.report().lineEnd);
    }
}

} // namespace
} // namespace callsheet::sheet
