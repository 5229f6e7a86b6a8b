#include "core/base/atomic_file.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QDir>
#include <QFileInfo>
#include <QIODevice>

namespace callsheet::base {
namespace {

using namespace Qt::StringLiterals;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

TEST(AtomicFile, replacesTheWholeFile)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"a.txt"_s, "a longer text than before");
    EXPECT_EQ(test::errorOf(writeFileAtomically(path, "new")), "");
    EXPECT_EQ(contentOf(path), "new");
}

TEST(AtomicFile, isForItsOwnerOnly)
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(u"a.txt"_s);
    ASSERT_EQ(test::errorOf(writeFileAtomically(path, "x")), "");
    const auto others
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    EXPECT_EQ(QFile::permissions(path) & others, QFileDevice::Permissions());
}

TEST(AtomicFile, leavesWhatWasThereWhenTheWriterGivesUp)
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(u"a.txt"_s, "old");
    const auto written = writeFileAtomically(path, [](QIODevice &device) {
        device.write("half");
        return false;
    });
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, ErrorKind::Storage);
    EXPECT_EQ(contentOf(path), "old");
    EXPECT_EQ(QDir(QFileInfo(path).absolutePath()).entryList(QDir::Files | QDir::Hidden), QStringList({u"a.txt"_s}));
}

TEST(AtomicFile, namesThePlaceThatCannotBeWritten)
{
    const auto written = writeFileAtomically(u"/nowhere/a.txt"_s, "x");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, ErrorKind::Storage);
    EXPECT_TRUE(written.error().message.contains(u"/nowhere/a.txt"_s));
}

} // namespace
} // namespace callsheet::base
