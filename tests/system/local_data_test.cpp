#include "tests/system/program.h"

#include <QDir>
#include <QFileInfo>

#include <sys/stat.h>

// What the program that people install leaves on the disk and in its log of the people it sends.
namespace callsheet::test {

namespace {

//! Names and numbers that stand nowhere else, in scripts and shapes that a search could miss.
const QList<QByteArray> people
    = {"Zo\xC3\xAB Quillfeather", "O'Brien; DROP TABLE", "\xE6\x9D\x8E\xE5\xB0\x8F\xE9\xBE\x99", "=HYPERLINK(Zyx)",
        "%n %s %1 Percy", "447700900101", "447700900102", "447700900103", "447700900104", "447700900105"};

QString sheetOf(const TemporaryFolder &folder)
{
    QByteArray csv = "phone,name\n";
    for (int i = 0; i < 5; ++i)
        csv += '+' + people.at(5 + i) + ",\"" + people.at(i) + "\"\n";
    csv += "not-a-number-Trubshaw,Nobody\n";
    return folder.write(u"odd.csv"_s, csv);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

QList<QByteArray> found(const QByteArray &content, const QList<QByteArray> &sought)
{
    QList<QByteArray> hits;
    for (const QByteArray &text : sought) {
        if (content.contains(text))
            hits.append(text);
    }
    return hits;
}

QByteArray filesOf(const QString &folder)
{
    QByteArray all;
    for (const QString &name : QDir(folder).entryList(QDir::Files | QDir::Hidden))
        all += contentOf(QDir(folder).filePath(name));
    return all;
}

class LocalDataOnDisk : public ::testing::Test {
protected:
    QStringList send(const Service &service, int chunkSize = 1) const
    {
        return QStringList{u"send"_s, sheetOf(m_folder), u"--variables"_s, Contacts(m_folder, 1).variables,
                   u"--profile"_s, m_profile, u"--yes"_s, u"--json"_s, u"--chunk-size"_s, QString::number(chunkSize)}
        + service.target();
    }
    Ended runs(const QStringList &words) const
    {
        return Program::run(QStringList{u"runs"_s, u"--profile"_s, m_profile} + words);
    }
    Ended run(const QStringList &words) const
    {
        return Program::run(QStringList{u"run"_s} + words + QStringList{u"--profile"_s, m_profile});
    }

    TemporaryFolder m_folder;
    const QString m_profile = m_folder.path(u"profile"_s);
};

} // namespace

TEST_F(LocalDataOnDisk, tellsNothingOfPeopleInItsLogOrItsFiles)
{
    // A refusal that quotes a person, an answer that never comes, a server error, and whoever is left.
    const Service service(m_folder, R"({"faults":[
        {"kind":"status","status":400,"message":"+447700900102 of O'Brien; DROP TABLE is on no list","request":2},
        {"kind":"dropBeforeAnswer","request":3},{"kind":"status","status":500,"request":5}]})");
    QList<QByteArray> secrets = people;
    for (const QString &file : {service.keyFile(), service.bearerFile()})
        secrets.append(contentOf(file).trimmed());
    const QString loud = u"export QT_LOGGING_RULES='*=true' QT_MESSAGE_PATTERN='LOG %{category} %{message}'; \"$@\""_s;
    QByteArray said = Program::runInShell(loud, send(service)).errors.toUtf8();
    for (const QStringList &words :
        {QStringList{u"run"_s, u"show"_s, u"1"_s}, QStringList{u"run"_s, u"settle"_s, u"1"_s, u"--queued"_s},
            QStringList{u"run"_s, u"retry"_s, u"1"_s, u"--refused"_s, u"--key-file"_s, service.keyFile()},
            QStringList{u"runs"_s}}) {
        said += Program::runInShell(loud, words + QStringList{u"--profile"_s, m_profile}).errors.toUtf8();
    }
    QByteArray log;
    for (const QByteArray &line : said.split('\n')) {
        if (line.startsWith("LOG "))
            log += line + '\n';
    }
    EXPECT_TRUE(log.contains("LOG callsheet.send ")) << said.toStdString();
    EXPECT_EQ(found(log, secrets), QList<QByteArray>()) << log.toStdString();
    EXPECT_EQ(found(filesOf(m_profile), secrets), QList<QByteArray>());

