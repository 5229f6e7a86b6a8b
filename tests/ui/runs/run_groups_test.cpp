#include "ui/runs/run_groups.h"
#include "ui/runs/run_words.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using runs::ChunkState;

namespace {

runs::ChunkRecord chunkOf(int number, ChunkState state, std::vector<std::uint32_t> rows)
{
    runs::ChunkRecord chunk;
    chunk.id = 10 + number;
    chunk.number = number;
    chunk.state = state;
    chunk.rows = std::move(rows);
    return chunk;
}

//! Of chunk 2 row 5 was found queued and row 6 went into chunk 4.
runs::RunDetails sampleRun()
{
    runs::RunDetails run;
    run.head.rows = 9;
    run.head.leftOut = 1;
    run.head.folded = 1;
    run.chunks = {chunkOf(1, ChunkState::Accepted, {8, 2}), chunkOf(2, ChunkState::Replaced, {5, 6}),
        chunkOf(3, ChunkState::Refused, {7, 9}), chunkOf(4, ChunkState::Unknown, {6})};
    run.chunks[1].queuedRows = {5};
    run.chunks[1].movedRows = {6};
    run.ledger = runs::ledgerOf(run.head, run.chunks);
    return run;
}

const std::vector<runs::LeftOutRow> leftOut = {{3, false, u"too short"_s}, {4, true, u"as row 2"_s}};

std::vector<std::uint32_t> rowsIn(RunGroup group)
{
    std::vector<std::uint32_t> rows;
    for (const ShownPerson &person : peopleIn(sampleRun(), leftOut, group))
        rows.push_back(person.row);
    return rows;
}

} // namespace

TEST(RunGroups, putEveryRowInOneGroupAndInTheOneThatTheLedgerCountsItIn)
{
    using Rows = std::vector<std::uint32_t>;
    EXPECT_EQ(rowsIn(RunGroup::All), (Rows{2, 3, 4, 5, 6, 7, 8, 9}));
    EXPECT_EQ(rowsIn(RunGroup::Queued), (Rows{2, 5, 8}));
    EXPECT_EQ(rowsIn(RunGroup::Refused), (Rows{7, 9}));
    EXPECT_EQ(rowsIn(RunGroup::Unknown), (Rows{6}));
    EXPECT_EQ(rowsIn(RunGroup::NotSent), (Rows{}));
    EXPECT_EQ(rowsIn(RunGroup::LeftOut), (Rows{3}));
    EXPECT_EQ(rowsIn(RunGroup::Folded), (Rows{4}));
    const runs::Ledger ledger = sampleRun().ledger;
    for (int i = 0; i < static_cast<int>(RunGroup::All); ++i) {
        const auto group = static_cast<RunGroup>(i);
        EXPECT_EQ(countIn(ledger, group), static_cast<qint64>(rowsIn(group).size())) << i;
    }
}

TEST(RunWords, sayWhatIsOpenInAnInterruptedRunAndWhatToDo)
{
    runs::RunDetails run = sampleRun();
    const auto asking = interruptionText(run, LookDoor::Open);
    ASSERT_TRUE(asking);
    EXPECT_TRUE(asking->contains(u"chunk 4"_s)) << asking->toStdString();
    EXPECT_TRUE(asking->contains(u"Check with the service"_s));
    EXPECT_FALSE(asking->contains(u"Resume"_s)) << "nobody waits to be sent";
    EXPECT_TRUE(interruptionText(run, LookDoor::NoToken)->contains(u"own pages"_s));

    const QString over = *interruptionText(run, LookDoor::RehearsalOver);
    EXPECT_TRUE(over.contains(u"rehearsal is over"_s)) << over.toStdString();
    EXPECT_FALSE(over.contains(u"Check with the service"_s)) << "there is nobody to ask";

    run.chunks.back().state = ChunkState::NotSent;
    run.ledger = runs::ledgerOf(run.head, run.chunks);
    EXPECT_TRUE(interruptionText(run, LookDoor::NoToken)->contains(u"Resume"_s));
    EXPECT_FALSE(interruptionText(run, LookDoor::NoToken)->contains(u"own pages"_s));
    run.chunks.back().state = ChunkState::Accepted;
    run.ledger = runs::ledgerOf(run.head, run.chunks);
    EXPECT_FALSE(interruptionText(run, LookDoor::Open));
}

TEST(RunWords, tellOfASettlementWithItsChunkAlone)
{
    runs::SettlementRecord record;
    record.chunk = 14;
    record.settlement.by = runs::SettledBy::Person;
    record.settlement.who = u"asha"_s;
    record.settlement.sentence = u"Are they queued?"_s;
    record.settlement.queued = {6};
    EXPECT_TRUE(settlementLines({record}, 13).isEmpty());
    const QString lines = settlementLines({record}, 14).join(u'\n');
    EXPECT_TRUE(lines.contains(u"by asha: 1 queued (rows 6)"_s)) << lines.toStdString();
    EXPECT_TRUE(lines.contains(u"“Are they queued?”"_s));
}

} // namespace callsheet::ui
