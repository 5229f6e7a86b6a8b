#pragma once

#include "core/runs/protocol.h"

#include <QString>

#include <vector>

namespace callsheet::ui {

//! The groups that a run's rows are shown by: those of the ledger, and all of them.
enum class RunGroup { Queued, Refused, Unknown, NotSent, LeftOut, Folded, All };
constexpr int runGroupCount = static_cast<int>(RunGroup::All) + 1;

QString groupName(RunGroup group);
//! Of a group of people who were to be sent.
runs::RowState rowStateOf(RunGroup group);
qint64 countIn(const runs::Ledger &ledger, RunGroup group);

//! One row of the sheet and where it stands.
struct ShownPerson {
    std::uint32_t row = 0; // of the sheet
    RunGroup group = RunGroup::Queued;
    std::uint32_t place = 0; // of its chunk, or of its reason among the rows that were left out

    bool operator==(const ShownPerson &) const = default;
};

//! The rows of the group, by row. Long work for a long run: not for the window's thread.
std::vector<ShownPerson> peopleIn(
    const runs::RunDetails &run, const std::vector<runs::LeftOutRow> &leftOut, RunGroup group);

} // namespace callsheet::ui
