#include "core/practice/request_desk.h"

#include "core/practice/batch_api.h"
#include "core/practice/fault_play.h"
#include "core/practice/practice_pages.h"

#include <QCryptographicHash>

#include <openssl/evp.h>
#include <openssl/sha.h>

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

// Not Qt's hash, which takes a quarter of the time of a request: this one uses the processor's instructions for it.
QByteArray digestOf(const QByteArray &body)
{
    QByteArray digest(SHA256_DIGEST_LENGTH, '\0');
    std::size_t length = 0;
    void *out = digest.data();
    const bool done = EVP_Q_digest(nullptr, "SHA256", nullptr, body.constData(), static_cast<std::size_t>(body.size()),
                          static_cast<unsigned char *>(out), &length)
        == 1;
    return done ? digest.toHex() : QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
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

bool isConnect(const HttpRequest &request)
{
    return request.method == "CONNECT";
}

// How a fault's "path" finds it.
QString nameForFaults(const HttpRequest &request)
{
    return isConnect(request) ? u"CONNECT "_s + QString::fromLatin1(request.target) : request.path();
}

// A request for a whole address is ours when that leads to this computer, whatever the port: there is one service here.
bool isForOthers(const HttpRequest &request)
{
    return !request.proxyFor.isEmpty() && !loopbackTarget(request.proxyFor);
}

Reaction connectReaction(const HttpRequest &request)
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

} // namespace

RequestDesk::RequestDesk(const PracticeOptions &options, std::function<void()> onChange, Later later)
    : m_edition(options.edition)
    , m_store(options.dialMix, options.seed)
    , m_faults(options.faults)
    , m_token(options.token.toUtf8())
    , m_later(std::move(later))
    , m_onChange(std::move(onChange))
{
    m_store.setAgentVariables(options.agentVariables);
}

bool RequestDesk::wantsConnection()
{
    const auto isRefused = [this] {
        const std::scoped_lock lock(m_mutex);
        return m_faults.refusesNextConnection();
    };
    if (!isRefused())
        return true;
    m_onChange(); // one fault less is left
    return false;
}

bool RequestDesk::bearsToken(const HttpRequest &request) const
{
    return m_token.isEmpty() || isSame(request.headers.value(tokenHeader), m_token);
}

RequestHandler::Admission RequestDesk::headArrived(const HttpRequest &head)
{
    const std::scoped_lock lock(m_mutex);
    // As much of both as the log shows: ten thousand long ones would fill the memory.
    Arrival &arrival = m_arrivals.add(QString::fromLatin1(head.method.left(16)), head.path().left(200));
    Admission admission;
    admission.number = arrival.number;
    if (head.method.isEmpty()) // nobody could read it; it is answered for that
        return admission;
    if (!bearsToken(head)) {
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
    return admission;
}

void RequestDesk::bytesArrived(int number, const Intake &intake)
{
    const std::scoped_lock lock(m_mutex);
    Arrival &known = m_arrivals.at(number);
    known.connection = intake.connection;
    known.firstByte = intake.firstByte;
    known.bytes = intake.bytes;
    known.bodyBytes = intake.bodyBytes;
}

void RequestDesk::cutShort(int number, const QByteArray &body)
{
    if (body.isEmpty())
        return;
    const QByteArray digest = digestOf(body);
    const std::scoped_lock lock(m_mutex);
    m_arrivals.at(number).bodySha256 = digest;
}

Reaction RequestDesk::requestArrived(int number, const HttpRequest &request)
{
    const QByteArray digest = digestOf(request.body);
    std::optional<Fault> due;
    {
        const std::scoped_lock lock(m_mutex);
        Arrival &known = m_arrivals.at(number);
        known.bodyWhole = true;
        known.bodySha256 = digest;
        const auto found = m_dueFaults.constFind(number);
        if (found != m_dueFaults.constEnd())
            due = *found;
    }
    Reaction reaction;
    if (due)
        reaction = play(*due, number, request);
    else if (isConnect(request))
        reaction = connectReaction(request);
    else
        reaction.answer = apply(number, request);
    const std::scoped_lock lock(m_mutex);
    reaction.closeAfterwards = reaction.closeAfterwards || m_faults.refusalAhead();
    return reaction;
}

Reaction RequestDesk::play(const Fault &fault, int number, const HttpRequest &request)
{
    if (isConnect(request)) {
        Reaction direct = connectReaction(request);
        Reaction reaction = playFault(fault, request, 0, [&direct](const HttpRequest &) { return direct.answer; });
        if (fault.kind == FaultKind::Delay)
            reaction.tunnel = direct.tunnel;
        return reaction;
    }
    const int records = countRecords(request);
    if (fault.kind == FaultKind::LateApply)
        keepForLater(number, request);
    Reaction reaction = playFault(
        fault, request, records, [this, number](const HttpRequest &wanted) { return apply(number, wanted); });
    const std::scoped_lock lock(m_mutex);
    m_arrivals.at(number).records = records; // of the whole, also where a part of it was applied
    return reaction;
}

HttpAnswer RequestDesk::apply(int number, const HttpRequest &request)
{
    ApiResult result = isPracticePage(request.path())
        ? sayOfItself(request)
        : answerRequest(m_store, request, m_edition, QDateTime::currentMSecsSinceEpoch());
    const std::scoped_lock lock(m_mutex);
    Arrival &arrival = m_arrivals.at(number);
    arrival.applied = result.applied;
    arrival.records = result.records;
    return std::move(result.answer);
}

ApiResult RequestDesk::sayOfItself(const HttpRequest &request) const
{
    if (request.path() == practiceTruthPath)
        return practiceTruth(request, m_store);
    return practiceLog(request, arrivals(), arrivalTotals());
}

void RequestDesk::keepForLater(int number, const HttpRequest &request)
{
    if (m_lateBytes + request.body.size() > mostLateBytes) {
        apply(number, request);
        return;
    }
    m_late.insert(number, request);
    m_lateBytes += request.body.size();
}

void RequestDesk::applyLate(int number, const HttpRequest &request)
{
    m_lateBytes -= request.body.size();
    apply(number, request);
    Arrival late;
    {
        const std::scoped_lock lock(m_mutex);
        late = m_arrivals.at(number);
        m_arrivals.close(number);
    }
    m_log.write(late);
    m_onChange();
}

void RequestDesk::answering(int number, int status)
{
    const std::scoped_lock lock(m_mutex);
    m_arrivals.at(number).status = status;
}

void RequestDesk::ended(int number)
{
    const bool isLate = m_late.contains(number);
    std::chrono::milliseconds delay{0};
    Arrival finished;
    {
        const std::scoped_lock lock(m_mutex);
        delay = m_dueFaults.take(number).delay;
        finished = m_arrivals.at(number);
        if (!isLate)
            m_arrivals.close(number);
    }
    m_log.write(finished);
    m_onChange();
    if (isLate)
        m_later(delay, [this, number, request = m_late.take(number)] { applyLate(number, request); });
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
    m_faults = FaultCount(plan);
}

FaultPlan RequestDesk::faults() const
{
    const std::scoped_lock lock(m_mutex);
    return m_faults.plan();
}

FaultPlan RequestDesk::faultsLeft() const
{
    const std::scoped_lock lock(m_mutex);
    return m_faults.left();
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
