#include "core/base/logging.h"
#include "core/runs/journal_rows.h"
#include "core/runs/journal_schema.h"
#include "core/runs/journal_store.h"
#include "core/runs/sqlite.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <set>

// How JournalStore lets go of what it holds of people: by itself when nobody needs it any more, and because a person
// wants it gone. Each is an event of the chain, so that it is not taken for tampering.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

//! The first column of an answer.
Result<std::vector<qint64>> idsFrom(
    const QSqlDatabase &database, const QString &question, const QVariantList &values = {})
{
    auto query = execute(database, question, values);
    if (!query)
        return query.error();
    std::vector<qint64> ids;
    while (query->next())
        ids.push_back(query->value(0).toLongLong());
    return ids;
}

const QString &isNotPurged()
{
    static const QString condition = u"NOT EXISTS (SELECT 1 FROM purge p WHERE p.chunk_id = c.id)"_s;
    return condition;
}

//! When the last word on the chunk's people was written down. Invalid: never.
Result<QDateTime> lastWordOn(const QSqlDatabase &database, ChunkId chunk)
{
    auto query = execute(database,
        u"SELECT max(at) FROM (SELECT r.at AS at FROM result r JOIN attempt a ON a.id = r.attempt_id"
        " WHERE a.chunk_id = ? UNION ALL SELECT s.at FROM settlement s WHERE s.chunk_id = ?)"_s,
        {chunk, chunk});
    if (!query)
        return query.error();
    return query->next() ? timeFrom(query->value(0)) : QDateTime();
}

//! People of the chunk who are queued count as exported with the list of the queued, and so on; a chunk whose people
//! are of two kinds needs both lists. Only lists that were written after the last word on it know what became of it.
constexpr qint64 secondsOfADay = 24 * 60 * 60;

//! What is deleted is deleted: where its space cannot be wiped now, it is overwritten in time.
void wipe(const QSqlDatabase &database)
{
    const auto wiped = wipeFreeSpace(database);
    if (!wiped)
        qCWarning(lcRuns) << "the space of deleted data was not wiped:" << wiped.error().detail;
}

bool isExported(const ChunkRecord &chunk, const QDateTime &lastWord, const std::vector<RunExport> &exports)
{
    const auto isListed = [&](RowState state) {
        return std::any_of(exports.begin(), exports.end(),
            [&](const RunExport &made) { return made.state == state && lastWord.isValid() && made.at >= lastWord; });
    };
    if (!chunk.queuedRows.empty() && !isListed(RowState::Queued))
        return false;
    const auto state = rowStateOf(chunk.state);
    return chunk.openCount() == 0 || (state && isListed(*state));
}

QString rowStateWord(RowState state)
{
    switch (state) {
    case RowState::Queued:
        return u"queued"_s;
    case RowState::Refused:
        return u"refused"_s;
    case RowState::NotSent:
        return u"notSent"_s;
    case RowState::Unknown:
        break;
    }
    return u"unknown"_s;
}

RowState rowStateFrom(const QString &word)
{
    for (const RowState state : {RowState::Queued, RowState::Refused, RowState::NotSent}) {
        if (word == rowStateWord(state))
            return state;
    }
    return RowState::Unknown;
}

Error peopleAreOpen(const Ledger &ledger, const QString &whose)
{
    return {ErrorKind::Conflict,
        QCoreApplication::translate("runs",
            "%1: %2 people are not sent yet, and the outcome of %3 is unknown. Without their data nobody can send or "
            "look them up from here. Send and settle them first, or confirm that their data goes all the same.")
            .arg(whose, QLocale().toString(ledger.notSent), QLocale().toString(ledger.unknown)),
        {}};
}

//! Refuses while a request is under way, whatever a person says: its answer could not be written down.
Result<void> checkNotSending(const QSqlDatabase &database, const QVariant &run)
{
    auto query = execute(database,
        u"SELECT c.number FROM attempt a JOIN chunk c ON c.id = a.chunk_id WHERE (? IS NULL OR c.run_id = ?)"
        " AND NOT EXISTS (SELECT 1 FROM result r WHERE r.attempt_id = a.id)"_s,
        {run, run});
    if (!query)
        return query.error();
    if (!query->next())
        return {};
    return Error{ErrorKind::Conflict,
        QCoreApplication::translate("runs", "Chunk %1 is being sent. Its data can be deleted after its answer.")
            .arg(query->value(0).toInt()),
        {}};
}

} // namespace

Result<void> JournalStore::recordExport(RunId run, RowState state, int people)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto added
        = addRow(EventKind::Export, u"INSERT INTO run_export (run_id, at, state, people) VALUES (?, ?, ?, ?)"_s,
            {run, timeText(m_clock.now()), rowStateWord(state), people});
    if (!added)
        return added.error();
    const auto committed = commit(transaction, JournalStep::Close);
    if (!committed)
        return committed;
    purgeByItself();
    return {};
}

