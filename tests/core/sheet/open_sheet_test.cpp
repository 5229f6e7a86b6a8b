#include "core/sheet/open_sheet.h"
#include "core/sheet/file_kind.h"
#include "tests/core/sheet/sheet_files.h"

#include <QDir>
#include <QFile>
#include <QTimeZone>

#include <sys/stat.h>
#include <unistd.h>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

struct RefusalCase {
    const char *fileName;
    QByteArray content;
    const char *says; // what the file really is
    const char *remedy;
};
void PrintTo(const RefusalCase &c, std::ostream *out)
{
    *out << c.fileName << ": " << c.says;
}

class Refusal : public testing::TestWithParam<RefusalCase> { };

TEST_P(Refusal, saysWhatTheFileIsAndWhatToDo)
{
    const test::OpenedSheet sheet(QString::fromUtf8(GetParam().fileName), GetParam().content);
    ASSERT_FALSE(sheet.result);
    const base::Error &error = sheet.result.error();
    EXPECT_EQ(error.kind, base::ErrorKind::Unreadable);
    EXPECT_TRUE(error.message.contains(QString::fromUtf8(GetParam().fileName))) << error.message.toStdString();
    EXPECT_TRUE(error.message.contains(QString::fromUtf8(GetParam().says))) << error.message.toStdString();
    EXPECT_TRUE(error.message.contains(QString::fromUtf8(GetParam().remedy))) << error.message.toStdString();
}

QByteArray ole(QStringView stream)
{
    return QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + QByteArray(1500, '\0')
        + QByteArray(reinterpret_cast<const char *>(stream.utf16()), stream.size() * 2) + QByteArray(500, '\0');
}

INSTANTIATE_TEST_SUITE_P(Kinds, Refusal,
    testing::Values(RefusalCase{"list.xlsx", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj", "is a PDF", "Export the table"},
        RefusalCase{"list.xls", "\n <!DOCTYPE html><html><table>", "web page (HTML)", "save it as XLSX"},
        RefusalCase{"list.csv", "<table><tr><td>Ann", "web page (HTML)", "save it as XLSX"},
        RefusalCase{"list.xls",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "Excel 2003",
            "save it as XLSX"},
        RefusalCase{"list.xml", "<?xml version=\"1.0\"?><contacts/>", "XML file", "Export the table"},
        RefusalCase{"list.xls", ole(u"Workbook"), "damaged or cut-off", "Save it again"},
        RefusalCase{"list.xlsx", ole(u"EncryptedPackage"), "password", "without the password"},
        RefusalCase{"list.doc", ole(u"WordDocument"), "Word document", "spreadsheet"},
        RefusalCase{"list.xls", QByteArray("\x09\x08\x08\x00\x00\x05", 6), "damaged or cut-off", "Save it again"},
        RefusalCase{"list.xls", QByteArray("\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", 10), "Excel 4 or older",
            "save it as XLSX"},
        RefusalCase{"list.csv", QByteArray("\x1F\x8B\x08\x00", 4), "compressed", "Unpack"},
        RefusalCase{"list.csv", "BZh91AY&SYxxx", "compressed", "Unpack"},
        RefusalCase{"list.xlsx", QByteArray("\x89PNG\r\n\x1a\n", 8), "picture", "Ask for the table"},
        RefusalCase{"list.csv", "{\"contacts\": []}", "JSON", "Export the table"},
        RefusalCase{"list.csv", "{\\rtf1\\ansi", "RTF", "spreadsheet"},
        RefusalCase{"list.csv",
            QByteArray("\x7F"
                       "ELF\x02\x01\x01\x00",
                8),
            "program", "Delete it"},
        RefusalCase{"list.csv", QByteArray("SQLite format 3\0", 16), "database", "Export"},
        RefusalCase{"list.csv", QByteArray("\x01\x02\x03\x04\x05\x06\x07\x08").repeated(20), "neither text", "Export"},
        RefusalCase{"~$list.xlsx",
            QByteArray("\x04"
                       "Anne")
                .repeated(33),
            "note", "Choose the workbook itself"},
        RefusalCase{"list.xlsx", "PK\x03\x04 and nothing more", "damaged or cut-off", "Save it again"},
        RefusalCase{"list.csv", "", "is empty", "Save the spreadsheet again"},
        RefusalCase{"list.csv", "\xEF\xBB\xBF", "holds no text", "choose another file"},
        RefusalCase{"list.csv", "\n\r\n\n,,\n", "holds no text", "choose another file"},
        RefusalCase{"list.csv", "name,phone\n", "has a header but no rows", "Add rows"},
        RefusalCase{"list.csv", "name,phone\n\n,\n", "has a header but no rows", "Add rows"}));

TEST(OpenSheet, saysWhenThereIsNoFile)
{
    const auto result = test::open(u"/nowhere/list.csv"_s);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Unreadable);
    EXPECT_EQ(result.error().message,
        u"“/nowhere/list.csv” does not exist. Check the name and the folder, or choose the file again."_s);
}

