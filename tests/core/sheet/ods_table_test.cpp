#include "core/sheet/ods_table.h"
#include "tests/core/sheet/ods_files.h"
#include "tests/core/sheet/workbook_damage.h"

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::OdsFile;
using test::odsRow;
using test::odsTable;
using test::odsText;
using test::odsValue;

const QByteArray header = odsRow(odsText("name") + odsText("value"));
using Ods = test::OpenedOds;

TEST(OdsTable, readsEveryTypeOfCell)
{
    const Ods book(odsRow(odsText("Zoë &amp; Co") + odsValue("float", "office:value=\"447911123456\"", "4.5E+11"))
        + odsRow(odsValue("float", "office:value=\"5825.3599999999997\"")
            + odsValue("currency", "office:currency=\"EUR\" office:value=\"12.5\"", "12.50 €"))
        + odsRow(odsValue("percentage", "office:value=\"0.155\"", "16%")
            + odsValue("boolean", "office:boolean-value=\"true\"", "WAHR"))
        + odsRow(odsValue("boolean", "office:boolean-value=\"false\"")
            + odsValue("date", "office:date-value=\"2024-03-01\"", "01.03.24"))
        + odsRow(odsValue("date", "office:date-value=\"2024-03-01T09:30:00\"")
            + odsValue("time", "office:time-value=\"PT09H30M00S\"", "9:30"))
        + odsRow(odsValue("string", "office:string-value=\"the value\"", "the text")
            + "<table:table-cell><text:p>no type</text:p></table:table-cell>"));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: Zoë & Co | 447911123456"_s, u"3: 5825.36 | 12.5"_s, u"4: 15.5% | TRUE"_s,
            u"5: FALSE | 2024-03-01"_s, u"6: 2024-03-01 09:30 | 09:30:00"_s, u"7: the value | no type"_s}));
    EXPECT_EQ(book.result->report.format, Format::Ods);
    EXPECT_EQ(formatName(book.result->report.format), u"ods"_s);
    EXPECT_EQ(book.result->report.encoding, u"UTF-8"_s);
    EXPECT_EQ(book.table().header(), QStringList({u"name"_s, u"value"_s}));
}

TEST(OdsTable, readsTheResultsOfFormulas)
{
    const Ods book(odsRow(odsValue("string", "table:formula=\"of:=[.A1]\"", "text")
                       + odsValue("float", "table:formula=\"of:=1/4\" office:value=\"0.25\""))
        + odsRow(odsValue("string", "table:formula=\"of:=NA()\" office:string-value=\"\" calcext:value-type=\"error\"",
                     "#N/A")
            + odsValue("string", "table:formula=\"of:=&quot;&quot;\" office:string-value=\"\"", ""))
        + odsRow(odsValue("float", "table:formula=\"of:=TRUE()\" office:value=\"1\"", "WAHR")
            + odsValue("float", "table:formula=\"of:=FALSE()\" office:value=\"0\"", "FALSCH"))
        + odsRow(odsText("x") + "<table:table-cell table:formula=\"of:=1+1\"/>")
        + odsRow("<table:table-cell table:formula=\"of:=1+1\" office:value-type=\"float\"/>" + odsText("y")));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: text | 0.25"_s, u"3: #N/A | "_s, u"4: TRUE | FALSE"_s, u"5: x | "_s, u"6:  | y"_s}));
    EXPECT_EQ(book.table().damagedRows(),
        (std::vector<DamagedRow>{{3, RowDamage::FormulaWithoutValue}, {4, RowDamage::FormulaWithoutValue}}));
}

TEST(OdsTable, putsTheTextOfACellTogether)
{
    const Ods book(odsRow(odsText("one</text:p><text:p>two</text:p><text:p/><text:p>four")
                       + odsText("a<text:s/>b<text:s text:c=\"3\"/>c<text:tab/>d<text:line-break/>e"))
        + odsRow(odsText("<text:span>Ann </text:span><text:a>Smith<text:span>!</text:span></text:a>")
            + "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a "
              "note</text:p></office:annotation>"
              "<text:p>kept<office:annotation><text:p>inner</text:p></office:annotation></text:p>"
              "<draw:frame><draw:text-box><text:p>picture</text:p></draw:text-box></draw:frame></table:table-cell>")
        + odsRow(odsText("<text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></"
                         "text:ruby>")
            + odsText("a  b <![CDATA[<c>]]>&#x1F600;")));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: one\ntwo\n\nfour | a b   c\td\ne"_s, u"3: Ann Smith! | kept"_s, u"4: 東京 | a  b <c>😀"_s}));
}

