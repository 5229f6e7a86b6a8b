#pragma once

#include "core/sheet/number_format.h"

#include <string>
#include <string_view>

namespace callsheet::sheet {

//! The text of a number cell, appended to `target`. `source` is the number as the file writes it; its digits are kept,
//! written out without an exponent. What is no number is appended as it stands.
void appendNumber(std::string_view source, const NumberFormat &format, bool from1904, std::string &target);
//! The text of a cell that holds an ISO date ("2024-03-01T09:30:00").
void appendIsoDate(std::string_view source, const NumberFormat &format, std::string &target);

} // namespace callsheet::sheet
