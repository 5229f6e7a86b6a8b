#pragma once

#include "core/practice/fault_plan.h"

#include <QHash>

namespace callsheet::practice {

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

    const FaultPlan &plan() const { return m_plan; }
    //! Those of the plan that may still meet something.
    FaultPlan left() const;
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

} // namespace callsheet::practice
