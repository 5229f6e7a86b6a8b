#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>

namespace callsheet::runs {

//! Sets the pragmas that the journal's promises rest on, and makes the tables in a new file or those that an older
//! version lacks, after a copy of the file beside it. Error: Storage for a file of a newer version.
base::Result<void> prepareJournal(QSqlDatabase &database);

} // namespace callsheet::runs
