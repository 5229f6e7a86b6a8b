#include "core/practice/practice_service.h"
#include "core/send/divide_chunk.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"
#include "tests/system/crash_campaign.h"

#include <QElapsedTimer>
#include <QHash>
#include <QProcess>
#include <QThread>

#include <gtest/gtest.h>

#include <iostream>
#include <random>

// A sender is ended at any moment. Afterwards the journal must be true: nobody is queued whom it calls not sent, nobody
// is missing whom it calls queued, and who is unknown is settled by a look. The practice service has the truth.
namespace callsheet::test {

using namespace Qt::StringLiterals;
using runs::ChunkState;
using runs::JournalStep;
using runs::RowState;

namespace {

//! What many kills came to.
struct Figures {
    int kills = 0; // that met a living program
    int lost = 0; // people whom the journal calls queued and the service does not know, or who were never sent
    int twice = 0; // people queued more than once
    int untrue = 0; // people whom the journal calls not sent, and who are queued
    int unknown = 0; // people of unknown outcome after the kill
    int unknownChunks = 0;
    int unfinished = 0; // runs that could not be brought to an end
};

std::ostream &operator<<(std::ostream &out, const Figures &figures)
{
    return out << figures.kills << " kills: " << figures.lost << " lost, " << figures.twice << " called twice, "
               << figures.untrue << " called not sent although queued, " << figures.unknown << " unknown in "
               << figures.unknownChunks << " chunks (all settled), " << figures.unfinished << " runs unfinished";
}

enum class Policy {
    LookFirst, // ours
    SendUnknownAgain, // the control: what a program without WIRE-OPEN and without a look would do
};

//! When a sender is ended from outside: so long after it has said a word.
struct Moment {
    QByteArray word;
    std::chrono::microseconds after;
    QElapsedTimer *sinceWord; // started at the word; may be null
};

class Crash : public ::testing::Test {
protected:
    static void SetUpTestSuite()
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
    static void TearDownTestSuite() { s_service.reset(); }

    //! Runs a sender until it ends itself, or ends it from outside; then looks at what is left and finishes it.
    void kill(const QStringList &step, const std::optional<Moment> &moment, Figures &figures,
        Policy policy = Policy::LookFirst)
    {
        const QString name = QString::number(++s_runs);
        const QString profile = m_folder.path(u"profile"_s + name);
        const QString batch = u"64e5f12345abcdef"_s + QString::number(10'000'000 + s_runs);
        ASSERT_TRUE(s_service->ensureBatch(batch, name));
        QProcess sender;
        sender.start(QStringLiteral(CALLSHEET_BIN_DIR "/dying_sender"),
            QStringList{profile, s_service->url().toString(), key(), batch} + step);
        if (moment) {
            while (sender.readLine().trimmed() != moment->word)
                ASSERT_TRUE(sender.canReadLine() || sender.waitForReadyRead());
            if (moment->sinceWord)
                moment->sinceWord->start();
            const bool ended = sender.waitForFinished(static_cast<int>(moment->after.count() / 1000));
            if (!ended) {
                QThread::usleep(static_cast<unsigned long>(moment->after.count() % 1000));
                sender.kill();
            }
        }
        ASSERT_TRUE(sender.state() == QProcess::NotRunning || sender.waitForFinished());
        figures.kills += sender.exitStatus() == QProcess::CrashExit;
        lookAtWhatIsLeft(profile, batch, policy, figures);
    }
    void lookAtWhatIsLeft(const QString &profilePath, const QString &batch, Policy policy, Figures &figures)
    {
        const auto profile = base::Profile::open(profilePath);
        auto opened = runs::Journal::open(*profile, m_clock);
        ASSERT_EQ(errorOf(opened), "");
        runs::Journal &journal = **opened;
        ASSERT_EQ(*journal.sendingLock().result(), QString());
        auto summaries = journal.runs().result();
        ASSERT_EQ(errorOf(summaries), "");
        if (summaries->empty()) { // it ended before PLAN: then nothing may have left
            figures.untrue += s_service->queuedCount(batch);
            ASSERT_EQ(errorOf(planCrashRun(journal, batch)), "");
        }
        const runs::RunId run = 1;
        compare(journal, run, batch, figures);
        settle(journal, run, batch, policy, figures);
        sendCrashRun(journal, service(), run);

        const auto details = journal.run(run).result();
        ASSERT_EQ(errorOf(details), "");
        figures.unfinished += details->ledger.queued != crashPeople;
        figures.unfinished += !journal.closeRun(run).result();
        const QHash<QByteArray, int> truth = queued(batch);
        for (std::uint32_t row = 2; row < 2 + crashPeople; ++row) {
            const int times = truth.value(phoneOfRow(row));
            figures.lost += times == 0;
            figures.twice += times > 1;
        }
    }
    //! What the journal says, with what is true.
    void compare(runs::Journal &journal, runs::RunId run, const QString &batch, Figures &figures)
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
    void settle(runs::Journal &journal, runs::RunId run, const QString &batch, Policy policy, Figures &figures)
    {
        const QHash<QByteArray, int> truth = queued(batch);
        const auto details = journal.run(run).result();
        for (const runs::ChunkRecord &chunk : details->chunks) {
            if (chunk.state != ChunkState::Unknown)
                continue;
            ++figures.unknownChunks;
            runs::Settlement settlement;
            std::vector<bool> isAbsent;
            for (const std::uint32_t row : chunk.rows) {
                isAbsent.push_back(policy == Policy::SendUnknownAgain || truth.value(phoneOfRow(row)) == 0);
                if (!isAbsent.back())
                    settlement.queued.push_back(row);
            }
            settlement.absent = send::pickPeople({chunk.rows, *journal.body(chunk.id).result()}, isAbsent);
            if (settlement.absent && settlement.absent->rows.empty())
                settlement.absent.reset();
            EXPECT_EQ(errorOf(journal.recordSettlement(chunk.id, settlement).result()), "");
        }
    }
    QHash<QByteArray, int> queued(const QString &batch) const
    {
        QHash<QByteArray, int> times;
        for (const practice::QueuedCall &call : s_service->queuedCalls(batch))
            times.insert(call.phoneNumber.toUtf8(), call.timesQueued);
        return times;
    }
    QString key() const { return s_service->workspaces().first().apiKey; }
    static CrashService service()
    {
        const practice::Workspace workspace = s_service->workspaces().first();
        return {s_service->url(), workspace.apiKey.toUtf8(), workspace.bearer.toUtf8()};
    }
    static void expectTrue(const Figures &figures)
    {
        EXPECT_EQ(figures.lost, 0);
        EXPECT_EQ(figures.twice, 0);
        EXPECT_EQ(figures.untrue, 0);
        EXPECT_EQ(figures.unfinished, 0);
    }

