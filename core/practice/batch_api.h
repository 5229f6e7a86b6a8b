#pragma once

#include "core/practice/batch_store.h"
#include "core/practice/http_answer.h"
#include "core/practice/http_request.h"

#include <QJsonValue>

namespace callsheet::practice {

//! What the API makes of one request.
struct ApiResult {
    HttpAnswer answer;
    bool applied = false; // the store was changed
    int records = -1; // of addCallsToBatch, as far as its array could be counted
};

//! The pages of the batch API over a store. `now` is in ms since 1970.
ApiResult answerRequest(BatchStore &store, const HttpRequest &request, qint64 now);

//! How many records an addCallsToBatch request holds, without doing anything with them; -1 for other requests.
int countRecords(const HttpRequest &request);

//! The envelope in which every answer of the API comes.
HttpAnswer envelope(int status, const QString &message, const QString &errorMessage, const QJsonValue &data);

//! The same with `data` as JSON already.
HttpAnswer envelopeOf(int status, const QString &message, const QString &errorMessage, const QByteArray &data);

//! The path of an arrival as it may be logged: what is none of the API's pages could hold anything.
QString nameOfPath(const QString &path);

} // namespace callsheet::practice
