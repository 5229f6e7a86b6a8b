#include "tests/core/runs/journal_fixture.h"

#include <QDir>
#include <QFile>

#include <chrono>

// What goes by itself, what goes because a person wants it gone, and what stays in both cases.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::ErrorKind;
using test::errorOf;

namespace {

constexpr std::chrono::hours day(24);

struct PurgeCase {
    ChunkState state;
    bool isExported;
    qint64 days;
    int kept; // days of the setting
    bool mayGo;
};

class LocalData : public JournalStoreTest {
protected:
    void SetUp() override { reopen(); }
    void reopen()
    {
        m_store.reset();
        m_options.witness = std::make_shared<FileWitness>(m_folder.path(u"journal.last"_s));
        m_options.payloadKeys = {true, QByteArray(payloadKeySize, 'k')};
        m_options.numberKey = QByteArray(32, 'n');
        open();
    }
    //! Three chunks of one person each, with numbers; the first is sent with this outcome.
    RunId sentRun(OutcomeClass outcome, int chunks = 2)
    {
        std::vector<PlannedChunk> planned;
        for (int i = 0; i < chunks; ++i) {
            const auto row = static_cast<std::uint32_t>(i + 2);
            planned.push_back({{row}, "body " + QByteArray::number(++m_made), {447400000000u + row}});
        }
        const auto run
            = m_store->plan(headFor(chunks + 1, 1), {{90, false, u"“Trubshaw” is no number."_s}}, chunksOf(planned));
        EXPECT_EQ(errorOf(run), "");
        sent(chunk(*run, 0).id, outcome);
        return *run;
    }
    bool hasBody(RunId run, std::size_t index) { return bool(m_store->body(chunk(run, index).id)); }
    std::size_t remembered()
    {
        return m_store->queuedBefore({447400000002u}, m_clock.now().addDays(-numbersRememberedDays), false)->size();
    }

    int m_made = 0;
};

} // namespace

TEST(Retention, letsPayloadGoWhenNobodyNeedsItAnyMore)
{
    const std::vector<PurgeCase> cases = {
        {ChunkState::Accepted, false, 29, 30, false},
        {ChunkState::Accepted, false, 30, 30, true},
        {ChunkState::Accepted, true, 0, 30, true},
        {ChunkState::Accepted, false, 0, 0, true}, // as soon as it is final
        {ChunkState::Accepted, false, -1, 0, false}, // the clock was set back
        {ChunkState::Replaced, false, 30, 30, true},
        {ChunkState::Refused, false, 29, 30, false},
        {ChunkState::Refused, true, 0, 30, true},
        {ChunkState::Refused, false, 0, 0, false}, // may be corrected and sent again
        {ChunkState::Refused, false, 30, 0, true},
        {ChunkState::Waiting, true, 1000, 0, false},
        {ChunkState::Sending, true, 1000, 0, false},
        {ChunkState::NotSent, true, 1000, 0, false},
        {ChunkState::Unknown, true, 1000, 0, false},
    };
    for (const PurgeCase &tested : cases) {
        EXPECT_EQ(mayPurge(tested.state, tested.isExported, tested.days, {tested.kept}), tested.mayGo)
            << stateWord(tested.state).toStdString() << " exported " << tested.isExported << ", " << tested.days
            << " days, kept " << tested.kept;
    }
}

TEST(Retention, isKeptInTheProfile)
{
    const test::TemporaryFolder folder;
    const base::Profile profile{QDir(folder.path(u"."_s))};
    EXPECT_EQ(*loadRetention(profile), Retention{30});
    ASSERT_EQ(errorOf(saveRetention(profile, {0})), "");
    EXPECT_EQ(*loadRetention(profile), Retention{0});
    for (const QByteArray &content : {QByteArray("{"), QByteArray("{\"keepPayloadDays\":-1}"),
             QByteArray("{\"keepPayloadDays\":\"7\"}"), QByteArray("{\"keepPayloadDays\":99999}")}) {
        folder.write(u"retention.json"_s, content);
        const auto loaded = loadRetention(profile);
        ASSERT_FALSE(loaded) << content.toStdString();
        EXPECT_EQ(loaded.error().kind, ErrorKind::InvalidInput);
    }
}

TEST_F(LocalData, goesAfterItsTimeAndLeavesRowsStatesAndTotals)
{
    const RunId run = sentRun(OutcomeClass::Accepted, 1);
    const Ledger before = m_store->run(run)->ledger;
    m_clock.advance(29 * day);
    EXPECT_EQ(*m_store->purge({}), 0);
    EXPECT_TRUE(hasBody(run, 0));
    m_clock.advance(day);
    EXPECT_EQ(*m_store->purge({}), 1);
    const auto body = m_store->body(chunk(run, 0).id);
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().kind, ErrorKind::Conflict);
    EXPECT_TRUE(body.error().message.contains(u"deleted on"_s)) << errorOf(body);
    EXPECT_EQ(m_store->run(run)->ledger, before);
    EXPECT_EQ(chunk(run, 0).state, ChunkState::Accepted);
    EXPECT_EQ(m_store->leftOutRows(run)->at(0), (LeftOutRow{90, false, QString()}));
    EXPECT_EQ(*m_store->purge({}), 0) << "once";
}

