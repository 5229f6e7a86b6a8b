#include "tests/support/printers.h"
#include "tests/system/disk_truth.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <atomic>
#include <iostream>

// The disk fails at the n-th thing that the journal asks of it, for every n. Nobody may be sent whom the journal does
// not know of, the person is told why, and after a write that the disk did not take nothing more leaves.
namespace callsheet::test {

namespace {

struct FaultyDisk {
    const char *name;
    DiskCall call;
    int answer; // SQLite's code for it
    bool forGood; // from then on, not just once
    const char *says; // a word of the sentence
};
void PrintTo(const FaultyDisk &disk, std::ostream *out)
{
    *out << disk.name;
}

//! What one run on such a disk came to.
struct Attempted {
    bool failed = false; // the disk did
    int postsBefore = 0; // the failure
    int posts = 0;
    QStringList sentences; // of whatever did not go well
    bool finished = false;
    People queued = 0;
};

class DiskFault : public ::testing::TestWithParam<FaultyDisk> {
protected:
    //! Plans and sends; and presses the button once more where it stopped.
    void attempt(int failsAt, const QString &folder, Attempted &attempted, DiskRecording &recording)
    {
        practice::PracticeService service(practice::PracticeOptions{});
        ASSERT_EQ(errorOf(service.start()), "");
        ASSERT_TRUE(service.ensureBatch(crashBatch(), u"Crash"_s));
        const FaultyDisk faulty = GetParam();
        int asked = 0;
        const OnDiskStep onStep = [&](const DiskStep &step) {
            if (step.call == faulty.call && (++asked == failsAt || (faulty.forGood && asked > failsAt))) {
                if (!attempted.failed)
                    attempted.postsBefore = postsThatArrived(service);
                attempted.failed = true;
                return faulty.answer;
            }
            recording.add(step, queuedPeople(service));
            return SQLITE_OK;
        };
        {
            const WatchedDisk disk(onStep);
            const auto profile = base::Profile::open(folder);
            runs::JournalOptions options;
            options.witness
                = std::make_shared<WatchedWitness>(profile->path(u"journal.last"_s), [&](const DiskStep &step) {
                      recording.add(step, queuedPeople(service));
                      return SQLITE_OK;
                  });
            auto journal = runs::Journal::open(*profile, m_clock, options);
            if (journal)
                send(**journal, addressOf(service), attempted);
            else
                attempted.sentences += journal.error().message;
        }
        attempted.posts = postsThatArrived(service);
        attempted.queued = queuedPeople(service);
        recording.end(attempted.queued);
    }
    void send(runs::Journal &journal, const CrashService &service, Attempted &attempted)
    {
        const auto run = planCrashRun(journal, crashBatch());
        if (!run) {
            attempted.sentences += run.error().message;
            return;
        }
        for (int press = 0; press < 2 && !attempted.finished; ++press) {
            const QString problem = sendCrashRun(journal, service, *run);
            attempted.finished = problem.isEmpty();
            if (!problem.isEmpty())
                attempted.sentences += problem;
        }
    }
    static DiskImage filesIn(const QString &folder)
    {
        DiskImage image;
        for (const QString &name : QDir(folder).entryList(QDir::Files)) {
            QFile file(QDir(folder).filePath(name));
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            image.insert(name, file.readAll());
        }
        return image;
    }

