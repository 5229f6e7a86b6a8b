#include "core/practice/api_pages.h"
#include "core/send/wire.h"

#include <QJsonArray>

#include <algorithm>

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

//! A member that may be left out, be null or hold nothing.
bool isGiven(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull() && value != QJsonArray();
}

//! The numbers of start-calling: a practice call is made from none, so they only have to be the workspace's.
QString problemWithNumbers(const ApiRequest &request, const QJsonValue &numbers)
{
    if (isGiven(numbers) && !numbers.isArray())
        return u"callingNumbers must be an array"_s;
    const QJsonArray ids = numbers.toArray();
    const auto isOwned
        = [&request](const QJsonValue &id) { return request.store.ownsNumber(request.workspace, id.toString()); };
    return std::all_of(ids.begin(), ids.end(), isOwned)
        ? QString()
        : u"callingNumbers holds an id that the workspace does not own"_s;
}

//! The calls that start-calling may bring along are queued as addCallsToBatch does it, out of the same body, so that
//! they are kept as they were written. What it refuses starts nothing; what it stores of them is called all the same.
std::optional<ApiResult> queueBroughtCalls(const ApiRequest &request, const Target &target)
{
    if (!isGiven(target.body.value(QLatin1StringView(wire::arrayKeyName(connection::ArrayKey::CallData)))))
        return std::nullopt;
    ApiEdition onlyNewer; // start-calling has one name for the array, whatever the editions of addCallsToBatch say
    onlyNewer.arrayKey = ApiEdition::ArrayKey::CallData;
    ApiResult added = addCallsToBatch({request.store, request.request, request.workspace, request.now, {}, onlyNewer});
    return added.answer.status == 200 ? std::nullopt : std::optional(added);
}

} // namespace

ApiResult startCalling(const ApiRequest &request)
{
    const Target target = targetOf(request);
    if (target.refused)
        return *target.refused;
    const QString problem = problemWithNumbers(request, target.body.value("callingNumbers"_L1));
    if (!problem.isEmpty())
        return refusal(400, problem);
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