TEST_F(LocalData, isNoTamperingWhenItGoes)
{
    const RunId run = sentRun(OutcomeClass::Accepted);
    ASSERT_EQ(errorOf(m_store->recordExport(run, RowState::Queued, 1)), "");
    ASSERT_EQ(*m_store->purge({}), 1);
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_FALSE(hasBody(run, 0));
    EXPECT_TRUE(hasBody(run, 1)) << "who waits is kept";
    EXPECT_TRUE(m_store->recordIntent(chunk(run, 1).id, false));
}

TEST_F(LocalData, ofTheUnknownAndTheWaitingIsKeptForever)
{
    const RunId run = sentRun(OutcomeClass::Unknown);
    ASSERT_EQ(errorOf(m_store->recordExport(run, RowState::Unknown, 1)), "");
    m_clock.advance(4000 * day);
    EXPECT_EQ(*m_store->purge({0}), 0);
    EXPECT_TRUE(hasBody(run, 0));
    EXPECT_TRUE(hasBody(run, 1));
    EXPECT_FALSE(m_store->leftOutRows(run)->at(0).reason.isEmpty());
}

TEST_F(LocalData, goesByItselfAtTheNextStartAndAfterAnExport)
{
    m_options.retention = Retention{30};
    reopen();
    const RunId first = sentRun(OutcomeClass::Accepted, 1);
    const RunId second = sentRun(OutcomeClass::Refused, 1);
    EXPECT_TRUE(hasBody(second, 0));
    ASSERT_EQ(errorOf(m_store->recordExport(second, RowState::Queued, 0)), "");
    EXPECT_TRUE(hasBody(second, 0)) << "that was another list";
    ASSERT_EQ(errorOf(m_store->recordExport(second, RowState::Refused, 1)), "");
    EXPECT_FALSE(hasBody(second, 0));
    EXPECT_EQ(m_store->exports(second)->size(), 2u);
    EXPECT_TRUE(hasBody(first, 0));
    m_clock.advance(31 * day);
    reopen();
    EXPECT_FALSE(hasBody(first, 0));
}

TEST_F(LocalData, goesAsSoonAsTheRunIsClosedIfThatIsWanted)
{
    m_options.retention = Retention{0};
    reopen();
    const RunId run = sentRun(OutcomeClass::Accepted, 1);
    ASSERT_EQ(errorOf(m_store->closeRun(run)), "");
    EXPECT_FALSE(hasBody(run, 0));
}

TEST_F(LocalData, thatAnotherChunkNeedsStays)
{
    const RunId run = sentRun(OutcomeClass::Refused, 1);
    const auto again = m_store->replaceChunk(chunk(run, 0).id, {}); // the same bytes
    ASSERT_EQ(errorOf(again), "");
    m_clock.advance(31 * day);
    EXPECT_EQ(*m_store->purge({}), 1) << "of the chunk that was replaced";
    EXPECT_TRUE(m_store->body(again->front()));
    sent(again->front(), OutcomeClass::Accepted);
    ASSERT_EQ(*m_store->purge({0}), 1);
    EXPECT_FALSE(m_store->body(again->front()));
}

TEST_F(LocalData, ofNumbersIsForgottenAfterThirtyDays)
{
    sentRun(OutcomeClass::Accepted, 1);
    ASSERT_EQ(*m_store->purge({0}), 1);
    EXPECT_EQ(remembered(), 1u) << "so that nobody is called twice within that time";
    m_clock.advance(31 * day);
    ASSERT_TRUE(m_store->purge({0}));
    EXPECT_EQ(m_store->queuedBefore({447400000002u}, m_clock.now().addDays(-4000), false)->size(), 0u);
}

TEST_F(LocalData, ofARunIsDeletedOnlyWhenNobodyIsOpenOrThatIsConfirmed)
{
    for (const OutcomeClass outcome : {OutcomeClass::Unknown, OutcomeClass::NotSent}) {
        const RunId run = sentRun(outcome, 1);
        const auto refused = m_store->deleteRunData(run, u"ada"_s, false);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
        EXPECT_TRUE(hasBody(run, 0));
        EXPECT_EQ(errorOf(m_store->deleteRunData(run, u"ada"_s, true)), "");
        EXPECT_FALSE(m_store->run(run));
    }
    const RunId done = sentRun(OutcomeClass::Accepted, 1);
    EXPECT_EQ(errorOf(m_store->deleteRunData(done, u"ada"_s, false)), "");
}

