#include "core/runs/journal.h"

#include <QCoreApplication>
#include <QPromise>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

Error notLocked(const Error &why, const base::Profile &profile)
{
    const QString folder = profile.folder.path();
    if (why.kind == ErrorKind::Conflict) {
        return {ErrorKind::Conflict,
            QCoreApplication::translate("runs",
                "Another Callsheet has the profile “%1” open. Close it, or choose another profile with --profile.")
                .arg(folder),
            why.detail};
    }
    return {ErrorKind::Storage,
        QCoreApplication::translate("runs",
            "The profile “%1” cannot be written, so no run could be written down. Check the folder's permissions and "
            "the space on the disk.")
            .arg(folder),
        why.detail};
}

Settlement settlementBy(PersonsWord word)
{
    Settlement settlement;
    settlement.by = SettledBy::Person;
    settlement.who = std::move(word.who);
    settlement.sentence = std::move(word.sentence);
    settlement.note = std::move(word.note);
    return settlement;
}

std::optional<ChunkRecord> valueOf(Result<ChunkRecord> record)
{
    return record ? std::optional(*std::move(record)) : std::nullopt;
}

} // namespace

Result<std::unique_ptr<Journal>> Journal::open(
    const base::Profile &profile, const base::Clock &clock, JournalOptions options)
{
    std::unique_ptr<Journal> journal(new Journal);
    auto lock = base::FileLock::take(profile.path(u"callsheet.lock"_s));
    if (!lock)
        return notLocked(lock.error(), profile);
    journal->m_lock = std::move(*lock);
    journal->m_desk = std::make_unique<QObject>();
    journal->m_desk->moveToThread(&journal->m_thread);
    journal->m_thread.setObjectName(u"journal"_s);
    journal->m_thread.start();
    const QString path = profile.path(u"journal.sqlite"_s);
    if (!options.witness)
        options.witness = std::make_shared<FileWitness>(profile.path(u"journal.last"_s));
    const auto numberKey = numberKeyOf(profile);
    if (!numberKey)
        return numberKey.error();
    options.numberKey = *numberKey;
    Result<void> opened;
    QMetaObject::invokeMethod(
        journal->m_desk.get(),
        [&] {
            auto store = JournalStore::open(path, clock, options);
            if (store)
                journal->m_store = std::move(*store);
            else
                opened = store.error();
        },
        Qt::BlockingQueuedConnection);
    if (!opened)
        return opened.error();
    return journal;
}

