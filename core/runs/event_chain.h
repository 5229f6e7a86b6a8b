#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QString>

#include <optional>
#include <vector>

// Every row that the journal adds is an event, and every event carries a hash over its row and the hash of the event
// before it: a row that was changed, taken out or put in by anybody else breaks the chain.
namespace callsheet::runs {

class KeptStatements;

//! What an event is about: a table of the journal and the columns that must never change. Payload that is emptied
//! after its time (bodies, answers, texts that quote the service, hashes of numbers) is not among them; a body is bound
//! by the hash in its chunk, and what is encrypted by its place.
enum class EventKind {
    Run,
    Chunk,
    Attempt,
    WireOpen,
    Result,
    LookUp,
    Settlement,
    RunClose,
    Trust,
    Export,
    Purge,
    Deletion,
    Preparation
};

//! From the third version of the journal on, a result's texts are payload.
inline constexpr int newestChainVersion = 3;

//! The last event: what a witness outside of the file keeps.
struct ChainMark {
    qint64 event = 0; // 0: none yet
    QByteArray hash;

    bool operator==(const ChainMark &) const = default;
};

//! Adds the event for a row that was just inserted; in the same transaction.
base::Result<void> appendEvent(KeptStatements &statements, EventKind kind, qint64 row);
//! An event for every row there is of these kinds, after the journal itself has rewritten them. Of the events about one
//! row the newest speaks for what the row holds; the older ones stay links of the chain.
base::Result<void> chainRowsAgain(const QSqlDatabase &database, const std::vector<EventKind> &kinds);
//! For every row of a file that was written before there was a chain.
base::Result<void> chainExistingRows(const QSqlDatabase &database);
base::Result<ChainMark> lastMark(KeptStatements &statements);
//! The hash of one event; empty where there is none.
base::Result<QByteArray> hashOfEvent(const QSqlDatabase &database, qint64 event);
//! What is wrong with the newest `mostEvents` events and their rows, for the log; nothing where all is whole.
//! `version`: of the journal's tables.
base::Result<std::optional<QString>> findBreak(
    const QSqlDatabase &database, qint64 mostEvents, int version = newestChainVersion);

} // namespace callsheet::runs
