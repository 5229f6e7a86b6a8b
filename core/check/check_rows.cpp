#include "core/check/check_rows.h"

#include "core/check/duplicates.h"
#include "core/check/row_pass.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <thread>

namespace callsheet::check {

namespace {

base::Error cancelled()
{
    return {base::ErrorKind::Cancelled,
        QCoreApplication::translate("check", "The check was stopped. Start it again to see the problems of all rows."),
        {}};
}

Counts count(const Report &report)
{
    Counts counts;
    counts.rows = static_cast<std::uint32_t>(report.states.size());
    for (const RowState state : report.states) {
        counts.ready += state == RowState::Ready ? 1 : 0;
        counts.warnings += state == RowState::Warning ? 1 : 0;
        counts.errors += state == RowState::Error || state == RowState::Duplicate ? 1 : 0;
        counts.duplicates += state == RowState::Duplicate ? 1 : 0;
    }
    constexpr auto noRow = static_cast<std::uint64_t>(-1);
    std::uint64_t counted = noRow; // a row with two blank values is one row
    for (const Problem &problem : report.problems) {
        if (isBlankCode(problem.code) && problem.row != counted) {
            counted = problem.row;
            ++counts.blankRequired;
        }
    }
    return counts;
}

} // namespace

base::Result<std::shared_ptr<const Report>> checkRows(
    const CheckInput &input, CheckProgress *progress, std::stop_token stop)
{
    return checkRowsOn(std::thread::hardware_concurrency(), input, progress, std::move(stop));
}

base::Result<std::shared_ptr<const Report>> checkRowsOn(
    unsigned threads, const CheckInput &input, CheckProgress *progress, std::stop_token stop)
{
    const auto report = std::make_shared<Report>();
    const sheet::RowIndex rows = input.table->rowCount();
    report->states.resize(rows);
    report->phones.resize(rows);
    if (progress) {
        progress->done = 0;
        progress->total = rows;
    }
    auto findings = passOverRows(threads, input, nullptr, *report, progress, stop);
    if (!findings)
        return cancelled();
    report->problems = std::move(findings->problems);
    report->notes = std::move(findings->notes);
    const auto duplicates = foldDuplicates(input, nullptr, *report, stop);
    if (!duplicates)
        return cancelled();
    mergeByRow(*duplicates, report->problems);
    report->counts = count(*report);
    return std::shared_ptr<const Report>(report);
}

base::Result<std::shared_ptr<const Report>> checkFirstRows(
    const CheckInput &input, sheet::RowIndex rows, std::stop_token stop)
{
    const auto report = std::make_shared<Report>();
    std::vector<sheet::RowIndex> first(std::min(rows, input.table->rowCount()));
    std::iota(first.begin(), first.end(), sheet::RowIndex(0));
    report->states.resize(first.size());
    report->phones.resize(first.size());
    auto findings = passOverRows(1, input, &first, *report, nullptr, stop); // the other threads are at work on all rows
    if (!findings)
        return cancelled();
    report->problems = std::move(findings->problems);
    report->notes = std::move(findings->notes);
    const auto duplicates = foldDuplicates(input, &first, *report, stop);
    if (!duplicates)
        return cancelled();
    mergeByRow(*duplicates, report->problems);
    report->counts = count(*report);
    return std::shared_ptr<const Report>(report);
}

} // namespace callsheet::check
