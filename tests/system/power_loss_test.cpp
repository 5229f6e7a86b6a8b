#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"
#include "tests/system/disk_truth.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <random>

// The power goes at any moment, and what was not synced is gone, or half of it. The journal that is left must be true
// of what the service had done by then; and with a journal that does not wait for the disk, these tests must fail.
namespace callsheet::test {

using runs::Syncs;

namespace {

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
    //! At every sync: what was synced up to it is all that is left.
    Disks cutAtEverySync()
    {
        Disks disks;
        for (std::size_t i = 0; i < m_recording.size(); ++i) {
            if (m_recording.step(i).call != DiskCall::Sync)
                continue;
            std::size_t next = i + 1;
            while (next < m_recording.size() && m_recording.step(next).call != DiskCall::Sync)
                ++next;
            const DiskImage image = m_recording.imageAfter(i + 1, [](const DiskStep &) { return 0; });
            m_judge.judge(image, m_recording.queuedBefore(i), m_recording.queuedBefore(next), true, disks);
        }
        return disks;
    }
    //! At any step: any of the pages that nothing waited for are left, and the last of them is torn.
    Disks cutAnywhere(int times, unsigned seed)
    {
        std::mt19937 random(seed);
        Disks disks;
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
                disks.witnessesTorn += last->isWitness;
            }
            auto next = pieces.begin();
            const DiskImage image = m_recording.imageAfter(steps, [&](const DiskStep &) { return (next++)->bytes; });
            m_judge.judge(
                image, m_recording.queuedBefore(steps - 1), m_recording.queuedBefore(steps), i % 20 == 0, disks);
        }
        return disks;
    }

    TemporaryFolder m_folder;
    base::SystemClock m_clock;
    DiskRecording m_recording;
    DiskJudge m_judge;
};

} // namespace

TEST_F(PowerLoss, atAnySyncLosesNobodyAndCallsNobodyTwice)
{
    record(Syncs::EveryCommit);
    const Disks disks = cutAtEverySync();
    std::cout << disks << '\n';
    EXPECT_GT(disks.looked, 3 * crashPeople / crashChunk) << "INTENT, WIRE-OPEN and RESULT of each chunk, at least";
    EXPECT_GT(disks.unknown, 0) << "no cut met a body under way: then this proves nothing";
    EXPECT_EQ(disks.wrong(), 0) << disks.firstProblem.toStdString();
    EXPECT_EQ(disks.locked, 0) << "nobody has touched this journal: " << disks.firstProblem.toStdString();
}

TEST_F(PowerLoss, thatTearsWritesLosesNobodyAndCallsNobodyTwice)
{
    record(Syncs::EveryCommit);
    const unsigned seed = campaignSeed();
    const Disks disks = cutAnywhere(isNightly() ? 2000 : 300, seed);
    std::cout << "seed " << seed << ", " << disks << '\n';
    EXPECT_GT(disks.unknown, 0);
    EXPECT_EQ(disks.wrong(), 0) << disks.firstProblem.toStdString();
    EXPECT_LE(disks.locked, disks.witnessesTorn) << disks.firstProblem.toStdString();
}

TEST_F(PowerLoss, wouldCallPeopleTwiceIfCommitsDidNotWaitForTheDisk)
{
    // The control: in WAL mode, synchronous=NORMAL syncs at checkpoints alone.
    record(Syncs::Checkpoints);
    const Disks disks = cutAtEverySync();
    std::cout << disks << '\n';
    EXPECT_GT(disks.untrue, 0);
    EXPECT_GT(disks.twice, 0);
}

} // namespace callsheet::test
