#pragma once

#include "core/base/result.h"
#include "core/practice/batch_types.h"
#include "core/practice/call_records.h"
#include "core/practice/call_table.h"
#include "core/practice/dial_queue.h"
#include "core/practice/dialler.h"
#include "core/practice/store_file.h"
#include "core/practice/workspaces.h"

#include <QSet>

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <vector>

namespace callsheet::practice {

class DetailsSearch;

//! A batch and its calls; BatchStore::read() lends it.
struct Batch {
    std::uint32_t key = 0; // counts the batches from 1
    BatchSettings settings;
    BatchSummary summary;
    CallTable calls;
    std::uint64_t revision = 0; // changes with every step that changes the batch
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

    explicit BatchStore(const DialMix &mix = {}, quint64 seed = 1, const StoreLimits &limits = {});

    ~BatchStore();

    //! Goes on with what the file holds and writes every later step to it. A batch that was made before and is not in
    //! the file comes on top.
    base::Result<void> openFile(const QString &path);

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

    //! Plays up to so many calls that are due, whoever waits longest first; how many there were. A number that must not
    //! be called takes a turn, too. Nobody is dialled while the file cannot be written.
    int dial(int most, qint64 now);
    //! Those with a number above `after`, oldest first; only the newest are kept.
    QList<PlayedCall> playedCalls(qint64 after, int most) const;

    QList<QueuedCall> queuedCalls(const QString &batchId) const; // empty: no such batch
    int queuedCount(const QString &batchId) const;

    //! What the pages of batch-details remember from one to the next.
    const DetailsSearch &detailsSearch() const { return *m_detailsSearch; }

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
        QSet<QByteArray> digits;
    };
    struct Waiting { // of one batch
        DialQueue queue;
        qint64 lastCreatedAt = 0;
    };
    struct Turn; // of the dialler
    struct Plan; // of a request

    // Each step decides by what is there, writes the file, and then changes what is there. Only the holder of m_steps
    // changes anything, and may therefore look without m_mutex; it holds m_mutex just for the change itself, so that
    // readers do not wait for the disk.
    base::Result<void> write(StoreStep step);
    StoreStep::Batch rowOf(const Batch &batch) const { return {batch.key, {batch.settings, batch.summary}}; }
    QString nextId(const char *kind);
    Batch freshBatch(const QString &id, const BatchSettings &settings, qint64 now) const;
    base::Result<void> insertBatch(Batch batch);
    void putCalls(Batch &batch, const std::vector<CallChange> &changes);
    void adopt(const StoreStep::Batch &row);
    bool adoptCall(Batch &batch, const CallChange &call);
    base::Result<void> load(StoreFile &file);
    base::Result<void> setStatus(const QString &batchId, BatchStatus status, qint64 now);
    std::vector<CallChange> changesFor(
        Batch &batch, const std::vector<CallRecord> &records, qint64 now, Insertion &insertion);
    void queue(Batch &batch, const CallRecord &record, Plan &plan, Insertion &insertion);
    std::optional<base::Error> refusalFor(const Batch &batch, const std::vector<CallChange> &changes) const;
    void playNext(Turn &turn, Batch &batch, qint64 now);
    void remember(const Batch &batch, const CallChange &change, qint64 now);

    std::mutex m_steps;
    mutable std::shared_mutex
        m_mutex; // of what follows, but for m_waiting, m_file and m_lastId, which belong to the steps
    const DialMix m_mix;
    const quint64 m_seed;
    const StoreLimits m_limits;
    QList<Workspace> m_workspaces;
    std::map<QString, Batch> m_batches;
    std::map<std::uint32_t, Batch *> m_batchOfKey; // in the order in which they were made
    std::map<int, DncList> m_dnc; // by workspace
    std::deque<PlayedCall> m_played;
    std::map<std::uint32_t, Waiting> m_waiting; // by the key of the batch
    const std::unique_ptr<DetailsSearch> m_detailsSearch;
    std::unique_ptr<StoreFile> m_file; // none: in memory only
    std::uint64_t m_lastId = 0;
    qint64 m_lastPlayed = 0;
    qint64 m_calls = 0;
    qint64 m_textBytes = 0;
};

//! 24 hex digits: the id of the call with this number.
QString callId(std::uint64_t number);
//! The requestUUID of the n-th phone log of a call, n from 0.
QString phoneLogUuid(std::uint64_t callNumber, std::size_t log);

} // namespace callsheet::practice
