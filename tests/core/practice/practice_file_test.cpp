#include "core/practice/batch_details.h"
#include "core/practice/batch_store.h"

#include "tests/core/practice/practice_fixture.h"
#include "tests/support/temporary_file.h"

#include <QFileInfo>
#include <QProcess>
#include <QSet>
#include <QTimer>

#include <gtest/gtest.h>

#include <random>
#include <signal.h>

namespace callsheet::practice {

namespace {

constexpr qint64 morning = 1'700'000'000'000;

std::vector<CallRecord> people(int count, int from = 0)
{
    std::vector<CallRecord> list;
    for (int i = from; i < from + count; ++i) {
        CallRecord record;
        record.phoneNumber = "1212555" + QByteArray::number(10'000 + i);
        record.json = R"({"phoneNumber":")" + record.phoneNumber + R"(","name":"Zoë"})";
        list.push_back(record);
    }
    return list;
}

class PracticeFile : public testing::Test {
protected:
    std::unique_ptr<BatchStore> open() const
    {
        auto store = std::make_unique<BatchStore>(DialMix{50, 50, 0, 0}, 3);
        EXPECT_EQ(test::errorOf(store->openFile(m_path)), "");
        return store;
    }
    base::Error refusal() const { return BatchStore().openFile(m_path).error(); }
    QByteArray bytes() const
    {
        QFile file(m_path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
    void expectLeftAlone(base::ErrorKind kind, const QString &word)
    {
        const QByteArray before = bytes();
        EXPECT_EQ(refusal().kind, kind);
        EXPECT_TRUE(refusal().message.contains(word)) << refusal().message.toStdString();
        EXPECT_TRUE(refusal().message.contains(m_path));
        EXPECT_EQ(bytes(), before);
    }

    test::TemporaryFolder m_folder;
    const QString m_path = m_folder.path(u"practice.db"_s);
};

void expectSame(const BatchStore &a, const BatchStore &b, const QString &id)
{
    const BatchSummary x = a.batch(id)->summary;
    const BatchSummary y = b.batch(id)->summary;
    EXPECT_EQ(x.status, y.status);
    EXPECT_EQ(x.calls, y.calls);
    EXPECT_EQ(x.waiting, y.waiting);
    EXPECT_EQ(x.dialled, y.dialled);
    EXPECT_EQ(x.picked, y.picked);
    EXPECT_EQ(x.completed, y.completed);
    EXPECT_EQ(x.createdAt, y.createdAt);
    EXPECT_EQ(x.updatedAt, y.updatedAt);
    const QList<QueuedCall> left = a.queuedCalls(id);
    const QList<QueuedCall> right = b.queuedCalls(id);
    ASSERT_EQ(left.size(), right.size());
    for (qsizetype i = 0; i < left.size(); ++i) {
        EXPECT_EQ(left[i].id, right[i].id);
        EXPECT_EQ(left[i].phoneNumber, right[i].phoneNumber);
        EXPECT_EQ(left[i].fields, right[i].fields);
        EXPECT_EQ(left[i].timesQueued, right[i].timesQueued);
        EXPECT_EQ(left[i].timesDialled, right[i].timesDialled);
        EXPECT_EQ(left[i].status, right[i].status);
        EXPECT_EQ(left[i].logs, right[i].logs);
    }
}

// The page that a client sees, logs and all.
QByteArray pageOf(const BatchStore &store, const QString &id)
{
    QByteArray page;
    DetailsQuery query;
    query.paging.limit = 1000;
    store.read(id, [&](const Batch &batch) { page = batchDetails(batch, query, store.detailsSearch()); });
    return page;
}

} // namespace

TEST_F(PracticeFile, holdsEverythingThatWasDone)
{
    // The file is copied while it is in use, as a service that is killed leaves it.
    const auto store = open();
    const Workspace workspace = store->workspaces()[0];
    BatchSettings settings{u"May"_s, 0, workspace.callingNumbers, 2, 30, u"Europe/Malta"_s,
        CallingHours{QTime(0, 0), QTime(23, 59)}, {0, 1, 2, 3, 4, 5, 6}};
    const QString id = store->createBatch(settings, morning).value();
    ASSERT_TRUE(store->addCalls(id, people(200), morning));
    EXPECT_EQ(store->dial(100, morning + 1000), 100);
    ASSERT_TRUE(store->addCalls(id, people(150, 20), morning + 2000));
    ASSERT_TRUE(store->stopCalling(id, morning + 3000));
    const QList<QueuedCall> calls = store->queuedCalls(id);
    const DncRequest request{calls[199].phoneNumber, id, phoneLogUuid(*callNumberOf(calls[0].id), 0), u"user"_s};
    ASSERT_EQ(*store->addToDnc(0, request, morning), BatchStore::DncAnswer::Added);
    ASSERT_TRUE(store->setDncEnabled(1, false));

    const QString copy = m_folder.path(u"copy.db"_s);
    ASSERT_TRUE(QFile::copy(m_path, copy));
    ASSERT_TRUE(QFile::copy(m_path + u"-wal"_s, copy + u"-wal"_s));
    BatchStore later(DialMix{50, 50, 0, 0}, 3);
    ASSERT_EQ(test::errorOf(later.openFile(copy)), "");
    expectSame(*store, later, id);
    EXPECT_EQ(pageOf(*store, id), pageOf(later, id));
    const BatchSettings kept = later.batch(id)->settings;
    EXPECT_EQ(kept.callingNumbers, settings.callingNumbers);
    EXPECT_EQ(kept.retry, 2);
    EXPECT_EQ(kept.delaySeconds, 30);
    EXPECT_EQ(kept.timezone, u"Europe/Malta"_s);
    EXPECT_EQ(kept.callingHours->end, QTime(23, 59));
    EXPECT_EQ(kept.allowedDays, settings.allowedDays);
    EXPECT_FALSE(later.isDncEnabled(1));
    ASSERT_EQ(later.dncEntries(0).size(), 1);
    EXPECT_EQ(later.dncEntries(0)[0].request.requestUuid, request.requestUuid);

    // Both go on in the same way.
    for (BatchStore *either : {store.get(), &later}) {
        ASSERT_TRUE(either->startCalling(id, morning + 60'000));
        EXPECT_GT(either->dial(500, morning + 60'000), 0);
        EXPECT_EQ(either->createBatch(settings, morning + 61'000).value(), u"64e5f123ba7c0000000000cb"_s);
    }
    expectSame(*store, later, id);
    EXPECT_EQ(pageOf(*store, id), pageOf(later, id));
}

TEST_F(PracticeFile, keepsTheHourOfACallWhoseRecordLeavesTheTimezoneBlank)
{
    // Late in the evening by UTC, which would be taken for a zone that is not known; afternoon in New York.
    const CallingHours night{QTime(22, 0), QTime(23, 0)};
    std::vector<CallRecord> blank = people(1);
    blank[0].json = R"({"phoneNumber":")" + blank[0].phoneNumber + R"(","timezone":""})";
    blank[0].namesTimezone = true;
    auto store = open();
    const QStringList numbers = store->workspaces()[0].callingNumbers;
    const QString id = store->createBatch({u"May"_s, 0, numbers, 0, 0, {}, night, {}}, morning).value();
    ASSERT_TRUE(store->addCalls(id, blank, morning));
    EXPECT_EQ(store->dial(1, morning), 0);
    store.reset();
    store = open();
    EXPECT_EQ(store->dial(1, morning), 0);
    EXPECT_EQ(store->dial(1, morning + 5 * 60 * 60 * 1000), 1) << "the control: it can be called at its hour";
}

TEST_F(PracticeFile, keepsBatchesThatWereMadeBeforeItWasOpened)
{
    open()->createBatch({}, morning).value();
    BatchStore store;
    ASSERT_TRUE(store.ensureBatch(u"mine"_s, u"Mine"_s, 0));
    ASSERT_TRUE(store.openFile(m_path));
    EXPECT_TRUE(store.batch(u"mine"_s));
    EXPECT_EQ(store.batches().size(), 4);
}

TEST_F(PracticeFile, isForItsOwnerOnly)
{
    const auto store = open();
    for (const QString &suffix : {u""_s, u"-wal"_s})
        EXPECT_FALSE(QFile::permissions(m_path + suffix) & (QFileDevice::ReadGroup | QFileDevice::ReadOther));
}

TEST_F(PracticeFile, isOpenOnlyOnce)
{
    const auto store = open();
    const base::Error error = refusal();
    EXPECT_EQ(error.kind, base::ErrorKind::Conflict);
    EXPECT_TRUE(error.message.contains(u"Another practice service"_s));
    EXPECT_TRUE(store->addCalls(store->workspaces()[0].batches[0], people(1), morning)) << "the first goes on";
}

TEST_F(PracticeFile, isNotWrittenOverWhenItIsNoneOfOurs)
{
    m_folder.write(u"practice.db"_s, "phoneNumber;name\n12125551001;Sarah\n");
    expectLeftAlone(base::ErrorKind::Unreadable, u"is not a file of the practice service"_s);
}

TEST_F(PracticeFile, isNotWrittenOverWhenItIsNewer)
{
    open().reset();
    {
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        file.seek(63); // the last byte of user_version
        file.write("\x02", 1);
    }
    expectLeftAlone(base::ErrorKind::Unreadable, u"newer version"_s);
}

TEST_F(PracticeFile, isNotWrittenOverWhenItIsDamaged)
{
    {
        const auto store = open();
        ASSERT_TRUE(store->addCalls(store->workspaces()[0].batches[0], people(2000), morning));
    }
    {
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        file.seek(file.size() / 2);
        file.write(QByteArray(8192, '\x5a'));
    }
    expectLeftAlone(base::ErrorKind::Unreadable, u"damaged"_s);
}

TEST_F(PracticeFile, saysWhenItCannotBeMade)
{
    const base::Result<void> opened = BatchStore().openFile(u"/nonexistent/folder/practice.db"_s);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, base::ErrorKind::Storage);
    EXPECT_TRUE(opened.error().message.contains(u"cannot be written"_s));
}

namespace {

//! The service in a process that dies whenever the test wants.
class Keeper {
public:
    explicit Keeper(const QString &file)
    {
        m_process.start(QStringLiteral(CALLSHEET_BIN_DIR "/practice_keeper"), {file});
        EXPECT_TRUE(m_process.waitForReadyRead(10'000));
        m_line = QString::fromUtf8(m_process.readLine()).trimmed();
    }
    ~Keeper() { kill(); }
    quint16 port() const { return m_line.toUShort(); }
    void kill()
    {
        if (m_process.state() != QProcess::NotRunning)
            ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    QString m_line;
};

class KilledService : public PracticeFile {
protected:
    test::RawAnswer add(test::RawClient &client, int from)
    {
        QByteArray records;
        for (const CallRecord &record : people(20, from))
            records += (records.isEmpty() ? "" : ",") + record.json;
        return client.ask(test::requestBytes("POST", "/api/call/addCallsToBatch",
            "x-api-key: " + m_workspace.apiKey.toUtf8() + "\r\n",
            R"({"batchId":")" + m_workspace.batches[0].toUtf8() + R"(","callData":[)" + records + "]}"));
    }
    QHash<QString, QJsonObject> everybody(quint16 port)
    {
        QHash<QString, QJsonObject> found;
        for (int page = 1;; ++page) {
            const QByteArray target = "/api/call/batch-details/" + m_workspace.batches[0].toUtf8()
                + "?limit=1000&page=" + QByteArray::number(page);
            const QByteArray bearer = "Authorization: Bearer " + m_workspace.bearer.toUtf8() + "\r\n";
            const test::RawAnswer answer = test::RawClient(port).ask(test::requestBytes("GET", target, bearer));
            EXPECT_EQ(answer.status, 200);
            const QJsonArray entries = answer.data().value(u"data"_s).toArray();
            for (const QJsonValue &entry : entries)
                found.insert(entry.toObject().value(u"phoneNumber"_s).toString(), entry.toObject());
            if (entries.size() < 1000)
                return found;
        }
    }

    const Workspace m_workspace = fixedWorkspaces()[0];
};

} // namespace

TEST_F(KilledService, forgetsNothingThatItAnswered)
{
    std::mt19937 random(20240506); // NOLINT: the same kills in every run
    QHash<QString, QString> answered; // id by phone number
    QHash<QString, QString> completed; // id of calls that a client saw as over
    int from = 0;
    for (int round = 0; round < 6; ++round) {
        Keeper keeper(m_path);
        ASSERT_GT(keeper.port(), 0);
        const QHash<QString, QJsonObject> found = everybody(keeper.port());
        for (auto call = answered.begin(); call != answered.end(); ++call)
            ASSERT_EQ(found.value(call.key()).value(u"_id"_s).toString(), call.value()) << round;
        for (auto call = completed.begin(); call != completed.end(); ++call)
            ASSERT_EQ(found.value(call.key()).value(u"callStatus"_s).toString(), u"completed"_s) << round;
        QSet<QString> ids;
        for (const QJsonObject &call : found) {
            ids.insert(call.value(u"_id"_s).toString());
            if (call.value(u"callStatus"_s) == u"completed"_s)
                completed.insert(call.value(u"phoneNumber"_s).toString(), {});
        }
        ASSERT_EQ(ids.size(), found.size()) << "no id twice";

        QTimer::singleShot(30 + static_cast<int>(random() % 120), [&keeper] { keeper.kill(); });
        test::RawClient client(keeper.port());
        for (;; from += 20) {
            const test::RawAnswer answer = add(client, from);
            if (answer.status != 200)
                break; // killed; whether these are in, nobody knows
            const QJsonArray given = answer.data().value(u"callIds"_s).toArray();
            for (int i = 0; i < given.size(); ++i)
                answered.insert(u"1212555%1"_s.arg(10'000 + from + i), given[i].toString());
        }
        from += 20;
    }
    EXPECT_GT(answered.size(), 100) << "the service was killed at work";
    EXPECT_FALSE(completed.isEmpty());
}

} // namespace callsheet::practice
