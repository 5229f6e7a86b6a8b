#include "tests/core/sheet/xls_files.h"
#include "tests/system/program.h"

// Workbooks of older Excels are read by callsheet-cli in a process of its own, whoever opens them.
namespace callsheet::test {

TEST(ReadSheet, isNoCommandForPeople)
{
    EXPECT_FALSE(Program::run({u"--help"_s}).output.contains("read-sheet"));
    for (const QStringList &words : {QStringList{u"read-sheet"_s}, QStringList{u"read-sheet"_s, u"a.xls"_s},
             QStringList{u"read-sheet"_s, u"0.1.0"_s, u"many"_s, u"a.xls"_s}}) {
        const Ended ended = Program::run(words);
        EXPECT_EQ(ended.exitCode, 2);
        EXPECT_TRUE(ended.errors.contains(u"--help"_s)) << ended.errors.toStdString();
        EXPECT_TRUE(ended.output.isEmpty());
    }
}

TEST(ReadSheet, readsAnOlderWorkbookForAPerson)
{
    const TemporaryFolder folder;
    const QString path = folder.write(u"book.xls"_s, richXls());
    const Ended ended = Program::run({u"inspect"_s, path, u"--json"_s});
    EXPECT_EQ(ended.exitCode, 0) << ended.errors.toStdString();
    EXPECT_EQ(ended.json().value(u"format"_s), u"xls"_s);
    EXPECT_EQ(ended.json().value(u"rows"_s).toInt(), 89);
}

TEST(ReadSheet, worksWithoutStandardInputOutputOrErrors)
{
    // A program without the usual three descriptors gets them for its files and pipes.
    const TemporaryFolder folder;
    const QString path = folder.write(u"book.xls"_s, richXls());
    const QString copy = folder.path(u"copy.csv"_s);
    for (const char *closed : {"<&-", "<&- 2>&-", "<&- >&- 2>&-"}) {
        QFile::remove(copy);
        const Ended ended
            = Program::runInShell(u"\"$@\" "_s + QString::fromLatin1(closed), {u"export"_s, path, u"--to"_s, copy});
        EXPECT_EQ(ended.exitCode, 0) << closed << ended.errors.toStdString();
        EXPECT_TRUE(QFile::exists(copy)) << closed;
    }
}

} // namespace callsheet::test
