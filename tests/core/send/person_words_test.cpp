#include "core/send/person_words.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

// What Results and the exported list say of one person.
namespace callsheet::send {

using namespace Qt::StringLiterals;
using runs::ChunkRecord;
using runs::ChunkState;
using runs::RowState;
using runs::SettledBy;
using runs::SettlementRecord;

namespace {

struct Case {
    const char *name;
    RowState state;
    ChunkState chunk;
    const char16_t *code;
    const char16_t *serverText;
    const char16_t *sentence;
};
void PrintTo(const Case &row, std::ostream *out)
{
    *out << row.name;
}

class WhatHappened : public ::testing::TestWithParam<Case> { };

ChunkRecord chunkOf(ChunkState state, const QString &code, const QString &serverText = {})
{
    ChunkRecord chunk;
    chunk.id = 11;
    chunk.number = 1;
    chunk.rows = {2, 3, 4};
    chunk.state = state;
    chunk.code = code;
    chunk.message = u"1,000 people were sent and the service did not answer in time."_s;
    chunk.serverText = serverText;
    chunk.tries = 1;
    chunk.lastTryAt = QDateTime({2026, 7, 1}, {9, 30}, Qt::UTC);
    return chunk;
}

SettlementRecord wordOn(runs::ChunkId chunk, SettledBy by, const QString &who, std::vector<std::uint32_t> queued,
    std::vector<std::uint32_t> absent)
{
    SettlementRecord record;
    record.at = QDateTime({2026, 7, 1}, {9, 40}, Qt::UTC);
    record.chunk = chunk;
    record.settlement.by = by;
    record.settlement.who = who;
    record.settlement.queued = std::move(queued);
    if (!absent.empty())
        record.settlement.absent = runs::PlannedChunk{std::move(absent), {}};
    return record;
}

} // namespace

TEST_P(WhatHappened, isSaidOfThePersonAndNotOfTheChunk)
{
    const Case &row = GetParam();
    const ChunkRecord chunk = chunkOf(row.chunk, QString::fromUtf16(row.code), QString::fromUtf16(row.serverText));
    const QString sentence = whatHappened(row.state, chunk, 2, {});
    EXPECT_EQ(sentence, QString::fromUtf16(row.sentence));
    EXPECT_FALSE(sentence.contains(u"1,000"_s));
}

INSTANTIATE_TEST_SUITE_P(States, WhatHappened,
    ::testing::Values(
        Case{"queued", RowState::Queued, ChunkState::Accepted, u"accepted", u"", u"Queued by the service."},
        Case{"updated", RowState::Queued, ChunkState::Accepted, u"acceptedWithUpdates", u"",
            u"Accepted by the service; some of the chunk were in the batch already."},
        Case{"refused", RowState::Refused, ChunkState::Refused, u"invalid", u"+447400000001 has no plan",
            u"The service refused the chunk: “+•••••••••001 has no plan”."},
        Case{"refusedWithoutAWord", RowState::Refused, ChunkState::Refused, u"groupRefused", u"",
            u"The service refused this person's chunk; nobody of it was queued."},
        Case{"noSuchBatch", RowState::Refused, ChunkState::Refused, u"notFound", u"no batch",
            u"The service did not know the batch, so nobody was queued. It says: “no batch”."},
        Case{"waiting", RowState::NotSent, ChunkState::Waiting, u"", u"", u"Waits to be sent."},
        Case{"unreachable", RowState::NotSent, ChunkState::NotSent, u"connectionRefused", u"",
            u"The service could not be reached, so nothing was sent."},
        Case{"keyRefused", RowState::NotSent, ChunkState::NotSent, u"credentials", u"no",
            u"The service refused the key or token, so nobody was queued."},
        Case{"notSentForAnotherReason", RowState::NotSent, ChunkState::NotSent, u"new", u"", u"Nothing was sent."},
        Case{"sending", RowState::Unknown, ChunkState::Sending, u"", u"", u"Is being sent."},
        Case{"timeout", RowState::Unknown, ChunkState::Unknown, u"timeout", u"",
            u"We do not know whether this person is queued: the service did not answer in time."},
        Case{"died", RowState::Unknown, ChunkState::Unknown, u"interrupted", u"",
            u"We do not know whether this person is queued: Callsheet ended before the service answered."},
        Case{"some", RowState::Unknown, ChunkState::Unknown, u"partlyStored", u"",
            u"We do not know whether this person is queued: the service took only some of the chunk, and did not say "
            u"whom."},
        Case{"unknownForAnotherReason", RowState::Unknown, ChunkState::Unknown, u"new", u"",
            u"We do not know whether this person is queued."}),
    [](const ::testing::TestParamInfo<Case> &info) { return std::string(info.param.name); });

TEST(WhatHappenedAfterALook, namesWhoSettledIt)
{
    ChunkRecord chunk = chunkOf(ChunkState::Unknown, u"timeout"_s);
    chunk.queuedRows = {2, 3};
    const SettledPeople settled(
        {wordOn(11, SettledBy::Service, {}, {2}, {}), wordOn(11, SettledBy::Person, u"asha"_s, {3}, {})}, {chunk});
    EXPECT_EQ(whatHappened(RowState::Queued, chunk, 2, settled), u"Found in the batch when the service was asked."_s);
    EXPECT_EQ(whatHappened(RowState::Queued, chunk, 3, settled), u"asha said that this person is queued."_s);
    EXPECT_EQ(whatHappened(RowState::Unknown, chunk, 4, settled),
        u"We do not know whether this person is queued: the service was asked, and what it holds does not tell."_s);
    EXPECT_EQ(whatHappened(RowState::Unknown, chunk, 4, {}),
        u"We do not know whether this person is queued: the service did not answer in time."_s)
        << "the control: nobody has asked";
}

TEST(WhatHappenedAfterALook, isSaidInTheChunkOfWhoeverWasAbsentUntilItIsTried)
{
    ChunkRecord origin = chunkOf(ChunkState::Replaced, u"timeout"_s);
    origin.movedRows = {2, 3, 4};
    ChunkRecord chunk = chunkOf(ChunkState::Waiting, {});
    chunk.id = 12;
    chunk.number = 2;
    chunk.replaces = 1;
    chunk.lastTryAt = {};
    const SettledPeople settled({wordOn(11, SettledBy::Service, {}, {}, {2, 3, 4})}, {origin, chunk});
    EXPECT_EQ(whatHappened(RowState::NotSent, chunk, 3, settled),
        u"Was not in the batch when the service was asked, and can be sent."_s);
    chunk.state = ChunkState::NotSent;
    chunk.code = u"hostNotFound"_s;
    chunk.lastTryAt = QDateTime({2026, 7, 1}, {9, 50}, Qt::UTC);
    EXPECT_EQ(
        whatHappened(RowState::NotSent, chunk, 3, settled), u"The service could not be found, so nothing was sent."_s);
    chunk.state = ChunkState::Accepted;
    EXPECT_EQ(whatHappened(RowState::Queued, chunk, 3, settled), u"Queued by the service."_s);
}

TEST(WhatHappenedAfterAPersonsWord, isThatWord)
{
    const ChunkRecord chunk = chunkOf(ChunkState::NotSent, u"timeout"_s);
    EXPECT_EQ(whatHappened(RowState::NotSent, chunk, 2,
                  SettledPeople({wordOn(11, SettledBy::Person, u"asha"_s, {}, {2, 3, 4})}, {chunk})),
        u"asha said that this person is not queued and can be sent again."_s);
    EXPECT_EQ(whatHappened(RowState::NotSent, chunk, 2,
                  SettledPeople({wordOn(11, SettledBy::Person, {}, {}, {2, 3, 4})}, {chunk})),
        u"Somebody said that this person is not queued and can be sent again."_s)
        << "of a journal that did not keep names yet";
}

} // namespace callsheet::send
