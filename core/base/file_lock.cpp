#include "core/base/file_lock.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace callsheet::base {

namespace {

Error failed(ErrorKind kind)
{
    return {kind, {}, QString::fromLocal8Bit(std::strerror(errno))};
}

//! Whether the path still leads to the open file: a lock on a file that was removed keeps nobody out.
bool isAt(int descriptor, const QByteArray &path)
{
    struct stat open = {};
    struct stat named = {};
    return ::fstat(descriptor, &open) == 0 && ::stat(path.constData(), &named) == 0 && open.st_dev == named.st_dev
        && open.st_ino == named.st_ino;
}

} // namespace

FileLock::FileLock(int descriptor)
    : m_descriptor(descriptor)
{
}

FileLock::~FileLock()
{
    ::close(m_descriptor);
}

Result<std::unique_ptr<FileLock>> FileLock::take(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    constexpr int mostTries = 10; // somebody would have to remove the file over and over, just between two lines
    for (int tries = 0; tries < mostTries; ++tries) {
        const int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (descriptor < 0)
            return failed(ErrorKind::Storage);
        std::unique_ptr<FileLock> lock(new FileLock(descriptor));
        int locked = 0;
        do {
            locked = ::flock(descriptor, LOCK_EX | LOCK_NB);
        } while (locked != 0 && errno == EINTR);
        if (locked != 0)
            return failed(errno == EWOULDBLOCK ? ErrorKind::Conflict : ErrorKind::Storage);
        if (isAt(descriptor, name))
            return lock;
    }
    return Error{ErrorKind::Conflict, {}, QStringLiteral("the lock's file is being removed")};
}

} // namespace callsheet::base
