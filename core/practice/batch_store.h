#pragma once

#include "core/practice/call_records.h"
#include "core/practice/practice_service.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace callsheet::practice {

//! One time that a person was queued; dialled when it is over.
struct PhoneLog {
    qint64 createdAt = 0; // ms since 1970
    int seconds = 0; // of the call
    bool completed = false;
};

//! One person in a batch. The record stays text: a hundred thousand trees of JSON would fill the memory.
struct StoredCall {
    QString id;
    QByteArray phoneNumber;
    QByteArray json;
    qint64 createdAt = 0;
    int timesQueued = 0;
    int timesDialled = 0;
    std::vector<PhoneLog> logs; // the last one counts

    bool isPending() const { return !logs.empty() && !logs.back().completed; }
};

struct Batch {
    QString id;
    QString name;
    int workspace = 0;
    QStringList callingNumbers;
    QString timezone; // for records that have none; empty: they stay without
    std::vector<StoredCall> calls;
    QHash<QByteArray, std::size_t> callOfPhone; // by the digits
    std::deque<std::size_t> waiting; // in the order of dialling
};

//! What addCallsToBatch did.
struct Insertion {
    struct FailedChunk {
        int chunkNumber = 1;
        QString error;
    };
    int added = 0; // people who are newly queued: unknown before, or completed and queued again
    QStringList callIds; // of everyone in the request, updates of pending calls included; each once
    QList<FailedChunk> failedChunks;
    int chunks = 0;

    bool changedAnything() const { return failedChunks.size() < chunks; }
};

//! What the service knows, without a socket or a clock; ids are counted, so that the same requests give the same ids.
class BatchStore {
public:
    static constexpr auto chunkRecords = 1000;

    BatchStore();

    const QList<Workspace> &workspaces() const { return m_workspaces; }
    std::optional<int> workspaceOfApiKey(const QByteArray &key) const;
    std::optional<int> workspaceOfBearer(const QByteArray &token) const;

    QString createBatch(int workspace, const QString &name, const QStringList &callingNumbers, const QString &timezone);
    //! Returns false if another workspace owns it.
    bool ensureBatch(const QString &id, const QString &name, int workspace);
    const Batch *batch(const QString &id) const;
    //! Some number of the batch has an agent that answers the calls.
    bool hasAgent(const Batch &batch) const;
    bool ownsNumber(int workspace, const QString &callingNumber) const;

    //! The batch exists. A server-side chunk with one bad record fails whole, the others are stored.
    Insertion addCalls(const QString &batchId, const std::vector<CallRecord> &records, const QDateTime &now);

    //! Plays the call that has waited longest; false when nobody waits.
    bool dialNext();

private:
    QString nextId(const char *kind);
    Batch &insertBatch(const QString &id, const QString &name, int workspace, const QStringList &callingNumbers);
    void addOne(Batch &batch, const CallRecord &record, qint64 now, Insertion &insertion);

    QList<Workspace> m_workspaces;
    std::map<QString, Batch> m_batches;
    std::uint64_t m_lastId = 0;
};

} // namespace callsheet::practice