Journal::~Journal()
{
    if (!m_thread.isRunning())
        return;
    // After everything that was asked for, in the thread that opened it.
    QMetaObject::invokeMethod(
        m_desk.get(), [this] { m_store.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

template <typename Work>
auto Journal::perform(Work work)
{
    using Answer = decltype(work(*m_store));
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QMetaObject::invokeMethod(
        m_desk.get(),
        [this, promise, work = std::move(work)]() mutable {
            promise->addResult(work(*m_store));
            promise->finish();
        },
        Qt::QueuedConnection);
    return promise->future();
}

QFuture<Result<RunId>> Journal::plan(RunHead head, std::vector<LeftOutRow> leftOut, ChunkSource nextChunk)
{
    return perform([head = std::move(head), leftOut = std::move(leftOut), nextChunk = std::move(nextChunk)](
                       JournalStore &store) { return store.plan(head, leftOut, nextChunk); });
}

QFuture<Result<AttemptId>> Journal::recordIntent(ChunkId chunk, bool afterDocumentedFailure)
{
    return perform([=](JournalStore &store) { return store.recordIntent(chunk, afterDocumentedFailure); });
}

QFuture<Result<void>> Journal::recordResult(AttemptId attempt, AttemptResult result)
{
    return perform(
        [attempt, result = std::move(result)](JournalStore &store) { return store.recordResult(attempt, result); });
}

QFuture<Result<Journal::ResultAndIntent>> Journal::recordResultAndIntent(
    ChunkId chunk, AttemptId attempt, AttemptResult result, ChunkId next, bool isConnected)
{
    return perform([=, result = std::move(result)](JournalStore &store) -> Result<ResultAndIntent> {
        const auto intended = store.recordResultAndIntent(attempt, result, next, isConnected);
        if (!intended)
            return intended.error();
        return ResultAndIntent{*intended, valueOf(store.chunk(chunk)), valueOf(store.chunk(next))};
    });
}

QFuture<Result<void>> Journal::recordWireOpen(AttemptId attempt)
{
    return perform([=](JournalStore &store) { return store.recordWireOpen(attempt); });
}

QFuture<Result<void>> Journal::recordDecision(ChunkId chunk, Decision decision, PersonsWord word)
{
    return perform([chunk, decision, settlement = settlementBy(std::move(word))](
                       JournalStore &store) { return store.recordDecision(chunk, decision, settlement); });
}

QFuture<Result<void>> Journal::recordLookUp(ChunkId chunk, LookUp lookUp)
{
    return perform(
        [chunk, lookUp = std::move(lookUp)](JournalStore &store) { return store.recordLookUp(chunk, lookUp); });
}

QFuture<Result<std::optional<ChunkId>>> Journal::recordSettlement(ChunkId chunk, Settlement settlement)
{
    return perform([chunk, settlement = std::move(settlement)](
                       JournalStore &store) { return store.recordSettlement(chunk, settlement); });
}

QFuture<Result<void>> Journal::recordPartlyQueued(
    ChunkId chunk, std::vector<std::uint32_t> queued, PlannedChunk rest, PersonsWord word)
{
    Settlement settlement = settlementBy(std::move(word));
    settlement.queued = std::move(queued);
    settlement.absent = std::move(rest);
    return perform([chunk, settlement = std::move(settlement)](JournalStore &store) -> Result<void> {
        const auto settled = store.recordSettlement(chunk, settlement);
        return settled ? Result<void>() : settled.error();
    });
}

QFuture<Result<std::vector<ChunkId>>> Journal::replaceChunk(ChunkId refused, std::vector<PlannedChunk> parts)
{
    return perform(
        [refused, parts = std::move(parts)](JournalStore &store) { return store.replaceChunk(refused, parts); });
}

QFuture<Result<void>> Journal::closeRun(RunId run)
{
    return perform([=](JournalStore &store) { return store.closeRun(run); });
}

QFuture<Result<void>> Journal::recordExport(RunId run, RowState state, int people)
{
    return perform([=](JournalStore &store) { return store.recordExport(run, state, people); });
}

QFuture<Result<std::vector<RunExport>>> Journal::exports(RunId run)
{
    return perform([=](JournalStore &store) { return store.exports(run); });
}

QFuture<Result<void>> Journal::deleteRunData(RunId run, QString who, bool isConfirmed)
{
    return perform([run, who = std::move(who), isConfirmed](
                       JournalStore &store) { return store.deleteRunData(run, who, isConfirmed); });
}

QFuture<Result<void>> Journal::deleteAllData(QString who, bool isConfirmed)
{
    return perform(
        [who = std::move(who), isConfirmed](JournalStore &store) { return store.deleteAllData(who, isConfirmed); });
}

QFuture<Result<void>> Journal::usePayloadKeys(PayloadKeys keys)
{
    return perform([keys = std::move(keys)](JournalStore &store) -> Result<void> {
        store.usePayloadKeys(keys);
        return {};
    });
}

QFuture<Result<int>> Journal::useRetention(Retention retention)
{
    return perform([=](JournalStore &store) { return store.useRetention(retention); });
}

QFuture<Result<void>> Journal::closeIfOver(RunId run)
{
    return perform([=](JournalStore &store) -> Result<void> {
        auto closed = store.closeRun(run);
        return !closed && closed.error().kind == base::ErrorKind::Conflict ? Result<void>() : closed;
    });
}

QFuture<Result<QString>> Journal::sendingLock()
{
    return perform([](JournalStore &store) -> Result<QString> { return store.sendingLock(); });
}

QFuture<Result<void>> Journal::trust(QString who, QString sentence)
{
    return perform([who = std::move(who), sentence = std::move(sentence)](
                       JournalStore &store) { return store.trust(who, sentence); });
}

QFuture<Result<std::vector<RunSummary>>> Journal::runs()
{
    return perform([](JournalStore &store) { return store.runs(); });
}

QFuture<Result<RunDetails>> Journal::run(RunId run)
{
    return perform([=](JournalStore &store) { return store.run(run); });
}

QFuture<Result<ChunkRecord>> Journal::chunk(ChunkId chunk)
{
    return perform([=](JournalStore &store) { return store.chunk(chunk); });
}

QFuture<Result<QByteArray>> Journal::body(ChunkId chunk)
{
    return perform([=](JournalStore &store) { return store.body(chunk); });
}

QFuture<Result<std::vector<AttemptRecord>>> Journal::attempts(ChunkId chunk)
{
    return perform([=](JournalStore &store) { return store.attempts(chunk); });
}

QFuture<Result<QByteArray>> Journal::answer(AttemptId attempt)
{
    return perform([=](JournalStore &store) { return store.answer(attempt); });
}

QFuture<Result<std::vector<LookUp>>> Journal::lookUps(ChunkId chunk)
{
    return perform([=](JournalStore &store) { return store.lookUps(chunk); });
}

QFuture<Result<std::vector<SettlementRecord>>> Journal::settlements(RunId run)
{
    return perform([=](JournalStore &store) { return store.settlements(run); });
}

QFuture<Result<std::vector<RowInChunk>>> Journal::rowsIn(RunId run, RowState state)
{
    return perform([=](JournalStore &store) { return store.rowsIn(run, state); });
}

QFuture<Result<std::vector<LeftOutRow>>> Journal::leftOutRows(RunId run)
{
    return perform([=](JournalStore &store) { return store.leftOutRows(run); });
}

QFuture<Result<std::vector<QueuedBefore>>> Journal::queuedBefore(
    std::vector<std::uint64_t> phones, QDateTime since, bool practice)
{
    return perform([phones = std::move(phones), since, practice](
                       JournalStore &store) { return store.queuedBefore(phones, since, practice); });
}

QFuture<Result<std::vector<RunSummary>>> Journal::runsOfFile(QString fileSha256)
{
    return perform([fileSha256 = std::move(fileSha256)](JournalStore &store) { return store.runsOfFile(fileSha256); });
}

} // namespace callsheet::runs
