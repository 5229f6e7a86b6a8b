#include "tests/support/temporary_file.h"
#include "tests/system/api_client.h"
#include "tests/system/program.h"

#include <QDir>
#include <QJsonArray>

#include <gtest/gtest.h>

// Sending the same people a second time by hand, from the command line.
namespace callsheet::test {

using namespace Qt::StringLiterals;

namespace {

//! Some of the Contacts, in a file of its own.
QString someContacts(const TemporaryFolder &folder, const QList<int> &people)
{
    QByteArray csv = "phone,name\n";
    for (const int person : people)
        csv += "+447" + QByteArray::number(400'000'000 + person) + ",Person\n";
    return folder.write(u"some.csv"_s, csv);
}

QStringList withToken(const Service &service)
{
    return {u"--bearer-file"_s, service.bearerFile()};
}

} // namespace

TEST(SendingTwice, leavesOutWhomAnEarlierRunHasQueued)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder);
    Contacts contacts(folder, 5);
    ASSERT_EQ(Program::run(contacts.send(service, profile)).exitCode, 0);
    contacts.sheet = someContacts(folder, {0, 2, 4, 5, 6});
    const Ended others = Program::run(contacts.send(service, profile));
    EXPECT_TRUE(others.errors.contains(u"3 of these people were queued in the last 30 days"_s))
        << others.errors.toStdString();
    EXPECT_EQ(others.ledger().value(u"leftOut"_s).toInt(), 3);
    EXPECT_EQ(others.ledger().value(u"queued"_s).toInt(), 2);
    const Ended again = Program::run(contacts.send(service, profile) + QStringList{u"--again"_s});
    EXPECT_EQ(again.ledger().value(u"queued"_s).toInt(), 5);
}

TEST(SendingTwice, leavesOutWhomAnotherComputerHasPutIntoTheBatch)
{
    const TemporaryFolder folder;
    const Service service(folder);
    Contacts contacts(folder, 5);
    ASSERT_EQ(Program::run(contacts.send(service, folder.path(u"here"_s))).exitCode, 0);
    contacts.sheet = someContacts(folder, {0, 2, 4, 5, 6});
    const QStringList elsewhere = contacts.send(service, folder.path(u"elsewhere"_s)) + withToken(service);

    const Ended sent = Program::run(elsewhere);
    EXPECT_TRUE(sent.errors.contains(u"3 of these people are in the batch already"_s)) << sent.errors.toStdString();
    EXPECT_EQ(sent.ledger().value(u"leftOut"_s).toInt(), 3);
    EXPECT_EQ(sent.ledger().value(u"queued"_s).toInt(), 2);

    const QStringList third = contacts.send(service, folder.path(u"third"_s)) + withToken(service);
    const Ended nobody = Program::run(third);
    EXPECT_EQ(nobody.exitCode, 2);
    EXPECT_TRUE(nobody.errors.contains(u"Nothing was sent"_s)) << nobody.errors.toStdString();
    EXPECT_EQ(service.arrivals().size(), 2);
    const Ended again = Program::run(third + QStringList{u"--again"_s});
    EXPECT_EQ(again.ledger().value(u"queued"_s).toInt(), 5);
}

TEST(SendingTwice, isNotPreventedWhereTheBatchCannotBeRead)
{
    const TemporaryFolder folder;
    const Service service(folder, R"({"faults":[{"kind":"status","status":403,"path":"batch-details","count":0}]})");
    const Contacts contacts(folder, 5);
    const Ended sent = Program::run(contacts.send(service, folder.path(u"here"_s)) + withToken(service));
    EXPECT_EQ(sent.exitCode, 0) << sent.errors.toStdString();
    EXPECT_TRUE(sent.errors.contains(u"could not be looked up who is in the batch"_s)) << sent.errors.toStdString();
    EXPECT_EQ(sent.ledger().value(u"queued"_s).toInt(), 5);
}

namespace {

//! Somebody else puts a person into the batch.
void putIntoTheBatch(const Service &service, const QByteArray &phone)
{
    QFile key(service.keyFile());
    ASSERT_TRUE(key.open(QIODevice::ReadOnly));
    ApiClient client(QUrl(service.url()), key.readAll().trimmed(), {});
    const QJsonObject record{{u"phoneNumber"_s, QString::fromLatin1(phone)}};
    const QJsonObject body{{u"batchId"_s, service.batch()}, {u"callData"_s, QJsonArray{record}}};
    const ApiAnswer answer
        = client.ask("POST", u"/api/call/addCallsToBatch"_s, Sign::Key, QJsonDocument(body).toJson());
    ASSERT_EQ(answer.status, 200) << answer.body.toStdString();
}

} // namespace

TEST(SendingTwice, isSaidToBePossibleWhereTheBatchCannotBeReadWhole)
{
    const QString sentence = u"Not everybody who is in the batch already could be read"_s;
    for (const auto &[phone, isReadable] : {std::pair{"+15550100199", true}, std::pair{"1212***0001", false}}) {
        const TemporaryFolder folder;
        const Service service(folder);
        putIntoTheBatch(service, phone);
        const Contacts contacts(folder, 5);
        const Ended sent = Program::run(contacts.send(service, folder.path(u"here"_s)) + withToken(service));
        EXPECT_EQ(sent.exitCode, 0) << sent.errors.toStdString();
        EXPECT_EQ(sent.errors.contains(sentence), !isReadable) << phone << ": " << sent.errors.toStdString();
        EXPECT_EQ(sent.ledger().value(u"queued"_s).toInt(), 5) << "it is no wall";
    }
}

TEST(SendingTwice, looksByTheReferenceKeyThatWasGivenWithTheAddress)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder, R"({"faults":[{"kind":"dropBeforeAnswer","request":1}]})");
    const Contacts contacts(folder, 5);
    const QStringList key = {u"--reference-key"_s, u"callsheet_ref"_s};
    EXPECT_EQ(Program::run(contacts.send(service, profile) + key).exitCode, 4);
    const Ended settled = Program::run(
        QStringList{u"run"_s, u"settle"_s, u"1"_s, u"--profile"_s, profile, u"--json"_s} + withToken(service) + key);
    EXPECT_EQ(settled.ledger().value(u"queued"_s).toInt(), 5) << settled.errors.toStdString();
    // How the look was made is written down with it.
    QFile journal(QDir(profile).filePath(u"journal.sqlite"_s));
    ASSERT_TRUE(journal.open(QIODevice::ReadOnly));
    EXPECT_TRUE(journal.readAll().contains("the count of the chunk's reference")) << "the batch was read whole";
}

} // namespace callsheet::test
