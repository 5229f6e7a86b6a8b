#pragma once

#include "core/base/result.h"

#include <QDir>

namespace callsheet::base {

//! The folder that holds one user's journal, connections, templates and settings (`--profile DIR` moves it).
struct Profile {
    QDir folder;

    QString path(const QString &fileName) const { return folder.filePath(fileName); }
    QString pastedFolder() const { return path(QStringLiteral("pasted")); } // rows that were pasted, as sheets
    QString draftsFolder() const { return path(QStringLiteral("drafts")); } // unfinished work on sheets
    //! Deletes what is in these two. Error: Storage, naming what is left.
    Result<void> deleteSheets() const;
    //! Opens `folder` (empty: the user's standard place), making it where it is missing. Only its owner may look into
    //! it afterwards (0700), or at the files in it (0600), whatever their rights were. Error: Storage where that cannot
    //! be, because it is somebody else's or a shared place.
    static Result<Profile> open(const QString &folder);
};

} // namespace callsheet::base
