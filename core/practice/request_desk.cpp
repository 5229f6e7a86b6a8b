#include "core/practice/request_desk.h"

#include "core/practice/batch_api.h"
#include "core/send/wire.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <utility>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

HttpAnswer statusAnswer(const Fault &fault, const QString &path)
{
    const QString text = fault.message.isEmpty() ? QString::fromLatin1(reasonPhrase(fault.status)) : fault.message;
    HttpAnswer answer;
    if (fault.withEnvelope) {
        const bool isGood = fault.status < 300 && fault.status != 207;
        answer = envelope(fault.status, text, isGood ? QString() : text, QJsonValue::Null);
    } else {
        // As a gateway between the client and the service would say it.
        answer.status = fault.status;
        answer.contentType = "text/html; charset=utf-8";
        answer.body = "<html><head><title>" + QByteArray::number(fault.status) + "</title></head><body><h1>"
            + text.toHtmlEscaped().toUtf8() + "</h1></body></html>\n";
    }
    if (fault.retryAfterSeconds)
        answer.headers.append({"Retry-After", QByteArray::number(*fault.retryAfterSeconds)});
    const bool points = fault.status >= 300 && fault.status < 400 && fault.status != 304;
    if (points) // to a page of its own: a client that follows shows itself as an arrival there
        answer.headers.append({"Location", "/moved" + path.toUtf8()});
    return answer;
}

HttpAnswer garbageAnswer()
{
    HttpAnswer answer;
    answer.contentType = "text/html; charset=utf-8";
    answer.body = "<html><body><h1>Welcome</h1><p>Sign in to use this network.</p></body></html>\n";
    return answer;
}

Reaction closing()
{
    Reaction reaction;
    reaction.kind = Reaction::Kind::Close;
    return reaction;
}

} // namespace

RequestDesk::RequestDesk(const PracticeOptions &options, std::function<void()> onChange)
    : m_faults(options.faults)
    , m_variables(options.agentVariables)
    , m_onChange(std::move(onChange))
{
}

bool RequestDesk::wantsConnection()
{
    const std::scoped_lock lock(m_mutex);
    return !m_faults.refusesNextConnection();
}

RequestHandler::Admission RequestDesk::headArrived(const HttpRequest &head)
{
    const std::scoped_lock lock(m_mutex);
    Arrival arrival;
    arrival.number = static_cast<int>(m_arrivals.size()) + 1;
    arrival.method = QString::fromLatin1(head.method);
    arrival.path = head.path();
    const std::optional<Fault> fault = m_faults.nextRequest(arrival.path);
    if (fault) {
        arrival.fault = faultName(fault->kind);
        m_dueFaults.insert(arrival.number, *fault);
    }
    m_arrivals += arrival;
    return {arrival.number, !fault || fault->kind != FaultKind::DropBeforeBody};
}

void RequestDesk::bodyArrived(int number, qint64 bytes)
{
    const std::scoped_lock lock(m_mutex);
    arrival(number).bodyBytes = bytes;
}

Reaction RequestDesk::requestArrived(int number, const HttpRequest &request)
{
    const QByteArray digest = QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toHex();
    const std::scoped_lock lock(m_mutex);
    Arrival &known = arrival(number);
    known.bodyBytes = request.body.size();
    known.bodySha256 = digest;
    Reaction reaction;
    const auto due = m_dueFaults.constFind(number);
    if (due == m_dueFaults.constEnd())
        reaction.answer = apply(known, request);
    else
        reaction = play(*due, known, request);
    reaction.closeAfterwards = m_faults.refusalAhead();
    return reaction;
}

Reaction RequestDesk::play(const Fault &fault, Arrival &arrival, const HttpRequest &request)
{
    Reaction reaction;
    switch (fault.kind) {
    case FaultKind::Refuse: // never for a request, see FaultCount
    case FaultKind::DropBeforeBody: // already played when the header came
        break;
    case FaultKind::DropUnapplied:
        arrival.records = countRecords(request);
        return closing();
    case FaultKind::Status:
        arrival.records = countRecords(request);
        reaction.answer = statusAnswer(fault, arrival.path);
        return reaction;
    case FaultKind::DropBeforeAnswer:
        apply(arrival, request);
        return closing();
    case FaultKind::HalfAnswer:
        reaction.kind = Reaction::Kind::HalfAnswer;
        break;
    case FaultKind::Hang:
        reaction.kind = Reaction::Kind::Hang;
        break;
    case FaultKind::Garbage:
        apply(arrival, request);
        reaction.answer = garbageAnswer();
        return reaction;
    case FaultKind::Delay:
        reaction.after = fault.delay;
        break;
    }
    reaction.answer = apply(arrival, request);
    return reaction;
}

HttpAnswer RequestDesk::apply(Arrival &arrival, const HttpRequest &request)
{
    ApiResult result = answerRequest(m_store, request, m_variables, QDateTime::currentDateTimeUtc());
    arrival.applied = result.applied;
    arrival.records = result.records;
    return std::move(result.answer);
}

void RequestDesk::answering(int number, int status)
{
    const std::scoped_lock lock(m_mutex);
    arrival(number).status = status;
}

void RequestDesk::ended(int number)
{
    Arrival finished;
    {
        const std::scoped_lock lock(m_mutex);
        m_dueFaults.remove(number);
        finished = arrival(number);
    }
    m_log.write(finished);
    m_onChange();
}

int RequestDesk::dial(int most)
{
    int played = 0;
    {
        const std::scoped_lock lock(m_mutex);
        while (played < most && m_store.dialNext())
            ++played;
    }
    if (played > 0)
        m_onChange();
    return played;
}

void RequestDesk::setFaults(const FaultPlan &plan)
{
    const std::scoped_lock lock(m_mutex);
    m_faults = FaultCount(plan);
}

void RequestDesk::setAgentVariables(const QList<AgentVariable> &variables)
{
    const std::scoped_lock lock(m_mutex);
    m_variables = variables;
}

bool RequestDesk::ensureBatch(const QString &batchId, const QString &name, int workspace)
{
    const std::scoped_lock lock(m_mutex);
    return m_store.ensureBatch(batchId, name, workspace);
}

QList<Workspace> RequestDesk::workspaces() const
{
    const std::scoped_lock lock(m_mutex);
    return m_store.workspaces();
}

QList<Arrival> RequestDesk::arrivals() const
{
    const std::scoped_lock lock(m_mutex);
    return m_arrivals;
}

QList<QueuedCall> RequestDesk::queuedCalls(const QString &batchId) const
{
    QList<QueuedCall> calls;
    QList<QByteArray> records;
    {
        const std::scoped_lock lock(m_mutex);
        const Batch *batch = m_store.batch(batchId);
        if (!batch)
            return {};
        for (const StoredCall &call : batch->calls) {
            calls += QueuedCall{call.id, QString::fromUtf8(call.phoneNumber), {}, call.timesQueued, call.timesDialled};
            records += call.json;
        }
    }
    // Outside of the lock: a hundred thousand records take their time.
    for (qsizetype i = 0; i < calls.size(); ++i) {
        calls[i].fields = QJsonDocument::fromJson(records[i]).object();
        calls[i].fields.remove(QLatin1StringView(send::wire::phoneNumberKey));
    }
    return calls;
}

int RequestDesk::queuedCount(const QString &batchId) const
{
    const std::scoped_lock lock(m_mutex);
    const Batch *batch = m_store.batch(batchId);
    return batch ? static_cast<int>(batch->calls.size()) : 0;
}

} // namespace callsheet::practice
