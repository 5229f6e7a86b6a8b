#pragma once

#include "core/base/result.h"
#include "core/practice/http_answer.h"

#include <QJsonValue>

namespace callsheet::practice {

//! What the API makes of one request.
struct ApiResult {
    HttpAnswer answer;
    bool applied = false; // the store was changed
    int records = -1; // of addCallsToBatch, as far as its array could be counted
};

//! The envelope in which every answer of the API comes.
HttpAnswer envelope(int status, const QString &message, const QString &errorMessage, const QJsonValue &data);
//! The same with `data` as JSON already.
HttpAnswer envelopeOf(int status, const QString &message, const QString &errorMessage, const QByteArray &data);
//! Without `data`, as the pages of the DNC list answer.
HttpAnswer bareEnvelope(int status, const QString &message);

//! 200 with the data.
ApiResult success(const QString &message, const QJsonValue &data);
//! An answer that changed nothing, with the reason as the service says it.
ApiResult refusal(int status, const QString &reason);
//! The service is full, or its file cannot be written.
ApiResult notStored(const base::Error &error);
//! A page was asked in a way that it does not answer.
ApiResult wrongMethod(const QByteArray &allowed);

} // namespace callsheet::practice
