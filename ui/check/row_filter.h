#pragma once

#include "core/check/report.h"

#include <array>
#include <optional>
#include <vector>

namespace callsheet::ui {

//! Which rows of a report are shown. A row is in one of Ready, Warnings, Errors and Skipped: what the person took out
//! is not counted among what is sent.
enum class RowGroup { All, Ready, Warnings, Errors, Duplicates, BlankRequired, Skipped };
constexpr std::size_t rowGroupCount = static_cast<std::size_t>(RowGroup::Skipped) + 1;
struct RowFilter {
    RowGroup group = RowGroup::All;
    std::optional<check::ProblemCode> problem; // narrower: only rows with this problem

    bool operator==(const RowFilter &) const = default;
};

//! The rows that pass, in order: one pass over the report, a few milliseconds for a million rows.
std::vector<sheet::RowIndex> rowsMatching(
    const check::Report &report, const std::vector<sheet::RowIndex> &skipped, RowFilter filter);

//! How many rows each group has, by its place in RowGroup: as many as rowsMatching() gives.
std::array<qint64, rowGroupCount> groupCounts(const check::Report &report, const std::vector<sheet::RowIndex> &skipped);

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
