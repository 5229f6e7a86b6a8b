#include "core/sheet/xlsx_table.h"
#include "tests/core/sheet/sheet_files.h"

#include <QFile>
#include <QRandomGenerator>

#include <xlsxwriter.h>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::WorkbookFile;

constexpr auto headerRow
    = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="inlineStr"><is><t>value</t></is></c></row>)";

// Opens a workbook whose sheet has the header "name | value" and these rows.
class Workbook {
public:
    explicit Workbook(const QByteArray &rows, const ReadingOptions &options = {})
    {
        file.setRows(headerRow + rows);
        read(options);
    }
    explicit Workbook(const WorkbookFile &workbook, const ReadingOptions &options = {})
        : file(workbook)
    {
        read(options);
    }

    const Table &table() const { return *result->table; }
    QStringList lines() const { return test::linesOf(table()); }
    std::string error() const { return test::errorOf(result); }

    WorkbookFile file;
    base::Result<Document> result = base::Error();

private:
    void read(const ReadingOptions &options) { result = test::open(file.write(m_folder), options); }
    test::TemporaryFolder m_folder;
};

TEST(XlsxTable, readsWhatALibraryWrote)
{
    const test::TemporaryFolder folder;
    for (const std::uint8_t inlineStrings : {LXW_FALSE, LXW_TRUE}) {
        const QString path = folder.path(u"book.xlsx"_s);
        lxw_workbook_options options = {};
        options.constant_memory = inlineStrings;
        lxw_workbook *book = workbook_new_opt(path.toUtf8().constData(), &options);
        lxw_worksheet *sheet = workbook_add_worksheet(book, "Contacts");
        lxw_format *date = workbook_add_format(book);
        format_set_num_format(date, "yyyy-mm-dd");
        lxw_format *zip = workbook_add_format(book);
        format_set_num_format(zip, "00000");
        const char *headings[] = {"name", "phone", "amount", "day", "zip", "ok"};
        for (lxw_col_t i = 0; i < 6; ++i)
            worksheet_write_string(sheet, 0, i, headings[i], nullptr);
        worksheet_write_string(sheet, 1, 0, " Zoë <&> \"x\"\nline", nullptr);
        worksheet_write_number(sheet, 1, 1, 447911123456, nullptr);
        worksheet_write_number(sheet, 1, 2, 5825.36, nullptr);
        worksheet_write_number(sheet, 1, 3, 45352, date);
        worksheet_write_number(sheet, 1, 4, 1234, zip);
        worksheet_write_boolean(sheet, 1, 5, 1, nullptr);
        worksheet_write_string(sheet, 4, 0, "Łukasz", nullptr);
        worksheet_write_formula_num(sheet, 4, 2, "=1+1.5", nullptr, 2.5);
        worksheet_write_formula_str(sheet, 4, 4, "=\"a\"&\"b\"", nullptr, "ab");
        ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);

        const auto document = test::open(path);
        ASSERT_EQ(test::errorOf(document), "");
        EXPECT_EQ(
            document->table->header(), QStringList({u"name"_s, u"phone"_s, u"amount"_s, u"day"_s, u"zip"_s, u"ok"_s}));
        EXPECT_EQ(test::linesOf(*document->table),
            QStringList({u"2:  Zoë <&> \"x\"\nline | 447911123456 | 5825.36 | 2024-03-01 | 01234 | TRUE"_s,
                u"5: Łukasz |  | 2.5 |  | ab | "_s}));
        EXPECT_EQ(document->table->blankRows(), 2U);
        EXPECT_EQ(document->report.format, Format::Xlsx);
        EXPECT_EQ(document->report.sheet, u"Contacts"_s);
        EXPECT_EQ(document->report.sheets, (QList<SheetInfo>{{u"Contacts"_s, 5, 6, false}}));
    }
}

