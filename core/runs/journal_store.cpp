#include "core/runs/journal_store.h"

#include "core/base/logging.h"
#include "core/base/row_ranges.h"
#include "core/runs/journal_rows.h"
#include "core/runs/journal_schema.h"
#include "core/runs/sqlite.h"

#include <QCoreApplication>
#include <QCryptographicHash>
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

namespace {

//! A null QString would be stored as NULL, which no column takes.
QString orEmpty(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

Result<ChunkId> insertChunk(const QSqlDatabase &database, RunId run, int number, const QVariant &replaces,
    const QString &plannedAt, const PlannedChunk &chunk)
{
    const QString hash = QString::fromLatin1(QCryptographicHash::hash(chunk.body, QCryptographicHash::Sha256).toHex());
    const auto stored = execute(database, u"INSERT OR IGNORE INTO body (sha256, compressed) VALUES (?, ?)"_s,
        {hash, qCompress(chunk.body, 1)}); // level 1: a fifth of the size at a third of the time of the default
    if (!stored)
        return stored.error();
    const auto added = execute(database,
        u"INSERT INTO chunk (run_id, number, replaces, planned_at, rows, people, body_sha256) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {run, number, replaces, plannedAt, base::toRowRanges(chunk.rows), static_cast<qint64>(chunk.rows.size()),
            hash});
    if (!added)
        return added.error();
    return added->lastInsertId().toLongLong();
}

//! True when the rows of the parts are exactly those of the whole, each once.
bool haveRowsOf(const std::vector<std::uint32_t> &whole, std::vector<std::uint32_t> parts)
{
    std::vector<std::uint32_t> expected = whole;
    std::sort(expected.begin(), expected.end());
    std::sort(parts.begin(), parts.end());
    return expected == parts;
}

Error notUnknown(const ChunkRecord &chunk)
{
    return {ErrorKind::Conflict,
        QCoreApplication::translate("runs", "Chunk %1 is “%2”: only an unknown outcome is for a person to settle.")
            .arg(QString::number(chunk.number), stateName(chunk.state)),
        {}};
}

Error rowsDoNotFit(const ChunkRecord &chunk)
{
    return {ErrorKind::InvalidInput,
        QCoreApplication::translate("runs", "These rows are not rows of chunk %1, which has %2. Nothing was changed.")
            .arg(QString::number(chunk.number), base::toRowRanges(chunk.rows)),
        {}};
}

} // namespace

JournalStore::JournalStore(const QString &path, const base::Clock &clock)
    : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"journal-"_s + QUuid::createUuid().toString()))
    , m_clock(clock)
{
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s); // whoever holds it, holds it for hours
}

JournalStore::~JournalStore()
{
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<JournalStore>> JournalStore::open(const QString &path, const base::Clock &clock)
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
    std::unique_ptr<JournalStore> store(new JournalStore(path, clock));
    if (!store->m_database.open())
        return storageError(store->m_database.lastError(), path);
    struct stat place { };
    if (::stat(QFile::encodeName(path).constData(), &place) == 0) {
        store->m_device = place.st_dev;
        store->m_inode = place.st_ino;
    }
    const auto prepared = prepareJournal(store->m_database);
    if (!prepared)
        return prepared.error();
    const auto recovered = store->recover();
    if (!recovered)
        return recovered.error();
    return store;
}

