#pragma once

#include <QByteArray>

#include <string_view>

namespace callsheet::practice {

//! The time zone of the country that a number in international writing belongs to, by its country calling code; empty
//! where no country has it. Of a country with several zones it is the one of the capital or of most people, and all of
//! North America counts as New York: a practice service needs a plausible hour, not the right one.
//! `phoneNumber` may have a plus and blanks. A few nanoseconds, as it is asked for every record without a zone.
QByteArray zoneOfNumber(std::string_view phoneNumber);

} // namespace callsheet::practice
