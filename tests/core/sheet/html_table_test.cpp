#include "core/sheet/html_table.h"
#include "tests/support/printers.h"

#include <QByteArray>
#include <QStringList>

#include <gtest/gtest.h>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

// The table as lines "a | b", blank cells included.
QStringList linesOf(const PastedRows &rows)
{
    QStringList lines;
    for (std::uint32_t row = 0; row < rows.rowCount(); ++row) {
        QStringList cells;
        for (std::uint32_t column = 0; column < rows.columnCount(); ++column)
            cells += QString::fromStdString(rows.text(row, column)).replace(u'\n', u'/');
        lines += cells.join(u" | "_s);
    }
    return lines;
}

QStringList read(const QByteArray &html)
{
    const auto rows = readHtmlTable({html.constData(), static_cast<std::size_t>(html.size())}, {});
    return rows ? linesOf(*rows) : QStringList{rows.error().message};
}

struct HtmlCase {
    const char *name;
    QByteArray html;
    QStringList lines;
};
void PrintTo(const HtmlCase &row, std::ostream *out)
{
    *out << row.name;
}
class HtmlTable : public testing::TestWithParam<HtmlCase> { };

TEST_P(HtmlTable, becomesTheRowsThatAPersonSees)
{
    EXPECT_EQ(read(GetParam().html), GetParam().lines);
}

INSTANTIATE_TEST_SUITE_P(Programs, HtmlTable,
    testing::Values(
        HtmlCase{"Excel",
            R"(<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style><!--table {mso-displayed-decimal-separator:"\.";} td {x:1}--></style></head><body link="#0563C1"><table border=0 cellpadding=0 style='border-collapse:collapse'><!--StartFragment--> <col width=64><tr height=20><td height=20 class=xl65 width=64>Name</td>
  <td>Phone</td></tr><tr height=20><td>Ann   Marie
  Smith</td><td class=xl65>07911 123451</td></tr><tr><td>a<span style='mso-spacerun:yes'>&nbsp; </span>b</td><td align=right>1.50</td></tr><!--EndFragment--></table></body></html>)",
            {u"Name | Phone"_s, u"Ann Marie Smith | 07911 123451"_s, u"a  b | 1.50"_s}},
        HtmlCase{"LibreOffice",
            R"(<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title></head><body><table cellspacing="0" border="0"><colgroup span="2" width="85"></colgroup><tr><td height="17" align="left"><font face="Liberation Sans">name</font></td><td align="left">phone</td></tr><tr><td align="left"><br></td><td align="right" sdval="7911123451" sdnum="1033;">07911123451</td></tr></table></body></html>)",
            {u"name | phone"_s, u" | 07911123451"_s}},
        HtmlCase{"Google Sheets",
            R"(<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #ccc;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" dir="ltr" data-sheets-root="1"><colgroup><col width="100"/></colgroup><tbody><tr style="height:21px;"><td data-sheets-value="{&quot;1&quot;:2}">name</td><td>phone</td></tr><tr><td>First<br/>Second</td><td>&#43;447911123451</td></tr></tbody></table></google-sheets-html-origin>)",
            {u"name | phone"_s, u"First/Second | +447911123451"_s}},
        HtmlCase{"browser",
            "<p>Our <b>list</b></p><table><thead><tr><th>n<th>p<tbody><tr><td>A &amp; B<td>&eacute;&#x20AC;"
            "</table><table><tr><td>other<td>table</table>",
            {u"n | p"_s, u"A & B | é€"_s}}),
    [](const auto &test) { return QString::fromLatin1(test.param.name).remove(u' ').toStdString(); });

