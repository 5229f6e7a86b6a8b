#include "ui/check/row_filter.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>

namespace callsheet::ui {

namespace {

bool passes(check::RowState state, RowGroup group)
{
    switch (group) {
    case RowGroup::Ready:
        return state == check::RowState::Ready;
    case RowGroup::Warnings:
        return state == check::RowState::Warning;
    case RowGroup::Errors:
        return state == check::RowState::Error || state == check::RowState::Duplicate;
    case RowGroup::Duplicates:
        return state == check::RowState::Duplicate;
    default:
        return true;
    }
}

template <typename Wanted>
std::vector<sheet::RowIndex> rowsWithProblem(const std::vector<check::Problem> &problems, Wanted wanted)
{
    std::vector<sheet::RowIndex> rows;
    for (const check::Problem &problem : problems) {
        if (wanted(problem) && (rows.empty() || rows.back() != problem.row))
            rows.push_back(problem.row);
    }
    return rows;
}

} // namespace

std::vector<sheet::RowIndex> rowsMatching(
    const check::Report &report, const std::vector<sheet::RowIndex> &skipped, RowFilter filter)
{
    if (filter.problem) {
        const auto wanted = [&](const check::Problem &problem) {
            return problem.code == *filter.problem && passes(report.states[problem.row], filter.group);
        };
        const std::vector<sheet::RowIndex> faulty = rowsWithProblem(report.problems, wanted);
        const std::vector<sheet::RowIndex> noted = rowsWithProblem(report.notes, wanted);
        std::vector<sheet::RowIndex> both;
        std::set_union(faulty.begin(), faulty.end(), noted.begin(), noted.end(), std::back_inserter(both));
        return both;
    }
    if (filter.group == RowGroup::Skipped)
        return skipped;
    if (filter.group == RowGroup::BlankRequired)
        return rowsWithProblem(
            report.problems, [](const check::Problem &problem) { return check::isBlankCode(problem.code); });
    std::vector<sheet::RowIndex> rows;
    if (filter.group == RowGroup::All) {
        rows.resize(report.states.size());
        std::iota(rows.begin(), rows.end(), sheet::RowIndex(0));
        return rows;
    }
    auto nextSkipped = skipped.begin();
    for (sheet::RowIndex row = 0; row < report.states.size(); ++row) {
        if (nextSkipped != skipped.end() && *nextSkipped == row)
            ++nextSkipped;
        else if (passes(report.states[row], filter.group))
            rows.push_back(row);
    }
    return rows;
}

std::array<qint64, rowGroupCount> groupCounts(const check::Report &report, const std::vector<sheet::RowIndex> &skipped)
{
    std::array<qint64, rowGroupCount> counts = {};
    const auto count = [&counts](RowGroup group) -> qint64 & { return counts[static_cast<std::size_t>(group)]; };
    count(RowGroup::All) = report.counts.rows;
    count(RowGroup::Ready) = report.counts.ready;
    count(RowGroup::Warnings) = report.counts.warnings;
    count(RowGroup::Errors) = report.counts.errors;
    count(RowGroup::Duplicates) = report.counts.duplicates;
    count(RowGroup::BlankRequired) = report.counts.blankRequired;
    count(RowGroup::Skipped) = static_cast<qint64>(skipped.size());
    for (const sheet::RowIndex row : skipped)
        --count(report.states[row] == check::RowState::Ready ? RowGroup::Ready : RowGroup::Warnings);
    return counts;
}

namespace {

std::vector<ProblemGroup> groupsOf(const std::vector<check::Problem> &problems)
{
    std::array<ProblemGroup, check::problemCodeCount> groups;
    std::array<qint64, check::problemCodeCount> lastRow;
    lastRow.fill(-1);
    for (const check::Problem &problem : problems) {
        const auto code = static_cast<std::size_t>(problem.code);
        groups[code].code = problem.code;
        groups[code].severity
            = std::max(groups[code].rows > 0 ? groups[code].severity : problem.severity, problem.severity);
        groups[code].rows += lastRow[code] == problem.row ? 0 : 1;
        lastRow[code] = problem.row;
    }
    std::vector<ProblemGroup> sorted;
    for (const ProblemGroup &group : groups) {
        if (group.rows > 0)
            sorted.push_back(group);
    }
    std::stable_sort(
        sorted.begin(), sorted.end(), [](const ProblemGroup &a, const ProblemGroup &b) { return a.rows > b.rows; });
    return sorted;
}

} // namespace

std::vector<ProblemGroup> problemGroups(const check::Report &report)
{
    std::vector<ProblemGroup> groups = groupsOf(report.problems);
    const std::vector<ProblemGroup> notes = groupsOf(report.notes);
    groups.insert(groups.end(), notes.begin(), notes.end());
    return groups;
}

} // namespace callsheet::ui
