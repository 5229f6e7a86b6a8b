#pragma once

#include "core/practice/arrival_log.h"
#include "core/practice/batch_store.h"
#include "core/practice/http_connection.h"

#include <QHash>

#include <functional>
#include <mutex>
#include <optional>

namespace callsheet::practice {

//! Takes the requests of the service's thread to the store, plays the faults on the way and keeps the list of arrivals.
//! Everything that other threads may see is behind the mutex.
class RequestDesk final : public RequestHandler {
public:
    //! `onChange` is called in the service's thread.
    RequestDesk(const PracticeOptions &options, std::function<void()> onChange);

    bool wantsConnection() override;
    Admission headArrived(const HttpRequest &head) override;
    void bodyArrived(int number, qint64 bytes) override;
    Reaction requestArrived(int number, const HttpRequest &request) override;
    void answering(int number, int status) override;
    void ended(int number) override;

    base::Result<void> openLog(const QString &path) { return m_log.open(path); }
    //! Plays up to so many calls; how many there were.
    int dial(int most);

    void setFaults(const FaultPlan &plan);
    void setAgentVariables(const QList<AgentVariable> &variables);
    bool ensureBatch(const QString &batchId, const QString &name, int workspace);
    QList<Workspace> workspaces() const;
    QList<Arrival> arrivals() const;
    QList<QueuedCall> queuedCalls(const QString &batchId) const;
    int queuedCount(const QString &batchId) const;

private:
    Arrival &arrival(int number) { return m_arrivals[number - 1]; }
    Reaction play(const Fault &fault, Arrival &arrival, const HttpRequest &request);
    HttpAnswer apply(Arrival &arrival, const HttpRequest &request);

    mutable std::mutex m_mutex;
    BatchStore m_store;
    FaultCount m_faults;
    QList<AgentVariable> m_variables;
    QList<Arrival> m_arrivals;
    QHash<int, Fault> m_dueFaults; // of requests that are not over, by number
    ArrivalLog m_log; // used in the service's thread only
    std::function<void()> m_onChange;
};

} // namespace callsheet::practice
