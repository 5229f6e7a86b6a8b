#include "core/sheet/write_sheet.h"
#include "tests/core/sheet/sheet_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

RowSource sourceOf(const QList<QStringList> &rows)
{
    return [rows, next = qsizetype(0)](QStringList &row) mutable {
        if (next == rows.size())
            return false;
        row = rows[next++];
        return true;
    };
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

TEST(WriteSheet, writesCsvByTheStandard)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"out.csv"_s);
    const auto written = writeSheet(path, {u"name"_s, u"note"_s},
        sourceOf({{u"Zoë, \"Z\""_s, u"=1+1"_s}, {u"two\nlines"_s, u""_s}, {u" blank "_s, u"a;b"_s}}));
    ASSERT_EQ(test::errorOf(written), "");
    EXPECT_EQ(contentOf(path), "name,note\r\n\"Zoë, \"\"Z\"\"\",=1+1\r\n\"two\nlines\",\r\n\" blank \",\"a;b\"\r\n");
    EXPECT_EQ(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
}

TEST(WriteSheet, writesXlsxAsTextOnly)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"out.xlsx"_s);
    const QStringList tricky
        = {u"=1+1"_s, u"007"_s, u"_x000D_"_s, u"a\rb\r\nc\u0001"_s, u" x "_s, u"<&>\"'"_s, u"😀\uFFFE"_s};
    ASSERT_EQ(
        test::errorOf(writeSheet(path, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s, u"g"_s}, sourceOf({tricky}))),
        "");
    const auto read = test::open(path);
    ASSERT_EQ(test::errorOf(read), "");
    EXPECT_EQ(test::cellsOf(*read->table, 0), tricky);
    EXPECT_EQ(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    EXPECT_EQ(QDir(QFileInfo(path).absolutePath()).entryList(QDir::Files | QDir::Hidden), QStringList({u"out.xlsx"_s}));
}

TEST(WriteSheet, keepsOurReaderFromMistakingTheFile)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"out.csv"_s);
    for (const auto &heading : {u"<table>"_s, u"{\"a\""_s, u"[[\""_s, u"%PDF-1.7"_s, u"sep=;"_s, u"\uFEFFx"_s}) {
        ASSERT_EQ(test::errorOf(writeSheet(path, {heading, u"b"_s}, sourceOf({{u"1"_s, u"2"_s}}))), "");
        const auto read = test::open(path);
        ASSERT_EQ(test::errorOf(read), "");
        EXPECT_EQ(read->table->sheetRow(0), 2U);
        EXPECT_EQ(test::cellsOf(*read->table, 0), QStringList({u"1"_s, u"2"_s}));
    }
}

TEST(WriteSheet, refusesOtherNames)
{
    const auto written = writeSheet(u"out.pdf"_s, {u"a"_s}, sourceOf({}));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, base::ErrorKind::WrongUsage);
}

TEST(WriteSheet, saysWhereItCouldNotWrite)
{
    for (const auto &path : {u"/nowhere/out.csv"_s, u"/nowhere/out.xlsx"_s}) {
        const auto written = writeSheet(path, {u"a"_s}, sourceOf({}));
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().kind, base::ErrorKind::Storage);
        EXPECT_TRUE(written.error().message.contains(path));
    }
}

TEST(WriteSheet, leavesTheOldFileWhenACellDoesNotFit)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"out.xlsx"_s, "old");
    const auto written = writeSheet(path, {u"a"_s}, sourceOf({{u"ok"_s}, {QString(40'000, u'x')}}));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, base::ErrorKind::Limit);
    EXPECT_TRUE(written.error().message.startsWith(u"Cell A3 is longer than the 32,767 characters"_s));
    EXPECT_EQ(contentOf(path), "old");
    EXPECT_EQ(QDir(QFileInfo(path).absolutePath()).entryList(QDir::Files | QDir::Hidden), QStringList({u"out.xlsx"_s}));
}

TEST(ExportTable, leavesTheOldFileWhenStopped)
{
    const test::OpenedSheet sheet(u"a.csv"_s, "name\nAnn\n");
    const test::TemporaryFolder folder;
    std::stop_source stop;
    stop.request_stop();
    for (const auto &name : {u"out.csv"_s, u"out.xlsx"_s}) {
        const QString path = folder.write(name, "old");
        const auto written = exportTable(sheet.table(), path, stop.get_token());
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().kind, base::ErrorKind::Cancelled);
        EXPECT_EQ(contentOf(path), "old");
    }
}

TEST(ExportTable, fillsRaggedRowsAndKeepsTheirSurplus)
{
    const test::OpenedSheet sheet(u"a.csv"_s, "a,b\n1\n1,2,3\n4,5\n");
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"out.csv"_s);
    ASSERT_EQ(test::errorOf(exportTable(sheet.table(), path, {})), "");
    EXPECT_EQ(contentOf(path), "a,b\r\n1,\r\n1,2,3\r\n4,5\r\n");
}

QString randomCell(QRandomGenerator &random, bool forXlsx)
{
    static const QStringList pieces = {u","_s, u"\""_s, u"\"\""_s, u"\n"_s, u"\r\n"_s, u"\r"_s, u";"_s, u"\t"_s, u"|"_s,
        u" "_s, u"a"_s, u"Zoë"_s, u"東京"_s, u"😀"_s, u"\U0010FFFD"_s, u"'"_s, u"="_s, u"_x000A_"_s, u"\u200B"_s,
        u"sep=;"_s, u"x\uFEFF"_s, u"0"_s, u"+447911123456"_s, u"<b>&amp;"_s, u"\u0007"_s};
    QString cell;
    for (int i = random.bounded(5); i > 0; --i)
        cell += pieces[random.bounded(static_cast<int>(pieces.size()))];
    if (!forXlsx && random.bounded(20) == 0)
        cell += QChar(0);
    return cell;
}

class RoundTrip : public testing::TestWithParam<const char *> { };

TEST_P(RoundTrip, givesBackEveryCell)
{
    const QString name = QString::fromLatin1(GetParam());
    const bool isXlsx = name.endsWith(u".xlsx"_s);
    const test::TemporaryFolder folder;
    QRandomGenerator random(11);
    for (int round = 0; round < 60; ++round) {
        const int columns = 2 + random.bounded(6);
        QStringList header;
        for (int i = 0; i < columns; ++i)
            header += u"heading %1"_s.arg(i);
        QList<QStringList> rows;
        for (int row = 0; row < 40; ++row) {
            QStringList cells = {u"row %1"_s.arg(row)};
            while (cells.size() < columns)
                cells += randomCell(random, isXlsx);
            rows += cells;
        }
        const QString first = folder.path(u"first-"_s + name);
        ASSERT_EQ(test::errorOf(writeSheet(first, header, sourceOf(rows))), "");
        const auto read = test::open(first);
        ASSERT_EQ(test::errorOf(read), "");
        ASSERT_EQ(read->table->header(), header) << round;
        ASSERT_EQ(read->table->rowCount(), 40U) << round;
        const QString second = folder.path(u"second-"_s + name);
        ASSERT_EQ(test::errorOf(exportTable(*read->table, second, {})), "");
        const auto again = test::open(second);
        ASSERT_EQ(test::errorOf(again), "");
        for (RowIndex row = 0; row < 40; ++row) {
            ASSERT_EQ(test::cellsOf(*read->table, row), rows[row]) << round;
            ASSERT_EQ(test::cellsOf(*again->table, row), rows[row]) << round;
            ASSERT_EQ(read->table->sheetRow(row), row + 2);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip, testing::Values("table.csv", "table.xlsx"));

} // namespace
} // namespace callsheet::sheet