    // The control: they were sent, and the search finds them where they are.
    EXPECT_EQ(found(contentOf(sheetOf(m_folder)), people).size(), people.size());
    EXPECT_GE(service.arrivals().size(), 4);
    EXPECT_TRUE(run({u"show"_s, u"1"_s, u"--json"_s}).output.contains("447700900102")) << "a person is told";
}

TEST_F(LocalDataOnDisk, isClosedToOtherUsersWhateverItsRightsWere)
{
    ASSERT_TRUE(QDir().mkpath(m_profile));
    m_folder.write(u"profile/connections.json"_s, "{\"version\":1,\"connections\":[]}");
    for (const QString &wide : {m_profile, m_profile + u"/connections.json"_s})
        ASSERT_EQ(::chmod(QFile::encodeName(wide).constData(), 0777), 0);
    const Service service(m_folder);
    const Ended sent = Program::runInShell(u"umask 000; \"$@\""_s, send(service));
    EXPECT_EQ(sent.exitCode, 1) << sent.errors.toStdString();
    const auto rights = [](const QString &path) {
        struct stat found { };
        EXPECT_EQ(::stat(QFile::encodeName(path).constData(), &found), 0);
        return found.st_mode & 0777;
    };
    EXPECT_EQ(rights(m_profile), 0700u);
    const QStringList names = QDir(m_profile).entryList(QDir::Files | QDir::Hidden);
    EXPECT_GE(names.size(), 4);
    for (const QString &name : names)
        EXPECT_EQ(rights(m_profile + u'/' + name) & 0077u, 0u) << name.toStdString();
}

TEST_F(LocalDataOnDisk, isDeletedOnlyWhenNobodyIsOpenOrThatIsConfirmed)
{
    const Service service(m_folder, R"({"faults":[{"kind":"dropBeforeAnswer","request":1}]})");
    EXPECT_EQ(Program::run(send(service)).exitCode, 4);
    const Ended refused = runs({u"--delete-local-data"_s, u"1"_s});
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_TRUE(refused.errors.contains(u"--yes"_s)) << refused.errors.toStdString();
    EXPECT_EQ(run({u"show"_s, u"1"_s}).exitCode, 0);
    EXPECT_EQ(runs({u"--delete-local-data"_s, u"1"_s, u"--yes"_s}).exitCode, 0);
    const Ended gone = run({u"show"_s, u"1"_s});
    EXPECT_EQ(gone.exitCode, 2);
    EXPECT_TRUE(gone.errors.contains(u"deleted"_s)) << gone.errors.toStdString();
    EXPECT_EQ(runs({u"--delete-local-data"_s, u"all"_s}).exitCode, 0);
    EXPECT_TRUE(runs({}).output.contains("No runs yet"));
    for (const QString &wrong : {u"2"_s, u"everything"_s})
        EXPECT_EQ(runs({u"--delete-local-data"_s, wrong}).exitCode, 2) << wrong.toStdString();
}

TEST_F(LocalDataOnDisk, ofAnEarlierSessionCannotBeSentAgainIfItsKeyWasNotKept)
{
    EXPECT_EQ(runs({u"--key-place"_s, u"session"_s}).exitCode, 0);
    const Service service(m_folder, R"({"faults":[{"kind":"status","status":400,"message":"no","request":1}]})");
    EXPECT_EQ(Program::run(send(service, 10)).exitCode, 1);
    const Ended shown = run({u"show"_s, u"1"_s, u"--json"_s});
    EXPECT_EQ(shown.exitCode, 0);
    EXPECT_EQ(shown.json().value(u"ledger"_s).toObject().value(u"refused"_s).toInt(), 5);
    const QStringList again = {u"retry"_s, u"1"_s, u"--refused"_s, u"--key-file"_s, service.keyFile()};
    const Ended retried = run(again);
    EXPECT_EQ(retried.exitCode, 1);
    EXPECT_TRUE(retried.errors.contains(u"their key cannot be reached"_s)) << retried.errors.toStdString();
    EXPECT_EQ(service.arrivals().size(), 1);
}

