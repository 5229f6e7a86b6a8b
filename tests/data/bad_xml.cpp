#include "tests/data/worksheet_xml.h"

namespace callsheet::test {

using namespace xml_sheets;

namespace {

QByteArray documentType(const QByteArray &declarations, const QByteArray &cell)
{
    return "<?xml version=\"1.0\"?><!DOCTYPE worksheet [" + declarations + "]>" + worksheet({}, row("Ann", text(cell)));
}

QByteArray laughs()
{
    QByteArray entities = "<!ENTITY l0 \"ha\">";
    for (int i = 1; i <= 30; ++i) {
        const QByteArray inner = "&l" + QByteArray::number(i - 1) + ';';
        entities += "<!ENTITY l" + QByteArray::number(i) + " \"" + inner.repeated(10) + "\">";
    }
    return documentType(entities, "&l30;");
}

} // namespace

std::vector<BadFile> badXml()
{
    return {
        // 38
        xml("billion_laughs.xlsx", &laughs),
        xml("quadratic_entity.xlsx",
            [] {
                return documentType(
                    "<!ENTITY a \"" + QByteArray(100'000, 'a') + "\">", QByteArray("&a;").repeated(100'000));
            }),
        xml("external_entity_file.xlsx",
            [] { return documentType("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;"); }),
        xml("external_entity_http.xlsx",
            [] { return documentType("<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">", "&x;"); }),
        xml("external_entity_share.xlsx",
            [] { return documentType("<!ENTITY x SYSTEM \"\\\\192.0.2.1\\share\\x\">", "&x;"); }),
        xml("parameter_entity.xlsx",
            [] { return documentType("<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\"> %p;", "x"); }),
        xml("external_subset.xlsx",
            [] {
                return "<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/x.dtd\">"
                    + worksheet({}, row("Ann", text("x")));
            }),
        xml("entity_without_declaration.xlsx", [] { return worksheet({}, row("Ann", text("&undeclared;"))); }),
        book("doctype_in_the_styles.xlsx",
            [] {
                return WorkbookFile()
                    .setRows(head + row("Ann", number("1")))
                    .set("xl/styles.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><styleSheet/>");
            }),
        xml("xinclude_and_stylesheet.xlsx",
            [] {
                return "<?xml-stylesheet type=\"text/xsl\" href=\"http://127.0.0.1:9/x.xsl\"?>"
                    + worksheet(
                        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>",
                        row("Ann", text("x")));
            }),
        // 39
        xml("deep_xml.xlsx", [] { return worksheet(QByteArray("<a>").repeated(100'000), {}); }),
        xml("60000_attributes.xlsx",
            [] {
                QByteArray attributes;
                for (int i = 0; i < 60'000; ++i)
                    attributes += " a" + QByteArray::number(i) + "=\"\"";
                return worksheet("<a" + attributes + "/>", row("Ann", text("x")));
            }),
        xml("huge_attribute.xlsx",
            [] { return worksheet("<a b=\"" + QByteArray(8 << 20, 'x') + "\"/>", row("Ann", text("x"))); }),
        xml("huge_text.xlsx", [] { return worksheet({}, row("Ann", text(QByteArray(8 << 20, 'x')))); }),
        xml("undeclared_prefix.xlsx",
            [] {
                return "<z:worksheet><z:sheetData>" + head + row("Ann", text("x")) + "</z:sheetData></z:worksheet>";
            }),
        xml("not_closed.xlsx", [] { return "<worksheet><sheetData>" + head + row("Ann", text("x")); }),
    };
}

} // namespace callsheet::test
