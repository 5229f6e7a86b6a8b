#include "core/sheet/reader_limits.h"
#include "core/sheet/xls_child.h"
#include "tests/core/sheet/workbook_damage.h"
#include "tests/core/sheet/xls_files.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>

#include <cerrno>
#include <thread>

#include <sys/wait.h>

// XLS is read in a process of its own. Whatever becomes of that process, here it is a table or a sentence.
namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::formula;
using test::label;
using test::number;
using test::oldLabel;
using test::record;
using test::special;
using test::word;
using test::XlsFile;

XlsFile small()
{
    return XlsFile().addSheet(test::xlsHeader() + label(1, 0, u"Ann"_s));
}

//! A test that leaves a process or a descriptor behind fails.
class XlsChild : public testing::Test {
protected:
    ~XlsChild() override
    {
        EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a process is left";
        EXPECT_EQ(errno, ECHILD);
        EXPECT_EQ(openDescriptors(), m_descriptors);
    }
    static qsizetype openDescriptors() { return QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System).size(); }

    //! A program that does this instead of reading.
    XlsReaderProgram script(const QByteArray &commands, std::chrono::milliseconds patience = 30s) const
    {
        const QString path = m_folder.write(u"reader"_s, "#!/bin/sh\n" + commands + '\n');
        QFile::setPermissions(path, QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
        return {path, patience};
    }
    //! The real one, after these commands.
    XlsReaderProgram readerAfter(const QByteArray &commands) const
    {
        return script(commands + "\nexec " + installedXlsReader().path.toUtf8() + " \"$@\"");
    }
    base::Result<Document> read(const QByteArray &bytes, const XlsReaderProgram &program,
        const ReadingOptions &options = {}, std::stop_token stop = {}) const
    {
        const auto file = InputFile::open(m_folder.write(u"book.xls"_s, bytes));
        Document document;
        document.report.format = Format::Xls;
        const auto table = readXlsInChild({*file, options, document.report, nullptr, std::move(stop)}, program);
        if (!table)
            return table.error();
        document.table = *table;
        return document;
    }
    void expectSentence(const XlsReaderProgram &program, base::ErrorKind kind, const QString &words) const
    {
        const auto result = read(small().bytes(), program);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().kind, kind);
        const QString &message = result.error().message;
        EXPECT_TRUE(message.startsWith(u"“book.xls” "_s) && message.endsWith(u'.')) << message.toStdString();
        EXPECT_TRUE(message.contains(words)) << message.toStdString();
        EXPECT_TRUE(read(small().bytes(), installedXlsReader())) << "the program lives and reads the next one";
    }

private:
    test::TemporaryFolder m_folder;
    qsizetype m_descriptors = openDescriptors();
};

void expectSame(const base::Result<Document> &a, const base::Result<Document> &b)
{
    ASSERT_EQ(test::errorOf(a), test::errorOf(b));
    if (!a) {
        EXPECT_EQ(a.error(), b.error());
        return;
    }
    EXPECT_EQ(test::linesOf(*a->table), test::linesOf(*b->table));
    EXPECT_EQ(a->table->header(), b->table->header());
    EXPECT_EQ(a->table->hiddenRows(), b->table->hiddenRows());
    EXPECT_EQ(a->table->damagedRows(), b->table->damagedRows());
    EXPECT_EQ(a->table->blankRows(), b->table->blankRows());
    EXPECT_EQ(a->report.sheets, b->report.sheets);
    EXPECT_EQ(a->report.sheet, b->report.sheet);
    EXPECT_EQ(a->report.whySheet, b->report.whySheet);
    EXPECT_EQ(a->report.encoding, b->report.encoding);
    EXPECT_EQ(a->report.hiddenColumns, b->report.hiddenColumns);
    EXPECT_EQ(a->report.hiddenRows, b->report.hiddenRows);
    EXPECT_EQ(a->report.isFiltered, b->report.isFiltered);
    EXPECT_EQ(a->report.mergedAreas, b->report.mergedAreas);
    EXPECT_EQ(a->report.questions, b->report.questions);
}

