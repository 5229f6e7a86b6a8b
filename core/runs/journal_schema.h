#pragma once

#include "core/runs/journal_store.h"
#include "core/runs/payload_cipher.h"

#include <QSqlDatabase>

namespace callsheet::runs {

//! Sets the pragmas that the journal's promises rest on, and makes the tables in a new file or those that an older
//! version lacks, after a copy of the file beside it. What lies in the file in the clear is encrypted, if the cipher
//! can, and the copies of older versions are taken away after that. The answer is the version that was found, 0 for a
//! new file. Error: Storage for a file of a newer version.
base::Result<int> prepareJournal(QSqlDatabase &database, const PayloadCipher &cipher, Syncs syncs);

//! Gives the space of what was deleted back, so that nothing of it is left in the file or beside it.
base::Result<void> wipeFreeSpace(const QSqlDatabase &database);
//! The copies that were made before upgrades. They hold what the journal held then, unencrypted.
void removeOlderCopies(const QString &journal);

} // namespace callsheet::runs
