#include "core/base/row_ranges.h"
#include "core/runs/journal_payload.h"
#include "core/runs/journal_rows.h"
#include "core/runs/journal_store.h"
#include "core/runs/sha256.h"
#include "core/runs/sqlite.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSqlError>

#include <algorithm>

// What JournalStore tells; what it writes down is in journal_store.cpp and journal_settling.cpp.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

QString dayOf(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().date(), QLocale::ShortFormat);
}

Error bodyIsGone(int number, const QDateTime &at)
{
    return {ErrorKind::Conflict,
        QCoreApplication::translate("runs",
            "The numbers and names of chunk %1 were deleted on %2, when they were not needed any more. Its rows, their "
            "states and the totals stay; to send these people again, check their sheet anew.")
            .arg(QString::number(number), dayOf(at)),
        {}};
}

Error answerIsGone(const QDateTime &at)
{
    return {ErrorKind::Conflict,
        QCoreApplication::translate("runs",
            "What the service answered was deleted on %1 with the numbers and names, when it was not needed any more.")
            .arg(dayOf(at)),
        {}};
}

Error runIsDeleted(RunId run, const QDateTime &at)
{
    return {ErrorKind::WrongUsage,
        QCoreApplication::translate("runs",
            "The data of run %1 was deleted on %2. For 30 days after it was sent, its people are still recognised in a "
            "sheet.")
            .arg(QString::number(run), dayOf(at)),
        {}};
}

} // namespace

Result<ChunkRecord> JournalStore::chunk(ChunkId chunk) const
{
    const auto found = m_statements->execute(chunkQuery(u"c.id = ?"_s), {chunk});
    if (!found)
        return found.error();
    if (!(*found)->next()) {
        return Error{ErrorKind::WrongUsage,
            QCoreApplication::translate("runs", "There is no chunk %1 in the journal.").arg(chunk), {}};
    }
    return chunkFrom(**found, m_cipher);
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
    auto deleted = execute(m_database, u"SELECT at FROM deletion WHERE run_id = ?"_s, {run});
    if (!deleted)
        return deleted.error();
    if (deleted->next())
        return runIsDeleted(run, timeFrom(deleted->value(0)));
    RunDetails details;
    details.head = headFrom(*heads);
    auto chunks = execute(m_database, chunkQuery(u"c.run_id = ?"_s), {run});
    if (!chunks)
        return chunks.error();
    while (chunks->next()) {
        auto chunk = chunkFrom(*chunks, m_cipher);
        if (!chunk)
            return chunk.error();
        details.chunks.push_back(std::move(*chunk));
    }
    details.ledger = ledgerOf(details.head, details.chunks);
    if (details.ledger.notSent + details.ledger.unknown == 0) {
        auto closed
            = execute(m_database, u"SELECT at FROM run_close WHERE run_id = ? ORDER BY id DESC LIMIT 1"_s, {run});
        if (!closed)
            return closed.error();
        if (closed->next())
            details.closedAt = timeFrom(closed->value(0));
    }
    if (!details.ledger.addsUp())
        return damagedJournal(u"the rows of run %1 do not add up"_s.arg(run));
    return details;
}

Result<std::vector<RunSummary>> JournalStore::runs() const
{
    auto ids = execute(m_database,
        u"SELECT id FROM run WHERE NOT EXISTS (SELECT 1 FROM deletion d WHERE d.run_id = run.id)"
        " ORDER BY id DESC"_s);
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
    const auto found = m_statements->execute(
        u"SELECT b.compressed, c.body_sha256, c.number, p.at FROM chunk c LEFT JOIN body b ON b.sha256 = c.body_sha256"
        " LEFT JOIN purge p ON p.chunk_id = c.id WHERE c.id = ?"_s,
        {chunk});
    if (!found)
        return found.error();
    QSqlQuery &query = **found;
    if (!query.next())
        return damagedJournal(u"no chunk %1"_s.arg(chunk));
    const QString sha256 = query.value(1).toString();
    if (query.value(0).isNull() && !query.value(3).isNull())
        return bodyIsGone(query.value(2).toInt(), timeFrom(query.value(3)));
    const auto compressed = m_cipher.open(query.value(0).toByteArray(), bodyPlace(sha256));
    if (!compressed)
        return compressed.error();
    const QByteArray body = qUncompress(*compressed);
    const QByteArray hash = sha256Of(body).toHex();
    if (QString::fromLatin1(hash) != sha256)
        return damagedJournal(u"the body of chunk %1 is not what was planned"_s.arg(chunk));
    return body;
}

