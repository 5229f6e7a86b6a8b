#include "core/practice/batch_api.h"

#include "core/practice/batch_details.h"
#include "core/send/wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace callsheet::practice {

using namespace Qt::StringLiterals;
using namespace send;

namespace {

ApiResult refusal(int status, const QString &reason)
{
    ApiResult result;
    result.answer = envelope(status, QString::fromLatin1(reasonPhrase(status)), reason, QJsonValue::Null);
    return result;
}

// The service is full, or its file cannot be written.
ApiResult notStored(const base::Error &error)
{
    return refusal(error.kind == base::ErrorKind::Limit ? 507 : 500, error.message);
}

struct Caller {
    std::optional<int> workspace; // empty: the request says nobody, or somebody who is not known
    bool byBearer = false;
};

QByteArray header(const HttpRequest &request, const char *name)
{
    return request.headers.value(QByteArray(name).toLower());
}

// A request with both secrets must have both right: a client that mixes them up has to notice here.
Caller callerOf(const BatchStore &store, const HttpRequest &request)
{
    const QByteArray key = header(request, wire::apiKeyHeader);
    const QByteArray authorization = header(request, wire::authorizationHeader);
    const QByteArray prefix(wire::bearerPrefix);
    const bool hasBearer = authorization.left(prefix.size()).compare(prefix, Qt::CaseInsensitive) == 0;
    const bool hasKey = !key.isEmpty();
    const std::optional<int> ofKey = store.workspaceOfApiKey(key);
    const std::optional<int> ofBearer
        = hasBearer ? store.workspaceOfBearer(authorization.mid(prefix.size()).trimmed()) : std::nullopt;
    Caller caller;
    caller.byBearer = hasBearer;
    if (hasKey && hasBearer)
        caller.workspace = ofKey == ofBearer ? ofKey : std::nullopt;
    else
        caller.workspace = hasBearer ? ofBearer : ofKey;
    return caller;
}

ApiResult createBatch(BatchStore &store, const HttpRequest &request, int workspace, qint64 now)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return refusal(400, u"The body is not a JSON object"_s);
    const QJsonObject body = document.object();
    const QString name = body.value("batchName"_L1).toString();
    if (name.trimmed().isEmpty())
        return refusal(400, u"batchName is required"_s);
    QStringList numbers;
    const QJsonArray callingNumbers = body.value("callingNumbers"_L1).toArray();
    for (const QJsonValue &number : callingNumbers) {
        if (!store.ownsNumber(workspace, number.toString()))
            return refusal(400, u"callingNumbers holds an id that the workspace does not own"_s);
        numbers += number.toString();
    }
    if (numbers.isEmpty())
        return refusal(400, u"callingNumbers must be an array that is not empty"_s);
    ApiResult result;
    BatchSettings settings;
    settings.name = name;
    settings.workspace = workspace;
    settings.callingNumbers = numbers;
    settings.timezone = body.value("timezone"_L1).toString();
    const base::Result<QString> id = store.createBatch(settings, now);
    if (!id)
        return notStored(id.error());
    result.answer = envelope(201, u"Batch created successfully"_s, QString(), *id);
    result.applied = true;
    return result;
}

QJsonArray failedChunks(const Insertion &insertion)
{
    QJsonArray failed;
    for (const Insertion::FailedChunk &chunk : insertion.failedChunks)
        failed += QJsonObject{{u"chunkNum"_s, chunk.chunkNumber}, {u"error"_s, chunk.error}};
    return failed;
}

HttpAnswer answerTo(const Insertion &insertion)
{
    if (!insertion.changedAnything())
        return refusal(400, u"Validation failed, "_s + insertion.failedChunks.value(0).error).answer;
    QJsonObject data{{u"added"_s, insertion.added}, {u"callIds"_s, QJsonArray::fromStringList(insertion.callIds)}};
    if (insertion.failedChunks.isEmpty())
        return envelope(200, u"Calls enqueued successfully"_s, QString(), data);
    data.insert(u"failedChunks"_s, failedChunks(insertion));
    return envelope(207, u"Some chunks failed"_s,
        u"%1 of %2 chunks failed"_s.arg(insertion.failedChunks.size()).arg(insertion.chunks), data);
}