Result<void> JournalStore::checkPlace() const
{
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

Result<void> JournalStore::recover()
{
    // An attempt without a result belongs to a program that died: whether its people are queued, nobody here knows.
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const QString message = QCoreApplication::translate("runs",
        "Callsheet ended while this chunk was being sent. Its people may "
        "or may not be queued: look them up before sending them again.");
    const auto marked = execute(m_database,
        u"INSERT INTO result (attempt_id, at, outcome, code, http_status, accepted, message, server_text, call_ids)"
        " SELECT a.id, ?, ?, 'interrupted', 0, 0, ?, '', '' FROM attempt a WHERE NOT EXISTS"
        " (SELECT 1 FROM result r WHERE r.attempt_id = a.id)"_s,
        {timeText(m_clock.now()), outcomeWord(OutcomeClass::Unknown), message});
    if (!marked)
        return marked.error();
    if (marked->numRowsAffected() > 0)
        qCInfo(lcRuns) << "attempts without a result marked unknown:" << marked->numRowsAffected();
    return transaction.commit();
}

Result<RunId> JournalStore::plan(
    const RunHead &head, const std::vector<LeftOutRow> &leftOut, const ChunkSource &nextChunk)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const QString now = timeText(m_clock.now());
    const auto added = execute(m_database,
        u"INSERT INTO run (created_at, program_version, name, file_name, file_sha256, sheet, variable_set, "
        u"default_country,"
        " connection_name, base_url, credential_mode, array_key, practice, batch_id, rows, left_out, folded)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {now, QStringLiteral(CALLSHEET_VERSION), orEmpty(head.name), orEmpty(head.fileName), orEmpty(head.fileSha256),
            orEmpty(head.sheet), orEmpty(head.variableSet), orEmpty(head.defaultCountry), orEmpty(head.connectionName),
            orEmpty(head.baseUrl), orEmpty(head.credentialMode), orEmpty(head.arrayKey), head.practice,
            orEmpty(head.batchId), head.rows, head.leftOut, head.folded});
    if (!added)
        return added.error();
    const RunId run = added->lastInsertId().toLongLong();

    QSqlQuery leftOutQuery(m_database);
    if (!leftOutQuery.prepare(u"INSERT INTO left_out_row (run_id, row, folded, reason) VALUES (?, ?, ?, ?)"_s))
        return storageError(leftOutQuery.lastError(), m_database.databaseName());
    for (const LeftOutRow &row : leftOut) {
        leftOutQuery.bindValue(0, run);
        leftOutQuery.bindValue(1, row.row);
        leftOutQuery.bindValue(2, row.folded);
        leftOutQuery.bindValue(3, row.reason);
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
        const auto chunkId = insertChunk(m_database, run, number, {}, now, chunk);
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
    const auto committed = transaction.commit();
    if (!committed)
        return committed.error();
    // Out of the side file, so that a copy of the journal's file alone still knows the run.
    const auto checkpointed = execute(m_database, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    if (!checkpointed)
        qCWarning(lcRuns) << "checkpoint after planning failed:" << checkpointed.error().detail;
    return run;
}

Result<AttemptId> JournalStore::recordIntent(ChunkId chunk, bool afterDocumentedFailure)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto inPlace = checkPlace();
    if (!inPlace)
        return inPlace.error();
    // Asked of the file inside the transaction, not of anybody's memory: the last guard against sending twice.
    const auto record = this->chunk(chunk);
    if (!record)
        return record.error();
    const bool maySend = record->state == ChunkState::Waiting || record->state == ChunkState::NotSent
        || (record->state == ChunkState::Unknown && afterDocumentedFailure);
    if (!maySend) {
        return Error{ErrorKind::Conflict,
            QCoreApplication::translate("runs", "Chunk %1 is “%2” and is not sent again.")
                .arg(QString::number(record->number), stateName(record->state)),
            {}};
    }
    const auto added = execute(m_database, u"INSERT INTO attempt (uuid, chunk_id, intended_at) VALUES (?, ?, ?)"_s,
        {QUuid::createUuid().toString(QUuid::WithoutBraces), chunk, timeText(m_clock.now())});
    if (!added)
        return added.error();
    const AttemptId attempt = added->lastInsertId().toLongLong();
    const auto committed = transaction.commit();
    if (!committed)
        return committed.error();
    return attempt;
}

