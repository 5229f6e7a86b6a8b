#pragma once

#include "core/base/result.h"
#include "core/practice/fault_plan.h"

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
};

//! One request that reached the service, however it ended: counted when its header has come. A connection that the
//! fault plan refuses brings none; a header that cannot be read is one without method and path.
struct Arrival {
    int number = 0; // from 1
    QString method;
    QString path;
    qint64 bodyBytes = 0; // as far as they came
    QByteArray bodySha256; // hex; empty where the body did not arrive whole
    int records = -1; // of addCallsToBatch, -1 elsewhere
    bool applied = false; // the store was changed
    int status = 0; // what was answered; 0: nothing
    QString fault; // the fault that was played, if any
};

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
    QUrl url() const; // http://127.0.0.1:PORT
    //! Two workspaces, the same every time, so that keys can be written down.
    QList<Workspace> workspaces() const;
    //! The line that `callsheet-cli practice` prints when it listens.
    QJsonObject announcement() const;

    //! Makes a batch with this id in the workspace, unless it is there. Returns false if another workspace owns it.
    bool ensureBatch(const QString &batchId, const QString &name, int workspace = 0);
    void setFaults(const FaultPlan &plan); // counts of requests start anew
    void setAgentVariables(const QList<AgentVariable> &variables);

    // The truth, copied under a lock; callable from any thread.
    QList<Arrival> arrivals() const;
    QList<QueuedCall> queuedCalls(const QString &batchId) const;
    int queuedCount(const QString &batchId) const;

Q_SIGNALS:
    void changed(); // a request was answered or a call was played; queued to the owner's thread

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace callsheet::practice