TEST(XlsxTable, joinsRunsAndLeavesPhoneticsOut)
{
    WorkbookFile file;
    file.set("xl/sharedStrings.xml",
        "<sst><si><t>first</t></si><si><r><t>Ann </t></r><r><rPr/><t xml:space=\"preserve\"> Smith</t></r></si>"
        "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si><si><t/></si><si/>"
        "<si><t>a<!-- x -->b<![CDATA[<c>]]>&amp;_x000D_</t></si></sst>");
    QByteArray rows = headerRow;
    for (int i = 0; i < 6; ++i)
        rows
            += "<row><c t=\"inlineStr\"><is><t>r</t></is></c><c t=\"s\"><v>" + QByteArray::number(i) + "</v></c></row>";
    const Workbook book(file.setRows(rows));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: r | first"_s, u"3: r | Ann  Smith"_s, u"4: r | 東京"_s, u"5: r | "_s, u"6: r | "_s,
            u"7: r | ab<c>&\r"_s}));
    EXPECT_TRUE(book.table().damagedRows().empty());
}

TEST(XlsxTable, neverShowsAnotherCellsText)
{
    WorkbookFile file;
    file.set("xl/sharedStrings.xml", "<sst count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>only</t></si></sst>");
    QByteArray rows = headerRow;
    for (const char *index : {"0", "1", "-1", "x", "4294967296", ""})
        rows += QByteArray("<row><c t=\"inlineStr\"><is><t>r</t></is></c><c t=\"s\"><v>") + index + "</v></c></row>";
    const Workbook book(file.setRows(rows));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: r | only"_s, u"3: r | "_s, u"4: r | "_s, u"5: r | "_s, u"6: r | "_s, u"7: r | "_s}));
    EXPECT_EQ(book.table().damagedRows(),
        (std::vector<DamagedRow>{{1, RowDamage::InvalidText}, {2, RowDamage::InvalidText}, {3, RowDamage::InvalidText},
            {4, RowDamage::InvalidText}, {5, RowDamage::InvalidText}}));
}

TEST(XlsxTable, readsEveryTypeOfCell)
{
    const Workbook book(
        R"(<row r="2"><c r="A2" t="b"><v>0</v></c><c r="B2" t="e"><v>#N/A</v></c></row>)"
        R"(<row r="3"><c r="A3" t="str"><f>A1</f><v>text</v></c><c r="B3"><f>1/3</f><v>0.33333333333333331</v></c></row>)"
        R"(<row r="4"><c r="A4" t="d"><v>2024-03-01T09:30:00</v></c><c r="B4" t="n"><v>4.47911123456E11</v></c></row>)"
        R"(<row r="5"><c r="A5" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>z</t></rPh></is></c><c r="B5" s="99"><v>7</v></c></row>)");
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(),
        QStringList({u"2: FALSE | #N/A"_s, u"3: text | 0.333333333333333"_s, u"4: 2024-03-01 09:30 | 447911123456"_s,
            u"5: ab | 7"_s}));
}

TEST(XlsxTable, marksFormulasWithoutAValue)
{
    const Workbook book(R"(<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2"><f>1+1</f></c></row>)"
                        R"(<row r="3"><c r="A3"><f>1+1</f><v></v></c></row>)"
                        R"(<row r="4"><c r="A4" t="str"><f>""</f><v></v></c><c r="B4"><v>1</v></c></row>)");
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: x | "_s, u"3:  | "_s, u"4:  | 1"_s}));
    EXPECT_EQ(book.table().damagedRows(),
        (std::vector<DamagedRow>{{0, RowDamage::FormulaWithoutValue}, {1, RowDamage::FormulaWithoutValue}}));
}

TEST(XlsxTable, appliesTheNumberFormatOfTheStyle)
{
    WorkbookFile file;
    file.setStyles(
        R"(<numFmt numFmtId="164" formatCode="0000\ 000000"/><numFmt numFmtId="165" formatCode="d\.m\.yy&quot; o'clock &quot;h:mm"/>)",
        R"(<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/>)");
    const Workbook book(file.setRows(QByteArray(headerRow)
        + R"(<row><c s="1"><v>45352</v></c><c s="2"><v>911123456</v></c></row><row><c s="3"><v>45352.5</v></c><c s="4"><v>0.5</v></c></row>)"));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: 2024-03-01 | 0911 123456"_s, u"3: 2024-03-01 12:00 | 50%"_s}));
}

