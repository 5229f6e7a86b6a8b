#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

namespace callsheet::match {

//! A variable set or a template that the program keeps for the person: a JSON file of a folder in the profile, called
//! as the thing is called.
struct KeptFile {
    QString name;
    QString path;

    bool operator==(const KeptFile &) const = default;
};

inline const QString keptSetsFolder = QStringLiteral("variable-sets");
inline const QString keptTemplatesFolder = QStringLiteral("templates");

//! Sorted by name. Reads names only; a folder that is not there holds none.
QList<KeptFile> keptFiles(const QString &folder);
//! Where something of this name is kept, whatever is in the name; makes the folder. Two names that differ in capitals
//! alone are one.
base::Result<QString> placeFor(const QString &folder, const QString &name);
//! Whether one would take the other's place.
bool areKeptAsOne(const QString &name, const QString &other);
//! The name, or "name 2", … if it is taken.
QString freeName(const QString &folder, const QString &name);
base::Result<void> removeKept(const QString &path);

} // namespace callsheet::match
