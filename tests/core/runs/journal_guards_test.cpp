#include "tests/core/runs/journal_fixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <numeric>

// When the journal may not be believed, nothing is sent; and its runs can be looked at all the same.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::ErrorKind;
using test::errorOf;

namespace {

class JournalGuards : public JournalStoreTest {
protected:
    void SetUp() override
    {
        m_options.witness = witness();
        open();
    }
    std::shared_ptr<Witness> witness() { return std::make_shared<FileWitness>(m_folder.path(u"journal.last"_s)); }
    void reopen()
    {
        m_store.reset();
        m_options.witness = witness();
        open();
    }
    void keepCopy() // of a closed journal
    {
        m_store.reset();
        QFile::remove(path() + u".copy"_s);
        ASSERT_TRUE(QFile::copy(path(), path() + u".copy"_s));
        open();
    }
    void putCopyBack()
    {
        m_store.reset();
        QFile::remove(path() + u"-wal"_s);
        QFile::remove(path());
        ASSERT_TRUE(QFile::copy(path() + u".copy"_s, path()));
        reopen();
    }
    void expectLocked(RunId run)
    {
        EXPECT_FALSE(m_store->sendingLock().isEmpty());
        EXPECT_TRUE(m_store->run(run)) << "runs can be looked at";
        const auto intent = m_store->recordIntent(chunk(run, 1).id, false);
        ASSERT_FALSE(intent);
        EXPECT_EQ(intent.error().kind, ErrorKind::Conflict);
        EXPECT_EQ(intent.error().message, m_store->sendingLock());
        EXPECT_FALSE(m_store->plan(headFor(1), {}, chunksOf({{{2}, "body"}})));
    }
};

} // namespace

TEST_F(JournalGuards, leaveAJournalAloneThatNobodyTouched)
{
    const RunId run = planned();
    sent(chunk(run, 0).id, OutcomeClass::Accepted);
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_TRUE(m_store->recordIntent(chunk(run, 1).id, false));
}

struct Tampering {
    const char *name;
    const char *statement;
};
class JournalTampered : public JournalGuards, public ::testing::WithParamInterface<Tampering> { };

TEST_P(JournalTampered, isNoticedAndLocksSending)
{
    const RunId run = planned();
    sent(chunk(run, 0).id, OutcomeClass::Unknown);
    tamper(QString::fromLatin1(GetParam().statement));
    reopen();
    expectLocked(run);
}

INSTANTIATE_TEST_SUITE_P(Ways, JournalTampered,
    ::testing::Values(Tampering{"aResultChanged", "UPDATE result SET outcome = 'notSent'"},
        Tampering{"aResultTakenOut", "DELETE FROM result"},
        Tampering{"anAttemptTakenOutWithItsEvents",
            "DELETE FROM event WHERE id > (SELECT min(id) FROM event WHERE kind = 'attempt')"},
        Tampering{"theBatchChanged", "UPDATE run SET batch_id = 'another'"},
        Tampering{"theBodyOfAChunkChanged", "UPDATE chunk SET body_sha256 = 'another' WHERE number = 2"},
        Tampering{"aResultPutIn",
            "INSERT INTO look_up (chunk_id, at, asked, began_at, service_time, total, present_rows, absent_rows,"
            " undecided_rows) VALUES (1, '', '', '', '', 0, '', '2-4', '')"},
        Tampering{"anEventTakenOut", "DELETE FROM event WHERE id = 3"},
        Tampering{"theEndCutOff", "DELETE FROM event WHERE id = (SELECT max(id) FROM event)"}),
    [](const auto &tested) { return tested.param.name; });

TEST_F(JournalGuards, noticeAnEarlierCopyInThePlaceOfTheJournal)
{
    const RunId run = planned();
    keepCopy();
    sent(chunk(run, 0).id, OutcomeClass::Accepted); // the copy knows nothing of it
    putCopyBack();
    expectLocked(run);
    EXPECT_TRUE(m_store->sendingLock().contains(path()));
}

TEST_F(JournalGuards, noticeACopyFromBetweenIntentAndTheFirstByte)
{
    // The copy would say "not sent" of people who were.
    const RunId run = planned();
    const AttemptId made = attempt(chunk(run, 0).id);
    keepCopy();
    EXPECT_EQ(chunk(run, 0).state, ChunkState::NotSent) << "so it must not be believed after what follows";
    const AttemptId again = attempt(chunk(run, 0).id);
    ASSERT_NE(again, made);
    ASSERT_EQ(errorOf(m_store->recordWireOpen(again)), "");
    putCopyBack();
    expectLocked(run);
}

TEST_F(JournalGuards, believeAJournalThatIsAheadOfItsWitness)
{
    // The program ended between a commit and the witness.
    const QString mark = m_folder.path(u"journal.last"_s);
    ASSERT_TRUE(QFile::copy(mark, mark + u".copy"_s)) << "of an empty journal";
    const RunId run = planned();
    m_store.reset();
    QFile::remove(mark);
    ASSERT_TRUE(QFile::copy(mark + u".copy"_s, mark));
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_TRUE(m_store->recordIntent(chunk(run, 0).id, false));
}

TEST_F(JournalGuards, noticeThatTheJournalWasDeleted)
{
    planned();
    m_store.reset();
    QFile::remove(path());
    reopen();
    EXPECT_FALSE(m_store->sendingLock().isEmpty());
    EXPECT_FALSE(m_store->plan(headFor(1), {}, chunksOf({{{2}, "body"}})));
}