TEST_F(XlsChild, givesTheSameTableAsReadingHere)
{
    const QByteArray row = record(0x0208, word(1) + word(0) + word(2) + QByteArray(6, '\1') + word(0x20) + word(0));
    const QByteArray layout = row + record(0x007D, word(1) + word(2) + word(0) + word(0) + word(1) + word(0))
        + record(0x009B, {}) + record(0x00E5, word(1) + word(1) + word(3) + word(0) + word(0));
    const QByteArray long1 = label(2, 0, QString(30'000, u'Ł')) + label(3, 0, QString(8'000, u'x'));
    XlsFile old(5);
    old.add(record(0x0042, word(1251)));
    const QList<QByteArray> files = {small().bytes(), test::richXls(), test::threeXlsSheets().bytes(),
        old.addSheet(oldLabel(0, 0, "name") + oldLabel(1, 0, "\xC0\xED")).bytes(),
        XlsFile().addSheet(test::xlsHeader() + layout + label(1, 0, u"hidden"_s) + long1).bytes(),
        XlsFile()
            .addSheet(test::xlsHeader() + formula(1, 0, special(99)) + formula(2, 1, special(0)) + label(9, 1, u"b"_s)
                + label(9, 0, u"a"_s) + number(5, 0, std::numeric_limits<double>::infinity()))
            .bytes(),
        XlsFile().addSheet(test::xlsHeader()).bytes(), XlsFile().bytes(), small().stream(), QByteArray(9'000, '\x5A'),
        small().bytes().left(700), XlsFile().addSheet(label(1, 16'384, u"x"_s)).bytes(),
        XlsFile().add(record(0x002F, word(1) + QByteArray(52, '\x5A'))).addSheet(test::xlsHeader()).bytes()};
    for (const QByteArray &bytes : files) {
        const test::OpenedXls here(bytes.startsWith('\x5A') ? small().bytes() : bytes);
        expectSame(read(bytes.startsWith('\x5A') ? small().bytes() : bytes, installedXlsReader()), here.result);
    }
    for (const QString &sheet : {u"Old"_s, u"1"_s, u"ŁÓDŹ & co"_s, u"New"_s, u""_s}) {
        ReadingOptions options;
        options.sheet = sheet;
        const QByteArray bytes = test::threeXlsSheets().bytes();
        expectSame(read(bytes, installedXlsReader(), options), test::OpenedXls(bytes, options).result);
    }
}

TEST_F(XlsChild, givesTheSameOfDamagedFiles)
{
    const QByteArray rich = test::richXls();
    QRandomGenerator random(17);
    int sentences = 0;
    for (int round = 0; round < 150; ++round) {
        QByteArray bytes = rich;
        for (int change = 0; change < 3; ++change)
            bytes[512 + random.bounded(static_cast<int>(bytes.size()) - 512)] = static_cast<char>(random.bounded(256));
        const test::OpenedXls here(bytes);
        sentences += here.result ? 0 : 1;
        expectSame(read(bytes, installedXlsReader()), here.result);
    }
    EXPECT_GT(sentences, 5);
}

TEST_F(XlsChild, isHowPeoplesFilesAreOpened)
{
    const test::OpenedSheet book(u"book.xls"_s, small().bytes());
    ASSERT_EQ(test::errorOf(book.result), "");
    EXPECT_EQ(book.report().format, Format::Xls);
    EXPECT_EQ(book.report().whyFormat, u"The file begins as a workbook does."_s);
    base::Progress progress;
    ASSERT_TRUE(openSheet(book.path, {}, &progress, {}));
    EXPECT_GT(progress.total, 0);
    EXPECT_EQ(progress.done, progress.total);
    const auto beginning = openBeginning(book.path, {}, {});
    ASSERT_EQ(test::errorOf(beginning), "");
    EXPECT_EQ(test::linesOf(*beginning->table), QStringList({u"2: Ann | "_s}));
}

TEST_F(XlsChild, readsTheFileThatWasOpenedAndNotItsName)
{
    const test::TemporaryFolder folder;
    const auto file = InputFile::open(folder.write(u"book.xls"_s, small().bytes()));
    ASSERT_TRUE(QFile::rename(folder.path(u"book.xls"_s), folder.path(u"moved"_s)));
    folder.write(u"book.xls"_s, "another");
    ReadingOptions options;
    ReadingReport report;
    const auto table = readXlsInChild({*file, options, report, nullptr, {}});
    ASSERT_EQ(test::errorOf(table), "");
    EXPECT_EQ(test::linesOf(**table), QStringList({u"2: Ann | "_s}));
}

TEST_F(XlsChild, endsWithTheFirstRowsWhenNoMoreAreWanted)
{
    QByteArray cells = test::xlsHeader();
    for (int i = 1; i < 60'000; ++i)
        cells += number(i, 0, i);
    const test::OpenedSheet book(u"book.xls"_s, XlsFile().addSheet(cells).bytes());
    const auto beginning = openBeginning(book.path, {}, {});
    ASSERT_EQ(test::errorOf(beginning), "");
    EXPECT_EQ(beginning->table->rowCount(), beginningRows - 1);
}

TEST_F(XlsChild, thatIsMissingOrCannotRunIsNamed)
{
    const XlsReaderProgram missing = {u"/nowhere/callsheet-cli"_s};
    expectSentence(missing, base::ErrorKind::Unreadable,
        u"“/nowhere/callsheet-cli”, which reads workbooks of older Excels, is missing"_s);
    XlsReaderProgram forbidden = script("exit 0");
    QFile::setPermissions(forbidden.path, QFile::ReadOwner);
    expectSentence(forbidden, base::ErrorKind::Unreadable, u"could not be started: Permission denied"_s);
}

TEST_F(XlsChild, thatCrashesOrIsKilledOrLeavesEndsInASentence)
{
    for (const char *commands :
        {"kill -SEGV $$", "kill -KILL $$", "kill -ABRT $$", "exit 0", "exit 3", "printf '\\001'; exit 0"})
        expectSentence(script(commands), base::ErrorKind::Unreadable, u"something in it made the reading break off"_s);
    // Another version of the program may speak another language.
    expectSentence(script("exec " + installedXlsReader().path.toUtf8() + " read-sheet 0 1 a"),
        base::ErrorKind::Unreadable, u"Callsheet was updated while it was running"_s);
}

TEST_F(XlsChild, thatWritesGarbageOrWithoutEndEndsInASentence)
{
    for (const char *commands : {"printf 'garbage, not a frame'; exec sleep 1000", "exec yes", "exec cat /dev/zero",
             "exec cat /dev/urandom", "exec cat"})
        expectSentence(script(commands), base::ErrorKind::Unreadable, u"something in it made the reading break off"_s);
    // Good frames without end.
    expectSentence(script("while :; do printf '\\021\\0\\0\\0\\001\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0'"
                          "; done | cat"),
        base::ErrorKind::Unreadable, u"something in it made the reading break off"_s);
}

TEST_F(XlsChild, thatHangsIsEnded)
{
    expectSentence(script("exec sleep 1000", 100ms), base::ErrorKind::Limit, u"took longer"_s);
    // One that says nothing more and does not go either.
    expectSentence(script("exec >&-; exec sleep 1000"), base::ErrorKind::Unreadable, u"made the reading break off"_s);
}

TEST_F(XlsChild, thatComputesOrTakesMemoryWithoutEndIsEnded)
{
    expectSentence(script("ulimit -St 1; while :; do :; done"), base::ErrorKind::Limit, u"took longer"_s);
    expectSentence(script("exit " + QByteArray::number(outOfMemoryExit)), base::ErrorKind::Limit, u"1 GiB of memory"_s);
}

#ifndef CALLSHEET_SANITIZE // its memory cannot be limited
TEST_F(XlsChild, refusesAFileThatTakesMoreMemoryThanItMay)
{
    // Six bytes in the file become hundreds: every number shows as many zeros as a format may have.
    XlsFile file;
    file.addFormat(164, QString(250, u'0')).addCellFormat(164);
    QByteArray cells = test::xlsHeader();
    const QByteArray numbers = (word(0) + test::doubleWord((7U << 2) | 2)).repeated(200);
    for (int i = 1; i < 11'000; ++i)
        cells += record(0x00BD, word(i) + word(0) + numbers + word(199));
    const QByteArray bytes = file.addSheet(cells).bytes();
    ASSERT_LT(bytes.size(), 16 << 20);
    const auto limited = read(bytes, installedXlsReader());
    ASSERT_FALSE(limited);
    EXPECT_EQ(limited.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(limited.error().message.contains(u"512 MiB"_s)) << limited.error().message.toStdString();
    ASSERT_TRUE(read(small().bytes(), readerAfter("ulimit -v 400000"))) << "so much is enough for a usual file";
    const auto result = read(bytes, readerAfter("ulimit -v 400000"));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(result.error().message.contains(u"1 GiB of memory"_s)) << result.error().message.toStdString();
}
#endif

TEST_F(XlsChild, stopsAtOnce)
{
    QElapsedTimer elapsed;
    elapsed.start();
    std::stop_source stop;
    std::jthread person([&stop] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    });
    const auto result = read(small().bytes(), script("exec sleep 1000"), {}, stop.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Cancelled);
    EXPECT_LT(elapsed.elapsed(), 30'000); // not when the other process thinks fit
    const auto before = read(small().bytes(), script("exec sleep 1000"), {}, stop.get_token());
    ASSERT_FALSE(before);
    EXPECT_EQ(before.error().kind, base::ErrorKind::Cancelled);
}

TEST_F(XlsChild, readsInSeveralThreadsAtATime)
{
    const test::OpenedSheet book(u"book.xls"_s, test::richXls());
    std::vector<QStringList> lines(6);
    {
        std::vector<std::jthread> threads;
        for (QStringList &mine : lines)
            threads.emplace_back([&mine, &book] { mine = test::linesOf(*test::open(book.path)->table); });
    }
    for (const QStringList &mine : lines)
        EXPECT_EQ(mine, test::linesOf(book.table()));
}

TEST_F(XlsChild, getsNothingOfOursButTheFile)
{
    const test::TemporaryFolder folder;
    ::setenv("CALLSHEET_TEST_SECRET", "very-secret", 1);
    const QString report = folder.path(u"report"_s);
    EXPECT_FALSE(read(small().bytes(), script("{ env; ls -l /proc/self/fd; } > " + report.toUtf8())));
    ::unsetenv("CALLSHEET_TEST_SECRET");
    const QByteArray seen = test::bytesOf(report);
    EXPECT_TRUE(seen.contains("book.xls")) << seen.toStdString();
    EXPECT_FALSE(seen.contains("very-secret"));
    EXPECT_FALSE(seen.contains("eventfd"));
}

#ifdef CALLSHEET_HAS_SECCOMP
TEST_F(XlsChild, opensNothingOnceItReads)
{
    if (QStandardPaths::findExecutable(u"strace"_s).isEmpty())
        GTEST_SKIP() << "strace is not installed, so what the kernel is asked for cannot be seen";
    const test::TemporaryFolder folder;
    const QString trace = folder.path(u"trace"_s);
    const XlsReaderProgram traced = script(
        "PATH=/usr/bin:/bin exec strace -o " + trace.toUtf8() + ' ' + installedXlsReader().path.toUtf8() + " \"$@\"");
    const auto result = read(test::richXls(), traced);
    const QByteArray calls = test::bytesOf(trace);
    if (!calls.contains("execve("))
        GTEST_SKIP() << "strace may not look into processes here";
    ASSERT_EQ(test::errorOf(result), "");
    const qsizetype locked = calls.indexOf("seccomp(SECCOMP_SET_MODE_FILTER, 0, {");
    ASSERT_GE(locked, 0);
    EXPECT_TRUE(calls.left(locked).contains("open")) << "the libraries, before";
    EXPECT_TRUE(calls.mid(locked).contains("write(1"));
    for (const char *call : {"open", "socket(", "connect(", "clone", "fork(", "execve("})
        EXPECT_FALSE(calls.mid(locked).contains(call)) << call << '\n' << calls.mid(locked, 4'000).toStdString();
}
#endif

} // namespace
} // namespace callsheet::sheet
