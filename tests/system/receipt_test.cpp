#include "tests/support/printers.h"
#include "tests/core/send/counting_server.h"
#include "tests/support/await.h"
#include "tests/system/program.h"

#include "core/base/user_name.h"

#include <QFile>
#include <QJsonArray>

// What the command line takes out of a run: its receipt, and the list of its people.
namespace callsheet::test {

namespace {

QString content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

TEST(ReceiptOfARun, namesWhoSettledWhatAndHoldsNoNumbersUnlessAsked)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Contacts contacts(folder, 4);
    const QString keyFile = folder.write(u"key"_s, "key");
    CountingServer service([](QTcpSocket &socket) { socket.write(answerOf("502 Bad Gateway", "no")); });
    const auto run = [&](const QStringList &words) {
        Program program(words + QStringList{u"--profile"_s, profile});
        EXPECT_TRUE(waitUntil([&] { return !program.isRunning(); }));
        return program.wait();
    };
    const Ended sent = run({u"send"_s, contacts.sheet, u"--variables"_s, contacts.variables, u"--url"_s,
        service.origin(), u"--key-file"_s, keyFile, u"--batch"_s, u"b"_s, u"--yes"_s});
    ASSERT_EQ(sent.exitCode, 4) << sent.errors.toStdString();
    EXPECT_TRUE(QString::fromUtf8(run({u"run"_s, u"receipt"_s, u"1"_s}).output).contains(u"is still unknown"_s));

    const Ended settled = run({u"run"_s, u"settle"_s, u"1"_s, u"--queued"_s, u"--note"_s, u"seen 447400000001"_s});
    ASSERT_EQ(settled.exitCode, 0) << settled.errors.toStdString();
    const QString shown = u"Chunk 1: you say that its 4 people of unknown outcome are queued."_s;
    EXPECT_TRUE(settled.errors.contains(shown)) << settled.errors.toStdString();
    const QJsonObject word
        = run({u"run"_s, u"show"_s, u"1"_s, u"--json"_s}).json().value(u"settlements"_s)[0].toObject();
    EXPECT_EQ(word.value(u"who"_s).toString(), base::userName());
    EXPECT_EQ(word.value(u"sentence"_s).toString(), shown);

    const QString without = folder.path(u"receipt.html"_s);
    ASSERT_EQ(run({u"run"_s, u"receipt"_s, u"1"_s, u"--to"_s, without}).exitCode, 0);
    const QString text = content(without);
    EXPECT_TRUE(text.contains(shown)) << text.toStdString();
    EXPECT_TRUE(text.contains(base::userName()));
    EXPECT_FALSE(text.contains(u"It is not over yet"_s)) << "the last unknown is settled";
    EXPECT_FALSE(text.contains(u"44740000000"_s));
    const QString with = folder.path(u"with.html"_s);
    ASSERT_EQ(run({u"run"_s, u"receipt"_s, u"1"_s, u"--with-numbers"_s, u"--to"_s, with}).exitCode, 0);
    EXPECT_TRUE(content(with).contains(u"447400000003"_s));
    EXPECT_EQ(run({u"run"_s, u"receipt"_s, u"1"_s, u"--to"_s, folder.path(u"r.pdf"_s)}).exitCode, 2);
    EXPECT_EQ(run({u"run"_s, u"receipt"_s, u"9"_s}).exitCode, 2);

    const QString list = folder.path(u"people.csv"_s);
    ASSERT_EQ(run({u"run"_s, u"export"_s, u"1"_s, u"--group"_s, u"queued,unknown"_s, u"--to"_s, list}).exitCode, 0);
    EXPECT_EQ(content(list).count(u"\r\n2,Queued,1,"_s), 1);
    EXPECT_TRUE(content(list).contains(u"447400000003"_s));
    ASSERT_EQ(run({u"run"_s, u"export"_s, u"1"_s, u"--group"_s, u"all"_s, u"--to"_s, list, u"--masked"_s}).exitCode, 0);
    EXPECT_FALSE(content(list).contains(u"44740000000"_s));
    EXPECT_EQ(run({u"run"_s, u"export"_s, u"1"_s, u"--group"_s, u"everybody"_s, u"--to"_s, list}).exitCode, 2);
}

} // namespace callsheet::test