TEST_F(JournalGuards, noticeAJournalFromAnotherComputer)
{
    const RunId run = planned();
    m_store.reset();
    QFile::remove(m_folder.path(u"journal.last"_s));
    reopen();
    expectLocked(run);
}

TEST_F(JournalGuards, wouldNotNoticeAnEarlierCopyWithoutTheWitness)
{
    // The control: the chain alone is whole in an earlier copy.
    const RunId run = planned();
    keepCopy();
    sent(chunk(run, 0).id, OutcomeClass::Accepted);
    m_store.reset();
    QFile::remove(path());
    ASSERT_TRUE(QFile::copy(path() + u".copy"_s, path()));
    m_options.witness = nullptr;
    open();
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_EQ(chunk(run, 0).state, ChunkState::Waiting);
}

TEST_F(JournalGuards, letAPersonConfirmTheJournalAndThenSendNobodyWithoutALook)
{
    const RunId run = planned();
    keepCopy();
    sent(chunk(run, 0).id, OutcomeClass::Accepted);
    putCopyBack();
    ASSERT_FALSE(m_store->sendingLock().isEmpty());

    ASSERT_EQ(errorOf(m_store->trust(u"ada"_s, u"I looked the runs up."_s)), "");
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_EQ(m_store->run(run)->ledger.unknown, 4) << "whoever was open may have been sent since";
    EXPECT_FALSE(m_store->recordIntent(chunk(run, 0).id, false));
    EXPECT_TRUE(m_store->plan(headFor(1), {}, chunksOf({{{2}, "body"}})));
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString());
}

TEST_F(JournalGuards, closeARunOnlyWhenNobodyIsLeft)
{
    const RunId run = planned();
    sent(chunk(run, 0).id, OutcomeClass::Accepted);
    EXPECT_FALSE(m_store->closeRun(run)) << "row 7 waits";
    sent(chunk(run, 1).id, OutcomeClass::Refused);
    EXPECT_EQ(errorOf(m_store->closeRun(run)), "");
    EXPECT_EQ(errorOf(m_store->closeRun(run)), "") << "again, without another event";
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString());
}

TEST_F(JournalGuards, refuseToCloseARunWhoseRowsAreInTwoGroups)
{
    const auto run = m_store->plan(headFor(4, 1), {{3, false, u"blank"_s}}, chunksOf({{{2, 3, 4}, "body"}}));
    ASSERT_EQ(errorOf(run), "") << "by their number they add up";
    sent(chunk(*run, 0).id, OutcomeClass::Accepted);
    const auto closed = m_store->closeRun(*run);
    ASSERT_FALSE(closed);
    EXPECT_EQ(closed.error().kind, ErrorKind::Storage);
}

TEST_F(JournalGuards, bringAnOlderJournalUpAndKeepACopyOfIt)
{
    m_store.reset();
    QFile::remove(path());
    QFile::remove(m_folder.path(u"journal.last"_s));
    ASSERT_TRUE(QFile::copy(QStringLiteral(CALLSHEET_SOURCE_DIR "/tests/data/journal-1.sqlite"), path()));
    QFile::setPermissions(path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    reopen();

    EXPECT_EQ(m_store->sendingLock(), QString()) << "it had no witness yet";
    const auto details = m_store->run(1);
    ASSERT_EQ(errorOf(details), "");
    ASSERT_EQ(details->chunks.size(), 5u);
    EXPECT_EQ(details->chunks[0].state, ChunkState::Accepted);
    EXPECT_EQ(details->chunks[1].state, ChunkState::Replaced) << "a person named the rows that are queued";
    EXPECT_EQ(details->chunks[2].state, ChunkState::Unknown) << "its attempt had no gate, so it may have left";
    EXPECT_EQ(details->chunks[3].state, ChunkState::Waiting);
    EXPECT_EQ(details->ledger, (Ledger{12, 0, 0, 5, 0, 4, 3}));
    EXPECT_TRUE(QFile::exists(path() + u".version-1"_s));
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_EQ(m_store->run(1)->ledger, details->ledger);
}

//! In memory where the system has a place for that: three thousand syncs are not what this is about.
class BigJournal : public JournalGuards {
protected:
    QString path() const override { return m_memory.filePath(u"journal.sqlite"_s); }

    QTemporaryDir m_memory{QFile::exists(u"/dev/shm"_s) ? u"/dev/shm/callsheet-XXXXXX"_s : QString()};
};

TEST_F(BigJournal, ofAThousandChunksIsVerifiedAndOpened)
{
    std::vector<PlannedChunk> chunks;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        PlannedChunk chunk{std::vector<std::uint32_t>(1000), "body " + QByteArray::number(i)};
        std::iota(chunk.rows.begin(), chunk.rows.end(), 2 + i * 1000);
        chunks.push_back(std::move(chunk));
    }
    const auto run = m_store->plan(headFor(1'000'000), {}, chunksOf(std::move(chunks)));
    ASSERT_EQ(errorOf(run), "");
    const auto planned = m_store->run(*run);
    for (const ChunkRecord &record : planned->chunks)
        sent(record.id, OutcomeClass::Accepted);
    m_store.reset();
    QElapsedTimer elapsed;
    elapsed.start();
    reopen();
    RecordProperty("milliseconds", static_cast<int>(elapsed.elapsed()));
    std::cout << "opened and verified 4,001 events in " << elapsed.elapsed() << " ms\n";
    EXPECT_EQ(m_store->sendingLock(), QString());
}

} // namespace callsheet::runs
