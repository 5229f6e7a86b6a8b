#include "core/send/keychain_witness.h"

#include "core/base/clock.h"
#include "core/runs/journal.h"
#include "tests/core/runs/journal_fixture.h"
#include "tests/support/await.h"
#include "tests/support/fake_keychain.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <gtest/gtest.h>

// A restored backup of a whole profile says of people who were called since that they were not: its journal and what
// lies beside it fit each other. Only what is kept outside of the profile tells.
namespace callsheet::send {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorKind;
using runs::ChunkState;
using runs::OutcomeClass;
using test::errorOf;
using test::waitUntil;

namespace {

template <typename T>
T done(QFuture<T> future)
{
    EXPECT_TRUE(waitUntil([&] { return future.isFinished(); }));
    return future.result();
}

//! A program that is running in a profile, from its start to its end.
struct Program {
    Program(const QString &folder, connection::SecretStore *keychain, KeychainWitness::Patience patience)
        : profile(*base::Profile::open(folder))
    {
        runs::JournalOptions options;
        if (keychain) {
            witness = std::make_shared<KeychainWitness>(profile, *keychain, patience);
            test::await(witness->load());
            options.outside = witness;
        }
        auto opened = runs::Journal::open(profile, clock, options);
        EXPECT_EQ(errorOf(opened), "");
        journal = std::move(*opened);
    }
    QString lock() { return *done(journal->sendingLock()); }
    runs::ChunkRecord chunk(runs::RunId run, std::size_t index) { return done(journal->run(run))->chunks.at(index); }
    //! Two chunks of a person each.
    runs::RunId plan()
    {
        const auto run
            = done(journal->plan(runs::headFor(2), {}, runs::chunksOf({{{2}, "first body"}, {{3}, "second body"}})));
        EXPECT_EQ(errorOf(run), "");
        return *run;
    }
    base::Result<void> openWire(runs::ChunkId chunk)
    {
        attempt = *done(journal->recordIntent(chunk, false));
        return done(journal->recordWireOpen(attempt));
    }
    void send(runs::ChunkId chunk)
    {
        EXPECT_EQ(errorOf(openWire(chunk)), "");
        EXPECT_EQ(errorOf(done(journal->recordResult(attempt, runs::resultOf(OutcomeClass::Accepted, 1)))), "");
    }