    base::SystemClock m_clock;
};

} // namespace

TEST_P(DiskFault, sendsNobodyWhomTheJournalDoesNotKnowOf)
{
    const QTemporaryDir folders(inMemory(u"callsheet-faults-XXXXXX"_s));
    DiskJudge judge;
    Disks disks;
    int stopped = 0;
    const int stride = isNightly() || GetParam().call != DiskCall::Write ? 1 : 3; // of some 170 writes
    for (int failsAt = 1;; failsAt += stride) {
        SCOPED_TRACE(failsAt);
        Attempted attempted;
        DiskRecording recording;
        const QString folder = folders.filePath(QString::number(failsAt));
        attempt(failsAt, folder, attempted, recording);
        if (!attempted.failed)
            break; // it asks no n-th time
        EXPECT_EQ(attempted.posts, attempted.postsBefore) << "something left after the disk had failed";
        EXPECT_TRUE(attempted.finished || !attempted.sentences.isEmpty());
        stopped += !attempted.finished;
        for (const QString &sentence : attempted.sentences)
            EXPECT_TRUE(sentence.contains(QLatin1String(GetParam().says))) << sentence.toStdString();
        const bool goesOn = isNightly() || failsAt % 4 == 1;
        judge.judge(filesIn(folder), attempted.queued, attempted.queued, goesOn, disks);
        // And the power goes: a disk that failed may have kept nothing of what it did not confirm.
        judge.judge(recording.imageAfter(recording.size(), [](const DiskStep &) { return 0; }), attempted.queued,
            attempted.queued, goesOn, disks);
        QDir(folder).removeRecursively();
    }
    std::cout << GetParam().name << ": " << stopped << " runs stopped; " << disks << '\n';
    EXPECT_GT(stopped, 0);
    EXPECT_EQ(disks.wrong(), 0) << disks.firstProblem.toStdString();
    EXPECT_EQ(disks.locked, 0) << disks.firstProblem.toStdString();
}

INSTANTIATE_TEST_SUITE_P(Disks, DiskFault,
    ::testing::Values(FaultyDisk{"aFullDisk", DiskCall::Write, SQLITE_FULL, true, "full"},
        FaultyDisk{"aWriteThatFailsOnce", DiskCall::Write, SQLITE_IOERR_WRITE, false, "disk"},
        FaultyDisk{"aDiskThatBecomesReadOnly", DiskCall::Write, SQLITE_READONLY, true, "read-only"},
        FaultyDisk{"aSyncThatFailsOnce", DiskCall::Sync, SQLITE_IOERR_FSYNC, false, "disk"},
        FaultyDisk{"aDiskThatSyncsNoMore", DiskCall::Sync, SQLITE_IOERR_FSYNC, true, "disk"},
        FaultyDisk{"aFileThatCannotBeCut", DiskCall::Truncate, SQLITE_IOERR_TRUNCATE, false, "disk"},
        FaultyDisk{"aFileThatCannotBeOpened", DiskCall::Open, SQLITE_CANTOPEN, false, "journal"}),
    [](const auto &tested) { return tested.param.name; });

class LostProfile : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_EQ(errorOf(m_service.start()), "");
        ASSERT_TRUE(m_service.ensureBatch(crashBatch(), u"Crash"_s));
    }
    std::unique_ptr<runs::Journal> openJournal()
    {
        auto opened = runs::Journal::open(*base::Profile::open(folder()), m_clock);
        EXPECT_EQ(errorOf(opened), "");
        return std::move(*opened);
    }
    QString folder() const { return m_folder.filePath(u"profile"_s); }
    QString journalFile() const { return folder() + u"/journal.sqlite"_s; }

    QTemporaryDir m_folder;
    base::SystemClock m_clock;
    practice::PracticeService m_service{practice::PracticeOptions{}};
};

TEST_F(LostProfile, sendsNobodyWhenItsFolderIsRemovedMeanwhile)
{
    const auto journal = openJournal();
    const auto run = planCrashRun(*journal, crashBatch());
    ASSERT_EQ(errorOf(run), "");
    ASSERT_TRUE(QDir(folder()).removeRecursively());
    const QString sentence = sendCrashRun(*journal, addressOf(m_service), *run);
    EXPECT_TRUE(sentence.contains(u"was moved, deleted or emptied"_s)) << sentence.toStdString();
    EXPECT_EQ(postsThatArrived(m_service), 0);
}

TEST_F(LostProfile, sendsNobodyFromAnOlderCopyOfTheJournal)
{
    auto journal = openJournal();
    const auto run = planCrashRun(*journal, crashBatch());
    ASSERT_EQ(errorOf(run), "");
    journal.reset();
    ASSERT_TRUE(QFile::copy(journalFile(), m_folder.filePath(u"backup"_s)));
    journal = openJournal();
    ASSERT_EQ(sendCrashRun(*journal, addressOf(m_service), *run), QString());
    journal.reset();
    const int posts = postsThatArrived(m_service);
    ASSERT_TRUE(QFile::remove(journalFile()) && QFile::copy(m_folder.filePath(u"backup"_s), journalFile()));

    journal = openJournal();
    const QString lock = *journal->sendingLock().result();
    EXPECT_TRUE(lock.contains(u"is older than your last run"_s)) << lock.toStdString();
    EXPECT_EQ(sendCrashRun(*journal, addressOf(m_service), *run), lock);
    EXPECT_FALSE(planCrashRun(*journal, crashBatch()));
    EXPECT_EQ(postsThatArrived(m_service), posts);
}

} // namespace callsheet::test