TEST(OdsTable, repeatsWhatIsRepeated)
{
    const Ods book(odsRow(odsText("twice", "table:number-columns-repeated=\"2\""), "table:number-rows-repeated=\"3\"")
        + odsRow("<table:table-cell table:number-columns-repeated=\"4\"/>" + odsText("far"))
        + odsRow("<table:table-cell/>", "table:number-rows-repeated=\"10\"") + odsRow(odsText("end")));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: twice | twice |  |  | "_s, u"3: twice | twice |  |  | "_s, u"4: twice | twice |  |  | "_s,
            u"5:  |  |  |  | far"_s, u"16: end |  |  |  | "_s}));
    EXPECT_EQ(book.table().blankRows(), 10U);
}

TEST(OdsTable, takesNothingForEmptyRepeats)
{
    const QByteArray emptyCells = "<table:table-cell table:number-columns-repeated=\"16382\"/>";
    const Ods book(odsRow(odsText("Ann") + odsText("1") + emptyCells)
        + odsRow("<table:table-cell table:style-name=\"ce1\" table:number-columns-repeated=\"2147483648\"/>",
            "table:number-rows-repeated=\"2147483648\""));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: Ann | 1"_s}));
    EXPECT_EQ(book.table().columnCount(), 2);
    EXPECT_LT(book.table().memoryUsed(), std::size_t(4) << 20);
}