Result<std::vector<RunExport>> JournalStore::exports(RunId run) const
{
    auto query = execute(m_database, u"SELECT at, state, people FROM run_export WHERE run_id = ? ORDER BY id"_s, {run});
    if (!query)
        return query.error();
    std::vector<RunExport> made;
    while (query->next())
        made.push_back({timeFrom(query->value(0)), rowStateFrom(query->value(1).toString()), query->value(2).toInt()});
    return made;
}

Result<void> JournalStore::purgeChunk(ChunkId chunk, const QString &why)
{
    const auto added = addRow(EventKind::Purge, u"INSERT INTO purge (chunk_id, at, why) VALUES (?, ?, ?)"_s,
        {chunk, timeText(m_clock.now()), why});
    if (!added)
        return added.error();
    // A body that another chunk still needs stays: the one that replaces this one, or of another run of the same file.
    const auto bodyGone = execute(m_database,
        u"DELETE FROM body WHERE sha256 = (SELECT body_sha256 FROM chunk WHERE id = ?) AND NOT EXISTS"
        " (SELECT 1 FROM chunk c WHERE c.body_sha256 = body.sha256"
        " AND NOT EXISTS (SELECT 1 FROM purge p WHERE p.chunk_id = c.id))"_s,
        {chunk});
    if (!bodyGone)
        return bodyGone.error();
    // Of a sentence that quotes the service nothing is left; our own ones stay.
    const auto textsGone = execute(m_database,
        u"UPDATE result SET answer = NULL, server_text = '', message = CASE WHEN typeof(message) = 'blob'"
        " OR (server_text <> '' AND instr(message, server_text) > 0) THEN '' ELSE message END"
        " WHERE attempt_id IN (SELECT id FROM attempt WHERE chunk_id = ?)"_s,
        {chunk});
    if (!textsGone)
        return textsGone.error();
    return {};
}

Result<int> JournalStore::purgeRun(RunId run, const Retention &retention)
{
    const auto details = this->run(run);
    if (!details)
        return details.error();
    const auto made = exports(run);
    if (!made)
        return made.error();
    const auto kept = idsFrom(m_database, u"SELECT c.id FROM chunk c WHERE c.run_id = ? AND "_s + isNotPurged(), {run});
    if (!kept)
        return kept.error();
    const std::set<ChunkId> withPayload(kept->begin(), kept->end());
    int purged = 0;
    for (const ChunkRecord &chunk : details->chunks) {
        if (!withPayload.contains(chunk.id))
            continue;
        const auto lastWord = lastWordOn(m_database, chunk.id);
        if (!lastWord)
            return lastWord.error();
        const bool exported = isExported(chunk, *lastWord, *made);
        const qint64 days = chunk.lastTryAt.isValid() ? chunk.lastTryAt.secsTo(m_clock.now()) / secondsOfADay : 0;
        if (!mayPurge(chunk.state, exported, days, retention))
            continue;
        const auto gone = purgeChunk(chunk.id, exported ? u"exported"_s : u"retention"_s);
        if (!gone)
            return gone.error();
        ++purged;
    }
    // Why a row was left out may quote its values: kept as long as anybody of the run is.
    const auto reasonsGone = execute(m_database,
        u"UPDATE left_out_row SET reason = '' WHERE run_id = ? AND reason <> '' AND NOT EXISTS"
        " (SELECT 1 FROM chunk c WHERE c.run_id = ? AND "_s
            + isNotPurged() + u')',
        {run, run});
    if (!reasonsGone)
        return reasonsGone.error();
    return purged;
}