TEST_F(LocalDataOnDisk, keepsItsKeyWhileAnybodyIsOpenUnlessThatIsConfirmed)
{
    const Service service(m_folder, R"({"faults":[{"kind":"status","status":400,"message":"no","request":1}]})");
    EXPECT_EQ(Program::run(send(service, 10)).exitCode, 1);
    const auto keyFiles = [this] { return QDir(m_profile).entryList({u"payload-*.key"_s}).size(); };
    const QStringList toSession = {u"--key-place"_s, u"session"_s};

    const Ended refused = runs(toSession);
    EXPECT_NE(refused.exitCode, 0);
    EXPECT_TRUE(refused.errors.contains(u"5 people are not sent, refused or unknown"_s))
        << refused.errors.toStdString();
    EXPECT_TRUE(refused.errors.contains(u"--yes"_s));
    EXPECT_EQ(keyFiles(), 1) << "nothing is changed";

    const QStringList again = {u"retry"_s, u"1"_s, u"--refused"_s, u"--key-file"_s, service.keyFile()};
    EXPECT_EQ(run(again).exitCode, 1) << "its one row that is no number stays out";
    EXPECT_EQ(service.arrivals().size(), 2);
    EXPECT_EQ(runs(toSession).exitCode, 0) << "nobody is open any more";
    EXPECT_EQ(keyFiles(), 0);
}

TEST_F(LocalDataOnDisk, givesItsKeyUpWithPeopleOpenIfThatIsConfirmed)
{
    const Service service(m_folder, R"({"faults":[{"kind":"status","status":400,"message":"no","request":1}]})");
    EXPECT_EQ(Program::run(send(service, 10)).exitCode, 1);
    EXPECT_EQ(runs({u"--key-place"_s, u"session"_s, u"--yes"_s}).exitCode, 0);
    EXPECT_TRUE(QDir(m_profile).entryList({u"payload-*.key"_s}).isEmpty());
}

TEST_F(LocalDataOnDisk, whoseKeyIsLostSaysWhatStillWorks)
{
    const Service service(m_folder, R"({"faults":[{"kind":"status","status":400,"message":"no","request":1}]})");
    EXPECT_EQ(Program::run(send(service, 10)).exitCode, 1);
    const QStringList keys = QDir(m_profile).entryList({u"payload-*.key"_s});
    ASSERT_EQ(keys.size(), 1) << "there is no keychain here";
    ASSERT_TRUE(QFile::rename(m_profile + u'/' + keys.first(), m_folder.path(u"lost"_s)));
    EXPECT_EQ(run({u"show"_s, u"1"_s}).exitCode, 0);
    const Ended unsent = Program::run(send(service, 10) + QStringList{u"--again"_s});
    EXPECT_EQ(unsent.exitCode, 8);
    EXPECT_TRUE(unsent.errors.contains(u"--new-key"_s)) << unsent.errors.toStdString();
    EXPECT_EQ(service.arrivals().size(), 1) << "nobody is sent who cannot be written down";
    EXPECT_EQ(runs({u"--new-key"_s}).exitCode, 0);
    EXPECT_EQ(Program::run(send(service, 10) + QStringList{u"--again"_s}).exitCode, 1) << "one row is left out";
    EXPECT_EQ(service.arrivals().size(), 2);
    // Found again, it opens what it had sealed.
    ASSERT_TRUE(QFile::rename(m_folder.path(u"lost"_s), m_profile + u'/' + keys.first()));
    const Ended retried = run({u"retry"_s, u"1"_s, u"--refused"_s, u"--key-file"_s, service.keyFile()});
    EXPECT_EQ(retried.exitCode, 1) << retried.errors.toStdString();
    EXPECT_EQ(service.arrivals().size(), 3);
}

TEST_F(LocalDataOnDisk, goesAsSoonAsItIsFinalIfThatIsWanted)
{
    EXPECT_EQ(runs({u"--keep-days"_s, u"0"_s}).exitCode, 0);
    const Service service(m_folder);
    EXPECT_EQ(Program::run(send(service, 10)).exitCode, 1);
    const Ended shown = run({u"show"_s, u"1"_s, u"--json"_s});
    EXPECT_EQ(shown.json().value(u"ledger"_s).toObject().value(u"queued"_s).toInt(), 5);
    const Ended again = Program::run(send(service, 10));
    EXPECT_EQ(service.arrivals().size(), 1) << "its people are recognised all the same";
    EXPECT_NE(again.exitCode, 0);
}

} // namespace callsheet::test
