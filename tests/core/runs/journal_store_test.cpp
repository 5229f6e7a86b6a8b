#include "tests/core/runs/journal_fixture.h"

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::ErrorKind;
using test::errorOf;

namespace {

Settlement wordOf(const QString &note)
{
    Settlement word;
    word.by = SettledBy::Person;
    word.who = u"ada"_s;
    word.sentence = u"If they were queued, they are called twice."_s;
    word.note = note;
    return word;
}

Settlement settled(
    std::vector<std::uint32_t> queued, std::vector<std::uint32_t> absent, const QString &note = u"a look"_s)
{
    Settlement settlement = wordOf(note);
    settlement.queued = std::move(queued);
    if (!absent.empty())
        settlement.absent = PlannedChunk{std::move(absent), "rest"};
    return settlement;
}

} // namespace

TEST_F(JournalStoreTest, keepsAPlanAcrossAStart)
{
    const RunId run = planned();
    open();

    const auto details = m_store->run(run);
    ASSERT_EQ(errorOf(details), "");
    EXPECT_EQ(details->head.fileName, u"july.csv"_s);
    EXPECT_EQ(details->head.createdAt, m_clock.now());
    ASSERT_EQ(details->chunks.size(), 2u);
    EXPECT_EQ(details->chunks[0].rows, (std::vector<std::uint32_t>{2, 3, 4}));
    EXPECT_EQ(details->chunks[0].state, ChunkState::Waiting);
    EXPECT_EQ(*m_store->body(details->chunks[1].id), "second body");
    EXPECT_EQ((Ledger{6, 1, 1, 0, 0, 4, 0}), details->ledger);
    EXPECT_EQ(
        *m_store->leftOutRows(run), (std::vector<LeftOutRow>{{5, false, u"blank"_s}, {6, true, u"same as row 2"_s}}));
}

TEST_F(JournalStoreTest, refusesAPlanWhoseRowsDoNotAddUp)
{
    const auto run = m_store->plan(headFor(5), {}, chunksOf({{{2, 3, 4}, "body"}}));
    EXPECT_FALSE(run);
    EXPECT_TRUE(m_store->runs()->empty()) << "nothing of it is kept";
}

TEST_F(JournalStoreTest, keepsNothingOfAPlanThatWasStopped)
{
    int calls = 0;
    const auto run = m_store->plan(headFor(1), {}, [&calls](PlannedChunk &chunk) -> base::Result<bool> {
        chunk = {{2}, "body"};
        if (++calls > 1)
            return base::Error{ErrorKind::Cancelled, u"stopped"_s, {}};
        return true;
    });
    EXPECT_FALSE(run);
    EXPECT_TRUE(m_store->runs()->empty());
}

struct OutcomeCase {
    OutcomeClass outcome;
    ChunkState state;
    bool mayBeSentAgain;
};
class ChunkStateAfter : public JournalStoreTest, public ::testing::WithParamInterface<OutcomeCase> { };

TEST_P(ChunkStateAfter, followsFromTheResultAndDecidesWhetherItMayBeSentAgain)
{
    const RunId run = planned();
    const ChunkId id = chunk(run, 0).id;
    const AttemptId first = attempt(id);
    EXPECT_EQ(chunk(run, 0).state, ChunkState::Sending);
    EXPECT_FALSE(m_store->recordIntent(id, false)) << "one request at a time";

    ASSERT_EQ(errorOf(m_store->recordResult(first, resultOf(GetParam().outcome, 3))), "");
    open();

    EXPECT_EQ(chunk(run, 0).state, GetParam().state);
    EXPECT_EQ(chunk(run, 0).tries, 1);
    EXPECT_EQ(static_cast<bool>(m_store->recordIntent(id, false)), GetParam().mayBeSentAgain);
    EXPECT_FALSE(m_store->recordResult(first, resultOf(OutcomeClass::NotSent))) << "history is not rewritten";
}

INSTANTIATE_TEST_SUITE_P(Outcomes, ChunkStateAfter,
    ::testing::Values(OutcomeCase{OutcomeClass::Accepted, ChunkState::Accepted, false},
        OutcomeCase{OutcomeClass::Refused, ChunkState::Refused, false},
        OutcomeCase{OutcomeClass::NotSent, ChunkState::NotSent, true},
        OutcomeCase{OutcomeClass::Unknown, ChunkState::Unknown, false}));

