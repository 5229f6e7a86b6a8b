#include "tests/support/printers.h"
#include "tests/system/program.h"

// What a person can do wrong or meet: each ends in one sentence that names what, where and what to do, and loses
// nothing.
namespace callsheet::test {

namespace {

struct FileCase {
    const char *name;
    QString fileName;
    QByteArray content;
    QStringList words; // what the sentence must say
};
void PrintTo(const FileCase &row, std::ostream *out)
{
    *out << row.name;
}

} // namespace

class BadFile : public ::testing::TestWithParam<FileCase> { };

TEST_P(BadFile, endsInASentenceThatNamesTheFileAndTheRemedy)
{
    const TemporaryFolder folder;
    const QString path = folder.write(GetParam().fileName, GetParam().content);
    const Ended ended = Program::run({u"inspect"_s, path});
    EXPECT_EQ(ended.exitCode, 3);
    EXPECT_TRUE(ended.errors.contains(GetParam().fileName)) << ended.errors.toStdString();
    for (const QString &word : GetParam().words)
        EXPECT_TRUE(ended.errors.contains(word, Qt::CaseInsensitive)) << ended.errors.toStdString();
    EXPECT_EQ(ended.errors.trimmed().count(u'\n'), 0);
}

INSTANTIATE_TEST_SUITE_P(Files, BadFile,
    ::testing::Values(FileCase{"empty file", u"empty.csv"_s, "", {u"empty"_s}},
        FileCase{"nothing but line ends", u"blank.csv"_s, "\n\n\r\n", {}},
        FileCase{"header without rows", u"header.csv"_s, "phone,name\n", {u"row"_s}},
        FileCase{"a PDF named .xlsx", u"list.xlsx"_s, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", {u"PDF"_s}},
        FileCase{"a web page named .xlsx", u"page.xlsx"_s, "<!DOCTYPE html><html><body><table></table></body></html>",
            {u"HTML"_s}},
        FileCase{"a workbook cut short", u"short.xlsx"_s, QByteArray("PK\x03\x04 and then nothing", 22), {}}));

TEST(BadInput, namesAFileThatIsNotThere)
{
    const Ended ended = Program::run({u"inspect"_s, u"no such file.csv"_s});
    EXPECT_EQ(ended.exitCode, 3);
    EXPECT_TRUE(ended.errors.contains(u"no such file.csv"_s));
}

TEST(BadInput, keepsEveryRowAroundAnUnclosedQuote)
{
    const TemporaryFolder folder;
    QByteArray csv = "phone,name\n";
    for (int i = 2; i <= 101; ++i)
        csv += "+447" + QByteArray::number(400'000'000 + i) + (i == 5 ? ",\"Ada\n" : ",Ada\n");
    const QString path = folder.write(u"quote.csv"_s, csv);
    EXPECT_EQ(Program::run({u"inspect"_s, path, u"--json"_s}).json().value(u"rows"_s).toInt(), 100);

    const Contacts contacts(folder, 1);
    const Ended checked = Program::run({u"check"_s, path, u"--variables"_s, contacts.variables, u"--json"_s});
    EXPECT_EQ(checked.json().value(u"errors"_s).toInt(), 1) << checked.output.toStdString();
    EXPECT_EQ(checked.json().value(u"problems"_s)[0][u"row"_s].toInt(), 5);
}

TEST(BadInput, namesAVariableSetThatIsNotThereOrIsNoSet)
{
    const TemporaryFolder folder;
    const Contacts contacts(folder, 3);
    const Ended missing = Program::run({u"check"_s, contacts.sheet, u"--variables"_s, u"nowhere.json"_s});
    EXPECT_TRUE(missing.exitCode == 2 || missing.exitCode == 3) << missing.exitCode;
    EXPECT_TRUE(missing.errors.contains(u"nowhere.json"_s)) << missing.errors.toStdString();

    const QString broken = folder.write(u"broken.json"_s, "{\"variables\": [");
    const Ended damaged = Program::run({u"check"_s, contacts.sheet, u"--variables"_s, broken});
    EXPECT_EQ(damaged.exitCode, 2);
    EXPECT_TRUE(damaged.errors.contains(u"broken.json"_s)) << damaged.errors.toStdString();
}

TEST(BadInput, stopsAtAWrongKeyAndLosesNothing)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder);
    const Contacts contacts(folder, 2500);
    const QString wrongKey = folder.write(u"wrong key"_s, "not-the-key");
    QStringList words = contacts.send(service, profile);
    words.replace(words.indexOf(service.keyFile()), wrongKey);
    const Ended ended = Program::run(words);
    EXPECT_EQ(ended.exitCode, 5);
    EXPECT_TRUE(ended.errors.contains(u"key"_s)) << ended.errors.toStdString();
    EXPECT_FALSE(ended.errors.contains(u"not-the-key"_s)) << "a secret is never shown";
    EXPECT_EQ(ended.ledger().value(u"queued"_s).toInt(), 0);

