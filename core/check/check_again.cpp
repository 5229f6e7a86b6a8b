#include "core/check/check_rows.h"

#include "core/check/duplicates.h"
#include "core/check/row_pass.h"

#include <QCoreApplication>

#include <algorithm>
#include <bit>
#include <thread>

// A few rows have changed and everything else is known: their findings, and who now shares a number with whom.

namespace callsheet::check {

namespace {

using Rows = std::vector<sheet::RowIndex>;

//! Some numbers, asked for a million times: a bit tells almost always that a number is none of them.
class NumberFilter {
public:
    explicit NumberFilter(std::vector<std::uint64_t> numbers)
        : m_numbers(std::move(numbers))
        , m_bits(std::bit_ceil(std::max<std::size_t>(m_numbers.size() * 16, 1024)), false)
    {
        std::sort(m_numbers.begin(), m_numbers.end());
        for (const std::uint64_t number : m_numbers)
            m_bits[placeOf(number)] = true;
    }

    bool contains(std::uint64_t number) const
    {
        return number != 0 && m_bits[placeOf(number)] && std::binary_search(m_numbers.begin(), m_numbers.end(), number);
    }

private:
    std::size_t placeOf(std::uint64_t number) const
    {
        return static_cast<std::size_t>((number * 0x9E3779B97F4A7C15U) >> 32U) & (m_bits.size() - 1);
    }

    std::vector<std::uint64_t> m_numbers;
    std::vector<bool> m_bits;
};

Rows rowsWithNumbers(const std::vector<std::uint64_t> &phones, std::vector<std::uint64_t> numbers)
{
    Rows rows;
    const NumberFilter filter(std::move(numbers));
    for (std::size_t row = 0; row < phones.size(); ++row) {
        if (filter.contains(phones[row]))
            rows.push_back(static_cast<sheet::RowIndex>(row));
    }
    return rows;
}

Rows united(const Rows &a, const Rows &b)
{
    Rows both;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

//! The list with the findings of `rows` taken out and `fresh` put in their places; both sorted by row.
std::vector<Problem> replaced(const std::vector<Problem> &before, const Rows &rows, const std::vector<Problem> &fresh)
{
    std::vector<Problem> after;
    after.reserve(before.size() + fresh.size());
    const auto isBefore = [](const Problem &problem, sheet::RowIndex row) { return problem.row < row; };
    auto next = before.begin();
    auto nextFresh = fresh.begin();
    for (const sheet::RowIndex row : rows) {
        const auto place = std::lower_bound(next, before.end(), row, isBefore);
        after.insert(after.end(), next, place);
        next = place;
        while (next != before.end() && next->row == row)
            ++next;
        for (; nextFresh != fresh.end() && nextFresh->row == row; ++nextFresh)
            after.push_back(*nextFresh);
    }
    after.insert(after.end(), next, before.end());
    return after;
}

//! Adds the row to the counts, or takes it out again (`by` is -1).
void countRow(const Report &report, sheet::RowIndex row, int by, Counts &counts)
{
    const auto add = [by](std::uint32_t &count, bool counted) {
        if (counted)
            count = static_cast<std::uint32_t>(static_cast<std::int64_t>(count) + by);
    };
    const RowState state = report.states[row];
    add(counts.ready, state == RowState::Ready);
    add(counts.warnings, state == RowState::Warning);
    add(counts.errors, state == RowState::Error || state == RowState::Duplicate);
    add(counts.duplicates, state == RowState::Duplicate);
    const auto [first, last] = report.problemsOf(row);
    const auto begin = report.problems.begin();
    add(counts.blankRequired,
        std::any_of(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last),
            [](const Problem &problem) { return isBlankCode(problem.code); }));
}

//! Rows that did not change but share a number with one that did: they have what they had, without the old duplicates.
void resetDuplicates(const Report &before, const Rows &rows, Report &report, std::vector<Problem> &kept)
{
    for (const sheet::RowIndex row : rows) {
        RowState state = RowState::Ready;
        const auto [first, last] = before.problemsOf(row);
        for (std::size_t i = first; i < last; ++i) {
            const Problem &problem = before.problems[i];
            if (isDuplicateCode(problem.code))
                continue;
            kept.push_back(problem);
            state = std::max(state, problem.severity == Severity::Error ? RowState::Error : RowState::Warning);
        }
        report.states[row] = state;
    }
}

//! Of so many, it takes longer to find out who shares a number with them than to check everybody.
bool isMost(std::size_t changed, std::size_t rows)
{
    return changed > rows - rows / 4;
}

} // namespace

base::Result<std::shared_ptr<const Report>> checkAgain(
    const CheckInput &input, const Report &before, const std::vector<sheet::RowIndex> &changed, std::stop_token stop)
{
    const base::Error stopped{base::ErrorKind::Cancelled,
        QCoreApplication::translate("check", "The check was stopped. The rows are as they were before."), {}};
    if (isMost(changed.size(), before.states.size())) {
        const auto whole = checkRows(input, nullptr, std::move(stop));
        return whole ? whole : stopped;
    }
    const auto report = std::make_shared<Report>();
    report->states = before.states;
    report->phones = before.phones;
    const auto findings = passOverRows(std::thread::hardware_concurrency(), input, &changed, *report, nullptr, stop);
    if (!findings)
        return stopped;

    std::vector<std::uint64_t> numbers;
    for (const sheet::RowIndex row : changed) {
        const std::uint64_t now = report->phones[row];
        const std::uint64_t then = before.phones[row];
        if (now != 0)
            numbers.push_back(now);
        if (then != 0 && then != now)
            numbers.push_back(then);
    }
    const Rows sharing = rowsWithNumbers(report->phones, std::move(numbers));
    Rows onlySharing;
    std::set_difference(
        sharing.begin(), sharing.end(), changed.begin(), changed.end(), std::back_inserter(onlySharing));
    std::vector<Problem> fresh;
    resetDuplicates(before, onlySharing, *report, fresh);
    mergeByRow(findings->problems, fresh);
    const auto duplicates = foldDuplicates(input, &sharing, *report, stop);
    if (!duplicates)
        return stopped;
    mergeByRow(*duplicates, fresh);

    const Rows touched = united(changed, onlySharing);
    report->problems = replaced(before.problems, touched, fresh);
    report->notes = replaced(before.notes, changed, findings->notes);
    report->counts = before.counts;
    for (const sheet::RowIndex row : touched) {
        countRow(before, row, -1, report->counts);
        countRow(*report, row, 1, report->counts);
    }
    return std::shared_ptr<const Report>(report);
}

} // namespace callsheet::check
