#include "core/base/file_lock.h"
#include "tests/support/temporary_file.h"

#include <QFile>
#include <QFileInfo>

#include <gtest/gtest.h>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace callsheet::base {

using namespace Qt::StringLiterals;

namespace {

class FileLockTest : public ::testing::Test {
protected:
    ErrorKind whyNot() const
    {
        const auto lock = FileLock::take(m_path);
        EXPECT_FALSE(lock);
        return lock ? ErrorKind::Cancelled : lock.error().kind;
    }
    bool isFree() const { return static_cast<bool>(FileLock::take(m_path)); }

    test::TemporaryFolder m_folder;
    QString m_path = m_folder.path(u"a.lock"_s);
};

} // namespace

TEST_F(FileLockTest, isHeldByOneUntilItGoes)
{
    {
        const auto first = FileLock::take(m_path);
        ASSERT_TRUE(first);
        EXPECT_EQ(whyNot(), ErrorKind::Conflict);
        EXPECT_EQ(QFileInfo(m_path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
    EXPECT_TRUE(isFree());
}

TEST_F(FileLockTest, isFreedWithADeadOwnerAtOnce)
{
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t owner = ::fork();
    if (owner == 0) {
        const auto lock = FileLock::take(m_path);
        const char taken = lock ? 1 : 0;
        if (::write(ready[1], &taken, 1) != 1)
            ::_exit(1);
        ::pause();
        ::_exit(0);
    }
    char taken = 0;
    ASSERT_EQ(::read(ready[0], &taken, 1), 1);
    EXPECT_EQ(taken, 1);
    EXPECT_EQ(whyNot(), ErrorKind::Conflict) << "the control: it was held";
    ::kill(owner, SIGKILL);
    ASSERT_EQ(::waitpid(owner, nullptr, 0), owner);
    EXPECT_TRUE(isFree());
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_F(FileLockTest, isFreeWhateverADeadOwnerLeftInTheFile)
{
    for (const QByteArray &left : {QByteArray(), QByteArray("1\ncallsheet\n"), QByteArray(100, '\0')}) {
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(left);
        file.close();
        EXPECT_TRUE(isFree()) << left.constData();
    }
}

TEST_F(FileLockTest, saysWhereItCannotBe)
{
    m_path = m_folder.path(u"no such folder/a.lock"_s);
    EXPECT_EQ(whyNot(), ErrorKind::Storage);
}

} // namespace callsheet::base
