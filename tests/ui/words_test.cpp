#include "core/send/settle_unknown.h"
#include "ui/common/numbers.h"
#include "ui/common/translations.h"
#include "ui/runs/run_words.h"

#include "tests/support/printers.h"

#include <QApplication>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

// Plural forms come from the English catalogue.
class Words : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }
};

runs::ChunkRecord chunk(int number, runs::ChunkState state, int people)
{
    runs::ChunkRecord record;
    record.number = number;
    record.state = state;
    for (int i = 0; i < people; ++i)
        record.rows.push_back(static_cast<std::uint32_t>(number * 1000 + i));
    return record;
}

} // namespace

TEST_F(Words, chunkSplitNamesEveryPart)
{
    EXPECT_EQ(chunkSplit(443, 1000), u"1 chunk"_s);
    EXPECT_EQ(chunkSplit(1000, 1000), u"1 chunk"_s);
    EXPECT_EQ(chunkSplit(3000, 1000), u"3 chunks: 3 × 1,000"_s);
    EXPECT_EQ(chunkSplit(12443, 1000), u"13 chunks: 12 × 1,000 + 443"_s);
}

TEST_F(Words, theLedgerIsShownAsASum)
{
    runs::Ledger ledger{
        .rows = 12480, .leftOut = 28, .folded = 9, .queued = 11443, .refused = 0, .notSent = 0, .unknown = 1000};
    EXPECT_EQ(ledgerText(ledger, {}),
        u"12,480 rows = 11,443 queued + 1,000 unknown + 28 left out + 9 folded as duplicates"_s);
}

TEST_F(Words, aLedgerThatDoesNotAddUpIsSaid)
{
    runs::Ledger ledger{.rows = 10, .queued = 9};
    EXPECT_TRUE(ledgerText(ledger, {}).contains(u"do not add up"_s)) << ledgerText(ledger, {}).toStdString();
}

TEST_F(Words, replacedChunksDoNotCountAsProgress)
{
    const std::vector<runs::ChunkRecord> chunks{chunk(1, runs::ChunkState::Accepted, 2),
        chunk(2, runs::ChunkState::Replaced, 2), chunk(3, runs::ChunkState::Waiting, 2)};
    EXPECT_EQ(chunksDone(chunks), std::pair(1, 2));
}

TEST_F(Words, anUnknownChunkIsNeverOfferedAsAPlainRetry)
{
    EXPECT_EQ(whatCanBeDone(runs::ChunkState::Unknown), u"Say whether they are queued"_s);
    EXPECT_TRUE(whatCanBeDone(runs::ChunkState::Accepted).isEmpty());
    EXPECT_TRUE(whatCanBeDone(runs::ChunkState::Sending).isEmpty());
}

TEST_F(Words, theTimeLeftIsSaidOnlyWhereItCanBeTrusted)
{
    const QDateTime start({2026, 7, 1}, {12, 0}, Qt::UTC);
    const auto at = [&start](std::initializer_list<int> seconds) {
        std::vector<QDateTime> moments = {start};
        for (const int second : seconds)
            moments.push_back(start.addSecs(second));
        return moments;
    };
    EXPECT_EQ(timeLeftText(at({10, 20}), 30), QString()) << "two chunks are too few";
    EXPECT_EQ(timeLeftText(at({10, 20, 30}), 30), u"about 5 minutes left"_s);
    EXPECT_EQ(timeLeftText(at({10, 20, 30}), 6), u"about a minute left"_s);
    EXPECT_EQ(timeLeftText(at({10, 20, 30}), 2), u"less than a minute left"_s);
    EXPECT_EQ(timeLeftText(at({10, 20, 80}), 30), QString()) << "one had to wait";
    EXPECT_EQ(timeLeftText(at({10, 20, 30}), 0), QString());
}

TEST_F(Words, aLookIsToldInWholeSentencesForOneAndForMany)
{
    EXPECT_EQ(send::describe(send::SettleReport{{{1, 1, 0, 0, 0}}}),
        u"The service was asked: 1 person is in the batch; 0 are not and may be sent again."_s);
    EXPECT_EQ(send::describe(send::SettleReport{{{1, 1200, 1, 0, 0}, {2, 34, 0, 0, 0}}}),
        u"The service was asked: 1,234 people are in the batch; 1 is not and may be sent again."_s);
    const QString undecided = send::describe(send::SettleReport{{{1, 61, 0, 7, 6}}});
    EXPECT_TRUE(
        undecided.contains(u"6 people stood in the batch before this run, so finding them there proves nothing."_s))
        << undecided.toStdString();
    EXPECT_TRUE(undecided.contains(u"Of 1 person it cannot be told"_s)) << undecided.toStdString();
}

TEST_F(Words, aPauseIsToldAsLongAsItIsTrue)
{
    const QString message = u"You stopped it: they may or may not be queued."_s;
    const auto told = [&message](send::PauseReason reason, qint64 notSent, qint64 unknown) {
        return pauseText(reason, message, {.rows = 9, .notSent = notSent, .unknown = unknown});
    };
    EXPECT_EQ(told(send::PauseReason::Stopped, 3, 5), message);
    EXPECT_EQ(told(send::PauseReason::Stopped, 3, 0), u"Stopped by you."_s) << "the unknown ones are settled";
    EXPECT_EQ(told(send::PauseReason::Stopped, 0, 0), QString()) << "nobody is left";
    EXPECT_EQ(told(send::PauseReason::CredentialsRefused, 3, 0), message);
    EXPECT_EQ(told(send::PauseReason::OutcomeUnknown, 3, 5), QString()) << "its chunk says that";
    EXPECT_EQ(pauseText(send::PauseReason::AskedTo, {}, {.rows = 3, .notSent = 3}), u"Paused by you."_s);
}

} // namespace callsheet::ui
