#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace callsheet::check {

//! "+007.50" as the JSON number "7.50"; nothing for anything but digits with at most a sign and a point. A comma may
//! stand for thousands or for decimals, so it is never guessed at.
std::optional<std::string> toJsonNumber(std::string_view text);

//! true/false, yes/no, y/n, 1/0 in any case.
std::optional<bool> toBoolean(std::string_view text);

//! 2024-05-03, alone or with a time (14:30 or 14:30:00 behind a blank or a T), if there is such a day.
bool isDate(std::string_view text);

//! True for a time zone of the IANA list, such as Europe/London.
bool isTimeZone(std::string_view text);

} // namespace callsheet::check