TEST(XlsxTable, countsDatesFrom1904WhenTheWorkbookSaysSo)
{
    WorkbookFile file;
    file.set("xl/workbook.xml",
        R"(<workbook><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="rId1" xmlns:r="r"/></sheets></workbook>)");
    file.setStyles({}, R"(<xf numFmtId="14"/>)");
    const Workbook book(file.setRows(QByteArray(headerRow) + "<row><c s=\"0\"><v>43890</v></c></row>"));
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: 2024-03-01 | "_s}));
}

TEST(XlsxTable, findsItsPlaceWithoutReferences)
{
    const Workbook book(R"(<row r="5"><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>)"
                        R"(<row><c r="B9"><v>4</v></c></row>)");
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"5: 1 | 2"_s, u"6:  | 3"_s, u"9:  | 4"_s}));
    EXPECT_EQ(book.table().blankRows(), 2U);
}

TEST(XlsxTable, putsRowsAndCellsIntoOrder)
{
    const Workbook book(
        R"(<row r="9"><c r="B9"><v>4</v></c><c r="A9"><v>3</v></c></row><row r="4"><c r="A4"><f>x</f></c><c r="B4"><v>1</v></c></row>)");
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"4:  | 1"_s, u"9: 3 | 4"_s}));
    EXPECT_EQ(book.table().damagedRows(), (std::vector<DamagedRow>{{0, RowDamage::FormulaWithoutValue}}));
}

TEST(XlsxTable, refusesRowsAndCellsThatStandThereTwice)
{
    const Workbook rows(R"(<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>)");
    EXPECT_EQ(rows.error(),
        "“book.xlsx” is damaged: its row 2 stands in the file twice. Save it again in a spreadsheet program.");
    const Workbook cells(R"(<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>)");
    EXPECT_EQ(cells.error(),
        "“book.xlsx” is damaged: its cell B2 stands in the file twice. Save it again in a spreadsheet program.");
}

TEST(XlsxTable, takesLittleForCellsInOppositeCorners)
{
    const Workbook book(R"(<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>)");
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.table().columnCount(), 16'384);
    EXPECT_EQ(book.table().sheetRow(0), 1'048'576U);
    EXPECT_EQ(book.table().text(0, 16'383), u"1"_s);
    EXPECT_LT(book.table().memoryUsed(), std::size_t(4) << 20);
}

TEST(XlsxTable, refusesCellsBeyondTheSheet)
{
    for (const char *reference : {"A1048577", "XFE2", "AAAA2"}) {
        const Workbook book(QByteArray("<row><c r=\"") + reference + "\"><v>1</v></c></row>");
        ASSERT_FALSE(book.result) << reference;
        EXPECT_EQ(book.result.error().kind, base::ErrorKind::Limit);
        EXPECT_TRUE(book.result.error().message.contains(u"1,048,576 rows and 16,384 columns"_s));
    }
}

WorkbookFile threeSheets()
{
    WorkbookFile file;
    file.set("xl/workbook.xml",
        R"(<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:rel="r"><x:sheets>)"
        R"(<x:sheet name="Secret" sheetId="7" state="veryHidden" rel:id="a"/><x:sheet name="Chart" sheetId="1" rel:id="d"/>)"
        R"(<x:sheet name="Zoë &amp; Co" sheetId="2" rel:id="b"/><x:sheet name="Old" sheetId="3" rel:id="c"/></x:sheets></x:workbook>)");
    file.set("xl/_rels/workbook.xml.rels",
        R"(<Relationships><Relationship Id="c" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="/data/old.xml"/>)"
        R"(<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/../secret.xml"/>)"
        R"(<Relationship Id="d" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/chartsheet" Target="chart.xml"/>)"
        R"(<Relationship Id="b" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="Worksheets/CONTACTS.xml"/></Relationships>)");
    const auto sheet = [](const char *name) {
        return QByteArray(
                   R"(<x:worksheet xmlns:x="y"><x:dimension ref="A1:C7"/><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>)")
            + name + "</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
    };
    file.set("data/old.xml", sheet("old"));
    file.set("xl/secret.xml", sheet("secret"));
    file.set("xl/worksheets/contacts.xml", sheet("contacts"));
    return file;
}

