#include "core/runs/records.h"

#include <gtest/gtest.h>

namespace callsheet::runs {

namespace {

ChunkRecord chunkOf(ChunkState state, std::size_t people)
{
    ChunkRecord chunk;
    chunk.state = state;
    chunk.rows.resize(people);
    return chunk;
}

} // namespace

TEST(Ledger, putsEveryChunkIntoExactlyOneGroup)
{
    RunHead head;
    head.rows = 1 + 2 + 4 + 8 + 16 + 32 + 64 + 128;
    head.leftOut = 1;
    head.folded = 2;
    const std::vector<ChunkRecord> chunks = {chunkOf(ChunkState::Waiting, 4), chunkOf(ChunkState::NotSent, 8),
        chunkOf(ChunkState::Accepted, 16), chunkOf(ChunkState::Refused, 32), chunkOf(ChunkState::Unknown, 64),
        chunkOf(ChunkState::Sending, 128), chunkOf(ChunkState::Replaced, 1000)};

    const Ledger ledger = ledgerOf(head, chunks);

    EXPECT_TRUE(ledger.addsUp());
    EXPECT_EQ(ledger.notSent, 12);
    EXPECT_EQ(ledger.queued, 16);
    EXPECT_EQ(ledger.refused, 32);
    EXPECT_EQ(ledger.unknown, 64 + 128) << "a chunk under way is unknown until it is answered";
}

TEST(Ledger, saysWhenRowsAreMissing)
{
    RunHead head;
    head.rows = 10;
    EXPECT_FALSE(ledgerOf(head, {chunkOf(ChunkState::Accepted, 9)}).addsUp());
}

TEST(ChunkAction, neverOffersToSendWhatMayHaveArrived)
{
    EXPECT_EQ(actionFor(ChunkState::Unknown), ChunkAction::Settle);
    EXPECT_EQ(actionFor(ChunkState::Accepted), ChunkAction::None);
    EXPECT_EQ(actionFor(ChunkState::Sending), ChunkAction::None);
    EXPECT_EQ(actionFor(ChunkState::Replaced), ChunkAction::None);
    EXPECT_EQ(actionFor(ChunkState::NotSent), ChunkAction::SendAgain);
    EXPECT_EQ(actionFor(ChunkState::Refused), ChunkAction::SendAsNewChunk);
}

} // namespace callsheet::runs
