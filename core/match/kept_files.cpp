#include "core/match/kept_files.h"

#include <QCollator>
#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

constexpr auto suffix = ".json"_L1;
constexpr qsizetype longestName = 80;

//! Without the signs that one of the systems refuses in a file's name.
QString fileNameFor(const QString &name)
{
    QString file;
    for (const QChar c : name.simplified().left(longestName)) {
        const bool isRefused = c < u' ' || QStringView(u"/\\:*?\"<>|").contains(c);
        file += isRefused ? u'_' : c;
    }
    while (file.startsWith(u'.') || file.startsWith(u' '))
        file.remove(0, 1);
    return file.isEmpty() ? QCoreApplication::translate("match", "Unnamed") : file;
}

} // namespace

QList<KeptFile> keptFiles(const QString &folder)
{
    QList<KeptFile> files;
    const QFileInfoList entries = QDir(folder).entryInfoList({u"*"_s + suffix}, QDir::Files);
    for (const QFileInfo &entry : entries)
        files.append({entry.completeBaseName(), entry.absoluteFilePath()});
    QCollator order;
    order.setNumericMode(true);
    std::sort(files.begin(), files.end(),
        [&](const KeptFile &a, const KeptFile &b) { return order.compare(a.name, b.name) < 0; });
    return files;
}

base::Result<QString> placeFor(const QString &folder, const QString &name)
{
    if (!QDir().mkpath(folder)) {
        return base::Error{base::ErrorKind::Storage,
            QCoreApplication::translate("match", "The folder “%1” cannot be made. Check that you may write there.")
                .arg(QDir::toNativeSeparators(folder)),
            {}};
    }
    for (const KeptFile &kept : keptFiles(folder)) {
        if (areKeptAsOne(kept.name, name))
            return kept.path;
    }
    return QDir(folder).absoluteFilePath(fileNameFor(name) + suffix);
}

bool areKeptAsOne(const QString &name, const QString &other)
{
    return fileNameFor(name).compare(fileNameFor(other), Qt::CaseInsensitive) == 0;
}

QString freeName(const QString &folder, const QString &name)
{
    const QList<KeptFile> kept = keptFiles(folder);
    const auto isTaken = [&](const QString &wanted) {
        return std::any_of(
            kept.begin(), kept.end(), [&](const KeptFile &file) { return areKeptAsOne(file.name, wanted); });
    };
    QString free = name;
    for (int copy = 2; isTaken(free); ++copy)
        free = u"%1 %2"_s.arg(name).arg(copy);
    return free;
}

base::Result<void> removeKept(const QString &path)
{
    QFile file(path);
    if (file.remove() || !file.exists())
        return {};
    return base::Error{base::ErrorKind::Storage,
        QCoreApplication::translate("match", "“%1” cannot be deleted: %2. Check that you may write there.")
            .arg(QDir::toNativeSeparators(path), file.errorString()),
        {}};
}

} // namespace callsheet::match
