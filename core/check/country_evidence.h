#pragma once

#include <cstdint>
#include <map>
#include <vector>

namespace callsheet::check {

//! How the numbers without a country code would fare under one calling code. Counts are of distinct numbers.
struct CountryFit {
    int callingCode = 0;
    std::uint32_t madeValid = 0; // of CountryEvidence::failing
    std::uint32_t stillValid = 0; // of CountryEvidence::valid
    std::uint32_t mobile = 0; // of CountryEvidence::failing: of a mobile phone there
    std::uint32_t writtenSo = 0; // of CountryEvidence::grouped: with the blanks where this country puts them
};

//! What a sheet tells about the country that its numbers without a country code belong to. Counts are of distinct
//! numbers in a sample.
struct CountryEvidence {
    int chosenCode = 0; // the default country's calling code; 0: none is chosen
    std::uint32_t failing = 0; // not valid under the default country
    std::uint32_t valid = 0; // valid under it
    double failingShare = 0; // of all rows whose number has no country code, 0 to 1
    std::uint32_t mendable = 0; // of `failing`: only a + or a 0 in front is missing
    std::uint32_t local = 0; // of `failing`: as long as numbers of the default country without their area code
    std::uint32_t grouped = 0; // of `failing`: written in groups of digits that are not everybody's habit
    std::vector<CountryFit> fits; // the default country's own code is not among them
    std::map<int, std::uint32_t> withPlus; // numbers with a country code, by it
    std::map<int, std::uint32_t> byColumn; // the failing rows, by what a country column says of them
    std::map<int, std::uint32_t> byMail; // the failing rows, by the country that their e-mail address ends in
};

enum class CountryVerdict {
    Nothing, // the default country is not what is wrong, or nothing can be said
    Offer, // one other country explains the numbers
    Several, // another one may, but which only a person knows
    Mixed, // one other country explains those that fail, and not those that are valid
};

struct CountryJudgement {
    CountryVerdict verdict = CountryVerdict::Nothing;
    int callingCode = 0; // of Offer and Mixed

    bool operator==(const CountryJudgement &) const = default;
};

// A row that says "too long" may be a typing mistake; a quarter of all rows is none. In sheets with the right country
// 1 to 5 % of the numbers are wrong.
constexpr std::uint32_t leastFailingNumbers = 5;
constexpr double leastFailingShare = 0.25;
// What another country must make valid: nine of ten, so that a sheet half of whose numbers are of another country
// still is nobody's.
constexpr std::uint32_t fitsTenths = 9;

//! Decides by the evidence alone. A country is offered when it makes nine of ten valid, of those that fail and of those
//! that do not, and the sheet itself says so: by its country column, by its numbers with a +, by its e-mail addresses,
//! or by the way in which the digits are grouped. Digits alone are enough only where no other country comes near and
//! most of them are mobile phones there: some plans (Germany's) take nearly any digits for a line of some town.
CountryJudgement judgeCountry(const CountryEvidence &evidence);

} // namespace callsheet::check
