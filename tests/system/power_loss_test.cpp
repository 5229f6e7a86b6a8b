#include "core/practice/practice_service.h"
#include "tests/core/send/open_at_once.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"
#include "tests/system/crash_campaign.h"
#include "tests/system/disk_recording.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <bit>
#include <iostream>
#include <random>

// The power goes at any moment, and what was not synced is gone, or half of it. The journal that is left must be true
// of what the service had done by then; and with a journal that does not wait for the disk, these tests must fail.
namespace callsheet::test {

using runs::RowState;
using runs::Syncs;

namespace {

constexpr People everybody = (1U << crashPeople) - 1;

People personOf(std::uint32_t row)
{
    return 1U << (row - 2);
}

const QString &crashBatch()
{
    static const QString batch = u"64e5f12345abcdef98765432"_s;
    return batch;
}

CrashService addressOf(const practice::PracticeService &service)
{
    const practice::Workspace workspace = service.workspaces().first();
    return {service.url(), workspace.apiKey.toUtf8(), workspace.bearer.toUtf8()};
}

QHash<QByteArray, int> timesQueued(const practice::PracticeService &service)
{
    QHash<QByteArray, int> times;
    for (const practice::QueuedCall &call : service.queuedCalls(crashBatch()))
        times.insert(call.phoneNumber.toUtf8(), call.timesQueued);
    return times;
}

People queuedPeople(const practice::PracticeService &service)
{
    const QHash<QByteArray, int> times = timesQueued(service);
    People people = 0;
    for (std::uint32_t row = 2; row < 2 + crashPeople; ++row)
        people |= times.contains(phoneOfRow(row)) ? personOf(row) : 0;
    return people;
}

//! What many power cuts came to.
struct Cuts {
    int images = 0;
    int unreadable = 0; // journals that could not be opened any more
    int locked = 0; // journals that may be looked at and not be sent from
    int witnessesTorn = 0; // whose half-written witness may lock them: better locked than believed
    int lost = 0; // people called queued whom the service does not know, or who were never sent
    int untrue = 0; // people whom the service has, and who would be sent again
    int unaccounted = 0; // images in which somebody is in no group
    int unknown = 0; // people of unknown outcome
    int twice = 0; // people queued twice in the end
    QString firstProblem;

