#include "core/practice/batch_store.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QSet>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

const QDateTime morning = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);

CallRecord record(const QByteArray &phone, const QByteArray &name = "x")
{
    return {phone, R"({"phoneNumber":")" + phone + R"(","name":")" + name + "\"}", {}};
}

CallRecord badRecord()
{
    return {{}, {}, u"phoneNumber is missing"_s};
}

std::vector<CallRecord> records(int count)
{
    std::vector<CallRecord> list;
    for (int i = 0; i < count; ++i)
        list.push_back(record("1212555" + QByteArray::number(10'000 + i)));
    return list;
}

class PracticeBatch : public testing::Test {
protected:
    Insertion add(const std::vector<CallRecord> &list) { return m_store.addCalls(m_id, list, morning); }
    const Batch &batch() const { return *m_store.batch(m_id); }

    BatchStore m_store;
    const QString m_id = m_store.workspaces()[0].batches[0];
};

} // namespace

TEST_F(PracticeBatch, takesEveryoneOnce)
{
    const Insertion insertion = add(records(3));
    EXPECT_EQ(insertion.added, 3);
    EXPECT_EQ(insertion.chunks, 1);
    EXPECT_TRUE(insertion.failedChunks.isEmpty());
    ASSERT_EQ(insertion.callIds.size(), 3);
    ASSERT_EQ(batch().calls.size(), 3U);
    EXPECT_EQ(batch().calls[1].id, insertion.callIds[1]);
    EXPECT_EQ(batch().calls[1].timesQueued, 1);
    EXPECT_TRUE(batch().calls[1].isPending());
}

TEST_F(PracticeBatch, givesIdsOf24HexDigitsThatRepeatFromRunToRun)
{
    const QStringList ids = add(records(50)).callIds;
    EXPECT_EQ(QSet<QString>(ids.begin(), ids.end()).size(), 50);
    for (const QString &id : ids) {
        EXPECT_EQ(id.size(), 24);
        EXPECT_EQ(QByteArray::fromHex(id.toLatin1()).toHex(), id.toLatin1());
    }
    BatchStore other;
    EXPECT_EQ(other.addCalls(m_id, records(50), morning).callIds, ids);
}

TEST_F(PracticeBatch, updatesACallWhileItIsPending)
{
    const Insertion first = add({record("12125551001", "Sarah")});
    const Insertion second = add({record("+1 212 555 1001", "Sara")});
    EXPECT_EQ(second.added, 0) << "nobody new";
    EXPECT_EQ(second.callIds, first.callIds);
    EXPECT_TRUE(second.changedAnything());
    ASSERT_EQ(batch().calls.size(), 1U);
    EXPECT_EQ(batch().calls[0].timesQueued, 2);
    EXPECT_EQ(batch().calls[0].logs.size(), 1U);
    EXPECT_TRUE(batch().calls[0].json.contains("Sara\""));
    EXPECT_TRUE(m_store.dialNext());
    EXPECT_FALSE(m_store.dialNext()) << "queued twice, but waiting once";
}

TEST_F(PracticeBatch, queuesACompletedCallAgainWithANewLogEntry)
{
    const Insertion first = add({record("12125551001")});
    ASSERT_TRUE(m_store.dialNext());
    const Insertion second = add({record("12125551001")});
    EXPECT_EQ(second.added, 1);
    EXPECT_EQ(second.callIds, first.callIds);
    ASSERT_EQ(batch().calls.size(), 1U);
    EXPECT_EQ(batch().calls[0].logs.size(), 2U);
    EXPECT_TRUE(batch().calls[0].isPending());
    EXPECT_TRUE(m_store.dialNext());
    EXPECT_EQ(batch().calls[0].timesDialled, 2);
}

TEST_F(PracticeBatch, namesAPhoneThatStandsTwiceInARequestOnce)
{
    const Insertion insertion = add({record("12125551001", "a"), record("12125551001", "b")});
    EXPECT_EQ(insertion.added, 1);
    EXPECT_EQ(insertion.callIds.size(), 1);
    EXPECT_EQ(batch().calls.at(0).timesQueued, 2);
}

TEST_F(PracticeBatch, failsAServerChunkWhole)
{
    std::vector<CallRecord> list = records(2001);
    list[1500] = badRecord();
    const Insertion insertion = add(list);
    EXPECT_EQ(insertion.chunks, 3);
    EXPECT_EQ(insertion.added, 1001);
    ASSERT_EQ(insertion.failedChunks.size(), 1);
    EXPECT_EQ(insertion.failedChunks[0].chunkNumber, 2);
    EXPECT_EQ(insertion.failedChunks[0].error, u"record 1501: phoneNumber is missing"_s);
    EXPECT_TRUE(insertion.changedAnything());
    EXPECT_EQ(batch().calls.size(), 1001U);
}

TEST_F(PracticeBatch, changesNothingWhenEveryChunkFails)
{
    const Insertion insertion = add({record("12125551001"), badRecord()});
    EXPECT_FALSE(insertion.changedAnything());
    EXPECT_TRUE(batch().calls.empty());
}

TEST_F(PracticeBatch, dialsInTheOrderOfQueueingThroughAllBatches)
{
    const QString other = m_store.workspaces()[1].batches[0];
    m_store.addCalls(other, {record("2")}, morning.addSecs(1));
    m_store.addCalls(m_id, {record("1")}, morning);
    ASSERT_TRUE(m_store.dialNext());
    EXPECT_EQ(batch().calls[0].timesDialled, 1);
    EXPECT_EQ(m_store.batch(other)->calls[0].timesDialled, 0);
    EXPECT_TRUE(m_store.dialNext());
    EXPECT_FALSE(m_store.dialNext());
}

TEST(BatchStore, hasTwoWorkspacesWithABatchEach)
{
    const BatchStore store;
    ASSERT_EQ(store.workspaces().size(), 2);
    EXPECT_EQ(store.workspaces()[0].name, u"Acme practice"_s);
    EXPECT_EQ(store.workspaces()[1].name, u"Borealis practice"_s);
    for (int i = 0; i < 2; ++i) {
        const Workspace &workspace = store.workspaces()[i];
        ASSERT_EQ(workspace.batches.size(), 1);
        const Batch *batch = store.batch(workspace.batches[0]);
        ASSERT_NE(batch, nullptr);
        EXPECT_EQ(batch->workspace, i);
        EXPECT_EQ(batch->name, u"Practice batch"_s);
        EXPECT_TRUE(store.hasAgent(*batch));
        EXPECT_EQ(store.workspaceOfApiKey(workspace.apiKey.toUtf8()), i);
        EXPECT_EQ(store.workspaceOfBearer(workspace.bearer.toUtf8()), i);
        EXPECT_EQ(store.workspaceOfApiKey(workspace.bearer.toUtf8()), std::nullopt);
        EXPECT_EQ(store.workspaceOfBearer(workspace.apiKey.toUtf8()), std::nullopt);
    }
    EXPECT_EQ(store.workspaceOfApiKey({}), std::nullopt);
}

TEST(BatchStore, makesABatchOnceForItsOwner)
{
    BatchStore store;
    EXPECT_TRUE(store.ensureBatch(u"mine"_s, u"Mine"_s, 1));
    EXPECT_TRUE(store.ensureBatch(u"mine"_s, u"Another name"_s, 1));
    EXPECT_FALSE(store.ensureBatch(u"mine"_s, u"Mine"_s, 0));
    EXPECT_EQ(store.batch(u"mine"_s)->name, u"Mine"_s);
}

TEST(BatchStore, appliesTheTimeZoneOfTheBatchToRecordsWithoutOne)
{
    BatchStore store;
    const QString id = store.createBatch(0, u"May"_s, store.workspaces()[0].callingNumbers, u"America/New_York"_s);
    store.addCalls(id, {record("1"), {"2", R"({"phoneNumber":"2","timezone":"Asia/Tokyo"})", {}}}, morning);
    EXPECT_TRUE(store.batch(id)->calls[0].json.endsWith(R"(,"timezone":"America/New_York"})"));
    EXPECT_TRUE(store.batch(id)->calls[1].json.contains("Asia/Tokyo"));
    EXPECT_FALSE(store.batch(id)->calls[1].json.contains("New_York"));
}

TEST(BatchStore, tellsABatchWithoutAgent)
{
    BatchStore store;
    const QStringList numbers = store.workspaces()[0].callingNumbers;
    EXPECT_FALSE(store.hasAgent(*store.batch(store.createBatch(0, u"x"_s, {numbers.last()}, {}))));
    EXPECT_TRUE(store.hasAgent(*store.batch(store.createBatch(0, u"x"_s, {numbers.last(), numbers.first()}, {}))));
}

} // namespace callsheet::practice