TEST(OpenSheet, refusesFoldersPipesAndDevices)
{
    const test::TemporaryFolder folder;
    QDir(folder.path(u"."_s)).mkdir(u"inner"_s);
    const auto directory = test::open(folder.path(u"inner"_s));
    ASSERT_FALSE(directory);
    EXPECT_TRUE(directory.error().message.contains(u"is a folder"_s));
    const QString pipe = folder.path(u"pipe.csv"_s);
    ASSERT_EQ(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    for (const QString &path : {pipe, u"/dev/zero"_s}) {
        const auto result = test::open(path);
        ASSERT_FALSE(result);
        EXPECT_TRUE(result.error().message.contains(u"pipe or a device"_s)) << result.error().message.toStdString();
    }
}

TEST(OpenSheet, saysWhenReadingIsNotAllowed)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"a.csv"_s, "name\nAnn\n");
    QFile::setPermissions(path, {});
    const bool isRoot = ::geteuid() == 0; // who may read everything: as somebody else for this one call
    ASSERT_TRUE(!isRoot || ::seteuid(65'534) == 0);
    const auto result = test::open(path);
    ASSERT_TRUE(!isRoot || ::seteuid(0) == 0);
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().message.contains(u"may not be read by you"_s));
}

TEST(OpenSheet, refusesALinkThatLeadsToItself)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"loop.csv"_s);
    ASSERT_TRUE(QFile::link(path, path));
    const auto result = test::open(path);
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().message.contains(u"leads to itself"_s));
}

TEST(OpenSheet, makesHiddenCharactersOfTheNameVisible)
{
    const test::OpenedSheet sheet(u"a\u202Evsc.\nxlsx"_s, "%PDF-1.7");
    ASSERT_FALSE(sheet.result);
    EXPECT_FALSE(sheet.result.error().message.contains(u'\u202E'));
    EXPECT_FALSE(sheet.result.error().message.contains(u'\n'));
}

TEST(OpenSheet, takesNamesThatBeginLikeOtherFilesForNames)
{
    for (const char *heading : {"BZhang", "MZ", "PK", "note [%PDF-]", "RIFF", "GIF", "7z"}) {
        const test::OpenedSheet sheet(u"a.csv"_s, QByteArray(heading) + ",phone\nAnn,1\n");
        ASSERT_EQ(test::errorOf(sheet.result), "");
        EXPECT_EQ(sheet.table().header().first(), QString::fromLatin1(heading));
    }
}

TEST(OpenSheet, goesByTheContentNotTheName)
{
    const test::OpenedSheet sheet(u"list.xlsx"_s, "name,phone\nAnn,1\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().format, Format::Csv);
    EXPECT_EQ(sheet.report().whyFormat, u"The file is plain text, although its name ends in “.xlsx”."_s);
}

TEST(OpenSheet, reportsWhatItFoundOutAndWhy)
{
    const test::OpenedSheet sheet(u"list.csv"_s, "name;phone\n\"Zoë\";1\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    const ReadingReport &report = sheet.report();
    EXPECT_EQ(formatName(report.format), u"csv"_s);
    EXPECT_TRUE(report.sheets.isEmpty());
    EXPECT_EQ(report.sheet, QString());
    EXPECT_EQ(report.encoding, u"UTF-8"_s);
    EXPECT_EQ(report.separator, u";"_s);
    EXPECT_EQ(report.quote, u"\""_s);
    EXPECT_EQ(report.headerRow, 1);
    for (const QString &why :
        {report.whyFormat, report.whyEncoding, report.whySeparator, report.whyQuote, report.whyHeaderRow})
        EXPECT_TRUE(why.endsWith(u'.')) << why.toStdString();
}

TEST(OpenSheet, refusesMarksThatContradictEachOther)
{
    for (const auto &[separator, quote] : {std::pair(';', ';'), std::pair('\n', '"'), std::pair(',', '\r')}) {
        ReadingOptions options;
        options.separator = QLatin1Char(separator);
        options.quote = quote;
        const test::OpenedSheet sheet(u"a.csv"_s, "a\nb\n", options);
        ASSERT_FALSE(sheet.result);
        EXPECT_EQ(sheet.result.error().kind, base::ErrorKind::WrongUsage);
    }
}

TEST(OpenSheet, countsTheBytesAndStopsWhenAsked)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"a.csv"_s, "name\n" + QByteArray("Ann\n").repeated(3'000'000));
    base::Progress progress;
    const auto read = openSheet(path, {}, &progress, {});
    ASSERT_EQ(test::errorOf(read), "");
    EXPECT_GT(progress.total, 12'000'000);
    EXPECT_EQ(progress.done, progress.total);

    std::stop_source source;
    source.request_stop();
    const auto stopped = openSheet(path, {}, nullptr, source.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, base::ErrorKind::Cancelled);
}

TEST(SourceFile, noticesThatTheFileWasChanged)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"a.csv"_s, "name\nAnn\n");
    const auto document = test::open(path);
    ASSERT_EQ(test::errorOf(document), "");
    EXPECT_TRUE(QDir::isAbsolutePath(document->source.path));
    EXPECT_EQ(document->source.size, 9);
    EXPECT_TRUE(isUnchanged(document->source));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    file.setFileTime(QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC), QFileDevice::FileModificationTime);
    EXPECT_FALSE(isUnchanged(document->source));
    file.remove();
    EXPECT_FALSE(isUnchanged(document->source));
}

TEST(HashFile, isTheSha256OfTheBytes)
{
    const test::TemporaryFolder folder;
    const auto hash = hashFile(folder.write(u"a.csv"_s, "abc"));
    ASSERT_TRUE(hash);
    EXPECT_EQ(*hash, u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s);
    const auto missing = hashFile(folder.path(u"gone.csv"_s));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, base::ErrorKind::Unreadable);
}

} // namespace
} // namespace callsheet::sheet