INSTANTIATE_TEST_SUITE_P(Shapes, HtmlTable,
    testing::Values(HtmlCase{"columnSpan", "<table><tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3</table>",
                        {u"a |  | b"_s, u"1 | 2 | 3"_s}},
        HtmlCase{"rowSpan", "<table><tr><td>n<td>p<tr><td rowspan=2>a<td>1<tr><td>2<tr><td>b<td>3</table>",
            {u"n | p"_s, u"a | 1"_s, u" | 2"_s, u"b | 3"_s}},
        HtmlCase{"bothSpans", "<table><tr><td rowspan=2 colspan=2>a<td>1<tr><td>2<tr><td>x<td>y<td>z</table>",
            {u"a |  | 1"_s, u" |  | 2"_s, u"x | y | z"_s}},
        HtmlCase{"spansOfNonsense", "<table><tr><td colspan=-3 rowspan=many>a<td colspan=0>b</table>", {u"a | b"_s}},
        HtmlCase{"nestedTable", "<table><tr><td>a<td><table><tr><td>x<td>y<tr><td>z</table><tr><td>b<td>c</table>",
            {u"a | x y/z"_s, u"b | c"_s}},
        HtmlCase{"layoutAroundIt", "<table><tr><td><table><tr><td>n<td>p<tr><td>a<td>1</table></td></tr></table>",
            {u"n | p"_s, u"a | 1"_s}},
        HtmlCase{"oneCellFirst", "<table><tr><td>Title</table><table><tr><td>n<td>p</table>", {u"n | p"_s}},
        HtmlCase{"onlyOneCell", "<table><tr><td>Title</table>", {u"Title"_s}},
        HtmlCase{"hiddenTable", "<table style='DISPLAY : none'><tr><td>x<td>y</table><table><tr><td>n<td>p</table>",
            {u"n | p"_s}},
        HtmlCase{"paragraphs", "<table><tr><td><p>a</p>\n<p>b</p><div>c</div></td><td> d </td></tr></table>",
            {u"a/b/c | d"_s}},
        HtmlCase{"script", "<table><tr><td>a<script>var x = '<td>no';</script><td>b<style>td{}</style></table>",
            {u"a | b"_s}},
        HtmlCase{"cutShort", "<table><tr><td>n<td>p<tr><td>a<td>1", {u"n | p"_s, u"a | 1"_s}},
        HtmlCase{"noTable", "<p>07911 123451</p>", {}},
        HtmlCase{"entities", "<table><tr><td>&lt;b&gt; &quot;q&quot; &nosuch; &#0; &amp;<td>1</table>",
            {u"<b> \"q\" &nosuch; & | 1"_s}},
        HtmlCase{"encodingThatLies", "<meta charset='latin1'><table><tr><td>Zo\xC3\xAB<td>1</table>", {u"Zoë | 1"_s}},
        HtmlCase{"cellsWithoutARow", "<table><td>a<td>b</table>", {u"a | b"_s}}),
    [](const auto &test) { return test.param.name; });

TEST(HtmlTableHidden, rowsAreMarkedAndNotDropped)
{
    const QByteArray html = "<table><tr><td>n<td>p<tr style='height:0;display: none'><td>a<td>1<tr hidden><td>b<td>2"
                            "<tr><td>c<td>3</table>";
    const auto rows = readHtmlTable(html.toStdString(), {});
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->rowCount(), 4U);
    EXPECT_EQ(rows->hiddenRows(), 2U);
}

TEST(HtmlTableMerged, cellsOfDataRowsAreCounted)
{
    const auto rows = readHtmlTable("<table><tr><td rowspan=2>n<td>p<tr><td>q<tr><td rowspan=2>a<td>1<tr><td>2"
                                    "<tr><td rowspan=9>b<td>3</table>",
        {});
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->mergedCells(), 1U) << "not the heading, and not the one with nothing below it";
}

TEST(HtmlTableLimits, endInASentence)
{
    QByteArray wide = "<table><tr>";
    for (int i = 0; i < 17; ++i)
        wide += "<td colspan=1000>x";
    EXPECT_TRUE(read(wide).join(u""_s).contains(u"16,384 columns"_s)) << read(wide).join(u""_s).toStdString();
    const QByteArray tall = "<table><tr><td>a<td>b" + QByteArray("<tr>").repeated(1'100'000) + "</table>";
    EXPECT_TRUE(read(tall).join(u""_s).contains(u"1,048,576 rows"_s));
    const QByteArray large = "<table><tr><td>a<td>" + QByteArray(300 << 10, 'x') + "</table>";
    EXPECT_TRUE(read(large).join(u""_s).contains(u"256 KB"_s));
}

TEST(HtmlTableLimits, areNotReachedByDepth)
{
    // Tables and elements inside one another without end are no way to exhaust the stack.
    const QByteArray deep = QByteArray("<div>").repeated(200'000) + "<table><tr><td>a<td>b</table>";
    EXPECT_LE(read(deep).size(), 1);
    const QByteArray nested = QByteArray("<table><tr><td>x<td>").repeated(20'000);
    EXPECT_EQ(read(nested).size(), 1);
}

TEST(HtmlTableStop, endsTheReading)
{
    std::stop_source stop;
    stop.request_stop();
    const QByteArray html = "<table>" + QByteArray("<tr><td>a<td>b").repeated(100'000);
    const auto rows = readHtmlTable(html.toStdString(), stop.get_token());
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().kind, base::ErrorKind::Cancelled);
}

} // namespace
} // namespace callsheet::sheet
