#include "tests/core/sheet/ods_files.h"
#include "tests/data/bad_files.h"
#include "tests/data/raw_zip.h"

#include <QRandomGenerator>

#include <unistd.h>

namespace callsheet::test {

namespace {

constexpr int mebibyte = 1 << 20;
const QByteArray sheetPart = "xl/worksheets/sheet1.xml";
const QByteArray stringsPart = "xl/sharedStrings.xml";
const QByteArray head = "<row><c t=\"inlineStr\"><is><t>name</t></is></c></row>";

//! Letters that deflate makes hardly smaller.
QByteArray noise(qsizetype size)
{
    QRandomGenerator random(33);
    QByteArray letters;
    letters.reserve(size);
    while (letters.size() < size)
        letters += static_cast<char>('A' + random.bounded(32));
    return letters;
}

//! About a mebibyte of `content` over and over, with a comment that is not repeated inside of it: it deflates to a
//! hundred and thirtieth, which real sheets come near to, so that no limit of inflation stops it.
QByteArray mebibyteOf(const QByteArray &content)
{
    const QByteArray comment = "<!--" + noise(10 << 10) + "-->";
    return comment + content.repeated((mebibyte - comment.size()) / content.size());
}

BadFile book(const char *name, std::function<std::vector<RawPart>()> parts)
{
    return holding(name, [parts = std::move(parts)] {
        RawZip zip;
        for (const RawPart &part : workbookParts())
            zip.add(part);
        for (const RawPart &part : parts())
            zip.add(part);
        return zip.bytes();
    });
}

RawPart sheetOf(const QByteArray &repeated, quint64 times)
{
    return repeatedPart(sheetPart, "<worksheet><sheetData>" + head, repeated, times, "</sheetData></worksheet>");
}

RawPart stringsOf(const QByteArray &repeated, quint64 times)
{
    return repeatedPart(stringsPart, "<sst>", repeated, times, "</sst>");
}

BadFile ods(const char *name, const QByteArray &rows)
{
    return {name, [=](const QString &path) { OdsFile(odsTable(odsRow(odsText("name")) + rows)).writeTo(path); }};
}

//! These lines so many times, without ever holding them all.
BadFile lines(const char *name, const QByteArray &first, const QByteArray &line, int count)
{
    return {name, [=](const QString &path) {
                QFile file(path);
                EXPECT_TRUE(file.open(QIODevice::WriteOnly));
                file.write(first);
                const QByteArray many = line.repeated(1'000);
                for (int i = 0; i < count / 1'000; ++i)
                    file.write(many);
                file.write(line.repeated(count % 1'000));
            }};
}

//! A beginning and then nothing but zero bytes, which take no place on the disk.
BadFile sparse(const char *name, const QByteArray &begin, qint64 size)
{
    return {name, [=](const QString &path) {
                writeBytes(path, begin);
                EXPECT_EQ(::truncate(QFile::encodeName(path).constData(), size), 0);
            }};
}

} // namespace

std::vector<BadFile> hostileFiles()
{
    const QByteArray longText(32'767, 'x');
    const QByteArray paragraph = noise(30'000);
    return {
        // 8, 14, 16
        lines(
            "endless_quote.csv", "phone,name\n1,a\n2,b\n3,c\n4,\"d\n", "+442079460001,Person with a name\n", 2'000'000),
        lines("quote_in_every_row.csv", "phone,name\n", "+442079460001,\"Person\n", 1'000'000),
        lines("quote_never_closed_in_any_row.csv", "phone;name\n", "1;\"\"\"a\n", 1'000'000),
        sparse("one_line_2GB.csv", "phone,name\n+442079460001,", qint64(2) << 30),
        lines("5_million_rows.csv", "phone,name\n", "+442079460001,Ann\n", 5'000'000),
        lines("20_million_and_one_rows.csv", "n\n", "1\n", 20'000'001),
        // 33
        book("bomb_of_ordinary_looks.xlsx", [] { return std::vector{sheetOf(mebibyteOf("<x/>"), 1'100)}; }),
        // 38
        book("entities_in_the_strings.xlsx",
            [] {
                return std::vector{deflatedPart(sheetPart, sheetXml(head + "<row><c t=\"s\"><v>0</v></c></row>")),
                    repeatedPart(stringsPart,
                        "<!DOCTYPE s [<!ENTITY a \"" + QByteArray(4'000, 'a') + "\">]><sst><si><t>",
                        QByteArray("&a;").repeated(1'000), 20, "</t></si></sst>")};
            }),
        // 39, 40, 41
        book("billion_cells.xlsx",
            [] {
                return std::vector{
                    sheetOf(mebibyteOf("<row>" + QByteArray("<c><v>1</v></c>").repeated(100) + "</row>"), 1'000)};
            }),
        book("million_rows_that_end_in_the_last_column.xlsx",
            [] {
                QByteArray rows;
                for (int i = 2; i <= 200'000; ++i)
                    rows += "<row r=\"" + QByteArray::number(i) + "\"><c r=\"XFD" + QByteArray::number(i)
                        + "\"><v>1</v></c></row>";
                return std::vector{deflatedPart(sheetPart, sheetXml(head + rows))};
            }),
        book("gibibyte_of_shared_strings.xlsx",
            [=] {
                return std::vector{deflatedPart(sheetPart, sheetXml(head + "<row><c t=\"s\"><v>0</v></c></row>")),
                    stringsOf(mebibyteOf("<si><t>" + longText + "</t></si>"), 1'000)};
            }),
        book("two_gibibytes_of_text.xlsx",
            [=] {
                return std::vector{
                    sheetOf(mebibyteOf("<row><c t=\"inlineStr\"><is><t>" + longText + "</t></is></c></row>"), 1'000),
                    stringsOf(mebibyteOf("<si><t>" + longText + "</t></si>"), 1'000)};
            }),
        book("200_million_empty_strings.xlsx",
            [] {
                return std::vector{deflatedPart(sheetPart, sheetXml(head + "<row><c t=\"s\"><v>0</v></c></row>")),
                    stringsOf(mebibyteOf("<si/>"), 1'000)};
            }),
        // The first hundred rows are looked at for a header: 800,000 cells that point to one text.
        book("one_long_text_in_every_cell.xlsx",
            [=] {
                const QByteArray row = "<row>" + QByteArray("<c t=\"s\"><v>0</v></c>").repeated(16'000) + "</row>";
                return std::vector{
                    sheetOf(row, 45), deflatedPart(stringsPart, "<sst><si><t>" + longText + "</t></si></sst>")};
            }),
        // 42
        book("ten_million_merges.xlsx",
            [] {
                return std::vector{repeatedPart(sheetPart,
                    "<worksheet><sheetData>" + head + "<row><c><v>1</v></c></row></sheetData><mergeCells>",
                    mebibyteOf("<mergeCell ref=\"A2:A9\"/>"), 400, "</mergeCells></worksheet>")};
            }),
        // 43
        ods("17_billion_cells.ods",
            odsRow(odsText("x", "table:number-columns-repeated=\"16384\""), "table:number-rows-repeated=\"1048575\"")),
        ods("59_million_cells.ods",
            odsRow(odsText("x", "table:number-columns-repeated=\"56\""), "table:number-rows-repeated=\"1048575\"")),
        ods("one_long_text_in_every_cell.ods",
            odsRow(
                odsText(longText, "table:number-columns-repeated=\"16384\""), "table:number-rows-repeated=\"3000\"")),
        ods("million_spaces.ods",
            odsRow(odsText("a<text:s text:c=\"2147483647\"/>b", "table:number-columns-repeated=\"16384\""))),
        // 55
        sparse("terabyte.csv", "phone,name\n", qint64(1) << 40),
        sparse("terabyte.xlsx", "PK\x03\x04", qint64(1) << 40),
        sparse("terabyte.xls", allOf("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), qint64(1) << 40),
    };
}

} // namespace callsheet::test
