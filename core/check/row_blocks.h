#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <stop_token>
#include <system_error>
#include <thread>
#include <vector>

namespace callsheet::check {

// Small enough that a stop is noticed within some tens of milliseconds, large enough that nothing is spent on handing
// out.
constexpr std::size_t rowsPerBlock = 1024;

constexpr std::size_t blocksOf(std::size_t rows)
{
    return (rows + rowsPerBlock - 1) / rowsPerBlock;
}

//! Hands the blocks of `rows` rows out to as many threads as are worth it (0 counts as 1), the calling one among them,
//! until all are done or it is stopped. `makeWorker()` is called once a thread and gives a function of
//! (block, first, last), with rows [first, last).
template <typename MakeWorker>
void eachRowBlock(unsigned threads, std::size_t rows, const std::stop_token &stop, MakeWorker makeWorker)
{
    const std::size_t blocks = blocksOf(rows);
    std::atomic<std::size_t> nextBlock = 0;
    const auto work = [&] {
        auto worker = makeWorker();
        while (!stop.stop_requested()) {
            const std::size_t block = nextBlock.fetch_add(1);
            if (block >= blocks)
                return;
            worker(block, block * rowsPerBlock, std::min((block + 1) * rowsPerBlock, rows));
        }
    };
    std::vector<std::jthread> helpers;
    try {
        while (helpers.size() + 1 < std::min<std::size_t>(threads, blocks))
            helpers.emplace_back(work);
    } catch (const std::system_error &) {
        // No more threads to be had: the ones that started, and this one, do it all.
    }
    work();
}

} // namespace callsheet::check
