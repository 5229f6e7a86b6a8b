#include "core/check/row_pass.h"

#include "core/check/row_blocks.h"
#include "core/check/row_checker.h"

#include <array>

namespace callsheet::check {

namespace {

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

void add(const std::array<std::int64_t, 4> &met, std::size_t rows, CheckProgress &progress)
{
    progress.ready += met[static_cast<std::size_t>(RowState::Ready)];
    progress.warnings += met[static_cast<std::size_t>(RowState::Warning)];
    progress.errors += met[static_cast<std::size_t>(RowState::Error)];
    progress.done += static_cast<std::int64_t>(rows);
}

} // namespace

// A row's result depends on its row alone, and blocks are joined in their order, so that the report is the same for any
// number of threads.
std::optional<PassFindings> passOverRows(unsigned threads, const CheckInput &input,
    const std::vector<sheet::RowIndex> *rows, Report &report, CheckProgress *progress, std::stop_token stop)
{
    const std::size_t count = rows ? rows->size() : report.states.size();
    std::vector<PassFindings> blocks(blocksOf(count));
    eachRowBlock(threads, count, stop, [&] {
        return [&, checker = RowChecker(input)](std::size_t block, std::size_t first, std::size_t last) mutable {
            std::array<std::int64_t, 4> met = {}; // by state
            for (std::size_t i = first; i < last; ++i) {
                const sheet::RowIndex row = rows ? (*rows)[i] : static_cast<sheet::RowIndex>(i);
                const CheckedRow checked = checker.check(row, blocks[block].problems, blocks[block].notes);
                report.phones[row] = checked.phone;
                report.states[row] = checked.state;
                ++met[static_cast<std::size_t>(checked.state)];
            }
            if (progress)
                add(met, last - first, *progress);
        };
    });
    if (stop.stop_requested())
        return std::nullopt;
    return PassFindings{joined(blocks, &PassFindings::problems), joined(blocks, &PassFindings::notes)};
}

} // namespace callsheet::check
