#include "tests/system/crash_fixture.h"

#include "core/send/divide_chunk.h"
#include "tests/support/printers.h"

#include <QProcess>
#include <QThread>

#include <ostream>

namespace callsheet::test {

using runs::ChunkState;
using runs::RowState;

namespace {

constexpr runs::RunId run = 1; // of a profile that has no other

} // namespace

std::ostream &operator<<(std::ostream &out, const Figures &figures)
{
    return out << figures.kills << " kills: " << figures.lost << " lost, " << figures.twice << " called twice, "
               << figures.untrue << " called not sent although queued, " << figures.unknown << " unknown in "
               << figures.unknownChunks << " chunks (all settled), " << figures.unfinished << " runs unfinished";
}

void expectTrue(const Figures &figures)
{
    EXPECT_EQ(figures.lost, 0);
    EXPECT_EQ(figures.twice, 0);
    EXPECT_EQ(figures.untrue, 0);
    EXPECT_EQ(figures.unfinished, 0);
}

std::unique_ptr<practice::PracticeService> Crash::s_service;
int Crash::s_runs = 0;

void Crash::SetUpTestSuite()
{
    practice::Fault slow; // an answer takes its time, so that some kills meet a chunk on its way
    slow.kind = practice::FaultKind::Delay;
    slow.delay = std::chrono::milliseconds(10);
    slow.count = 0; // every one
    practice::PracticeOptions options;
    options.faults.faults = {slow};
    s_service = std::make_unique<practice::PracticeService>(options);
    ASSERT_EQ(errorOf(s_service->start()), "");
}

Crash::Sender Crash::newSender()
{
    const QString name = QString::number(++s_runs);
    Sender sender;
    sender.profile = m_folder.filePath(u"profile"_s + name);
    sender.batch = u"64e5f12345abcdef"_s + QString::number(10'000'000 + s_runs);
    EXPECT_TRUE(s_service->ensureBatch(sender.batch, name));
    sender.command = {QStringLiteral(CALLSHEET_BIN_DIR "/dying_sender"), sender.profile, service().url.toString(),
        QString::fromUtf8(service().apiKey), sender.batch};
    return sender;
}

void Crash::kill(const QStringList &step, const std::optional<Moment> &moment, Figures &figures,
    const std::optional<UnderWay> &expected, Policy policy)
{
    const Sender sender = newSender();
    QProcess process;
    process.start(sender.command.first(), sender.command.mid(1) + step);
    if (moment) {
        while (process.readLine().trimmed() != moment->word)
            ASSERT_TRUE(process.canReadLine() || process.waitForReadyRead());
        if (moment->sinceWord)
            moment->sinceWord->start();
        const bool ended = process.waitForFinished(static_cast<int>(moment->after.count() / 1000));
        if (!ended) {
            QThread::usleep(static_cast<unsigned long>(moment->after.count() % 1000));
            process.kill();
        }
    }
    ASSERT_TRUE(process.state() == QProcess::NotRunning || process.waitForFinished());
    figures.kills += process.exitStatus() == QProcess::CrashExit;
    lookAtWhatIsLeft(sender, policy, expected, figures);
}

void Crash::lookAtWhatIsLeft(
    const Sender &sender, Policy policy, const std::optional<UnderWay> &expected, Figures &figures)
{
    const auto profile = base::Profile::open(sender.profile);
    auto opened = runs::Journal::open(*profile, m_clock);
    ASSERT_EQ(errorOf(opened), "");
    runs::Journal &journal = **opened;
    ASSERT_EQ(*journal.sendingLock().result(), QString());
    auto summaries = journal.runs().result();
    ASSERT_EQ(errorOf(summaries), "");
    if (summaries->empty()) { // it ended before PLAN: then nothing may have left
        figures.untrue += s_service->queuedCount(sender.batch);
        ASSERT_EQ(errorOf(planCrashRun(journal, sender.batch)), "");
    }
    if (expected)
        expectStates(journal, *expected);
    const int unknownBefore = figures.unknown;
    compare(journal, sender.batch, figures);
    if (figures.unknown > unknownBefore) {
        ++figures.unknownChunks; // one at a time is under way
        settleUnknown(journal, policy);
    }
    sendCrashRun(journal, service(), run);

    const auto details = journal.run(run).result();
    ASSERT_EQ(errorOf(details), "");
    figures.unfinished += details->ledger.queued != crashPeople;
    figures.unfinished += !journal.closeRun(run).result();
    const QHash<QByteArray, int> truth = queued(sender.batch);
    for (std::uint32_t row = 2; row < 2 + crashPeople; ++row) {
        const int times = truth.value(phoneOfRow(row));
        figures.lost += times == 0;
        figures.twice += times > 1;
    }
}

//! What the journal says, with what is true.
void Crash::compare(runs::Journal &journal, const QString &batch, Figures &figures)
{
    const QHash<QByteArray, int> truth = queued(batch);
    const auto isQueued = journal.rowsIn(run, RowState::Queued).result();
    const auto isNotSent = journal.rowsIn(run, RowState::NotSent).result();
    for (const runs::RowInChunk &row : *isQueued)
        figures.lost += truth.value(phoneOfRow(row.row)) == 0;
    for (const runs::RowInChunk &row : *isNotSent)
        figures.untrue += truth.value(phoneOfRow(row.row)) > 0;
    figures.unknown += static_cast<int>(journal.rowsIn(run, RowState::Unknown).result()->size());
}

void Crash::expectStates(runs::Journal &journal, const UnderWay &expected)
{
    const auto details = journal.run(run).result();
    ASSERT_EQ(errorOf(details), "");
    for (std::size_t i = 0; i < details->chunks.size(); ++i) {
        const ChunkState others = i < expected.chunk ? ChunkState::Accepted : ChunkState::Waiting;
        EXPECT_EQ(details->chunks[i].state, i == expected.chunk ? expected.state : others)
            << "chunk " << i << " where " << expected.chunk << " was under way";
    }
}

void Crash::settleUnknown(runs::Journal &journal, Policy policy)
{
    if (policy == Policy::LookFirst) {
        EXPECT_EQ(settleCrashRun(journal, service(), run), QString());
        return;
    }
    const auto details = journal.run(run).result();
    for (const runs::ChunkRecord &chunk : details->chunks) {
        if (chunk.state != ChunkState::Unknown)
            continue;
        runs::Settlement everybodyAbsent;
        everybodyAbsent.absent = runs::PlannedChunk{chunk.rows, *journal.body(chunk.id).result(), {}};
        EXPECT_EQ(errorOf(journal.recordSettlement(chunk.id, everybodyAbsent).result()), "");
    }
}

QHash<QByteArray, int> Crash::queued(const QString &batch) const
{
    QHash<QByteArray, int> times;
    for (const practice::QueuedCall &call : s_service->queuedCalls(batch))
        times.insert(call.phoneNumber.toUtf8(), call.timesQueued);
    return times;
}

CrashService Crash::service()
{
    const practice::Workspace workspace = s_service->workspaces().first();
    return {s_service->url(), workspace.apiKey.toUtf8(), workspace.bearer.toUtf8()};
}

} // namespace callsheet::test
