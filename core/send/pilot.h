#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace callsheet::send {

//! What makes a row worth trying first.
struct PilotTraits {
    int callingCode = 0; // of its phone number
    std::uint32_t longestValue = 0; // bytes
    std::uint64_t blanks = 0; // which variables it has no value for, as bits
};

//! 1 for 12125551001, 44 for 447700900123, 353 for 353851234567; 0 for no number.
int callingCodeOf(std::uint64_t phone);

//! `count` of the rows, as positions in `rows` in their order: one of each country and of each pattern of blanks in
//! turn, and the longest values; filled up by chance. The same seed chooses the same rows.
std::vector<std::size_t> choosePilot(const std::vector<PilotTraits> &rows, std::size_t count, std::uint32_t seed);

} // namespace callsheet::send
