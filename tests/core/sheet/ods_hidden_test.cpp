#include "core/sheet/limits.h"
#include "tests/core/sheet/ods_files.h"

// What a sheet of an OpenDocument file does not show as it stands: hidden and filtered rows, hidden columns, merged
// cells; and the beginning of a file.
namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::OdsFile;
using test::odsRow;
using test::odsTable;
using test::odsText;
using Ods = test::OpenedOds;

const QByteArray header = odsRow(odsText("name") + odsText("value"));
const QByteArray collapsed = "table:visibility=\"collapse\"";
const QByteArray filtered = "table:visibility=\"filter\"";

QByteArray group(const QByteArray &rows, const char *display = "false")
{
    return QByteArray("<table:table-row-group table:display=\"") + display + "\">" + rows + "</table:table-row-group>";
}
QByteArray line(const char *text, const QByteArray &attributes = {})
{
    return odsRow(odsText(text), attributes);
}

TEST(OdsHidden, rowsAreReadAndAskedAbout)
{
    const Ods book(line("a") + line("b", collapsed) + line("c", "table:visibility=\"visible\"")
        + line("d", collapsed + " table:number-rows-repeated=\"3\"") + line("e"));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList(
            {u"2: a | "_s, u"3: b | "_s, u"4: c | "_s, u"5: d | "_s, u"6: d | "_s, u"7: d | "_s, u"8: e | "_s}));
    EXPECT_EQ(book.table().hiddenRows(), (std::vector<RowIndex>{1, 3, 4, 5}));
    EXPECT_EQ(book.report().hiddenRows, 4U);
    EXPECT_FALSE(book.report().isFiltered);
    EXPECT_EQ(book.report().questions, QList<Question>{Question::HiddenRows});
}

TEST(OdsHidden, rowsAreLeftOutWhenThePersonSaysSo)
{
    ReadingOptions options;
    options.hiddenRows = false;
    const Ods book(OdsFile(odsTable(header + line("a") + line("b", filtered) + line("c"))), options);
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: a"_s + u" | "_s, u"4: c | "_s}));
    EXPECT_EQ(book.report().hiddenRows, 1U);
    EXPECT_TRUE(book.report().questions.isEmpty());
}

TEST(OdsHidden, aFilterIsNamedOnlyWhereItHidesText)
{
    const Ods book(line("a") + line("b", filtered));
    ASSERT_EQ(book.error(), "");
    EXPECT_TRUE(book.report().isFiltered);
    const Ods blank(line("a") + odsRow("<table:table-cell/>", filtered + " table:number-rows-repeated=\"1000000\"")
        + line("b", collapsed));
    ASSERT_EQ(blank.error(), "");
    EXPECT_EQ(blank.report().hiddenRows, 1U);
    EXPECT_FALSE(blank.report().isFiltered);
}

TEST(OdsHidden, rowsOfFoldedGroupsAreHidden)
{
    const Ods book(line("a") + group(line("b") + group(line("c"), "true") + group(line("d")) + line("e")) + line("f")
        + group(line("g") + group(line("h")) + line("i"), "true") + line("j"));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.table().rowCount(), 10U);
    EXPECT_EQ(book.table().hiddenRows(), (std::vector<RowIndex>{1, 2, 3, 4, 7})); // b c d e h
}

TEST(OdsHidden, rowsOfOtherSheetsDoNotCount)
{
    const Ods book(OdsFile(odsTable(header + line("a")) + odsTable(header + line("b", filtered), "Other")));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.report().hiddenRows, 0U);
    EXPECT_FALSE(book.report().isFiltered);
}

TEST(OdsHidden, columnsAreNamed)
{
    const QByteArray columns
        = "<table:table-column/><table:table-column table:visibility=\"collapse\" "
          "table:number-columns-repeated=\"2\"/><table:table-column/><table:table-column-group "
          "table:display=\"false\"><table:table-column/><table:table-column-group><table:table-column/>"
          "</table:table-column-group></table:table-column-group><table:table-column/><table:table-column "
          "table:visibility=\"filter\" table:number-columns-repeated=\"2147483648\"/>";
    const Ods book(
        OdsFile(odsTable(columns + odsRow(odsText("name", "table:number-columns-repeated=\"8\"")) + line("a"))));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.report().hiddenColumns, (QList<int>{1, 2, 4, 5, 7}));
}

