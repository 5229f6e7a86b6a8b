#include "tests/data/bad_file_reading.h"

#include <QDir>

namespace callsheet::test {

namespace {

const QStringList people{u"name | phone"_s, u"2: Ann | +442079460001"_s};

} // namespace

TEST(BadFiles, g31_aFileIsWhatItHoldsWhateverItIsCalled)
{
    expectRefused(u"page_named.xlsx"_s, {u"is a web page (HTML)"_s, u"save it as XLSX"_s});
    expectRefused(u"page_named.xls"_s, {u"is a web page (HTML)"_s, u"save it as XLSX"_s});
    expectRefused(u"pdf_named.xlsx"_s, {u"is a PDF"_s, u"Export the table"_s});
    expectRefused(u"program_named.xlsx"_s, {u"is a program"_s});
    expectRefused(u"linux_program_named.csv"_s, {u"is a program"_s});
    expectRefused(u"word_named.xls"_s, {u"is a Word document"_s, u"Copy its table"_s});
    expectRefused(u"word_named.xlsx"_s, {u"is a text document"_s, u"Copy its table"_s});
    expectRefused(u"picture_named.xlsx"_s, {u"is a picture"_s, u"Ask for the table"_s});
    expectRefused(u"photo_named.csv"_s, {u"is a picture"_s, u"Ask for the table"_s});
    expectRefused(u"xml_spreadsheet_2003.xls"_s, {u"Excel 2003"_s, u"save it as XLSX"_s});
    expectRefused(u"archive.7z"_s, {u"is an archive"_s, u"Unpack it"_s});
    expectRead(u"csv_named.xlsx"_s, people);
    EXPECT_EQ(BadFileReading(u"csv_named.xlsx"_s).report().whyFormat,
        u"The file is plain text, although its name ends in “.xlsx”."_s);
}

TEST(BadFiles, g32_aWorkbookThatIsCutOffIsRefused)
{
    for (const QString &name : {u"truncated.xlsx"_s, u"no_central_directory.xlsx"_s})
        expectRefused(name, {u"damaged or cut-off"_s, u"ask for a new copy"_s});
}

TEST(BadFiles, g33_aBombEndsInASentence)
{
    expectLimit(u"zip_bomb.xlsx"_s, {u"200 times"_s, u"sheet1.xml"_s});
    expectRefused(u"overlapping_parts.xlsx"_s, {u"damaged"_s});
    expectRefused(u"nested.zip"_s, {u"is a ZIP archive"_s, u"Unpack it"_s});
}

TEST(BadFiles, g34_anArchiveThatLiesIsRefused)
{
    for (const QString &name : {u"zip64_lies.xlsx"_s, u"size_zero_in_header.xlsx"_s, u"wrong_crc.xlsx"_s,
             u"data_after_end.xlsx"_s, u"two_central_directories.xlsx"_s})
        expectRefused(name, {u"damaged"_s});
    for (const QString &name : {u"20000_parts.xlsx"_s, u"65536_parts.xlsx"_s})
        expectLimit(name, {u"10,000"_s});
}

TEST(BadFiles, g35_namesOfPartsLeadNowhereElse)
{
    const BadFileReading file(u"zip_slip.xlsx"_s);
    EXPECT_EQ(file.lines(), people);
    EXPECT_EQ(QDir(file.folder.path(u"."_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
        QStringList{u"zip_slip.xlsx"_s});
    EXPECT_FALSE(QFile::exists(u"/tmp/outside.txt"_s));
    expectRefused(u"duplicate_part.xlsx"_s, {u"two parts"_s, u"sheet1.xml"_s});
    expectRefused(u"case_twins.xlsx"_s, {u"two parts"_s}); // names of parts have no case
    expectRefused(u"other_local_name.xlsx"_s, {u"damaged"_s});
}

TEST(BadFiles, g36_aPasswordIsNamedAndNotAskedFor)
{
    for (const QString &name :
        {u"password.xlsx"_s, u"password.ods"_s, u"password.xls"_s, u"password_of_the_zip.xlsx"_s})
        expectRefused(name, {u"is protected by a password"_s, u"without the password"_s});
}

TEST(BadFiles, g51_otherFormatsAreCalledByTheirNames)
{
    expectRefused(u"binary_workbook.xlsb"_s, {u"is a binary workbook (XLSB)"_s, u"save it as XLSX"_s});
    expectRefused(u"apple.numbers"_s, {u"Apple Numbers"_s, u"Export the table as XLSX or CSV"_s});
    expectRefused(u"flat.fods"_s, {u"is a flat OpenDocument file"_s, u"save it as XLSX"_s});
    expectRefused(u"csv_inside.csv.gz"_s, {u"is a compressed file"_s, u"Unpack it"_s});
    expectRefused(u"csv_inside.zip"_s, {u"is a ZIP archive"_s, u"Unpack it"_s});
    expectRead(u"google.xlsx"_s, people);
}

} // namespace callsheet::test
