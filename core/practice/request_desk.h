#pragma once

#include "core/practice/arrival_log.h"
#include "core/practice/batch_store.h"
#include "core/practice/fault_count.h"
#include "core/practice/http_connection.h"

#include <QHash>

#include <chrono>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace callsheet::practice {

//! Takes the requests of the service's thread to the store, plays the faults on the way and keeps the list of arrivals.
//! Everything that other threads may see is behind the mutex.
class RequestDesk final : public RequestHandler {
public:
    using Later = std::function<void(std::chrono::milliseconds, std::function<void()>)>;
    //! `onChange` is called in the service's thread; `later` calls there what it is given, after a time.
    RequestDesk(const PracticeOptions &options, std::function<void()> onChange, Later later);

    bool wantsConnection() override;
    Admission headArrived(const HttpRequest &head) override;
    void bytesArrived(int number, const Intake &intake) override;
    Reaction requestArrived(int number, const HttpRequest &request) override;
    void cutShort(int number, const QByteArray &body) override;
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
    Arrival &arrival(int number);
    Reaction reactionTo(int number, const HttpRequest &request);
    HttpAnswer apply(int number, const HttpRequest &request);
    void applyLate(int number, const HttpRequest &request);
    Reaction connectReaction(const HttpRequest &request) const;
    bool bearsToken(const HttpRequest &request) const;
    bool isForOthers(const HttpRequest &request) const;

    mutable std::mutex m_mutex;
    BatchStore m_store;
    FaultCount m_faults;
    QList<AgentVariable> m_variables;
    std::deque<Arrival> m_arrivals; // the last ones
    int m_lastArrival = 0;
    Arrival m_forgotten; // stands for one that is no longer among them
    QHash<int, Fault> m_dueFaults; // of requests that are not over, by number
    QHash<int, HttpRequest> m_late; // that are applied some time after they are over
    qint64 m_lateBytes = 0;
    const QByteArray m_token;
    Later m_later; // used in the service's thread only
    ArrivalLog m_log; // used in the service's thread only
    std::function<void()> m_onChange;
};

} // namespace callsheet::practice
