#include "tests/core/runs/journal_fixture.h"

#include <QFile>

// Who was queued is known again by number, and no number is kept for it.
namespace callsheet::runs {

using namespace Qt::StringLiterals;
using test::errorOf;

namespace {

constexpr std::uint64_t ada = 447400000001;
constexpr std::uint64_t bob = 447400000002;
constexpr std::uint64_t eve = 447400000003;

class JournalNumbers : public JournalStoreTest {
protected:
    void SetUp() override
    {
        m_options.numberKey = QByteArray(32, 'k');
        open();
        m_run = *m_store->plan(headFor(3), {}, chunksOf({{{2, 3}, "ada and bob", {ada, bob}}, {{4}, "eve", {eve}}}));
    }
    std::vector<std::size_t> found(std::vector<std::uint64_t> phones, int days = 30, bool practice = false)
    {
        const auto before = m_store->queuedBefore(phones, m_clock.now().addDays(-days), practice);
        EXPECT_EQ(errorOf(before), "");
        std::vector<std::size_t> indexes;
        for (const QueuedBefore &person : *before)
            indexes.push_back(person.index);
        return indexes;
    }

    RunId m_run = 0;
};

using Indexes = std::vector<std::size_t>;

} // namespace

TEST_F(JournalNumbers, knowsWhoWasQueuedAndWhoMayHaveBeen)
{
    EXPECT_EQ(found({ada, bob, eve}), Indexes()) << "planned is not queued";
    sent(chunk(m_run, 0).id, OutcomeClass::Accepted);
    sent(chunk(m_run, 1).id, OutcomeClass::Unknown);
    open();

    EXPECT_EQ(found({99, bob, eve, 0, ada}), (Indexes{1, 2, 4}));
    const auto before = m_store->queuedBefore({bob, eve}, m_clock.now().addDays(-1), false);
    EXPECT_EQ(before->at(0), (QueuedBefore{0, m_run, u"64e5f12345abcdef98765432"_s, m_clock.now(), true}));
    EXPECT_FALSE(before->at(1).isCertain);
}

TEST_F(JournalNumbers, doesNotCountWhoWasRefusedOrNotSent)
{
    sent(chunk(m_run, 0).id, OutcomeClass::Refused);
    sent(chunk(m_run, 1).id, OutcomeClass::NotSent);
    EXPECT_EQ(found({ada, bob, eve}), Indexes());
}

TEST_F(JournalNumbers, knowsThePeopleOfAChunkThatTookAnothersPlace)
{
    const ChunkId first = chunk(m_run, 0).id;
    sent(first, OutcomeClass::Unknown);
    Settlement settlement;
    settlement.queued = {2};
    settlement.absent = PlannedChunk{{3}, "bob"};
    const auto successor = m_store->recordSettlement(first, settlement);
    ASSERT_EQ(errorOf(successor), "");
    EXPECT_EQ(found({ada, bob}), Indexes{0}) << "bob was not there";
    sent(**successor, OutcomeClass::Accepted);
    EXPECT_EQ(found({ada, bob}), (Indexes{0, 1}));
}

TEST_F(JournalNumbers, forgetsAfterItsTime)
{
    sent(chunk(m_run, 0).id, OutcomeClass::Accepted);
    m_clock.advance(std::chrono::hours(24 * 31));
    EXPECT_EQ(found({ada}), Indexes());
    EXPECT_EQ(found({ada}, 40), Indexes{0});
    ASSERT_EQ(errorOf(m_store->forgetNumbers(m_clock.now().addDays(-30))), "");
    EXPECT_EQ(found({ada}, 40), Indexes());
    sent(chunk(m_run, 1).id, OutcomeClass::Accepted); // planned long ago, and sent only now
    EXPECT_EQ(found({eve}), Indexes{0});
    open();
    EXPECT_EQ(m_store->sendingLock(), QString()) << "to forget is not to tamper";
}

TEST_F(JournalNumbers, keepsPracticeApart)
{
    sent(chunk(m_run, 0).id, OutcomeClass::Accepted);
    EXPECT_EQ(found({ada}, 30, true), Indexes());
}

TEST_F(JournalNumbers, keepsNoNumberAndNoHashThatAnotherProfileKnows)
{
    sent(chunk(m_run, 0).id, OutcomeClass::Accepted);
    m_store.reset();
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    EXPECT_FALSE(bytes.contains(QByteArray::number(static_cast<qulonglong>(ada))));
    const QByteArray hash = hashNumbers(m_options.numberKey, {ada});
    EXPECT_TRUE(bytes.contains(hash)) << "the control: what is looked for can be found";
    EXPECT_NE(hash, hashNumbers(QByteArray(32, 'x'), {ada}));
}

} // namespace callsheet::runs
