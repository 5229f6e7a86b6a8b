#include "core/runs/journal_store.h"

#include "core/base/logging.h"
#include "core/base/row_ranges.h"
#include "core/runs/journal_payload.h"
#include "core/runs/journal_rows.h"
#include "core/runs/journal_schema.h"
#include "core/runs/sha256.h"
#include "core/runs/sqlite.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUuid>

#include <algorithm>
#include <sys/stat.h>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

JournalStore::JournalStore(const QString &path, const base::Clock &clock, const JournalOptions &options)
    : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"journal-"_s + QUuid::createUuid().toString()))
    , m_clock(clock)
    , m_options(options)
    , m_cipher(options.payloadKeys)
{
    m_options.payloadKeys = {}; // the cipher has them now
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s); // whoever holds it, holds it for hours
    m_statements = std::make_unique<KeptStatements>(m_database);
}

JournalStore::~JournalStore()
{
    tellWitness(true);
    const QString name = m_database.connectionName();
    m_database.close();
    m_statements.reset();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<JournalStore>> JournalStore::open(
    const QString &path, const base::Clock &clock, const JournalOptions &options)
{
    // Made by us first, so that it is never readable by others, not even for a moment; the -wal file inherits the mode.
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (!QFileInfo::exists(path)) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly, ownerOnly)) {
            return Error{ErrorKind::Storage,
                QCoreApplication::translate("runs",
                    "The journal “%1” cannot be made: %2. Check the folder's permissions and "
                    "the space on the disk.")
                    .arg(path, file.errorString()),
                {}};
        }
    }
    QFile::setPermissions(path, ownerOnly); // it holds people's numbers
    std::unique_ptr<JournalStore> store(new JournalStore(path, clock, options));
    if (!store->m_database.open())
        return storageError(store->m_database.lastError(), path);
    struct stat place { };
    if (::stat(QFile::encodeName(path).constData(), &place) == 0) {
        store->m_device = place.st_dev;
        store->m_inode = place.st_ino;
    }
    const auto prepared = prepareJournal(store->m_database, store->m_cipher, options.syncs);
    if (!prepared)
        return prepared.error();
    const auto verified = store->verify(*prepared);
    if (!verified)
        return verified.error();
    const auto recovered = store->recover();
    if (!recovered)
        return recovered.error();
    store->purgeByItself();
    return store;
}

void JournalStore::noteFailure(const Error &error)
{
    if (!isDiskFailure(error))
        return;
    // What a failed sync has left on disk is not known, and a second one that succeeds says nothing of it: the system
    // may have dropped what it could not write.
    m_diskFailure = QCoreApplication::translate("runs",
        "The disk failed while something was written into the journal “%1”, so nothing more is sent. Check the disk, "
        "then start Callsheet again: it reads from the journal who was sent.")
                        .arg(m_database.databaseName());
}

Result<void> JournalStore::checkPlace() const
{
    if (!m_diskFailure.isEmpty())
        return Error{ErrorKind::Storage, m_diskFailure, {}};
    struct stat place { };
    const QString path = m_database.databaseName();
    const bool found = ::stat(QFile::encodeName(path).constData(), &place) == 0;
    if (found && place.st_dev == m_device && place.st_ino == m_inode && place.st_size > 0)
        return {};
    return Error{ErrorKind::Storage,
        QCoreApplication::translate("runs",
            "The journal “%1” was moved, deleted or emptied while Callsheet had it open. Nothing more "
            "is sent: put it back and start Callsheet again.")
            .arg(path),
        {}};
}

Result<void> JournalStore::commit(Transaction &transaction, JournalStep step)
{
    if (m_options.onStep)
        m_options.onStep(step, false);
    const auto committed = transaction.commit();
    if (!committed) {
        noteFailure(committed.error());
        return committed;
    }
    // Not waited for: a witness that lags behind is no sign of an older journal, and the commit itself is on disk.
    tellWitness(false);
    // It follows an INTENT, which is known outside, at once; its RESULT tells of it.
    if (step != JournalStep::WireOpen)
        tellOutside();
    if (m_options.onStep)
        m_options.onStep(step, true);
    return {};
}

