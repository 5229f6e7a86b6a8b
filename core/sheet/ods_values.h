#pragma once

#include "core/sheet/number_format.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace callsheet::sheet {

//! The text of a date cell: "2024-03-01" or "2024-03-01T09:30:00.5". What is no date is appended as it stands.
void appendOdsDate(std::string_view source, const NumberFormat &format, std::string &target);
//! The text of a time cell, "PT09H30M00S" as 09:30:00; in a format for the time of day without its days. False when it
//! is no time.
bool appendOdsTime(std::string_view source, const NumberFormat &format, std::string &target);

//! A repeat count as a table may use it: at least 1, and no more than adds up safely.
std::int64_t repeatCount(std::string_view text);

} // namespace callsheet::sheet
