#include "core/sheet/mapped_file.h"
#include "tests/core/sheet/sheet_files.h"

#include <QFile>

#include <csignal>
#include <numeric>

#include <unistd.h>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

std::int64_t sum(std::string_view bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), std::int64_t(0));
}

TEST(MappedFile, readsZerosWhereAnotherProgramCutTheFile)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"a.csv"_s, QByteArray(1 << 20, 'x'));
    const auto file = InputFile::open(path);
    ASSERT_EQ(test::errorOf(file), "");
    const auto mapped = MappedFile::map(*file);
    ASSERT_EQ(test::errorOf(mapped), "");
    EXPECT_FALSE((*mapped)->isCopy());
    EXPECT_FALSE((*mapped)->wasCut());

    ASSERT_EQ(::truncate(QFile::encodeName(path).constData(), 8192), 0);
    EXPECT_EQ(sum((*mapped)->bytes()), 8192 * 'x');
    EXPECT_TRUE((*mapped)->wasCut());
    EXPECT_TRUE(file->hasChanged());
}

TEST(MappedFile, keepsTwoMappingsApart)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"cut.csv"_s, QByteArray(1 << 16, 'x'));
    const auto cutFile = InputFile::open(path);
    const auto wholeFile = InputFile::open(folder.write(u"whole.csv"_s, QByteArray(1 << 16, 'y')));
    const auto cut = MappedFile::map(*cutFile);
    const auto whole = MappedFile::map(*wholeFile);
    ASSERT_TRUE(cut && whole);
    ASSERT_EQ(::truncate(QFile::encodeName(path).constData(), 0), 0);
    EXPECT_EQ(sum((*cut)->bytes()), 0);
    EXPECT_EQ(sum((*whole)->bytes()), (1 << 16) * 'y');
    EXPECT_TRUE((*cut)->wasCut());
    EXPECT_FALSE((*whole)->wasCut());
}

TEST(MappedFile, copiesWhenTooManyAreOpen)
{
    const test::TemporaryFolder folder;
    const auto file = InputFile::open(folder.write(u"a.csv"_s, "name\nAnn\n"));
    std::vector<std::shared_ptr<const MappedFile>> mapped;
    while (mapped.empty() || (!mapped.back()->isCopy() && mapped.size() < 1000)) {
        const auto next = MappedFile::map(*file);
        ASSERT_EQ(test::errorOf(next), "");
        mapped.push_back(*next);
    }
    EXPECT_TRUE(mapped.back()->isCopy());
    EXPECT_EQ(mapped.back()->bytes(), "name\nAnn\n");
    mapped.clear();
    EXPECT_FALSE((*MappedFile::map(*file))->isCopy());
}

// A fault that is not ours must still end the program as before.
TEST(MappedFileDeathTest, givesForeignFaultsBack)
{
    const test::TemporaryFolder folder;
    const auto file = InputFile::open(folder.write(u"a.csv"_s, "name\nAnn\n"));
    ASSERT_TRUE(MappedFile::map(*file));
    EXPECT_DEATH(::raise(SIGBUS), "");
}

TEST(CsvTable, survivesItsFileBeingCut)
{
    const test::TemporaryFolder folder;
    QByteArray content = "name,phone\n";
    for (int i = 0; i < 20'000; ++i)
        content += "\"Ann \"\"A\"\"\"," + QByteArray::number(i) + '\n';
    const QString path = folder.write(u"a.csv"_s, content);
    const auto document = test::open(path);
    ASSERT_EQ(test::errorOf(document), "");
    EXPECT_TRUE(isUnchanged(document->source));
    ASSERT_EQ(::truncate(QFile::encodeName(path).constData(), 5000), 0);
    EXPECT_FALSE(isUnchanged(document->source));
    RowCells cells;
    for (RowIndex row = 0; row < document->table->rowCount(); ++row)
        document->table->readRow(row, cells);
    EXPECT_EQ(document->table->text(0, 0), u"Ann \"A\""_s);
}

} // namespace
} // namespace callsheet::sheet
