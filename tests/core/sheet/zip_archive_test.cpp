#include "core/sheet/zip_archive.h"
#include "tests/core/sheet/sheet_files.h"

#include <QFile>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

QByteArray longText()
{
    QByteArray text;
    for (int i = 0; i < 30'000; ++i)
        text += QByteArray::number(i * 7919 % 100'003) + ' ';
    return text;
}

// An archive of these parts, of which the bytes can be changed before it is opened.
class Archive {
public:
    explicit Archive(const test::ZipParts &parts, zip_int32_t method = ZIP_CM_DEFLATE)
        : m_path(m_folder.path(u"book.xlsx"_s))
    {
        test::writeZip(m_path, parts);
        int code = 0;
        zip_t *archive = zip_open(m_path.toUtf8().constData(), 0, &code);
        for (zip_uint64_t i = 0; i < parts.size(); ++i)
            EXPECT_EQ(zip_set_file_compression(archive, i, method, 0), 0);
        EXPECT_EQ(zip_close(archive), 0);
        QFile file(m_path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        bytes = file.readAll();
    }

    //! Everything of a part, or the sentence why it cannot be had.
    std::string read(const std::string &name, std::size_t most = 10'000'000)
    {
        const auto file = InputFile::open(m_folder.write(u"book.xlsx"_s, bytes));
        const auto archive = ZipArchive::open(*file, {});
        if (!archive)
            return archive.error().message.toStdString();
        const auto text = (*archive)->readBeginning(name, most);
        return text ? *text : text.error().message.toStdString() + " " + text.error().detail.toStdString();
    }
    //! Where the directory says something about the part: the number of the field is its place in the ZIP format.
    char *directory(const QByteArray &name, qsizetype field)
    {
        return bytes.data() + bytes.lastIndexOf(name) - 46 + field;
    }

    //! The same field where the part itself stands.
    char *local(const QByteArray &name, qsizetype field) { return bytes.data() + bytes.indexOf(name) - 30 + field - 2; }

    QByteArray bytes;

private:
    test::TemporaryFolder m_folder;
    QString m_path;
};

bool isDamage(const std::string &sentence)
{
    return sentence.find("is damaged: its part “a.xml” cannot be read") != std::string::npos;
}

TEST(ZipArchive, readsDeflatedAndStoredParts)
{
    const QByteArray text = longText();
    for (const zip_int32_t method : {ZIP_CM_DEFLATE, ZIP_CM_STORE}) {
        Archive archive({{"a.xml", text}, {"empty.xml", ""}, {"b.xml", "b"}}, method);
        EXPECT_EQ(archive.read("a.xml"), text.toStdString());
        EXPECT_EQ(archive.read("a.xml", 1'000), text.left(1'000).toStdString());
        EXPECT_EQ(archive.read("empty.xml"), "");
        EXPECT_EQ(archive.read("B.XML"), "b");
    }
}

TEST(ZipArchive, noticesThatAPartIsNotWhatTheDirectorySays)
{
    constexpr qsizetype crc = 16;
    constexpr qsizetype size = 24;
    for (const qsizetype field : {crc, size}) {
        Archive archive({{"a.xml", longText()}});
        *archive.directory("a.xml", field) ^= 1;
        *archive.local("a.xml", field) ^= 1;
        EXPECT_TRUE(isDamage(archive.read("a.xml"))) << field << archive.read("a.xml").substr(0, 300);
    }
    // Negative control: the same field of another part.
    Archive archive({{"a.xml", longText()}, {"b.xml", longText()}});
    *archive.directory("b.xml", crc) ^= 1;
    *archive.local("b.xml", crc) ^= 1;
    EXPECT_EQ(archive.read("a.xml"), longText().toStdString());
}

TEST(ZipArchive, endsWhenTheDataOfAPartIsCutOff)
{
    Archive archive({{"a.xml", longText()}});
    constexpr qsizetype storedSize = 20;
    *archive.directory("a.xml", storedSize + 1) -= 1; // 256 bytes fewer
    *archive.local("a.xml", storedSize + 1) -= 1;
    EXPECT_TRUE(isDamage(archive.read("a.xml"))) << archive.read("a.xml").substr(0, 300);
}

TEST(ZipArchive, refusesADirectoryThatContradictsItsParts)
{
    Archive archive({{"a.xml", longText()}, {"b.xml", "b"}});
    *archive.local("b.xml", 16) ^= 1; // its checksum
    EXPECT_NE(archive.read("a.xml").find("contradict each other"), std::string::npos);
}

TEST(ZipArchive, refusesOneArchiveBehindAnother)
{
    Archive archive(test::ZipParts{{"a.xml", "one"}});
    const Archive other(test::ZipParts{{"a.xml", "two"}});
    archive.bytes += other.bytes;
    EXPECT_NE(archive.read("a.xml").find("contradict each other"), std::string::npos) << archive.read("a.xml");
}

TEST(ZipArchive, refusesTwoPartsOfOneName)
{
    for (const char *twin : {"a.xml", "A.xml"}) {
        Archive archive({{"a.xml", "first"}, {"b.xml", "second"}});
        archive.bytes.replace("b.xml", twin);
        EXPECT_EQ(archive.read("a.xml"),
            std::string("“book.xlsx” is not a normal workbook: it holds two parts of the name “") + twin
                + "”, so that two programs may read two different sheets. Do not trust the file; ask for a new copy.");
    }
}

TEST(ZipArchive, refusesPartsThatAreTheSameBytesOfTheFile)
{
    Archive archive({{"a.xml", longText()}, {"b.xml", "b"}, {"c.xml", "c"}});
    for (const char *name : {"b.xml", "c.xml"}) {
        for (const qsizetype field : {16, 20, 24, 42}) // checksum, sizes and place
            std::copy_n(archive.directory("a.xml", field), 4, archive.directory(name, field));
    }
    EXPECT_EQ(archive.read("a.xml"),
        "“book.xlsx” is not a normal workbook: its parts claim more bytes than the file has, which can be an attack. "
        "Do "
        "not trust the file; ask for a new copy.");
}

} // namespace
} // namespace callsheet::sheet