TEST(OdsMerged, cellsOverSeveralRowsAreAskedAboutAndRepeated)
{
    const QByteArray rows = odsRow(odsText("Team A", "table:number-rows-spanned=\"3\"") + odsText("Ann"))
        + odsRow("<table:covered-table-cell/>" + odsText("Bob"))
        + odsRow("<table:covered-table-cell/>" + odsText("Cem"))
        + odsRow(odsText("one row", "table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\"")
            + "<table:covered-table-cell/>");
    const Ods asked(rows);
    ASSERT_EQ(asked.error(), "");
    EXPECT_EQ(asked.lines(), QStringList({u"2: Team A | Ann"_s, u"3:  | Bob"_s, u"4:  | Cem"_s, u"5: one row | "_s}));
    EXPECT_EQ(asked.report().mergedAreas, 1U);
    EXPECT_EQ(asked.report().questions, QList<Question>{Question::MergedCells});
    ReadingOptions options;
    options.mergedCells = true;
    const Ods repeated(OdsFile(odsTable(header + rows)), options);
    ASSERT_EQ(repeated.error(), "");
    EXPECT_EQ(repeated.lines(),
        QStringList({u"2: Team A | Ann"_s, u"3: Team A | Bob"_s, u"4: Team A | Cem"_s, u"5: one row | "_s}));
}

TEST(OdsMerged, anAreaBeyondTheSheetEndsWithIt)
{
    ReadingOptions options;
    options.mergedCells = true;
    const QByteArray rows = odsRow(odsText("all", "table:number-rows-spanned=\"2147483648\"") + odsText("Ann"))
        + odsRow("<table:covered-table-cell table:number-columns-repeated=\"1\"/>" + odsText("Bob"));
    const Ods book(OdsFile(odsTable(header + rows)), options);
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: all | Ann"_s, u"3: all | Bob"_s}));
}

TEST(OdsMerged, refusesMoreAreasThanASheetMayHave)
{
    const QByteArray cell = odsText("x", "table:number-rows-spanned=\"2\" table:number-columns-repeated=\"16384\"");
    const Ods book(OdsFile(odsTable(odsRow(cell).repeated(7))));
    ASSERT_FALSE(book.result);
    EXPECT_EQ(book.result.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(book.result.error().message.contains(u"100,000 merged areas"_s)) << book.error();
}

TEST(OdsCells, keepTheTextOfListsAndTablesInsideOfThem)
{
    const QByteArray list
        = "<text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:h>two"
          "</text:h></text:list-item></text:list>";
    const QByteArray inner
        = "<table:table table:is-sub-table=\"true\">" + odsRow(odsText("in") + odsText("ner")) + "</table:table>";
    const Ods book(odsRow("<table:table-cell office:value-type=\"string\">" + list
                       + "</table:table-cell>"
                         "<table:table-cell office:value-type=\"string\"><text:p>outer</text:p>"
                       + inner + "</table:table-cell>")
        + odsRow(odsText("<text:span>p<text:p>q</text:p>r</text:span>s") + odsText("next")));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: one\ntwo | outer\nin\nner"_s, u"3: pqrs | next"_s}));
}

TEST(OdsBeginning, endsAfterTheFirstRowsAndReadsNoFurther)
{
    QByteArray rows = header;
    for (int i = 0; i < 5'000; ++i)
        rows += line(QByteArray::number(i).constData());
    const test::TemporaryFolder folder;
    // Nothing behind the first rows is looked at: not even where the content breaks off.
    const QString path = OdsFile(QByteArray{})
                             .set("content.xml", "<o:c xmlns:o=\"o\"><o:spreadsheet>" + odsTable(rows) + "<broken")
                             .write(folder);
    EXPECT_FALSE(openSheet(path, {}, nullptr, {}));
    const auto beginning = openBeginning(path, {}, {});
    ASSERT_EQ(test::errorOf(beginning), "");
    EXPECT_EQ(beginning->table->rowCount(), beginningRows - 1); // one is the header
    EXPECT_EQ(beginning->table->text(198, 0), u"198"_s);
    EXPECT_EQ(beginning->report.sheets.size(), 1);
    EXPECT_EQ(beginning->report.whySheet, u"It is the first visible sheet."_s);
}

TEST(OdsBeginning, holdsNoMoreOfARepeatedRowThanItNeeds)
{
    const Ods book(line("x", "table:number-rows-repeated=\"1000000\""));
    const auto beginning = openBeginning(book.path, {}, {});
    ASSERT_EQ(test::errorOf(beginning), "");
    EXPECT_EQ(beginning->table->rowCount(), beginningRows - 1);
    EXPECT_EQ(book.table().rowCount(), 1'000'000U);
}

TEST(OdsBeginning, isAllOfASmallFile)
{
    const Ods book(
        OdsFile(odsTable(header + line("a", collapsed) + line("b")) + odsTable(header + line("c"), "Other")));
    const auto beginning = openBeginning(book.path, {}, {});
    ASSERT_EQ(test::errorOf(beginning), "");
    EXPECT_EQ(test::linesOf(*beginning->table), book.lines());
    EXPECT_EQ(beginning->report.sheets, book.report().sheets);
    EXPECT_EQ(beginning->report.hiddenRows, 1U);
    EXPECT_TRUE(beginning->report.questions.isEmpty()) << "only the whole file can tell";
}

} // namespace
} // namespace callsheet::sheet
