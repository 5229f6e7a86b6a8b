#pragma once

#include <QString>

#include <cstdint>

namespace callsheet::bench {

//! The floor of every reader of a workbook on one processor: its parts inflated by zlib and thrown away. The deflated
//! bytes are in memory before the clock starts.
struct Inflation {
    double seconds = 0;
    double cpuSeconds = 0;
    std::uint64_t bytes = 0; // that came out
};
Inflation inflateParts(const QString &path);

} // namespace callsheet::bench