Result<std::vector<AttemptRecord>> JournalStore::attempts(ChunkId chunk) const
{
    auto query = execute(m_database,
        u"SELECT a.id, a.intended_at, w.at, r.at, r.outcome, r.code, r.http_status, r.accepted, r.message,"
        " r.server_text, r.call_ids, r.last_byte_at FROM attempt a LEFT JOIN wire_open w ON w.attempt_id = a.id"
        " LEFT JOIN result r ON r.attempt_id = a.id WHERE a.chunk_id = ? ORDER BY a.id"_s,
        {chunk});
    if (!query)
        return query.error();
    std::vector<AttemptRecord> attempts;
    while (query->next()) {
        AttemptRecord attempt;
        attempt.id = query->value(0).toLongLong();
        attempt.chunk = chunk;
        attempt.intendedAt = timeFrom(query->value(1));
        attempt.wireOpenAt = timeFrom(query->value(2));
        attempt.endedAt = timeFrom(query->value(3));
        attempt.lastByteAt = timeFrom(query->value(11));
        if (!query->value(4).isNull()) {
            AttemptResult result;
            result.outcome = outcomeFrom(query->value(4).toString());
            result.code = query->value(5).toString();
            result.httpStatus = query->value(6).toInt();
            result.accepted = query->value(7).toInt();
            result.message
                = openText(m_cipher, query->value(8), resultPlace("message"_L1, attempt.id), sentenceWithoutKey());
            result.serverText = openText(m_cipher, query->value(9), resultPlace("server_text"_L1, attempt.id));
            result.callIds = query->value(10).toString().split(u' ', Qt::SkipEmptyParts);
            result.lastByteAt = attempt.lastByteAt;
            attempt.result = std::move(result);
        }
        attempts.push_back(std::move(attempt));
    }
    return attempts;
}

Result<QByteArray> JournalStore::answer(AttemptId attempt) const
{
    auto query = execute(m_database,
        u"SELECT r.answer, p.at, r.http_status FROM attempt a LEFT JOIN result r ON r.attempt_id = a.id"
        " LEFT JOIN purge p ON p.chunk_id = a.chunk_id WHERE a.id = ?"_s,
        {attempt});
    if (!query)
        return query.error();
    if (!query->next())
        return damagedJournal(u"no attempt %1"_s.arg(attempt));
    if (query->value(0).isNull()) {
        const bool came = query->value(2).toInt() > 0;
        return came && !query->value(1).isNull() ? Result<QByteArray>(answerIsGone(timeFrom(query->value(1))))
                                                 : Result<QByteArray>(QByteArray());
    }
    const auto compressed = m_cipher.open(query->value(0).toByteArray(), resultPlace("answer"_L1, attempt));
    if (!compressed)
        return compressed.error();
    return qUncompress(*compressed);
}

