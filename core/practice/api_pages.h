#pragma once

#include "core/practice/api_answer.h"
#include "core/practice/api_caller.h"

#include <QJsonObject>

namespace callsheet::practice {

//! One request that may be answered: its page is there, its method is right, and its caller is known.
struct ApiRequest {
    BatchStore &store;
    const HttpRequest &request;
    int workspace = 0; // of the caller
    qint64 now = 0; // ms since 1970
    QString id; // what stands in the path behind the page's name
    ApiEdition edition;
};

// api_queueing.cpp
ApiResult createBatch(const ApiRequest &request);
ApiResult addCallsToBatch(const ApiRequest &request);
//! How many records the body of addCallsToBatch holds, without doing anything with them; -1: there is no array.
int countRecords(const QByteArray &body);

// api_reading.cpp
ApiResult listBatches(const ApiRequest &request);
ApiResult batchDetails(const ApiRequest &request);

// api_calling.cpp
ApiResult startCalling(const ApiRequest &request);
ApiResult stopCalling(const ApiRequest &request);

// api_dnc.cpp
ApiResult addToDnc(const ApiRequest &request);
ApiResult listDnc(const ApiRequest &request);
ApiResult deleteFromDnc(const ApiRequest &request);
ApiResult enableDnc(const ApiRequest &request);

//! The body as an object; nothing when it is none.
std::optional<QJsonObject> objectIn(const QByteArray &body);
//! 24 hex digits, as every id of the service has.
bool isId(const QString &text);

//! Which part of a list is asked for; both from 1.
struct Paging {
    int page = 1;
    int limit = 10;
};
constexpr auto mostListed = 1000;
//! Nothing when page or limit is no whole number from 1. A limit above mostListed is cut to it.
std::optional<Paging> readPaging(const QUrlQuery &query);
//! {"total","page","limit","totalPages"}.
QJsonObject paginationOf(const Paging &paging, qsizetype total);
//! [first, last) of the page in a list of `total`.
std::pair<qsizetype, qsizetype> rangeOf(const Paging &paging, qsizetype total);

} // namespace callsheet::practice