TEST_F(JournalStoreTest, writesAResultAndTheNextIntentInOneCommit)
{
    const RunId run = planned();
    const AttemptId first = attempt(chunk(run, 0).id);
    std::vector<JournalStep> commits;
    m_options.onStep = [&commits](JournalStep step, bool isOnDisk) {
        if (isOnDisk)
            commits.push_back(step);
    };
    open();
    commits.clear(); // of recovery, which has ended the attempt
    const AttemptId again = attempt(chunk(run, 0).id);
    EXPECT_FALSE(m_store->recordResultAndIntent(first, resultOf(OutcomeClass::Accepted, 3), chunk(run, 1).id))
        << "that one has its result";
    EXPECT_EQ(chunk(run, 1).state, ChunkState::Waiting) << "and neither is on disk";

    const auto next = m_store->recordResultAndIntent(again, resultOf(OutcomeClass::Accepted, 3), chunk(run, 1).id);
    ASSERT_EQ(errorOf(next), "");
    ASSERT_TRUE(*next);
    EXPECT_EQ(commits, (std::vector{JournalStep::Intent, JournalStep::ResultAndIntent}));
    EXPECT_EQ(chunk(run, 0).state, ChunkState::Accepted);
    EXPECT_EQ(chunk(run, 1).state, ChunkState::Sending);
    EXPECT_FALSE((*next)->isWireOpen);
    EXPECT_EQ(errorOf(m_store->recordWireOpen((*next)->id)), "");
    open();
    EXPECT_EQ(chunk(run, 1).state, ChunkState::Unknown);
}

TEST_F(JournalStoreTest, opensTheWireOfTheNextChunkWithItsIntentWhereItIsConnected)
{
    const RunId run = planned();
    const AttemptId first = attempt(chunk(run, 0).id);
    const auto next
        = m_store->recordResultAndIntent(first, resultOf(OutcomeClass::Accepted, 3), chunk(run, 1).id, true);
    ASSERT_EQ(errorOf(next), "");
    ASSERT_TRUE(*next);
    EXPECT_TRUE((*next)->isWireOpen);
    EXPECT_FALSE(m_store->recordWireOpen((*next)->id)) << "once for each attempt";
    open();
    EXPECT_EQ(chunk(run, 1).state, ChunkState::Unknown) << "its body may have left";
}

TEST_F(JournalStoreTest, opensNoWireBeforeAWitnessOutsideKnowsOfTheIntent)
{
    class Outside final : public OutsideWitness {
    public:
        explicit Outside(bool hasGivenUp)
            : m_hasGivenUp(hasGivenUp)
        {
        }
        std::optional<ChainMark> takeSeen() override { return {}; }
        void note(const ChainMark &) override { }
        void waitUntilKept() override { }
        bool hasGivenUp() const override { return m_hasGivenUp; }
        void startAnew() override { }

    private:
        bool m_hasGivenUp;
    };
    for (const bool hasGivenUp : {false, true}) {
        SCOPED_TRACE(hasGivenUp);
        m_options.outside = std::make_shared<Outside>(hasGivenUp);
        open();
        const RunId run = planned();
        const AttemptId first = attempt(chunk(run, 0).id);
        const auto next
            = m_store->recordResultAndIntent(first, resultOf(OutcomeClass::Accepted, 3), chunk(run, 1).id, true);
        ASSERT_EQ(errorOf(next), "");
        ASSERT_TRUE(*next);
        EXPECT_EQ((*next)->isWireOpen, hasGivenUp) << "where there is no keychain nobody waits for it";
        open();
        EXPECT_EQ(chunk(run, 1).state, hasGivenUp ? ChunkState::Unknown : ChunkState::NotSent);
    }
}

TEST_F(JournalStoreTest, writesAResultAlsoWhereTheNextChunkMayNotBeSent)
{
    const RunId run = planned();
    sent(chunk(run, 1).id, OutcomeClass::Unknown);
    const AttemptId first = attempt(chunk(run, 0).id);
    const auto next = m_store->recordResultAndIntent(first, resultOf(OutcomeClass::Accepted, 3), chunk(run, 1).id);
    ASSERT_EQ(errorOf(next), "");
    EXPECT_FALSE(*next);
    open();
    EXPECT_EQ(chunk(run, 0).state, ChunkState::Accepted);
    EXPECT_EQ(chunk(run, 1).state, ChunkState::Unknown);
    EXPECT_EQ(chunk(run, 1).tries, 1) << "of the second nothing is new";
}

