#include "core/base/row_ranges.h"
#include "core/runs/journal_rows.h"
#include "core/runs/journal_store.h"
#include "core/runs/sqlite.h"

#include <QCoreApplication>

#include <algorithm>

// What JournalStore writes down about people whose outcome was unknown or a refusal.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

//! Each of `some` is one of `whole`, and none is named twice.
bool areRowsOf(std::vector<std::uint32_t> whole, std::vector<std::uint32_t> some)
{
    std::sort(whole.begin(), whole.end());
    std::sort(some.begin(), some.end());
    return std::adjacent_find(some.begin(), some.end()) == some.end()
        && std::includes(whole.begin(), whole.end(), some.begin(), some.end());
}

Error notUnknown(const ChunkRecord &chunk)
{
    return {ErrorKind::Conflict,
        QCoreApplication::translate("runs", "Chunk %1 is “%2”: only an unknown outcome can be settled.")
            .arg(QString::number(chunk.number), stateName(chunk.state)),
        {}};
}

Error rowsDoNotFit(const ChunkRecord &chunk)
{
    return {ErrorKind::InvalidInput,
        QCoreApplication::translate("runs", "These rows are not rows of chunk %1, which has %2. Nothing was changed.")
            .arg(QString::number(chunk.number), base::toRowRanges(chunk.openRows())),
        {}};
}

} // namespace

Result<ChunkRecord> JournalStore::beginOn(Transaction &transaction, ChunkId chunk)
{
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    return this->chunk(chunk);
}

Result<void> JournalStore::recordLookUp(ChunkId chunk, const LookUp &lookUp)
{
    Transaction transaction(m_database);
    const auto record = beginOn(transaction, chunk);
    if (!record)
        return record.error();
    if (lookUp.verdicts.size() != record->rows.size())
        return rowsDoNotFit(*record);
    const auto rowsWith = [&](RowVerdict verdict) {
        std::vector<std::uint32_t> rows;
        for (std::size_t i = 0; i < lookUp.verdicts.size(); ++i) {
            if (lookUp.verdicts[i] == verdict)
                rows.push_back(record->rows[i]);
        }
        return base::toRowRanges(rows);
    };
    const auto added = addRow(EventKind::LookUp,
        u"INSERT INTO look_up (chunk_id, at, asked, began_at, service_time, total, present_rows, absent_rows,"
        " undecided_rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {chunk, timeText(m_clock.now()), lookUp.asked, timeText(lookUp.ownTime), timeText(lookUp.serviceTime),
            lookUp.total, rowsWith(RowVerdict::Present), rowsWith(RowVerdict::Absent),
            rowsWith(RowVerdict::Undecided)});
    if (!added)
        return added.error();
    return commit(transaction, JournalStep::LookUp);
}

Result<void> JournalStore::insertSettlement(
    const ChunkRecord &chunk, const Settlement &settlement, const QString &choice)
{
    std::vector<std::uint32_t> absent;
    if (settlement.absent)
        absent = settlement.absent->rows;
    const bool all = choice == decisionWord(Decision::TheyAreNotQueued);
    const auto added = addRow(EventKind::Settlement,
        u"INSERT INTO settlement (chunk_id, attempt_id, at, settled_by, who, sentence, choice, note, queued_rows,"
        " absent_rows, people) SELECT ?, max(id), ?, ?, ?, ?, ?, ?, ?, ?, ? FROM attempt WHERE chunk_id = ?"_s,
        {chunk.id, timeText(m_clock.now()), settledByWord(settlement.by), settlement.who, settlement.sentence, choice,
            settlement.note, base::toRowRanges(settlement.queued), base::toRowRanges(all ? chunk.rows : absent),
            all ? chunk.count() : static_cast<int>(settlement.queued.size() + absent.size()), chunk.id});
    if (!added)
        return added.error();
    return {};
}

Result<void> JournalStore::recordDecision(ChunkId chunk, Decision decision, const Settlement &word)
{
    Transaction transaction(m_database);
    const auto record = beginOn(transaction, chunk);
    if (!record)
        return record.error();
    if (record->state != ChunkState::Unknown)
        return notUnknown(*record);
    if (record->isPartlyQueued()) {
        return Error{ErrorKind::Conflict,
            QCoreApplication::translate("runs",
                "%1 of the %2 people of chunk %3 are known to be queued, so neither is true of all "
                "of them. Say which rows are queued.")
                .arg(QString::number(record->accepted), QString::number(record->count()),
                    QString::number(record->number)),
            {}};
    }
    if (record->openCount() < record->count() && decision == Decision::TheyAreNotQueued)
        return rowsDoNotFit(*record); // its bytes are those of all of its people, and some are not open any more
    Settlement settlement = word;
    settlement.queued = decision == Decision::TheyAreQueued ? record->openRows() : std::vector<std::uint32_t>();
    settlement.absent.reset();
    const auto added = insertSettlement(*record, settlement, decisionWord(decision));
    if (!added)
        return added.error();
    return commit(transaction, JournalStep::Settle);
}

Result<std::optional<ChunkId>> JournalStore::recordSettlement(ChunkId chunk, const Settlement &settlement)
{
    Transaction transaction(m_database);
    const auto record = beginOn(transaction, chunk);
    if (!record)
        return record.error();
    if (record->state != ChunkState::Unknown)
        return notUnknown(*record);
    std::vector<std::uint32_t> settled = settlement.queued;
    if (settlement.absent)
        settled.insert(settled.end(), settlement.absent->rows.begin(), settlement.absent->rows.end());
    const bool namesNobody = settled.empty() || (settlement.absent && settlement.absent->rows.empty());
    if (namesNobody || !areRowsOf(record->openRows(), std::move(settled)))
        return rowsDoNotFit(*record);
    const auto added = insertSettlement(*record, settlement, u"partly"_s);
    if (!added)
        return added.error();
    std::optional<ChunkId> successor;
    if (settlement.absent) {
        const auto made = addChunk(*record, *settlement.absent);
        if (!made)
            return made.error();
        successor = *made;
    }
    const auto committed = commit(transaction, JournalStep::Settle);
    if (!committed)
        return committed.error();
    return successor;
}

Result<std::vector<ChunkId>> JournalStore::replaceChunk(ChunkId refused, const std::vector<PlannedChunk> &parts)
{
    Transaction transaction(m_database);
    const auto record = beginOn(transaction, refused);
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
    if (rows.size() != record->openRows().size() || !areRowsOf(record->openRows(), std::move(rows)))
        return rowsDoNotFit(*record);
    std::vector<ChunkId> added;
    for (const PlannedChunk &part : successors) {
        const auto id = addChunk(*record, part);
        if (!id)
            return id.error();
        added.push_back(*id);
    }
    const auto committed = commit(transaction, JournalStep::Replace);
    if (!committed)
        return committed.error();
    return added;
}

} // namespace callsheet::runs