    base::SystemClock clock;
    base::Profile profile;
    std::shared_ptr<KeychainWitness> witness;
    std::unique_ptr<runs::Journal> journal;
    runs::AttemptId attempt = 0;
};

class KeychainWitnessTest : public ::testing::Test {
protected:
    void start(const QString &profile = u"profile"_s)
    {
        end();
        m_program = std::make_unique<Program>(
            m_folder.path(profile), m_usesKeychain ? m_keychain.get() : nullptr, m_patience);
    }
    void end() { m_program.reset(); }
    //! What is on its way to the keychain does not arrive.
    void cutThePower()
    {
        auto after = std::make_unique<test::FakeKeychain>();
        after->entries = m_keychain->entries;
        m_lost.push_back(std::exchange(m_keychain, std::move(after)));
        end();
    }
    void TearDown() override
    {
        end();
        m_lost.push_back(std::move(m_keychain));
        for (const auto &keychain : m_lost) {
            keychain->patience.request_stop();
            EXPECT_TRUE(waitUntil([&] { return keychain->underWay == 0; }));
        }
    }
    Program &program() { return *m_program; }
    void copyProfile(const QString &from, const QString &to)
    {
        end();
        QDir(m_folder.path(to)).removeRecursively();
        ASSERT_TRUE(QDir().mkpath(m_folder.path(to)));
        const QDir source(m_folder.path(from));
        for (const QString &name : source.entryList(QDir::Files | QDir::Hidden))
            ASSERT_TRUE(QFile::copy(source.filePath(name), m_folder.path(to) + u'/' + name));
    }
    void backUp() { copyProfile(u"profile"_s, u"backup"_s); }
    //! A backup of what is on disk while the program runs on.
    void snapshot()
    {
        std::unique_ptr<Program> running = std::exchange(m_program, nullptr);
        backUp();
        m_program = std::move(running);
    }
    void restore()
    {
        copyProfile(u"backup"_s, u"profile"_s);
        start();
    }
    //! The keychain is locked when the program starts, and opens after it: its first answer takes this time.
    void startBeforeItOpens(std::chrono::milliseconds time)
    {
        m_keychain->isOpen = false;
        start();
        m_keychain->isOpen = true;
        m_keychain->takesToLoad = time;
    }
    //! A run, a backup of the profile, and then the first chunk is sent.
    runs::RunId sentSinceTheBackup()
    {
        start();
        const runs::RunId run = program().plan();
        backUp();
        start();
        program().send(program().chunk(run, 0).id);
        return run;
    }
    test::TemporaryFolder m_folder;
    std::unique_ptr<test::FakeKeychain> m_keychain = std::make_unique<test::FakeKeychain>();
    std::vector<std::unique_ptr<test::FakeKeychain>> m_lost;
    bool m_usesKeychain = true;
    KeychainWitness::Patience m_patience{20s, 20s}; // a busy machine makes no test fail
    std::unique_ptr<Program> m_program;
};

} // namespace

TEST_F(KeychainWitnessTest, noticesARestoredBackupOfTheWholeProfile)
{
    const runs::RunId run = sentSinceTheBackup();
    restore();
    EXPECT_EQ(program().chunk(run, 0).state, ChunkState::Waiting) << "as the backup has it";
    EXPECT_TRUE(program().lock().contains(u"keychain"_s)) << program().lock().toStdString();
    const auto intent = done(program().journal->recordIntent(program().chunk(run, 0).id, false));
    ASSERT_FALSE(intent);
    EXPECT_EQ(intent.error().kind, ErrorKind::Conflict);
    start();
    EXPECT_FALSE(program().lock().isEmpty()) << "at every start, until somebody has looked";
}

TEST_F(KeychainWitnessTest, isWhatNoticesIt)
{
    // The control: without it the backup is believed, and the first chunk would be sent again.
    m_usesKeychain = false;
    const runs::RunId run = sentSinceTheBackup();
    restore();
    EXPECT_EQ(program().lock(), QString());
    EXPECT_TRUE(done(program().journal->recordIntent(program().chunk(run, 0).id, false)));
}

TEST_F(KeychainWitnessTest, letsAPersonConfirmTheBackupAndSendsNobodyOfItWithoutALook)
{
    const runs::RunId run = sentSinceTheBackup();
    restore();
    ASSERT_EQ(errorOf(done(program().journal->trust(u"ada"_s, u"I looked the runs up."_s))), "");
    EXPECT_EQ(program().lock(), QString());
    EXPECT_EQ(program().chunk(run, 0).state, ChunkState::Unknown);
    program().send(program().chunk(program().plan(), 0).id);
    start();
    EXPECT_EQ(program().lock(), QString()) << "the person's word holds";
    restore();
    EXPECT_FALSE(program().lock().isEmpty()) << "of the backup as it was, it does not";
}

TEST_F(KeychainWitnessTest, knowsOfAnIntentBeforeAnythingLeaves)
{
    start();
    const runs::RunId run = program().plan();
    backUp();
    m_keychain->takes = 20ms;
    start();
    ASSERT_EQ(errorOf(program().openWire(program().chunk(run, 0).id)), "");
    cutThePower();
    restore();
    EXPECT_FALSE(program().lock().isEmpty());
}

TEST_F(KeychainWitnessTest, wouldNotKnowWithoutWaiting)
{
    // The control.
    start();
    const runs::RunId run = program().plan();
    backUp();
    m_patience = {20s, 0ms};
    m_keychain->takes = 1h;
    start();
    ASSERT_EQ(errorOf(program().openWire(program().chunk(run, 0).id)), "");
    cutThePower();
    restore();
    EXPECT_EQ(program().lock(), QString());
}

TEST_F(KeychainWitnessTest, keepsNobodyFromSendingWhereThereIsNoKeychain)
{
    m_keychain->isOpen = false;
    const runs::RunId run = sentSinceTheBackup();
    program().send(program().chunk(run, 1).id);
    EXPECT_EQ(program().witness->problem(), QString()) << "nothing is wrong: it is a machine without one";
    EXPECT_TRUE(m_keychain->entries.isEmpty());
    start();
    EXPECT_EQ(program().lock(), QString());
    restore();
    EXPECT_EQ(program().lock(), QString()) << "as before there was a witness";
}

TEST_F(KeychainWitnessTest, thatFailsLaterIsSaidAndHoldsNobodyUp)
{
    const runs::RunId run = sentSinceTheBackup();
    EXPECT_EQ(program().witness->problem(), QString());
    m_keychain->isOpen = false;
    program().send(program().chunk(run, 1).id);
    EXPECT_FALSE(program().witness->problem().isEmpty());
    const int saves = m_keychain->saves;
    program().plan();
    EXPECT_EQ(m_keychain->saves, saves) << "nobody is asked for a password at every step";
    m_keychain->isOpen = true;
    start();
    EXPECT_EQ(program().lock(), QString()) << "a witness that lags behind is no sign of an older journal";
    EXPECT_EQ(program().witness->problem(), QString());
}

TEST_F(KeychainWitnessTest, thatDoesNotAnswerIsWaitedForOnce)
{
    constexpr auto patience = 1s;
    m_keychain->takes = 1h;
    KeychainWitness witness(*base::Profile::open(m_folder.path(u"profile"_s)), *m_keychain, {20s, patience});
    test::await(witness.load());
    QElapsedTimer waited;
    waited.start();
    witness.note({1, QByteArray(32, 'a')});
    witness.waitUntilKept();
    EXPECT_GE(std::chrono::milliseconds(waited.elapsed()), patience);
    waited.start();
    witness.note({2, QByteArray(32, 'b')});
    witness.waitUntilKept();
    EXPECT_LT(std::chrono::milliseconds(waited.elapsed()), patience);
}

TEST_F(KeychainWitnessTest, thatWasLockedAtTheStartIsHeardBeforeAnythingLeaves)
{
    const runs::RunId run = sentSinceTheBackup();
    m_keychain->isOpen = false;
    restore();
    const auto before = m_keychain->entries;
    m_keychain->isOpen = true;
    const auto opened = program().openWire(program().chunk(run, 0).id);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(opened.error().message, program().lock());
    EXPECT_TRUE(program().lock().contains(u"keychain"_s));
    EXPECT_EQ(m_keychain->entries, before) << "what it knows is not written over";
}

TEST_F(KeychainWitnessTest, thatAnswersLateIsHeardBeforeAnythingLeaves)
{
    const runs::RunId run = sentSinceTheBackup();
    copyProfile(u"backup"_s, u"profile"_s);
    m_patience = {20s, 1ms};
    startBeforeItOpens(300ms);
    const auto opened = program().openWire(program().chunk(run, 0).id);
    ASSERT_FALSE(opened) << "this person is called twice";
    EXPECT_EQ(opened.error().message, program().lock());
    EXPECT_TRUE(program().lock().contains(u"keychain"_s));
}

TEST_F(KeychainWitnessTest, wouldNotBeHeardWithoutTheLongerWait)
{
    // The control.
    const runs::RunId run = sentSinceTheBackup();
    copyProfile(u"backup"_s, u"profile"_s);
    m_patience = {1ms, 1ms};
    startBeforeItOpens(300ms);
    EXPECT_EQ(errorOf(program().openWire(program().chunk(run, 0).id)), "");
    EXPECT_FALSE(program().witness->problem().isEmpty()) << "then at least somebody has to know";
    EXPECT_TRUE(waitUntil([this] { return m_keychain->underWay == 0; }));
    EXPECT_FALSE(program().openWire(program().chunk(run, 1).id)) << "and late is better than never";
    EXPECT_TRUE(program().lock().contains(u"keychain"_s));
}

TEST_F(KeychainWitnessTest, thatWasHeardLateKnowsOfTheIntentBeforeAnythingLeaves)
{
    const runs::RunId run = sentSinceTheBackup();
    backUp();
    m_keychain->takes = 20ms;
    startBeforeItOpens(50ms);
    ASSERT_EQ(errorOf(program().openWire(program().chunk(run, 1).id)), "");
    cutThePower();
    restore();
    EXPECT_FALSE(program().lock().isEmpty());
}

TEST_F(KeychainWitnessTest, thatNeverAnswersIsWaitedForOnceAndThatIsSaid)
{
    const runs::RunId run = sentSinceTheBackup();
    constexpr auto patience = 500ms;
    m_patience = {patience, 20s};
    startBeforeItOpens(1h);
    EXPECT_EQ(errorOf(program().openWire(program().chunk(run, 1).id)), "");
    EXPECT_TRUE(program().witness->problem().contains(u"called again"_s));
    QElapsedTimer waited;
    waited.start();
    program().send(program().chunk(program().plan(), 0).id);
    EXPECT_LT(std::chrono::milliseconds(waited.elapsed()), patience);
}

TEST_F(KeychainWitnessTest, thatStaysLockedIsSaid)
{
    const runs::RunId run = sentSinceTheBackup();
    m_keychain->isOpen = false;
    restore();
    program().send(program().chunk(run, 1).id);
    EXPECT_TRUE(program().witness->problem().contains(u"called again"_s)) << program().witness->problem().toStdString();
}

TEST_F(KeychainWitnessTest, knowsOfTheEndOfAChunk)
{
    start();
    const runs::RunId run = program().plan();
    const runs::ChunkId chunk = program().chunk(run, 0).id;
    program().attempt = *done(program().journal->recordIntent(chunk, false));
    snapshot();
    ASSERT_EQ(errorOf(done(program().journal->recordWireOpen(program().attempt))), "");
    const auto ended = program().journal->recordResult(program().attempt, runs::resultOf(OutcomeClass::Accepted, 1));
    ASSERT_EQ(errorOf(done(ended)), "");
    program().journal.reset();
    ASSERT_EQ(test::await(program().witness->keepLast()), true);
    restore();
    EXPECT_EQ(program().chunk(run, 0).state, ChunkState::NotSent) << "as the snapshot has it";
    EXPECT_FALSE(program().lock().isEmpty()) << "this person would be called twice";
}

TEST_F(KeychainWitnessTest, knowsOfAnIntentBeforeTheWireIsOpenAlsoWhereTheNextChunkIsConnected)
{
    for (const bool isThere : {true, false}) {
        SCOPED_TRACE(isThere);
        m_keychain->isOpen = isThere;
        start(isThere ? u"with"_s : u"without"_s);
        const runs::RunId run = program().plan();
        const runs::ChunkId first = program().chunk(run, 0).id;
        program().attempt = *done(program().journal->recordIntent(first, false));
        ASSERT_EQ(errorOf(done(program().journal->recordWireOpen(program().attempt))), "");
        const auto both = done(program().journal->recordResultAndIntent(
            first, program().attempt, runs::resultOf(OutcomeClass::Accepted, 1), program().chunk(run, 1).id, true));
        ASSERT_EQ(errorOf(both), "");
        ASSERT_TRUE(both->next);
        EXPECT_EQ(both->next->isWireOpen, !isThere) << "the control: without a keychain nobody waits for it";
    }
}

TEST_F(KeychainWitnessTest, isToldTheLastBeforeTheProgramEnds)
{
    const runs::RunId run = sentSinceTheBackup();
    backUp();
    m_keychain->takes = 50ms;
    start();
    program().send(program().chunk(run, 1).id);
    program().journal.reset();
    EXPECT_EQ(test::await(program().witness->keepLast()), true);
    m_keychain->takes = 0ms;
    restore();
    EXPECT_FALSE(program().lock().isEmpty());
}

TEST_F(KeychainWitnessTest, thatDoesNotAnswerHoldsTheEndOfTheProgramUpForAMoment)
{
    m_keychain->takes = 1h;
    m_patience = {20s, 10ms};
    start();
    program().plan();
    EXPECT_EQ(test::await(program().witness->keepLast()), false);
}

TEST_F(KeychainWitnessTest, ofOneProfileDoesNotDisturbAnother)
{
    const runs::RunId run = sentSinceTheBackup();
    start(u"other"_s);
    EXPECT_EQ(program().lock(), QString());
    program().send(program().chunk(program().plan(), 0).id);
    start();
    EXPECT_EQ(program().lock(), QString());
    program().send(program().chunk(run, 1).id);
    start(u"other"_s);
    EXPECT_EQ(program().lock(), QString());
}

TEST_F(KeychainWitnessTest, letsACopiedProfileGoItsOwnWayOnceItIsConfirmed)
{
    const runs::RunId run = sentSinceTheBackup();
    copyProfile(u"backup"_s, u"copy"_s);
    start(u"copy"_s);
    EXPECT_FALSE(program().lock().isEmpty()) << "its people were called from the other one";
    ASSERT_EQ(errorOf(done(program().journal->trust(u"ada"_s, u"I looked the runs up."_s))), "");
    program().send(program().chunk(program().plan(), 0).id);
    start();
    EXPECT_EQ(program().lock(), QString());
    program().send(program().chunk(run, 1).id);
    start(u"copy"_s);
    EXPECT_EQ(program().lock(), QString());
}

} // namespace callsheet::send
