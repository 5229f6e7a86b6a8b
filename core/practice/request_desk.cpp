#include "core/practice/request_desk.h"

#include "core/practice/batch_api.h"
#include "core/practice/fault_play.h"
#include "core/send/wire.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <utility>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto tokenHeader = "x-practice-token";
// What may wait to be applied late; beyond that it is applied at once, so that memory stays bounded.
constexpr auto mostLateBytes = qint64{128} * 1024 * 1024;

// Takes as long for a wrong token as for the right one.
bool isSame(const QByteArray &one, const QByteArray &other)
{
    const auto digest
        = [](const QByteArray &text) { return QCryptographicHash::hash(text, QCryptographicHash::Sha256); };
    return digest(one) == digest(other);
}

QByteArray digestOf(const QByteArray &body)
{
    return QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
}

std::optional<TunnelTarget> loopbackTarget(const QByteArray &authority)
{
    const qsizetype colon = authority.lastIndexOf(':');
    QByteArray host = authority.left(colon);
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.mid(1).chopped(1);
    TunnelTarget target;
    target.port = authority.mid(colon + 1).toUShort();
    target.address
        = host == "localhost" ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(QString::fromLatin1(host));
    const bool isHere = target.address.isLoopback() && target.port != 0;
    return isHere ? std::optional(target) : std::nullopt;
}

// How a fault's "path" finds it.
QString nameForFaults(const HttpRequest &request)
{
    return request.method == "CONNECT" ? u"CONNECT "_s + QString::fromLatin1(request.target) : request.path();
}

} // namespace

RequestDesk::RequestDesk(const PracticeOptions &options, std::function<void()> onChange, Later later)
    : m_faults(options.faults)
    , m_variables(options.agentVariables)
    , m_token(options.token.toUtf8())
    , m_later(std::move(later))
    , m_onChange(std::move(onChange))
{
}

Arrival &RequestDesk::arrival(int number)
{
    const int first = m_lastArrival - static_cast<int>(m_arrivals.size()) + 1;
    return number >= first ? m_arrivals[static_cast<std::size_t>(number - first)] : m_forgotten;
}

bool RequestDesk::wantsConnection()
{
    const std::scoped_lock lock(m_mutex);
    return !m_faults.refusesNextConnection();
}

bool RequestDesk::bearsToken(const HttpRequest &request) const
{
    return m_token.isEmpty() || isSame(request.headers.value(tokenHeader), m_token);
}

// A request for a whole address is ours when that leads to this computer, whatever the port: there is one service here.
bool RequestDesk::isForOthers(const HttpRequest &request) const
{
    return !request.proxyFor.isEmpty() && !loopbackTarget(request.proxyFor);
}

RequestHandler::Admission RequestDesk::headArrived(const HttpRequest &head)
{
    const std::scoped_lock lock(m_mutex);
    Arrival arrival;
    arrival.number = ++m_lastArrival;
    arrival.at = QDateTime::currentDateTimeUtc();
    arrival.method = QString::fromLatin1(head.method);
    arrival.path = head.path();
    Admission admission;
    admission.number = arrival.number;
    if (!head.method.isEmpty() && !bearsToken(head)) {
        admission.refusal = 401;
    } else if (isForOthers(head)) {
        admission.refusal = 403;
    } else if (const std::optional<Fault> fault = m_faults.nextRequest(nameForFaults(head))) {
        arrival.fault = faultName(fault->kind);
        m_dueFaults.insert(arrival.number, *fault);
        const RequestDisturbance disturbance = disturbanceOf(*fault);
        admission.cut = disturbance.cut;
        admission.pace = disturbance.pace;
    }
    m_arrivals.push_back(arrival);
    if (m_arrivals.size() > mostArrivals)
        m_arrivals.pop_front();
    return admission;
}