TEST_F(JournalStoreTest, knowsThatNothingLeftWhenTheProgramEndedBeforeTheWireWasOpen)
{
    const RunId run = planned();
    attempt(chunk(run, 0).id);
    open();

    EXPECT_EQ(chunk(run, 0).state, ChunkState::NotSent);
    EXPECT_EQ(m_store->run(run)->ledger.unknown, 0);
    EXPECT_TRUE(m_store->recordIntent(chunk(run, 0).id, false)) << "it may be sent now";
}

TEST_F(JournalStoreTest, opensTheWireOfAnAttemptOnceAndNotAfterItsEnd)
{
    const RunId run = planned();
    const AttemptId first = attempt(chunk(run, 0).id);
    EXPECT_EQ(errorOf(m_store->recordWireOpen(first)), "");
    EXPECT_FALSE(m_store->recordWireOpen(first));
    const AttemptId second = attempt(chunk(run, 1).id);
    ASSERT_EQ(errorOf(m_store->recordResult(second, resultOf(OutcomeClass::NotSent))), "");
    EXPECT_FALSE(m_store->recordWireOpen(second)) << "it is over";
    EXPECT_FALSE(m_store->recordWireOpen(77));
}

TEST_F(JournalStoreTest, readsAnAttemptBackWithEveryTimeOfIt)
{
    const RunId run = planned();
    const ChunkId id = chunk(run, 0).id;
    const QDateTime intended = m_clock.now();
    const AttemptId first = attempt(id);
    m_clock.advance(std::chrono::seconds(2));
    EXPECT_FALSE(m_store->attempts(id)->at(0).bodyMayHaveLeft());
    ASSERT_EQ(errorOf(m_store->recordWireOpen(first)), "");
    const QDateTime opened = m_clock.now();
    m_clock.advance(std::chrono::seconds(3));
    AttemptResult result = resultOf(OutcomeClass::Unknown);
    result.lastByteAt = opened.addSecs(1);
    ASSERT_EQ(errorOf(m_store->recordResult(first, result)), "");

    const auto attempts = m_store->attempts(id);
    ASSERT_EQ(attempts->size(), 1u);
    EXPECT_EQ(attempts->at(0).intendedAt, intended);
    EXPECT_EQ(attempts->at(0).wireOpenAt, opened);
    EXPECT_EQ(attempts->at(0).lastByteAt, opened.addSecs(1));
    EXPECT_EQ(attempts->at(0).endedAt, m_clock.now());
    EXPECT_EQ(attempts->at(0).result->message, u"what happened"_s);
}

TEST_F(JournalStoreTest, showsAnAttemptWithoutAResultAsUnknownAtTheNextStart)
{
    const RunId run = planned();
    ASSERT_EQ(errorOf(m_store->recordWireOpen(attempt(chunk(run, 0).id))), "");
    open();

    const ChunkRecord interrupted = chunk(run, 0);
    EXPECT_EQ(interrupted.state, ChunkState::Unknown);
    EXPECT_FALSE(interrupted.message.isEmpty());
    EXPECT_EQ(m_store->run(run)->ledger.unknown, 3);
    EXPECT_FALSE(m_store->recordIntent(interrupted.id, false));

    open();
    EXPECT_EQ(chunk(run, 0).tries, 1) << "starting again adds nothing";
}

TEST_F(JournalStoreTest, keepsAChunkUnknownWhenALaterTryProvablyDidNotArrive)
{
    const RunId run = planned();
    const ChunkId id = chunk(run, 0).id;
    ASSERT_EQ(errorOf(m_store->recordResult(attempt(id), resultOf(OutcomeClass::Unknown))), "");
    const auto second = m_store->recordIntent(id, true); // the service documents: retry after 500
    ASSERT_EQ(errorOf(second), "");
    ASSERT_EQ(errorOf(m_store->recordResult(*second, resultOf(OutcomeClass::NotSent))), "");

    EXPECT_EQ(chunk(run, 0).state, ChunkState::Unknown) << "the first try may still have been stored";
    EXPECT_FALSE(m_store->recordIntent(id, false));
}

