#pragma once

#include <chrono>
#include <cstdint>

namespace callsheet::sheet {

//! Takes from this process for good what the reading of one open file does not need: opening anything, the network,
//! other programs, memory and time without end. Descriptors 0 to 2 stay as they are.
void giveUpRights(std::uint64_t fileSize);

//! The time of computing that a file of this size may take.
std::chrono::seconds mostComputing(std::uint64_t fileSize);

//! How a reading process ends that ran out of memory.
constexpr int outOfMemoryExit = 112;

} // namespace callsheet::sheet
