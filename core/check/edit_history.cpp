#include "core/check/edit_history.h"

namespace callsheet::check {

namespace {

// A step of a million rows costs some kilobytes: this many are more than a person takes back one by one.
constexpr std::size_t mostStates = 5000;

} // namespace

void EditHistory::add(const Edits &next, const QString &name, const std::optional<RepairStep> &step)
{
    m_states.resize(m_position + 1);
    m_states.push_back({next, name, step});
    if (m_states.size() > mostStates)
        m_states.erase(m_states.begin());
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

std::vector<RepairStep> EditHistory::repairs() const
{
    std::vector<RepairStep> steps;
    for (std::size_t i = 0; i <= m_position; ++i) {
        if (m_states[i].repair)
            steps.push_back(*m_states[i].repair);
    }
    return steps;
}

QStringList EditHistory::stepNames() const
{
    QStringList names;
    for (std::size_t i = 1; i <= m_position; ++i)
        names.append(m_states[i].name);
    return names;
}

} // namespace callsheet::check