TEST_F(JournalStoreTest, countsAChunkAsQueuedWhenADocumentedRetryWasAccepted)
{
    const RunId run = planned();
    const ChunkId id = chunk(run, 0).id;
    ASSERT_EQ(errorOf(m_store->recordResult(attempt(id), resultOf(OutcomeClass::Unknown))), "");
    ASSERT_EQ(
        errorOf(m_store->recordResult(*m_store->recordIntent(id, true), resultOf(OutcomeClass::Accepted, 3))), "");
    EXPECT_EQ(chunk(run, 0).state, ChunkState::Accepted);
    EXPECT_EQ(chunk(run, 0).tries, 2);
}

TEST_F(JournalStoreTest, settlesAnUnknownChunkByAPersonsWordOnly)
{
    const RunId run = planned();
    const ChunkId first = chunk(run, 0).id;
    const ChunkId second = chunk(run, 1).id;
    EXPECT_FALSE(m_store->recordDecision(first, Decision::TheyAreQueued, wordOf(u"too early"_s)));
    ASSERT_EQ(errorOf(m_store->recordResult(attempt(first), resultOf(OutcomeClass::Unknown))), "");
    ASSERT_EQ(errorOf(m_store->recordResult(attempt(second), resultOf(OutcomeClass::Unknown))), "");

    ASSERT_EQ(errorOf(m_store->recordDecision(first, Decision::TheyAreQueued, wordOf(u"seen in the dashboard"_s))), "");
    ASSERT_EQ(
        errorOf(m_store->recordDecision(second, Decision::TheyAreNotQueued, wordOf(u"searched five names"_s))), "");
    open();

    EXPECT_EQ(chunk(run, 0).state, ChunkState::Accepted);
    EXPECT_EQ(chunk(run, 0).message, u"seen in the dashboard"_s);
    EXPECT_EQ(chunk(run, 1).state, ChunkState::NotSent);
    EXPECT_EQ(m_store->run(run)->ledger.queued, 3);
    EXPECT_FALSE(m_store->recordIntent(first, false));
    EXPECT_TRUE(m_store->recordIntent(second, false));
}

TEST_F(JournalStoreTest, sendsARefusedChunkAgainOnlyAsANewOneOfTheSameRows)
{
    const RunId run = planned();
    const ChunkId refused = chunk(run, 0).id;
    EXPECT_FALSE(m_store->replaceChunk(refused, {})) << "not refused yet";
    ASSERT_EQ(errorOf(m_store->recordResult(attempt(refused), resultOf(OutcomeClass::Refused))), "");
    EXPECT_EQ(m_store->run(run)->ledger.refused, 3);

    const auto replacement = m_store->replaceChunk(refused, {});
    ASSERT_EQ(errorOf(replacement), "");
    EXPECT_FALSE(m_store->replaceChunk(refused, {})) << "once";

    const auto details = m_store->run(run);
    ASSERT_EQ(details->chunks.size(), 3u);
    EXPECT_EQ(details->chunks[0].state, ChunkState::Replaced);
    EXPECT_EQ(details->chunks[2].replaces, 1);
    EXPECT_EQ(details->chunks[2].rows, details->chunks[0].rows);
    EXPECT_EQ(*m_store->body(replacement->at(0)), "first body");
    EXPECT_EQ(details->ledger.notSent, 4);
}

TEST_F(JournalStoreTest, dividesARefusedChunkWithoutLosingARow)
{
    const RunId run = planned();
    const ChunkId refused = chunk(run, 0).id;
    ASSERT_EQ(errorOf(m_store->recordResult(attempt(refused), resultOf(OutcomeClass::Refused))), "");

    EXPECT_FALSE(m_store->replaceChunk(refused, {{{2, 3}, "a"}})) << "row 4 would be lost";
    EXPECT_FALSE(m_store->replaceChunk(refused, {{{2, 3}, "a"}, {{3, 4}, "b"}})) << "row 3 would be called twice";
    const auto halves = m_store->replaceChunk(refused, {{{2}, "a"}, {{3, 4}, "b"}});
    ASSERT_EQ(errorOf(halves), "");
    ASSERT_EQ(halves->size(), 2u);
    EXPECT_EQ(*m_store->body(halves->at(1)), "b");
    EXPECT_EQ(m_store->run(run)->ledger.notSent, 4);
    EXPECT_EQ(chunk(run, 0).state, ChunkState::Replaced);
}

