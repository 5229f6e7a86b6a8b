#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>

namespace callsheet::runs {

//! Sets the pragmas that the journal's promises rest on, and makes the tables in a new file or those that an older
//! version lacks, after a copy of the file beside it. True: it was upgraded from one that had no witness yet. Error:
//! Storage for a file of a newer version.
base::Result<bool> prepareJournal(QSqlDatabase &database);

} // namespace callsheet::runs