TEST(XlsxTable, takesTheFirstVisibleSheet)
{
    const Workbook book(threeSheets());
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: contacts"_s}));
    EXPECT_EQ(book.result->report.sheet, u"Zoë & Co"_s);
    EXPECT_EQ(book.result->report.sheets,
        (QList<SheetInfo>{{u"Secret"_s, 7, 3, true}, {u"Zoë & Co"_s, 2, 1, false}, {u"Old"_s, 7, 3, false}}));
}

TEST(XlsxTable, takesTheSheetThatWasChosenByNameOrNumber)
{
    for (const auto &[wanted, text] :
        {std::pair(u"Old"_s, u"old"_s), std::pair(u"zoë & co"_s, u"contacts"_s), std::pair(u"1"_s, u"secret"_s)}) {
        ReadingOptions options;
        options.sheet = wanted;
        const Workbook book(threeSheets(), options);
        ASSERT_EQ(book.error(), "");
        EXPECT_EQ(book.table().text(0, 0), text);
    }
}

TEST(XlsxTable, namesTheSheetsWhenTheChosenOneIsNotThere)
{
    for (const auto &wanted : {u"New"_s, u"0"_s, u"4"_s}) {
        ReadingOptions options;
        options.sheet = wanted;
        const Workbook book(threeSheets(), options);
        ASSERT_FALSE(book.result);
        EXPECT_EQ(book.result.error().kind, base::ErrorKind::WrongUsage);
        EXPECT_EQ(book.result.error().message,
            u"“book.xlsx” has no sheet “%1”. Choose one of its sheets: “Secret”, “Zoë & Co”, “Old”."_s.arg(wanted));
    }
}

TEST(XlsxTable, takesTheHeaderRowThatWasChosen)
{
    ReadingOptions options;
    options.headerRow = 3;
    const Workbook book(
        QByteArray(R"(<row r="3"><c t="inlineStr"><is><t>key</t></is></c></row><row r="8"><c><v>1</v></c></row>)"),
        options);
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.table().header(), QStringList({u"key"_s, u"Column B"_s}));
    EXPECT_EQ(book.lines(), QStringList({u"8: 1 | "_s}));
    options.headerRow = 0;
    EXPECT_EQ(Workbook(QByteArray(), options).lines(), QStringList({u"1: name | value"_s}));
    options.headerRow = 2;
    const Workbook blank(QByteArray(R"(<row r="3"><c><v>1</v></c></row>)"), options);
    ASSERT_FALSE(blank.result);
    EXPECT_EQ(blank.result.error().kind, base::ErrorKind::WrongUsage);
}

TEST(XlsxTable, saysWhenThereIsNothingToRead)
{
    EXPECT_EQ(Workbook(QByteArray()).error(),
        "The sheet “Contacts” of “book.xlsx” has a header but no rows. Add rows below the header, or choose another "
        "sheet.");
    EXPECT_EQ(Workbook(WorkbookFile().setRows("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t> </t></is></c></row>"))
                  .error(),
        "The sheet “Contacts” of “book.xlsx” is empty. Choose another sheet, or another file.");
}

