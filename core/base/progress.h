#pragma once

#include <atomic>
#include <cstdint>

namespace callsheet::base {

//! How far a piece of background work is; written by the worker, read by whoever shows it. `total` 0: not known.
struct Progress {
    std::atomic<std::int64_t> done = 0;
    std::atomic<std::int64_t> total = 0;
};

} // namespace callsheet::base
