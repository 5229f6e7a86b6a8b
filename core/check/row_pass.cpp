#include "core/check/row_pass.h"

#include "core/check/row_checker.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <system_error>
#include <thread>

namespace callsheet::check {

namespace {

// Small enough that a stop is noticed within some tens of milliseconds, large enough that nothing is spent on handing
// out.
constexpr std::size_t rowsPerBlock = 1024;

std::vector<Problem> joined(const std::vector<PassFindings> &blocks, std::vector<Problem> PassFindings::*part)
{
    std::size_t count = 0;
    for (const PassFindings &block : blocks)
        count += (block.*part).size();
    std::vector<Problem> all;
    all.reserve(count);
    for (const PassFindings &block : blocks)
        all.insert(all.end(), (block.*part).begin(), (block.*part).end());
    return all;
}

//! The rows, handed out block by block to as many threads as there are. A row's result depends on its row alone, and
//! blocks are joined in their order, so that the report is the same for any number of threads.
class RowPass {
public:
    RowPass(const CheckInput &input, const std::vector<sheet::RowIndex> *rows, Report &report, CheckProgress *progress,
        std::stop_token stop)
        : m_input(input)
        , m_rows(rows)
        , m_count(rows ? rows->size() : report.states.size())
        , m_report(report)
        , m_progress(progress)
        , m_stop(std::move(stop))
        , m_blocks((m_count + rowsPerBlock - 1) / rowsPerBlock)
    {
    }

    void run(unsigned threads)
    {
        std::vector<std::jthread> helpers;
        const std::size_t useful = std::min<std::size_t>(threads, m_blocks.size());
        try {
            while (helpers.size() + 1 < useful)
                helpers.emplace_back([this] { work(); });
        } catch (const std::system_error &) {
            // No more threads to be had: the ones that started, and this one, do it all.
        }
        work();
    }

    //! Call it when run() is over.
    PassFindings findings() const
    {
        return {joined(m_blocks, &PassFindings::problems), joined(m_blocks, &PassFindings::notes)};
    }

private:
    void work()
    {
        RowChecker checker(m_input);
        while (!m_stop.stop_requested()) {
            const std::size_t block = m_nextBlock.fetch_add(1);
            if (block >= m_blocks.size())
                return;
            const std::size_t begin = block * rowsPerBlock;
            const std::size_t end = std::min(begin + rowsPerBlock, m_count);
            std::array<std::int64_t, 4> met = {}; // by state
            for (std::size_t i = begin; i < end; ++i) {
                const sheet::RowIndex row = m_rows ? (*m_rows)[i] : static_cast<sheet::RowIndex>(i);
                const CheckedRow checked = checker.check(row, m_blocks[block].problems, m_blocks[block].notes);
                m_report.phones[row] = checked.phone;
                m_report.states[row] = checked.state;
                ++met[static_cast<std::size_t>(checked.state)];
            }
            if (!m_progress)
                continue;
            m_progress->ready += met[static_cast<std::size_t>(RowState::Ready)];
            m_progress->warnings += met[static_cast<std::size_t>(RowState::Warning)];
            m_progress->errors += met[static_cast<std::size_t>(RowState::Error)];
            m_progress->done += static_cast<std::int64_t>(end - begin);
        }
    }

    const CheckInput &m_input;
    const std::vector<sheet::RowIndex> *m_rows;
    std::size_t m_count;
    Report &m_report;
    CheckProgress *m_progress;
    std::stop_token m_stop;
    std::vector<PassFindings> m_blocks;
    std::atomic<std::size_t> m_nextBlock = 0;
};

} // namespace

std::optional<PassFindings> passOverRows(unsigned threads, const CheckInput &input,
    const std::vector<sheet::RowIndex> *rows, Report &report, CheckProgress *progress, std::stop_token stop)
{
    RowPass pass(input, rows, report, progress, stop);
    pass.run(threads);
    if (stop.stop_requested())
        return std::nullopt;
    return pass.findings();
}

} // namespace callsheet::check
