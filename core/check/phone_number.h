#pragma once

#include "core/check/report.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace callsheet::check {

//! What became of one phone cell.
struct PhoneFinding {
    std::uint64_t number = 0; // E.164 digits; 0 where the cell cannot be called
    std::optional<ProblemCode> code;
    Severity severity = Severity::Error; // of `code`
    std::vector<ProblemCode> notes = {}; // harmless, of a number that can be called

    bool operator==(const PhoneFinding &) const = default;
};

//! Reads a phone number as typed. `country` (two letters, or empty) is where numbers without a country code belong.
//! The numbering plans are libphonenumber's. Safe to call from several threads.
PhoneFinding parsePhone(std::string_view text, const QString &country);

} // namespace callsheet::check
