#pragma once

#include "core/base/result.h"
#include "core/practice/api_caller.h"
#include "core/practice/arrival_list.h"
#include "core/practice/batch_types.h"
#include "core/practice/dialler.h"
#include "core/practice/fault_plan.h"
#include "core/practice/practice_certificate.h"
#include "core/practice/workspaces.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <memory>

namespace callsheet::practice {

struct PracticeOptions {
    quint16 port = 0; // 0: a free one
    QList<AgentVariable> agentVariables; // what the agents of both workspaces ask for; empty: phoneNumber only
    FaultPlan faults;
    double callsPerSecond = 0; // pace of the playing dialler; 0: nobody is dialled
    DialMix dialMix;
    quint64 seed = 1; // of everything that is drawn by lot; the same seed gives the same calls
    QString dataFile; // where the state is kept; empty: in memory only
    QString logFile; // JSON lines, one an arrival; empty: none
    ApiEdition edition; // which edition of the API's page is spoken
    QString listenAddress; // empty: this computer only; others need a token
    QString token; // what every request must bear as X-Practice-Token; empty: nothing
    TlsVariant tls = TlsVariant::None;
    bool proxy = false; // answers as a proxy too: CONNECT to this computer, and whole addresses of the service itself
};

//! The whole batch API over its own store, in its own thread, on this computer unless another address is named: the
//! practice connection of the window, the test double of the send tests and `callsheet-cli practice`.
class PracticeService final : public QObject {
    Q_OBJECT
public:
    explicit PracticeService(PracticeOptions options, QObject *parent = nullptr);
    ~PracticeService() override; // stops and joins the thread

    //! Listens. Error: Conflict when the port is taken.
    base::Result<void> start();
    //! Whether nothing is known of a request of that time: the service that took it has ended, and kept no file.
    bool hasForgotten(const QDateTime &sentAt) const;
    QUrl url() const; // http://127.0.0.1:PORT, or https
    //! The authority behind the service's certificate, for a client to trust; empty without TLS.
    QByteArray authorityPem() const;
    //! Two workspaces, the same every time, so that keys can be written down.
    QList<Workspace> workspaces() const;
    //! The line that `callsheet-cli practice` prints when it listens.
    QJsonObject announcement() const;

    //! Makes a batch with this id in the workspace, unless it is there. Returns false if another workspace owns it.
    bool ensureBatch(const QString &batchId, const QString &name, int workspace = 0);
    void setFaults(const FaultPlan &plan); // counts of requests start anew
    FaultPlan faults() const;
    FaultPlan faultsLeft() const; // without those that were played as often as they should
    void setAgentVariables(const QList<AgentVariable> &variables);

    //! False: it does not listen any more, as if it were down; whoever is connected is cut off. True: on the same port
    //! again. Takes effect in the service's own time.
    void setReachable(bool reachable);
    bool isReachable() const;

    void setPace(double callsPerSecond); // 0: nobody is dialled
    double pace() const;
    bool startCalling(const QString &batchId); // false: there is no such batch
    bool stopCalling(const QString &batchId);

    // The truth, copied under a lock; callable from any thread.
    QList<Arrival> arrivals() const; // the newest ones
    ArrivalTotals arrivalTotals() const;
    QList<BatchSummary> batches() const; // of all workspaces, oldest first
    QList<PlayedCall> playedCalls(
        qint64 after, int most) const; // with a number above `after`; only the newest are kept
    QList<QueuedCall> queuedCalls(const QString &batchId) const;
    int queuedCount(const QString &batchId) const;

Q_SIGNALS:
    void changed(); // a request was answered or a call was played; queued to the owner's thread

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace callsheet::practice
