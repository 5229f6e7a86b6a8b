#include "core/practice/practice_pages.h"

#include "core/practice/api_pages.h"
#include "core/practice/arrival_log.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto listedByDefault = 1000;

ApiResult answerOf(const QJsonObject &object)
{
    ApiResult result;
    result.answer.status = 200;
    result.answer.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return result;
}

std::optional<Paging> pagingOf(const QUrlQuery &query)
{
    std::optional<Paging> paging = readPaging(query);
    if (paging && !query.hasQueryItem(u"limit"_s))
        paging->limit = listedByDefault;
    return paging;
}

QJsonObject batchTruth(const BatchSummary &batch)
{
    return {{u"batchId"_s, batch.id}, {u"batchName"_s, batch.name}, {u"workspace"_s, batch.workspace},
        {u"status"_s, statusWord(batch.status)}, {u"calls"_s, batch.calls}, {u"waiting"_s, batch.waiting},
        {u"dialled"_s, batch.dialled}, {u"picked"_s, batch.picked}, {u"completed"_s, batch.completed}};
}

QJsonObject callTruth(const CallTable &calls, CallTable::Place place)
{
    const CallState &call = calls.state(place);
    const std::string_view phone = calls.phoneNumber(place);
    return {{u"id"_s, callId(call.number)},
        {u"phoneNumber"_s, QString::fromUtf8(phone.data(), static_cast<qsizetype>(phone.size()))},
        {u"timesQueued"_s, static_cast<int>(call.timesQueued)},
        {u"timesDialled"_s, static_cast<int>(call.timesDialled)}, {u"logs"_s, static_cast<int>(call.logs)},
        {u"status"_s, statusWord(call.log.status)}};
}

} // namespace

bool isPracticePage(const QString &path)
{
    return path == practiceLogPath || path == practiceTruthPath;
}

ApiResult practiceLog(const HttpRequest &request, const QList<Arrival> &newest, const ArrivalTotals &totals)
{
    if (request.method != "GET")
        return wrongMethod("GET");
    const QUrlQuery query = request.query();
    const std::optional<Paging> paging = pagingOf(query);
    bool isNumber = true;
    const int since = query.hasQueryItem(u"since"_s) ? query.queryItemValue(u"since"_s).toInt(&isNumber) : 0;
    if (!paging || !isNumber || since < 0)
        return refusal(400, u"since must be a whole number from 0, limit one from 1"_s);
    QJsonArray arrivals;
    int next = since;
    for (const Arrival &arrival : newest) {
        if (arrival.number <= since || arrivals.size() >= paging->limit)
            continue;
        arrivals += jsonOf(arrival);
        next = arrival.number;
    }
    return answerOf({{u"arrivals"_s, arrivals}, {u"next"_s, next},
        {u"totals"_s,
            QJsonObject{{u"arrivals"_s, totals.arrivals}, {u"applied"_s, totals.applied},
                {u"records"_s, totals.records}, {u"bodyBytes"_s, totals.bodyBytes}}}});
}

ApiResult practiceTruth(const HttpRequest &request, const BatchStore &store)
{
    if (request.method != "GET")
        return wrongMethod("GET");
    const QUrlQuery query = request.query();
    const std::optional<Paging> paging = pagingOf(query);
    if (!paging)
        return refusal(400, u"page and limit must be whole numbers from 1"_s);
    if (!query.hasQueryItem(u"batch"_s)) {
        QJsonArray batches;
        const QList<BatchSummary> all = store.batches();
        for (const BatchSummary &batch : all)
            batches += batchTruth(batch);
        return answerOf({{u"batches"_s, batches}});
    }
    // A page at a time: a million calls in one answer would hold everybody up.
    QJsonObject truth;
    const bool isThere = store.read(query.queryItemValue(u"batch"_s), [&](const Batch &batch) {
        truth = paginationOf(*paging, static_cast<qsizetype>(batch.calls.size()));
        truth.insert(u"batchId"_s, batch.summary.id);
        QJsonArray calls;
        const auto [first, last] = rangeOf(*paging, static_cast<qsizetype>(batch.calls.size()));
        for (qsizetype place = first; place < last; ++place)
            calls += callTruth(batch.calls, static_cast<CallTable::Place>(place));
        truth.insert(u"calls"_s, calls);
    });
    return isThere ? answerOf(truth) : refusal(404, u"Batch not found"_s);
}

} // namespace callsheet::practice
