#pragma once

#include "core/check/check_rows.h"
#include "core/check/country_evidence.h"

#include <optional>
#include <stop_token>

namespace callsheet::check {

//! That the default country is what makes numbers fail. Counts are of rows.
struct CountryHint {
    CountryVerdict verdict = CountryVerdict::Nothing; // never Nothing in a hint
    QString chosen; // the default country as it is; empty: none
    QString country; // the one that explains the numbers (two letters); empty: more than one does
    std::uint32_t failing = 0; // without a country code, and not valid under `chosen`
    std::uint32_t wouldBeValid = 0; // of them, under `country`
    std::uint32_t readDifferently = 0; // valid now and under `country`, which makes another number of each
    std::uint32_t lost = 0; // valid now, and not under `country`

    bool operator==(const CountryHint &) const = default;
};

//! Looks for another default country that explains the numbers without a country code which fail. Deciding takes a
//! sample of some hundred numbers; only a hint's counts take a pass over the sheet. Errors: Cancelled.
base::Result<std::optional<CountryHint>> findCountryHint(
    const CheckInput &input, const Report &report, std::stop_token stop);

//! "61 numbers are not valid in the United States; 58 of them would be valid in the Netherlands.", and what else a
//! person has to know before choosing it.
QString hintSentence(const CountryHint &hint);
//! Appends the hint as `check --json` writes it: {"code":"defaultCountry","verdict","chosen","country","failing",
//! "wouldBeValid","readDifferently","lost","message"}.
void appendHintJson(const CountryHint &hint, std::string &json);

} // namespace callsheet::check
