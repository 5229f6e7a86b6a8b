#include "core/runs/journal_schema.h"

#include "core/base/logging.h"
#include "core/runs/event_chain.h"
#include "core/runs/journal_payload.h"
#include "core/runs/sqlite.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>

#include <algorithm>
#include <limits>
#include <unistd.h>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr int schemaVersion = 3;
constexpr int applicationId = 0x43537431; // "CSt1": tells our file from any other SQLite file

// Rows are only added, never changed: what a chunk's state is follows from them (see chunkQuery). A new file goes the
// same way as an old one: through every version.
const QStringList &firstVersion()
{
    static const QStringList statements = {
        u"CREATE TABLE run (id INTEGER PRIMARY KEY, created_at TEXT NOT NULL, program_version TEXT NOT NULL, name TEXT "
        u"NOT NULL,"
        " file_name TEXT NOT NULL, file_sha256 TEXT NOT NULL, sheet TEXT NOT NULL, variable_set TEXT NOT NULL,"
        " default_country TEXT NOT NULL, connection_name TEXT NOT NULL, base_url TEXT NOT NULL, credential_mode TEXT "
        "NOT NULL,"
        " array_key TEXT NOT NULL, practice INTEGER NOT NULL, batch_id TEXT NOT NULL, rows INTEGER NOT NULL,"
        " left_out INTEGER NOT NULL, folded INTEGER NOT NULL)"_s,
        u"CREATE TABLE left_out_row (run_id INTEGER NOT NULL REFERENCES run(id), row INTEGER NOT NULL, folded INTEGER "
        u"NOT NULL,"
        " reason TEXT NOT NULL, PRIMARY KEY (run_id, row)) WITHOUT ROWID"_s,
        u"CREATE TABLE chunk (id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES run(id), number INTEGER NOT "
        u"NULL,"
        " replaces INTEGER REFERENCES chunk(id), planned_at TEXT NOT NULL, rows TEXT NOT NULL, people INTEGER NOT NULL,"
        " body_sha256 TEXT NOT NULL, UNIQUE (run_id, number))"_s,
        u"CREATE INDEX chunk_replaces ON chunk (replaces)"_s,
        // Apart from chunk, so that listing chunks does not read past their bodies; a replacement shares its origin's
        // body.
        u"CREATE TABLE body (sha256 TEXT PRIMARY KEY, compressed BLOB NOT NULL)"_s,
        u"CREATE TABLE attempt (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, chunk_id INTEGER NOT NULL "
        u"REFERENCES chunk(id),"
        " intended_at TEXT NOT NULL)"_s,
        u"CREATE INDEX attempt_chunk ON attempt (chunk_id)"_s,
        u"CREATE TABLE result (attempt_id INTEGER PRIMARY KEY REFERENCES attempt(id), at TEXT NOT NULL, outcome TEXT "
        u"NOT NULL,"
        " code TEXT NOT NULL, http_status INTEGER NOT NULL, accepted INTEGER NOT NULL, message TEXT NOT NULL,"
        " server_text TEXT NOT NULL, call_ids TEXT NOT NULL, answer BLOB)"_s,
        u"CREATE TABLE decision (id INTEGER PRIMARY KEY, chunk_id INTEGER NOT NULL REFERENCES chunk(id),"
        " attempt_id INTEGER NOT NULL UNIQUE REFERENCES attempt(id), at TEXT NOT NULL, choice TEXT NOT NULL,"
        " queued_rows TEXT NOT NULL, note TEXT NOT NULL)"_s,
    };
    return statements;
}