TEST(OdsTable, holdsTheCellsOfRepeatedRowsOnce)
{
    const QByteArray wide = "table:number-columns-repeated=\"50\"";
    const Ods book(OdsFile(odsTable(
        odsRow(odsText("name", wide)) + odsRow(odsText("again", wide), "table:number-rows-repeated=\"1000000\""))));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.table().rowCount(), 1'000'000U);
    EXPECT_EQ(book.table().text(999'999, 49), u"again"_s);
    EXPECT_EQ(book.table().sheetRow(999'999), 1'000'001U);
    EXPECT_LT(book.table().memoryUsed(), std::size_t(32) << 20);
}

TEST(OdsTable, refusesRepeatsBeyondTheSheet)
{
    const Ods columns(odsRow(odsText("x", "table:number-columns-repeated=\"2147483648\"")));
    const Ods rows(odsRow(odsText("x"), "table:number-rows-repeated=\"2147483648\""));
    const Ods behind(
        odsRow("<table:table-cell/>", "table:number-rows-repeated=\"99999999999999999999\"") + odsRow(odsText("x")));
    const Ods formula(
        odsRow("<table:table-cell table:formula=\"of:=1\"/>", "table:number-rows-repeated=\"2147483648\""));
    for (const Ods *book : {&columns, &rows, &behind, &formula}) {
        ASSERT_FALSE(book->result);
        EXPECT_EQ(book->result.error().kind, base::ErrorKind::Limit);
        EXPECT_TRUE(book->result.error().message.contains(u"1,048,576 rows and 16,384 columns"_s)) << book->error();
    }
    const Ods cells(
        odsRow(odsText("x", "table:number-columns-repeated=\"16384\""), "table:number-rows-repeated=\"1000000\""));
    ASSERT_FALSE(cells.result);
    EXPECT_EQ(cells.result.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(cells.result.error().message.contains(u"60,000,000 filled cells"_s)) << cells.error();
    const Ods spaces(odsRow(odsText("<text:s text:c=\"2147483648\"/>x")));
    ASSERT_FALSE(spaces.result);
    EXPECT_EQ(spaces.result.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(spaces.result.error().message.contains(u"Cell A2"_s)) << spaces.error();
}

TEST(OdsTable, keepsThePlaceOfCoveredCells)
{
    const Ods book(odsRow(odsText("merged", "table:number-columns-spanned=\"2\"") + "<table:covered-table-cell/>"
                       + odsText("third"))
        + odsRow("<table:covered-table-cell table:number-columns-repeated=\"2\"/>" + odsText("below"))
        + odsRow("<table:covered-table-cell office:value-type=\"string\"><text:p>under "
                 "it</text:p></table:covered-table-cell>"));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: merged |  | third"_s, u"3:  |  | below"_s, u"4: under it |  | "_s}));
}

TEST(OdsTable, readsRowsInsideOfGroups)
{
    const Ods book(
        OdsFile("<table:tracked-changes><table:table-row><text:p>x</text:p></table:table-row></table:tracked-changes>"
            + odsTable("<table:table-columns><table:table-column/></"
                       "table:table-columns><table:shapes><table:table><table:table-row/>"
                       "</table:table></table:shapes><table:table-header-rows>"
                + header + "</table:table-header-rows><table:table-row-group><table:table-row-group><table:table-rows>"
                + odsRow(odsText("inner")) + "</table:table-rows></table:table-row-group>" + odsRow(odsText("outer"))
                + "</table:table-row-group>")));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: inner | "_s, u"3: outer | "_s}));
    EXPECT_EQ(book.result->report.sheets.size(), 1);
}

TEST(OdsTable, showsNumbersAndDatesAsTheirStyleSays)
{
    const QByteArray styles
        = R"(<number:number-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="5"/></number:number-style>)"
          R"(<number:number-style style:name="N2"><number:text>+</number:text><number:number number:min-integer-digits="10"><number:embedded-text number:position="6"> </number:embedded-text></number:number></number:number-style>)"
          R"(<number:number-style style:name="N3"><number:number number:decimal-places="2" number:min-integer-digits="5"/></number:number-style>)"
          R"(<number:date-style style:name="N4"><number:day/><number:text>.</number:text><number:month/></number:date-style>)"
          R"(<number:date-style style:name="N5"><number:day/><number:hours/></number:date-style>)"
          R"(<number:number-style style:name="N6P0"><number:number number:min-integer-digits="4"/></number:number-style>)"
          R"(<number:number-style style:name="N6"><number:text>-</number:text><number:number number:min-integer-digits="4"/><style:map style:condition="value()&gt;=0" style:apply-style-name="N6P0"/></number:number-style>)"
          R"(<style:style style:name="c1" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="c2" style:family="table-cell" style:data-style-name="N2"/>)"
          R"(<style:style style:name="c3" style:family="table-cell" style:data-style-name="N3"/><style:style style:name="c4" style:family="table-cell" style:data-style-name="N4"/>)"
          R"(<style:style style:name="c5" style:family="table-cell" style:data-style-name="N5"/><style:style style:name="c6" style:family="table-cell" style:data-style-name="N6"/>)"
          R"(<style:style style:name="c7" style:family="table-cell" style:parent-style-name="Zip"/>)";
    const auto number = [](const char *style, const char *value) {
        return odsValue("float", QByteArray("table:style-name=\"") + style + "\" office:value=\"" + value + "\"");
    };
    const auto date = [](const char *style) {
        return odsValue(
            "date", QByteArray("table:style-name=\"") + style + "\" office:date-value=\"2024-03-01T09:30:00\"");
    };
    OdsFile file(
        odsTable("<table:table-column/><table:table-column table:default-cell-style-name=\"c1\"/>" + header
            + odsRow(number("c1", "123") + number("c2", "911123456")) + odsRow(number("c3", "12") + number("c6", "7"))
            + odsRow(date("c4") + date("c5")) + odsRow(number("c7", "42") + odsValue("float", "office:value=\"9\""))
            + odsRow(
                odsValue("float", "office:value=\"8\"") + number("c9", "8"), "table:default-cell-style-name=\"c6\"")),
        styles);
    file.set("styles.xml",
        R"(<office:document-styles><office:styles><number:number-style style:name="Z"><number:number number:min-integer-digits="3"/></number:number-style>)"
        R"(<style:style style:name="Zip" style:family="table-cell" style:data-style-name="Z"/></office:styles></office:document-styles>)");
    const Ods book(file);
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: 00123 | +0911 123456"_s, u"3: 12 | 0007"_s, u"4: 2024-03-01 | 2024-03-01 09:30"_s,
            u"5: 042 | 00009"_s, u"6: 0008 | 8"_s}));
}

OdsFile threeSheets()
{
    const auto sheet = [](const char *text) { return odsRow(odsText("name")) + odsRow(odsText(text)); };
    return OdsFile(odsTable(sheet("secret"), "Secret", "ta1") + odsTable(sheet("contacts"), "Zoë &amp; Co", "ta2")
            + odsTable(sheet("old") + odsRow(odsText("x") + odsText("y")), "Old", "ta2"),
        R"(<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>)"
        R"(<style:style style:name="ta2" style:family="table"><style:table-properties table:display="true"/></style:style>)");
}

TEST(OdsTable, takesTheFirstVisibleSheet)
{
    const Ods book(threeSheets());
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: contacts"_s}));
    EXPECT_EQ(book.result->report.sheet, u"Zoë & Co"_s);
    EXPECT_EQ(book.result->report.sheets,
        (QList<SheetInfo>{{u"Secret"_s, 2, 1, true}, {u"Zoë & Co"_s, 2, 1, false}, {u"Old"_s, 3, 2, false}}));
}

TEST(OdsTable, takesTheSheetThatWasChosenByNameOrNumber)
{
    for (const auto &[wanted, text] : {std::pair(u"Old"_s, u"old"_s), std::pair(u"zoë & co"_s, u"contacts"_s),
             std::pair(u"1"_s, u"secret"_s), std::pair(u"3"_s, u"old"_s)}) {
        ReadingOptions options;
        options.sheet = wanted;
        const Ods book(threeSheets(), options);
        ASSERT_EQ(book.error(), "");
        EXPECT_EQ(book.table().text(0, 0), text);
    }
    ReadingOptions options;
    options.sheet = u"New"_s;
    const Ods book(threeSheets(), options);
    ASSERT_FALSE(book.result);
    EXPECT_EQ(book.result.error().kind, base::ErrorKind::WrongUsage);
    EXPECT_EQ(book.error(), "“book.ods” has no sheet “New”. Choose one of its sheets: “Secret”, “Zoë & Co”, “Old”.");
}

TEST(OdsTable, doesNotMindWhichPrefixesTheFileChose)
{
    OdsFile file(QByteArray{});
    file.set("content.xml",
        R"(<o:document-content xmlns:o="o" xmlns:b="t" xmlns:x="x"><o:body><o:spreadsheet><b:table b:name="S"><b:table-row><b:table-cell o:value-type="string"><x:p>name</x:p></b:table-cell></b:table-row><b:table-row b:number-rows-repeated="2"><b:table-cell o:value-type="float" o:value="7"/></b:table-row></b:table></o:spreadsheet></o:body></o:document-content>)");
    const Ods book(file);
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: 7"_s, u"3: 7"_s}));
}

TEST(OdsTable, saysWhenThereIsAPassword)
{
    OdsFile file(odsTable(header));
    file.set("META-INF/manifest.xml",
        R"(<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>)");
    file.set("content.xml", "\x01\x02\x03");
    for (const Ods &book : {Ods(file), Ods(OdsFile(odsTable(header)).set("encrypted-package", "x"))}) {
        EXPECT_EQ(book.error(),
            "“book.ods” is protected by a password. Open it in a spreadsheet program, save it without the password and "
            "open that.");
    }
}

TEST(OdsTable, saysWhenThereIsNothingToRead)
{
    EXPECT_EQ(Ods(QByteArray()).error(),
        "The sheet “Contacts” of “book.ods” has a header but no rows. Add rows below the header, or choose another "
        "sheet.");
    EXPECT_EQ(Ods(OdsFile(odsTable(odsRow(odsText(" "))))).error(),
        "The sheet “Contacts” of “book.ods” is empty. Choose another sheet, or another file.");
    EXPECT_EQ(Ods(OdsFile(QByteArray())).error(),
        "“book.ods” is a workbook without any sheet of cells. Save it again in a spreadsheet program, or choose "
        "another "
        "file.");
    EXPECT_TRUE(QString::fromStdString(Ods(OdsFile(odsTable(header)).remove("content.xml")).error())
                    .contains(u"“content.xml” cannot be read"_s));
}

TEST(OdsTable, opensAFileWithoutItsTypeAndUnderAnotherName)
{
    const test::TemporaryFolder folder;
    OdsFile file(odsTable(header + odsRow(odsText("Ann"))));
    const auto result = test::open(file.remove("mimetype").write(folder, u"list.xlsx"_s));
    ASSERT_EQ(test::errorOf(result), "");
    EXPECT_EQ(result->report.format, Format::Ods);
    EXPECT_EQ(
        result->report.whyFormat, u"The file is an OpenDocument spreadsheet, although its name ends in “.xlsx”."_s);
}

TEST(OdsTable, refusesHostileParts)
{
    OdsFile laughs(odsTable(header));
    laughs.set("content.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>");
    EXPECT_TRUE(QString::fromStdString(Ods(laughs).error()).contains(u"document type declaration"_s));
    const Ods deep(odsRow("<table:table-cell>" + QByteArray("<table:table>").repeated(200)));
    ASSERT_FALSE(deep.result);
    EXPECT_EQ(deep.result.error().kind, base::ErrorKind::Limit);
    const Ods bomb(odsRow(QByteArray(100 << 20, ' ')));
    ASSERT_FALSE(bomb.result);
    EXPECT_EQ(bomb.result.error().kind, base::ErrorKind::Limit);
    const Ods cut(OdsFile(QByteArray()).set("content.xml", "<a><b>"));
    EXPECT_TRUE(QString::fromStdString(cut.error()).contains(u"is not well-formed"_s)) << cut.error();
}

TEST(OdsTable, refusesTooManySheets)
{
    const Ods book(OdsFile(odsTable({}).repeated(10'001)));
    ASSERT_FALSE(book.result);
    EXPECT_EQ(book.result.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(book.result.error().message.contains(u"10,000 sheets"_s));
}

TEST(OdsTable, reportsItsProgress)
{
    const test::TemporaryFolder folder;
    const QString path = threeSheets().write(folder);
    for (const auto &sheet : {std::optional<QString>(), std::optional(u"3"_s)}) {
        base::Progress progress;
        ReadingOptions options;
        options.sheet = sheet;
        ASSERT_TRUE(openSheet(path, options, &progress, {}));
        EXPECT_GT(progress.total, 0);
        EXPECT_EQ(progress.done, progress.total);
    }
}

TEST(OdsTable, survivesFilesThatAreCutOff)
{
    const test::TemporaryFolder folder;
    test::cutAndOpen(test::bytesOf(threeSheets().write(folder)), 64, u"cut.ods"_s);
}

TEST(OdsTable, survivesDamagedFiles)
{
    const test::TemporaryFolder folder;
    test::damageAndOpen(test::bytesOf(threeSheets().write(folder)), 5'000, 7, u"damaged.ods"_s);
}

// Behind the checksum of the archive: the content itself is damaged. In parts, so that none takes long under the
// sanitizers.
class OdsDamage : public testing::TestWithParam<quint32> { };

TEST_P(OdsDamage, endsInATableOrASentence)
{
    const QByteArray rows = odsRow(odsText("a<text:s text:c=\"3\"/>b") + odsValue("float", "office:value=\"1.5\""))
        + odsRow(odsValue("date", "office:date-value=\"2024-03-01T09:30:00.5\" table:style-name=\"c\"")
                + odsValue("time", "office:time-value=\"PT09H30M00S\""),
            "table:number-rows-repeated=\"2\"")
        + odsRow(
            odsText("z", "table:number-columns-repeated=\"3\"") + "<table:covered-table-cell table:formula=\"=1\"/>");
    const QByteArray styles
        = R"(<number:number-style style:name="N"><number:text>+</number:text><number:number number:min-integer-digits="9"><number:embedded-text number:position="6"> </number:embedded-text></number:number></number:number-style>)"
          R"(<style:style style:name="c" style:family="table-cell" style:data-style-name="N"/>)";
    const QByteArray content
        = "<s>" + styles + "</s><b><office:spreadsheet>" + odsTable(header + rows) + "</office:spreadsheet></b>";
    const QByteArray characters = "<>/\"= 0159-:.PTHMScpts&;_x";
    const test::TemporaryFolder folder;
    QRandomGenerator random(GetParam());
    for (int round = 0; round < 3'750; ++round) {
        QByteArray damaged = content;
        for (int change = 0; change < 2; ++change) {
            const int position = random.bounded(static_cast<int>(damaged.size()));
            if (random.bounded(3) == 0)
                damaged.remove(position, 1 + random.bounded(4));
            else
                damaged[position] = characters[random.bounded(static_cast<int>(characters.size()))];
        }
        test::expectTableOrSentence(
            OdsFile(QByteArray())
                .set("content.xml", "<office:document-content>" + damaged + "</office:document-content>")
                .write(folder));
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, OdsDamage, testing::Values(8, 18, 28, 38));

} // namespace
} // namespace callsheet::sheet
