#include "core/practice/api_pages.h"
#include "core/practice/call_records.h"
#include "core/practice/zone_name.h"
#include "core/send/wire.h"

#include <QJsonArray>

#include <cmath>

namespace callsheet::practice {

using namespace Qt::StringLiterals;
using namespace send;

namespace {

constexpr auto mostNameLength = 500;
constexpr auto mostRetries = 100;
constexpr auto mostDelaySeconds = 7 * 24 * 60 * 60;

//! Reads the fields of createBatch; the first mistake wins.
class SettingsReader {
public:
    SettingsReader(const BatchStore &store, int workspace, const QJsonObject &body)
        : m_store(store)
        , m_body(body)
    {
        m_settings.workspace = workspace;
    }

    BatchSettings read()
    {
        readName();
        readCallingNumbers();
        m_settings.retry = wholeNumber(u"retry"_s, mostRetries);
        m_settings.delaySeconds = wholeNumber(u"delay"_s, mostDelaySeconds);
        readTimezone();
        readCallingHours();
        readAllowedDays();
        return m_settings;
    }
    const QString &problem() const { return m_problem; }

private:
    void fail(const QString &reason)
    {
        if (m_problem.isEmpty())
            m_problem = reason;
    }
    bool has(const QString &key) const { return !m_body.value(key).isUndefined() && !m_body.value(key).isNull(); }

    void readName()
    {
        m_settings.name = m_body.value("batchName"_L1).toString();
        if (m_settings.name.trimmed().isEmpty())
            fail(u"batchName is required"_s);
        else if (m_settings.name.size() > mostNameLength)
            fail(u"batchName is longer than %1 characters"_s.arg(mostNameLength));
    }

    void readCallingNumbers()
    {
        const QJsonArray numbers = m_body.value("callingNumbers"_L1).toArray();
        if (numbers.isEmpty())
            fail(u"callingNumbers must be an array that is not empty"_s);
        for (const QJsonValue &number : numbers) {
            if (!m_store.ownsNumber(m_settings.workspace, number.toString()))
                return fail(u"callingNumbers holds an id that the workspace does not own"_s);
            if (!m_settings.callingNumbers.contains(number.toString()))
                m_settings.callingNumbers += number.toString();
        }
    }

    int wholeNumber(const QString &key, int most)
    {
        if (!has(key))
            return 0;
        const double number = m_body.value(key).toDouble(-1);
        if (number >= 0 && number <= most && std::floor(number) == number)
            return static_cast<int>(number);
        fail(u"%1 must be a whole number from 0 to %2"_s.arg(key).arg(most));
        return 0;
    }

    void readTimezone()
    {
        if (!has(u"timezone"_s))
            return;
        m_settings.timezone = m_body.value("timezone"_L1).toString();
        if (!isZoneName(m_settings.timezone.toUtf8()))
            fail(u"timezone must be the name of a time zone such as America/New_York"_s);
    }

    void readCallingHours()
    {
        if (!has(u"callingHour"_s))
            return;
        const QJsonObject hours = m_body.value("callingHour"_L1).toObject();
        const QTime start = QTime::fromString(hours.value("start"_L1).toString(), u"HH:mm"_s);
        const QTime end = QTime::fromString(hours.value("end"_L1).toString(), u"HH:mm"_s);
        if (start.isValid() && end.isValid())
            m_settings.callingHours = CallingHours{start, end};
        else
            fail(u"callingHour must have start and end as HH:MM"_s);
    }

    void readAllowedDays()
    {
        if (!has(u"allowedDays"_s))
            return;
        const QJsonValue value = m_body.value("allowedDays"_L1);
        const QJsonArray days = value.toArray();
        if (!value.isArray() || days.isEmpty())
            fail(u"allowedDays must be an array of days that is not empty"_s);
        for (const QJsonValue &day : days) {
            const double number = day.toDouble(-1);
            if (!(number >= 0 && number <= 6) || std::floor(number) != number)
                return fail(u"allowedDays holds numbers from 0 for Sunday to 6"_s);
            if (!m_settings.allowedDays.contains(static_cast<int>(number)))
                m_settings.allowedDays += static_cast<int>(number);
        }
    }

    const BatchStore &m_store;
    const QJsonObject m_body;
    BatchSettings m_settings;
    QString m_problem;
};

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

//! What a strict edition has against the name of the array; empty: nothing.
QString problemWithArrayKey(const AddCallsBody &body, ApiEdition::ArrayKey wanted)
{
    const bool isOlder = body.usesOlderKey;
    if (wanted == ApiEdition::ArrayKey::CallData && isOlder)
        return u"callData must be an array that is not empty"_s;
    if (wanted == ApiEdition::ArrayKey::CallDataUnderscore && !isOlder)
        return u"call_data must be an array that is not empty"_s;
    return {};
}

ApiResult enqueue(const ApiRequest &request, const AddCallsBody &body)
{
    const std::optional<BatchInfo> batch = request.store.batch(body.batchId);
    if (!batch)
        return refusal(404, u"Batch not found"_s);
    if (batch->settings.workspace != request.workspace)
        return refusal(403, u"The workspace does not own this batch"_s);
    const std::optional<Agent> agent = request.store.agentOf(body.batchId);
    if (!agent)
        return refusal(404, u"No agent found for the batch's calling numbers"_s);
    const auto insertion = request.store.addCalls(body.batchId, checkedRecords(body, agent->variables), request.now);
    if (!insertion)
        return notStored(insertion.error());
    ApiResult result;
    result.applied = insertion->changedAnything();
    result.answer = answerTo(*insertion);
    return result;
}

} // namespace

ApiResult createBatch(const ApiRequest &request)
{
    const std::optional<QJsonObject> body = objectIn(request.request.body);
    if (!body)
        return refusal(400, u"The body is not a JSON object"_s);
    SettingsReader reader(request.store, request.workspace, *body);
    const BatchSettings settings = reader.read();
    if (!reader.problem().isEmpty())
        return refusal(400, reader.problem());
    const base::Result<QString> id = request.store.createBatch(settings, request.now);
    if (!id)
        return notStored(id.error());
    ApiResult result;
    result.answer = envelope(201, u"Batch created successfully"_s, QString(), *id);
    result.applied = true;
    return result;
}

ApiResult addCallsToBatch(const ApiRequest &request)
{
    const AddCallsBody body = readAddCallsBody(request.request.body);
    const QString problem = body.problem.isEmpty() ? problemWithArrayKey(body, request.edition.arrayKey) : body.problem;
    ApiResult result = problem.isEmpty() ? enqueue(request, body) : refusal(400, problem);
    result.records = body.recordCount;
    return result;
}

int countRecords(const QByteArray &body)
{
    return readAddCallsBody(body).recordCount;
}

} // namespace callsheet::practice
