#include "core/check/phone_number.h"

#include "core/check/check_rows.h"
#include "core/check/numbering_plans.h"
#include "core/check/phone_spelling.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

#include <algorithm>
#include <set>
#include <string>

namespace callsheet::check {

namespace {

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using i18n::phonenumbers::ShortNumberInfo;

// E.164 allows 15 digits. The library parses a few more.
constexpr auto mostDigits = 15;
// Numbers that everybody in a country can dial are shorter than this; longer ones are left to the numbering plan.
constexpr auto mostDigitsOfShortNumber = 6;

PhoneNumberUtil &library()
{
    static PhoneNumberUtil &instance = []() -> PhoneNumberUtil & {
        PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
        util.SetLogger(new NullLogger); // it would print every number that it cannot parse; the library owns it
        return util;
    }();
    return instance;
}

const ShortNumberInfo &shortNumbers()
{
    static const ShortNumberInfo instance;
    return instance;
}

PhoneFinding error(ProblemCode code)
{
    return {0, code, Severity::Error};
}

std::uint64_t e164Of(const PhoneNumber &number)
{
    const std::string national = std::to_string(number.national_number());
    std::size_t digits = national.size();
    if (number.italian_leading_zero())
        digits += static_cast<std::size_t>(std::max(number.number_of_leading_zeros(), 1));
    auto e164 = static_cast<std::uint64_t>(number.country_code());
    if (std::to_string(e164).size() + digits > mostDigits)
        return 0;
    for (std::size_t i = 0; i < digits; ++i)
        e164 *= 10;
    return e164 + number.national_number();
}

//! "0000000", "1234567": what people type to get past a field that must not be empty.
bool isFiller(std::string_view digits)
{
    constexpr std::size_t shortestNumber = 6; // below that, too short says more
    if (digits.size() < shortestNumber)
        return false;
    constexpr std::string_view ascending = "01234567890123456789";
    constexpr std::string_view descending = "98765432109876543210";
    return digits.find_first_not_of(digits.front()) == std::string::npos
        || ascending.find(digits) != std::string_view::npos || descending.find(digits) != std::string_view::npos;
}

//! One way of reading the digits.
struct Reading {
    PhoneNumber number;
    PhoneNumberUtil::ErrorType failure = PhoneNumberUtil::NO_PARSING_ERROR;
    PhoneNumberUtil::PhoneNumberType type = PhoneNumberUtil::UNKNOWN; // unknown: no numbering plan gives it out

