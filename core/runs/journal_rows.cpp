#include "core/runs/journal_rows.h"

#include "core/base/row_ranges.h"
#include "core/runs/journal_payload.h"

#include <QCoreApplication>
#include <QVariant>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

//! Everything that the state of the rows follows from which no settlement and no newer chunk speaks for.
struct Standing {
    bool hasOpenRows = true;
    bool hasSuccessor = false;
    bool tried = false;
    bool foundAbsent = false; // all of them, since the last attempt
    bool hasUnsettledAttempt = false;
    QString outcome; // of the last attempt; empty: none
};

ChunkState stateFrom(const Standing &standing)
{
    if (!standing.hasOpenRows)
        return standing.hasSuccessor ? ChunkState::Replaced : ChunkState::Accepted;
    if (!standing.tried)
        return ChunkState::Waiting;
    if (standing.foundAbsent)
        return ChunkState::NotSent;
    if (standing.outcome.isEmpty())
        return ChunkState::Sending;
    if (standing.outcome == outcomeWord(OutcomeClass::Accepted))
        return ChunkState::Accepted;
    if (standing.hasUnsettledAttempt)
        return ChunkState::Unknown;
    if (standing.outcome == outcomeWord(OutcomeClass::Refused))
        return ChunkState::Refused;
    if (standing.outcome == outcomeWord(OutcomeClass::NotSent))
        return ChunkState::NotSent;
    return ChunkState::Unknown; // also for a word that a damaged file holds: never taken for "may be sent"
}

} // namespace

const QLatin1StringView headColumns
    = "id, created_at, name, file_name, file_sha256, sheet, variable_set, default_country, connection_name, base_url,"
      " credential_mode, array_key, practice, batch_id, rows, left_out, folded,"
      " (SELECT p.text FROM preparation p WHERE p.run_id = run.id)"_L1;

