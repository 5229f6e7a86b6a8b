#pragma once

#include "core/check/report.h"

#include <optional>
#include <vector>

namespace callsheet::ui {

//! Which rows of a report are shown.
enum class RowGroup { All, Ready, Warnings, Errors, Duplicates, BlankRequired, Skipped };
struct RowFilter {
    RowGroup group = RowGroup::All;
    std::optional<check::ProblemCode> problem; // narrower: only rows with this problem

    bool operator==(const RowFilter &) const = default;
};

//! The rows that pass, in order: one pass over the report, a few milliseconds for a million rows.
std::vector<sheet::RowIndex> rowsMatching(
    const check::Report &report, const std::vector<sheet::RowIndex> &skipped, RowFilter filter);

//! Problems of one kind, for the list beside the rows.
struct ProblemGroup {
    check::ProblemCode code = check::ProblemCode::BlankPhone;
    check::Severity severity = check::Severity::Error;
    int rows = 0; // a row with the problem in two variables counts once

    bool operator==(const ProblemGroup &) const = default;
};
//! Biggest first; the notes, which change nothing, behind all others.
std::vector<ProblemGroup> problemGroups(const check::Report &report);

} // namespace callsheet::ui
