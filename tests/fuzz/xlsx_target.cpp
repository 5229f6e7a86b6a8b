#include "core/sheet/xlsx_table.h"
#include "tests/fuzz/parts.h"
#include "tests/fuzz/reading.h"

namespace callsheet::fuzz {

namespace {

const Parts &goodWorkbook()
{
    static const Parts parts = {
        {"[Content_Types].xml",
            R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)"},
        {"_rels/.rels",
            R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
        {"xl/workbook.xml",
            R"(<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="0"/><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/><sheet name="Old" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
            R"(<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)"},
        {"xl/sharedStrings.xml",
            R"(<sst count="4" uniqueCount="4"><si><t>name</t></si><si><t xml:space="preserve"> phone </t></si><si><r><rPr><b/></rPr><t>Zo</t></r><r><t>ë</t></r></si><si><t>東京</t><rPh sb="0" eb="1"><t>トウキョウ</t></rPh></si></sst>)"},
        {"xl/styles.xml",
            R"(<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="0000000000"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/><xf numFmtId="46"/></cellXfs></styleSheet>)"},
        {"xl/worksheets/sheet1.xml",
            R"(<worksheet><dimension ref="A1:D4"/><cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>city</t></is></c><c r="D1" t="str"><v>day</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>7911123456</v></c><c r="C2" t="s"><v>3</v></c><c r="D2" s="2"><v>45000.5</v></c></row><row r="4" hidden="1"><c r="A4" t="b"><v>1</v></c><c r="B4"><f>1+1</f><v>2</v></c><c r="C4" t="e"><v>#N/A</v></c><c r="D4" s="3"><v>0.125</v></c></row></sheetData><autoFilter ref="A1:D4"/><mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells></worksheet>)"},
        {"xl/worksheets/sheet2.xml",
            R"(<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c></row></sheetData></worksheet>)"},
    };
    return parts;
}

TableResult read(const sheet::ReadingJob &job)
{
    const auto archive = sheet::ZipArchive::open(job.file, job.stop);
    if (!archive)
        return archive.error();
    return sheet::readXlsx(job, **archive);
}

Finding run(std::string_view input)
{
    if (input.empty())
        return {};
    const std::string archive = storedZip(withParts(goodWorkbook(), input.substr(1)));
    // The smallest cell is "<c/>", but one far to the right makes its row's neighbours wide, too.
    const Bounds bounds = {true, 64, 16 << 20};
    return checkReading(archive, read, optionsOf(input[0]), bounds);
}

std::string sheetOf(const std::string &rows, const std::string &more = {})
{
    return " @@xl/worksheets/sheet1.xml\n<worksheet><sheetData>" + rows + "</sheetData>" + more + "</worksheet>";
}

std::vector<std::string> seeds()
{
    return {
        " ",
        "\x07", // the second sheet, other options
        "\x32", // hidden rows and merged cells decided
        sheetOf(
            R"(<row><c><v>1</v></c><c t="inlineStr"><is><r><t>a</t></r><r><t>_x000D_b</t></r></is></c></row><row><c><v>4.47911123456E11</v></c></row>)"),
        sheetOf(
            R"(<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>5825.3599999999997</v></c></row>)"),
        sheetOf(
            R"(<row r="2"><c r="B2"><v>2</v></c><c r="A2"><v>1</v></c></row><row r="1"><c r="A1" t="d"><v>2024-03-01T09:30:00</v></c></row>)"),
        sheetOf(
            R"(<row r="1"><c r="A1" t="s"><v>99</v></c><c r="B1" t="s"><v>-1</v></c></row><row r="2"><c r="A2" t="n"><f>NOW()</f></c><c r="A2"><v/></c></row>)"),
        sheetOf(R"(<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>)",
            R"(<mergeCells><mergeCell ref="A1:B9"/><mergeCell ref="A2:A1048576"/><mergeCell ref="bad"/></mergeCells>)"),
        " @@xl/workbook.xml\n<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" "
        "xmlns:q=\"http://purl.oclc.org/ooxml/officeDocument/relationships\"><x:workbookPr "
        "date1904=\"true\"/><x:sheets>"
        "<x:sheet name=\"&lt;A&gt;\" sheetId=\"7\" q:id=\"rId1\"/></x:sheets></x:workbook>",
        " @@xl/sharedStrings.xml\n<sst><si/><si><t/></si><si><t><![CDATA[<a>]]></t></si><si><t>&#x1F600;</t></si></"
        "sst>",
        " @@xl/styles.xml\n<styleSheet><cellXfs><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>",
        " @@-xl/sharedStrings.xml\n@@-xl/styles.xml\n",
        " @@xl/_rels/workbook.xml.rels\n<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
        "Target=\"../xl/./worksheets/sheet2.xml\"/></Relationships>",
    };
}

} // namespace

Target xlsxTarget()
{
    return {"xlsx", run, seeds};
}

} // namespace callsheet::fuzz