TEST_F(LocalData, isNotDeletedWhileItIsBeingSent)
{
    const RunId run = sentRun(OutcomeClass::Accepted);
    attempt(chunk(run, 1).id);
    EXPECT_EQ(m_store->deleteRunData(run, u"ada"_s, true).error().kind, ErrorKind::Conflict);
    EXPECT_EQ(m_store->deleteAllData(u"ada"_s, true).error().kind, ErrorKind::Conflict);
    EXPECT_TRUE(m_store->run(run));
}

TEST_F(LocalData, thatIsDeletedDuringTheWaitForARetryIsNotSent)
{
    const RunId run = sentRun(OutcomeClass::NotSent);
    const ChunkId waiting = chunk(run, 0).id;
    sent(waiting, OutcomeClass::NotSent); // the control: before that it may go
    ASSERT_EQ(errorOf(m_store->deleteRunData(run, u"ada"_s, true)), "");
    const auto again = m_store->recordIntent(waiting, false);
    ASSERT_FALSE(again) << "whoever still has its body in memory is refused";
    EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
}

TEST_F(LocalData, ofARunThatIsDeletedLeavesOnlyTheMemoryOfNumbers)
{
    const RunId kept = sentRun(OutcomeClass::Accepted, 1);
    const RunId run = sentRun(OutcomeClass::Accepted, 1);
    const ChunkId id = chunk(run, 0).id;
    ASSERT_EQ(errorOf(m_store->deleteRunData(run, u"ada"_s, false)), "");
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString()) << "deleting is no tampering";
    ASSERT_EQ(m_store->runs()->size(), 1u);
    EXPECT_EQ(m_store->runs()->at(0).head.id, kept);
    EXPECT_FALSE(m_store->body(id));
    EXPECT_TRUE(m_store->leftOutRows(run)->empty());
    EXPECT_TRUE(m_store->attempts(id)->at(0).result->message.isEmpty());
    EXPECT_TRUE(m_store->runsOfFile(u"abc"_s)->size() == 1u);
    EXPECT_EQ(m_store->queuedBefore({447400000002u}, m_clock.now().addDays(-1), false)->at(0).run, run)
        << "sending the same people again is still noticed";
    EXPECT_TRUE(hasBody(kept, 0));
    EXPECT_FALSE(m_store->deleteRunData(run, u"ada"_s, false)) << "once";
}

TEST_F(LocalData, ofAllRunsIsDeletedForGood)
{
    const RunId run = sentRun(OutcomeClass::Unknown);
    ASSERT_FALSE(m_store->deleteAllData(u"ada"_s, false));
    ASSERT_TRUE(m_store->run(run));
    ASSERT_EQ(errorOf(m_store->deleteAllData(u"ada"_s, true)), "");
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_TRUE(m_store->runs()->empty());
    EXPECT_EQ(remembered(), 0u);
    const RunId next = sentRun(OutcomeClass::Accepted);
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString());
    EXPECT_EQ(m_store->run(next)->ledger, (Ledger{3, 1, 0, 1, 0, 1, 0}));
    ASSERT_EQ(errorOf(m_store->deleteAllData(u"ada"_s, true)), "") << "again";
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString());
}

TEST_F(LocalData, ofAllRunsTakesTheirNumbersWithItForGood)
{
    // A receipt that was saved before must not speak of another run.
    const RunId first = sentRun(OutcomeClass::Accepted);
    const RunId last = sentRun(OutcomeClass::Accepted);
    EXPECT_EQ(last, first + 1) << "the control: without a deletion they follow each other";
    ASSERT_EQ(errorOf(m_store->deleteAllData(u"ada"_s, true)), "");
    reopen();
    const RunId next = sentRun(OutcomeClass::Accepted);
    EXPECT_EQ(next, last + 1);
    EXPECT_EQ(m_store->runs()->size(), 1u);
    ASSERT_EQ(errorOf(m_store->deleteAllData(u"ada"_s, true)), "");
    EXPECT_EQ(sentRun(OutcomeClass::Accepted), next + 1);
    reopen();
    EXPECT_EQ(m_store->sendingLock(), QString());
}

TEST_F(LocalData, deletedByAnybodyElseIsTampering)
{
    // The control: the chain still notices what was taken out without an event.
    const RunId run = sentRun(OutcomeClass::Accepted);
    ASSERT_EQ(*m_store->purge({0}), 1);
    tamper(u"DELETE FROM purge"_s);
    reopen();
    EXPECT_FALSE(m_store->sendingLock().isEmpty());
    EXPECT_EQ(*m_store->purge({0}), 0) << "a journal that may not be believed is left as it is";
    EXPECT_FALSE(m_store->deleteRunData(run, u"ada"_s, true));
}

TEST_F(LocalData, ofADeletedRunThatIsPutBackIsTampering)
{
    const RunId run = sentRun(OutcomeClass::Accepted);
    ASSERT_EQ(errorOf(m_store->deleteRunData(run, u"ada"_s, true)), "");
    tamper(u"UPDATE run SET name = 'July'"_s);
    reopen();
    EXPECT_FALSE(m_store->sendingLock().isEmpty());
}

} // namespace callsheet::runs