// WIRE-OPEN, looks, settlements by row, and the chain of events. An attempt of the first version had no gate: its body
// may have left at once, so it counts as open from its intent on.
const QStringList &secondVersion()
{
    static const QStringList statements = {
        u"ALTER TABLE result ADD COLUMN last_byte_at TEXT NOT NULL DEFAULT ''"_s,
        u"ALTER TABLE chunk ADD COLUMN number_hashes BLOB"_s, // emptied after the retention time
        u"CREATE TABLE wire_open (attempt_id INTEGER PRIMARY KEY REFERENCES attempt(id), at TEXT NOT NULL)"_s,
        u"INSERT INTO wire_open (attempt_id, at) SELECT id, intended_at FROM attempt"_s,
        u"CREATE TABLE look_up (id INTEGER PRIMARY KEY, chunk_id INTEGER NOT NULL REFERENCES chunk(id), at TEXT NOT "
        u"NULL,"
        " asked TEXT NOT NULL, began_at TEXT NOT NULL, service_time TEXT NOT NULL, total INTEGER NOT NULL,"
        " present_rows TEXT NOT NULL, absent_rows TEXT NOT NULL, undecided_rows TEXT NOT NULL)"_s,
        u"CREATE INDEX look_up_chunk ON look_up (chunk_id)"_s,
        // `choice`: queued, notQueued (all of the chunk, which may be sent again as it is) or partly.
        u"CREATE TABLE settlement (id INTEGER PRIMARY KEY, chunk_id INTEGER NOT NULL REFERENCES chunk(id),"
        " attempt_id INTEGER NOT NULL REFERENCES attempt(id), at TEXT NOT NULL, settled_by TEXT NOT NULL,"
        " who TEXT NOT NULL, sentence TEXT NOT NULL, choice TEXT NOT NULL, note TEXT NOT NULL,"
        " queued_rows TEXT NOT NULL, absent_rows TEXT NOT NULL, people INTEGER NOT NULL)"_s,
        u"CREATE INDEX settlement_chunk ON settlement (chunk_id)"_s,
        u"INSERT INTO settlement (id, chunk_id, attempt_id, at, settled_by, who, sentence, choice, note, queued_rows,"
        " absent_rows, people) SELECT d.id, d.chunk_id, d.attempt_id, d.at, 'person', '', '', d.choice, d.note,"
        " CASE d.choice WHEN 'queued' THEN c.rows ELSE d.queued_rows END,"
        " CASE d.choice WHEN 'notQueued' THEN c.rows ELSE '' END, c.people"
        " FROM decision d JOIN chunk c ON c.id = d.chunk_id"_s,
        u"DROP TABLE decision"_s,
        u"CREATE TABLE run_close (id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES run(id), at TEXT NOT NULL,"
        " ledger TEXT NOT NULL)"_s,
        u"CREATE TABLE trust (id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, sentence TEXT NOT NULL)"_s,
        u"CREATE TABLE event (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject INTEGER NOT NULL,"
        " hash BLOB NOT NULL)"_s,
    };
    return statements;
}

// Payload is encrypted, and its end is written down: what was exported, purged and deleted.
const QStringList &thirdVersion()
{
    static const QStringList statements = {
        u"ALTER TABLE body ADD COLUMN key_id TEXT NOT NULL DEFAULT ''"_s, // empty: as it is
        // One row, where something lies in the file that is not encrypted.
        u"CREATE TABLE plain_payload (id INTEGER PRIMARY KEY CHECK (id = 1))"_s,
        u"INSERT INTO plain_payload SELECT 1 WHERE EXISTS (SELECT 1 FROM run)"_s,
        // `state`: of the people whose list was written to a file.
        u"CREATE TABLE run_export (id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES run(id), at TEXT NOT "
        u"NULL,"
        " state TEXT NOT NULL, people INTEGER NOT NULL)"_s,
        u"CREATE TABLE purge (id INTEGER PRIMARY KEY, chunk_id INTEGER NOT NULL UNIQUE REFERENCES chunk(id), at TEXT "
        u"NOT NULL, why TEXT NOT NULL)"_s,
        // `run_id`: NULL for all runs, whose rows are gone; of one run, the rows stay without anything of people.
        u"CREATE TABLE deletion (id INTEGER PRIMARY KEY, run_id INTEGER, at TEXT NOT NULL, who TEXT NOT NULL,"
        " people INTEGER NOT NULL)"_s,
        u"CREATE INDEX chunk_body ON chunk (body_sha256)"_s,
        // What was done to the sheet before. A table of its own: a run's own columns are bound by older events.
        u"CREATE TABLE preparation (run_id INTEGER PRIMARY KEY REFERENCES run(id), text TEXT NOT NULL)"_s,
    };
    return statements;
}

Result<int> numberOf(const QSqlDatabase &database, const QString &question)
{
    auto query = execute(database, question);
    if (!query)
        return query.error();
    const int number = query->next() ? query->value(0).toInt() : 0;
    query->finish();
    return number;
}

