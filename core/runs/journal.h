#pragma once

#include "core/base/file_lock.h"
#include "core/base/profile.h"
#include "core/runs/journal_store.h"

#include <QFuture>
#include <QThread>

#include <memory>

namespace callsheet::runs {

//! The journal for everybody else: the same functions as JournalStore, each run in the journal's own thread, so that a
//! slow disk never stalls the window. Calls are carried out in the order in which they are made.
class Journal {
public:
    struct ResultAndIntent {
        std::optional<JournalStore::NextAttempt> next; // nothing: that chunk may not be sent
        //! Both chunks as they stand then; nothing where that cannot be read.
        std::optional<ChunkRecord> endedChunk;
        std::optional<ChunkRecord> nextChunk;
    };

    //! Waits for the file to be opened. Errors as JournalStore::open().
    //! Without a witness in the options, a file beside the journal is it; the key of numbers is the profile's.
    static base::Result<std::unique_ptr<Journal>> open(
        const base::Profile &profile, const base::Clock &clock, JournalOptions options = {});
    ~Journal(); // finishes what was asked for, then closes the file

    QFuture<base::Result<RunId>> plan(RunHead head, std::vector<LeftOutRow> leftOut, ChunkSource nextChunk);
    QFuture<base::Result<AttemptId>> recordIntent(ChunkId chunk, bool afterDocumentedFailure);
    QFuture<base::Result<void>> recordWireOpen(AttemptId attempt);
    QFuture<base::Result<void>> recordResult(AttemptId attempt, AttemptResult result);
    //! Of an attempt on `chunk`. The chunks come with it: asked for each by itself, they cost two more ways between
    //! the threads while nothing is on its way.
    QFuture<base::Result<ResultAndIntent>> recordResultAndIntent(
        ChunkId chunk, AttemptId attempt, AttemptResult result, ChunkId next, bool isConnected);
    QFuture<base::Result<void>> recordDecision(ChunkId chunk, Decision decision, PersonsWord word);
    QFuture<base::Result<void>> recordLookUp(ChunkId chunk, LookUp lookUp);
    QFuture<base::Result<std::optional<ChunkId>>> recordSettlement(ChunkId chunk, Settlement settlement);
    //! By a person: these rows are queued, the `rest` is not.
    QFuture<base::Result<void>> recordPartlyQueued(
        ChunkId chunk, std::vector<std::uint32_t> queued, PlannedChunk rest, PersonsWord word);
    QFuture<base::Result<std::vector<ChunkId>>> replaceChunk(ChunkId refused, std::vector<PlannedChunk> parts);

    QFuture<base::Result<void>> closeRun(RunId run);
    //! The same after a step that may have been the run's last: a run that is not over stays open.
    QFuture<base::Result<void>> closeIfOver(RunId run);

    //! JournalStore::sendingLock().
    QFuture<base::Result<QString>> sendingLock();
    QFuture<base::Result<void>> trust(QString who, QString sentence);

    QFuture<base::Result<std::vector<RunSummary>>> runs();
    QFuture<base::Result<RunDetails>> run(RunId run);
    QFuture<base::Result<ChunkRecord>> chunk(ChunkId chunk);
    QFuture<base::Result<QByteArray>> body(ChunkId chunk);
    QFuture<base::Result<std::vector<AttemptRecord>>> attempts(ChunkId chunk);
    QFuture<base::Result<QByteArray>> answer(AttemptId attempt);
    QFuture<base::Result<std::vector<LookUp>>> lookUps(ChunkId chunk);
    QFuture<base::Result<std::vector<SettlementRecord>>> settlements(RunId run);
    QFuture<base::Result<std::vector<RowInChunk>>> rowsIn(RunId run, RowState state);
    QFuture<base::Result<std::vector<LeftOutRow>>> leftOutRows(RunId run);
    QFuture<base::Result<std::vector<RunSummary>>> runsOfFile(QString fileSha256);
    QFuture<base::Result<std::vector<QueuedBefore>>> queuedBefore(
        std::vector<std::uint64_t> phones, QDateTime since, bool practice);

    //! After the list was written; see mayPurge().
    QFuture<base::Result<void>> recordExport(RunId run, RowState state, int people);
    QFuture<base::Result<std::vector<RunExport>>> exports(RunId run);
    QFuture<base::Result<void>> deleteRunData(RunId run, QString who, bool isConfirmed);
    QFuture<base::Result<void>> deleteAllData(QString who, bool isConfirmed);
    QFuture<base::Result<void>> usePayloadKeys(PayloadKeys keys);
    QFuture<base::Result<int>> useRetention(Retention retention);

private:
    Journal() = default;
    //! Not a thread pool: a QFuture of QtConcurrent::run() that somebody waits for is run by the waiting thread itself,
    //! out of order.
    template <typename Work>
    auto perform(Work work);

    std::unique_ptr<base::FileLock> m_lock; // beside SQLite's own lock: it outlives a damaged file
    QThread m_thread; // SQLite's connection belongs to it
    std::unique_ptr<QObject> m_desk; // lives in that thread; takes the calls in their order
    std::unique_ptr<JournalStore> m_store;
};

} // namespace callsheet::runs
