#include "core/base/profile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

namespace callsheet::base {

Result<Profile> Profile::open(const QString &folder)
{
    const QString path
        = folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : folder;
    QDir directory(path);
    const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    const bool existed = directory.exists();
    if (!existed && !QDir().mkpath(path)) {
        return Error{ErrorKind::Storage,
            QCoreApplication::translate("base",
                "The folder “%1” for runs and settings could not be made. Check its "
                "permissions, or choose another with --profile.")
                .arg(path),
            {}};
    }
    if (!existed)
        QFile::setPermissions(path, ownerOnly);
    return Profile{QDir(directory.absolutePath())};
}

} // namespace callsheet::base
