#pragma once

#include "core/runs/records.h"

#include <QDateTime>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

// What the journal writes down between PLAN and the end of a run, beside the records that the screens show.
namespace callsheet::runs {

//! What one look at the service says of one person.
enum class RowVerdict {
    Present, // in the batch, in whatever state: queued
    Absent,
    Undecided, // could not be told: as unknown as before
};

//! LOOK-UP: evidence only. What follows from it is a Settlement.
struct LookUp {
    QString asked; // what was asked for, without secrets: "the whole batch", "tag 3f2a…"
    QDateTime ownTime; // when it began, by our clock
    QDateTime serviceTime; // by the service's Date; invalid where it sent none
    qint64 total = -1; // records in the batch, as the service says; -1: it did not say
    std::vector<RowVerdict> verdicts; // in the order of the chunk's rows

    int count(RowVerdict verdict) const;
    bool operator==(const LookUp &) const = default;
};

enum class SettledBy { Service, Person };

//! What a person says about an unknown outcome.
struct PersonsWord {
    QString who; // the person's name on this computer
    QString sentence; // what stood on the screen when the person chose
    QString note; // what the person wrote beside it

    bool operator==(const PersonsWord &) const = default;
};

//! What became of people whose outcome was unknown. Rows of the chunk that are named neither as queued nor as absent
//! stay as they are.
struct Settlement {
    SettledBy by = SettledBy::Service;
    QString who; // the person's name on this computer; empty for the service
    QString sentence; // what stood on the screen when the person chose
    QString note; // what was looked at, for the receipt
    std::vector<std::uint32_t> queued;
    std::optional<PlannedChunk> absent; // becomes a chunk of exactly these rows, which may be sent

    bool operator==(const Settlement &) const = default;
};

//! A settlement as read back.
struct SettlementRecord {
    QDateTime at;
    Settlement settlement; // the body of `absent` is left out
    ChunkId chunk = 0;
    int people() const;
};

//! One POST as far as it is written down.
struct AttemptRecord {
    AttemptId id = 0;
    ChunkId chunk = 0;
    QDateTime intendedAt;
    QDateTime wireOpenAt; // invalid: no byte of the body has left
    QDateTime lastByteAt; // invalid: not known, or none left
    QDateTime endedAt; // invalid: under way
    std::optional<AttemptResult> result; // without the answer's bytes

    bool bodyMayHaveLeft() const { return wireOpenAt.isValid(); }
    //! Stands for attempts that a journal put back from an older copy may have forgotten: at any time since PLAN.
    bool isOfForgotten() const { return result && result->code == forgottenCode(); }

    static QString forgottenCode() { return QStringLiteral("restored"); }
};

//! Where one person stands; the groups of the ledger.
enum class RowState { NotSent, Queued, Refused, Unknown };

//! A list of a run's people in one state that was written to a file.
struct RunExport {
    QDateTime at;
    RowState state = RowState::Unknown;
    int people = 0;

    bool operator==(const RunExport &) const = default;
};

struct RowInChunk {
    std::uint32_t row = 0; // of the sheet
    ChunkId chunk = 0; // that has the last word on it

    bool operator==(const RowInChunk &) const = default;
};

//! Somebody who is about to be sent and was queued before, or may have been.
struct QueuedBefore {
    std::size_t index = 0; // in the list that was asked about
    RunId run = 0;
    QString batchId;
    QDateTime at; // of that chunk's last try; the newest where there were several
    bool isCertain = true; // false: the outcome is unknown

    bool operator==(const QueuedBefore &) const = default;
};

//! The state of those rows of a chunk that no settlement and no newer chunk speaks for.
std::optional<RowState> rowStateOf(ChunkState state);
QString rowStateName(RowState state); // for people
QString settledByWord(SettledBy by);

} // namespace callsheet::runs
