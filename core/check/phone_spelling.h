#pragma once

#include "core/check/report.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace callsheet::check {

//! A phone number as a person typed it, reduced to what can be dialled, without knowing any numbering plan.
struct PhoneSpelling {
    std::string digits; // ASCII; begins with '+' where it was written so
    std::string digitsBeforeSlash; // "030 1234567/89": what stands before the first slash, where there is one
    bool hasExtension = false; // it stood behind the number and is not in `digits`
    std::vector<ProblemCode> notes; // what was taken off that somebody may want to know of, each once
    std::optional<ProblemCode> fault; // why it is no number; `digits` is then meaningless
};

//! Takes off what people and spreadsheets put around digits: blanks of every kind, brackets, dashes, a leading
//! apostrophe,
//! ="…", the ".0" of a number cell. Digits of other scripts become ASCII ones.
PhoneSpelling readSpelling(std::string_view text);

} // namespace callsheet::check