TEST_F(JournalStoreTest, letsAPersonSayWhichRowsOfAPartlyStoredChunkAreQueued)
{
    const RunId run = planned();
    const ChunkId id = chunk(run, 0).id;
    ASSERT_EQ(errorOf(m_store->recordResult(attempt(id), resultOf(OutcomeClass::Unknown, 1))), "");
    EXPECT_TRUE(chunk(run, 0).isPartlyQueued());
    EXPECT_FALSE(m_store->recordDecision(id, Decision::TheyAreQueued, wordOf(u"all"_s))) << "two people would be lost";
    EXPECT_FALSE(m_store->recordDecision(id, Decision::TheyAreNotQueued, wordOf(u"none"_s)))
        << "one person would be called twice";
    EXPECT_FALSE(m_store->recordSettlement(id, settled({7}, {2, 3, 4}, u"row 7 is in another chunk"_s)));

    ASSERT_EQ(errorOf(m_store->recordSettlement(id, settled({3}, {2, 4}, u"seen in the dashboard"_s))), "");
    open();

    EXPECT_EQ(chunk(run, 0).state, ChunkState::Replaced);
    EXPECT_EQ(m_store->run(run)->ledger, (Ledger{6, 1, 1, 1, 0, 3, 0}));
    EXPECT_EQ(chunk(run, 2).rows, (std::vector<std::uint32_t>{2, 4}));
    EXPECT_TRUE(m_store->recordIntent(chunk(run, 2).id, false));
    EXPECT_FALSE(m_store->recordIntent(id, false));
}

TEST_F(JournalStoreTest, settlesPeopleOneByOneAndKeepsTheOthersUnknown)
{
    const RunId run = planned();
    const ChunkId id = chunk(run, 0).id;
    ASSERT_EQ(errorOf(m_store->recordResult(attempt(id), resultOf(OutcomeClass::Unknown))), "");
    LookUp look{u"the whole batch"_s, m_clock.now(), m_clock.now().addSecs(1), 12,
        {RowVerdict::Present, RowVerdict::Absent, RowVerdict::Undecided}};
    ASSERT_EQ(errorOf(m_store->recordLookUp(id, look)), "");
    EXPECT_EQ(chunk(run, 0).state, ChunkState::Unknown) << "a look is evidence, and changes nothing";
    EXPECT_EQ(m_store->lookUps(id)->at(0), look);

    const auto successor = m_store->recordSettlement(id, settled({2}, {3}));
    ASSERT_EQ(errorOf(successor), "");
    open();

    EXPECT_EQ(chunk(run, 0).state, ChunkState::Unknown);
    EXPECT_EQ(chunk(run, 0).openRows(), (std::vector<std::uint32_t>{4}));
    EXPECT_EQ(m_store->run(run)->ledger, (Ledger{6, 1, 1, 1, 0, 2, 1}));
    EXPECT_EQ(*m_store->rowsIn(run, RowState::Queued), (std::vector<RowInChunk>{{2, id}}));
    EXPECT_EQ(*m_store->rowsIn(run, RowState::Unknown), (std::vector<RowInChunk>{{4, id}}));
    EXPECT_EQ(m_store->rowsIn(run, RowState::NotSent)->front(), (RowInChunk{3, **successor}));
    EXPECT_FALSE(m_store->recordIntent(id, false));
    EXPECT_TRUE(m_store->recordIntent(**successor, false));
    EXPECT_FALSE(m_store->recordSettlement(id, settled({2}, {}))) << "row 2 is settled already";
    EXPECT_FALSE(m_store->recordSettlement(id, settled({4}, {4}))) << "not both";
    EXPECT_FALSE(m_store->recordSettlement(id, settled({}, {})));
    EXPECT_FALSE(m_store->recordDecision(id, Decision::TheyAreNotQueued, wordOf(u"all"_s)))
        << "its bytes name row 2, who would be called twice";

    ASSERT_EQ(errorOf(m_store->recordDecision(id, Decision::TheyAreQueued, wordOf(u"the last one too"_s))), "");
    EXPECT_EQ(chunk(run, 0).state, ChunkState::Replaced);
    EXPECT_EQ(m_store->run(run)->ledger, (Ledger{6, 1, 1, 2, 0, 1, 1})) << "the one who is sent again is under way";
}

