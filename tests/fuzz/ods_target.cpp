#include "core/sheet/ods_table.h"
#include "tests/fuzz/parts.h"
#include "tests/fuzz/reading.h"

namespace callsheet::fuzz {

namespace {

std::string contentOf(const std::string &tables)
{
    return R"(<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:number="n"><office:automatic-styles><number:date-style style:name="N1"><number:year/><number:text>-</number:text><number:month/></number:date-style><number:percentage-style style:name="N2"><number:number/><number:text>%</number:text></number:percentage-style><number:number-style style:name="N3"><number:number number:min-integer-digits="10"/></number:number-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/><style:style style:name="ce3" style:family="table-cell" style:data-style-name="N3"/><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>)"
        + tables + "</office:spreadsheet></office:body></office:document-content>";
}

const Parts &goodWorkbook()
{
    static const Parts parts = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
        {"META-INF/manifest.xml", R"(<manifest:manifest xmlns:manifest="m"/>)"},
        {"styles.xml", R"(<office:document-styles xmlns:office="o"/>)"},
        {"content.xml",
            contentOf(
                R"(<table:table table:name="Contacts"><table:table-column table:number-columns-repeated="4"/><table:table-row><table:table-cell office:value-type="string"><text:p>name</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>phone</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>Zo<text:span>ë</text:span><text:s text:c="2"/>a</text:p><text:p>b<text:line-break/>c<text:tab/></text:p></table:table-cell><table:table-cell table:style-name="ce3" office:value-type="float" office:value="7911123456"><text:p>7911123456</text:p></table:table-cell><table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="2024-03-01"><text:p>2024</text:p></table:table-cell><table:table-cell table:style-name="ce2" office:value-type="percentage" office:value="0.125"/></table:table-row><table:table-row table:visibility="collapse"><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="time" office:time-value="PT12H30M00S"/></table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table><table:table table:name="Old" table:style-name="ta2"/>)")},
    };
    return parts;
}

TableResult read(const sheet::ReadingJob &job)
{
    const auto archive = sheet::ZipArchive::open(job.file, job.stop);
    if (!archive)
        return archive.error();
    sheet::isOpenDocumentSpreadsheet(**archive); // the program asks before it chooses this reader
    return sheet::readOds(job, **archive);
}

Finding run(std::string_view input)
{
    if (input.empty())
        return {};
    const std::string archive = storedZip(withParts(goodWorkbook(), input.substr(1)));
    // A few bytes may stand for every row of a sheet, each with the same texts: what holds is the limit of a sheet.
    const Bounds bounds = {true, 64, std::size_t(1) << 30};
    return checkReading(archive, read, optionsOf(input[0]), bounds);
}

std::string rowsOf(const std::string &rows)
{
    return " @@content.xml\n" + contentOf("<table:table table:name=\"A\">" + rows + "</table:table>");
}

std::vector<std::string> seeds()
{
    return {
        " ",
        "\x32",
        rowsOf(
            R"(<table:table-header-rows><table:table-row><table:table-cell office:value-type="string" table:number-rows-spanned="3"><text:p>a</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row-group><table:table-row table:visibility="filter"><table:covered-table-cell table:number-columns-repeated="3"/><table:table-cell office:value-type="string" office:string-value="b"/></table:table-row></table:table-row-group>)"),
        rowsOf(
            R"(<table:table-row table:number-rows-repeated="70000"><table:table-cell table:number-columns-repeated="20" office:value-type="float" office:value="1"/></table:table-row>)"),
        rowsOf(
            R"(<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:note><text:p>foot</text:p></text:note></text:p></table:table-cell><table:table-cell office:value-type="currency" office:value="12.5" office:currency="EUR"/></table:table-row><table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>)"),
        " @@-mimetype\n",
        " @@META-INF/manifest.xml\n<m:manifest xmlns:m=\"m\"><m:file-entry "
        "m:full-path=\"content.xml\"><m:encryption-data/>"
        "</m:file-entry></m:manifest>",
    };
}

} // namespace

Target odsTarget()
{
    return {"ods", run, seeds};
}

} // namespace callsheet::fuzz
