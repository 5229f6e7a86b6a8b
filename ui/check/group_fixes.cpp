#include "ui/check/group_fixes.h"

#include "core/check/describe.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace callsheet::ui {

namespace {

//! What there is of a problem: in which variables, and whether its rows can be left out or sent all the same.
struct Occurrence {
    std::set<int> variables;
    bool canBeSkipped = false;
    bool canBeWaived = false;
};

Occurrence lookFor(check::ProblemCode code, const check::Report &report)
{
    Occurrence found;
    for (const check::Problem &problem : report.problems) {
        if (problem.code != code)
            continue;
        found.variables.insert(problem.variable);
        found.canBeSkipped = found.canBeSkipped || report.states[problem.row] <= check::RowState::Warning;
        found.canBeWaived = found.canBeWaived || check::isWaivable(problem);
    }
    return found;
}

Fix repairOf(const check::Repair &repair, const match::Variable &variable, std::optional<check::ProblemCode> where)
{
    Fix fix;
    const QString label = variable.label.isEmpty() ? variable.key : variable.label;
    //: %1 is what is done, such as "Put + in front of the country code", %2 the name of a variable
    fix.text = QCoreApplication::translate("ui", "%1 in “%2”").arg(check::describe(repair), label);
    fix.step = check::RepairStep{repair, variable.key, where};
    fix.asksForText = repair.kind == check::RepairKind::FillBlank;
    return fix;
}

} // namespace

std::vector<Fix> fixesFor(const ProblemPanel::Choice &choice, const std::vector<check::DamageGroup> &damage,
    const check::CheckInput &input, const check::Report &report)
{
    std::vector<Fix> fixes;
    if (const auto *key = std::get_if<DamageKey>(&choice)) {
        const check::DamageGroup *group = findGroup(damage, *key);
        if (group && group->repair)
            fixes.push_back(
                repairOf(group->repair->repair, input.variables.variables[group->variable], group->repair->where));
        return fixes;
    }
    const auto *code = std::get_if<check::ProblemCode>(&choice);
    if (!code)
        return fixes;
    const Occurrence found = lookFor(*code, report);
    for (const int variable : found.variables) {
        if (variable < 0)
            continue;
        const match::Variable &about = input.variables.variables[variable];
        for (const check::Repair &repair : check::repairsFor(*code, about.type))
            fixes.push_back(repairOf(repair, about, *code));
    }
    if (found.canBeWaived)
        fixes.push_back({QCoreApplication::translate("ui", "Send these rows anyway"), {}, check::RowMark::SendAnyway,
            QCoreApplication::translate(
                "ui", "Rows that have no other problem become ready. What was passed over stays in view as a note.")});
    if (found.canBeSkipped)
        fixes.push_back({QCoreApplication::translate("ui", "Skip these rows"), {}, check::RowMark::Skip,
            QCoreApplication::translate("ui", "The rows stay in the sheet and are not sent.")});
    return fixes;
}

} // namespace callsheet::ui
