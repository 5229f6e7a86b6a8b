#include "tests/data/worksheet_xml.h"

namespace callsheet::test {

using namespace xml_sheets;

namespace {

const QByteArray types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

QByteArray relations(const QList<std::pair<QByteArray, QByteArray>> &typesAndTargets, const QByteArray &more = {})
{
    QByteArray list;
    int number = 0;
    for (const auto &[type, target] : typesAndTargets)
        list += "<Relationship Id=\"rId" + QByteArray::number(++number) + "\" Type=\"" + types + type + "\" Target=\""
            + target + "\"" + more + "/>";
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + list
        + "</Relationships>";
}

//! A workbook whose list of sheets is this.
WorkbookFile withSheets(const QByteArray &sheets, const QList<std::pair<QByteArray, QByteArray>> &targets)
{
    return WorkbookFile()
        .set("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets>" + sheets + "</sheets></workbook>")
        .set("xl/_rels/workbook.xml.rels", relations(targets))
        .setRows(head + row("Ann", number("1")));
}

// 37: everything that other programs would carry out or fetch
WorkbookFile activeContent()
{
    return WorkbookFile()
        .setRows(head + row("DDE", "<c><f>cmd|'/C calc'!A0</f><v>7</v></c>")
            + row("web", "<c t=\"str\"><f>WEBSERVICE(\"http://example.org/x\")</f><v>stored</v></c>")
            + row("other book", "<c><f>[1]Sheet1!A1</f><v>12</v></c>")
            + row("link", "<c t=\"str\"><f>HYPERLINK(\"file:///etc/passwd\")</f><v>click</v></c>"))
        .set("xl/vbaProject.bin", "\xD0\xCF\x11\xE0 macros")
        .set("xl/externalLinks/externalLink1.xml",
            "<externalLink><ddeLink ddeService=\"cmd\" ddeTopic=\"/C calc\"/></externalLink>")
        .set("xl/externalLinks/_rels/externalLink1.xml.rels",
            relations({{"externalLinkPath", "\\\\192.0.2.1\\share\\book.xlsx"}}, " TargetMode=\"External\""))
        .set("xl/queryTables/queryTable1.xml", "<queryTable/>")
        .set("xl/connections.xml",
            "<connections><connection><webPr url=\"http://example.org/\"/></connection></connections>")
        .set("xl/embeddings/oleObject1.bin", "\xD0\xCF\x11\xE0")
        .set("xl/worksheets/_rels/sheet1.xml.rels",
            relations({{"image", "http://example.org/picture.png"}}, " TargetMode=\"External\""));
}

std::vector<BadFile> lyingWorkbooks()
{
    const QByteArray indexes = row("first", number("0", "t=\"s\"")) + row("beyond", number("1", "t=\"s\""))
        + row("negative", number("-1", "t=\"s\"")) + row("word", number("x", "t=\"s\""))
        + row("overflow", number("4294967296", "t=\"s\"")) + row("good", number("7"));
    const QByteArray manyStrings = QByteArray("<si><t>pad</t></si>").repeated(65'535);
    return {
        // 40
        book("sst_count_4_billion.xlsx",
            [=] {
                return WorkbookFile()
                    .setRows(head + indexes)
                    .set("xl/sharedStrings.xml",
                        "<sst count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>only</t></si></sst>");
            }),
        book("sst_missing.xlsx", [=] { return WorkbookFile().setRows(head + indexes); }),
        book("sst_index_past_65535.xlsx",
            [=] {
                return WorkbookFile()
                    .setRows(head + row("65535", number("65535", "t=\"s\"")) + row("65536", number("65536", "t=\"s\""))
                        + row("65537", number("65537", "t=\"s\"")))
                    .set("xl/sharedStrings.xml",
                        "<sst>" + manyStrings + "<si><t>last but one</t></si><si><t>last</t></si></sst>");
            }),
        // 41
        xml("dimension_lies.xlsx",
            [] { return worksheet("<dimension ref=\"A1:XFD1048576\"/>", row("Ann", number("1"))); }),
        xml("dimension_too_small.xlsx", [] { return worksheet("<dimension ref=\"A1\"/>", row("Ann", number("1"))); }),
        xml("dimension_backwards.xlsx",
            [] { return worksheet("<dimension ref=\"XFD1048576:A1\"/>", row("Ann", number("1"))); }),
        xml("dimension_nonsense.xlsx", [] { return worksheet("<dimension ref=\"A0:??\"/>", row("Ann", number("1"))); }),
        sheet("opposite_corners.xlsx",
            "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>far</t></is></c></row>"),
        sheet("row_beyond_the_last.xlsx", "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>"),
        sheet("row_0.xlsx", "<row r=\"0\"><c r=\"A0\"><v>1</v></c></row>"),
        sheet("column_beyond_the_last.xlsx", "<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>"),
        // 42
        xml("merge_all_cells.xlsx",
            [] {
                return worksheet({}, row("Ann", number("1")) + row("Bob", number("2")),
                    "<mergeCells count=\"1\"><mergeCell ref=\"A2:XFD1048576\"/></mergeCells>");
            }),
        xml("150000_merges.xlsx",
            [] {
                QByteArray merges;
                for (int i = 0; i < 150'000; ++i) {
                    const QByteArray first = QByteArray::number(i / 2 * 2 + 2);
                    const QByteArray last = QByteArray::number(i / 2 * 2 + 3);
                    const char column = i % 2 == 0 ? 'A' : 'B';
                    merges += "<mergeCell ref=\"" + (column + first) + ':' + (column + last) + "\"/>";
                }
                return worksheet({}, row("Ann", number("1")), "<mergeCells>" + merges + "</mergeCells>");
            }),
        xml("overlapping_merges.xlsx",
            [] {
                return worksheet({},
                    row("Ann", number("1")) + "<row r=\"3\"><c r=\"B3\"><v>2</v></c></row>"
                        + "<row r=\"4\"><c r=\"B4\"><v>3</v></c></row>",
                    "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"A4:A2\"/>"
                    "<mergeCell ref=\"nonsense\"/></mergeCells>");
            }),
    };
}

std::vector<BadFile> sheetsToChoose()
{
    const QByteArray threeRows = row("Ann", number("1")) + "<row r=\"3\" hidden=\"1\">" + text("Bob") + number("2")
        + "</row><row r=\"4\">" + text("Cem") + number("3") + "</row>";
    const QByteArray filter = "<autoFilter ref=\"A1:B4\"><filterColumn colId=\"0\"><filters><filter "
                              "val=\"Ann\"/></filters></filterColumn></autoFilter>";
    return {
        // 44
        book("hidden_sheet.xlsx",
            [] {
                return withSheets("<sheet name=\"Secret\" sheetId=\"1\" state=\"veryHidden\" r:id=\"rId1\"/>"
                                  "<sheet name=\"Old\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/>"
                                  "<sheet name=\"Contacts\" sheetId=\"3\" r:id=\"rId3\"/>",
                    {{"worksheet", "worksheets/sheet2.xml"}, {"worksheet", "worksheets/sheet3.xml"},
                        {"worksheet", "worksheets/sheet1.xml"}})
                    .set("xl/worksheets/sheet2.xml", worksheet({}, row("secret", number("1"))))
                    .set("xl/worksheets/sheet3.xml", worksheet({}, row("old", number("1"))));
            }),
        xml("hidden_rows.xlsx", [=] { return worksheet({}, threeRows); }),
        xml("filtered_rows.xlsx", [=] { return worksheet({}, threeRows, filter); }),
        // 45
        book("no_sheets.xlsx", [] { return withSheets({}, {}); }),
        book("10001_sheets.xlsx",
            [] {
                QByteArray sheets;
                for (int i = 1; i <= 10'001; ++i)
                    sheets += "<sheet name=\"S" + QByteArray::number(i) + "\" sheetId=\"1\" r:id=\"rId1\"/>";
                return withSheets(sheets, {{"worksheet", "worksheets/sheet1.xml"}});
            }),
        book("only_a_chart.xlsx",
            [] {
                return withSheets(
                    "<sheet name=\"Chart1\" sheetId=\"1\" r:id=\"rId1\"/>", {{"chartsheet", "chartsheets/sheet1.xml"}})
                    .set("xl/chartsheets/sheet1.xml", "<chartsheet/>");
            }),
        book("chart_before_sheet.xlsx",
            [] {
                return withSheets("<sheet name=\"Chart1\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Contacts\" "
                                  "sheetId=\"2\" r:id=\"rId2\"/>",
                    {{"chartsheet", "chartsheets/sheet1.xml"}, {"worksheet", "worksheets/sheet1.xml"}})
                    .set("xl/chartsheets/sheet1.xml", "<chartsheet/>");
            }),
        book("odd_sheet_names.xlsx",
            [] {
                return withSheets("<sheet name=\"" + QByteArray(300, 'n')
                        + "\" sheetId=\"1\" r:id=\"rId1\"/><sheet "
                          "name=\"../../etc/passwd\" sheetId=\"2\" r:id=\"rId1\"/><sheet name=\"a&#10;b\xE2\x80\xAE"
                          "c&lt;b&gt;\" sheetId=\"3\" r:id=\"rId1\"/>",
                    {{"worksheet", "worksheets/sheet1.xml"}});
            }),
    };
}

std::vector<BadFile> oddCells()
{
    const QByteArray styles = R"(<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="164"/>)"
                              R"(<xf numFmtId="9"/><xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="10"/>)";
    const QByteArray formats
        = R"(<numFmt numFmtId="164" formatCode="0000000000"/><numFmt numFmtId="165" formatCode="#,##0.00\ &quot;€&quot;"/>)";
    const QByteArray dates = row("day", number("45352", "s=\"1\""))
        + row("leap day that never was", number("60", "s=\"1\"")) + row("day before it", number("59", "s=\"1\""))
        + row("day behind it", number("61", "s=\"1\"")) + row("negative", number("-1", "s=\"1\""))
        + row("time only", number("0.5", "s=\"2\"")) + row("both", number("45352.75", "s=\"6\""))
        + row("ISO", number("2024-03-01T09:30:00", "t=\"d\""))
        + row("beyond the year 9999", number("2958466", "s=\"1\""));
    return {
        // 46
        sheet("formulas.xlsx",
            row("no value", "<c><f>A1*2</f></c>") + row("empty value", "<c><f>A1*2</f><v></v></c>")
                + row("stored", "<c><f>1+1</f><v>2</v></c>") + row("text", "<c t=\"str\"><f>A1</f><v>old</v></c>")
                + row("#REF!", number("#REF!", "t=\"e\"")) + row("#N/A", "<c t=\"e\"><f>NA()</f><v>#N/A</v></c>")
                + row("array", "<c><f t=\"array\" ref=\"B8:B9\">{1;2}</f><v>1</v></c>")
                + row("volatile", "<c><f ca=\"1\">NOW()</f><v>45352.5</v></c>")
                + row("empty text", "<c t=\"str\"><f>\"\"</f><v></v></c>")),
        // 47
        book("dates_1900.xlsx", [=] { return WorkbookFile().setStyles(formats, styles).setRows(head + dates); }),
        book("dates_1904.xlsx",
            [=] {
                return WorkbookFile()
                    .setStyles(formats, styles)
                    .setRows(head + dates)
                    .set("xl/workbook.xml",
                        R"(<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/></sheets></workbook>)");
            }),
        // 48
        book("texts.xlsx",
            [] {
                return WorkbookFile()
                    .setRows(head + row("plain", number("0", "t=\"s\"")) + row("rich", number("1", "t=\"s\""))
                        + row("phonetic", number("2", "t=\"s\"")) + row("escape", number("3", "t=\"s\""))
                        + row("spaces", number("4", "t=\"s\""))
                        + row("inline",
                            "<c t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>z</t></rPh></is></c>")
                        + row("escape of an escape", text("_x005F_x000D_")))
                    .set("xl/sharedStrings.xml",
                        "<sst><si><t>first</t></si><si><r><t>Ann </t></r><r><rPr><b/></rPr><t "
                        "xml:space=\"preserve\"> Lee</t></r></si><si><t>東京</t><rPh sb=\"0\" "
                        "eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr "
                        "fontId=\"1\"/></si><si><t>a_x000D_\nb</t></si><si><t "
                        "xml:space=\"preserve\">  two  </t></si></sst>");
            }),
        // 49
        book("shown_values.xlsx",
            [=] {
                return WorkbookFile()
                    .setStyles(formats, styles)
                    .setRows(head + row("bool", number("1", "t=\"b\"")) + row("percent", number("0.5", "s=\"4\""))
                        + row("currency", number("1234.5", "s=\"5\"")) + row("zeros", number("2079460001", "s=\"3\""))
                        + row("zeros kept", number("207946", "s=\"3\"")) + row("long", number("447911123456"))
                        + row("fraction", number("0.1")) + row("word", text("twelve"))
                        + row("no such style", number("7", "s=\"99\"")));
            }),
    };
}

std::vector<BadFile> oddPackages()
{
    const QByteArray good = head + row("Ann", number("1"));
    const QByteArray prefixed
        = R"(<s:worksheet xmlns:s="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><s:sheetData><s:row><s:c t="inlineStr"><s:is><s:t>name</s:t></s:is></s:c><s:c t="inlineStr"><s:is><s:t>value</s:t></s:is></s:c></s:row><s:row><s:c t="inlineStr"><s:is><s:t>Ann</s:t></s:is></s:c><s:c><s:v>1</s:v></s:c></s:row></s:sheetData></s:worksheet>)";
    return {
        // 50
        book("strict.xlsx",
            [=] {
                return WorkbookFile()
                    .setRows(good)
                    .set("_rels/.rels",
                        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)")
                    .set("xl/_rels/workbook.xml.rels",
                        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>)")
                    .set("xl/workbook.xml",
                        R"(<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships" conformance="strict"><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/></sheets></workbook>)");
            }),
        book("odd_prefixes.xlsx", [=] { return WorkbookFile().set("xl/worksheets/sheet1.xml", prefixed); }),
        book("absolute_part_paths.xlsx",
            [=] {
                return withSheets("<sheet name=\"Contacts\" sheetId=\"1\" r:id=\"rId1\"/>",
                    {{"worksheet", "/xl/worksheets/sheet1.xml"}})
                    .setRows(good)
                    .set("_rels/.rels", relations({{"officeDocument", "/xl/workbook.xml"}}));
            }),
        book("no_package_relations.xlsx",
            [=] { return WorkbookFile().setRows(good).set("_rels/.rels", "<Relationships/>"); }),
        book("no_workbook_relations.xlsx",
            [=] { return WorkbookFile().setRows(good).set("xl/_rels/workbook.xml.rels", "<Relationships/>"); }),
        book("relations_in_a_circle.xlsx",
            [=] {
                return withSheets(
                    "<sheet name=\"Contacts\" sheetId=\"1\" r:id=\"rId1\"/>", {{"worksheet", "workbook.xml"}})
                    .setRows(good);
            }),
        book("relation_outside.xlsx",
            [=] {
                return withSheets(
                    "<sheet name=\"Contacts\" sheetId=\"1\" r:id=\"rId1\"/>", {{"worksheet", "../../../../etc/passwd"}})
                    .setRows(good);
            }),
        book("wrong_content_types.xlsx",
            [=] {
                return WorkbookFile().setRows(good).set("[Content_Types].xml",
                    R"(<Types><Override PartName="/xl/worksheets/sheet1.xml" ContentType="image/png"/></Types>)");
            }),
        book("utf16_parts.xlsx",
            [=] {
                const QString document = QStringLiteral("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?>")
                    + QString::fromUtf8("<worksheet><sheetData>" + good + "</sheetData></worksheet>");
                return WorkbookFile().set("xl/worksheets/sheet1.xml",
                    QByteArray(reinterpret_cast<const char *>(document.utf16()), document.size() * 2));
            }),
    };
}

} // namespace

std::vector<BadFile> badWorkbooks()
{
    std::vector<BadFile> files{book("macros_and_links.xlsm", &activeContent)};
    for (auto *list : {&lyingWorkbooks, &sheetsToChoose, &oddCells, &oddPackages}) {
        std::vector<BadFile> some = list();
        std::move(some.begin(), some.end(), std::back_inserter(files));
    }
    return files;
}

} // namespace callsheet::test
