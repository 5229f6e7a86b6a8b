#include "core/practice/api_pages.h"
#include "core/practice/batch_details.h"

#include <QJsonArray>

#include <algorithm>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

QString isoTime(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QJsonObject entryOf(const BatchSummary &batch)
{
    return {{u"_id"_s, batch.id}, {u"batchName"_s, batch.name}, {u"totalCalls"_s, batch.calls},
        {u"callsPicked"_s, batch.picked}, {u"callsCompleted"_s, batch.completed},
        {u"queue_status"_s, statusWord(batch.status)}, {u"createdAt"_s, isoTime(batch.createdAt)},
        {u"updatedAt"_s, isoTime(batch.updatedAt)}};
}

} // namespace

ApiResult listBatches(const ApiRequest &request)
{
    if (!isId(request.id))
        return refusal(400, u"userId is not an id"_s);
    // A token of somebody else says nothing about whether the user exists.
    if (request.store.workspaceOfUser(request.id) != request.workspace)
        return refusal(404, u"No batches found for this user"_s);
    const QUrlQuery query = request.request.query();
    const std::optional<Paging> paging = readPaging(query);
    if (!paging)
        return refusal(400, u"page and limit must be whole numbers from 1"_s);
    const QString search = query.queryItemValue(u"search"_s, QUrl::FullyDecoded);
    QList<BatchSummary> batches = request.store.batches(request.workspace);
    batches.removeIf([&search](const BatchSummary &batch) {
        return !batch.name.contains(search, Qt::CaseInsensitive)
            && !statusWord(batch.status).contains(search, Qt::CaseInsensitive);
    });
    if (batches.isEmpty())
        return refusal(404, u"No batches found"_s);
    std::reverse(batches.begin(), batches.end()); // the newest first
    QJsonArray page;
    const auto [first, last] = rangeOf(*paging, batches.size());
    for (qsizetype i = first; i < last; ++i)
        page += entryOf(batches[i]);
    return success(u"Batches fetched successfully"_s,
        QJsonObject{{u"batches"_s, page}, {u"pagination"_s, paginationOf(*paging, batches.size())}});
}

ApiResult batchDetails(const ApiRequest &request)
{
    QString problem;
    const std::optional<DetailsQuery> query = readDetailsQuery(request.request.query(), &problem);
    if (!query)
        return refusal(400, problem);
    const std::optional<BatchInfo> batch = request.store.batch(request.id);
    if (!batch && !isId(request.id))
        return refusal(400, u"The batch id is not an id"_s);
    if (!batch || batch->settings.workspace != request.workspace)
        return refusal(404, u"Batch not found"_s); // of another's batch the page says no more
    ApiResult result;
    QByteArray page;
    request.store.read(
        request.id, [&](const Batch &known) { page = batchDetails(known, *query, request.store.detailsSearch()); });
    result.answer = envelopeOf(200, u"Calls fetched successfully"_s, QString(), page);
    return result;
}

} // namespace callsheet::practice
