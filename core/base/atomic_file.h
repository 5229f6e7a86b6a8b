#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

class QIODevice;

namespace callsheet::base {

//! Writes a whole file or leaves what was there: temporary file in the same folder, mode 0600, sync, rename, folder
//! sync. `write` returns false when it cannot go on; the device's errorString() is shown then.
Result<void> writeFileAtomically(const QString &path, const std::function<bool(QIODevice &)> &write);
Result<void> writeFileAtomically(const QString &path, const QByteArray &content);

//! So that a power cut does not take away the names that were just made in it.
void syncFolder(const QString &folder);

} // namespace callsheet::base