// The state of a chunk follows from its last attempt, that attempt's result, what was settled about its rows, the
// chunks made from its rows, and whether an earlier attempt is still unsettled: a refusal after an unknown outcome does
// not make the earlier one safe.
QString chunkQuery(const QString &condition)
{
    return u"SELECT c.id, c.run_id, c.number, origin.number, c.rows, a.id, a.intended_at, r.outcome, r.http_status,"
           " r.accepted, r.message, r.server_text, r.code,"
           " (SELECT count(*) FROM attempt t WHERE t.chunk_id = c.id),"
           " (SELECT group_concat(s.queued_rows) FROM settlement s WHERE s.chunk_id = c.id AND s.queued_rows <> ''),"
           " (SELECT group_concat(n.rows) FROM chunk n WHERE n.replaces = c.id),"
           " EXISTS (SELECT 1 FROM settlement s WHERE s.attempt_id = a.id AND s.choice = 'notQueued'),"
           " EXISTS (SELECT 1 FROM attempt t JOIN result u ON u.attempt_id = t.id WHERE t.chunk_id = c.id"
           " AND u.outcome = 'unknown' AND t.id > coalesce((SELECT max(s.attempt_id) FROM settlement s"
           " WHERE s.chunk_id = c.id AND s.choice = 'notQueued'), 0)),"
           " (SELECT s.note FROM settlement s WHERE s.attempt_id = a.id ORDER BY s.id DESC LIMIT 1)"
           " FROM chunk c LEFT JOIN chunk origin ON origin.id = c.replaces"
           " LEFT JOIN attempt a ON a.id = (SELECT max(t.id) FROM attempt t WHERE t.chunk_id = c.id)"
           " LEFT JOIN result r ON r.attempt_id = a.id WHERE "_s
        + condition + u" ORDER BY c.number"_s;
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime timeFrom(const QVariant &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QString decisionWord(Decision decision)
{
    return decision == Decision::TheyAreQueued ? u"queued"_s : u"notQueued"_s;
}

Error damagedJournal(const QString &what)
{
    return {ErrorKind::Storage,
        QCoreApplication::translate("runs",
            "The journal is damaged (%1). Restore the profile's folder from a backup, and look "
            "the last runs up at the service before sending anything.")
            .arg(what),
        {}};
}

Result<ChunkRecord> chunkFrom(const QSqlQuery &query, const PayloadCipher &cipher)
{
    ChunkRecord chunk;
    chunk.id = query.value(0).toLongLong();
    chunk.run = query.value(1).toLongLong();
    chunk.number = query.value(2).toInt();
    if (!query.value(3).isNull())
        chunk.replaces = query.value(3).toInt();
    auto rows = base::fromRowRanges(query.value(4).toString());
    if (!rows)
        return damagedJournal(u"rows of chunk %1"_s.arg(chunk.id));
    chunk.rows = std::move(*rows);
    auto queued = base::fromRowRanges(query.value(14).toString());
    auto moved = base::fromRowRanges(query.value(15).toString());
    if (!queued || !moved || queued->size() + moved->size() > chunk.rows.size())
        return damagedJournal(u"what became of chunk %1"_s.arg(chunk.id));
    chunk.queuedRows = std::move(*queued);
    chunk.movedRows = std::move(*moved);
    Standing standing;
    standing.hasOpenRows = chunk.openCount() > 0;
    standing.hasSuccessor = !chunk.movedRows.empty();
    standing.tried = !query.value(5).isNull();
    standing.outcome = query.value(7).toString();
    standing.foundAbsent = query.value(16).toBool();
    standing.hasUnsettledAttempt = query.value(17).toBool();
    chunk.state = stateFrom(standing);
    chunk.lastTryAt = timeFrom(query.value(6));
    chunk.httpStatus = query.value(8).toInt();
    const bool settledByRow = !chunk.queuedRows.empty() || chunk.state == ChunkState::Replaced;
    chunk.accepted = settledByRow ? static_cast<int>(chunk.queuedRows.size()) : query.value(9).toInt();
    const AttemptId attempt = query.value(5).toLongLong();
    chunk.message = openText(cipher, query.value(10), resultPlace("message"_L1, attempt), sentenceWithoutKey());
    chunk.serverText = openText(cipher, query.value(11), resultPlace("server_text"_L1, attempt));
    chunk.code = query.value(12).toString();
    chunk.tries = query.value(13).toInt();
    if (!query.value(18).isNull())
        chunk.message = query.value(18).toString();
    if (chunk.state == ChunkState::Unknown && standing.outcome != outcomeWord(OutcomeClass::Unknown)) {
        chunk.message += u' '
            + QCoreApplication::translate("runs",
                "But an earlier try of this chunk may have been stored: look its people up "
                "before sending them again.");
    }
    return chunk;
}

QString sentenceWithoutKey()
{
    return QCoreApplication::translate(
        "runs", "What the service said of these people is encrypted, and its key cannot be reached.");
}

RunHead headFrom(const QSqlQuery &query)
{
    RunHead head;
    head.id = query.value(0).toLongLong();
    head.createdAt = timeFrom(query.value(1));
    head.name = query.value(2).toString();
    head.fileName = query.value(3).toString();
    head.fileSha256 = query.value(4).toString();
    head.sheet = query.value(5).toString();
    head.variableSet = query.value(6).toString();
    head.defaultCountry = query.value(7).toString();
    head.connectionName = query.value(8).toString();
    head.baseUrl = query.value(9).toString();
    head.credentialMode = query.value(10).toString();
    head.arrayKey = query.value(11).toString();
    head.practice = query.value(12).toBool();
    head.batchId = query.value(13).toString();
    head.rows = query.value(14).toLongLong();
    head.leftOut = query.value(15).toLongLong();
    head.folded = query.value(16).toLongLong();
    if (!query.value(17).isNull())
        head.preparation = preparationFrom(query.value(17).toString());
    return head;
}

} // namespace callsheet::runs