    static std::unique_ptr<practice::PracticeService> s_service;
    static int s_runs;
    TemporaryFolder m_folder;
    base::SystemClock m_clock;
};

std::unique_ptr<practice::PracticeService> Crash::s_service;
int Crash::s_runs = 0;

QStringList at(JournalStep step, const QString &when, int times)
{
    return {QString::number(static_cast<int>(step)), when, QString::number(times)};
}

} // namespace

struct StepCase {
    const char *name;
    JournalStep step;
    const char *when;
    ChunkState expected; // of the chunk under way, at the next start [reliability.md 2.5]
};
class CrashAt : public Crash, public ::testing::WithParamInterface<StepCase> { };

TEST_P(CrashAt, leavesAJournalThatIsTrue)
{
    Figures figures;
    const int kills = 20; // the first to the last chunk of the run, over and over
    for (int i = 0; i < kills; ++i)
        kill(at(GetParam().step, QString::fromLatin1(GetParam().when), 1 + i % 5), std::nullopt, figures);
    std::cout << figures << '\n';
    EXPECT_EQ(figures.kills, kills);
    expectTrue(figures);
    if (GetParam().expected == ChunkState::Unknown)
        EXPECT_EQ(figures.unknownChunks, kills);
    else
        EXPECT_EQ(figures.unknownChunks, 0) << "it is known that nothing left, or what came of it";
}

INSTANTIATE_TEST_SUITE_P(Steps, CrashAt,
    ::testing::Values(StepCase{"beforeIntent", JournalStep::Intent, "before", ChunkState::Waiting},
        StepCase{"afterIntent", JournalStep::Intent, "after", ChunkState::NotSent},
        StepCase{"beforeWireOpen", JournalStep::WireOpen, "before", ChunkState::NotSent},
        StepCase{"afterWireOpen", JournalStep::WireOpen, "after", ChunkState::Unknown},
        StepCase{"beforeResult", JournalStep::Result, "before", ChunkState::Unknown},
        StepCase{"afterResult", JournalStep::Result, "after", ChunkState::Accepted}),
    [](const auto &tested) { return tested.param.name; });

TEST_F(Crash, aroundPlanAndCloseLosesNothing)
{
    Figures figures;
    for (const JournalStep step : {JournalStep::Plan, JournalStep::Close}) {
        for (const QString &when : {u"before"_s, u"after"_s})
            kill(at(step, when, 1), std::nullopt, figures);
    }
    std::cout << figures << '\n';
    EXPECT_EQ(figures.kills, 4);
    EXPECT_EQ(figures.unknown, 0);
    expectTrue(figures);
}

//! A share of the random kills: together 300 in every run, 1000 with CALLSHEET_NIGHTLY.
class CrashAtRandom : public Crash, public ::testing::WithParamInterface<unsigned> { };

TEST_P(CrashAtRandom, losesNobodyAndCallsNobodyTwice)
{
    const unsigned seed = campaignSeed();
    std::mt19937 random(seed);
    const int kills = isNightly() ? 167 : 50;
    Figures figures;
    // As long as sending takes here: measured, because a kill that comes too late proves nothing.
    QElapsedTimer elapsed;
    const auto wholeRun = [&] {
        Figures whole;
        kill({}, Moment{"planned", std::chrono::seconds(60), &elapsed}, whole);
        return static_cast<int>(elapsed.nsecsElapsed() / 1000);
    };
    int longest = wholeRun();
    for (int tries = 0; figures.kills < kills && tries < 3 * kills; ++tries) {
        const bool early = tries % 5 == 0; // around PLAN, and the opening of the journal
        const std::chrono::microseconds after(std::uniform_int_distribution<int>(0, longest)(random));
        kill({}, Moment{early ? "started" : "planned", after, nullptr}, figures);
    }
    std::cout << "seed " << seed << ", " << figures << '\n';
    EXPECT_GE(figures.kills, kills);
    EXPECT_GT(figures.unknown, 0) << "no kill met a body under way: then this proves nothing";
    expectTrue(figures);
}

INSTANTIATE_TEST_SUITE_P(Parts, CrashAtRandom, ::testing::Range(1u, 7u));

TEST_F(Crash, wouldCallPeopleTwiceWithoutALook)
{
    // The control: whoever was under way is sent again.
    Figures figures;
    for (int i = 0; i < 3; ++i)
        kill(at(JournalStep::Result, u"before"_s, 1 + i), std::nullopt, figures, Policy::SendUnknownAgain);
    std::cout << figures << '\n';
    EXPECT_GT(figures.twice, 0);
}

} // namespace callsheet::test
