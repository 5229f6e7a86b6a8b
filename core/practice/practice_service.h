#pragma once

#include "core/base/result.h"
#include "core/practice/fault_plan.h"
#include "core/practice/practice_certificate.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <memory>

class QThread;

namespace callsheet::practice {

//! A field that the practice agent wants in every record.
struct AgentVariable {
    QString key;
    bool required = false;
};

struct Workspace {
    QString name;
    QString userId;
    QString apiKey;
    QString bearer;
    QStringList callingNumbers; // phone ids; the last one of the first workspace has no agent
    QStringList batches; // ids that exist from the start
};

struct PracticeOptions {
    quint16 port = 0; // 0: a free one
    QList<AgentVariable> agentVariables; // what the agents of both workspaces ask for; empty: phoneNumber only
    FaultPlan faults;
    double callsPerSecond = 0; // pace of the playing dialler; 0: nobody is dialled
    QString logFile; // JSON lines, one an arrival; empty: none
    QString listenAddress; // empty: this computer only; others need a token
    QString token; // what every request must bear as X-Practice-Token; empty: nothing
    TlsVariant tls = TlsVariant::None;
    bool proxy = false; // answers as a proxy too: CONNECT to this computer, and whole addresses of the service itself
};

//! One request that reached the service, however it ended: counted when its header has come. A connection that the
//! fault plan refuses brings none; a header that cannot be read is one without method and path.
struct Arrival {
    int number = 0; // from 1
    int connection = 0; // by the order of coming, from 1
    QDateTime at; // when the header had come
    qint64 firstByte = 0; // its place among the bytes of the connection, from 0
    qint64 bytes = 0; // of head and body, as far as they were read
    QString method;
    QString path; // of CONNECT: host and port
    qint64 bodyBytes = 0; // as far as they were read
    bool bodyWhole = false; // the request was read to its end
    QByteArray bodySha256; // hex, of the body as far as it was read; empty where nothing of one came
    int records = -1; // of addCallsToBatch, -1 elsewhere
    bool applied = false; // the store was changed
    int status = 0; // what was answered; 0: nothing
    QString fault; // the fault that was played, if any
};
//! So many of the last arrivals are kept.
constexpr int mostArrivals = 100'000;

//! One person in a batch, as the service knows it: the truth that tests compare with the journal.
struct QueuedCall {
    QString id;
    QString phoneNumber;
    QJsonObject fields; // the record without its phone number
    int timesQueued = 0; // 1, and one more for each update or new log entry
    int timesDialled = 0;
};

//! The batch API over its own store, on 127.0.0.1 in its own thread: the practice connection of the window, the test
//! double of the send tests and `callsheet-cli practice`. Implements createBatch, addCallsToBatch and batch-details.
class PracticeService final : public QObject {
    Q_OBJECT
public:
    explicit PracticeService(PracticeOptions options, QObject *parent = nullptr);
    ~PracticeService() override; // stops and joins the thread

    //! Listens. Error: Conflict when the port is taken.
    base::Result<void> start();
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
    void setAgentVariables(const QList<AgentVariable> &variables);

    // The truth, copied under a lock; callable from any thread.
    QList<Arrival> arrivals() const; // the last ones, see mostArrivals
    QList<QueuedCall> queuedCalls(const QString &batchId) const;
    int queuedCount(const QString &batchId) const;

Q_SIGNALS:
    void changed(); // a request was answered or a call was played; queued to the owner's thread

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace callsheet::practice
