#include "core/check/edit_history.h"

namespace callsheet::check {

namespace {

// A step of a million rows costs some kilobytes: this many are more than a person takes back one by one.
constexpr std::size_t mostStates = 5000;

} // namespace

void EditHistory::add(
    const Edits &next, const QString &name, const std::vector<RepairStep> &repairs, const QStringList &record)
{
    m_states.resize(m_position + 1);
    m_states.push_back({next, name, repairs, record.isEmpty() ? QStringList{name} : record});
    if (m_states.size() > mostStates) {
        // What led to the oldest state led to the next one as well.
        std::vector<RepairStep> &second = m_states[1].repairs;
        second.insert(second.begin(), m_states[0].repairs.begin(), m_states[0].repairs.end());
        m_states[1].record = m_states[0].record + m_states[1].record;
        m_states.erase(m_states.begin());
    }
    m_position = m_states.size() - 1;
}

void EditHistory::undo()
{
    if (canUndo())
        --m_position;
}

void EditHistory::redo()
{
    if (canRedo())
        ++m_position;
}

void EditHistory::renameVariables(const match::RenamedKeys &renamed)
{
    for (State &state : m_states)
        check::renameVariables(state.repairs, renamed);
}

std::vector<RepairStep> EditHistory::repairs() const
{
    std::vector<RepairStep> steps;
    for (std::size_t i = 0; i <= m_position; ++i)
        steps.insert(steps.end(), m_states[i].repairs.begin(), m_states[i].repairs.end());
    return steps;
}

QStringList EditHistory::record() const
{
    QStringList lines;
    for (std::size_t i = 0; i <= m_position; ++i)
        lines += m_states[i].record;
    return lines;
}

} // namespace callsheet::check
