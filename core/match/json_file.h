#pragma once

#include "core/base/result.h"

#include <QJsonObject>

namespace callsheet::match {

//! Reads a file that holds one JSON object. Unreadable: it cannot be opened; Limit: it is too big to be written by a
//! person; InvalidInput: it is not JSON, with the line where reading stopped.
base::Result<QJsonObject> readJsonObject(const QString &path);
base::Result<void> writeJsonObject(const QJsonObject &object, const QString &path);

//! An InvalidInput with this sentence.
base::Error invalid(const QString &sentence);

} // namespace callsheet::match
