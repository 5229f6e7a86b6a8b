#include "core/runs/journal_store.h"

#include "core/base/logging.h"
#include "core/runs/journal_payload.h"
#include "core/runs/journal_rows.h"
#include "core/runs/sqlite.h"

#include <QCoreApplication>
#include <QUuid>

// INTENT, WIRE-OPEN and RESULT of the attempts to send a chunk.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

// In a transaction that has begun.
Result<AttemptId> JournalStore::insertIntent(ChunkId chunk, bool afterDocumentedFailure)
{
    const auto unlocked = checkLock();
    if (!unlocked)
        return unlocked.error();
    const auto inPlace = checkPlace();
    if (!inPlace)
        return inPlace.error();
    // Asked of the file inside the transaction, not of anybody's memory: the last guard against sending twice.
    const auto record = this->chunk(chunk);
    if (!record)
        return record.error();
    const auto purged = m_statements->execute(u"SELECT 1 FROM purge WHERE chunk_id = ?"_s, {chunk});
    if (!purged)
        return purged.error();
    if ((*purged)->next()) { // while it waited for a retry, with its body in memory
        return Error{ErrorKind::Conflict,
            QCoreApplication::translate("runs", "The data of chunk %1 was deleted, so its people are not sent.")
                .arg(record->number),
            {}};
    }
    // Tried, and not asked: nobody leaves whose answer could not be written down.
    const auto sealable = m_cipher.seal("answer", payloadPlace("attempt"_L1, "answer"_L1, QString::number(chunk)));
    if (!sealable)
        return sealable.error();
    const bool maySend = record->state == ChunkState::Waiting || record->state == ChunkState::NotSent
        || (record->state == ChunkState::Unknown && afterDocumentedFailure);
    if (!maySend) {
        return Error{ErrorKind::Conflict,
            QCoreApplication::translate("runs", "Chunk %1 is “%2” and is not sent again.")
                .arg(QString::number(record->number), stateName(record->state)),
            {}};
    }
    return addRow(EventKind::Attempt, u"INSERT INTO attempt (uuid, chunk_id, intended_at) VALUES (?, ?, ?)"_s,
        {QUuid::createUuid().toString(QUuid::WithoutBraces), chunk, timeText(m_clock.now())});
}

Result<AttemptId> JournalStore::recordIntent(ChunkId chunk, bool afterDocumentedFailure)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto added = insertIntent(chunk, afterDocumentedFailure);
    if (!added)
        return added;
    const auto committed = commit(transaction, JournalStep::Intent);
    if (!committed)
        return committed.error();
    return added;
}

Result<void> JournalStore::recordWireOpen(AttemptId attempt)
{
    // The intent is known outside of the profile before anybody can be called: a copy that lacks it is noticed.
    if (m_options.outside)
        m_options.outside->waitUntilKept();
    const auto heeded = heedOutside();
    if (!heeded)
        return heeded;
    if (m_options.outside)
        m_options.outside->waitUntilKept(); // again where it was heard only now, and told anew
    const auto unlocked = checkLock();
    if (!unlocked)
        return unlocked;
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto inPlace = checkPlace();
    if (!inPlace)
        return inPlace.error();
    const auto isOpen = m_statements->execute(
        u"SELECT 1 FROM attempt a WHERE a.id = ? AND NOT EXISTS (SELECT 1 FROM result r WHERE r.attempt_id = a.id)"
        " AND NOT EXISTS (SELECT 1 FROM wire_open w WHERE w.attempt_id = a.id)"_s,
        {attempt});
    if (!isOpen)
        return isOpen.error();
    if (!(*isOpen)->next()) {
        return Error{ErrorKind::Conflict,
            QCoreApplication::translate("runs", "Attempt %1 is over, so nothing more is sent for it.").arg(attempt),
            {}};
    }
    const auto added = insertWireOpen(attempt);
    if (!added)
        return added;
    return commit(transaction, JournalStep::WireOpen);
}

Result<void> JournalStore::insertWireOpen(AttemptId attempt)
{
    const auto added = addRow(EventKind::WireOpen, u"INSERT INTO wire_open (attempt_id, at) VALUES (?, ?)"_s,
        {attempt, timeText(m_clock.now())});
    if (!added)
        return added.error();
    return {};
}

Result<void> JournalStore::insertResult(AttemptId attempt, const AttemptResult &result)
{
    auto texts = sealResult(m_cipher, attempt, result);
    if (!texts) { // what became of the people is worth more than what was said of them
        qCInfo(lcRuns) << "the texts of a result could not be encrypted and are not kept";
        texts = withoutTexts(result);
    }
    const auto added = addRow(EventKind::Result,
        u"INSERT INTO result (attempt_id, at, outcome, code, http_status, accepted, message, server_text, call_ids,"
        " answer, last_byte_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {attempt, timeText(m_clock.now()), outcomeWord(result.outcome), result.code, result.httpStatus, result.accepted,
            texts->message, texts->serverText, result.callIds.join(u' '), texts->answer, timeText(result.lastByteAt)});
    if (!added)
        return added.error();
    return {};
}

Result<void> JournalStore::recordResult(AttemptId attempt, const AttemptResult &result)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto added = insertResult(attempt, result);
    if (!added)
        return added;
    return commit(transaction, JournalStep::Result);
}

bool JournalStore::needsNobodyOutside()
{
    if (!m_options.outside)
        return true;
    // What it says at last, though nobody waited for it any more, locks sending all the same.
    return m_options.outside->hasGivenUp() && heedOutside();
}

Result<std::optional<JournalStore::NextAttempt>> JournalStore::recordResultAndIntent(
    AttemptId attempt, const AttemptResult &result, ChunkId next, bool isConnected)
{
    const bool opensWire = isConnected && needsNobodyOutside();
    {
        Transaction transaction(m_database);
        const auto begun = transaction.begin();
        if (!begun)
            return begun.error();
        const auto ended = insertResult(attempt, result);
        if (!ended)
            return ended.error();
        const auto added = insertIntent(next, false);
        const auto opened = added && opensWire ? insertWireOpen(*added) : Result<void>();
        if (added && opened) {
            const auto committed
                = commit(transaction, opensWire ? JournalStep::ResultIntentAndWireOpen : JournalStep::ResultAndIntent);
            if (committed)
                return std::optional(NextAttempt{*added, opensWire});
            if (!m_diskFailure.isEmpty())
                return committed.error();
        }
    } // All is taken back. On a disk that is nearly full there may still be room for the one.
    const auto alone = recordResult(attempt, result);
    if (!alone)
        return alone.error();
    return std::optional<NextAttempt>();
}

} // namespace callsheet::runs
