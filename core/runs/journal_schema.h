#pragma once

#include "core/runs/journal_store.h"

#include <QSqlDatabase>

namespace callsheet::runs {

//! Sets the pragmas that the journal's promises rest on, and makes the tables in a new file or those that an older
//! version lacks, after a copy of the file beside it. True: it was upgraded from
//! an older one. Error: Storage for a file of a newer version.
base::Result<bool> prepareJournal(QSqlDatabase &database, Syncs syncs);

} // namespace callsheet::runs
