#include "core/practice/api_pages.h"
#include "core/practice/call_records.h"
#include "core/send/wire.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callsheet::practice {

using namespace Qt::StringLiterals;
using namespace send;

namespace {

//! What start-calling and stop-calling have in common: whose batch it is about.
struct Target {
    std::optional<ApiResult> refused;
    QJsonObject body;
    QString batchId;
};

Target targetOf(const ApiRequest &request)
{
    Target target;
    const std::optional<QJsonObject> body = objectIn(request.request.body);
    if (!body) {
        target.refused = refusal(400, u"The body is not a JSON object"_s);
        return target;
    }
    target.body = *body;
    target.batchId = body->value(QLatin1StringView(wire::batchIdKey)).toString();
    const QString userId = body->value(QLatin1StringView(wire::userIdKey)).toString();
    const std::optional<BatchInfo> batch = request.store.batch(target.batchId);
    if (target.batchId.isEmpty() || userId.isEmpty())
        target.refused = refusal(400, u"batchId and userId are required"_s);
    else if (request.store.workspaceOfUser(userId) != request.workspace)
        target.refused = refusal(404, u"User not found"_s);
    else if (!batch || batch->settings.workspace != request.workspace)
        target.refused = refusal(404, u"Batch not found"_s);
    return target;
}

ApiResult told(const base::Result<void> &done, const QString &batchId, const QString &status)
{
    if (!done)
        return notStored(done.error());
    ApiResult result = success(QString(), QJsonObject{{u"batchId"_s, batchId}, {u"status"_s, status}});
    result.applied = true;
    return result;
}

//! The calls that start-calling may bring along are queued as addCallsToBatch does it; what it refuses starts nothing.
std::optional<ApiResult> queueBroughtCalls(const ApiRequest &request, const Target &target)
{
    const QJsonValue calls = target.body.value(QLatin1StringView(wire::arrayKeyName(connection::ArrayKey::CallData)));
    if (calls.isUndefined() || calls.isNull())
        return std::nullopt;
    HttpRequest adding = request.request;
    adding.body = QJsonDocument(QJsonObject{{QLatin1StringView(wire::batchIdKey), target.batchId},
                                    {QLatin1StringView(wire::arrayKeyName(connection::ArrayKey::CallData)), calls}})
                      .toJson(QJsonDocument::Compact);
    ApiResult added = addCallsToBatch({request.store, adding, request.workspace, request.now, {}, {}});
    return added.answer.status == 200 ? std::nullopt : std::optional(added);
}

} // namespace

ApiResult startCalling(const ApiRequest &request)
{
    const Target target = targetOf(request);
    if (target.refused)
        return *target.refused;
    const QJsonArray numbers = target.body.value("callingNumbers"_L1).toArray();
    for (const QJsonValue &number : numbers) {
        if (!request.store.ownsNumber(request.workspace, number.toString()))
            return refusal(400, u"callingNumbers holds an id that the workspace does not own"_s);
    }
    if (std::optional<ApiResult> refused = queueBroughtCalls(request, target))
        return *refused;
    return told(request.store.startCalling(target.batchId, request.now), target.batchId, u"started"_s);
}

ApiResult stopCalling(const ApiRequest &request)
{
    const Target target = targetOf(request);
    if (target.refused)
        return *target.refused;
    return told(request.store.stopCalling(target.batchId, request.now), target.batchId, u"stopped"_s);
}

} // namespace callsheet::practice
