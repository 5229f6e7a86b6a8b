#include "tests/core/sheet/sheet_files.h"

#include <QStringEncoder>

#include <thread>

#include <unistd.h>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::OpenedSheet;

ReadingOptions table(int number)
{
    ReadingOptions options;
    options.table = number;
    return options;
}

ReadingOptions header(int row, std::optional<int> rows = {})
{
    ReadingOptions options;
    options.headerRow = row;
    options.headerRows = rows;
    return options;
}

constexpr auto twoTables = "name,phone\nAnn,+447911123451\nBob,+447911123452\n\n"
                           "city,shop,phone\nYork,North,+441904123453\nLeeds,South,+441132123454\n";

TEST(HeaderRows, ofACsvFileAreFoundAndJoined)
{
    const OpenedSheet sheet(
        u"a.csv"_s, "Person,,Home,\nname,nick,phone,city\nAnn,A,+447911123451,York\nBob,B,+447911123452,Leeds\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().headerRow, 1);
    EXPECT_EQ(sheet.report().headerRows, 2);
    EXPECT_EQ(
        sheet.table().header(), QStringList({u"Person name"_s, u"Person nick"_s, u"Home phone"_s, u"Home city"_s}));
    EXPECT_EQ(sheet.table().sheetRow(0), 3U);
    EXPECT_TRUE(sheet.table().damagedRows().empty());
}

TEST(HeaderRows, ofACsvFileAreTakenAsChosen)
{
    const QByteArray content = "Contacts of March\n\nHome,\n\nphone,name\n1,Ann\n2,Bob\n";
    const OpenedSheet sheet(u"a.csv"_s, content, header(3, 3));
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().header(), QStringList({u"Home phone"_s, u"Home name"_s}));
    EXPECT_EQ(test::linesOf(sheet.table()), QStringList({u"6: 1 | Ann"_s, u"7: 2 | Bob"_s}));
    EXPECT_EQ(sheet.report().whyHeaderRow, u"Rows 3 to 5 were chosen by hand."_s);
    const OpenedSheet one(u"a.csv"_s, content, header(5));
    ASSERT_EQ(test::errorOf(one.result), "");
    EXPECT_EQ(one.table().header(), QStringList({u"phone"_s, u"name"_s}));
}

TEST(HeaderRows, farDownInTheFileDecideHowManyCellsARowHas)
{
    const QByteArray content = QByteArray("x,y,z,w\n").repeated(500) + "name,phone\nAnn,1\nBob,2\nCem\n";
    const OpenedSheet sheet(u"a.csv"_s, content, header(501));
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().columnCount(), 2);
    EXPECT_EQ(sheet.table().damagedRows(), (std::vector<DamagedRow>{{2, RowDamage::TooFewCells, 504}}));
}

TEST(Tables, ofACsvFileAreOneUntilThePersonHasDecided)
{
    const OpenedSheet sheet(u"a.csv"_s, twoTables);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().tables, (QList<TableInfo>{{1, 3}, {5, 7}}));
    EXPECT_EQ(sheet.report().questions, QList{Question::SeveralTables});
    EXPECT_EQ(sheet.report().table, 0);
    EXPECT_EQ(sheet.table().rowCount(), 5U);
    EXPECT_EQ(sheet.table().damagedRows(),
        (std::vector<DamagedRow>{{0, RowDamage::TooFewCells, 2}, {1, RowDamage::TooFewCells, 3}}));
}

TEST(Tables, ofACsvFileAreReadAsChosen)
{
    const OpenedSheet first(u"a.csv"_s, twoTables, table(1));
    ASSERT_EQ(test::errorOf(first.result), "");
    EXPECT_EQ(test::linesOf(first.table()), QStringList({u"2: Ann | +447911123451"_s, u"3: Bob | +447911123452"_s}));
    EXPECT_TRUE(first.table().damagedRows().empty());
    const OpenedSheet second(u"a.csv"_s, twoTables, table(2));
    ASSERT_EQ(test::errorOf(second.result), "");
    EXPECT_EQ(second.report().headerRow, 5);
    EXPECT_EQ(second.report().whyHeaderRow, u"It is the header of table 2."_s);
    EXPECT_EQ(second.table().header(), QStringList({u"city"_s, u"shop"_s, u"phone"_s}));
    EXPECT_EQ(test::linesOf(second.table()),
        QStringList({u"6: York | North | +441904123453"_s, u"7: Leeds | South | +441132123454"_s}));
    EXPECT_TRUE(second.table().damagedRows().empty());
    EXPECT_TRUE(second.report().questions.isEmpty());
    const OpenedSheet all(u"a.csv"_s, twoTables, table(0));
    ASSERT_EQ(test::errorOf(all.result), "");
    EXPECT_EQ(all.table().rowCount(), 5U);
    EXPECT_TRUE(all.report().questions.isEmpty());
    const OpenedSheet none(u"a.csv"_s, twoTables, table(3));
    ASSERT_FALSE(none.result);
    EXPECT_EQ(none.result.error().kind, base::ErrorKind::WrongUsage);
}