    for (const QString &what : {u"--not-sent"_s, u"--refused"_s})
        Program::run({u"run"_s, u"retry"_s, u"1"_s, what, u"--profile"_s, profile, u"--key-file"_s, service.keyFile()});
    const QJsonObject run = Program::run({u"run"_s, u"show"_s, u"1"_s, u"--json"_s, u"--profile"_s, profile}).json();
    EXPECT_EQ(run.value(u"ledger"_s)[u"queued"_s].toInt(), 2500);
}

TEST(BadInput, saysThatADeadAddressGotNothing)
{
    const TemporaryFolder folder;
    const Contacts contacts(folder, 3);
    const QString key = folder.write(u"key"_s, "key");
    const Ended ended = Program::run({u"send"_s, contacts.sheet, u"--variables"_s, contacts.variables, u"--batch"_s,
        u"b"_s, u"--url"_s, u"http://127.0.0.1:9"_s, u"--key-file"_s, key, u"--yes"_s, u"--json"_s, u"--profile"_s,
        folder.path(u"profile"_s)});
    EXPECT_EQ(ended.exitCode, 6);
    EXPECT_TRUE(ended.errors.contains(u"Nothing was sent"_s)) << ended.errors.toStdString();
    EXPECT_EQ(ended.ledger().value(u"notSent"_s).toInt(), 3);
}

TEST(BadInput, sendsNothingInPlainTextOverTheNetwork)
{
    const TemporaryFolder folder;
    const Contacts contacts(folder, 3);
    const QString key = folder.write(u"key"_s, "key");
    const Ended ended = Program::run(
        {u"send"_s, contacts.sheet, u"--variables"_s, contacts.variables, u"--batch"_s, u"b"_s, u"--url"_s,
            u"http://calls.example"_s, u"--key-file"_s, key, u"--yes"_s, u"--profile"_s, folder.path(u"profile"_s)});
    EXPECT_EQ(ended.exitCode, 2);
    EXPECT_TRUE(ended.errors.contains(u"https"_s)) << ended.errors.toStdString();
}

TEST(BadInput, sendsNothingThatItCannotWriteDown)
{
    // A limit of file size stands in for a full disk: no administrator is needed for it.
    const TemporaryFolder folder;
    const Service service(folder);
    const Contacts contacts(folder, 2500);
    const Ended ended
        = Program::runInShell(u"ulimit -f 48; exec \"$@\""_s, contacts.send(service, folder.path(u"profile"_s)));
    EXPECT_EQ(ended.exitCode, 8) << ended.output.toStdString();
    EXPECT_TRUE(ended.errors.contains(u"journal"_s)) << ended.errors.toStdString();
    EXPECT_TRUE(service.arrivals().isEmpty());

    // With room again it works.
    EXPECT_EQ(Program::run(contacts.send(service, folder.path(u"profile"_s))).exitCode, 0);
}

TEST(BadInput, sendsNothingFromAFullDisk)
{
    const TemporaryFolder folder;
    const Service service(folder);
    const Contacts contacts(folder, 2500);
    const QString profile = folder.path(u"small"_s);
    ASSERT_TRUE(QDir().mkpath(profile));
    QStringList words = contacts.send(service, profile);
    const Ended ended = Program::runInShell(
        u"unshare --mount true 2>/dev/null || exit 77; export SMALL='%1';"
        " exec unshare --mount bash -c 'mount -t tmpfs -o size=64k none \"$SMALL\" || exit 77; exec \"$@\"' bash \"$@\""_s
            .arg(profile),
        words);
    if (ended.exitCode == 77)
        GTEST_SKIP() << "a file system of its own needs administrator rights here";
    EXPECT_EQ(ended.exitCode, 8) << ended.output.toStdString();
    EXPECT_TRUE(ended.errors.contains(u"full"_s)) << ended.errors.toStdString();
    EXPECT_TRUE(service.arrivals().isEmpty());
}

TEST(BadInput, saysWhoHoldsTheProfile)
{
    const TemporaryFolder folder;
    const QString profile = folder.path(u"profile"_s);
    const Service service(folder, R"({"faults":[{"kind":"hang","request":1}]})");
    const Contacts contacts(folder, 3);
    Program first(contacts.send(service, profile));
    ASSERT_EQ(first.nextJson().value(u"event"_s), u"started"_s);
    const Ended second = Program::run(contacts.send(service, profile));
    EXPECT_EQ(second.exitCode, 8);
    EXPECT_TRUE(second.errors.contains(profile)) << second.errors.toStdString();
    EXPECT_LE(service.arrivals().size(), 1);
}

} // namespace callsheet::test
