#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace callsheet::practice {

enum class FaultKind {
    Refuse, // the connection is accepted and reset, and nothing of the request is read
    DropBeforeBody, // reset after the request's header, before its body is read
    DropBeforeAnswer, // the request is taken and applied; then the connection closes without a byte of answer
    DropUnapplied, // the same, but nothing was applied
    HalfAnswer, // applied; the answer breaks off in the middle
    Hang, // applied; no answer ever, the connection stays open
    Status, // not applied; `status` with the envelope, or without one
    Garbage, // applied; 200 with a body that is not the envelope
    Delay, // applied and answered after `delay`
};

//! The word for it in a plan and in the list of arrivals: "dropBeforeAnswer".
QString faultName(FaultKind kind);

//! One thing that goes wrong on purpose, for the requests it is meant for.
struct Fault {
    FaultKind kind = FaultKind::Status;
    int status = 500; // with Status
    bool withEnvelope = true; // with Status
    QString message; // with Status: the error text
    std::optional<int> retryAfterSeconds;
    std::chrono::milliseconds delay{0};
    QString path; // only requests whose path contains this; default: addCallsToBatch
    int fromRequest = 1; // counts the requests that match `path`, from 1
    int count = 1; // how many requests in a row; 0: all of them from then on
};

struct FaultPlan {
    QList<Fault> faults;
    //! The fault for the n-th matching request of this path, if any. `seen` is how many requests with this path came,
    //! this one included.
    const Fault *faultFor(const QString &path, int seen) const;
};

//! Plays a plan: counts what comes and says which fault is due. Requests are counted for each fault's `path` on its
//! own.
//!
//! A connection that is refused was never read, so its path is not known: Refuse counts connections, whatever they are
//! for, and `path` means nothing with it. For as long as a Refuse is ahead, every answer closes its connection, so that
//! the n-th connection carries the n-th request.
class FaultCount {
public:
    explicit FaultCount(FaultPlan plan = {})
        : m_plan(std::move(plan))
    {
    }

    //! A connection came; true when it is to be refused.
    bool refusesNextConnection();
    //! A Refuse may still come.
    bool refusalAhead() const;
    //! A request came; the fault that it meets, if any. Refuse is not among them.
    std::optional<Fault> nextRequest(const QString &path);

private:
    FaultPlan m_plan;
    int m_connections = 0;
    QHash<QString, int> m_seen; // by the path of the fault
};

//! {"faults": [{"kind": "status", "status": 500, "request": 2, "count": 1, …}]}. Kinds: refuse, dropBeforeBody,
//! dropBeforeAnswer, dropUnapplied, halfAnswer, hang, status, garbage, delay. Members: kind, status, envelope, message,
//! retryAfter (s), delay (ms), path, request, count. InvalidInput names the entry and what is allowed.
base::Result<FaultPlan> parseFaultPlan(const QByteArray &json, const QString &nameForErrors);

} // namespace callsheet::practice
