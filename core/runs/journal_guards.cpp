#include "core/base/logging.h"
#include "core/runs/journal_rows.h"
#include "core/runs/journal_store.h"
#include "core/runs/sqlite.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>

// When JournalStore may be believed: the chain at the start, its witness, the lock on sending, and the sum at the end
// of a run.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

QString whatToDo()
{
    return QCoreApplication::translate("runs",
        "You can look at your runs, but nothing is sent. Put the newest copy of the journal back; if there is none, "
        "look your last runs up at the service and then confirm the journal with “callsheet-cli runs "
        "--confirm-journal”.");
}

//! Whether the journal holds what a witness has seen of it, and as it was then.
Result<bool> holds(const QSqlDatabase &database, const ChainMark &seen)
{
    const auto hash = hashOfEvent(database, seen.event); // empty where the journal ends before it
    if (!hash)
        return hash.error();
    return seen.event == 0 || (!hash->isEmpty() && *hash == seen.hash);
}

//! What the witness has to say against this journal; empty: nothing.
Result<QString> contradiction(const QSqlDatabase &database, Witness &witness, bool mayBeUnseen)
{
    const auto seen = witness.read();
    if (!seen) {
        if (mayBeUnseen)
            return QString();
        return QCoreApplication::translate(
            "runs", "The journal “%1” comes from another place: nothing here says that it holds your last run.")
            .arg(database.databaseName());
    }
    const auto held = holds(database, *seen);
    if (!held)
        return held.error();
    if (*held)
        return QString();
    return QCoreApplication::translate("runs",
        "The journal “%1” is older than your last run: an earlier copy was put in its place, or it was deleted.")
        .arg(database.databaseName());
}

//! Every row is in one group, and in one chunk: added up by rows, not by counts.
bool isEveryRowOnce(const RunDetails &details, const std::vector<LeftOutRow> &leftOut)
{
    std::vector<std::uint32_t> rows;
    for (const LeftOutRow &row : leftOut)
        rows.push_back(row.row);
    for (const ChunkRecord &chunk : details.chunks) {
        rows.insert(rows.end(), chunk.queuedRows.begin(), chunk.queuedRows.end());
        if (rowStateOf(chunk.state)) {
            const std::vector<std::uint32_t> open = chunk.openRows();
            rows.insert(rows.end(), open.begin(), open.end());
        }
    }
    std::sort(rows.begin(), rows.end());
    return static_cast<qint64>(rows.size()) == details.head.rows
        && std::adjacent_find(rows.begin(), rows.end()) == rows.end();
}

