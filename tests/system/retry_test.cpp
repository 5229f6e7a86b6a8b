#include "tests/support/printers.h"
#include "tests/core/send/counting_server.h"
#include "tests/support/await.h"
#include "tests/system/program.h"

#include <QJsonArray>

namespace callsheet::test {

TEST(Retry, sendsTheRefusedAsNewChunksOfTheSameRows)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder, R"({"faults":[{"kind":"status","status":400,"message":"not today","request":2}]})");
    const Contacts contacts(folder, 2500);
    const Ended sent = Program::run(contacts.send(service, profile));
    EXPECT_EQ(sent.exitCode, 1);
    EXPECT_EQ(sent.ledger().value(u"refused"_s).toInt(), 1000);

    const Ended retried = Program::run({u"run"_s, u"retry"_s, u"1"_s, u"--refused"_s, u"--profile"_s, profile,
        u"--key-file"_s, service.keyFile(), u"--json"_s});
    EXPECT_EQ(retried.exitCode, 0) << retried.errors.toStdString();
    EXPECT_EQ(retried.ledger().value(u"queued"_s).toInt(), 2500);
    EXPECT_EQ(service.arrivals().size(), 4);
}

TEST(Retry, settlesAPartlyStoredChunkByRows)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Contacts contacts(folder, 4);
    const QString keyFile = folder.write(u"key"_s, "key");
    int requests = 0;
    CountingServer service([&requests](QTcpSocket &socket) {
        ++requests;
        socket.write(answerOf("200 OK",
            requests == 1 ? "{\"status\":true,\"code\":200,\"data\":{\"added\":1,\"callIds\":[\"a\"]}}"
                          : "{\"status\":true,\"code\":200,\"data\":{\"added\":3,\"callIds\":[\"b\",\"c\",\"d\"]}}"));
    });
    const auto run = [&](const QStringList &words) {
        Program program(words + QStringList{u"--profile"_s, profile, u"--json"_s});
        EXPECT_TRUE(waitUntil([&] { return !program.isRunning(); }));
        return program.wait();
    };
    const Ended sent = run({u"send"_s, contacts.sheet, u"--variables"_s, contacts.variables, u"--url"_s,
        service.origin(), u"--key-file"_s, keyFile, u"--batch"_s, u"b"_s, u"--yes"_s});
    EXPECT_EQ(sent.exitCode, 4);
    for (const QString &untrue : {u"--queued"_s, u"--not-queued"_s})
        EXPECT_EQ(run({u"run"_s, u"settle"_s, u"1"_s, untrue}).exitCode, 2);
    EXPECT_EQ(run({u"run"_s, u"settle"_s, u"1"_s, u"--chunk"_s, u"1"_s, u"--queued-rows"_s, u"3"_s}).exitCode, 0);
    const Ended rest = run({u"run"_s, u"retry"_s, u"1"_s, u"--key-file"_s, keyFile});
    EXPECT_EQ(rest.exitCode, 0) << rest.errors.toStdString();
    EXPECT_EQ(rest.ledger().value(u"queued"_s).toInt(), 4);
    EXPECT_EQ(service.arrivals(), 2);
    EXPECT_FALSE(service.lastRequest().contains("447400000001")) << "row 3 was queued before";
    for (const char *number : {"447400000000", "447400000002", "447400000003"})
        EXPECT_TRUE(service.lastRequest().contains(number)) << number;
}

