#include "ui/runs/run_groups.h"

#include "core/send/sent_people.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::ui {

namespace {

RunGroup groupOf(runs::RowState state)
{
    switch (state) {
    case runs::RowState::NotSent:
        return RunGroup::NotSent;
    case runs::RowState::Queued:
        return RunGroup::Queued;
    case runs::RowState::Refused:
        return RunGroup::Refused;
    case runs::RowState::Unknown:
        break;
    }
    return RunGroup::Unknown;
}

} // namespace

runs::RowState rowStateOf(RunGroup group)
{
    for (const runs::RowState state : {runs::RowState::NotSent, runs::RowState::Queued, runs::RowState::Refused}) {
        if (groupOf(state) == group)
            return state;
    }
    return runs::RowState::Unknown;
}

QString groupName(RunGroup group)
{
    switch (group) {
    case RunGroup::Queued:
        return QCoreApplication::translate("runs", "Queued");
    case RunGroup::Refused:
        return QCoreApplication::translate("runs", "Refused");
    case RunGroup::Unknown:
        return QCoreApplication::translate("runs", "Unknown");
    case RunGroup::NotSent:
        return QCoreApplication::translate("runs", "Not sent");
    case RunGroup::LeftOut:
        return QCoreApplication::translate("runs", "Left out");
    case RunGroup::Folded:
        return QCoreApplication::translate("runs", "Folded as duplicates");
    case RunGroup::All:
        break;
    }
    return QCoreApplication::translate("runs", "Rows in the file");
}

qint64 countIn(const runs::Ledger &ledger, RunGroup group)
{
    switch (group) {
    case RunGroup::Queued:
        return ledger.queued;
    case RunGroup::Refused:
        return ledger.refused;
    case RunGroup::Unknown:
        return ledger.unknown;
    case RunGroup::NotSent:
        return ledger.notSent;
    case RunGroup::LeftOut:
        return ledger.leftOut;
    case RunGroup::Folded:
        return ledger.folded;
    case RunGroup::All:
        break;
    }
    return ledger.rows;
}

std::vector<ShownPerson> peopleIn(
    const runs::RunDetails &run, const std::vector<runs::LeftOutRow> &leftOut, RunGroup group)
{
    const auto isWanted = [group](RunGroup of) { return group == RunGroup::All || group == of; };
    std::vector<ShownPerson> people;
    for (std::size_t i = 0; i < run.chunks.size(); ++i) {
        for (const send::PlacedPerson &person : send::placedPeople(run.chunks[i])) {
            if (isWanted(groupOf(person.state)))
                people.push_back(
                    {run.chunks[i].rows[person.place], groupOf(person.state), static_cast<std::uint32_t>(i)});
        }
    }
    for (std::size_t i = 0; i < leftOut.size(); ++i) {
        const RunGroup of = leftOut[i].folded ? RunGroup::Folded : RunGroup::LeftOut;
        if (isWanted(of))
            people.push_back({leftOut[i].row, of, static_cast<std::uint32_t>(i)});
    }
    std::sort(people.begin(), people.end(), [](const ShownPerson &a, const ShownPerson &b) { return a.row < b.row; });
    return people;
}

} // namespace callsheet::ui
