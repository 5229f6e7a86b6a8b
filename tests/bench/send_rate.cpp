// What tests/bench/send measures: chunks of a thousand people of ten fields, sent as the program sends them.
//
//   send_rate bodies FOLDER BATCH PREFIX CHUNKS
// writes the bodies, for another client to post.
//
//   send_rate send PROFILE URL KEY BATCH PREFIX CHUNKS every|never
// plans and sends them; syncs at every commit, or never.
//
//   send_rate open PROFILE
// opens the journal and lists its runs, as the program does at its start.
//
// Prints one object. Phone numbers begin with PREFIX, so that no two loads meet.
#include "core/runs/journal.h"
#include "core/send/send_run.h"
#include "core/send/wire.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>

namespace {

using namespace callsheet;
using namespace Qt::StringLiterals;

constexpr int chunkPeople = 1000;

[[noreturn]] void fail(const QString &why)
{
    std::fprintf(stderr, "send_rate: %s\n", qPrintable(why));
    std::exit(2);
}

QByteArray phoneOf(const QByteArray &prefix, int person)
{
    return prefix + QByteArray::number(person).rightJustified(12 - prefix.size(), '0');
}

QByteArray bodyOf(const QString &batch, const QByteArray &prefix, int chunk)
{
    constexpr const char *cities[] = {"Rotterdam", "Valletta", "Trondheim", "Bologna"};
    QByteArray records;
    for (int person = chunk * chunkPeople; person < (chunk + 1) * chunkPeople; ++person) {
        const QByteArray number = QByteArray::number(person);
        records += (records.isEmpty() ? R"({"phoneNumber":")" : R"(,{"phoneNumber":")") + phoneOf(prefix, person)
            + R"(","name":"Person )" + number + R"(","account_id":"ACC-)" + number + R"(","city":")"
            + cities[person % 4] + R"(","amount":")" + QByteArray::number(person * 7 % 10'000)
            + R"(.50","due_date":"2024-05-)" + QByteArray::number(10 + person % 18)
            + R"(","priority":"high","language":"en-GB","notes":"Prefers the afternoon; speaks slowly.","plan":"Family 12"})";
    }
    return QByteArray::fromStdString(send::wire::bodyHead(batch, connection::ArrayKey::CallData)) + records
        + QByteArray::fromStdString(std::string(send::wire::bodyTail()));
}

void writeBodies(const QString &folder, const QString &batch, const QByteArray &prefix, int chunks)
{
    for (int chunk = 0; chunk < chunks; ++chunk) {
        QFile file(QDir(folder).filePath(u"body-%1.json"_s.arg(chunk)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bodyOf(batch, prefix, chunk)) < 0)
            fail(file.errorString());
    }
}

runs::RunId plan(runs::Journal &journal, const QString &batch, const QByteArray &prefix, int chunks)
{
    runs::RunHead head;
    for (QString *text : {&head.name, &head.fileName, &head.fileSha256, &head.connectionName, &head.baseUrl})
        *text = u"bench"_s;
    head.batchId = batch;
    head.rows = qint64{chunks} * chunkPeople;
    auto next = std::make_shared<int>(0);
    const auto run = journal
                         .plan(head, {},
                             [=](runs::PlannedChunk &chunk) -> base::Result<bool> {
                                 if (*next == chunks)
                                     return false;
                                 for (int i = *next * chunkPeople; i < (*next + 1) * chunkPeople; ++i) {
                                     chunk.rows.push_back(static_cast<std::uint32_t>(i + 2));
                                     chunk.phones.push_back(phoneOf(prefix, i).toULongLong());
                                 }
                                 chunk.body = bodyOf(batch, prefix, *next);
                                 ++*next;
                                 return true;
                             })
                         .result();
    if (!run)
        fail(run.error().message);
    return *run;
}

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void print(const QJsonObject &object)
{
    std::puts(QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
}

std::unique_ptr<runs::Journal> openJournal(const QString &folder, const base::Clock &clock, runs::Syncs syncs)
{
    const auto profile = base::Profile::open(folder);
    if (!profile)
        fail(profile.error().message);
    runs::JournalOptions options;
    options.syncs = syncs;
    auto journal = runs::Journal::open(*profile, clock, options);
    if (!journal)
        fail(journal.error().message);
    return std::move(*journal);
}

void sendChunks(const QStringList &words, const base::Clock &clock)
{
    const auto journal
        = openJournal(words[2], clock, words[8] == u"never"_s ? runs::Syncs::Never : runs::Syncs::EveryCommit);
    const runs::RunId run = plan(*journal, words[5], words[6].toLatin1(), words[7].toInt());
    connection::Connection connection = connection::practiceConnection();
    connection.baseUrl = QUrl(words[3]);
    connection.mode = connection::CredentialMode::ApiKey;
    send::Transport transport;
    send::SendRun sending({journal.get(), &transport, &clock, [] { return 0.5; }}, {}, connection,
        {base::Secret(words[4].toLatin1()), base::Secret()}, run);
    QEventLoop loop;
    QObject::connect(&sending, &send::SendRun::phaseChanged, &loop, [&] {
        if (sending.phase() != send::RunPhase::Sending)
            loop.quit();
    });
    QElapsedTimer elapsed;
    elapsed.start();
    const double cpu = cpuSeconds();
    sending.start(send::SendWhat::Waiting);
    loop.exec();
    if (sending.phase() != send::RunPhase::Finished)
        fail(sending.pauseMessage());
    print({{u"seconds"_s, double(elapsed.nsecsElapsed()) / 1e9}, {u"cpu"_s, cpuSeconds() - cpu}});
}

void openAndList(const QString &folder, const base::Clock &clock)
{
    QElapsedTimer elapsed;
    elapsed.start();
    const auto journal = openJournal(folder, clock, runs::Syncs::EveryCommit);
    const auto runs = journal->runs().result();
    if (!runs)
        fail(runs.error().message);
    print({{u"seconds"_s, double(elapsed.nsecsElapsed()) / 1e9}, {u"runs"_s, qint64(runs->size())}});
}

} // namespace

int main(int count, char **arguments)
{
    const QCoreApplication application(count, arguments);
    const QStringList words = QCoreApplication::arguments();
    const base::SystemClock clock;
    const QString what = words.value(1);
    if (what == u"bodies"_s && words.size() == 6)
        writeBodies(words[2], words[3], words[4].toLatin1(), words[5].toInt());
    else if (what == u"send"_s && words.size() == 9)
        sendChunks(words, clock);
    else if (what == u"open"_s && words.size() == 3)
        openAndList(words[2], clock);
    else
        fail(u"read the head of send_rate.cpp"_s);
    return 0;
}