Result<void> JournalStore::recordResult(AttemptId attempt, const AttemptResult &result)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto added = execute(m_database,
        u"INSERT INTO result (attempt_id, at, outcome, code, http_status, accepted, message, server_text, call_ids, "
        u"answer)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {attempt, timeText(m_clock.now()), outcomeWord(result.outcome), orEmpty(result.code), result.httpStatus,
            result.accepted, orEmpty(result.message), orEmpty(result.serverText), orEmpty(result.callIds.join(u' ')),
            qCompress(result.answer, 1)});
    if (!added)
        return added.error();
    return transaction.commit();
}

Result<void> JournalStore::recordDecision(ChunkId chunk, Decision decision, const QString &note)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto record = this->chunk(chunk);
    if (!record)
        return record.error();
    if (record->state != ChunkState::Unknown)
        return notUnknown(*record);
    if (record->isPartlyQueued()) {
        return Error{ErrorKind::Conflict,
            QCoreApplication::translate("runs",
                "The service said that it queued %1 of the %2 people of chunk %3, so neither is true of all "
                "of them. Say which rows are queued.")
                .arg(QString::number(record->accepted), QString::number(record->count()),
                    QString::number(record->number)),
            {}};
    }
    const auto added = execute(m_database,
        u"INSERT INTO decision (chunk_id, attempt_id, at, choice, queued_rows, note)"
        " SELECT ?, max(id), ?, ?, '', ? FROM attempt WHERE chunk_id = ?"_s,
        {chunk, timeText(m_clock.now()), decisionWord(decision), orEmpty(note), chunk});
    if (!added)
        return added.error();
    return transaction.commit();
}

Result<void> JournalStore::recordPartlyQueued(
    ChunkId chunk, const std::vector<std::uint32_t> &queued, const PlannedChunk &rest, const QString &note)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto record = this->chunk(chunk);
    if (!record)
        return record.error();
    if (record->state != ChunkState::Unknown)
        return notUnknown(*record);
    std::vector<std::uint32_t> all = queued;
    all.insert(all.end(), rest.rows.begin(), rest.rows.end());
    if (!haveRowsOf(record->rows, std::move(all)) || queued.empty() || rest.rows.empty())
        return rowsDoNotFit(*record);
    const auto added = execute(m_database,
        u"INSERT INTO decision (chunk_id, attempt_id, at, choice, queued_rows, note)"
        " SELECT ?, max(id), ?, 'partly', ?, ? FROM attempt WHERE chunk_id = ?"_s,
        {chunk, timeText(m_clock.now()), base::toRowRanges(queued), orEmpty(note), chunk});
    if (!added)
        return added.error();
    const auto successor = addChunk(*record, rest);
    if (!successor)
        return successor.error();
    return transaction.commit();
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
    return insertChunk(m_database, replaced.run, number, replaced.id, timeText(m_clock.now()), chunk);
}

Result<std::vector<ChunkId>> JournalStore::replaceChunk(ChunkId refused, const std::vector<PlannedChunk> &parts)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto record = this->chunk(refused);
    if (!record)
        return record.error();
    if (record->state != ChunkState::Refused) {
        return Error{ErrorKind::Conflict,
            QCoreApplication::translate("runs", "Chunk %1 is “%2”: only a refused chunk is sent as a new one.")
                .arg(QString::number(record->number), stateName(record->state)),
            {}};
    }
    std::vector<PlannedChunk> successors = parts;
    if (successors.empty()) {
        auto body = this->body(refused);
        if (!body)
            return body.error();
        successors.push_back({record->rows, std::move(*body)});
    }
    std::vector<std::uint32_t> rows;
    for (const PlannedChunk &part : successors)
        rows.insert(rows.end(), part.rows.begin(), part.rows.end());
    if (!haveRowsOf(record->rows, std::move(rows)))
        return rowsDoNotFit(*record);
    std::vector<ChunkId> added;
    for (const PlannedChunk &part : successors) {
        const auto id = addChunk(*record, part);
        if (!id)
            return id.error();
        added.push_back(*id);
    }
    const auto committed = transaction.commit();
    if (!committed)
        return committed.error();
    return added;
}

