#include "core/practice/fault_count.h"

#include <algorithm>

namespace callsheet::practice {

bool FaultCount::refusesNextConnection()
{
    ++m_connections;
    for (qsizetype i = 0; i < m_plan.faults.size(); ++i) {
        if (m_plan.faults[i].kind == FaultKind::Refuse && m_plan.meets(i, m_connections))
            return true;
    }
    return false;
}

FaultPlan FaultCount::left() const
{
    FaultPlan left{{}, m_plan.seed};
    for (const Fault &fault : m_plan.faults) {
        const int seen = fault.kind == FaultKind::Refuse ? m_connections : m_seen.value(pathOf(fault));
        if (fault.count == 0 || seen - fault.fromRequest < fault.count - 1)
            left.faults += fault;
    }
    return left;
}

bool FaultCount::refusalAhead() const
{
    return std::any_of(m_plan.faults.cbegin(), m_plan.faults.cend(), [this](const Fault &fault) {
        return fault.kind == FaultKind::Refuse
            && (fault.count == 0 || m_connections - fault.fromRequest < fault.count - 1);
    });
}

std::optional<Fault> FaultCount::nextRequest(const QString &path)
{
    QHash<QString, int> now; // each path is counted once, however many faults name it
    std::optional<Fault> due;
    for (qsizetype i = 0; i < m_plan.faults.size(); ++i) {
        const Fault &fault = m_plan.faults[i];
        const QString pattern = pathOf(fault);
        if (fault.kind == FaultKind::Refuse || !path.contains(pattern))
            continue;
        if (!now.contains(pattern))
            now.insert(pattern, ++m_seen[pattern]);
        if (!due && m_plan.meets(i, now.value(pattern)))
            due = fault;
    }
    return due;
}

} // namespace callsheet::practice
