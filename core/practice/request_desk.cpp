#include "core/practice/request_desk.h"

#include "core/practice/batch_api.h"
#include "core/send/wire.h"

#include <QCryptographicHash>

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
    : m_edition(options.edition)
    , m_store(options.dialMix, options.seed)
    , m_plan(options.faults)
    , m_faults(options.faults)
    , m_onChange(std::move(onChange))
{
    m_store.setAgentVariables(options.agentVariables);
}

bool RequestDesk::wantsConnection()
{
    const std::scoped_lock lock(m_mutex);
    return !m_faults.refusesNextConnection();
}

RequestHandler::Admission RequestDesk::headArrived(const HttpRequest &head)
{
    const std::scoped_lock lock(m_mutex);
    Arrival &arrival = m_arrivals.add(QString::fromLatin1(head.method), head.path());
    const std::optional<Fault> fault = m_faults.nextRequest(arrival.path);
    if (fault) {
        arrival.fault = faultName(fault->kind);
        m_dueFaults.insert(arrival.number, *fault);
    }
    return {arrival.number, !fault || fault->kind != FaultKind::DropBeforeBody};
}

void RequestDesk::bodyArrived(int number, qint64 bytes)
{
    const std::scoped_lock lock(m_mutex);
    m_arrivals.at(number).bodyBytes = bytes;
}

Reaction RequestDesk::requestArrived(int number, const HttpRequest &request)
{
    const QByteArray digest = QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toHex();
    std::optional<Fault> due;
    {
        const std::scoped_lock lock(m_mutex);
        Arrival &known = m_arrivals.at(number);
        known.bodyBytes = request.body.size();
        known.bodySha256 = digest;
        const auto found = m_dueFaults.constFind(number);
        if (found != m_dueFaults.constEnd())
            due = *found;
    }
    Reaction reaction;
    if (due)
        reaction = play(*due, number, request);
    else
        reaction.answer = apply(number, request);
    const std::scoped_lock lock(m_mutex);
    reaction.closeAfterwards = m_faults.refusalAhead();
    return reaction;
}

Reaction RequestDesk::play(const Fault &fault, int number, const HttpRequest &request)
{
    Reaction reaction;
    switch (fault.kind) {
    case FaultKind::Refuse: // never for a request, see FaultCount
    case FaultKind::DropBeforeBody: // already played when the header came
        break;
    case FaultKind::DropUnapplied:
        countRecordsOf(number, request);
        return closing();
    case FaultKind::Status:
        countRecordsOf(number, request);
        reaction.answer = statusAnswer(fault, request.path());
        return reaction;
    case FaultKind::DropBeforeAnswer:
        apply(number, request);
        return closing();
    case FaultKind::HalfAnswer:
        reaction.kind = Reaction::Kind::HalfAnswer;
        break;
    case FaultKind::Hang:
        reaction.kind = Reaction::Kind::Hang;
        break;
    case FaultKind::Garbage:
        apply(number, request);
        reaction.answer = garbageAnswer();
        return reaction;
    case FaultKind::Delay:
        reaction.after = fault.delay;
        break;
    }
    reaction.answer = apply(number, request);
    return reaction;
}

HttpAnswer RequestDesk::apply(int number, const HttpRequest &request)
{
    ApiResult result = answerRequest(m_store, request, m_edition, QDateTime::currentMSecsSinceEpoch());
    const std::scoped_lock lock(m_mutex);
    Arrival &arrival = m_arrivals.at(number);
    arrival.applied = result.applied;
    arrival.records = result.records;
    return std::move(result.answer);
}

void RequestDesk::countRecordsOf(int number, const HttpRequest &request)
{
    const int records = countRecords(request);
    const std::scoped_lock lock(m_mutex);
    m_arrivals.at(number).records = records;
}

void RequestDesk::answering(int number, int status)
{
    const std::scoped_lock lock(m_mutex);
    m_arrivals.at(number).status = status;
}

void RequestDesk::ended(int number)
{
    Arrival finished;
    {
        const std::scoped_lock lock(m_mutex);
        m_dueFaults.remove(number);
        finished = m_arrivals.at(number);
        m_arrivals.close(number);
    }
    m_log.write(finished);
    m_onChange();
}

int RequestDesk::dial(int most)
{
    const int played = m_store.dial(most, QDateTime::currentMSecsSinceEpoch());
    if (played > 0)
        m_onChange();
    return played;
}

void RequestDesk::setFaults(const FaultPlan &plan)
{
    const std::scoped_lock lock(m_mutex);
    m_plan = plan;
    m_faults = FaultCount(plan);
}

FaultPlan RequestDesk::faults() const
{
    const std::scoped_lock lock(m_mutex);
    return m_plan;
}

QList<Arrival> RequestDesk::arrivals() const
{
    const std::scoped_lock lock(m_mutex);
    return m_arrivals.newest();
}

ArrivalTotals RequestDesk::arrivalTotals() const
{
    const std::scoped_lock lock(m_mutex);
    return m_arrivals.totals();
}

} // namespace callsheet::practice