TEST_F(JournalStoreTest, remembersWhoDecidedWhatAndWhatTheyWereShown)
{
    const RunId run = planned();
    const ChunkId id = chunk(run, 0).id;
    ASSERT_EQ(errorOf(m_store->recordResult(attempt(id), resultOf(OutcomeClass::Unknown))), "");
    ASSERT_EQ(errorOf(m_store->recordDecision(id, Decision::TheyAreNotQueued, wordOf(u"searched five"_s))), "");
    const auto settlements = m_store->settlements(run);
    ASSERT_EQ(settlements->size(), 1u);
    EXPECT_EQ(settlements->at(0).at, m_clock.now());
    EXPECT_EQ(settlements->at(0).people(), 3);
    EXPECT_EQ(settlements->at(0).settlement.who, u"ada"_s);
    EXPECT_EQ(settlements->at(0).settlement.sentence, u"If they were queued, they are called twice."_s);
    EXPECT_EQ(settlements->at(0).settlement.by, SettledBy::Person);
}

TEST_F(JournalStoreTest, sendsNothingMoreWhenItsFileWasMovedOrEmptied)
{
    const RunId run = planned();
    const ChunkId id = chunk(run, 0).id;
    const QString path = m_folder.path(u"journal.sqlite"_s);
    ASSERT_TRUE(QFile::rename(path, path + u".moved"_s));
    const auto moved = m_store->recordIntent(id, false);
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().kind, ErrorKind::Storage);
    EXPECT_TRUE(moved.error().message.contains(path));

    ASSERT_TRUE(QFile::rename(path + u".moved"_s, path));
    EXPECT_TRUE(m_store->recordIntent(id, false)) << "back in its place";
}

TEST_F(JournalStoreTest, findsEarlierRunsOfTheSameFile)
{
    const RunId run = planned();
    EXPECT_TRUE(m_store->runsOfFile(u"abc"_s)->empty()) << "nobody was queued yet";
    ASSERT_EQ(errorOf(m_store->recordResult(attempt(chunk(run, 0).id), resultOf(OutcomeClass::Accepted, 3))), "");
    EXPECT_EQ(m_store->runsOfFile(u"abc"_s)->size(), 1u);
    EXPECT_TRUE(m_store->runsOfFile(u"another"_s)->empty());
}

TEST_F(JournalStoreTest, isReadableByItsOwnerOnly)
{
    planned();
    QFile::setPermissions(
        m_folder.path(u"journal.sqlite"_s), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther);
    open(); // mends what somebody opened up
    attempt(chunk(1, 0).id);
    for (const QString &name : {u"journal.sqlite"_s, u"journal.sqlite-wal"_s}) {
        const auto permissions = QFile::permissions(m_folder.path(name));
        EXPECT_EQ(permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions())
            << name.toStdString();
    }
}

TEST_F(JournalStoreTest, refusesASecondProgram)
{
    const auto second = JournalStore::open(m_folder.path(u"journal.sqlite"_s), m_clock);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::Conflict);
}

TEST_F(JournalStoreTest, noticesABodyThatIsNotWhatWasPlanned)
{
    const RunId run = planned();
    const ChunkId id = chunk(run, 0).id;
    m_store.reset();
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        database.setDatabaseName(m_folder.path(u"journal.sqlite"_s));
        ASSERT_TRUE(database.open());
        QSqlQuery query(database);
        ASSERT_TRUE(query.prepare(u"UPDATE body SET compressed = ?"_s));
        query.addBindValue(qCompress("another body"));
        ASSERT_TRUE(query.exec());
        database.close();
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
    open();
    EXPECT_FALSE(m_store->body(id));
}

TEST(JournalStore, saysWhenTheFileIsNotAJournal)
{
    const test::TemporaryFolder folder;
    const base::SystemClock clock;
    const QString path
        = folder.write(u"journal.sqlite"_s, "this is no database, and long enough to be looked at as one");
    const auto opened = JournalStore::open(path, clock);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Storage);
    EXPECT_FALSE(opened.error().message.isEmpty());
}

} // namespace callsheet::runs
