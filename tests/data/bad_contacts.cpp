#include "tests/core/sheet/sheet_files.h"
#include "tests/data/bad_files.h"

namespace callsheet::test {

namespace {

//! A column of phone numbers as a text file. No name: what stands there says what the row is for.
BadFile phones(const char *name, const QList<QByteArray> &cells)
{
    QByteArray csv = "phone\tname\n";
    for (const QByteArray &cell : cells)
        csv += cell + "\tx\n";
    return holding(name, csv);
}

//! The same as number cells of a workbook.
BadFile numberCells(const char *name, const QList<QByteArray> &values)
{
    return {name, [values](const QString &path) {
                QByteArray rows = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>phone</t></is></c></row>)";
                for (const QByteArray &value : values)
                    rows += "<row><c><v>" + value + "</v></c></row>";
                WorkbookFile().setRows(rows).writeTo(path);
            }};
}

} // namespace

std::vector<BadFile> badContacts()
{
    return {
        // 19
        holding("formula_cells.csv",
            "name;phone;note\n=cmd|' /C calc'!A0;+442079460001;+49\n@SUM(1);+442079460002;-1\n\"\tTAB\";+442079460003;"
            "'=1\n\uFF1D1+1;+442079460004;=HYPERLINK(\"\"x\"\")\n"),
        // 20
        phones("phone_scientific.csv",
            {"4.91512E+11", "4,91512E+11", "4.47911E+11", "4E11", "+442079460001", "9.19e+11", "-4.4E+11"}),
        // 21
        numberCells("phone_float.xlsx", {"442079460001.0", "442079460002", "4.42079460003E11", "442079460004.5"}),
        // 22
        phones("phone_16plus_digits.csv", {"4420794600010000", "442079460001000000", "+442079460001"}),
        numberCells("phone_16plus_digits.xlsx", {"4420794600010005", "4.4207946000100053E17", "442079460001"}),
        // 23
        phones("phone_zeros.csv",
            {"2079460001", "+0044 20 7946 0002", "0044 20 7946 0003", "+44 (0)20 7946 0004", "020 7946 0005"}),
        // 24
        phones("phone_other_digits.csv",
            {"０２０７９４６０００１", "٠٢٠٧٩٤٦٠٠٠٢", "020 7946 000³", "020794٦0004", "+442079460005"}),
        // 25: the override shows the digits in another order than that in which they would be dialled
        phones("phone_rtl_override.csv",
            {"\u202E1000649702 44+", "+44 20 7946 \u202D0002", "+44 20 79\u200D46 0003", "\u202A+44 20 7946 0004\u202C",
                "+44 20 79\u206646 0005\u2069"}),
        // 26
        phones("phone_no_number.csv",
            {"1-800-FLOWERS", "020 7946 0002 x12", "020 7946 0003 / 020 7946 0004", "n/a", "none", "?",
                "+442079460007; +442079460008", "ask Ann", "+442079460010"}),
        // 27
        phones("phone_date_serial.csv", {"1900-01-00", "2024-05-03 00:00:00", "45231", "May-24", "+442079460001"}),
        // 28
        phones("phone_never_called.csv", {"112", "911", "999", "09011 234567", "118118", "12345", "+442079460001"}),
        // 29
        holding("duplicate_phone.csv",
            "phone,name\n+442079460001,Ann\n020 7946 0001,Ann\n(020) 79460001,Anna\n+442079460002,Bob\n"),
    };
}

} // namespace callsheet::test
