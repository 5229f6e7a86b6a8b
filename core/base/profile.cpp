#include "core/base/profile.h"

#include "core/base/atomic_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

#include <sys/stat.h>
#include <unistd.h>

namespace callsheet::base {

using namespace Qt::StringLiterals;

namespace {

constexpr mode_t ofOthers = S_IRWXG | S_IRWXO;

Error isOpenToOthers(const QString &path)
{
    return {ErrorKind::Storage,
        QCoreApplication::translate("base",
            "The folder “%1” belongs to somebody else or is shared with other users of this computer, and people's "
            "numbers are kept there. Choose a folder of your own with --profile.")
            .arg(path),
        {}};
}

bool isMine(const struct stat &found)
{
    return found.st_uid == ::geteuid() || ::geteuid() == 0;
}

//! Takes the rights of everybody but the owner away; true: nobody else has any.
bool closeToOthers(const QByteArray &path, const struct stat &found)
{
    return (found.st_mode & ofOthers) == 0 || ::chmod(path.constData(), found.st_mode & 07777 & ~ofOthers) == 0;
}

//! As /tmp: with the sticky bit, open, and in use. A new disk of one's own looks the same, but is empty.
bool isSharedPlace(const QString &path, const struct stat &found)
{
    return (found.st_mode & S_ISVTX) != 0 && (found.st_mode & ofOthers) != 0 && !QDir(path).isEmpty();
}

//! A folder that was made by hand, or by a copy, has the rights that folders usually get.
Result<void> makePrivate(const QString &path)
{
    const QByteArray folder = QFile::encodeName(path);
    struct stat found { };
    if (::stat(folder.constData(), &found) != 0 || !isMine(found) || isSharedPlace(path, found))
        return isOpenToOthers(path);
    if (!closeToOthers(folder, found) || ::stat(folder.constData(), &found) != 0 || (found.st_mode & ofOthers) != 0)
        return isOpenToOthers(path); // also where the disk keeps no rights
    const QStringList names = QDir(path).entryList(QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    for (const QString &name : names) {
        const QByteArray file = folder + '/' + QFile::encodeName(name);
        struct stat held { };
        if (::lstat(file.constData(), &held) == 0 && isMine(held))
            closeToOthers(file, held); // the folder is closed already, whatever comes of it
    }
    return {};
}

} // namespace

Result<Profile> Profile::open(const QString &folder)
{
    const QString path
        = folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : folder;
    const QDir directory(path);
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
        syncFolder(QFileInfo(directory.absolutePath()).absolutePath()); // or the journal could go with it
    const auto isPrivate = makePrivate(directory.absolutePath());
    if (!isPrivate)
        return isPrivate.error();
    return Profile{QDir(directory.absolutePath())};
}

Result<void> Profile::deleteSheets() const
{
    for (const QString &name : {pastedFolder(), draftsFolder()}) {
        QDir sheets(name);
        if (sheets.exists() && !sheets.removeRecursively()) {
            return Error{ErrorKind::Storage,
                QCoreApplication::translate("base",
                    "Not everything in “%1” could be deleted. Check the folder's permissions, or delete it by hand.")
                    .arg(name),
                {}};
        }
    }
    return {};
}

} // namespace callsheet::base
