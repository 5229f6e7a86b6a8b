#pragma once

#include "core/practice/arrival_list.h"
#include "core/practice/arrival_log.h"
#include "core/practice/batch_store.h"
#include "core/practice/http_connection.h"

#include <QHash>

#include <functional>
#include <mutex>
#include <optional>

namespace callsheet::practice {

//! Takes the requests of the service's thread to the store, plays the faults on the way and keeps the list of arrivals.
//! What other threads may see is behind the mutex.
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

    BatchStore &store() { return m_store; }
    void setFaults(const FaultPlan &plan);
    FaultPlan faults() const;
    QList<Arrival> arrivals() const; // the newest
    ArrivalTotals arrivalTotals() const;

private:
    Reaction play(const Fault &fault, int number, const HttpRequest &request);
    HttpAnswer apply(int number, const HttpRequest &request);
    void countRecordsOf(int number, const HttpRequest &request);

    const ApiEdition m_edition;
    BatchStore m_store; // guards itself, so that nobody waits while a body is read
    mutable std::mutex m_mutex; // of what follows
    FaultPlan m_plan;
    FaultCount m_faults;
    ArrivalList m_arrivals;
    QHash<int, Fault> m_dueFaults; // of requests that are not over, by number
    ArrivalLog m_log; // used in the service's thread only
    std::function<void()> m_onChange;
};

} // namespace callsheet::practice
