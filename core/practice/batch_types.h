#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTime>

#include <optional>

namespace callsheet::practice {

//! When calls may be made, in the time zone of the call. An end at or before the start lies on the next day.
struct CallingHours {
    QTime start;
    QTime end;
};

//! What createBatch says of a batch.
struct BatchSettings {
    QString name;
    int workspace = 0;
    QStringList callingNumbers;
    int retry = 0; // how often a call that did not complete is made again
    int delaySeconds = 0; // before each of those
    QString timezone; // IANA name, of records that have none; empty: UTC
    std::optional<CallingHours> callingHours; // none: round the clock
    QList<int> allowedDays; // 0 = Sunday; empty: every day
};

enum class BatchStatus {
    Idle, // nobody was queued yet
    Active,
    Stopped, // by stop-calling
    Completed, // everybody was called
};

enum class CallStatus : unsigned char {
    Pending, // waits: for its first call, or for the next try
    Completed,
    NoAnswer,
    Busy,
    Failed,
    Dnc, // stood on the list of numbers that must not be called, and was not
};

//! The words on the wire: "active", "no-answer".
QString statusWord(BatchStatus status);
QString statusWord(CallStatus status);

//! What the list of batches shows; counts of calls are counts of people.
struct BatchSummary {
    QString id;
    QString name;
    int workspace = 0;
    BatchStatus status = BatchStatus::Idle;
    int calls = 0;
    int waiting = 0;
    qint64 dialled = 0; // tries, those of people who were called again included
    qint64 picked = 0; // tries that somebody answered
    int completed = 0; // calls whose last try completed
    QDateTime createdAt;
    QDateTime updatedAt;
};

struct BatchInfo {
    BatchSettings settings;
    BatchSummary summary;
};

//! One try of the dialler.
struct PlayedCall {
    qint64 number = 0; // from 1, without gaps
    QString batchId;
    QString phoneNumber;
    QString name; // what the record gives as a name, if anything
    CallStatus status = CallStatus::Completed;
    int seconds = 0;
    QDateTime at;
};

//! One person in a batch, as the service knows it: the truth that tests compare with the journal.
struct QueuedCall {
    QString id;
    QString phoneNumber;
    QJsonObject fields; // the record without its phone number
    int timesQueued = 0; // 1, and one more for each update or new log entry
    int timesDialled = 0;
    CallStatus status = CallStatus::Pending;
    int logs = 0; // phone log entries
};

//! What dnc/add says: which number, and in which call that came up.
struct DncRequest {
    QString phoneNumber;
    QString batchId;
    QString requestUuid; // of a phone log of that batch
    QString type;
};

struct DncEntry {
    QString id;
    DncRequest request;
    QDateTime createdAt;
};

} // namespace callsheet::practice