    int wrong() const { return unreadable + lost + untrue + unaccounted + twice; }
};

std::ostream &operator<<(std::ostream &out, const Cuts &cuts)
{
    return out << cuts.images << " power cuts: " << cuts.unreadable << " journals unreadable, " << cuts.locked
               << " locked (" << cuts.witnessesTorn << " witnesses torn), " << cuts.lost << " people lost, "
               << cuts.untrue << " called not sent although queued, " << cuts.twice << " called twice, "
               << cuts.unaccounted << " journals that do not add up, " << cuts.unknown
               << " people unknown and reported " << cuts.firstProblem.toStdString();
}

void noteProblem(Cuts &cuts, const QString &problem)
{
    if (cuts.firstProblem.isEmpty())
        cuts.firstProblem = u"("_s + problem + u')';
}

QString inMemory()
{
    const QString memory = u"/dev/shm"_s;
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/callsheet-images-XXXXXX"_s;
}

//! One that is written in place and all at once, in one sector.
bool isWitness(const DiskStep &piece)
{
    return piece.file == u"journal.last"_s;
}

class PowerLoss : public ::testing::Test {
protected:
    //! One run of five chunks: the answer to the second is lost, and so is the whole of the fourth. The service is
    //! asked about both, and the absent ones are sent again.
    void record(Syncs syncs)
    {
        practice::Fault answerLost;
        answerLost.kind = practice::FaultKind::DropBeforeAnswer;
        answerLost.fromRequest = 2;
        practice::Fault allLost;
        allLost.kind = practice::FaultKind::DropUnapplied;
        allLost.fromRequest = 4;
        practice::PracticeOptions options;
        options.faults.faults = {answerLost, allLost};
        practice::PracticeService service(options);
        ASSERT_EQ(errorOf(service.start()), "");
        ASSERT_TRUE(service.ensureBatch(crashBatch(), u"Crash"_s));
        const OnDiskStep onStep = [&](const DiskStep &step) {
            m_recording.add(step, queuedPeople(service));
            return SQLITE_OK;
        };
        const auto profile = base::Profile::open(m_folder.path(u"recorded"_s));
        ASSERT_EQ(errorOf(profile), "");
        runs::JournalOptions journalOptions;
        journalOptions.syncs = syncs;
        journalOptions.witness = std::make_shared<WatchedWitness>(profile->path(u"journal.last"_s), onStep);
        {
            const WatchedDisk disk(onStep);
            auto journal = runs::Journal::open(*profile, m_clock, journalOptions);
            ASSERT_EQ(errorOf(journal), "");
            const auto run = planCrashRun(**journal, crashBatch());
            ASSERT_EQ(errorOf(run), "");
            ASSERT_EQ(sendCrashRun(**journal, addressOf(service), *run), QString());
            journal->reset();
        }
        ASSERT_EQ(queuedPeople(service), everybody);
        m_recording.end(everybody);
    }
    //! The journal on a disk that holds no more than this. `earliest` and `latest`: the truth around the power cut.
    void judge(const DiskImage &image, People earliest, People latest, bool goesOn, Cuts &cuts)
    {
        ++cuts.images;
        const QString path = m_images.filePath(QString::number(cuts.images));
        const auto profile = base::Profile::open(path);
        for (auto file = image.begin(); file != image.end(); ++file) {
            QFile written(profile->path(file.key()));
            ASSERT_TRUE(written.open(QIODevice::WriteOnly) && written.write(*file) == file->size());
        }
        runs::JournalOptions options;
        options.syncs = Syncs::Never; // what is read is the same, and hundreds of disks are looked at
        auto opened = runs::Journal::open(*profile, m_clock, options);
        if (!opened) {
            ++cuts.unreadable;
            noteProblem(cuts, opened.error().message);
            return;
        }
        runs::Journal &journal = **opened;
        const QString lock = *journal.sendingLock().result();
        if (!lock.isEmpty()) {
            ++cuts.locked;
            noteProblem(cuts, lock);
            EXPECT_FALSE(planCrashRun(journal, crashBatch())) << "a locked journal sends nothing";
        } else {
            compare(journal, earliest, latest, cuts);
            if (goesOn)
                finish(journal, latest, cuts);
        }
        opened->reset();
        QDir(path).removeRecursively();
    }
    static void compare(runs::Journal &journal, People earliest, People latest, Cuts &cuts)
    {
        const auto runs = journal.runs().result();
        ASSERT_EQ(errorOf(runs), "");
        if (runs->empty()) {
            cuts.untrue += std::popcount(latest);
            return;
        }
        int rows = 0;
        for (const RowState state : {RowState::Queued, RowState::NotSent, RowState::Refused, RowState::Unknown}) {
            const auto group = journal.rowsIn(runs->front().head.id, state).result();
            ASSERT_EQ(errorOf(group), "");
            for (const runs::RowInChunk &row : *group) {
                const People person = personOf(row.row);
                cuts.lost += state == RowState::Queued && !(earliest & person);
                cuts.untrue += (state == RowState::NotSent || state == RowState::Refused) && (latest & person);
                cuts.unknown += state == RowState::Unknown;
                ++rows;
            }
        }
        cuts.unaccounted += rows != crashPeople;
    }
    //! A person starts Callsheet again: looks up who is unknown, and sends the rest.
    void finish(runs::Journal &journal, People queued, Cuts &cuts)
    {
        practice::PracticeService service(practice::PracticeOptions{});
        ASSERT_EQ(errorOf(service.start()), "");
        ASSERT_TRUE(service.ensureBatch(crashBatch(), u"Crash"_s));
        queueBeforehand(service, queued);
        ASSERT_EQ(queuedPeople(service), queued);
        if (journal.runs().result()->empty())
            ASSERT_EQ(errorOf(planCrashRun(journal, crashBatch())), "");
        if (!journal.rowsIn(1, RowState::Unknown).result()->empty())
            EXPECT_EQ(settleCrashRun(journal, addressOf(service), 1), QString());
        EXPECT_EQ(sendCrashRun(journal, addressOf(service), 1), QString());
        const QHash<QByteArray, int> times = timesQueued(service);
        for (std::uint32_t row = 2; row < 2 + crashPeople; ++row) {
            cuts.lost += !times.contains(phoneOfRow(row));
            cuts.twice += times.value(phoneOfRow(row)) > 1;
        }
    }
    static void queueBeforehand(const practice::PracticeService &service, People people)
    {
        send::Transport transport;
        for (std::uint32_t row = 2; row < 2 + crashPeople; ++row) {
            if (!(people & personOf(row)))
                continue;
            const CrashService address = addressOf(service);
            send::PostRequest request;
            request.url = QUrl(address.url.toString() + send::wire::addCallsPath);
            request.secrets.apiKey = base::Secret(address.apiKey);
            request.body = crashBody(crashBatch(), row, 1);
            request.records = 1;
            request.openWire = &openAtOnce;
            ASSERT_EQ(await(transport.post(request, {}))->httpStatus, 200);
        }
    }
    //! At every sync: what was synced up to it is all that is left.
    Cuts cutAtEverySync()
    {
        Cuts cuts;
        for (std::size_t i = 0; i < m_recording.size(); ++i) {
            if (m_recording.step(i).call != DiskCall::Sync)
                continue;
            std::size_t next = i + 1;
            while (next < m_recording.size() && m_recording.step(next).call != DiskCall::Sync)
                ++next;
            const DiskImage image = m_recording.imageAfter(i + 1, [](const DiskStep &) { return 0; });
            judge(image, m_recording.queuedBefore(i), m_recording.queuedBefore(next), true, cuts);
        }
        return cuts;
    }
    //! At any step: any of the pages that nothing waited for are left, and the last of them is torn.
    Cuts cutAnywhere(int times, unsigned seed)
    {
        std::mt19937 random(seed);
        Cuts cuts;
        for (int i = 0; i < times; ++i) {
            const auto steps = std::uniform_int_distribution<std::size_t>(1, m_recording.size())(random);
            const double share = std::uniform_real_distribution<>(0, 1)(random);
            struct Kept {
                qsizetype bytes;
                bool isWitness;
            };
            std::vector<Kept> pieces;
            m_recording.imageAfter(steps, [&](const DiskStep &piece) {
                const bool isKept = std::bernoulli_distribution(share)(random);
                pieces.push_back({isKept ? std::max(piece.bytes.size(), qsizetype{1}) : 0, isWitness(piece)});
                return pieces.back().bytes;
            });
            const auto last
                = std::find_if(pieces.rbegin(), pieces.rend(), [](const Kept &piece) { return piece.bytes > 0; });
            if (last != pieces.rend()) {
                last->bytes = std::uniform_int_distribution<qsizetype>(0, last->bytes)(random);
                cuts.witnessesTorn += last->isWitness;
            }
            auto next = pieces.begin();
            const DiskImage image = m_recording.imageAfter(steps, [&](const DiskStep &) { return (next++)->bytes; });
            judge(image, m_recording.queuedBefore(steps - 1), m_recording.queuedBefore(steps), i % 20 == 0, cuts);
        }
        return cuts;
    }

