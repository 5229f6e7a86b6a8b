#pragma once

#include "core/base/result.h"

#include <QString>

namespace callsheet::sheet {

//! A text of the file, or a path, as it may stand in a sentence: characters that would break its line or turn its
//! direction are made visible.
QString shownText(const QString &text);
//! The file's name as it may stand in a sentence: without its folder, control and direction characters made visible.
QString shownName(const QString &path);

base::Error unreadable(const QString &message, const QString &detail = {});
base::Error wrongUsage(const QString &message);
//! The message names the limit and its number.
base::Error limitReached(const QString &message);
base::Error tooManySheets(const QString &fileName);
base::Error readingStopped();
//! For a file that was written to while it was read.
base::Error changedMeanwhile(const QString &fileName);

} // namespace callsheet::sheet
