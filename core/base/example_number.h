#pragma once

#include <QLatin1StringView>

namespace callsheet::base {

//! The phone number that our own sentences give as an example: of a range that is kept for stories, so nobody's, and
//! never masked.
inline constexpr QLatin1StringView exampleNumber("+44 20 7946 0001");

} // namespace callsheet::base