    TemporaryFolder m_folder;
    base::SystemClock m_clock;
    DiskRecording m_recording;
    QTemporaryDir m_images{inMemory()}; // hundreds of them: nothing here waits for a disk
};

} // namespace

TEST_F(PowerLoss, atAnySyncLosesNobodyAndCallsNobodyTwice)
{
    record(Syncs::EveryCommit);
    const Cuts cuts = cutAtEverySync();
    std::cout << cuts << '\n';
    EXPECT_GT(cuts.images, 3 * crashPeople / crashChunk) << "INTENT, WIRE-OPEN and RESULT of each chunk, at least";
    EXPECT_GT(cuts.unknown, 0) << "no cut met a body under way: then this proves nothing";
    EXPECT_EQ(cuts.wrong(), 0) << cuts.firstProblem.toStdString();
    EXPECT_EQ(cuts.locked, 0) << "nobody has touched this journal: " << cuts.firstProblem.toStdString();
}

TEST_F(PowerLoss, thatTearsWritesLosesNobodyAndCallsNobodyTwice)
{
    record(Syncs::EveryCommit);
    const unsigned seed = campaignSeed();
    const Cuts cuts = cutAnywhere(isNightly() ? 2000 : 300, seed);
    std::cout << "seed " << seed << ", " << cuts << '\n';
    EXPECT_GT(cuts.unknown, 0);
    EXPECT_EQ(cuts.wrong(), 0) << cuts.firstProblem.toStdString();
    EXPECT_LE(cuts.locked, cuts.witnessesTorn) << cuts.firstProblem.toStdString();
}

TEST_F(PowerLoss, wouldCallPeopleTwiceIfCommitsDidNotWaitForTheDisk)
{
    // The control: in WAL mode, synchronous=NORMAL syncs at checkpoints alone.
    record(Syncs::Checkpoints);
    const Cuts cuts = cutAtEverySync();
    std::cout << cuts << '\n';
    EXPECT_GT(cuts.untrue, 0);
    EXPECT_GT(cuts.twice, 0);
}

} // namespace callsheet::test
