#include "tests/support/printers.h"
#include "tests/core/send/counting_server.h"
#include "tests/support/await.h"
#include "tests/system/program.h"

#include <QJsonArray>

namespace callsheet::test {

namespace {

QJsonObject onlyChunkOf(const QString &profile)
{
    const QJsonObject run = Program::run({u"run"_s, u"show"_s, u"1"_s, u"--json"_s, u"--profile"_s, profile}).json();
    return run.value(u"chunks"_s)[0].toObject();
}

} // namespace

TEST(Kill, betweenIntentAndResultLeavesTheChunkUnknownAtTheNextStart)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Contacts contacts(folder, 10);
    CountingServer service([](QTcpSocket &) {}); // takes everything and never answers
    const QString keyFile = folder.write(u"key"_s, "key");
    {
        Program sending({u"send"_s, contacts.sheet, u"--variables"_s, contacts.variables, u"--url"_s, service.origin(),
            u"--key-file"_s, keyFile, u"--batch"_s, u"b"_s, u"--yes"_s, u"--json"_s, u"--profile"_s, profile});
        ASSERT_EQ(sending.nextJson().value(u"event"_s).toString(), u"started"_s);
        ASSERT_EQ(sending.nextJson().value(u"state"_s).toString(), u"sending"_s);
        ASSERT_TRUE(waitUntil([&] { return service.arrivals() == 1; }));
        sending.killAtOnce();
    }
    const QJsonObject chunk = onlyChunkOf(profile);
    EXPECT_EQ(chunk.value(u"state"_s).toString(), u"unknown"_s);
    EXPECT_EQ(chunk.value(u"count"_s).toInt(), 10);
    EXPECT_FALSE(chunk.value(u"message"_s).toString().isEmpty());

    // Nothing that a person can type without deciding sends it again.
    const Ended retried
        = Program::run({u"run"_s, u"retry"_s, u"1"_s, u"--profile"_s, profile, u"--key-file"_s, keyFile, u"--json"_s});
    EXPECT_EQ(retried.exitCode, 4) << retried.errors.toStdString();
    const Ended again = Program::run({u"send"_s, contacts.sheet, u"--variables"_s, contacts.variables, u"--url"_s,
        service.origin(), u"--key-file"_s, keyFile, u"--batch"_s, u"b"_s, u"--yes"_s, u"--profile"_s, profile});
    EXPECT_EQ(again.exitCode, 2);
    EXPECT_TRUE(again.errors.contains(u"10 unknown"_s)) << again.errors.toStdString();
    EXPECT_FALSE(waitUntil([&] { return service.arrivals() > 1; }, std::chrono::milliseconds(200)));
}

TEST(Kill, ofTheJournalWhileAnAnswerIsOnItsWayIsSaidAndLeavesTheChunkUnknown)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Contacts contacts(folder, 10);
    QTcpSocket *held = nullptr;
    CountingServer service([&held](QTcpSocket &socket) { held = &socket; });
    Program sending(
        {u"send"_s, contacts.sheet, u"--variables"_s, contacts.variables, u"--url"_s, service.origin(), u"--key-file"_s,
            folder.write(u"key"_s, "key"), u"--batch"_s, u"b"_s, u"--yes"_s, u"--json"_s, u"--profile"_s, profile});
    ASSERT_TRUE(waitUntil([&] { return held != nullptr; }));
    sending.limitFileSize(1); // from now on nothing can be written down
    held->write(answerOf("200 OK",
        "{\"status\":true,\"code\":200,\"data\":{\"added\":10,\"callIds\":[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\","
        "\"6\",\"7\",\"8\",\"9\"]}}"));
    ASSERT_TRUE(waitUntil([&] { return !sending.isRunning(); }));
    const Ended ended = sending.wait();
    EXPECT_EQ(ended.exitCode, 4) << "never “nothing was sent”: " << ended.errors.toStdString();
    EXPECT_TRUE(ended.errors.contains(u"10 people queued"_s))
        << "what the service said: " << ended.errors.toStdString();
    EXPECT_EQ(onlyChunkOf(profile).value(u"state"_s).toString(), u"unknown"_s);
}

TEST(Kill, isSettledByAPersonsWordAndThenSentOnce)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder, R"({"faults":[{"kind":"dropUnapplied","request":1}]})");
    const Contacts contacts(folder, 10);
    const Ended sent = Program::run(contacts.send(service, profile));
    EXPECT_EQ(sent.exitCode, 4);
    EXPECT_EQ(sent.ledger().value(u"unknown"_s).toInt(), 10);

    const Ended settled = Program::run({u"run"_s, u"settle"_s, u"1"_s, u"--not-queued"_s, u"--note"_s,
        u"looked five of them up"_s, u"--profile"_s, profile, u"--json"_s});
    EXPECT_EQ(settled.exitCode, 0) << settled.errors.toStdString();
    const Ended retried = Program::run(
        {u"run"_s, u"retry"_s, u"1"_s, u"--profile"_s, profile, u"--key-file"_s, service.keyFile(), u"--json"_s});
    EXPECT_EQ(retried.exitCode, 0) << retried.errors.toStdString();
    EXPECT_EQ(retried.ledger().value(u"queued"_s).toInt(), 10);
    EXPECT_EQ(service.arrivals().size(), 2);
}

TEST(Kill, beforeAnythingWasSentLeavesTheRunReadyToGoOn)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder);
    const Contacts contacts(folder, 3000);
    int arrived = 0;
    {
        Program sending(contacts.send(service, profile));
        ASSERT_EQ(sending.nextJson().value(u"event"_s), u"started"_s);
        sending.killAtOnce();
    }
    // Wherever it died: what is not known to be sent is either provably unsent or unknown, and nothing arrives twice.
    Program::run(
        {u"run"_s, u"retry"_s, u"1"_s, u"--profile"_s, profile, u"--key-file"_s, service.keyFile(), u"--json"_s});
    QSet<QString> bodies;
    for (const QJsonObject &arrival : service.arrivals()) {
        ++arrived;
        bodies.insert(arrival.value(u"bodySha256"_s).toString());
    }
    EXPECT_EQ(arrived, bodies.size()) << "the same chunk arrived twice";
    const QJsonObject run = Program::run({u"run"_s, u"show"_s, u"1"_s, u"--json"_s, u"--profile"_s, profile}).json();
    const QJsonObject ledger = run.value(u"ledger"_s).toObject();
    EXPECT_EQ(ledger.value(u"queued"_s).toInt() + ledger.value(u"unknown"_s).toInt(), 3000);
}

TEST(Kill, interruptStopsAfterTheChunkUnderWay)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder, R"({"faults":[{"kind":"delay","delay":500,"request":1}]})");
    const Contacts contacts(folder, 2500);
    Program sending(contacts.send(service, profile));
    ASSERT_EQ(sending.nextJson().value(u"event"_s), u"started"_s);
    ASSERT_EQ(sending.nextJson().value(u"state"_s), u"sending"_s);
    sending.interrupt();
    const Ended ended = sending.wait();
    EXPECT_EQ(ended.exitCode, 7) << ended.errors.toStdString();
    EXPECT_EQ(ended.ledger().value(u"queued"_s).toInt(), 1000);
    EXPECT_EQ(ended.ledger().value(u"notSent"_s).toInt(), 1500);
}

} // namespace callsheet::test
