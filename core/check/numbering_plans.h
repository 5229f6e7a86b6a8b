#pragma once

#include <phonenumbers/phonenumberutil.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace callsheet::check {

//! What libphonenumber makes of digits: the parts of the number, and what the plan of its country gives it out for
//! (UNKNOWN: for nothing).
struct PlanReading {
    int countryCode = 0;
    std::uint64_t nationalNumber = 0;
    int leadingZeros = 0; // of the national number
    i18n::phonenumbers::PhoneNumberUtil::PhoneNumberType type = i18n::phonenumbers::PhoneNumberUtil::UNKNOWN;

    bool operator==(const PlanReading &) const = default;
};

//! libphonenumber's Parse() and GetNumberType() for what a spelling has left: ASCII digits, with or without a leading
//! '+'. Its own metadata, compiled into tables of states, gives the same answers some twenty times faster; where they
//! cannot (a prefix that rewrites the number, an error, metadata that this library does not export) there is none, and
//! the library has to be asked. `region`: two letters, or empty. Safe to call from several threads.
//! Proof: tests/core/check/numbering_plans_test.cpp compares a million numbers of every region with the library.
std::optional<PlanReading> readByPlan(std::string_view digits, std::string_view region);

} // namespace callsheet::check
