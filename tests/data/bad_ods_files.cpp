#include "tests/core/sheet/ods_files.h"
#include "tests/data/bad_files.h"

namespace callsheet::test {

namespace {

const QByteArray head = odsRow(odsText("name") + odsText("value"));

BadFile ods(const char *name, const QByteArray &rows, const QByteArray &behind = {})
{
    return {name, [=](const QString &path) { OdsFile(odsTable(head + rows) + behind).writeTo(path); }};
}

QByteArray person(const QByteArray &name, const QByteArray &value)
{
    return odsText(name) + odsValue("float", "office:value=\"" + value + "\"", value);
}

} // namespace

std::vector<BadFile> badOdsFiles()
{
    const QByteArray cell = odsText("x");
    const QByteArray empty = "<table:table-cell table:number-columns-repeated=\"16382\"/>";
    const auto people = [](const QByteArray &attributes) {
        return odsRow(person("Ann", "1")) + odsRow(person("Bob", "2"), attributes) + odsRow(person("Cem", "3"));
    };
    const QByteArray filter = "<table:database-ranges><table:database-range "
                              "table:target-range-address=\"Contacts.A1:Contacts.B4\" "
                              "table:display-filter-buttons=\"true\"><table:filter><table:filter-condition "
                              "table:field-number=\"0\" table:value=\"Bob\" table:operator=\"!=\"/></table:filter>"
                              "</table:database-range></table:database-ranges>";
    return {
        // 43
        ods("trailing_repeats.ods",
            odsRow(odsText("Ann") + cell + empty)
                + odsRow("<table:table-cell table:number-columns-repeated=\"16384\"/>",
                    "table:number-rows-repeated=\"1048574\"")),
        ods("repeated_columns.ods", odsRow(odsText("x", "table:number-columns-repeated=\"2147483647\""))),
        ods("repeated_rows.ods", odsRow(odsText("x"), "table:number-rows-repeated=\"2147483647\"")),
        ods("repeated_both.ods",
            odsRow(odsText("x", "table:number-columns-repeated=\"16384\""), "table:number-rows-repeated=\"1048575\"")),
        ods("repeats_beyond_64_bits.ods",
            odsRow(odsText("x", "table:number-columns-repeated=\"99999999999999999999999999\""))),
        ods("negative_repeats.ods",
            odsRow(odsText("Ann", "table:number-columns-repeated=\"-5\"") + cell, "table:number-rows-repeated=\"0\"")),
        // 44
        ods("hidden_rows.ods", people("table:visibility=\"collapse\"")),
        ods("filtered_rows.ods", people("table:visibility=\"filter\""), filter),
    };
}

} // namespace callsheet::test
