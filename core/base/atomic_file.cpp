#include "core/base/atomic_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <unistd.h>

namespace callsheet::base {

namespace {

Error cannotWrite(const QString &path, const QString &reason)
{
    return {ErrorKind::Storage,
        QCoreApplication::translate("base", "“%1” could not be written: %2. Choose another place or free some space.")
            .arg(path, reason),
        {}};
}

} // namespace

void syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

Result<void> writeFileAtomically(const QString &path, const std::function<bool(QIODevice &)> &write)
{
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(path, file.errorString());
    // QSaveFile follows the umask (0644 under 022), and the content may be people's numbers.
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!write(file) || !file.commit())
        return cannotWrite(path, file.errorString());
    syncFolder(QFileInfo(path).absolutePath()); // QSaveFile syncs the file but not the folder that names it
    return {};
}

Result<void> writeFileAtomically(const QString &path, const QByteArray &content)
{
    return writeFileAtomically(path, [&content](QIODevice &device) { return device.write(content) == content.size(); });
}

} // namespace callsheet::base
