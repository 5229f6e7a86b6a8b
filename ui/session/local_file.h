#pragma once

#include "core/base/result.h"

#include <QList>
#include <QUrl>

namespace callsheet::ui {

//! The one file that was dropped on the window or copied in a file manager. The error says what to drop instead.
base::Result<QString> localFile(const QList<QUrl> &urls);

} // namespace callsheet::ui