Result<qint64> JournalStore::addRow(EventKind kind, const QString &statement, const QVariantList &values)
{
    const auto added = m_statements->execute(statement, values);
    if (!added)
        return added.error();
    const qint64 row = (*added)->lastInsertId().toLongLong();
    const auto chained = appendEvent(*m_statements, kind, row);
    if (!chained)
        return chained.error();
    return row;
}

Result<ChunkId> JournalStore::insertChunk(
    RunId run, int number, const QVariant &replaces, const QString &plannedAt, const PlannedChunk &chunk)
{
    const QString hash = QString::fromLatin1(sha256Of(chunk.body).toHex());
    // Level 1: a fifth of the size at a third of the time of the default.
    const auto sealed = m_cipher.seal(qCompress(chunk.body, 1), bodyPlace(hash));
    if (!sealed)
        return sealed.error();
    // In place of one whose key is not there any more, and the same otherwise.
    const auto stored
        = execute(m_database, u"INSERT OR REPLACE INTO body (sha256, compressed, key_id) VALUES (?, ?, ?)"_s,
            {hash, *sealed, QString::fromLatin1(m_cipher.keyId().toHex())});
    if (!stored)
        return stored.error();
    QVariant numbers; // NULL where they are not known
    if (!chunk.phones.empty())
        numbers = hashNumbers(m_options.numberKey, chunk.phones);
    return addRow(EventKind::Chunk,
        u"INSERT INTO chunk (run_id, number, replaces, planned_at, rows, people, body_sha256, number_hashes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {run, number, replaces, plannedAt, base::toRowRanges(chunk.rows), static_cast<qint64>(chunk.rows.size()), hash,
            numbers});
}

Result<void> JournalStore::recover()
{
    // An attempt without a result belongs to a program that died. Without WIRE-OPEN no byte of its body left; with it,
    // nobody here knows whether its people are queued.
    struct Kind {
        QString condition;
        OutcomeClass outcome;
        QString code;
        QString message;
    };
    const QString opened = u" EXISTS (SELECT 1 FROM wire_open w WHERE w.attempt_id = a.id)"_s;
    const std::vector<Kind> kinds
        = {{u"NOT"_s + opened, OutcomeClass::NotSent, u"interruptedBeforeSending"_s,
               QCoreApplication::translate(
                   "runs", "Callsheet ended before anything of this chunk was sent. It can be sent now.")},
            {opened, OutcomeClass::Unknown, u"interrupted"_s,
                QCoreApplication::translate("runs",
                    "Callsheet ended while this chunk was being sent. Its people may "
                    "or may not be queued: look them up before sending them again.")}};
    for (const Kind &kind : kinds) {
        std::vector<AttemptId> attempts;
        auto query = execute(m_database,
            u"SELECT a.id FROM attempt a WHERE NOT EXISTS (SELECT 1 FROM result r WHERE r.attempt_id = a.id) AND "_s
                + kind.condition);
        if (!query)
            return query.error();
        while (query->next())
            attempts.push_back(query->value(0).toLongLong());
        query->finish();
        for (const AttemptId attempt : attempts) {
            AttemptResult result;
            result.outcome = kind.outcome;
            result.code = kind.code;
            result.message = kind.message;
            const auto written = recordResult(attempt, result);
            if (!written)
                return written;
        }
        if (!attempts.empty())
            qCInfo(lcRuns) << "attempts without a result:" << attempts.size() << "now" << kind.code;
    }
    return {};
}