TEST(XlsxTable, refusesADocumentType)
{
    WorkbookFile file;
    file.set("xl/worksheets/sheet1.xml",
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet><sheetData/></worksheet>");
    const Workbook book(file);
    ASSERT_FALSE(book.result);
    EXPECT_EQ(book.result.error().kind, base::ErrorKind::Unreadable);
    EXPECT_TRUE(book.result.error().message.contains(u"document type declaration"_s));
}

TEST(XlsxTable, refusesDamagedParts)
{
    WorkbookFile cut;
    cut.set("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>1</v></c></row>");
    EXPECT_TRUE(QString::fromStdString(Workbook(cut).error()).contains(u"is not well-formed"_s));
    EXPECT_TRUE(QString::fromStdString(Workbook(WorkbookFile()).error())
                    .contains(u"“xl/worksheets/sheet1.xml” cannot be read"_s));

    // A wrong checksum shows only when the part was read to its end.
    const test::TemporaryFolder folder;
    QFile file(WorkbookFile().setRows(QByteArray(headerRow) + "<row><c><v>12345</v></c></row>").write(folder));
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    const qsizetype entry = bytes.indexOf("xl/worksheets/sheet1.xml");
    bytes[entry - 16] = static_cast<char>(bytes[entry - 16] ^ 0x55); // the CRC of the local header
    const qsizetype central = bytes.lastIndexOf("xl/worksheets/sheet1.xml");
    bytes[central - 30] = static_cast<char>(bytes[central - 30] ^ 0x55);
    file.seek(0);
    file.write(bytes);
    file.close();
    const auto result = test::open(file.fileName());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Unreadable);
    EXPECT_TRUE(result.error().detail.contains(u"CRC"_s)) << result.error().detail.toStdString();
}

TEST(XlsxTable, stopsABombBeforeItFillsTheMemory)
{
    const Workbook book("<row>" + QByteArray(100 << 20, ' ') + "</row>");
    ASSERT_FALSE(book.result);
    EXPECT_EQ(book.result.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(book.result.error().message.contains(u"200 times"_s));
}

TEST(XlsxTable, refusesACellWithoutEnd)
{
    QByteArray noise;
    for (int i = 0; i < 60'000; ++i)
        noise += QByteArray::number(i * 7919 % 100'003);
    const Workbook book("<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>" + noise + "</t></is></c></row>");
    ASSERT_FALSE(book.result);
    EXPECT_EQ(book.result.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(book.result.error().message.contains(u"Cell B2"_s)) << book.error();
}

TEST(XlsxTable, readsPartsInUtf16)
{
    WorkbookFile file;
    const QString xml
        = u"\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData>%1<row><c><v>1</v></c></row></sheetData></worksheet>"_s
              .arg(QString::fromLatin1(headerRow));
    file.set("xl/worksheets/sheet1.xml", QByteArray(reinterpret_cast<const char *>(xml.utf16()), xml.size() * 2));
    const Workbook book(file);
    ASSERT_EQ(book.error(), "");
    EXPECT_EQ(book.lines(), QStringList({u"2: 1 | "_s}));
}

struct ZipCase {
    const char *part;
    const char *content;
    const char *says;
};
class OtherZip : public testing::TestWithParam<ZipCase> { };

TEST_P(OtherZip, isCalledByItsName)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"list.xlsx"_s);
    int code = 0;
    zip_t *archive = zip_open(path.toUtf8().constData(), ZIP_CREATE, &code);
    zip_source_t *source = zip_source_buffer(archive, GetParam().content, std::strlen(GetParam().content), 0);
    zip_file_add(archive, GetParam().part, source, 0);
    ASSERT_EQ(zip_close(archive), 0);
    const auto result = test::open(path);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Unreadable);
    EXPECT_TRUE(result.error().message.contains(QString::fromUtf8(GetParam().says)))
        << result.error().message.toStdString();
}

INSTANTIATE_TEST_SUITE_P(Kinds, OtherZip,
    testing::Values(ZipCase{"mimetype", "application/vnd.oasis.opendocument.text", "text document"},
        ZipCase{"word/document.xml", "<w/>", "text document"}, ZipCase{"xl/workbook.bin", "x", "XLSB"},
        ZipCase{"Index/Document.iwa", "x", "Numbers"}, ZipCase{"contacts.csv", "name\n", "ZIP archive"}));

TEST(XlsxTable, refusesEncryptedParts)
{
    const test::TemporaryFolder folder;
    WorkbookFile file;
    file.setRows(headerRow);
    const QString path = file.write(folder);
    int code = 0;
    zip_t *archive = zip_open(path.toUtf8().constData(), 0, &code);
    ASSERT_EQ(zip_file_set_encryption(archive, 0, ZIP_EM_AES_256, "secret"), 0);
    ASSERT_EQ(zip_close(archive), 0);
    const auto result = test::open(path);
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().message.contains(u"protected by a password"_s)) << result.error().message.toStdString();
}

