#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace callsheet::check {

//! A pattern over decimal digits as a table of states: reading a number costs one look-up a digit, where a regular
//! expression of ICU costs microseconds.
class DigitAutomaton {
public:
    //! Knows what the numbering plans use: digits, \d, [0-9], groups, |, ?, *, +, {n}, {n,m}. Nothing for any other
    //! pattern, and for one that would need more than 50,000 states.
    static std::optional<DigitAutomaton> compile(std::string_view pattern);

    bool matches(std::string_view digits) const; // all of them
    //! The lengths at which a beginning of `digits` matches, as bits; bit 0 is the empty beginning. At most 63 digits.
    std::uint64_t matchingPrefixes(std::string_view digits) const;

    std::size_t states() const { return m_next.size(); }

private:
    static constexpr std::int32_t dead = -1;

    std::vector<std::array<std::int32_t, 10>> m_next;
    std::vector<bool> m_accepts;
};

} // namespace callsheet::check