Result<ChunkRecord> JournalStore::chunk(ChunkId chunk) const
{
    auto query = execute(m_database, chunkQuery(u"c.id = ?"_s), {chunk});
    if (!query)
        return query.error();
    if (!query->next()) {
        return Error{ErrorKind::WrongUsage,
            QCoreApplication::translate("runs", "There is no chunk %1 in the journal.").arg(chunk), {}};
    }
    return chunkFrom(*query);
}

Result<RunDetails> JournalStore::run(RunId run) const
{
    auto heads = execute(m_database, u"SELECT "_s + headColumns + u" FROM run WHERE id = ?"_s, {run});
    if (!heads)
        return heads.error();
    if (!heads->next()) {
        return Error{ErrorKind::WrongUsage,
            QCoreApplication::translate("runs", "There is no run %1. The list of runs shows their numbers.").arg(run),
            {}};
    }
    RunDetails details;
    details.head = headFrom(*heads);
    auto chunks = execute(m_database, chunkQuery(u"c.run_id = ?"_s), {run});
    if (!chunks)
        return chunks.error();
    while (chunks->next()) {
        auto chunk = chunkFrom(*chunks);
        if (!chunk)
            return chunk.error();
        details.chunks.push_back(std::move(*chunk));
    }
    details.ledger = ledgerOf(details.head, details.chunks);
    if (!details.ledger.addsUp())
        return damagedJournal(u"the rows of run %1 do not add up"_s.arg(run));
    return details;
}

Result<std::vector<RunSummary>> JournalStore::runs() const
{
    auto ids = execute(m_database, u"SELECT id FROM run ORDER BY id DESC"_s);
    if (!ids)
        return ids.error();
    std::vector<RunSummary> summaries;
    while (ids->next()) {
        const auto details = run(ids->value(0).toLongLong());
        if (!details)
            return details.error();
        RunSummary summary;
        summary.head = details->head;
        summary.ledger = details->ledger;
        for (const ChunkRecord &chunk : details->chunks) {
            if (chunk.state == ChunkState::Replaced)
                continue;
            ++summary.chunks;
            summary.unknownChunks += chunk.state == ChunkState::Unknown;
            summary.openChunks += chunk.state == ChunkState::Waiting || chunk.state == ChunkState::NotSent;
        }
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

Result<QByteArray> JournalStore::body(ChunkId chunk) const
{
    auto query = execute(m_database,
        u"SELECT b.compressed, c.body_sha256 FROM chunk c JOIN body b ON b.sha256 = c.body_sha256 WHERE c.id = ?"_s,
        {chunk});
    if (!query)
        return query.error();
    if (!query->next())
        return damagedJournal(u"no body for chunk %1"_s.arg(chunk));
    const QByteArray body = qUncompress(query->value(0).toByteArray());
    const QByteArray hash = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
    if (QString::fromLatin1(hash) != query->value(1).toString())
        return damagedJournal(u"the body of chunk %1 is not what was planned"_s.arg(chunk));
    return body;
}

Result<std::vector<LeftOutRow>> JournalStore::leftOutRows(RunId run) const
{
    auto query
        = execute(m_database, u"SELECT row, folded, reason FROM left_out_row WHERE run_id = ? ORDER BY row"_s, {run});
    if (!query)
        return query.error();
    std::vector<LeftOutRow> rows;
    while (query->next())
        rows.push_back({query->value(0).toUInt(), query->value(1).toBool(), query->value(2).toString()});
    return rows;
}

Result<std::vector<RunSummary>> JournalStore::runsOfFile(const QString &fileSha256) const
{
    auto all = runs();
    if (!all)
        return all.error();
    std::erase_if(*all, [&fileSha256](const RunSummary &summary) {
        return summary.head.fileSha256 != fileSha256 || summary.ledger.queued + summary.ledger.unknown == 0;
    });
    return all;
}

} // namespace callsheet::runs
