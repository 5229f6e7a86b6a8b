#pragma once

#include "core/base/result.h"

#include <QDir>

namespace callsheet::base {

//! The folder that holds one user's journal, connections, templates and settings (`--profile DIR` moves it).
struct Profile {
    QDir folder;

    QString path(const QString &fileName) const { return folder.filePath(fileName); }
    //! Opens `folder` (empty: the user's standard place), making it with mode 0700 where it is missing.
    static Result<Profile> open(const QString &folder);
};

} // namespace callsheet::base
