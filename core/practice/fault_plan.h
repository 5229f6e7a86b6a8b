#pragma once

#include "core/base/result.h"
#include "core/practice/http_answer.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace callsheet::practice {

enum class FaultKind {
    Refuse, // the connection is accepted and reset, and nothing of the request is read
    DropBeforeBody, // reset after the request's header, before its body is read
    DropBeforeAnswer, // the request is taken and applied; then the connection closes without a byte of answer
    DropUnapplied, // the same, but nothing was applied
    HalfAnswer, // applied; the answer breaks off in the middle
    Hang, // applied; no answer ever, the connection stays open
    Status, // not applied; `status` with the envelope, or without one
    Garbage, // applied; 200 with a page of HTML instead of the envelope
    Delay, // applied and answered after `delay`
    CutRequest, // not applied; the connection ends `at` a byte of the request
    CutAnswer, // applied; the connection ends `at` a byte of the answer
    StallRequest, // not applied; nothing is read behind `at`, the connection stays open
    StallAnswer, // applied; nothing is written behind `at`, the connection stays open
    TrickleRequest, // applied and answered; the body is read `bytes` each `interval`
    TrickleAnswer, // applied; the answer is written `bytes` each `interval`
    LateApply, // the connection ends without an answer; applied `delay` after that
    WrongLength, // applied; the answer's Content-Length is not the body's
    DuplicateKeys, // applied; the envelope says it twice, the wrong way first
    Partial, // `partial` says what of it was taken, and how odd the 207 is
    HugeAnswer, // applied; the envelope and blanks, `size` bytes in all
    Gzip, // applied; the answer is declared to be compressed
};

//! The word for it in a plan and in the list of arrivals: "dropBeforeAnswer".
QString faultName(FaultKind kind);
QStringList faultNames();

//! An answer with code 207, as regular or as odd as a client may ever meet it.
struct PartialAnswer {
    enum class FailedChunks { One, Missing, Empty, NoList };
    enum class ChunkNumber { Number, Absent, Text };
    enum class CallIds { AsAdded, Fewer, More, Missing };
    FailedChunks failedChunks = FailedChunks::One;
    ChunkNumber chunkNumber = ChunkNumber::Number;
    int chunk = 1; // with Number
    double addedShare = 0; // of the records that were sent; above 1: more than that
    CallIds callIds = CallIds::AsAdded;
    QString errorKey = QStringLiteral("error"); // error, errorMessage, message or reason
    bool errorAsObject = false;
    int httpStatus = 207; // 200: only the envelope says 207
};

//! One thing that goes wrong on purpose, for the requests it is meant for.
struct Fault {
    FaultKind kind = FaultKind::Status;
    int status = 500; // with Status; below 200: this interim answer and no other
    bool withEnvelope = true; // with Status
    QString message; // with Status: the error text
    std::optional<int> retryAfterSeconds;
    std::optional<int> retryAfterDate; // the same as a date, so many seconds from now
    QString retryAfterText; // the same as this text, whatever it is
    QString location; // with a status of 3xx: "moved" (default), "loop", "otherHost", or what the header shall say
    std::chrono::milliseconds delay{0};
    BytePosition at; // default: the middle of the body
    Ending ending = Ending::Close; // Stay with LateApply: until the client leaves
    Pace pace;
    LengthHeader length = LengthHeader::TooLong; // with WrongLength
    PartialAnswer partial;
    qint64 size = 8 * 1024 * 1024; // with HugeAnswer
    bool compressed = false; // with Gzip: it is compressed indeed
    std::optional<bool> applied; // where the kind's own rule shall not hold
    QString path; // only requests whose path contains this; default: addCallsToBatch
    int fromRequest = 1; // counts the requests that match `path`, from 1
    int count = 1; // how many requests in a row; 0: all of them from then on
    double probability = 1; // that it happens to one of them
};

constexpr auto mostAnswerSize = qint64{64} * 1024 * 1024;

struct FaultPlan {
    QList<Fault> faults;
    quint64 seed = 0; // same seed, same requests, same faults

    //! Whether the fault at `index` meets the n-th request (or connection) that matches it. What one fault draws does
    //! not depend on other requests, nor on what other faults drew.
    bool meets(qsizetype index, int seen) const;
};

//! The part of a path that a fault is meant for.
QString pathOf(const Fault &fault);

//! {"seed": 7, "faults": [{"kind": "status", "status": 500, "request": 2, "count": 1, …}]}; every kind and its members
//! stand in fault_plan.md. InvalidInput names the entry, the member and what is allowed.
base::Result<FaultPlan> parseFaultPlan(const QByteArray &json, const QString &nameForErrors);

} // namespace callsheet::practice