TEST(Tables, areNotMadeOfContactsBelowABlankRow)
{
    const OpenedSheet sheet(u"a.csv"_s, "name,phone\nAnn,+447911123451\n\nBob,+447911123452\nCem,+447911123453\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_TRUE(sheet.report().tables.isEmpty());
    EXPECT_TRUE(sheet.report().questions.isEmpty());
    EXPECT_EQ(sheet.table().blankRows(), 1U);
}

// What openBeginning() shows must be what the whole file turns out to be.
class Beginning : public testing::TestWithParam<std::pair<const char *, QByteArray>> { };

TEST_P(Beginning, isTheFirstRowsOfTheWhole)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"a.csv"_s, GetParam().second);
    const auto whole = test::open(path);
    const auto beginning = openBeginning(path, {}, {});
    ASSERT_EQ(test::errorOf(whole), "");
    ASSERT_EQ(test::errorOf(beginning), "");
    const QStringList lines = test::linesOf(*beginning->table);
    EXPECT_EQ(lines, test::linesOf(*whole->table).mid(0, lines.size()));
    EXPECT_EQ(lines.size(), std::min<qsizetype>(whole->table->rowCount(), beginningRows - 1));
    EXPECT_EQ(beginning->table->header(), whole->table->header());
    EXPECT_EQ(beginning->report.separator, whole->report.separator);
    EXPECT_EQ(beginning->report.encoding, whole->report.encoding);
    EXPECT_EQ(beginning->report.headerRow, whole->report.headerRow);
    EXPECT_TRUE(beginning->report.questions.isEmpty());
    // Nothing is said about what was not looked at.
    const bool isLong = GetParam().second.size() > (3 << 20);
    EXPECT_FALSE(isLong && beginning->report.whyEncoding.contains(u"All of"_s));
    EXPECT_FALSE(beginning->report.whyLineEnd.contains(u"Every row"_s));
}

QByteArray utf16(const QString &text)
{
    QStringEncoder encoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
    return encoder.encode(text);
}

INSTANTIATE_TEST_SUITE_P(Files, Beginning,
    testing::Values(std::pair("small", QByteArray("name,phone\nAnn,+447911123451\nBob,2\n")),
        std::pair("two tables", QByteArray(twoTables)),
        std::pair("long", "name,phone\n" + QByteArray("\"Zoë, \"\"Z\"\"\n\",+447911123451\n").repeated(200'000)),
        std::pair("titles", "Contacts\n\nname;phone;city\n" + QByteArray("Ann;1;York\n\n").repeated(300)),
        std::pair("UTF-16", utf16(u"name,phone\n"_s + u"Zoë,😀\n"_s.repeated(400'000))),
        std::pair(
            "windows-1252", "name;city\n" + QByteArray("Jos\xE9 M\xFCller;M\xFCnchen \x80 5\n").repeated(200'000)),
        std::pair("long rows", "a,b\n" + (QByteArray(9'000, 'x') + ",1\n").repeated(1'000))),
    [](const auto &file) { return "File" + std::to_string(file.index); });

TEST(Beginning, ofAFileWithoutAnyRowYetIsNoFailure)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"a.csv"_s, "name\n" + QByteArray(4 << 20, '\n') + "Ann\n");
    const auto beginning = openBeginning(path, {}, {});
    ASSERT_EQ(test::errorOf(beginning), "");
    EXPECT_EQ(beginning->table->rowCount(), 0U);
    EXPECT_EQ(beginning->table->header(), QStringList{u"name"_s});
}

TEST(Beginning, touchesNoMoreOfAHugeFile)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"a.csv"_s, "name,phone\n" + QByteArray("Ann,+447911123451\n").repeated(300'000));
    ASSERT_EQ(::truncate(path.toUtf8().constData(), std::int64_t(3) << 30), 0); // zeros that take no disk
    const auto beginning = openBeginning(path, {}, {});
    ASSERT_EQ(test::errorOf(beginning), "");
    EXPECT_EQ(beginning->table->rowCount(), beginningRows - 1);
}

TEST(CsvReading, canBeStoppedInEachPhase)
{
    const test::TemporaryFolder folder;
    const QByteArray latin = "name,city\n" + QByteArray("Jos\xE9,M\xFCnchen\n").repeated(1'500'000);
    const QByteArray utf8 = "name,city\n" + QByteArray("José,München\n").repeated(1'500'000);
    for (const QByteArray &content : {latin, utf8}) {
        const QString path = folder.write(u"a.csv"_s, content);
        for (const double share : {0.1, 0.6}) {
            base::Progress progress;
            std::stop_source source;
            std::thread watcher([&] {
                while (progress.total == 0 || double(progress.done) < share * double(progress.total))
                    std::this_thread::yield();
                source.request_stop();
            });
            const auto stopped = openSheet(path, {}, &progress, source.get_token());
            watcher.join();
            // The last poll may have been over; then it was read to the end.
            if (!stopped) {
                EXPECT_EQ(stopped.error().kind, base::ErrorKind::Cancelled);
            }
            EXPECT_LE(progress.done, progress.total);
        }
    }
}

TEST(CsvReading, countsEveryByteTwice)
{
    const test::TemporaryFolder folder;
    for (const QByteArray &content : {"name,city\n" + QByteArray("José,München\n").repeated(800'000),
             utf16(u"name\n"_s + u"Zoë\n"_s.repeated(900'000)), QByteArray("name\nAnn\n")}) {
        base::Progress progress;
        ASSERT_EQ(test::errorOf(openSheet(folder.write(u"a.csv"_s, content), {}, &progress, {})), "");
        EXPECT_EQ(progress.total, 2 * content.size());
        EXPECT_EQ(progress.done, progress.total);
    }
}

} // namespace
} // namespace callsheet::sheet
