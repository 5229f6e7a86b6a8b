#include "core/sheet/input_file.h"

#include "core/sheet/errors.h"
#include "core/sheet/limits.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace callsheet::sheet {

namespace {

constexpr qint64 gibibyte = qint64(1) << 30;

SourceFile identityOf(const QString &path, const struct stat &status)
{
    const qint64 milliseconds = qint64(status.st_mtim.tv_sec) * 1000 + status.st_mtim.tv_nsec / 1'000'000;
    return {path, qint64(status.st_size), QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC)};
}

base::Error cannotOpen(const QString &file, int error)
{
    const QString path = shownText(file);
    const QString detail = QString::fromLocal8Bit(std::strerror(error));
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return unreadable(QCoreApplication::translate(
                              "sheet", "“%1” does not exist. Check the name and the folder, or choose the file again.")
                              .arg(path),
            detail);
    case EACCES:
    case EPERM:
        return unreadable(QCoreApplication::translate("sheet",
                              "“%1” may not be read by you. Ask its owner for permission to read it, or copy it to "
                              "your own folder.")
                              .arg(path),
            detail);
    case ELOOP:
        return unreadable(QCoreApplication::translate("sheet",
                              "“%1” is a link that leads to itself. Choose the file that the link was meant for.")
                              .arg(path),
            detail);
    default:
        return unreadable(QCoreApplication::translate("sheet",
                              "“%1” could not be opened: %2. Try again, or copy the "
                              "file to this computer first.")
                              .arg(path, detail),
            detail);
    }
}

base::Error notAFile(const QString &file, mode_t mode)
{
    const QString path = shownText(file);
    if (S_ISDIR(mode)) {
        return unreadable(
            QCoreApplication::translate("sheet", "“%1” is a folder. Choose a spreadsheet inside it.").arg(path));
    }
    return unreadable(QCoreApplication::translate(
        "sheet", "“%1” is a pipe or a device, not a file on disk. Save its content as a file and open that.")
                          .arg(path));
}

} // namespace

base::Result<InputFile> InputFile::open(const QString &path)
{
    // O_NONBLOCK: opening a FIFO that nobody writes to would wait forever; for a regular file it changes nothing.
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return cannotOpen(path, errno);
    return adopt(descriptor, path);
}

base::Result<InputFile> InputFile::adopt(int descriptor, const QString &path)
{
    InputFile file;
    file.m_descriptor = descriptor;
    struct stat status = {};
    if (::fstat(file.m_descriptor, &status) != 0)
        return cannotOpen(path, errno);
    if (!S_ISREG(status.st_mode))
        return notAFile(path, status.st_mode);
    file.m_source = identityOf(QFileInfo(path).absoluteFilePath(), status);
    if (file.m_source.size == 0) {
        return unreadable(
            QCoreApplication::translate("sheet", "“%1” is empty. Save the spreadsheet again, or choose another file.")
                .arg(shownName(path)));
    }
    if (file.m_source.size > mostFileBytes) {
        return limitReached(
            QCoreApplication::translate(
                "sheet", "“%1” has %2 GiB, and a file may have %3 GiB. Split it into several files.")
                .arg(shownName(path), QLocale().toString(double(file.m_source.size) / double(gibibyte), 'f', 1))
                .arg(mostFileBytes / gibibyte));
    }
    return file;
}

InputFile::~InputFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

QByteArray InputFile::head(qint64 most) const
{
    QByteArray bytes(qMin(most, m_source.size), Qt::Uninitialized);
    const ssize_t count = ::pread(m_descriptor, bytes.data(), std::size_t(bytes.size()), 0);
    bytes.truncate(qMax<qsizetype>(0, count));
    return bytes;
}

bool InputFile::hasChanged() const
{
    struct stat status = {};
    return ::fstat(m_descriptor, &status) != 0 || identityOf(m_source.path, status) != m_source;
}

std::optional<SourceFile> fileIdentity(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return identityOf(path, status);
}

} // namespace callsheet::sheet