QString ledgerText(const Ledger &ledger)
{
    const QJsonObject json{{u"rows"_s, ledger.rows}, {u"leftOut"_s, ledger.leftOut}, {u"folded"_s, ledger.folded},
        {u"queued"_s, ledger.queued}, {u"refused"_s, ledger.refused}, {u"notSent"_s, ledger.notSent},
        {u"unknown"_s, ledger.unknown}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

} // namespace

Result<void> JournalStore::verify(int foundVersion)
{
    const auto broken = findBreak(m_database, m_options.mostEventsVerified);
    if (!broken)
        return broken.error();
    const auto last = lastMark(*m_statements);
    if (!last)
        return last.error();
    QString why;
    if (*broken) {
        qCInfo(lcRuns) << "the journal's chain is broken:" << **broken;
        why = QCoreApplication::translate(
            "runs", "The journal “%1” was changed by something other than Callsheet, or is damaged.")
                  .arg(m_database.databaseName());
    } else if (m_options.witness) {
        const auto against = contradiction(m_database, *m_options.witness, foundVersion == 1 || last->event == 0);
        if (!against)
            return against.error();
        why = *against;
    }
    if (!why.isEmpty()) {
        m_sendingLock = why + u' ' + whatToDo();
        return {};
    }
    const auto heeded = heedOutside();
    if (!heeded)
        return heeded;
    tellWitness(true);
    tellOutside();
    return {};
}

Result<void> JournalStore::heedOutside()
{
    const auto seen = m_options.outside ? m_options.outside->takeSeen() : std::nullopt;
    if (!seen)
        return {};
    const auto held = holds(m_database, *seen);
    if (!held)
        return held.error();
    if (!*held) {
        m_sendingLock = QCoreApplication::translate("runs",
                            "The journal “%1” is older than your last run, as the keychain of this computer knows it: "
                            "an earlier copy "
                            "of the profile was put in its place, or the profile is a copy of another one.")
                            .arg(m_database.databaseName())
            + u' ' + whatToDo();
    }
    tellOutside(); // it has kept nothing until it was heard
    return {};
}

void JournalStore::tellWitness(bool forGood)
{
    if (!m_options.witness || !m_sendingLock.isEmpty())
        return;
    const auto last = lastMark(*m_statements);
    if (last && !m_options.witness->write(*last, forGood))
        qCWarning(lcRuns) << "the journal's witness cannot be written";
}

void JournalStore::tellOutside()
{
    if (!m_options.outside || !m_sendingLock.isEmpty())
        return;
    const auto last = lastMark(*m_statements);
    if (last && last->event > 0)
        m_options.outside->note(*last);
}

Result<void> JournalStore::checkLock() const
{
    if (m_sendingLock.isEmpty())
        return {};
    return Error{ErrorKind::Conflict, m_sendingLock, {}};
}

Result<void> JournalStore::trust(const QString &who, const QString &sentence)
{
    if (m_sendingLock.isEmpty())
        return {};
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto summaries = runs();
    if (!summaries)
        return summaries.error();
    for (const RunSummary &summary : *summaries) {
        const auto details = run(summary.head.id);
        if (!details)
            return details.error();
        for (const ChunkRecord &chunk : details->chunks) {
            const bool mayBeForgotten = chunk.state == ChunkState::Waiting || chunk.state == ChunkState::NotSent
                || chunk.state == ChunkState::Refused;
            if (!mayBeForgotten)
                continue;
            const auto attempt
                = addRow(EventKind::Attempt, u"INSERT INTO attempt (uuid, chunk_id, intended_at) VALUES (?, ?, ?)"_s,
                    {QUuid::createUuid().toString(QUuid::WithoutBraces), chunk.id, timeText(m_clock.now())});
            if (!attempt)
                return attempt.error();
            AttemptResult unknown;
            unknown.code = AttemptRecord::forgottenCode();
            unknown.message = QCoreApplication::translate("runs",
                "The journal was older than your last run, so these people may have been sent since: look them up "
                "before sending them.");
            const auto added = insertResult(*attempt, unknown);
            if (!added)
                return added;
        }
    }
    const auto trusted = addRow(EventKind::Trust, u"INSERT INTO trust (at, who, sentence) VALUES (?, ?, ?)"_s,
        {timeText(m_clock.now()), who, sentence});
    if (!trusted)
        return trusted.error();
    const auto committed = commit(transaction, JournalStep::Settle);
    if (!committed)
        return committed;
    m_sendingLock.clear();
    if (m_options.outside)
        m_options.outside->startAnew();
    tellWitness(true);
    tellOutside();
    return {};
}

Result<void> JournalStore::closeRun(RunId run)
{
    Transaction transaction(m_database);
    const auto begun = transaction.begin();
    if (!begun)
        return begun.error();
    const auto details = this->run(run);
    if (!details)
        return details.error();
    const auto leftOut = leftOutRows(run);
    if (!leftOut)
        return leftOut.error();
    if (!isEveryRowOnce(*details, *leftOut))
        return damagedJournal(u"a row of run %1 is in two groups, or in none"_s.arg(run));
    if (details->ledger.notSent + details->ledger.unknown > 0) {
        return Error{ErrorKind::Conflict,
            QCoreApplication::translate("runs", "Run %1 is not over: somebody of it is not sent yet, or unknown.")
                .arg(run),
            {}};
    }
    const QString ledger = ledgerText(details->ledger);
    auto closed
        = execute(m_database, u"SELECT ledger FROM run_close WHERE run_id = ? ORDER BY id DESC LIMIT 1"_s, {run});
    if (!closed)
        return closed.error();
    if (closed->next() && closed->value(0).toString() == ledger)
        return {}; // it was, and nothing has changed since
    closed->finish();
    const auto added = addRow(EventKind::RunClose, u"INSERT INTO run_close (run_id, at, ledger) VALUES (?, ?, ?)"_s,
        {run, timeText(m_clock.now()), ledger});
    if (!added)
        return added.error();
    const auto committed = commit(transaction, JournalStep::Close);
    if (!committed)
        return committed;
    purgeByItself();
    return {};
}

} // namespace callsheet::runs
