#include "core/practice/batch_store.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QJsonObject>
#include <QSet>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 morning = 1'700'000'000'000;

CallRecord record(const QByteArray &phone, const QByteArray &name = "x")
{
    CallRecord made;
    made.phoneNumber = phone;
    made.json = R"({"phoneNumber":")" + phone + R"(","name":")" + name + "\"}";
    return made;
}

CallRecord badRecord()
{
    CallRecord made;
    made.problem = u"phoneNumber is missing"_s;
    return made;
}

std::vector<CallRecord> records(int count)
{
    std::vector<CallRecord> list;
    for (int i = 0; i < count; ++i)
        list.push_back(record("1212555" + QByteArray::number(10'000 + i)));
    return list;
}

BatchSettings madeOf(const QStringList &callingNumbers)
{
    BatchSettings settings;
    settings.name = u"May"_s;
    settings.callingNumbers = callingNumbers;
    return settings;
}

class PracticeBatch : public testing::Test {
protected:
    Insertion add(const std::vector<CallRecord> &list) { return m_store.addCalls(m_id, list, morning).value(); }
    QList<QueuedCall> calls() const { return m_store.queuedCalls(m_id); }
    bool dialNext() { return m_store.dial(1, morning) == 1; }

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
    ASSERT_EQ(calls().size(), 3);
    EXPECT_EQ(calls()[1].id, insertion.callIds[1]);
    EXPECT_EQ(calls()[1].timesQueued, 1);
    EXPECT_TRUE(calls()[1].status == CallStatus::Pending);
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
    EXPECT_EQ(other.addCalls(m_id, records(50), morning)->callIds, ids);
}

TEST_F(PracticeBatch, updatesACallWhileItIsPending)
{
    const Insertion first = add({record("12125551001", "Sarah")});
    const Insertion second = add({record("+1 212 555 1001", "Sara")});
    EXPECT_EQ(second.added, 0) << "nobody new";
    EXPECT_EQ(second.callIds, first.callIds);
    EXPECT_TRUE(second.changedAnything());
    ASSERT_EQ(calls().size(), 1);
    EXPECT_EQ(calls()[0].timesQueued, 2);
    EXPECT_EQ(calls()[0].logs, 1);
    EXPECT_EQ(calls()[0].fields.value("name"_L1).toString(), u"Sara"_s);
    EXPECT_TRUE(dialNext());
    EXPECT_FALSE(dialNext()) << "queued twice, but waiting once";
}

TEST_F(PracticeBatch, queuesACompletedCallAgainWithANewLogEntry)
{
    const Insertion first = add({record("12125551001")});
    ASSERT_TRUE(dialNext());
    const Insertion second = add({record("12125551001")});
    EXPECT_EQ(second.added, 1);
    EXPECT_EQ(second.callIds, first.callIds);
    ASSERT_EQ(calls().size(), 1);
    EXPECT_EQ(calls()[0].logs, 2);
    EXPECT_TRUE(calls()[0].status == CallStatus::Pending);
    EXPECT_TRUE(dialNext());
    EXPECT_EQ(calls()[0].timesDialled, 2);
}

TEST_F(PracticeBatch, namesAPhoneThatStandsTwiceInARequestOnce)
{
    const Insertion insertion = add({record("12125551001", "a"), record("12125551001", "b")});
    EXPECT_EQ(insertion.added, 1);
    EXPECT_EQ(insertion.callIds.size(), 1);
    EXPECT_EQ(calls().at(0).timesQueued, 2);
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
    EXPECT_EQ(calls().size(), 1001);
}

TEST_F(PracticeBatch, changesNothingWhenEveryChunkFails)
{
    const Insertion insertion = add({record("12125551001"), badRecord()});
    EXPECT_FALSE(insertion.changedAnything());
    EXPECT_TRUE(calls().isEmpty());
}

TEST_F(PracticeBatch, dialsInTheOrderOfQueueingThroughAllBatches)
{
    const QString other = m_store.workspaces()[1].batches[0];
    ASSERT_TRUE(m_store.addCalls(other, {record("2")}, morning + 1000));
    ASSERT_TRUE(m_store.addCalls(m_id, {record("1")}, morning));
    ASSERT_TRUE(dialNext());
    EXPECT_EQ(calls()[0].timesDialled, 1);
    EXPECT_EQ(m_store.queuedCalls(other).at(0).timesDialled, 0);
    EXPECT_TRUE(dialNext());
    EXPECT_FALSE(dialNext());
}

TEST(BatchStore, hasTwoWorkspacesWithABatchEach)
{
    const BatchStore store;
    ASSERT_EQ(store.workspaces().size(), 2);
    EXPECT_EQ(store.workspaces()[0].name, u"Acme practice"_s);
    EXPECT_EQ(store.workspaces()[1].name, u"Borealis practice"_s);
    for (int i = 0; i < 2; ++i) {
        const Workspace workspace = store.workspaces()[i];
        ASSERT_EQ(workspace.batches.size(), 1);
        const std::optional<BatchInfo> batch = store.batch(workspace.batches[0]);
        ASSERT_TRUE(batch);
        EXPECT_EQ(batch->settings.workspace, i);
        EXPECT_EQ(batch->settings.name, u"Practice batch"_s);
        EXPECT_EQ(batch->summary.status, BatchStatus::Idle);
        EXPECT_TRUE(store.agentOf(workspace.batches[0]));
        EXPECT_EQ(store.workspaceOfUser(workspace.userId), i);
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
    EXPECT_EQ(store.batch(u"mine"_s)->settings.name, u"Mine"_s);
}

TEST(BatchStore, appliesTheTimeZoneOfTheBatchToRecordsWithoutOne)
{
    BatchStore store;
    BatchSettings settings = madeOf(store.workspaces()[0].callingNumbers);
    settings.timezone = u"America/New_York"_s;
    const QString id = store.createBatch(settings, morning).value();
    CallRecord abroad = record("2");
    abroad.json = R"({"phoneNumber":"2","timezone":"Asia/Tokyo"})";
    abroad.timezone = "Asia/Tokyo";
    abroad.namesTimezone = true;
    ASSERT_TRUE(store.addCalls(id, {record("1"), abroad}, morning));
    const QList<QueuedCall> calls = store.queuedCalls(id);
    EXPECT_EQ(calls.at(0).fields.value("timezone"_L1).toString(), u"America/New_York"_s);
    EXPECT_EQ(calls.at(1).fields.value("timezone"_L1).toString(), u"Asia/Tokyo"_s);
}

TEST(BatchStore, knowsTheAgentOfABatchByItsNumbers)
{
    BatchStore store;
    store.setAgentVariables({{u"name"_s, true, VariableType::Text}});
    const QStringList numbers = store.workspaces()[0].callingNumbers;
    const auto agentWith
        = [&store](const QStringList &list) { return store.agentOf(*store.createBatch(madeOf(list), morning)); };
    EXPECT_FALSE(agentWith({numbers.last()}));
    ASSERT_TRUE(agentWith({numbers.last(), numbers.first()}));
    EXPECT_EQ(agentWith({numbers.last(), numbers.first()})->variables.at(0).key, u"name"_s);
    EXPECT_NE(agentWith({numbers[0]})->id, agentWith({numbers[1]})->id);
    EXPECT_FALSE(store.agentOf(u"unknown"_s));
}

TEST_F(PracticeBatch, becomesActiveWithCallsAndStopsWhenToldTo)
{
    add({record("12125551001"), record("12125551002")});
    EXPECT_EQ(m_store.batch(m_id)->summary.status, BatchStatus::Active);
    ASSERT_TRUE(m_store.stopCalling(m_id, morning));
    EXPECT_FALSE(dialNext());
    EXPECT_EQ(m_store.batch(m_id)->summary.status, BatchStatus::Stopped);
    add({record("12125551003")});
    EXPECT_TRUE(dialNext()) << "adding starts it again";
    ASSERT_TRUE(m_store.stopCalling(m_id, morning));
    ASSERT_TRUE(m_store.startCalling(m_id, morning));
    EXPECT_EQ(m_store.dial(9, morning), 2);
    const BatchSummary summary = m_store.batch(m_id)->summary;
    EXPECT_EQ(summary.status, BatchStatus::Completed);
    EXPECT_EQ(summary.calls, 3);
    EXPECT_EQ(summary.waiting, 0);
    EXPECT_EQ(summary.completed, 3);
    const QList<PlayedCall> played = m_store.playedCalls(1, 5);
    ASSERT_EQ(played.size(), 2);
    EXPECT_EQ(played.at(0).number, 2);
    EXPECT_EQ(played.at(1).phoneNumber, u"12125551003"_s);
    EXPECT_EQ(played.at(1).name, u"x"_s);
}

TEST_F(PracticeBatch, leavesOutNumbersThatMustNotBeCalled)
{
    add({record("12125551001"), record("12125551002")});
    ASSERT_TRUE(dialNext());
    const DncRequest request{u"+1 212 555 1002"_s, m_id, phoneLogUuid(1, 0), u"user"_s};
    DncRequest unknownCall = request;
    unknownCall.requestUuid = phoneLogUuid(77, 0);
    EXPECT_EQ(*m_store.addToDnc(0, unknownCall, morning), BatchStore::DncAnswer::NoCall);
    EXPECT_EQ(*m_store.addToDnc(1, request, morning), BatchStore::DncAnswer::NoBatch);
    EXPECT_EQ(*m_store.addToDnc(0, request, morning), BatchStore::DncAnswer::Added);
    EXPECT_EQ(*m_store.addToDnc(0, request, morning), BatchStore::DncAnswer::AlreadyThere);
    m_store.dial(1, morning);
    EXPECT_EQ(calls()[1].timesDialled, 0);
    EXPECT_EQ(calls()[1].status, CallStatus::Dnc);
    const QString entry = m_store.dncEntries(0).at(0).id;
    EXPECT_EQ(*m_store.removeFromDnc(1, entry), BatchStore::DncRemoval::NotOwned);
    EXPECT_EQ(*m_store.removeFromDnc(0, entry), BatchStore::DncRemoval::Removed);
    EXPECT_EQ(*m_store.removeFromDnc(0, entry), BatchStore::DncRemoval::NotFound);
    add({record("12125551002")});
    m_store.dial(1, morning);
    EXPECT_EQ(calls()[1].timesDialled, 1);
}

} // namespace callsheet::practice