Result<RunId> JournalStore::plan(
    const RunHead &head, const std::vector<LeftOutRow> &leftOut, const ChunkSource &nextChunk)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto unlocked = checkLock();
    if (!unlocked)
        return unlocked.error();
    const QString now = timeText(m_clock.now());
    const auto added = addRow(EventKind::Run,
        // A number is never given out again, so that it means one run on every receipt: the events outlive their runs.
        u"INSERT INTO run (id, created_at, program_version, name, file_name, file_sha256, sheet, variable_set, "
        u"default_country,"
        " connection_name, base_url, credential_mode, array_key, practice, batch_id, rows, left_out, folded)"
        " VALUES ((SELECT 1 + max((SELECT coalesce(max(id), 0) FROM run),"
        " (SELECT coalesce(max(subject), 0) FROM event WHERE kind = 'run'))),"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {now, QStringLiteral(CALLSHEET_VERSION), head.name, head.fileName, head.fileSha256, head.sheet,
            head.variableSet, head.defaultCountry, head.connectionName, head.baseUrl, head.credentialMode,
            head.arrayKey, head.practice, head.batchId, head.rows, head.leftOut, head.folded});
    if (!added)
        return added.error();
    const RunId run = *added;
    if (head.preparation) {
        const auto prepared = addRow(EventKind::Preparation, u"INSERT INTO preparation (run_id, text) VALUES (?, ?)"_s,
            {run, toText(*head.preparation)});
        if (!prepared)
            return prepared.error();
    }

    QSqlQuery leftOutQuery(m_database);
    if (!leftOutQuery.prepare(u"INSERT INTO left_out_row (run_id, row, folded, reason) VALUES (?, ?, ?, ?)"_s))
        return storageError(leftOutQuery.lastError(), m_database.databaseName());
    for (const LeftOutRow &row : leftOut) {
        leftOutQuery.bindValue(0, run);
        leftOutQuery.bindValue(1, row.row);
        leftOutQuery.bindValue(2, row.folded);
        const auto reason = sealText(m_cipher, row.reason, reasonPlace(run, row.row));
        if (!reason)
            return reason.error();
        leftOutQuery.bindValue(3, *reason);
        if (!leftOutQuery.exec())
            return storageError(leftOutQuery.lastError(), m_database.databaseName());
    }

    qint64 planned = 0;
    PlannedChunk chunk;
    for (int number = 1;; ++number) {
        chunk = {};
        const auto more = nextChunk(chunk);
        if (!more)
            return more.error();
        if (!*more)
            break;
        const auto chunkId = insertChunk(run, number, {}, now, chunk);
        if (!chunkId)
            return chunkId.error();
        planned += static_cast<qint64>(chunk.rows.size());
    }
    if (head.leftOut + head.folded + planned != head.rows) {
        return Error{ErrorKind::InvalidInput,
            QCoreApplication::translate("runs",
                "The rows of this run do not add up (%1 in the file, %2 to send, %3 left out). "
                "Nothing was sent; check the sheet again.")
                .arg(QString::number(head.rows), QString::number(planned), QString::number(head.leftOut + head.folded)),
            {}};
    }
    const auto committed = commit(transaction, JournalStep::Plan);
    if (!committed)
        return committed.error();
    // Out of the side file, so that a copy of the journal's file alone still knows the run.
    const auto checkpointed = execute(m_database, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    if (!checkpointed) {
        noteFailure(checkpointed.error());
        qCInfo(lcRuns) << "checkpoint after planning failed:" << checkpointed.error().detail;
    }
    return run;
}

Result<ChunkId> JournalStore::addChunk(const ChunkRecord &replaced, const PlannedChunk &chunk)
{
    auto last = execute(m_database, u"SELECT max(number) FROM chunk WHERE run_id = ?"_s, {replaced.run});
    if (!last)
        return last.error();
    if (!last->next())
        return damagedJournal(u"run %1 has no chunks"_s.arg(replaced.run));
    const int number = last->value(0).toInt() + 1;
    last->finish();
    const auto added = insertChunk(replaced.run, number, replaced.id, timeText(m_clock.now()), chunk);
    if (!added || !chunk.phones.empty())
        return added;
    const auto kept = takeOverNumbers(replaced, *added, chunk.rows);
    if (!kept)
        return kept.error();
    return added;
}

} // namespace callsheet::runs
