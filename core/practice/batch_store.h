#pragma once

#include "core/base/result.h"
#include "core/practice/batch_types.h"
#include "core/practice/call_records.h"
#include "core/practice/workspaces.h"

#include <QHash>

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <vector>

namespace callsheet::practice {

//! One time that a person was queued; dialled when it is over.
struct PhoneLog {
    qint64 createdAt = 0; // ms since 1970
    int seconds = 0; // of the call
    CallStatus status = CallStatus::Pending;
};

//! One person in a batch. The record stays text: a hundred thousand trees of JSON would fill the memory.
struct StoredCall {
    std::uint64_t number = 0;
    QByteArray phoneNumber;
    QByteArray json;
    qint64 createdAt = 0;
    int timesQueued = 0;
    int timesDialled = 0;
    std::vector<PhoneLog> logs; // the last one counts

    bool isPending() const { return !logs.empty() && logs.back().status == CallStatus::Pending; }
};

//! A batch and its calls; BatchStore::read() lends it.
struct Batch {
    BatchSettings settings;
    BatchSummary summary;
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

//! How much the service takes before it refuses more.
struct StoreLimits {
    int batches = 10'000;
    int calls = 3'000'000; // of all batches
    qint64 recordBytes = qint64{1} << 30; // of all records
    int dncEntries = 100'000;
};

//! What the service knows, without a socket or a clock; ids are counted, so that the same requests give the same ids.
//! Callable from any thread: each function is one whole step, and a request is prepared outside of it. An error of kind
//! Limit says that the service is full, any other that its file could not be written; nothing was changed then.
class BatchStore {
public:
    static constexpr auto chunkRecords = 1000;

    explicit BatchStore(const StoreLimits &limits = {});

    QList<Workspace> workspaces() const;
    std::optional<int> workspaceOfApiKey(const QByteArray &key) const;
    std::optional<int> workspaceOfBearer(const QByteArray &token) const;
    std::optional<int> workspaceOfUser(const QString &userId) const;
    //! For the agents of both workspaces.
    void setAgentVariables(const QList<AgentVariable> &variables);
    bool ownsNumber(int workspace, const QString &callingNumber) const;

    base::Result<QString> createBatch(const BatchSettings &settings, qint64 now);
    //! Returns false if another workspace owns it.
    bool ensureBatch(const QString &id, const QString &name, int workspace);
    std::optional<BatchInfo> batch(const QString &id) const;
    //! The agent that answers the calls of the batch: of the first of its numbers that has one.
    std::optional<Agent> agentOf(const QString &batchId) const;
    QList<BatchSummary> batches(int workspace) const; // oldest first
    QList<BatchSummary> batches() const;

    //! The batch exists. A server-side chunk with one bad record fails whole, the others are stored; whoever was queued
    //! makes the batch active.
    base::Result<Insertion> addCalls(const QString &batchId, const std::vector<CallRecord> &records, qint64 now);
    base::Result<void> startCalling(const QString &batchId, qint64 now);
    base::Result<void> stopCalling(const QString &batchId, qint64 now);

    // Numbers that must not be called, for each workspace.
    enum class DncAnswer { Added, AlreadyThere, NoBatch, NoCall };
    base::Result<DncAnswer> addToDnc(int workspace, const DncRequest &request, qint64 now);
    QList<DncEntry> dncEntries(int workspace) const; // oldest first
    enum class DncRemoval { Removed, NotOwned, NotFound };
    base::Result<DncRemoval> removeFromDnc(int workspace, const QString &entryId);
    //! Off: the list is kept, and the dialler does not look at it.
    base::Result<void> setDncEnabled(int workspace, bool enabled);
    bool isDncEnabled(int workspace) const;

    //! Plays up to so many calls that are due; how many there were.
    int dial(int most, qint64 now);
    //! Those with a number above `after`, oldest first; only the newest are kept.
    QList<PlayedCall> playedCalls(qint64 after, int most) const;

    QList<QueuedCall> queuedCalls(const QString &batchId) const; // empty: no such batch
    int queuedCount(const QString &batchId) const;

    //! f(const Batch &) while nobody changes it; false when there is no such batch.
    template <typename F>
    bool read(const QString &batchId, F &&f) const
    {
        const std::shared_lock lock(m_mutex);
        const auto found = m_batches.find(batchId);
        if (found == m_batches.end())
            return false;
        f(found->second);
        return true;
    }

private:
    struct DncList {
        bool enabled = true;
        QList<DncEntry> entries;
    };

    QString nextId(const char *kind);
    Batch &insertBatch(const QString &id, const BatchSettings &settings, qint64 now);
    void addOne(Batch &batch, const CallRecord &record, qint64 now, Insertion &insertion);
    Batch *nextBatch();
    void play(Batch &batch, qint64 now);
    bool isOnDncList(int workspace, const QByteArray &phoneNumber) const;
    void remember(const Batch &batch, const StoredCall &call, qint64 now);
    BatchSummary summaryOf(const Batch &batch) const;

    mutable std::shared_mutex m_mutex;
    const StoreLimits m_limits;
    QList<Workspace> m_workspaces;
    std::map<QString, Batch> m_batches;
    std::map<int, DncList> m_dnc; // by workspace
    std::deque<PlayedCall> m_played;
    std::uint64_t m_lastId = 0;
    qint64 m_lastPlayed = 0;
};

//! 24 hex digits: the id of the call with this number.
QString callId(std::uint64_t number);
//! The requestUUID of the n-th phone log of a call, n from 0.
QString phoneLogUuid(std::uint64_t callNumber, std::size_t log);

} // namespace callsheet::practice
