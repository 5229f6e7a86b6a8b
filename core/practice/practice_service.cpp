#include "core/practice/practice_service.h"

#include "core/practice/http_listener.h"
#include "core/practice/listening.h"
#include "core/practice/request_desk.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cmath>

namespace callsheet::practice {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct PracticeService::Private {
    Private(PracticeService *service, const PracticeOptions &given)
        : options(given)
        , desk(
              given, [this, service] { announceChange(service); },
              [this](std::chrono::milliseconds after, const std::function<void()> &what) {
                  QTimer::singleShot(after, inThread.get(), what);
              })
        , pace(given.callsPerSecond)
    {
    }

    void announceChange(PracticeService *service);
    base::Result<void> listen();
    void announceAddress(const Listening &listening);
    void comeOrGo();
    void startDialler();
    void playDueCalls();

    const PracticeOptions options;
    RequestDesk desk;
    QDateTime startedAt;
    std::atomic<bool> changeAnnounced = false;
    std::atomic<quint16> port = 0;
    QUrl url; // this and the next are there before `port` says so
    QByteArray authorityPem;
    std::atomic<bool> reachable = true;
    std::atomic<double> pace = 0; // calls a second

    QThread thread;
    std::unique_ptr<QObject> inThread; // lives in `thread`, as do the next three
    std::unique_ptr<HttpListener> listener;
    QHostAddress address; // that it listens on
    std::unique_ptr<QTimer> dialler;
    QElapsedTimer sinceLastTurn;
    double callsOwed = 0;
};

// Thousands of requests a second make one signal each turn of the owner's event loop.
void PracticeService::Private::announceChange(PracticeService *service)
{
    if (changeAnnounced.exchange(true))
        return;
    const auto announce = [this, service] {
        changeAnnounced = false;
        Q_EMIT service->changed();
    };
    QMetaObject::invokeMethod(service, announce, Qt::QueuedConnection);
}

base::Result<void> PracticeService::Private::listen()
{
    base::Result<void> log = desk.openLog(options.logFile);
    if (!log)
        return log;
    const base::Result<void> file
        = options.dataFile.isEmpty() ? base::Result<void>() : desk.store().openFile(options.dataFile);
    if (!file)
        return file;
    const base::Result<Listening> listening = listeningFor(options);
    if (!listening)
        return listening.error();
    ServerLimits limits;
    limits.request.asProxy = options.proxy;
    listener = std::make_unique<HttpListener>(desk, limits);
    if (listening->identity)
        listener->setTls(listening->identity->configuration);
    if (listener->listenOn(options.port, listening->address)) {
        announceAddress(*listening);
        startDialler();
        return {};
    }
    const bool isTaken = listener->serverError() == QAbstractSocket::AddressInUseError;
    const QString reason = listener->errorString();
    listener.reset();
    if (isTaken) {
        return base::Error{base::ErrorKind::Conflict,
            QCoreApplication::translate("practice",
                "The practice service cannot listen on port %1, because another program does. Choose another port, or "
                "0 for a "
                "free one.")
                .arg(options.port),
            reason};
    }
    return base::Error{base::ErrorKind::Network,
        QCoreApplication::translate(
            "practice", "The practice service cannot listen on port %1: %2. Choose another port, or 0 for a free one.")
            .arg(QString::number(options.port), reason),
        {}};
}

void PracticeService::Private::announceAddress(const Listening &listening)
{
    // Whoever listens everywhere is found here, too.
    const bool isEverywhere = listening.address == QHostAddress(QHostAddress::AnyIPv4)
        || listening.address == QHostAddress(QHostAddress::AnyIPv6)
        || listening.address == QHostAddress(QHostAddress::Any);
    url.setScheme(listening.identity ? u"https"_s : u"http"_s);
    url.setHost(isEverywhere ? u"127.0.0.1"_s : listening.address.toString());
    url.setPort(listener->serverPort());
    if (listening.identity)
        authorityPem = listening.identity->authorityPem;
    port = listener->serverPort();
    address = listening.address;
}

void PracticeService::Private::comeOrGo()
{
    if (!listener || listener->isListening() == reachable)
        return;
    if (!reachable)
        listener->stop();
    else if (!listener->listenOn(port, address))
        reachable = false; // somebody took the port meanwhile
}

void PracticeService::Private::startDialler()
{
    dialler = std::make_unique<QTimer>();
    QObject::connect(dialler.get(), &QTimer::timeout, inThread.get(), [this] { playDueCalls(); });
    sinceLastTurn.start();
    dialler->start(50ms);
}

void PracticeService::Private::playDueCalls()
{
    // The odd part of a call that a turn leaves over is not lost. A turn in which nobody waits uses its calls up: the
    // line does not save them for a burst.
    callsOwed += static_cast<double>(sinceLastTurn.restart()) * pace / 1000.0;
    const double due = std::floor(std::min(callsOwed, 1e6));
    callsOwed = std::min(callsOwed, 1e6) - due;
    if (due >= 1)
        desk.dial(static_cast<int>(due));
}

PracticeService::PracticeService(PracticeOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, options))
{
}

