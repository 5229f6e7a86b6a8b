#include "core/sheet/input_file.h"
#include "tests/data/bad_file_reading.h"

#include <QDir>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// What is wrong with the place of a file rather than with its content.
namespace callsheet::test {

namespace {

const QByteArray people = "name,phone\nAnn,+442079460001\n";

void expectSentence(const QString &path, const QStringList &words)
{
    SCOPED_TRACE(path.toStdString());
    const auto result = open(path);
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().message.endsWith(u'.')) << errorOf(result);
    EXPECT_FALSE(result.error().message.contains(u'\n')) << errorOf(result);
    for (const QString &word : words)
        EXPECT_TRUE(result.error().message.contains(word)) << errorOf(result);
}

//! A file of this size that takes no place on the disk.
QString sparseFile(const TemporaryFolder &folder, const QString &name, qint64 size)
{
    const QString path = folder.write(name, people);
    return ::truncate(QFile::encodeName(path).constData(), size) == 0 ? path : QString();
}

} // namespace

TEST(BadFiles, g55_onlyAFileOnDiskIsOpened)
{
    const TemporaryFolder folder;
    const QString pipe = folder.path(u"pipe.csv"_s);
    ASSERT_EQ(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    expectSentence(pipe, {u"is a pipe or a device"_s});
    expectSentence(u"/dev/zero"_s, {u"is a pipe or a device"_s});
    ASSERT_TRUE(QDir(folder.path(u"."_s)).mkdir(u"folder.xlsx"_s));
    expectSentence(folder.path(u"folder.xlsx"_s), {u"is a folder"_s, u"Choose a spreadsheet inside it"_s});
    const QString loop = folder.path(u"loop.csv"_s);
    ASSERT_TRUE(QFile::link(loop, loop));
    expectSentence(loop, {u"leads to itself"_s});
    ASSERT_TRUE(QFile::link(folder.path(u"gone.csv"_s), folder.path(u"dangling.csv"_s)));
    expectSentence(folder.path(u"dangling.csv"_s), {u"does not exist"_s});
    // A link to a file is as good as the file.
    ASSERT_TRUE(QFile::link(folder.write(u"people.csv"_s, people), folder.path(u"link.csv"_s)));
    EXPECT_EQ(errorOf(open(folder.path(u"link.csv"_s))), "");
}

TEST(BadFiles, g55_theNoteBesideAnOpenWorkbookIsNotTheWorkbook)
{
    const TemporaryFolder folder;
    const QByteArray owner = "\x04"
                             "Anne"
        + QByteArray(49, ' ') + QByteArray("A\0n\0n\0e\0", 8) + QByteArray(104, '\0');
    expectSentence(folder.write(u"~$people.xlsx"_s, owner), {u"note"_s, u"Choose the workbook itself"_s});
    const QByteArray lock = ",ann,computer,25.11.2026 02:00,file:///home/ann/.config/libreoffice/4;";
    expectSentence(folder.write(u".~lock.people.ods#"_s, lock), {u"note"_s, u"Choose the workbook itself"_s});
}

TEST(BadFiles, g55_aFileOfATerabyteIsRefusedAtOnce)
{
    const TemporaryFolder folder;
    const QString path = sparseFile(folder, u"terabyte.csv"_s, qint64(1) << 40);
    if (path.isEmpty())
        GTEST_SKIP() << "this file system holds no sparse file of that size";
    const auto result = open(path);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(result.error().message.contains(u"terabyte.csv"_s)) << errorOf(result);
    EXPECT_TRUE(result.error().message.contains(u"GiB"_s)) << errorOf(result);
}

TEST(BadFiles, g55_aFileThatChangesWhileItIsReadIsRefused)
{
    const TemporaryFolder folder;
    const QString path = folder.write(u"people.csv"_s, people);
    const auto file = sheet::InputFile::open(path);
    ASSERT_EQ(errorOf(file), "");
    EXPECT_FALSE(file->hasChanged());
    folder.write(u"people.csv"_s, people + "Bob,+442079460002\n");
    EXPECT_TRUE(file->hasChanged());
}

TEST(BadFiles, g55_aFileThatIsDeletedOrReplacedAfterReadingIsNoticed)
{
    const TemporaryFolder folder;
    const QString path = folder.write(u"people.csv"_s, people);
    const auto document = open(path);
    ASSERT_EQ(errorOf(document), "");
    EXPECT_TRUE(sheet::isUnchanged(document->source));
    ASSERT_TRUE(QFile::remove(path));
    EXPECT_FALSE(sheet::isUnchanged(document->source));
    EXPECT_EQ(cellsOf(*document->table, 0), QStringList({u"Ann"_s, u"+442079460001"_s})) << "what was read stays";
    EXPECT_FALSE(sheet::hashFile(path));
    folder.write(u"people.csv"_s, people + "Bob,+442079460002\n");
    EXPECT_FALSE(sheet::isUnchanged(document->source));
}

TEST(BadFiles, g56_aFileThatMayNotBeReadIsSaidToBeSo)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "an administrator may read every file; OpenSheet.saysWhenReadingIsNotAllowed changes the user";
    const TemporaryFolder folder;
    const QString path = folder.write(u"private.csv"_s, people);
    QFile::setPermissions(path, {});
    expectSentence(path, {u"may not be read by you"_s});
}

TEST(BadFiles, g56_anyNameOpensAndIsShownOnOneLineInItsOwnDirection)
{
    const TemporaryFolder folder;
    for (const QString &name : {u"two\nlines.csv"_s, QString(251, u'n') + u".csv"_s, u"people\u202Evsc.csv"_s,
             u" leading and trailing .csv"_s, u"-rf.csv"_s, u"emoji 😀.csv"_s, u"a\"b'c%1.csv"_s}) {
        SCOPED_TRACE(name.toStdString());
        EXPECT_EQ(errorOf(open(folder.write(name, people))), "");
        const auto refused = open(folder.write(name, "%PDF-1.7"));
        ASSERT_FALSE(refused);
        for (const QChar hidden : {QChar(u'\n'), QChar(u'\u202E')})
            EXPECT_FALSE(refused.error().message.contains(hidden)) << errorOf(refused);
        const auto missing = open(folder.path(u"no such "_s + name));
        ASSERT_FALSE(missing);
        for (const QChar hidden : {QChar(u'\n'), QChar(u'\u202E')})
            EXPECT_FALSE(missing.error().message.contains(hidden)) << errorOf(missing);
    }
}

TEST(BadFiles, g56_aNameThatIsNoUtf8EndsInASentence)
{
    const TemporaryFolder folder;
    const QByteArray path = QFile::encodeName(folder.path(u"J"_s)) + "\xFCrgen.csv";
    const int descriptor = ::open(path.constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0)
        GTEST_SKIP() << "this file system takes no such name";
    ASSERT_EQ(::write(descriptor, people.constData(), static_cast<std::size_t>(people.size())), people.size());
    ::close(descriptor);
    // The tool kit cannot say such a name back to the system, so that the file is not found.
    expectSentence(QFile::decodeName(path), {u"does not exist"_s});
    ::unlink(path.constData()); // nor could the folder be cleared of it
}

} // namespace callsheet::test
