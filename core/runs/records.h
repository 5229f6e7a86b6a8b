#pragma once

#include "core/runs/preparation.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace callsheet::runs {

using RunId = qint64;
using ChunkId = qint64;
using AttemptId = qint64;

//! What is known of one POST, by proof and not by hope.
enum class OutcomeClass {
    Accepted, // a whole, self-consistent answer says that every record is queued
    Refused, // the service says that it took nothing
    NotSent, // provably nothing reached the service
    Unknown, // it may have been taken: never sent again by the program alone
};

//! What stands on the screen for a chunk; a query over attempts, results and decisions.
enum class ChunkState {
    Waiting, // planned, no attempt yet
    Sending, // an attempt is under way
    Accepted,
    Refused,
    NotSent,
    Unknown,
    Replaced, // its rows went into a newer chunk
};

//! One request's worth of people: an explicit list of rows, never "number × 1000".
struct ChunkRecord {
    ChunkId id = 0;
    RunId run = 0;
    int number = 0; // from 1 within the run
    std::optional<int> replaces; // number of the chunk whose rows these are
    std::vector<std::uint32_t> rows; // row numbers of the sheet
    std::vector<std::uint32_t> queuedRows; // of these: settled as queued, by a look at the service or by a person
    std::vector<std::uint32_t> movedRows; // of these: in a newer chunk
    ChunkState state = ChunkState::Waiting;
    int accepted = 0; // people who are queued as far as the service, or a person, has said
    int tries = 0;
    int httpStatus = 0; // of the last answer; 0: none
    QDateTime lastTryAt;
    QString code; // AttemptResult::code of the last try
    QString message; // what happened and what to do, for the person
    QString serverText; // what the service said, unchanged

    int count() const { return static_cast<int>(rows.size()); }
    //! Of these the chunk's state speaks; of the others the settlement or the newer chunk does.
    int openCount() const { return count() - static_cast<int>(queuedRows.size() + movedRows.size()); }
    std::vector<std::uint32_t> openRows() const;
    //! The service said that it took some of them, and not which: no answer for all of them can be true.
    bool isPartlyQueued() const
    {
        return state == ChunkState::Unknown && accepted > 0 && accepted < count() && openCount() == count();
    }
    bool operator==(const ChunkRecord &) const = default;
};

//! Where every row of the file is. The parts always add up to `rows`.
struct Ledger {
    qint64 rows = 0;
    qint64 leftOut = 0; // by the check, or by the person
    qint64 folded = 0; // duplicates of a row that is sent
    qint64 queued = 0;
    qint64 refused = 0;
    qint64 notSent = 0; // waiting ones included
    qint64 unknown = 0; // the chunk under way included: until it is answered, nobody knows

    bool addsUp() const { return rows == leftOut + folded + queued + refused + notSent + unknown; }
    bool operator==(const Ledger &) const = default;
};

//! A row that is not sent, with the reason: listed and exported, never dropped silently.
struct LeftOutRow {
    std::uint32_t row = 0; // of the sheet
    bool folded = false; // a duplicate
    QString reason;

    bool operator==(const LeftOutRow &) const = default;
};

//! Everything that a run is bound to. Written once, before anything is sent.
struct RunHead {
    RunId id = 0;
    QDateTime createdAt;
    QString name; // what the person calls it; the file's name by default
    QString fileName; // without its folder
    QString fileSha256;
    QString sheet;
    QString variableSet;
    QString defaultCountry;
    QString connectionName;
    QString baseUrl;
    QString credentialMode; // connection::modeName
    QString arrayKey; // the key's name on the wire
    bool practice = false;
    QString batchId;
    qint64 rows = 0;
    qint64 leftOut = 0;
    qint64 folded = 0;
    std::optional<Preparation> preparation = {}; // nothing: planned by a version that did not write it down

    bool operator==(const RunHead &) const = default;
};

//! A chunk as planned: rows and the exact bytes that will be sent.
struct PlannedChunk {
    std::vector<std::uint32_t> rows;
    QByteArray body;
    //! The digits as one number, one a row, for the memory of who was queued; in place of an earlier chunk they may be
    //! left out: its memory is taken over.
    std::vector<std::uint64_t> phones = {};

    bool operator==(const PlannedChunk &) const = default;
};

//! What is written down after a request.
struct AttemptResult {
    OutcomeClass outcome = OutcomeClass::Unknown;
    QString code; // stable word of the outcome, e.g. "accepted", "timeout"
    int httpStatus = 0;
    int accepted = 0;
    QString message;
    QString serverText;
    QStringList callIds;
    QByteArray answer; // as received, capped
    QDateTime lastByteAt = {}; // when the last byte of the body had been handed over; invalid: never

    bool operator==(const AttemptResult &) const = default;
};

//! A person's word on all people of a chunk whose outcome is unknown.
enum class Decision {
    TheyAreQueued, // counted as queued
    TheyAreNotQueued, // may be sent again
};

struct RunSummary {
    RunHead head;
    Ledger ledger;
    int chunks = 0;
    int unknownChunks = 0;
    int openChunks = 0; // waiting or not sent
};

struct RunDetails {
    RunHead head;
    Ledger ledger;
    std::vector<ChunkRecord> chunks; // by number, replaced ones included
    QDateTime closedAt = {}; // when nobody was left to do; invalid: somebody is, or was since
};

QString stateWord(ChunkState state); // "accepted": stable, for scripts
QString stateName(ChunkState state); // for people
QString outcomeWord(OutcomeClass outcome);
OutcomeClass outcomeFrom(const QString &word); // Unknown for a word that a damaged file holds

//! What a person may do about a chunk in this state.
enum class ChunkAction { SendAgain, SendAsNewChunk, Settle, None };
ChunkAction actionFor(ChunkState state);

//! The ledger over a run's chunks; of a replaced one only those count whom a person found queued, the others are in its
//! successors.
Ledger ledgerOf(const RunHead &head, const std::vector<ChunkRecord> &chunks);

} // namespace callsheet::runs
