#include "core/sheet/cfb_file.h"
#include "tests/core/sheet/xls_files.h"

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::CompoundFile;
using test::doubleWord;

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 7 + i / 251) & 0xFF);
    return bytes;
}

// What a stream of the file holds; nothing when it cannot be read.
std::optional<QByteArray> streamOf(const QByteArray &bytes, std::u16string_view name)
{
    const auto file = CfbFile::open(view(bytes));
    const auto stream = file ? file->stream(name) : std::nullopt;
    if (!stream)
        return std::nullopt;
    return QByteArray(stream->bytes().data(), static_cast<qsizetype>(stream->bytes().size()));
}

TEST(CfbFile, readsStreamsOfEverySize)
{
    for (const qsizetype size : {0, 1, 63, 64, 65, 4'095, 4'096, 4'097, 70'000, 200'000}) {
        for (const bool scattered : {false, true}) {
            CompoundFile compound;
            compound.scattered = scattered;
            const QByteArray content = pattern(size);
            const QByteArray bytes = compound.add(u"Other"_s, pattern(100)).add(u"Workbook"_s, content).bytes();
            EXPECT_EQ(streamOf(bytes, u"Workbook"), content) << size;
            EXPECT_EQ(streamOf(bytes, u"WORKBOOK"), content) << size;
            EXPECT_EQ(streamOf(bytes, u"Other"), pattern(100)) << size;
            EXPECT_EQ(streamOf(bytes, u"Book"), std::nullopt);
        }
    }
}

TEST(CfbFile, followsTheListOfTablesOfALargeFile)
{
    const QByteArray content = pattern(12 << 20); // more tables than the header has room for, in two lists
    for (const bool scattered : {false, true}) {
        CompoundFile compound;
        compound.scattered = scattered;
        EXPECT_EQ(streamOf(compound.add(u"Workbook"_s, content).bytes(), u"Workbook"), content);
    }
}

TEST(CfbFile, readsOnlyTheRootFolder)
{
    CompoundFile compound;
    compound.inner = true;
    const QByteArray bytes = compound.add({}, {}).add(u"Workbook"_s, pattern(5'000)).bytes();
    const auto file = CfbFile::open(view(bytes));
    ASSERT_TRUE(file);
    EXPECT_FALSE(file->contains(u"Workbook"));
}

TEST(CfbFile, refusesWhatIsNoCompoundFile)
{
    const QByteArray whole = CompoundFile().add(u"Workbook"_s, pattern(5'000)).bytes();
    EXPECT_FALSE(CfbFile::open({}));
    EXPECT_FALSE(CfbFile::open(view(whole.left(511))));
    EXPECT_FALSE(CfbFile::open(view(whole.left(512))));
    EXPECT_FALSE(CfbFile::open(view("PK" + whole.mid(2))));
    for (const int shift : {0, 7, 10, 31, 0xFFFF}) {
        QByteArray wrong = whole;
        wrong.replace(30, 2, test::word(shift));
        EXPECT_FALSE(CfbFile::open(view(wrong))) << shift;
    }
}

TEST(CfbFile, refusesChainsInACircle)
{
    for (const bool isLarge : {false, true}) {
        CompoundFile compound;
        const QByteArray whole = compound.add(u"Workbook"_s, pattern(isLarge ? 50'000 : 3'000)).bytes();
        for (quint32 sector = 0; sector < 5; ++sector) {
            QByteArray circle = whole;
            circle.replace(compound.fatAt(sector), 4, doubleWord(0));
            EXPECT_EQ(streamOf(circle, u"Workbook"), std::nullopt) << sector;
        }
        QByteArray directory = whole;
        directory.replace(compound.fatAt(compound.directoryStart), 4, doubleWord(compound.directoryStart));
        EXPECT_EQ(streamOf(directory, u"Workbook"), std::nullopt);
    }
}

TEST(CfbFile, refusesCirclesOfSmallSectorsAndFolders)
{
    CompoundFile compound;
    QByteArray bytes = compound.add(u"Workbook"_s, pattern(3'000)).bytes();
    QByteArray circle = bytes;
    const qsizetype miniTable = bytes.indexOf(doubleWord(1) + doubleWord(2) + doubleWord(3), 512);
    ASSERT_GT(miniTable, 0);
    for (int i = 0; i < 40; ++i)
        circle.replace(miniTable + i * 4, 4, doubleWord(0));
    const auto around = streamOf(circle, u"Workbook");
    EXPECT_TRUE(!around || around->size() <= 3'000);

    const qsizetype entry = (qsizetype(compound.directoryStart) + 1) * 512 + 128;
    bytes.replace(entry + 68, 4, doubleWord(1)); // its own neighbour
    bytes.replace(entry + 72, 4, doubleWord(0x7FFFFFFF));
    EXPECT_EQ(streamOf(bytes, u"Workbook"), pattern(3'000));
}

TEST(CfbFile, believesNoDeclaredSizeOrCount)
{
    CompoundFile compound;
    const QByteArray whole = compound.add(u"Workbook"_s, pattern(50'000)).bytes();
    const qsizetype entry = (qsizetype(compound.directoryStart) + 1) * 512 + 128;
    for (const quint32 size : {50'689U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
        QByteArray wrong = whole;
        wrong.replace(entry + 120, 4, doubleWord(size));
        EXPECT_EQ(streamOf(wrong, u"Workbook"), std::nullopt) << size;
    }
    QByteArray counts = whole;
    for (const int at : {40, 44, 64, 72}) // of sectors of the tables
        counts.replace(at, 4, doubleWord(0xFFFFFFFF));
    EXPECT_EQ(streamOf(counts, u"Workbook"), pattern(50'000));
    for (const quint32 start : {100'000U, 0xFFFFFFFFU, 0xFFFFFFFAU}) {
        for (const qsizetype at : {entry + 116, qsizetype(48), qsizetype(76)}) {
            QByteArray wrong = whole;
            wrong.replace(at, 4, doubleWord(start));
            EXPECT_EQ(streamOf(wrong, u"Workbook"), std::nullopt) << start << " at " << at;
        }
    }
    QByteArray list = whole; // a list of tables that leads to itself
    list.replace(68, 4, doubleWord(0));
    CfbFile::open(view(list));
}

} // namespace
} // namespace callsheet::sheet