PracticeService::~PracticeService()
{
    if (!d->inThread)
        return;
    const auto stop = [this] {
        d->dialler.reset();
        d->listener.reset();
    };
    QMetaObject::invokeMethod(d->inThread.get(), stop, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

base::Result<void> PracticeService::start()
{
    if (d->port != 0)
        return {};
    if (!d->inThread) {
        d->thread.setObjectName(u"practice service"_s);
        d->inThread = std::make_unique<QObject>();
        d->inThread->moveToThread(&d->thread);
        d->thread.start();
    }
    d->startedAt = QDateTime::currentDateTimeUtc();
    base::Result<void> result;
    const auto listen = [this, &result] { result = d->listen(); };
    QMetaObject::invokeMethod(d->inThread.get(), listen, Qt::BlockingQueuedConnection);
    return result;
}

bool PracticeService::hasForgotten(const QDateTime &sentAt) const
{
    return d->options.dataFile.isEmpty() && sentAt < d->startedAt;
}

QUrl PracticeService::url() const
{
    return d->port == 0 ? QUrl() : d->url;
}

QByteArray PracticeService::authorityPem() const
{
    return d->port == 0 ? QByteArray() : d->authorityPem;
}

QList<Workspace> PracticeService::workspaces() const
{
    return d->desk.store().workspaces();
}

QJsonObject PracticeService::announcement() const
{
    QJsonArray list;
    const QList<Workspace> all = workspaces();
    for (const Workspace &workspace : all) {
        list += QJsonObject{{u"name"_s, workspace.name}, {u"userId"_s, workspace.userId},
            {u"apiKey"_s, workspace.apiKey}, {u"bearer"_s, workspace.bearer},
            {u"callingNumbers"_s, QJsonArray::fromStringList(workspace.callingNumbers)},
            {u"batches"_s, QJsonArray::fromStringList(workspace.batches)}};
    }
    QJsonObject line{{u"url"_s, url().toString()}, {u"workspaces"_s, list}};
    if (const QByteArray authority = authorityPem(); !authority.isEmpty())
        line.insert(u"authorityPem"_s, QString::fromLatin1(authority));
    return line;
}

bool PracticeService::ensureBatch(const QString &batchId, const QString &name, int workspace)
{
    return d->desk.store().ensureBatch(batchId, name, workspace);
}

void PracticeService::setFaults(const FaultPlan &plan)
{
    d->desk.setFaults(plan);
}

FaultPlan PracticeService::faults() const
{
    return d->desk.faults();
}

FaultPlan PracticeService::faultsLeft() const
{
    return d->desk.faultsLeft();
}

void PracticeService::setReachable(bool reachable)
{
    d->reachable = reachable;
    if (d->inThread)
        QMetaObject::invokeMethod(
            d->inThread.get(), [this] { d->comeOrGo(); }, Qt::QueuedConnection);
}

bool PracticeService::isReachable() const
{
    return d->reachable;
}

double PracticeService::pace() const
{
    return d->pace;
}

void PracticeService::setPace(double callsPerSecond)
{
    d->pace = callsPerSecond;
}

bool PracticeService::startCalling(const QString &batchId)
{
    BatchStore &store = d->desk.store();
    return store.batch(batchId) && store.startCalling(batchId, QDateTime::currentMSecsSinceEpoch());
}

bool PracticeService::stopCalling(const QString &batchId)
{
    BatchStore &store = d->desk.store();
    return store.batch(batchId) && store.stopCalling(batchId, QDateTime::currentMSecsSinceEpoch());
}

ArrivalTotals PracticeService::arrivalTotals() const
{
    return d->desk.arrivalTotals();
}

QList<BatchSummary> PracticeService::batches() const
{
    return d->desk.store().batches();
}

QList<PlayedCall> PracticeService::playedCalls(qint64 after, int most) const
{
    return d->desk.store().playedCalls(after, most);
}

void PracticeService::setAgentVariables(const QList<AgentVariable> &variables)
{
    d->desk.store().setAgentVariables(variables);
}

QList<Arrival> PracticeService::arrivals() const
{
    return d->desk.arrivals();
}

QList<QueuedCall> PracticeService::queuedCalls(const QString &batchId) const
{
    return d->desk.store().queuedCalls(batchId);
}

int PracticeService::queuedCount(const QString &batchId) const
{
    return d->desk.store().queuedCount(batchId);
}

} // namespace callsheet::practice
