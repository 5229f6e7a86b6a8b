#include "core/runs/journal_rows.h"
#include "core/runs/journal_store.h"
#include "core/runs/sqlite.h"

#include <QHash>

#include <algorithm>
#include <map>

// Who was queued before, by the hashes that stand with the chunks.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

QByteArray hashAt(const QByteArray &hashes, std::size_t index)
{
    return hashes.mid(static_cast<qsizetype>(index) * numberHashSize, numberHashSize);
}

//! The rows of a chunk whose people are queued, or may be; the second says which of the two.
std::vector<std::pair<std::uint32_t, bool>> queuedRowsOf(const ChunkRecord &chunk)
{
    std::vector<std::pair<std::uint32_t, bool>> rows;
    for (const std::uint32_t row : chunk.queuedRows)
        rows.emplace_back(row, true);
    const auto state = rowStateOf(chunk.state);
    if (state == RowState::Queued || state == RowState::Unknown) {
        for (const std::uint32_t row : chunk.openRows())
            rows.emplace_back(row, state == RowState::Queued);
    }
    return rows;
}

} // namespace

Result<void> JournalStore::takeOverNumbers(const ChunkRecord &from, ChunkId to, const std::vector<std::uint32_t> &rows)
{
    auto query = execute(m_database, u"SELECT number_hashes FROM chunk WHERE id = ?"_s, {from.id});
    if (!query)
        return query.error();
    const QByteArray all = query->next() ? query->value(0).toByteArray() : QByteArray();
    query->finish();
    if (all.size() != static_cast<qsizetype>(from.rows.size()) * numberHashSize)
        return {}; // not known, or forgotten
    std::map<std::uint32_t, std::size_t> places;
    for (std::size_t i = 0; i < from.rows.size(); ++i)
        places.emplace(from.rows[i], i);
    QByteArray hashes;
    for (const std::uint32_t row : rows)
        hashes += hashAt(all, places[row]);
    const auto kept = execute(m_database, u"UPDATE chunk SET number_hashes = ? WHERE id = ?"_s, {hashes, to});
    if (!kept)
        return kept.error();
    return {};
}

Result<std::vector<QueuedBefore>> JournalStore::queuedBefore(
    const std::vector<std::uint64_t> &phones, const QDateTime &since, bool practice) const
{
    QHash<QByteArray, std::size_t> asked;
    const QByteArray hashes = hashNumbers(m_options.numberKey, phones);
    for (std::size_t i = 0; i < phones.size() && !hashes.isEmpty(); ++i) {
        if (phones[i] != 0)
            asked.insert(hashAt(hashes, i), i);
    }
    std::map<std::size_t, QueuedBefore> found;
    auto chunks = execute(m_database,
        u"SELECT c.id, c.number_hashes, u.batch_id FROM chunk c JOIN run u ON u.id = c.run_id"
        " WHERE c.number_hashes IS NOT NULL AND u.practice = ? AND EXISTS"
        " (SELECT 1 FROM attempt a WHERE a.chunk_id = c.id AND a.intended_at >= ?) ORDER BY c.id"_s,
        {practice, timeText(since)});
    if (!chunks)
        return chunks.error();
    while (!asked.isEmpty() && chunks->next()) {
        // Most chunks hold none of them, and reading one whole takes far longer than this look.
        const QByteArray kept = chunks->value(1).toByteArray();
        const auto people = static_cast<std::size_t>(kept.size() / numberHashSize);
        bool isAny = false;
        for (std::size_t i = 0; i < people && !isAny; ++i)
            isAny = asked.contains(
                QByteArray::fromRawData(kept.constData() + static_cast<qsizetype>(i) * numberHashSize, numberHashSize));
        if (!isAny)
            continue;
        const auto record = chunk(chunks->value(0).toLongLong());
        if (!record)
            return record.error();
        if (people != record->rows.size())
            continue;
        std::map<std::uint32_t, bool> queued;
        for (const auto &[row, isCertain] : queuedRowsOf(*record))
            queued.emplace(row, isCertain);
        for (std::size_t i = 0; i < record->rows.size() && !queued.empty(); ++i) {
            const auto row = queued.find(record->rows[i]);
            const auto match = row == queued.end() ? asked.constEnd() : asked.constFind(hashAt(kept, i));
            if (match == asked.constEnd())
                continue;
            found.insert_or_assign(
                *match, QueuedBefore{*match, record->run, chunks->value(2).toString(), record->lastTryAt, row->second});
        }
    }
    std::vector<QueuedBefore> before;
    for (const auto &[index, entry] : found)
        before.push_back(entry);
    return before;
}

Result<void> JournalStore::forgetNumbers(const QDateTime &before)
{
    const auto forgotten = execute(m_database,
        u"UPDATE chunk SET number_hashes = NULL WHERE number_hashes IS NOT NULL AND planned_at < ?"
        " AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.chunk_id = chunk.id AND a.intended_at >= ?)"
        // Who may still be sent is remembered from then on.
        " AND (EXISTS (SELECT 1 FROM purge p WHERE p.chunk_id = chunk.id) OR EXISTS (SELECT 1 FROM attempt a"
        " JOIN result r ON r.attempt_id = a.id WHERE a.chunk_id = chunk.id AND r.outcome = 'accepted'))"_s,
        {timeText(before), timeText(before)});
    if (!forgotten)
        return forgotten.error();
    return {};
}

} // namespace callsheet::runs
