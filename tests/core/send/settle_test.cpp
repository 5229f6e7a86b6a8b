#include "core/send/settle.h"

#include "tests/core/send/campaign.h"
#include "tests/support/printers.h"

// A person's word on a chunk that a look at the service has settled in part.
namespace callsheet::send {

using namespace Qt::StringLiterals;
using test::Campaign;
using test::errorOf;
using Rows = std::vector<std::uint32_t>;

namespace {

class PartlySettled : public ::testing::Test {
protected:
    //! Rows 2 to 5 were sent and nobody knows; a look has found row 2.
    void SetUp() override
    {
        m_run = m_campaign.plan(m_campaign.input(test::contactSheet(4)));
        const runs::ChunkId id = m_campaign.details(m_run).chunks.front().id;
        const auto attempt = m_campaign.journal->recordIntent(id, false).result();
        ASSERT_TRUE(attempt);
        ASSERT_EQ(errorOf(m_campaign.journal->recordWireOpen(*attempt).result()), "");
        runs::AttemptResult lost;
        lost.code = u"timeout"_s;
        ASSERT_EQ(errorOf(m_campaign.journal->recordResult(*attempt, lost).result()), "");
        runs::Settlement found;
        found.queued = {2};
        ASSERT_EQ(errorOf(m_campaign.journal->recordSettlement(id, found).result()), "");
    }
    runs::ChunkRecord first() { return m_campaign.details(m_run).chunks.front(); }
    runs::Ledger ledger() { return m_campaign.details(m_run).ledger; }

    Campaign m_campaign;
    runs::RunId m_run = 0;
};

} // namespace

TEST_F(PartlySettled, leavesTheOthersToAPersonWhoKnowsWhichAreQueued)
{
    EXPECT_FALSE(first().isPartlyQueued()) << "who is queued is known by name";
    EXPECT_FALSE(settleByRows(*m_campaign.journal, first(), {2}, {{}, {}, u"seen"_s}).result()) << "settled already";
    ASSERT_EQ(errorOf(settleByRows(*m_campaign.journal, first(), {3}, {{}, {}, u"seen"_s}).result()), "");
    EXPECT_EQ(ledger(), (runs::Ledger{4, 0, 0, 2, 0, 2, 0}));
    EXPECT_EQ(m_campaign.details(m_run).chunks.back().rows, (Rows{4, 5}));
}

TEST_F(PartlySettled, canBeSaidNotToBeQueuedAndOnlyThoseAreSentAgain)
{
    ASSERT_EQ(errorOf(settleAll(*m_campaign.journal, first(), runs::Decision::TheyAreNotQueued,
                  {u"asha"_s, u"Are they queued?"_s, u"looked"_s})
                          .result()),
        "");
    EXPECT_EQ(ledger(), (runs::Ledger{4, 0, 0, 1, 0, 3, 0}));
    EXPECT_EQ(m_campaign.details(m_run).chunks.back().rows, (Rows{3, 4, 5}));
}

TEST_F(PartlySettled, canBeSaidToBeQueuedAsAWhole)
{
    ASSERT_EQ(errorOf(settleAll(*m_campaign.journal, first(), runs::Decision::TheyAreQueued,
                  {u"asha"_s, u"Are they queued?"_s, u"looked"_s})
                          .result()),
        "");
    EXPECT_EQ(ledger(), (runs::Ledger{4, 0, 0, 4, 0, 0, 0}));
}

TEST_F(PartlySettled, keepWhoSettledThemAndWhatThatPersonWasShown)
{
    const runs::PersonsWord word{u"asha"_s, u"Are they queued?"_s, u"looked"_s};
    ASSERT_EQ(errorOf(settleAll(*m_campaign.journal, first(), runs::Decision::TheyAreQueued, word).result()), "");
    const auto settlements = m_campaign.journal->settlements(m_run).result();
    ASSERT_EQ(errorOf(settlements), "");
    const runs::Settlement &last = settlements->back().settlement;
    EXPECT_EQ(last.by, runs::SettledBy::Person);
    EXPECT_EQ((runs::PersonsWord{last.who, last.sentence, last.note}), word);
}

TEST_F(PartlySettled, closeTheRunWithTheLastUnknownAndNotBefore)
{
    const auto closings = [this] { return m_campaign.details(m_run).closedAt.isValid(); };
    ASSERT_EQ(errorOf(settleByRows(*m_campaign.journal, first(), {3}, {}).result()), "");
    EXPECT_FALSE(closings()) << "rows 4 and 5 may be sent now";
    const runs::ChunkRecord rest = m_campaign.details(m_run).chunks.back();
    const auto attempt = m_campaign.journal->recordIntent(rest.id, false).result();
    ASSERT_TRUE(attempt);
    ASSERT_EQ(errorOf(m_campaign.journal->recordWireOpen(*attempt).result()), "");
    ASSERT_EQ(errorOf(m_campaign.journal->recordResult(*attempt, {}).result()), "");
    const runs::ChunkRecord unknown = m_campaign.details(m_run).chunks.back();
    ASSERT_EQ(unknown.state, runs::ChunkState::Unknown);
    ASSERT_EQ(errorOf(settleAll(*m_campaign.journal, unknown, runs::Decision::TheyAreQueued, {}).result()), "");
    EXPECT_TRUE(closings());
}

} // namespace callsheet::send
