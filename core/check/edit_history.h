#pragma once

#include "core/check/repair.h"

#include <QStringList>

namespace callsheet::check {

//! The edits as they are, and every state that they were in: a stack of values. Each step has a name for the menu.
class EditHistory {
public:
    //! `repairs` and `record` are those that led to `first`, where that is not the sheet as it was read.
    explicit EditHistory(
        const Edits &first = {}, const std::vector<RepairStep> &repairs = {}, const QStringList &record = {})
        : m_states({State{first, {}, repairs, record}})
    {
    }

    const Edits &current() const { return m_states[m_position].edits; }

    bool canUndo() const { return m_position > 0; }
    bool canRedo() const { return m_position + 1 < m_states.size(); }
    //! What the step was that would be taken back or done again: "Edit of 3 cells". Empty: there is none.
    QString undoName() const { return canUndo() ? m_states[m_position].name : QString(); }
    QString redoName() const { return canRedo() ? m_states[m_position + 1].name : QString(); }
    //! The states that undo() and redo() would make current.
    const Edits &undone() const { return m_states[canUndo() ? m_position - 1 : m_position].edits; }
    const Edits &redone() const { return m_states[canRedo() ? m_position + 1 : m_position].edits; }

    //! A new step; what was taken back before it can no longer be done again. `record` says what it did where its name
    //! says too little, or quotes texts that are nobody else's business.
    void add(const Edits &next, const QString &name, const std::vector<RepairStep> &repairs = {},
        const QStringList &record = {});
    void undo();
    void redo();
    void renameVariables(const match::RenamedKeys &renamed);
    //! The bulk fixes that led to the edits as they are: what a recipe is made of.
    std::vector<RepairStep> repairs() const;
    //! What led to the edits as they are, in words, oldest first: to be kept with what is sent.
    QStringList record() const;

private:
    struct State {
        Edits edits;
        QString name; // of the step that led here
        std::vector<RepairStep> repairs; // when it was a bulk fix, or several at once
        QStringList record;
    };

    std::vector<State> m_states;
    std::size_t m_position = 0;
};

} // namespace callsheet::check
