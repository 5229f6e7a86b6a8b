#pragma once

#include "core/base/clock.h"
#include "core/runs/journal.h"
#include "core/send/send_run.h"
#include "core/send/wire.h"

#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QUrl>

#include <memory>
#include <random>
#include <string>

// A small run without a sheet, the same for the program that dies and for the test that looks at what it left.
namespace callsheet::test {

using namespace Qt::StringLiterals;

inline constexpr int crashPeople = 20;
inline constexpr int crashChunk = 4;

//! The large numbers, which take their time: tests/system/nightly.
inline bool isNightly()
{
    return qEnvironmentVariableIsSet("CALLSHEET_NIGHTLY");
}

//! Another one in every run, unless CALLSHEET_SEED says which.
inline unsigned campaignSeed()
{
    const bool isGiven = qEnvironmentVariableIsSet("CALLSHEET_SEED");
    return isGiven ? static_cast<unsigned>(qEnvironmentVariableIntValue("CALLSHEET_SEED")) : std::random_device{}();
}

//! A place for files that need not outlive anything, in memory where there is such a place.
inline QString inMemory(const QString &name)
{
    const QString memory = u"/dev/shm"_s;
    return QDir(QFileInfo(memory).isWritable() ? memory : QDir::tempPath()).filePath(name);
}

//! Row 2 and on; each has a number of its own.
inline QByteArray phoneOfRow(std::uint32_t row)
{
    return "4474" + QByteArray::number(10'000'000 + row);
}

inline QByteArray crashBody(const QString &batch, std::uint32_t firstRow, int people)
{
    std::string body = send::wire::bodyHead(batch, connection::ArrayKey::CallData);
    for (std::uint32_t row = firstRow; row < firstRow + static_cast<std::uint32_t>(people); ++row) {
        body += (row == firstRow ? "" : ",") + std::string(R"({"phoneNumber":")") + phoneOfRow(row).toStdString()
            + "\"}";
    }
    return QByteArray::fromStdString(body + send::wire::bodyTail());
}

inline runs::PlannedChunk crashChunkOf(const QString &batch, std::uint32_t firstRow)
{
    runs::PlannedChunk chunk;
    for (std::uint32_t row = firstRow; row < firstRow + crashChunk; ++row) {
        chunk.rows.push_back(row);
        chunk.phones.push_back(phoneOfRow(row).toULongLong());
    }
    chunk.body = crashBody(batch, firstRow, crashChunk);
    return chunk;
}

inline base::Result<runs::RunId> planCrashRun(runs::Journal &journal, const QString &batch)
{
    runs::RunHead head;
    for (QString *text : {&head.name, &head.fileName, &head.fileSha256, &head.connectionName, &head.baseUrl})
        *text = u"crash"_s;
    head.batchId = batch;
    head.rows = crashPeople;
    auto next = std::make_shared<std::uint32_t>(2);
    return journal
        .plan(head, {},
            [next, batch](runs::PlannedChunk &chunk) -> base::Result<bool> {
                if (*next >= 2 + crashPeople)
                    return false;
                chunk = crashChunkOf(batch, *next);
                *next += crashChunk;
                return true;
            })
        .result();
}

//! Where the run is sent to. Without a token nobody can be looked up.
struct CrashService {
    QUrl url;
    QByteArray apiKey;
    QByteArray bearer;
};

inline connection::Connection crashConnection(const CrashService &service)
{
    connection::Connection connection = connection::practiceConnection();
    connection.baseUrl = service.url;
    connection.mode = service.bearer.isEmpty() ? connection::CredentialMode::ApiKey : connection::CredentialMode::Both;
    return connection;
}

inline connection::Secrets crashSecrets(const CrashService &service)
{
    return {base::Secret(service.apiKey), base::Secret(service.bearer)};
}

inline QCoro::Task<bool> passAtOnce(std::stop_token stop)
{
    co_return !stop.stop_requested();
}

//! A wait that is over at once; what makes looks far enough apart is in the rules below.
inline send::Pause noWait()
{
    return [](std::chrono::milliseconds, std::stop_token stop) { return passAtOnce(std::move(stop)); };
}

//! The practice service applies nothing late, so what it says may be believed at once.
inline send::SettleRules settledAtOnce()
{
    send::SettleRules rules;
    rules.settleTime = std::chrono::seconds(0);
    rules.betweenLooks = std::chrono::seconds(0);
    return rules;
}

//! Sends what waits, and comes back when this stretch is over; the last sentence where it did not come to the end.
inline QString sendCrashRun(runs::Journal &journal, const CrashService &service, runs::RunId run)
{
    send::SendSettings settings;
    settings.settle = settledAtOnce();
    settings.breaker = {100, 100, 2.0}; // faults are what these runs are about
    send::Transport transport;
    const base::SystemClock clock;
    send::SendRun sending({&journal, &transport, &clock, [] { return 0.5; }, noWait()}, settings,
        crashConnection(service), crashSecrets(service), run);
    QEventLoop loop;
    QObject::connect(&sending, &send::SendRun::phaseChanged, &loop, [&] {
        if (sending.phase() == send::RunPhase::Finished || sending.phase() == send::RunPhase::Paused)
            loop.quit();
    });
    sending.start(send::SendWhat::Waiting);
    if (sending.phase() == send::RunPhase::Sending) // with nobody left to send it may be over already
        loop.exec();
    return sending.phase() == send::RunPhase::Finished ? QString() : sending.pauseMessage();
}

//! Asks the service who of the chunks of unknown outcome is queued; the error's sentence where that went wrong.
inline QString settleCrashRun(runs::Journal &journal, const CrashService &service, runs::RunId run)
{
    send::Transport transport;
    const base::SystemClock clock;
    const send::LookServices services{&transport, &clock, noWait()};
    QEventLoop loop;
    QString problem;
    bool isOver = false;
    QCoro::connect(
        send::settleUnknown(services, &journal, send::lookTargetOf(crashConnection(service), crashSecrets(service)),
            settledAtOnce(), run, {}, {}, {}),
        &loop, [&](const base::Result<send::SettleReport> &report) {
            problem = report ? QString() : report.error().message;
            isOver = true;
            loop.quit();
        });
    if (!isOver)
        loop.exec();
    return problem;
}

} // namespace callsheet::test
