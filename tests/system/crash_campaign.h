#pragma once

#include "core/base/clock.h"
#include "core/runs/journal.h"
#include "core/send/send_run.h"
#include "core/send/wire.h"

#include <QEventLoop>
#include <QUrl>

#include <memory>
#include <string>

// A small run without a sheet, the same for the program that dies and for the test that looks at what it left.
namespace callsheet::test {

using namespace Qt::StringLiterals;

inline constexpr int crashPeople = 20;
inline constexpr int crashChunk = 4;

//! Row 2 and on; each has a number of its own.
inline QByteArray phoneOfRow(std::uint32_t row)
{
    return "4474" + QByteArray::number(10'000'000 + row);
}

inline runs::PlannedChunk crashChunkOf(const QString &batch, std::uint32_t firstRow)
{
    runs::PlannedChunk chunk;
    std::string body = send::wire::bodyHead(batch, connection::ArrayKey::CallData);
    for (std::uint32_t row = firstRow; row < firstRow + crashChunk; ++row) {
        body += (row == firstRow ? "" : ",") + std::string(R"({"phoneNumber":")") + phoneOfRow(row).toStdString()
            + "\"}";
        chunk.rows.push_back(row);
        chunk.phones.push_back(phoneOfRow(row).toULongLong());
    }
    chunk.body = QByteArray::fromStdString(body + send::wire::bodyTail());
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

//! Sends what waits, and comes back when this stretch is over.
inline void sendCrashRun(runs::Journal &journal, const QUrl &url, const QByteArray &key, runs::RunId run)
{
    connection::Connection connection = connection::practiceConnection();
    connection.baseUrl = url;
    connection.mode = connection::CredentialMode::ApiKey;
    send::Transport transport;
    const base::SystemClock clock;
    send::SendRun sending(
        {&journal, &transport, &clock, [] { return 0.5; }}, {}, connection, {base::Secret(key), base::Secret()}, run);
    QEventLoop loop;
    QObject::connect(&sending, &send::SendRun::phaseChanged, &loop, [&] {
        if (sending.phase() == send::RunPhase::Finished || sending.phase() == send::RunPhase::Paused)
            loop.quit();
    });
    sending.start(send::SendWhat::Waiting);
    if (sending.phase() == send::RunPhase::Sending) // with nobody left to send it may be over already
        loop.exec();
}

} // namespace callsheet::test