    bool isParsed() const { return failure == PhoneNumberUtil::NO_PARSING_ERROR; }
    bool isValid() const { return isParsed() && type != PhoneNumberUtil::UNKNOWN; }
};

Reading readAs(const std::string &digits, const std::string &region)
{
    Reading reading;
    if (const std::optional<PlanReading> byPlan = readByPlan(digits, region)) {
        reading.number.set_country_code(byPlan->countryCode);
        reading.number.set_national_number(byPlan->nationalNumber);
        if (byPlan->leadingZeros > 0)
            reading.number.set_italian_leading_zero(true);
        if (byPlan->leadingZeros > 1)
            reading.number.set_number_of_leading_zeros(byPlan->leadingZeros);
        reading.type = byPlan->type;
        return reading;
    }
    reading.failure = library().Parse(digits, region.empty() ? "ZZ" : region, &reading.number);
    if (reading.isParsed())
        reading.type = library().GetNumberType(reading.number);
    return reading;
}

bool isShortNumber(const Reading &reading, const std::string &digits, const std::string &region)
{
    std::string dialled = digits;
    std::string home = region;
    if (digits.front() == '+' && reading.isParsed()) { // "+44 999"
        dialled = std::to_string(reading.number.national_number());
        library().GetRegionCodeForCountryCode(reading.number.country_code(), &home);
    }
    if (dialled.size() > mostDigitsOfShortNumber)
        return false;
    // Known over much of the world: a person who types them means them even where the country does not.
    if (dialled == "112" || dialled == "911" || dialled == "999")
        return true;
    return !home.empty()
        && (shortNumbers().IsEmergencyNumber(dialled, home)
            || (reading.isParsed() && shortNumbers().IsValidShortNumberForRegion(reading.number, home)));
}

//! Digits that fit no numbering plan: why, or a number that may exist all the same.
PhoneFinding judgeInvalid(Reading reading, const std::string &digits, const std::string &region)
{
    if (isFiller(digits))
        return error(ProblemCode::PhoneInvalid);
    switch (reading.failure) {
    case PhoneNumberUtil::NO_PARSING_ERROR:
        break;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
        return error(digits.front() == '+' || library().GetCountryCodeForRegion(region) != 0
                ? ProblemCode::PhoneInvalid
                : ProblemCode::PhoneNoCountry);
    case PhoneNumberUtil::TOO_LONG_NSN:
        return error(ProblemCode::PhoneTooLong);
    default:
        return error(ProblemCode::PhoneTooShort);
    }
    // "07946 0001" in Britain: the library keeps a leading 0 when the number does not fit without it. Where 0 is only
    // dialled within the country it is no digit of the number, and counting it would let numbers pass that are too
    // short.
    if (reading.number.italian_leading_zero()) {
        std::string home;
        std::string trunkPrefix;
        library().GetRegionCodeForCountryCode(reading.number.country_code(), &home);
        library().GetNddPrefixForRegion(home, true, &trunkPrefix);
        if (trunkPrefix == "0") {
            reading.number.clear_italian_leading_zero();
            reading.number.clear_number_of_leading_zeros();
        }
    }
    switch (library().IsPossibleNumberWithReason(reading.number)) {
    case PhoneNumberUtil::IS_POSSIBLE:
        break;
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
    case PhoneNumberUtil::TOO_SHORT:
        return error(ProblemCode::PhoneTooShort);
    case PhoneNumberUtil::TOO_LONG:
        return error(ProblemCode::PhoneTooLong);
    default:
        return error(ProblemCode::PhoneInvalid);
    }
    // The library's plans age and new ranges appear: the length is right, so a person may know better.
    const std::uint64_t number = e164Of(reading.number);
    if (number == 0 || isFiller(std::to_string(reading.number.national_number())))
        return error(ProblemCode::PhoneInvalid);
    return {number, ProblemCode::PhonePossible, Severity::Warning};
}

PhoneFinding judge(const Reading &reading, const std::string &digits, const std::string &region)
{
    if (!reading.isValid()) {
        return isShortNumber(reading, digits, region) ? error(ProblemCode::PhoneEmergency)
                                                      : judgeInvalid(reading, digits, region);
    }
    if (reading.type == PhoneNumberUtil::PREMIUM_RATE)
        return error(ProblemCode::PhonePremium);
    const std::uint64_t number = e164Of(reading.number);
    return number != 0 ? PhoneFinding{number, std::nullopt, Severity::Error, {}} : error(ProblemCode::PhoneTooLong);
}

//! "030 1234567/89" and "…/…" are several numbers; in "030/1234567" the slash only parts the area code from the rest.
bool isSeveral(const PhoneSpelling &spelling, const std::string &region)
{
    constexpr std::size_t wholeNumber = 8;
    const std::size_t before = spelling.digitsBeforeSlash.size();
    if (before == 0 || before == spelling.digits.size())
        return false;
    return (before >= wholeNumber && spelling.digits.size() - before >= wholeNumber)
        || readAs(spelling.digitsBeforeSlash, region).isValid();
}

} // namespace

namespace {

//! "+44 (0) 20…": the spelled digits are the number and one 0 that is only dialled within the country.
bool hasTrunkZero(std::string_view digits, std::uint64_t number)
{
    const std::string called = std::to_string(number);
    if (digits.size() != called.size() + 1)
        return false;
    const auto differs = std::mismatch(called.begin(), called.end(), digits.begin());
    return *differs.second == '0' && std::equal(differs.first, called.end(), differs.second + 1);
}

std::vector<ProblemCode> notesOf(PhoneSpelling spelling, std::uint64_t number)
{
    std::string_view abroad = spelling.digits;
    if (abroad.substr(0, 2) == "00") {
        spelling.notes.push_back(ProblemCode::PhoneAbroadPrefix);
        abroad.remove_prefix(2);
    } else if (abroad.substr(0, 1) == "+") {
        abroad.remove_prefix(1);
    } else {
        return spelling.notes;
    }
    if (hasTrunkZero(abroad, number))
        spelling.notes.push_back(ProblemCode::PhoneTrunkZero);
    return spelling.notes;
}

} // namespace

PhoneFinding parsePhone(std::string_view text, const QString &country)
{
    const PhoneSpelling spelling = readSpelling(text);
    if (spelling.fault)
        return error(*spelling.fault);
    const std::string region = country.toUpper().toStdString();
    const std::string &digits = spelling.digits;
    if (isSeveral(spelling, region))
        return error(ProblemCode::PhoneSeveral);

    const Reading reading = readAs(digits, region);
    PhoneFinding finding = judge(reading, digits, region);
    if (!reading.isValid() && digits.size() > 2 && digits.compare(0, 2, "00") == 0) {
        // 00 is what most of the world dials before a country code, wherever the row is from.
        const std::string abroad = '+' + digits.substr(2);
        const PhoneFinding findingAbroad = judge(readAs(abroad, region), abroad, region);
        if (region.empty() || (findingAbroad.number != 0 && (finding.number == 0 || !findingAbroad.code)))
            finding = findingAbroad;
    }
    if (!finding.code && spelling.hasExtension)
        finding = {finding.number, ProblemCode::PhoneExtension, Severity::Warning};
    if (finding.number != 0)
        finding.notes = notesOf(spelling, finding.number);
    return finding;
}

QStringList knownCountries()
{
    std::set<std::string> regions;
    library().GetSupportedRegions(&regions);
    QStringList countries;
    for (const std::string &region : regions)
        countries.append(QString::fromStdString(region));
    return countries;
}

QString callingCode(const QString &country)
{
    const int code = library().GetCountryCodeForRegion(country.toUpper().toStdString());
    return code > 0 ? QString::number(code) : QString();
}

} // namespace callsheet::check