Result<int> JournalStore::purge(const Retention &retention)
{
    if (!m_sendingLock.isEmpty())
        return 0; // who cannot be believed is not tidied up
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    // No chunk is older than its run, so the runs of the last weeks need not be looked at.
    const auto candidates = idsFrom(m_database,
        u"SELECT r.id FROM run r WHERE (r.created_at <= ? OR EXISTS (SELECT 1 FROM run_export e WHERE e.run_id = r.id))"
        " AND EXISTS (SELECT 1 FROM chunk c WHERE c.run_id = r.id AND "_s
            + isNotPurged() + u')',
        {timeText(m_clock.now().addDays(1 - retention.days))});
    if (!candidates)
        return candidates.error();
    int purged = 0;
    for (const RunId run : *candidates) {
        const auto gone = purgeRun(run, retention);
        if (!gone)
            return gone;
        purged += *gone;
    }
    const auto forgotten = forgetNumbers(m_clock.now().addDays(-numbersRememberedDays));
    if (!forgotten)
        return forgotten.error();
    const auto committed = commit(transaction, JournalStep::Close);
    if (!committed)
        return committed.error();
    if (purged > 0) {
        qCInfo(lcRuns) << "payload purged of chunks:" << purged;
        const auto emptied = execute(m_database, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        if (!emptied)
            return emptied.error();
    }
    return purged;
}

Result<int> JournalStore::useRetention(const Retention &retention)
{
    m_options.retention = retention;
    return purge(retention);
}

void JournalStore::purgeByItself()
{
    if (!m_options.retention)
        return;
    const auto purged = purge(*m_options.retention);
    if (!purged) // what was asked for is done, and the next start tries again
        qCWarning(lcRuns) << "people's data could not be purged:" << purged.error().detail;
}

Result<void> JournalStore::emptyRun(RunId run)
{
    const auto kept = idsFrom(m_database, u"SELECT c.id FROM chunk c WHERE c.run_id = ? AND "_s + isNotPurged(), {run});
    if (!kept)
        return kept.error();
    for (const ChunkId chunk : *kept) {
        const auto gone = purgeChunk(chunk, u"deleted"_s);
        if (!gone)
            return gone;
    }
    const QString results
        = u" WHERE attempt_id IN (SELECT a.id FROM attempt a JOIN chunk c ON c.id = a.chunk_id WHERE c.run_id = ?)"_s;
    const QString settlements = u" WHERE chunk_id IN (SELECT id FROM chunk WHERE run_id = ?)"_s;
    const auto emptied = executeEach(m_database,
        {u"DELETE FROM left_out_row WHERE run_id = ?"_s,
            u"UPDATE run SET name = '', file_name = '', file_sha256 = '', sheet = '', variable_set = '',"
            " default_country = '' WHERE id = ?"_s,
            u"UPDATE preparation SET text = '' WHERE run_id = ?"_s,
            u"UPDATE result SET message = '', call_ids = ''"_s + results,
            u"UPDATE settlement SET who = '', sentence = '', note = ''"_s + settlements},
        {run});
    if (!emptied)
        return emptied;
    const std::vector<std::pair<EventKind, QString>> changed = {{EventKind::Run, u"SELECT id FROM run WHERE id = ?"_s},
        {EventKind::Preparation, u"SELECT run_id FROM preparation WHERE run_id = ?"_s},
        {EventKind::Result, u"SELECT attempt_id FROM result"_s + results},
        {EventKind::Settlement, u"SELECT id FROM settlement"_s + settlements}};
    for (const auto &[kind, question] : changed) {
        const auto rows = idsFrom(m_database, question, {run});
        if (!rows)
            return rows.error();
        for (const qint64 row : *rows) {
            const auto chained = appendEvent(*m_statements, kind, row);
            if (!chained)
                return chained;
        }
    }
    return {};
}

Result<void> JournalStore::deleteRunData(RunId run, const QString &who, bool isConfirmed)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto unlocked = checkLock();
    if (!unlocked)
        return unlocked;
    const auto details = this->run(run);
    if (!details)
        return details.error();
    const auto still = checkNotSending(m_database, run);
    if (!still)
        return still;
    if (details->ledger.notSent + details->ledger.unknown > 0 && !isConfirmed)
        return peopleAreOpen(details->ledger, QCoreApplication::translate("runs", "Run %1").arg(run));
    // What is left is what the memory of the last 30 days needs, and nothing that names anybody or their file.
    const auto emptied = emptyRun(run);
    if (!emptied)
        return emptied;
    const auto added
        = addRow(EventKind::Deletion, u"INSERT INTO deletion (run_id, at, who, people) VALUES (?, ?, ?, ?)"_s,
            {run, timeText(m_clock.now()), who, details->head.rows});
    if (!added)
        return added.error();
    const auto committed = commit(transaction, JournalStep::Close);
    if (!committed)
        return committed;
    wipe(m_database);
    return {};
}

Result<void> JournalStore::deleteAllData(const QString &who, bool isConfirmed)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto unlocked = checkLock();
    if (!unlocked)
        return unlocked;
    const auto still = checkNotSending(m_database, QVariant());
    if (!still)
        return still;
    const auto summaries = runs();
    if (!summaries)
        return summaries.error();
    Ledger all;
    for (const RunSummary &summary : *summaries) {
        all.rows += summary.head.rows;
        all.notSent += summary.ledger.notSent;
        all.unknown += summary.ledger.unknown;
    }
    if (all.notSent + all.unknown > 0 && !isConfirmed)
        return peopleAreOpen(all, QCoreApplication::translate("runs", "All runs"));
    // The events stay: they hold no data, and tell an older copy of the file from this one.
    const auto emptied = executeEach(m_database,
        {u"PRAGMA defer_foreign_keys=ON"_s, u"DELETE FROM purge"_s, u"DELETE FROM run_export"_s,
            u"DELETE FROM run_close"_s, u"DELETE FROM look_up"_s, u"DELETE FROM settlement"_s, u"DELETE FROM result"_s,
            u"DELETE FROM wire_open"_s, u"DELETE FROM attempt"_s, u"DELETE FROM chunk"_s, u"DELETE FROM body"_s,
            u"DELETE FROM left_out_row"_s, u"DELETE FROM preparation"_s, u"DELETE FROM run"_s, u"DELETE FROM trust"_s,
            u"DELETE FROM deletion"_s});
    if (!emptied)
        return emptied;
    const auto added
        = addRow(EventKind::Deletion, u"INSERT INTO deletion (run_id, at, who, people) VALUES (NULL, ?, ?, ?)"_s,
            {timeText(m_clock.now()), who, all.rows});
    if (!added)
        return added.error();
    const auto committed = commit(transaction, JournalStep::Close);
    if (!committed)
        return committed;
    removeOlderCopies(m_database.databaseName());
    wipe(m_database);
    return {};
}

} // namespace callsheet::runs