// Damaged files end in a table or in a sentence, never in a crash.
TEST(XlsxTable, survivesDamagedFiles)
{
    const test::TemporaryFolder folder;
    QFile original(threeSheets().write(folder, u"whole.xlsx"_s));
    ASSERT_TRUE(original.open(QIODevice::ReadOnly));
    const QByteArray bytes = original.readAll();
    QRandomGenerator random(5);
    for (int round = 0; round < 1'500; ++round) {
        QByteArray damaged = bytes;
        for (int change = 0; change < 4; ++change)
            damaged[random.bounded(static_cast<int>(damaged.size()))] = static_cast<char>(random.bounded(256));
        if (round % 10 == 0)
            damaged.truncate(random.bounded(static_cast<int>(damaged.size())) + 1);
        const auto result = test::open(folder.write(u"damaged.xlsx"_s, damaged));
        if (!result) {
            EXPECT_TRUE(result.error().message.endsWith(u'.')) << result.error().message.toStdString();
            continue;
        }
        for (RowIndex row = 0; row < result->table->rowCount(); ++row)
            test::cellsOf(*result->table, row);
    }
}

TEST(XlsxTable, survivesDamagedSheets)
{
    const QByteArray rows = QByteArray(headerRow)
        + R"(<row r="2"><c r="A2" s="1" t="s"><v>0</v></c><c r="B2" t="str"><f>A1</f><v>_x0041_</v></c></row>)"
          R"(<row r="9"><c r="B9" s="0"><v>45352.25</v></c><c r="C9" t="d"><v>2024-03-01T09:30:00</v></c></row>)";
    const QByteArray characters = "<>/\"= 0159-.EABtsv&;_x";
    const test::TemporaryFolder folder;
    QRandomGenerator random(6);
    for (int round = 0; round < 1'000; ++round) {
        QByteArray damaged = rows;
        for (int change = 0; change < 3; ++change) {
            const int position = random.bounded(static_cast<int>(damaged.size()));
            if (random.bounded(3) == 0)
                damaged.remove(position, 1 + random.bounded(4));
            else
                damaged[position] = characters[random.bounded(static_cast<int>(characters.size()))];
        }
        WorkbookFile file;
        file.setStyles({}, R"(<xf numFmtId="14"/><xf numFmtId="46"/>)").setRows(damaged);
        const auto result = test::open(file.set("xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>").write(folder));
        if (!result) {
            EXPECT_TRUE(result.error().message.endsWith(u'.')) << result.error().message.toStdString();
            continue;
        }
        for (RowIndex row = 0; row < result->table->rowCount(); ++row)
            test::cellsOf(*result->table, row);
    }
}

TEST(XlsxTable, readsManyRowsAcrossItsBlocks)
{
    QByteArray rows = headerRow;
    for (int i = 2; i <= 30'001; ++i) {
        const QByteArray number = QByteArray::number(i);
        rows += "<row r=\"" + number + "\"><c r=\"A" + number + "\" t=\"inlineStr\"><is><t>Name " + number
            + "</t></is></c><c r=\"B" + number + "\"><v>" + QByteArray::number(i % 7) + "</v></c><c r=\"C" + number
            + "\"><v>" + number + ".5</v></c></row>";
    }
    const Workbook book(WorkbookFile().setRows(rows));
    ASSERT_EQ(book.error(), "");
    ASSERT_EQ(book.table().rowCount(), 30'000U);
    for (RowIndex row = 0; row < 30'000; row += 613) {
        const QString number = QString::number(row + 2);
        EXPECT_EQ(test::cellsOf(book.table(), row),
            QStringList({u"Name "_s + number, QString::number((row + 2) % 7), number + u".5"_s}));
    }
}

} // namespace
} // namespace callsheet::sheet
