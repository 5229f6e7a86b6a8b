#include "core/runs/journal_rows.h"

#include "core/base/row_ranges.h"

#include <QCoreApplication>
#include <QVariant>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

QDateTime timeFrom(const QVariant &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

ChunkState stateFrom(bool replaced, bool tried, const QString &outcome, const QString &decision, bool unsettled)
{
    if (replaced)
        return ChunkState::Replaced;
    if (!tried)
        return ChunkState::Waiting;
    if (decision == decisionWord(Decision::TheyAreQueued))
        return ChunkState::Accepted;
    if (decision == decisionWord(Decision::TheyAreNotQueued))
        return ChunkState::NotSent;
    if (outcome.isEmpty())
        return ChunkState::Sending;
    if (outcome == outcomeWord(OutcomeClass::Accepted))
        return ChunkState::Accepted;
    if (unsettled)
        return ChunkState::Unknown;
    if (outcome == outcomeWord(OutcomeClass::Refused))
        return ChunkState::Refused;
    if (outcome == outcomeWord(OutcomeClass::NotSent))
        return ChunkState::NotSent;
    return ChunkState::Unknown; // also for a word that a damaged file holds: never taken for "may be sent"
}

} // namespace

const QLatin1StringView headColumns
    = "id, created_at, name, file_name, file_sha256, sheet, variable_set, default_country, connection_name, base_url,"
      " credential_mode, array_key, practice, batch_id, rows, left_out, folded"_L1;

// The state of a chunk follows from its last attempt, that attempt's result, a person's decision about it, and whether
// an earlier attempt is still unsettled: a refusal after an unknown outcome does not make the earlier one safe.
QString chunkQuery(const QString &condition)
{
    return u"SELECT c.id, c.run_id, c.number, origin.number, c.rows, a.id, a.intended_at, r.outcome, r.http_status, "
           u"r.accepted,"
           " r.message, r.server_text, d.choice, (SELECT count(*) FROM attempt t WHERE t.chunk_id = c.id),"
           " EXISTS (SELECT 1 FROM chunk n WHERE n.replaces = c.id), d.note,"
           " EXISTS (SELECT 1 FROM attempt t JOIN result u ON u.attempt_id = t.id WHERE t.chunk_id = c.id AND "
           "u.outcome = 'unknown'"
           " AND t.id > coalesce((SELECT max(attempt_id) FROM decision e WHERE e.chunk_id = c.id), 0)), r.code, "
           "d.queued_rows"
           " FROM chunk c LEFT JOIN chunk origin ON origin.id = c.replaces"
           " LEFT JOIN attempt a ON a.id = (SELECT max(t.id) FROM attempt t WHERE t.chunk_id = c.id)"
           " LEFT JOIN result r ON r.attempt_id = a.id LEFT JOIN decision d ON d.attempt_id = a.id WHERE "_s
        + condition + u" ORDER BY c.number"_s;
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
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

Result<ChunkRecord> chunkFrom(const QSqlQuery &query)
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
    const QString decision = query.value(12).toString();
    chunk.state = stateFrom(query.value(14).toBool(), !query.value(5).isNull(), query.value(7).toString(), decision,
        query.value(16).toBool());
    chunk.lastTryAt = timeFrom(query.value(6));
    chunk.httpStatus = query.value(8).toInt();
    chunk.accepted
        = chunk.state == ChunkState::Accepted && !decision.isEmpty() ? chunk.count() : query.value(9).toInt();
    if (chunk.state == ChunkState::Replaced) {
        const auto queued = base::fromRowRanges(query.value(18).toString());
        if (!queued)
            return damagedJournal(u"decision about chunk %1"_s.arg(chunk.id));
        chunk.accepted = static_cast<int>(queued->size());
    }
    chunk.code = query.value(17).toString();
    chunk.message = query.value(10).toString();
    if (!decision.isEmpty())
        chunk.message = query.value(15).toString();
    if (chunk.state == ChunkState::Unknown && query.value(7).toString() != outcomeWord(OutcomeClass::Unknown)) {
        chunk.message += u' '
            + QCoreApplication::translate("runs",
                "But an earlier try of this chunk may have been stored: look its people up "
                "before sending them again.");
    }
    chunk.serverText = query.value(11).toString();
    chunk.tries = query.value(13).toInt();
    return chunk;
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
    return head;
}

} // namespace callsheet::runs