//! Before the first change: what another program, or a newer Callsheet, keeps in the file stays as it is.
Result<void> checkOwner(const QSqlDatabase &database)
{
    const auto version = numberOf(database, u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    const auto owner = numberOf(database, u"PRAGMA application_id"_s);
    if (!owner)
        return owner.error();
    const auto tables = numberOf(database, u"SELECT count(*) FROM sqlite_master"_s);
    if (!tables)
        return tables.error();
    const bool isNew = *version == 0 && *owner == 0 && *tables == 0;
    if (!isNew && *owner != applicationId) {
        return Error{ErrorKind::Storage,
            QCoreApplication::translate("runs",
                "“%1” is a database of another program, not a journal. Move it away, or choose another profile.")
                .arg(database.databaseName()),
            {}};
    }
    if (*version > schemaVersion) {
        return Error{ErrorKind::Storage,
            QCoreApplication::translate("runs",
                "The journal “%1” was written by a newer version of Callsheet. Use that version, or choose another "
                "profile.")
                .arg(database.databaseName()),
            {}};
    }
    return {};
}

//! The file as the older version left it, so that no upgrade can lose anything.
Result<void> copyBefore(const QSqlDatabase &database, int version)
{
    const QString copy = u"%1.version-%2"_s.arg(database.databaseName(), QString::number(version));
    if (QFile::exists(copy)) // of an upgrade that did not come to its end: the file is still of that version
        QFile::remove(copy);
    const auto copied = execute(database, u"VACUUM INTO ?"_s, {copy});
    if (!copied)
        return copied.error();
    QFile::setPermissions(copy, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return {};
}

//! From `version` (0: a new file) to ours, in one transaction.
Result<void> upgrade(QSqlDatabase &database, int version, const PayloadCipher &cipher)
{
    Transaction transaction(database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    // A chain that is broken stays broken: it must not look whole because its rows were rewritten.
    std::optional<QString> broken;
    if (version == 2) {
        const auto looked = findBreak(database, std::numeric_limits<qint64>::max(), version);
        if (!looked)
            return looked.error();
        broken = *looked;
    }
    QStringList statements;
    if (version < 1)
        statements += firstVersion();
    if (version < 2)
        statements += secondVersion();
    statements += thirdVersion();
    statements += {u"PRAGMA application_id=%1"_s.arg(applicationId), u"PRAGMA user_version=%1"_s.arg(schemaVersion)};
    const auto made = executeEach(database, statements);
    if (!made)
        return made.error();
    if (cipher.encrypts() && cipher.canSeal()) {
        const auto sealed = sealPlainPayload(database, cipher);
        if (!sealed)
            return sealed.error();
    }
    const auto chained = version < 2 ? chainExistingRows(database)
        : broken                     ? Result<void>()
                                     : chainRowsAgain(database, {EventKind::Result});
    if (!chained)
        return chained;
    return transaction.commit();
}

//! Of a journal whose last owner did not encrypt. True: something was to be encrypted.
Result<bool> sealLater(QSqlDatabase &database, const PayloadCipher &cipher)
{
    Transaction transaction(database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto sealed = sealPlainPayload(database, cipher);
    if (!sealed || !*sealed)
        return sealed;
    const auto committed = transaction.commit();
    if (!committed)
        return committed.error();
    return true;
}

void overwrite(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return;
    const QByteArray zeros(1 << 16, '\0');
    for (qint64 left = file.size(); left > 0; left -= zeros.size())
        file.write(zeros.constData(), std::min<qint64>(left, zeros.size()));
    file.flush();
    ::fdatasync(file.handle());
}

QLatin1StringView synchronousOf(Syncs syncs)
{
    switch (syncs) {
    case Syncs::EveryCommit:
        break;
    case Syncs::Checkpoints:
        return "synchronous=NORMAL"_L1;
    case Syncs::Never:
        return "synchronous=OFF"_L1;
    }
    return "synchronous=FULL"_L1;
}

//! The pragma answers “wal” before it has written so, and where that fails then the file is in another mode, in which a
//! power cut can undo a commit.
Result<void> switchToWriteAheadLog(const QSqlDatabase &database)
{
    auto switched = execute(database, u"PRAGMA journal_mode=WAL"_s);
    if (!switched)
        return switched.error();
    while (switched->next()) // to its end: only there it is done
        continue;
    if (switched->lastError().isValid())
        return storageError(switched->lastError(), database.databaseName());
    auto query = execute(database, u"PRAGMA journal_mode"_s);
    if (!query)
        return query.error();
    const QString mode = query->next() ? query->value(0).toString() : QString();
    query->finish();
    if (mode == "wal"_L1)
        return {};
    return Error{ErrorKind::Storage,
        QCoreApplication::translate("runs",
            "The journal “%1” cannot be written so that a power cut leaves it whole. Check the disk and the folder's "
            "permissions, or choose another profile.")
            .arg(database.databaseName()),
        u"journal_mode "_s + mode};
}

Result<void> setPragmas(const QSqlDatabase &database, Syncs syncs)
{
    const auto logged = switchToWriteAheadLog(database);
    if (!logged)
        return logged.error();
    for (const auto pragma : {synchronousOf(syncs), "foreign_keys=ON"_L1, "trusted_schema=OFF"_L1,
             "cell_size_check=ON"_L1, "mmap_size=0"_L1, "temp_store=MEMORY"_L1, "secure_delete=ON"_L1}) {
        const auto set = execute(database, u"PRAGMA "_s + pragma);
        if (!set)
            return set.error();
    }
    return {};
}

QFileInfoList olderCopies(const QString &journal)
{
    const QFileInfo file(journal);
    return file.dir().entryInfoList({file.fileName() + u".version-*"_s}, QDir::Files | QDir::Hidden);
}

} // namespace

Result<int> prepareJournal(QSqlDatabase &database, const PayloadCipher &cipher, Syncs syncs)
{
    // EXCLUSIVE before WAL: one connection, no -shm file, out of reach of SQLite's WAL-reset bug, and a second program
    // is refused. synchronous=FULL: the INTENT commit must survive a power cut, or a chunk could be sent twice.
    auto locked = execute(database, u"PRAGMA locking_mode=EXCLUSIVE"_s);
    if (!locked)
        return locked.error();
    locked->finish(); // it answers with a row, and nothing may be half read when the file is copied
    const auto owned = checkOwner(database);
    if (!owned)
        return owned.error();
    const auto set = setPragmas(database, syncs);
    if (!set)
        return set.error();
    const auto version = numberOf(database, u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    const bool canSeal = cipher.encrypts() && cipher.canSeal();
    bool isSealed = false;
    if (*version < schemaVersion) {
        if (*version > 0) {
            const auto copied = copyBefore(database, *version);
            if (!copied)
                return copied.error();
        }
        const auto upgraded = upgrade(database, *version, cipher);
        if (!upgraded)
            return upgraded.error();
    } else if (canSeal) {
        const auto sealed = sealLater(database, cipher);
        if (!sealed)
            return sealed.error();
        isSealed = *sealed;
    }
    // Copies that are still there belong to an upgrade that was cut off here, or that had no key yet.
    if (canSeal && (isSealed || !olderCopies(database.databaseName()).isEmpty())) {
        const auto wiped = wipeFreeSpace(database);
        if (wiped)
            removeOlderCopies(database.databaseName());
        else
            qCWarning(lcRuns) << "older copies stay until the next start:" << wiped.error().detail;
    }
    if (!cipher.encrypts()) {
        const auto noted = notePlainPayload(database);
        if (!noted)
            return noted.error();
    }
    return *version;
}

Result<void> wipeFreeSpace(const QSqlDatabase &database)
{
    // Deleted content is overwritten as it is deleted (secure_delete); this is for what moved between pages, and for
    // the side file.
    return executeEach(database, {u"VACUUM"_s, u"PRAGMA wal_checkpoint(TRUNCATE)"_s});
}

void removeOlderCopies(const QString &journal)
{
    const QFileInfoList copies = olderCopies(journal);
    for (const QFileInfo &copy : copies) {
        overwrite(copy.filePath()); // as far as the disk lets: some keep what was overwritten
        QFile::remove(copy.filePath());
    }
}

} // namespace callsheet::runs
