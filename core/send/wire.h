#pragma once

#include "core/connection/connection.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <string>

// Every name of the batch API that stands on the wire, in one place, so that another edition of the API is one edit.
// Source: the design page of the batch API.
namespace callsheet::send::wire {

using namespace Qt::StringLiterals;

inline constexpr auto createBatchPath = "/api/call/createBatch"_L1;
inline constexpr auto addCallsPath = "/api/call/addCallsToBatch"_L1;
inline constexpr auto batchesPath = "/api/call/batches/"_L1; // + user id, GET
inline constexpr auto batchDetailsPath = "/api/call/batch-details/"_L1; // + batch id, GET
inline constexpr auto startCallingPath = "/api/call/start-calling"_L1;
inline constexpr auto stopCallingPath = "/api/call/stop-calling"_L1;
inline constexpr auto dncAddPath = "/api/dnc/add"_L1;
inline constexpr auto dncListPath = "/api/dnc/list"_L1; // GET
inline constexpr auto dncDeletePath = "/api/dnc/delete/"_L1; // + entry id, DELETE
inline constexpr auto dncEnablePath = "/api/dnc/enable-disable"_L1;

inline constexpr auto apiKeyHeader = "x-api-key";
inline constexpr auto authorizationHeader = "Authorization";
inline constexpr auto bearerPrefix = "Bearer ";

inline constexpr auto batchIdKey = "batchId";
inline constexpr auto userIdKey = "userId";
inline constexpr auto phoneNumberKey = "phoneNumber";
inline constexpr int mostRecordsPerRequest = 1000; // the service splits longer arrays by itself

const char *arrayKeyName(connection::ArrayKey key); // "callData" or "call_data"

//! What the service says of an addCallsToBatch request; only made from a whole, self-consistent answer.
struct Envelope {
    struct FailedChunk {
        std::optional<qint64> chunkNumber;
        QString error;
    };
    bool status = false;
    int code = 0;
    QString message;
    QString errorMessage;
    std::optional<qint64> added; // data.added
    QStringList callIds; // data.callIds, distinct and not empty
    QList<FailedChunk> failedChunks;
    bool hasFailedChunks = false;
};

//! Strict reading: one JSON object to the last byte, `status` a boolean, `code` an integer, `data.added` a whole number
//! from 0, `data.callIds` distinct texts, no key that decides anything twice. Nothing when any of it fails. `data` may
//! be absent.
std::optional<Envelope> parseEnvelope(const QByteArray &answer);

//! A text as JSON, quotes and all.
std::string quoted(const QString &text);
//! `{"batchId":"…","callData":[` and `]}`: what stands around the records of a chunk.
std::string bodyHead(const QString &batchId, connection::ArrayKey key);
std::string bodyTail();

} // namespace callsheet::send::wire