Result<std::vector<LookUp>> JournalStore::lookUps(ChunkId chunk) const
{
    const auto record = this->chunk(chunk);
    if (!record)
        return record.error();
    auto query = execute(m_database,
        u"SELECT asked, began_at, service_time, total, present_rows, absent_rows FROM look_up WHERE chunk_id = ?"
        " ORDER BY id"_s,
        {chunk});
    if (!query)
        return query.error();
    std::vector<LookUp> lookUps;
    while (query->next()) {
        LookUp lookUp;
        lookUp.asked = query->value(0).toString();
        lookUp.ownTime = timeFrom(query->value(1));
        lookUp.serviceTime = timeFrom(query->value(2));
        lookUp.total = query->value(3).toLongLong();
        auto present = base::fromRowRanges(query->value(4).toString());
        auto absent = base::fromRowRanges(query->value(5).toString());
        if (!present || !absent)
            return damagedJournal(u"a look at chunk %1"_s.arg(chunk));
        std::sort(present->begin(), present->end());
        std::sort(absent->begin(), absent->end());
        for (const std::uint32_t row : record->rows) {
            const bool isPresent = std::binary_search(present->begin(), present->end(), row);
            const bool isAbsent = std::binary_search(absent->begin(), absent->end(), row);
            lookUp.verdicts.push_back(isPresent ? RowVerdict::Present
                    : isAbsent                  ? RowVerdict::Absent
                                                : RowVerdict::Undecided);
        }
        lookUps.push_back(std::move(lookUp));
    }
    return lookUps;
}

Result<std::vector<SettlementRecord>> JournalStore::settlements(RunId run) const
{
    auto query = execute(m_database,
        u"SELECT s.at, s.settled_by, s.who, s.sentence, s.note, s.queued_rows, s.absent_rows, s.chunk_id"
        " FROM settlement s JOIN chunk c ON c.id = s.chunk_id WHERE c.run_id = ? ORDER BY s.id"_s,
        {run});
    if (!query)
        return query.error();
    std::vector<SettlementRecord> settlements;
    while (query->next()) {
        SettlementRecord record;
        record.at = timeFrom(query->value(0));
        record.settlement.by
            = query->value(1).toString() == settledByWord(SettledBy::Person) ? SettledBy::Person : SettledBy::Service;
        record.settlement.who = query->value(2).toString();
        record.settlement.sentence = query->value(3).toString();
        record.settlement.note = query->value(4).toString();
        record.chunk = query->value(7).toLongLong();
        auto queued = base::fromRowRanges(query->value(5).toString());
        auto absent = base::fromRowRanges(query->value(6).toString());
        if (!queued || !absent)
            return damagedJournal(u"a settlement of chunk %1"_s.arg(record.chunk));
        record.settlement.queued = std::move(*queued);
        if (!absent->empty())
            record.settlement.absent = PlannedChunk{std::move(*absent), {}};
        settlements.push_back(std::move(record));
    }
    return settlements;
}

Result<std::vector<RowInChunk>> JournalStore::rowsIn(RunId run, RowState state) const
{
    const auto details = this->run(run);
    if (!details)
        return details.error();
    std::vector<RowInChunk> rows;
    for (const ChunkRecord &chunk : details->chunks) {
        if (state == RowState::Queued) {
            for (const std::uint32_t row : chunk.queuedRows)
                rows.push_back({row, chunk.id});
        }
        if (rowStateOf(chunk.state) == state) {
            for (const std::uint32_t row : chunk.openRows())
                rows.push_back({row, chunk.id});
        }
    }
    std::sort(rows.begin(), rows.end(), [](const RowInChunk &a, const RowInChunk &b) { return a.row < b.row; });
    return rows;
}

Result<std::vector<LeftOutRow>> JournalStore::leftOutRows(RunId run) const
{
    auto query
        = execute(m_database, u"SELECT row, folded, reason FROM left_out_row WHERE run_id = ? ORDER BY row"_s, {run});
    if (!query)
        return query.error();
    std::vector<LeftOutRow> rows;
    const QString noReason
        = QCoreApplication::translate("runs", "The reason is encrypted, and its key cannot be reached.");
    while (query->next()) {
        const std::uint32_t row = query->value(0).toUInt();
        rows.push_back(
            {row, query->value(1).toBool(), openText(m_cipher, query->value(2), reasonPlace(run, row), noReason)});
    }
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
