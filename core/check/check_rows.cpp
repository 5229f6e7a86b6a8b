#include "core/check/check_rows.h"

#include "core/check/duplicates.h"
#include "core/check/row_checker.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>

namespace callsheet::check {

namespace {

// Small enough that a stop is noticed within some tens of milliseconds, large enough that nothing is spent on handing
// out.
constexpr sheet::RowIndex rowsPerBlock = 1024;

base::Error cancelled()
{
    return {base::ErrorKind::Cancelled,
        QCoreApplication::translate("check", "The check was stopped. Start it again to see the problems of all rows."),
        {}};
}

//! The rows, handed out block by block to as many threads as there are. A row's result depends on its row alone, and
//! blocks are joined in their order, so that the report is the same for any number of threads.
class RowPass {
public:
    RowPass(const CheckInput &input, Report &report, base::Progress *progress, std::stop_token stop)
        : m_input(input)
        , m_report(report)
        , m_progress(progress)
        , m_stop(std::move(stop))
        , m_problems((report.states.size() + rowsPerBlock - 1) / rowsPerBlock)
    {
    }

    void run(unsigned threads)
    {
        std::vector<std::jthread> helpers;
        const std::size_t useful = std::min<std::size_t>(threads, m_problems.size());
        try {
            while (helpers.size() + 1 < useful)
                helpers.emplace_back([this] { work(); });
        } catch (const std::system_error &) {
            // No more threads to be had: the ones that started, and this one, do it all.
        }
        work();
    }

    //! Call it when run() is over.
    void joinProblems()
    {
        std::size_t count = 0;
        for (const auto &block : m_problems)
            count += block.size();
        m_report.problems.reserve(count);
        for (const auto &block : m_problems)
            m_report.problems.insert(m_report.problems.end(), block.begin(), block.end());
    }

private:
    void work()
    {
        RowChecker checker(m_input);
        const std::size_t rows = m_report.states.size();
        while (!m_stop.stop_requested()) {
            const std::size_t block = m_nextBlock.fetch_add(1);
            if (block >= m_problems.size())
                return;
            const std::size_t begin = block * rowsPerBlock;
            const std::size_t end = std::min(begin + rowsPerBlock, rows);
            for (std::size_t row = begin; row < end; ++row)
                checkRow(checker, static_cast<sheet::RowIndex>(row), m_problems[block]);
            if (m_progress)
                m_progress->done += static_cast<std::int64_t>(end - begin);
        }
    }

    void checkRow(RowChecker &checker, sheet::RowIndex row, std::vector<Problem> &problems)
    {
        const std::size_t before = problems.size();
        m_report.phones[row] = checker.check(row, problems);
        RowState state = RowState::Ready;
        for (std::size_t i = before; i < problems.size(); ++i)
            state = std::max(state, problems[i].severity == Severity::Error ? RowState::Error : RowState::Warning);
        m_report.states[row] = state;
    }

    const CheckInput &m_input;
    Report &m_report;
    base::Progress *m_progress;
    std::stop_token m_stop;
    std::vector<std::vector<Problem>> m_problems; // one a block
    std::atomic<std::size_t> m_nextBlock = 0;
};

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
    const CheckInput &input, base::Progress *progress, std::stop_token stop)
{
    return checkRowsOn(std::thread::hardware_concurrency(), input, progress, std::move(stop));
}

base::Result<std::shared_ptr<const Report>> checkRowsOn(
    unsigned threads, const CheckInput &input, base::Progress *progress, std::stop_token stop)
{
    const auto report = std::make_shared<Report>();
    const sheet::RowIndex rows = input.table->rowCount();
    report->states.resize(rows);
    report->phones.resize(rows);
    if (progress) {
        progress->done = 0;
        progress->total = rows;
    }
    RowPass pass(input, *report, progress, stop);
    pass.run(threads);
    if (stop.stop_requested())
        return cancelled();
    pass.joinProblems();
    if (!foldDuplicates(input, *report, stop))
        return cancelled();
    report->counts = count(*report);
    return std::shared_ptr<const Report>(report);
}

} // namespace callsheet::check
