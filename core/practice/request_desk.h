#pragma once

#include "core/practice/api_answer.h"
#include "core/practice/arrival_list.h"
#include "core/practice/arrival_log.h"
#include "core/practice/batch_store.h"
#include "core/practice/fault_count.h"
#include "core/practice/http_connection.h"

#include <QHash>

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>

namespace callsheet::practice {

//! Takes the requests of the service's thread to the store, plays the faults on the way and keeps the list of arrivals.
//! What other threads may see is behind the mutex.
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

    BatchStore &store() { return m_store; }
    void setFaults(const FaultPlan &plan);
    FaultPlan faults() const;
    FaultPlan faultsLeft() const;
    QList<Arrival> arrivals() const; // the newest
    ArrivalTotals arrivalTotals() const;

private:
    Reaction play(const Fault &fault, int number, const HttpRequest &request);
    HttpAnswer apply(int number, const HttpRequest &request);
    ApiResult sayOfItself(const HttpRequest &request) const;
    void keepForLater(int number, const HttpRequest &request);
    void applyLate(int number, const HttpRequest &request);
    bool bearsToken(const HttpRequest &request) const;

    const ApiEdition m_edition;
    BatchStore m_store; // guards itself, so that nobody waits while a body is read
    mutable std::mutex m_mutex; // of what follows
    FaultCount m_faults;
    ArrivalList m_arrivals;
    QHash<int, Fault> m_dueFaults; // of requests that are not over, by number
    QHash<int, HttpRequest>
        m_late; // applied some time after they are over; this and the rest: the service's thread only
    qint64 m_lateBytes = 0;
    ArrivalLog m_log;
    const QByteArray m_token;
    Later m_later;
    std::function<void()> m_onChange;
};

} // namespace callsheet::practice