void RequestDesk::bytesArrived(int number, const Intake &intake)
{
    const std::scoped_lock lock(m_mutex);
    Arrival &known = arrival(number);
    known.connection = intake.connection;
    known.firstByte = intake.firstByte;
    known.bytes = intake.bytes;
    known.bodyBytes = intake.bodyBytes;
}

void RequestDesk::cutShort(int number, const QByteArray &body)
{
    const QByteArray digest = body.isEmpty() ? QByteArray() : digestOf(body);
    const std::scoped_lock lock(m_mutex);
    arrival(number).bodySha256 = digest;
}

Reaction RequestDesk::requestArrived(int number, const HttpRequest &request)
{
    const QByteArray digest = digestOf(request.body);
    const std::scoped_lock lock(m_mutex);
    Arrival &known = arrival(number);
    known.bodyBytes = request.body.size();
    known.bodyWhole = true;
    known.bodySha256 = digest;
    Reaction reaction = reactionTo(number, request);
    reaction.closeAfterwards = reaction.closeAfterwards || m_faults.refusalAhead();
    return reaction;
}

Reaction RequestDesk::reactionTo(int number, const HttpRequest &request)
{
    const bool isConnect = request.method == "CONNECT";
    const auto due = m_dueFaults.constFind(number);
    if (due == m_dueFaults.constEnd()) {
        if (isConnect)
            return connectReaction(request);
        Reaction reaction;
        reaction.answer = apply(number, request);
        return reaction;
    }
    arrival(number).records = countRecords(request);
    const auto applyNow = [this, number, isConnect](const HttpRequest &wanted) {
        return isConnect ? connectReaction(wanted).answer : apply(number, wanted);
    };
    if (due->kind == FaultKind::LateApply && !isConnect) {
        if (m_lateBytes + request.body.size() > mostLateBytes) {
            apply(number, request);
        } else {
            m_late.insert(number, request);
            m_lateBytes += request.body.size();
        }
    }
    const int records = arrival(number).records;
    Reaction reaction = playFault(*due, request, records, applyNow);
    arrival(number).records = records; // of the request, also where a part of it was applied
    if (isConnect && due->kind == FaultKind::Delay)
        reaction.tunnel = connectReaction(request).tunnel;
    return reaction;
}

Reaction RequestDesk::connectReaction(const HttpRequest &request) const
{
    Reaction reaction;
    reaction.tunnel = loopbackTarget(request.target);
    reaction.answer = plainAnswer(reaction.tunnel ? 200 : 403);
    if (reaction.tunnel) { // what follows the head of this answer are the target's bytes
        reaction.answer.body.clear();
        reaction.answer.contentType.clear();
        reaction.answer.length = LengthHeader::Missing;
    }
    return reaction;
}

HttpAnswer RequestDesk::apply(int number, const HttpRequest &request)
{
    ApiResult result = answerRequest(m_store, request, m_variables, QDateTime::currentDateTimeUtc());
    arrival(number).applied = result.applied;
    arrival(number).records = result.records;
    return std::move(result.answer);
}

void RequestDesk::applyLate(int number, const HttpRequest &request)
{
    Arrival late;
    {
        const std::scoped_lock lock(m_mutex);
        m_lateBytes -= request.body.size();
        apply(number, request);
        late = arrival(number);
    }
    m_log.write(late);
    m_onChange();
}

void RequestDesk::answering(int number, int status)
{
    const std::scoped_lock lock(m_mutex);
    arrival(number).status = status;
}

void RequestDesk::ended(int number)
{
    Arrival finished;
    std::optional<HttpRequest> late;
    std::chrono::milliseconds delay{0};
    {
        const std::scoped_lock lock(m_mutex);
        delay = m_dueFaults.take(number).delay;
        if (m_late.contains(number))
            late = m_late.take(number);
        finished = arrival(number);
    }
    m_log.write(finished);
    m_onChange();
    if (late)
        m_later(delay, [this, number, request = *late] { applyLate(number, request); });
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
    return {m_arrivals.begin(), m_arrivals.end()};
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
