#include "tests/core/sheet/ods_files.h"
#include "tests/core/sheet/xls_files.h"
#include "tests/data/bad_files.h"
#include "tests/data/raw_zip.h"

namespace callsheet::test {

namespace {

const QByteArray sheetPart = "xl/worksheets/sheet1.xml";
const QByteArray people = sheetXml(textRow({"name", "phone"}) + textRow({"Ann", "+442079460001"}));
const QByteArray others = sheetXml(textRow({"name", "phone"}) + textRow({"Eve", "+442079460999"}));

BadFile workbook(const char *name, std::function<RawZip()> zip)
{
    return holding(name, [zip = std::move(zip)] { return zip().bytes(); });
}

//! A good workbook with one more part.
RawZip withPart(const RawPart &part)
{
    return rawWorkbook(deflatedPart(sheetPart, people)).add(part);
}

QByteArray archiveOf(const RawPart &part)
{
    return RawZip().add(part).bytes();
}

std::vector<BadFile> renamedFiles()
{
    return {
        holding("page_named.xlsx", "<!DOCTYPE html><html><body><table><tr><td>Ann</td></tr></table></body></html>"),
        holding("page_named.xls", "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>"),
        holding("csv_named.xlsx", "name,phone\nAnn,+442079460001\n"),
        holding("pdf_named.xlsx", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n"),
        holding("program_named.xlsx", allOf("MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0\xB8\0\0\0\0\0\0\0@\0\0\0")),
        holding("linux_program_named.csv", allOf("\x7F\x45LF\x02\x01\x01\0\0\0\0\0\0\0\0\0")),
        holding("word_named.xls",
            [] { return CompoundFile().add(QStringLiteral("WordDocument"), QByteArray(9'000, 'x')).bytes(); }),
        holding("word_named.xlsx", [] { return archiveOf(storedPart("word/document.xml", "<w:document/>")); }),
        holding("picture_named.xlsx", allOf("\x89PNG\r\n\x1A\n\0\0\0\rIHDR")),
        holding("photo_named.csv", allOf("\xFF\xD8\xFF\xE0\0\x10JFIF")),
        holding("xml_spreadsheet_2003.xls",
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook "
            "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
        holding("archive.7z", allOf("7z\xBC\xAF\x27\x1C\0\x04")),
    };
}

//! What spreadsheet programs write and Callsheet does not read.
std::vector<BadFile> otherFormats()
{
    return {
        holding("binary_workbook.xlsb", [] { return archiveOf(storedPart("xl/workbook.bin", "x")); }),
        holding("apple.numbers", [] { return archiveOf(storedPart("Index/Document.iwa", "x")); }),
        holding("flat.fods",
            "<?xml version=\"1.0\"?><office:document "
            "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">"),
        holding("csv_inside.csv.gz",
            allOf("\x1F\x8B\x08\0\0\0\0\0\0\x03\xCBK\xCCMU\xD0\xE1\x02\0\xE5\x0F\x9E\x9B\x06\0\0\0")),
        holding("csv_inside.zip", [] { return archiveOf(storedPart("contacts.csv", "name,phone\n")); }),
        // Google writes inline strings nowhere, but all parts stored with a descriptor behind them and odd dates.
        workbook("google.xlsx", [] { return rawWorkbook(storedPart(sheetPart, people)); }),
    };
}

std::vector<BadFile> brokenArchives()
{
    return {
        // 32
        holding("truncated.xlsx",
            [] {
                const QByteArray whole = rawWorkbook(deflatedPart(sheetPart, people)).bytes();
                return whole.left(whole.size() / 2);
            }),
        holding("no_central_directory.xlsx",
            [] {
                const QByteArray whole = rawWorkbook(deflatedPart(sheetPart, people)).bytes();
                return whole.left(whole.indexOf("PK\x01\x02"));
            }),
        // 33
        workbook("zip_bomb.xlsx",
            [] { return rawWorkbook(repeatedPart(sheetPart, "<worksheet>", QByteArray(1 << 20, ' '), 3'072, "")); }),
        workbook("overlapping_parts.xlsx",
            [] {
                // Two sheets of the directory are the same bytes of the file: the trick that makes small bombs big.
                RawZip zip;
                for (const RawPart &part : workbookParts(2))
                    zip.add(part);
                const auto offset = static_cast<quint32>(RawZip(zip).bytes().indexOf("PK\x01\x02"));
                zip.add(deflatedPart(sheetPart, people));
                RawPart again = deflatedPart("xl/worksheets/sheet2.xml", people);
                again.isOnlyListed = true;
                again.offset = offset;
                return zip.add(again);
            }),
        holding("nested.zip",
            [] {
                QByteArray inner = archiveOf(deflatedPart("0.csv", QByteArray(1 << 20, '0')));
                for (int depth = 0; depth < 5; ++depth) {
                    RawZip zip;
                    for (int i = 0; i < 16; ++i)
                        zip.add(deflatedPart("lib" + QByteArray::number(i) + ".zip", inner));
                    inner = zip.bytes();
                }
                return inner;
            }),
        // 34
        workbook("zip64_lies.xlsx",
            [] {
                RawPart part = deflatedPart(sheetPart, people);
                part.hasZip64Sizes = true;
                part.size = quint64(1) << 62;
                return rawWorkbook(part);
            }),
        workbook("size_zero_in_header.xlsx",
            [] {
                RawPart part = deflatedPart(sheetPart, people);
                part.size = 0;
                return rawWorkbook(part);
            }),
        workbook("wrong_crc.xlsx",
            [] {
                RawPart part = deflatedPart(sheetPart, people);
                part.checksum ^= 0x55;
                return rawWorkbook(part);
            }),
        workbook("65536_parts.xlsx",
            [] {
                RawZip zip = rawWorkbook(deflatedPart(sheetPart, people));
                for (int i = 0; i < 65'532; ++i)
                    zip.add(storedPart("x" + QByteArray::number(i), {}));
                zip.countedParts = 0; // 65,536 in the 16 bits of the field
                return zip;
            }),
        workbook("20000_parts.xlsx",
            [] {
                RawZip zip = rawWorkbook(deflatedPart(sheetPart, people));
                for (int i = 0; i < 20'000; ++i)
                    zip.add(storedPart("x" + QByteArray::number(i), {}));
                return zip;
            }),
        workbook("data_after_end.xlsx",
            [] {
                RawZip zip = rawWorkbook(deflatedPart(sheetPart, people));
                zip.behind = QByteArray(5'000, 'x');
                return zip;
            }),
        workbook("two_central_directories.xlsx",
            [] {
                // Two whole archives in one file: which of them is the workbook depends on who reads it.
                RawZip zip = rawWorkbook(deflatedPart(sheetPart, people));
                zip.behind = rawWorkbook(deflatedPart(sheetPart, others)).bytes();
                return zip;
            }),
        // 35
        workbook("zip_slip.xlsx",
            [] {
                RawZip zip = rawWorkbook(deflatedPart(sheetPart, people));
                for (const char *name : {"../../outside.txt", "/tmp/outside.txt", "C:\\outside.txt", "NUL", "CON.xml",
                         "..\\..\\outside.txt", "xl/../../outside.txt"})
                    zip.add(storedPart(name, "outside"));
                return zip.add(storedPart(QByteArray(65'535, 'n'), "long name"));
            }),
        workbook("duplicate_part.xlsx", [] { return withPart(deflatedPart(sheetPart, others)); }),
        workbook("case_twins.xlsx", [] { return withPart(deflatedPart("xl/worksheets/SHEET1.xml", others)); }),
        workbook("other_local_name.xlsx",
            [] {
                RawPart part = deflatedPart(sheetPart, people);
                part.localName = "xl/worksheets/sheet9.xml";
                return rawWorkbook(part);
            }),
        // 36
        holding("password.xlsx",
            [] {
                return CompoundFile()
                    .add(QStringLiteral("EncryptionInfo"), "x")
                    .add(QStringLiteral("EncryptedPackage"), QByteArray(9'000, 'x'))
                    .bytes();
            }),
        {"password.ods",
            [](const QString &path) {
                OdsFile(QByteArray())
                    .set("META-INF/manifest.xml",
                        R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>)")
                    .set("content.xml", "\x01\x02\x03")
                    .writeTo(path);
            }},
        holding("password.xls",
            [] { return XlsFile().add(record(0x002F, word(1) + QByteArray(52, '\x5A'))).addSheet({}).bytes(); }),
        workbook("password_of_the_zip.xlsx",
            [] {
                RawPart part = deflatedPart(sheetPart, people);
                part.flags = 1;
                return rawWorkbook(part);
            }),
    };
}

} // namespace

std::vector<BadFile> badArchives()
{
    std::vector<BadFile> files;
    for (auto *list : {&renamedFiles, &otherFormats, &brokenArchives}) {
        std::vector<BadFile> some = list();
        std::move(some.begin(), some.end(), std::back_inserter(files));
    }
    return files;
}

} // namespace callsheet::test
