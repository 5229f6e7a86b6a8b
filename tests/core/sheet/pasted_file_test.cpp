#include "core/sheet/pasted_file.h"
#include "tests/core/sheet/sheet_files.h"

#include <QDir>
#include <QFileInfo>
#include <QStringEncoder>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

const QDateTime noon(QDate(2026, 11, 25), QTime(12, 0, 7));

class PastedFile : public testing::Test {
protected:
    base::Result<Document> paste(const Clipboard &clipboard)
    {
        const auto pasted = readClipboard(clipboard, {});
        if (!pasted)
            return pasted.error();
        const auto path = savePasted(*pasted, {}, {folder.path(u"pasted"_s), {}}, noon);
        return path ? test::open(*path) : base::Result<Document>(path.error());
    }
    QStringList files() const { return QDir(folder.path(u"pasted"_s)).entryList(QDir::Files, QDir::Name); }

    test::TemporaryFolder folder;
};

TEST_F(PastedFile, holdsEveryCellAsItWasCopied)
{
    const auto document = paste({{}, "name\tphone\tnote\nAnn, Bob\t007911\t\"two\nlines\"\n;|\t+44\t\"\"\"q\"\"\"\n"});
    ASSERT_EQ(test::errorOf(document), "");
    EXPECT_EQ(document->table->header(), QStringList({u"name"_s, u"phone"_s, u"note"_s}));
    EXPECT_EQ(test::linesOf(*document->table),
        QStringList({u"2: Ann, Bob | 007911 | two\nlines"_s, u"3: ;| | +44 | \"q\""_s}));
    EXPECT_TRUE(document->table->damagedRows().empty());
    EXPECT_EQ(document->report.encoding, u"UTF-8"_s);
}

TEST_F(PastedFile, isForItsOwnerAlone)
{
    ASSERT_TRUE(paste({{}, "name\tphone\nAnn\t1\n"}));
    EXPECT_EQ(files(), QStringList{u"Pasted 2026-11-25 12.00.07.csv"_s});
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    EXPECT_FALSE(QFileInfo(folder.path(u"pasted"_s)).permissions() & others);
    EXPECT_FALSE(QFileInfo(folder.path(u"pasted/"_s + files().first())).permissions() & others);
}

TEST_F(PastedFile, neverTakesThePlaceOfAnother)
{
    ASSERT_TRUE(paste({{}, "name\tphone\nAnn\t1\n"}));
    const auto second = paste({{}, "name\tphone\nBob\t2\n"});
    ASSERT_TRUE(second);
    EXPECT_EQ(second->table->text(0, 0), u"Bob"_s);
    EXPECT_EQ(files().size(), 2);
}

TEST_F(PastedFile, isKeptAmongTheNewestAndAsLongAsItIsInUse)
{
    const auto pasted = readClipboard({{}, "name\tphone\nAnn\t1\n"}, {});
    const PastedFolder place{folder.path(u"pasted"_s), {u"Pasted 2026-11-25 12.01.07.csv"_s}};
    ASSERT_TRUE(savePasted(*pasted, {}, place, noon));
    folder.write(u"pasted/mine.csv"_s, "not pasted");
    for (int minute = 1; minute < 15; ++minute)
        ASSERT_TRUE(savePasted(*pasted, {}, place, noon.addSecs(60 * minute)));
    const QStringList left = files();
    EXPECT_EQ(left.size(), mostPastedFiles + 2);
    EXPECT_TRUE(left.contains(u"Pasted 2026-11-25 12.01.07.csv"_s)) << "a run is not finished with it";
    EXPECT_TRUE(left.contains(u"mine.csv"_s));
    EXPECT_FALSE(left.contains(u"Pasted 2026-11-25 12.00.07.csv"_s));
    EXPECT_TRUE(left.contains(u"Pasted 2026-11-25 12.14.07.csv"_s));
}

TEST_F(PastedFile, comesFromTheTableWhereThereIsOne)
{
    const auto document = paste({"<table><tr><td>name<td>phone<tr><td>Zo\xC3\xAB<td>007</table>", "other text"});
    ASSERT_EQ(test::errorOf(document), "");
    EXPECT_EQ(test::linesOf(*document->table), QStringList{u"2: Zoë | 007"_s});
    QStringEncoder encoder = QStringEncoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
    const QByteArray wide = encoder(u"<table><tr><td>name<td>phone<tr><td>Zoë<td>008</table>"_s);
    const auto second = paste({wide, {}});
    ASSERT_EQ(test::errorOf(second), "");
    EXPECT_EQ(test::linesOf(*second->table), QStringList{u"2: Zoë | 008"_s});
}

TEST_F(PastedFile, comesFromTheTextWhereTheHtmlHasNoTable)
{
    const auto document = paste({"<b>name</b>", "name\tphone\nAnn\t1\n"});
    ASSERT_EQ(test::errorOf(document), "");
    EXPECT_EQ(document->table->columnCount(), 2);
}

TEST_F(PastedFile, ofLinesIsReadAsAnyTextFileIs)
{
    const auto one = paste({{}, "name\nAnn\nBob\n"});
    ASSERT_EQ(test::errorOf(one), "");
    EXPECT_EQ(one->table->columnCount(), 1);
    EXPECT_EQ(one->table->rowCount(), 2U);
    const auto csv = paste({{}, "name;phone\nAnn;1\nBob;2\n"});
    ASSERT_EQ(test::errorOf(csv), "");
    EXPECT_EQ(csv->report.separator, u";"_s);
}

TEST_F(PastedFile, thatWouldBeEmptyOrHugeIsRefusedInASentence)
{
    for (const Clipboard &nothing : {Clipboard{}, Clipboard{"<p>", " \n\t"}}) {
        const auto refused = readClipboard(nothing, {});
        ASSERT_FALSE(refused);
        EXPECT_TRUE(refused.error().message.startsWith(u"The clipboard holds no rows."_s));
    }
    const QByteArray huge(mostClipboardBytes + 1, 'x');
    for (const Clipboard &much : {Clipboard{{}, huge}, Clipboard{huge, {}}}) {
        const auto refused = readClipboard(much, {});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, base::ErrorKind::Limit);
        EXPECT_TRUE(refused.error().message.contains(u"64 MB"_s)) << refused.error().message.toStdString();
    }
    EXPECT_TRUE(readClipboard({huge, "name\tphone"}, {})) << "the text alone is not too much";
}

} // namespace
} // namespace callsheet::sheet