ApiResult addCalls(BatchStore &store, const HttpRequest &request, int workspace, qint64 now)
{
    const AddCallsBody body = readAddCallsBody(request.body);
    ApiResult result;
    const std::optional<BatchInfo> batch = store.batch(body.batchId);
    const std::optional<Agent> agent = store.agentOf(body.batchId);
    if (!body.problem.isEmpty()) {
        result = refusal(400, body.problem);
    } else if (!batch) {
        result = refusal(404, u"Batch not found"_s);
    } else if (batch->settings.workspace != workspace) {
        result = refusal(403, u"The workspace does not own this batch"_s);
    } else if (!agent) {
        result = refusal(404, u"No agent found for the batch's calling numbers"_s);
    } else {
        const auto insertion = store.addCalls(body.batchId, checkedRecords(body, agent->variables), now);
        if (insertion) {
            result.applied = insertion->changedAnything();
            result.answer = answerTo(*insertion);
        } else {
            result = notStored(insertion.error());
        }
    }
    result.records = body.recordCount;
    return result;
}

ApiResult details(const BatchStore &store, const HttpRequest &request, int workspace, const QString &batchId)
{
    QString problem;
    const std::optional<DetailsQuery> query = readDetailsQuery(request.query(), &problem);
    if (!query)
        return refusal(400, problem);
    const std::optional<BatchInfo> batch = store.batch(batchId);
    if (!batch)
        return refusal(404, u"Batch not found"_s);
    if (batch->settings.workspace != workspace)
        return refusal(403, u"The workspace does not own this batch"_s);
    ApiResult result;
    QByteArray page;
    store.read(batchId, [&](const Batch &known) { page = batchDetails(known, *query, store.detailsSearch()); });
    result.answer = envelopeOf(200, u"Batch details fetched successfully"_s, QString(), page);
    return result;
}

ApiResult wrongMethod(const QByteArray &allowed)
{
    ApiResult result = refusal(405, u"This page answers %1 only"_s.arg(QString::fromLatin1(allowed)));
    result.answer.headers = {{"Allow", allowed}};
    return result;
}

} // namespace

HttpAnswer envelopeOf(int status, const QString &message, const QString &errorMessage, const QByteArray &data)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = R"({"message":)" + jsonQuoted(message) + R"(,"status":)"
        + (status < 300 && status != 207 ? "true" : "false") + R"(,"code":)" + QByteArray::number(status)
        + R"(,"errorMessage":)" + jsonQuoted(errorMessage) + R"(,"data":)" + data + '}';
    return answer;
}

HttpAnswer envelope(int status, const QString &message, const QString &errorMessage, const QJsonValue &data)
{
    // As the only element of an array: a document holds no bare text.
    const QByteArray array = QJsonDocument(QJsonArray{data}).toJson(QJsonDocument::Compact);
    return envelopeOf(status, message, errorMessage, array.sliced(1, array.size() - 2));
}

QString nameOfPath(const QString &path)
{
    constexpr auto longest = 200;
    const bool known
        = path == wire::createBatchPath || path == wire::addCallsPath || path.startsWith(wire::batchDetailsPath);
    return known ? path.left(longest) : u"(unknown)"_s;
}

int countRecords(const HttpRequest &request)
{
    return request.path() == wire::addCallsPath ? readAddCallsBody(request.body).recordCount : -1;
}

ApiResult answerRequest(BatchStore &store, const HttpRequest &request, qint64 now)
{
    const QString path = request.path();
    const bool isDetails = path.startsWith(wire::batchDetailsPath);
    const bool isPost = path == wire::createBatchPath || path == wire::addCallsPath;
    if (!isDetails && !isPost)
        return refusal(404, u"No such page"_s);
    const QByteArray method = isDetails ? "GET" : "POST";
    if (request.method != method)
        return wrongMethod(method);

    const Caller caller = callerOf(store, request);
    if (isDetails && (!caller.byBearer || !caller.workspace))
        return refusal(401, u"Bearer token invalid or missing"_s);
    if (!caller.workspace) {
        ApiResult result = refusal(403, u"API key invalid or missing"_s);
        result.records = countRecords(request);
        return result;
    }
    if (isDetails)
        return details(store, request, *caller.workspace, path.sliced(wire::batchDetailsPath.size()));
    if (path == wire::createBatchPath)
        return createBatch(store, request, *caller.workspace, now);
    return addCalls(store, request, *caller.workspace, now);
}

} // namespace callsheet::practice
