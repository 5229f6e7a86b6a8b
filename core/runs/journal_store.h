#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/runs/event_chain.h"
#include "core/runs/number_memory.h"
#include "core/runs/payload_cipher.h"
#include "core/runs/protocol.h"
#include "core/runs/retention.h"
#include "core/runs/witness.h"

#include <QSqlDatabase>

#include <functional>
#include <memory>
#include <optional>

namespace callsheet::runs {

class KeptStatements;
class Transaction;

//! Fills the next chunk; false when there is none left. An error ends the planning, and nothing is kept of the run.
using ChunkSource = std::function<base::Result<bool>(PlannedChunk &chunk)>;

//! The commits of the protocol, for whoever has to see them: tests that end the program between two of them.
enum class JournalStep {
    Plan,
    Intent,
    WireOpen,
    Result,
    ResultAndIntent,
    ResultIntentAndWireOpen,
    LookUp,
    Settle,
    Replace,
    Close
};

//! What reaches the disk before a step goes on. Anything but EveryCommit is for tests and measurements alone: to show
//! that they would notice, and what it costs.
enum class Syncs { EveryCommit, Checkpoints, Never };

struct JournalOptions {
    std::shared_ptr<Witness> witness; // null: an older copy of the file is not noticed
    std::shared_ptr<OutsideWitness> outside = {}; // null: nor is one of the whole profile
    NumberKey numberKey; // empty: it is not remembered who was queued
    PayloadKeys payloadKeys; // none: people's data lies in the file as it is
    std::optional<Retention> retention = {}; // nothing: it is kept until it is deleted
    std::function<void(JournalStep step, bool isOnDisk)> onStep; // before and after each commit; null in the programs
    qint64 mostEventsVerified = 20'000; // at the start: some 4 million people
    Syncs syncs = Syncs::EveryCommit;
};

//! The journal's SQLite file: one connection, one thread, exclusive, WAL, synchronous=FULL. Rows are only ever added;
//! the state of a chunk is a query. Every function returns after its commit is on disk. Used through Journal.
class JournalStore {
public:
    //! Opens or makes the file and marks the attempts of a program that died in the middle as unknown.
    //! Errors: Conflict (another Callsheet has it open), Storage (cannot be opened, is damaged, is of a newer version).
    static base::Result<std::unique_ptr<JournalStore>> open(
        const QString &path, const base::Clock &clock, const JournalOptions &options = {});
    ~JournalStore();
    JournalStore(const JournalStore &) = delete;
    JournalStore &operator=(const JournalStore &) = delete;

    //! Why nothing may be sent although runs can be looked at: the file was changed by somebody else, or is older than
    //! the last run. A whole sentence with what to do; empty: all is well.
    const QString &sendingLock() const { return m_sendingLock; }
    //! A person's word that the runs were looked up: from now on may be sent again. Whoever an older record may have
    //! forgotten to be sent becomes unknown, so nobody is sent without a look.
    base::Result<void> trust(const QString &who, const QString &sentence);

    //! PLAN: the run, the rows left out and all chunks with their bodies, in one transaction.
    base::Result<RunId> plan(const RunHead &head, const std::vector<LeftOutRow> &leftOut, const ChunkSource &nextChunk);
    //! INTENT: the chunk is under way from this commit on. Refuses (Conflict) a chunk that is accepted, replaced
    //! or under way, and an unknown one unless `afterDocumentedFailure` (the service's documented 500).
    base::Result<AttemptId> recordIntent(ChunkId chunk, bool afterDocumentedFailure);
    //! WIRE-OPEN: not before this commit may a byte of the body leave. An attempt that ends without it was not sent,
    //! one with it may have arrived. Once for each attempt, and never after its result.
    base::Result<void> recordWireOpen(AttemptId attempt);
    //! RESULT of an attempt; a second one for the same attempt is refused.
    base::Result<void> recordResult(AttemptId attempt, const AttemptResult &result);
    struct NextAttempt {
        AttemptId id = 0;
        bool isWireOpen = false; // its body may leave now
    };
    //! RESULT of one attempt and INTENT of the next chunk in one commit: after it both are on disk, or neither. With it
    //! goes WIRE-OPEN of that one where it `isConnected`, so that nothing is to be waited for in between. Not where a
    //! witness outside keeps what it is told: that one has to know of the INTENT before. Nothing: the next chunk may
    //! not be sent, which recordIntent() has the sentence for, and RESULT is on disk alone.
    base::Result<std::optional<NextAttempt>> recordResultAndIntent(
        AttemptId attempt, const AttemptResult &result, ChunkId next, bool isConnected = false);
    //! LOOK-UP: what one look at the service has shown of a chunk's people. Changes no state.
    base::Result<void> recordLookUp(ChunkId chunk, const LookUp &lookUp);
    //! For all people of a chunk whose outcome is unknown and of whom nobody is settled yet; who said so, and what they
    //! were shown, stands in `word` (its rows are not looked at). A chunk that is not queued may be sent again as it
    //! is.
    base::Result<void> recordDecision(ChunkId chunk, Decision decision, const Settlement &word);
    //! For some of the people of a chunk whose outcome is unknown, by row: queued ones are done, absent ones go into a
    //! new chunk (the result) that may be sent, the others stay unknown. One transaction.
    base::Result<std::optional<ChunkId>> recordSettlement(ChunkId chunk, const Settlement &settlement);
    //! New chunks in place of a refused one: `parts` (which have its rows between them), or, without parts, one of the
    //! same rows and bytes.
    base::Result<std::vector<ChunkId>> replaceChunk(ChunkId refused, const std::vector<PlannedChunk> &parts);