TEST(Retry, asksTheServiceWhoIsQueuedWhereItHasAToken)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder, R"({"faults":[{"kind":"dropBeforeAnswer","request":2}]})");
    const Contacts contacts(folder, 2500);
    const Ended sent = Program::run(contacts.send(service, profile));
    EXPECT_EQ(sent.exitCode, 4);
    EXPECT_EQ(sent.ledger().value(u"unknown"_s).toInt(), 1000);

    const QStringList settle = {u"run"_s, u"settle"_s, u"1"_s, u"--profile"_s, profile, u"--json"_s};
    const Ended listed = Program::run(settle);
    EXPECT_EQ(listed.exitCode, 4) << "without a token it says whom to look for, and changes nothing";
    const QJsonObject chunk = listed.jsonLines().value(0);
    EXPECT_EQ(chunk.value(u"chunk"_s).toInt(), 2);
    EXPECT_EQ(chunk.value(u"people"_s).toArray().size(), 1000);
    EXPECT_EQ(chunk.value(u"people"_s)[0].toObject().value(u"row"_s).toInt(), 1002);

    const QString wrong = folder.write(u"wrong"_s, "not-the-token");
    const Ended refused = Program::run(settle + QStringList{u"--bearer-file"_s, wrong});
    EXPECT_EQ(refused.exitCode, 5) << refused.errors.toStdString();

    const Ended settled = Program::run(settle + QStringList{u"--bearer-file"_s, service.bearerFile()});
    EXPECT_EQ(settled.exitCode, 0) << settled.errors.toStdString();
    EXPECT_EQ(settled.ledger().value(u"unknown"_s).toInt(), 0);
    EXPECT_EQ(settled.ledger().value(u"queued"_s).toInt(), 1000 + 1000);
    EXPECT_EQ(service.arrivals().size(), 2) << "nothing was sent again";
}

TEST(Retry, goesOnWithTheRightKeyAfterAWrongOne)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder);
    const Contacts contacts(folder, 20);
    const QString wrong = folder.write(u"wrong"_s, "not-the-key");
    QStringList words = contacts.send(service, profile);
    words.replaceInStrings(service.keyFile(), wrong);
    const Ended refused = Program::run(words);
    EXPECT_EQ(refused.exitCode, 5);
    EXPECT_EQ(refused.ledger().value(u"notSent"_s).toInt(), 20) << "nobody fails for a wrong key";
    const Ended sent = Program::run(
        {u"run"_s, u"retry"_s, u"1"_s, u"--profile"_s, profile, u"--key-file"_s, service.keyFile(), u"--json"_s});
    EXPECT_EQ(sent.exitCode, 0) << sent.errors.toStdString();
    EXPECT_EQ(sent.ledger().value(u"queued"_s).toInt(), 20);
}

TEST(Retry, sendsTheRestAfterThePilot)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder);
    const Contacts contacts(folder, 50);
    const Ended sent = Program::run(contacts.send(service, profile) + QStringList{u"--pilot"_s, u"5"_s});
    EXPECT_EQ(sent.ledger().value(u"queued"_s).toInt(), 5);
    EXPECT_EQ(sent.ledger().value(u"notSent"_s).toInt(), 45);
    const Ended rest = Program::run(
        {u"run"_s, u"retry"_s, u"1"_s, u"--profile"_s, profile, u"--key-file"_s, service.keyFile(), u"--json"_s});
    EXPECT_EQ(rest.exitCode, 0) << rest.errors.toStdString();
    EXPECT_EQ(rest.ledger().value(u"queued"_s).toInt(), 50);
}

TEST(Retry, goesOnWithThePracticeServiceOfTheProgramItself)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Contacts contacts(folder, 20);
    const Ended sent = Program::run({u"send"_s, contacts.sheet, u"--variables"_s, contacts.variables, u"--practice"_s,
        u"--yes"_s, u"--json"_s, u"--pilot"_s, u"5"_s, u"--profile"_s, profile});
    EXPECT_EQ(sent.ledger().value(u"notSent"_s).toInt(), 15) << sent.errors.toStdString();
    const Ended rest = Program::run({u"run"_s, u"retry"_s, u"1"_s, u"--profile"_s, profile, u"--json"_s});
    EXPECT_EQ(rest.exitCode, 0) << rest.errors.toStdString();
    EXPECT_EQ(rest.ledger().value(u"queued"_s).toInt(), 20);
}

} // namespace callsheet::test