    //! CLOSE: nothing of the run is left to do. Refuses (Conflict) while somebody is open or unknown, and (Storage)
    //! where the rows do not add up: every row of the file is in exactly one group.
    base::Result<void> closeRun(RunId run);

    base::Result<std::vector<RunSummary>> runs() const; // newest first
    base::Result<RunDetails> run(RunId run) const; // WrongUsage when there is none
    base::Result<ChunkRecord> chunk(ChunkId chunk) const;
    base::Result<QByteArray> body(ChunkId chunk) const;
    base::Result<std::vector<AttemptRecord>> attempts(ChunkId chunk) const; // oldest first, as the next two
    //! What the service answered, as it was received; empty where nothing came. Conflict where it was deleted after its
    //! time, Storage where its key cannot be reached.
    base::Result<QByteArray> answer(AttemptId attempt) const;
    base::Result<std::vector<LookUp>> lookUps(ChunkId chunk) const;
    base::Result<std::vector<SettlementRecord>> settlements(RunId run) const;
    //! Every row of the run's chunks that is in this state, once, by row.
    base::Result<std::vector<RowInChunk>> rowsIn(RunId run, RowState state) const;
    base::Result<std::vector<LeftOutRow>> leftOutRows(RunId run) const;
    //! Which of these numbers were queued since then, or may have been; in their order, each once. Practice runs count
    //! for practice only.
    base::Result<std::vector<QueuedBefore>> queuedBefore(
        const std::vector<std::uint64_t> &phones, const QDateTime &since, bool practice) const;
    //! Forgets the numbers of chunks that were last tried before that.
    base::Result<void> forgetNumbers(const QDateTime &before);
    //! Runs of this file that queued somebody or may have, newest first: for the warning before it is sent again.
    base::Result<std::vector<RunSummary>> runsOfFile(const QString &fileSha256) const;

    //! The list of the run's people in this state was written to a file.
    base::Result<void> recordExport(RunId run, RowState state, int people);
    base::Result<std::vector<RunExport>> exports(RunId run) const; // oldest first
    //! Takes people's data away where mayPurge() lets it, and the hashes of numbers after their time. The rows, their
    //! states and the totals stay. The answer is the number of chunks.
    base::Result<int> purge(const Retention &retention);
    //! Takes everything of the run away but what the memory of the last 30 days needs; the run is not listed any more.
    //! Conflict while somebody of it is not sent or unknown, unless that is confirmed, and while it is being sent.
    base::Result<void> deleteRunData(RunId run, const QString &who, bool isConfirmed);
    //! All runs, and the memory of who was queued.
    base::Result<void> deleteAllData(const QString &who, bool isConfirmed);
    //! From now on; nothing is encrypted anew.
    void usePayloadKeys(const PayloadKeys &keys) { m_cipher = PayloadCipher(keys); }
    //! From now on, and at once.
    base::Result<int> useRetention(const Retention &retention);

private:
    JournalStore(const QString &path, const base::Clock &clock, const JournalOptions &options);
    base::Result<void> verify(int foundVersion);
    //! Locks sending if what the witness outside of the profile has to say is against the journal.
    base::Result<void> heedOutside();
    //! Tells the witness beside the journal how far it has come, and the one outside; an older copy tells them nothing.
    void tellWitness(bool forGood);
    void tellOutside();
    base::Result<void> recover();
    //! Whether the path still leads to the file that is open: writing on into a file that was moved away would forget
    //! it. And whether the disk has taken everything so far.
    base::Result<void> checkPlace() const;
    //! After a write or a sync that failed.
    void noteFailure(const base::Error &error);
    //! Conflict while sending is locked.
    base::Result<void> checkLock() const;
    //! Inserts one row and its event; the result is the row's id.
    base::Result<qint64> addRow(EventKind kind, const QString &statement, const QVariantList &values);
    //! Begins a step on this chunk, which is read within it.
    base::Result<ChunkRecord> beginOn(Transaction &transaction, ChunkId chunk);
    //! On disk when it returns, and then known to the witness.
    base::Result<void> commit(Transaction &transaction, JournalStep step);
    base::Result<ChunkId> insertChunk(
        RunId run, int number, const QVariant &replaces, const QString &plannedAt, const PlannedChunk &chunk);
    base::Result<void> insertSettlement(const ChunkRecord &chunk, const Settlement &settlement, const QString &choice);
    base::Result<ChunkId> addChunk(const ChunkRecord &replaced, const PlannedChunk &chunk);
    base::Result<void> takeOverNumbers(const ChunkRecord &from, ChunkId to, const std::vector<std::uint32_t> &rows);
    base::Result<AttemptId> insertIntent(ChunkId chunk, bool afterDocumentedFailure);
    base::Result<void> insertResult(AttemptId attempt, const AttemptResult &result);
    base::Result<void> insertWireOpen(AttemptId attempt);
    //! Whether nobody outside has to know of an INTENT before its WIRE-OPEN.
    bool needsNobodyOutside();
    void purgeByItself(); // if there is a retention
    base::Result<int> purgeRun(RunId run, const Retention &retention);
    base::Result<void> purgeChunk(ChunkId chunk, const QString &why);
    base::Result<void> emptyRun(RunId run);

    QSqlDatabase m_database;
    mutable std::unique_ptr<KeptStatements> m_statements; // those of the steps of sending
    quint64 m_device = 0;
    quint64 m_inode = 0;
    const base::Clock &m_clock;
    JournalOptions m_options;
    PayloadCipher m_cipher;
    QString m_sendingLock;
    QString m_diskFailure; // nothing is sent any more until the file was opened and verified anew; empty: none
};

} // namespace callsheet::runs
