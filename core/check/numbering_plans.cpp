#include "core/check/numbering_plans.h"

#include "core/check/digit_automaton.h"

#include <phonenumbers/phonemetadata.pb.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

// libphonenumber.so exports its metadata, though no header declares it. Weak: a build without it still links.
namespace i18n::phonenumbers {
__attribute__((weak)) int metadata_size();
__attribute__((weak)) const void *metadata_get();
} // namespace i18n::phonenumbers

namespace callsheet::check {

namespace {

using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneMetadataCollection;
using i18n::phonenumbers::PhoneNumberDesc;
using i18n::phonenumbers::PhoneNumberUtil;
using NumberType = PhoneNumberUtil::PhoneNumberType;

// The library's own limits of a national number.
constexpr std::size_t leastNationalDigits = 2;
constexpr std::size_t mostNationalDigits = 17;
constexpr std::size_t mostDigits = 40; // a cell with more is nothing that needs to be fast
constexpr std::size_t mostDigitsOfCountryCode = 3;

//! One kind of number in a plan. A number of another length than those of the kind is none of it.
struct Kind {
    std::optional<DigitAutomaton> pattern; // nothing: no number is of this kind
    std::uint32_t lengths = 0; // as bits; 0: any

    bool fitsPattern(std::string_view digits) const { return pattern && pattern->matches(digits); }
    bool holds(std::string_view digits) const
    {
        const bool fits = lengths == 0 || (digits.size() < 32 && (lengths >> digits.size() & 1) != 0);
        return fits && fitsPattern(digits);
    }
};

enum class Length { Possible, LocalOnly, TooShort, TooLong, Invalid };

//! The plan of one region, compiled.
struct Plan {
    int countryCode = 0;
    bool knowsKinds = false; // false: some pattern is beyond the automaton, so the library decides
    bool knowsPrefixes = false; // the same for what is dialled before a number
    Kind general;
    std::vector<std::pair<NumberType, Kind>> specialKinds; // in the order in which the library asks
    Kind fixedLine;
    Kind mobile;
    bool sameMobileAndFixedLine = false;
    std::optional<DigitAutomaton> leadingDigits; // that tell this region from others of its code
    std::optional<DigitAutomaton> internationalPrefix;
    std::optional<DigitAutomaton> nationalPrefix;
    bool rewritesWithPrefix = false;
    std::vector<int> possibleLengths;
    std::vector<int> localLengths;

    bool isUsable() const { return knowsKinds && knowsPrefixes; }
};

bool compileInto(std::optional<DigitAutomaton> &automaton, const std::string &pattern)
{
    if (pattern.empty())
        return true;
    automaton = DigitAutomaton::compile(pattern);
    return automaton.has_value();
}

bool compileKind(Kind &kind, const PhoneNumberDesc &description)
{
    for (const int length : description.possible_length()) {
        // -1 stands for "there are none"; no number has this length.
        kind.lengths |= length > 0 && length < 31 ? std::uint32_t{1} << length : std::uint32_t{1} << 31;
    }
    return compileInto(kind.pattern, description.national_number_pattern());
}

Plan compilePlan(const PhoneMetadata &metadata)
{
    Plan plan;
    plan.countryCode = metadata.country_code();
    plan.sameMobileAndFixedLine = metadata.same_mobile_and_fixed_line_pattern();
    plan.rewritesWithPrefix = !metadata.national_prefix_transform_rule().empty();
    const auto &lengths = metadata.general_desc().possible_length();
    plan.possibleLengths.assign(lengths.begin(), lengths.end());
    const auto &local = metadata.general_desc().possible_length_local_only();
    plan.localLengths.assign(local.begin(), local.end());

    bool compiled = compileKind(plan.general, metadata.general_desc())
        && compileKind(plan.fixedLine, metadata.fixed_line()) && compileKind(plan.mobile, metadata.mobile());
    const std::array<std::pair<NumberType, const PhoneNumberDesc *>, 8> special = {{
        {PhoneNumberUtil::PREMIUM_RATE, &metadata.premium_rate()},
        {PhoneNumberUtil::TOLL_FREE, &metadata.toll_free()},
        {PhoneNumberUtil::SHARED_COST, &metadata.shared_cost()},
        {PhoneNumberUtil::VOIP, &metadata.voip()},
        {PhoneNumberUtil::PERSONAL_NUMBER, &metadata.personal_number()},
        {PhoneNumberUtil::PAGER, &metadata.pager()},
        {PhoneNumberUtil::UAN, &metadata.uan()},
        {PhoneNumberUtil::VOICEMAIL, &metadata.voicemail()},
    }};
    for (const auto &[type, description] : special) {
        Kind kind;
        compiled = compileKind(kind, *description) && compiled;
        if (kind.pattern)
            plan.specialKinds.emplace_back(type, std::move(kind));
    }
    compiled = compileInto(plan.leadingDigits, metadata.leading_digits()) && compiled;
    plan.knowsKinds = compiled && plan.general.pattern.has_value();
    plan.knowsPrefixes = compileInto(plan.internationalPrefix, metadata.international_prefix())
        && compileInto(plan.nationalPrefix, metadata.national_prefix_for_parsing());
    return plan;
}

Length lengthOf(const Plan &plan, std::size_t digits)
{
    const int length = static_cast<int>(digits);
    const std::vector<int> &possible = plan.possibleLengths;
    if (possible.empty() || possible.front() == -1)
        return Length::Invalid;
    if (std::find(plan.localLengths.begin(), plan.localLengths.end(), length) != plan.localLengths.end())
        return Length::LocalOnly;
    if (length < possible.front())
        return Length::TooShort;
    if (length > possible.back())
        return Length::TooLong;
    return std::find(possible.begin(), possible.end(), length) != possible.end() ? Length::Possible : Length::Invalid;
}

NumberType typeIn(const Plan &plan, std::string_view digits)
{
    if (!plan.general.holds(digits))
        return PhoneNumberUtil::UNKNOWN;
    for (const auto &[type, kind] : plan.specialKinds) {
        if (kind.holds(digits))
            return type;
    }
    if (plan.fixedLine.holds(digits)) {
        const bool either = plan.sameMobileAndFixedLine || plan.mobile.holds(digits);
        return either ? PhoneNumberUtil::FIXED_LINE_OR_MOBILE : PhoneNumberUtil::FIXED_LINE;
    }
    return !plan.sameMobileAndFixedLine && plan.mobile.holds(digits) ? PhoneNumberUtil::MOBILE
                                                                     : PhoneNumberUtil::UNKNOWN;
}

//! Takes the prefix off that is only dialled within the country, unless the number is one with it and none without.
//! False where only the library can say.
bool stripNationalPrefix(const Plan &plan, std::string_view &digits)
{
    if (!plan.nationalPrefix || digits.empty())
        return true;
    const std::uint64_t lengths = plan.nationalPrefix->matchingPrefixes(digits);
    if (lengths == 0)
        return true;
    // Of several lengths the regular expression takes the one whose alternative stands first, and a prefix that
    // captures something rewrites the number.
    if (plan.rewritesWithPrefix || (lengths & (lengths - 1)) != 0)
        return false;
    std::size_t length = 0;
    while ((lengths >> length) != 1)
        ++length;
    const std::string_view without = digits.substr(length);
    if (!plan.general.fitsPattern(digits) || plan.general.fitsPattern(without))
        digits = without;
    return true;
}

//! The plans of all regions; each is compiled when it is first asked for.
class Plans {
public:
    static Plans &instance()
    {
        static Plans plans;
        return plans;
    }

    const Plan *ofRegion(std::string_view region)
    {
        const auto found = m_byRegion.find(region);
        return found == m_byRegion.end() ? nullptr : compiled(found->second);
    }
    //! In the order in which the library asks them; empty: no country has the code.
    const std::vector<std::size_t> &regionsOf(int countryCode) const
    {
        static const std::vector<std::size_t> none;
        const bool isCode = countryCode > 0 && static_cast<std::size_t>(countryCode) < m_byCode.size();
        return isCode ? m_byCode[static_cast<std::size_t>(countryCode)] : none;
    }
    const Plan *compiled(std::size_t index)
    {
        Entry &entry = *m_entries[index];
        std::call_once(entry.once, [&] { entry.plan = compilePlan(m_metadata.metadata(static_cast<int>(index))); });
        return &entry.plan;
    }

private:
    struct Entry {
        std::once_flag once;
        Plan plan;
    };

    Plans()
    {
        using namespace i18n::phonenumbers;
        if (!metadata_get || !metadata_size || !m_metadata.ParseFromArray(metadata_get(), metadata_size()))
            return;
        for (int i = 0; i < m_metadata.metadata_size(); ++i) {
            const PhoneMetadata &metadata = m_metadata.metadata(i);
            const auto index = static_cast<std::size_t>(i);
            m_entries.push_back(std::make_unique<Entry>());
            // "001" stands for codes without a country, of which there are several; they are found by code only.
            if (metadata.id() != "001")
                m_byRegion.emplace(metadata.id(), index);
            std::vector<std::size_t> &regions = m_byCode.at(static_cast<std::size_t>(metadata.country_code()));
            regions.insert(metadata.main_country_for_code() ? regions.begin() : regions.end(), index);
        }
    }

    PhoneMetadataCollection m_metadata;
    std::vector<std::unique_ptr<Entry>> m_entries;
    std::map<std::string, std::size_t, std::less<>> m_byRegion;
    std::array<std::vector<std::size_t>, 1000> m_byCode;
};

int takeCountryCode(const Plans &plans, std::string_view &digits)
{
    if (digits.empty() || digits.front() == '0')
        return 0;
    int code = 0;
    for (std::size_t taken = 1; taken <= std::min(mostDigitsOfCountryCode, digits.size()); ++taken) {
        code = code * 10 + (digits[taken - 1] - '0');
        if (!plans.regionsOf(code).empty()) {
            digits.remove_prefix(taken);
            return code;
        }
    }
    return 0;
}

//! What stands before a number that is dialled from `home` abroad; 0: nothing, or it is none. Nothing where only the
//! library can say.
std::optional<std::size_t> internationalPrefixLength(const Plan &home, std::string_view digits)
{
    if (!home.internationalPrefix)
        return 0;
    const std::uint64_t lengths = home.internationalPrefix->matchingPrefixes(digits);
    if (lengths == 0)
        return 0;
    if ((lengths & (lengths - 1)) != 0 || (lengths & 1) != 0)
        return std::nullopt;
    std::size_t length = 0;
    while ((lengths >> length) != 1)
        ++length;
    // A country code does not begin with 0, so such digits are a number of the country itself.
    return length < digits.size() && digits[length] == '0' ? 0 : length;
}

//! "4420…" in Britain: the code of one's own country without a plus, where the number is none otherwise.
std::optional<bool> beginsWithOwnCode(const Plan &home, std::string_view &digits)
{
    const std::string code = std::to_string(home.countryCode);
    if (digits.substr(0, code.size()) != code)
        return false;
    std::string_view without = digits.substr(code.size());
    if (!stripNationalPrefix(home, without))
        return std::nullopt;
    const bool isBetter = (!home.general.fitsPattern(digits) && home.general.fitsPattern(without))
        || lengthOf(home, digits.size()) == Length::TooLong;
    if (isBetter)
        digits = without;
    return isBetter;
}

std::optional<NumberType> typeAmong(Plans &plans, const std::vector<std::size_t> &regions, std::string_view digits)
{
    const bool isOnly = regions.size() == 1;
    for (const std::size_t index : regions) {
        const Plan *plan = plans.compiled(index);
        if (!plan->knowsKinds)
            return std::nullopt;
        const bool hasLeading = plan->leadingDigits.has_value();
        if (!isOnly && hasLeading && plan->leadingDigits->matchingPrefixes(digits) == 0)
            continue;
        const NumberType type = typeIn(*plan, digits);
        if (isOnly || hasLeading || type != PhoneNumberUtil::UNKNOWN)
            return type;
    }
    return PhoneNumberUtil::UNKNOWN;
}

} // namespace

std::optional<PlanReading> readByPlan(std::string_view digits, std::string_view region)
{
    const bool isInternational = !digits.empty() && digits.front() == '+';
    if (isInternational)
        digits.remove_prefix(1);
    if (digits.size() <= leastNationalDigits || digits.size() > mostDigits)
        return std::nullopt;
    Plans &plans = Plans::instance();
    const Plan *home = plans.ofRegion(region);
    if (!isInternational && (!home || !home->isUsable()))
        return std::nullopt;

    PlanReading reading;
    bool hasCode = isInternational;
    if (!isInternational) {
        const std::optional<std::size_t> prefix = internationalPrefixLength(*home, digits);
        if (!prefix)
            return std::nullopt;
        hasCode = *prefix > 0;
        digits.remove_prefix(*prefix);
    }
    const Plan *plan = home;
    if (hasCode) {
        if (digits.size() <= leastNationalDigits)
            return std::nullopt;
        reading.countryCode = takeCountryCode(plans, digits);
        if (reading.countryCode == 0)
            return std::nullopt;
        plan = plans.compiled(plans.regionsOf(reading.countryCode).front());
        if (!plan->isUsable())
            return std::nullopt;
    } else {
        const std::optional<bool> ownCode = beginsWithOwnCode(*home, digits);
        if (!ownCode)
            return std::nullopt;
        reading.countryCode = home->countryCode;
        // With its own code the number belongs to the code's main region from here on, as the library has it.
        if (*ownCode)
            plan = plans.compiled(plans.regionsOf(reading.countryCode).front());
        if (!plan->isUsable())
            return std::nullopt;
    }
    if (digits.size() < leastNationalDigits)
        return std::nullopt;
    std::string_view national = digits;
    if (!stripNationalPrefix(*plan, national))
        return std::nullopt;
    const Length length = lengthOf(*plan, national.size());
    if (length != Length::TooShort && length != Length::LocalOnly && length != Length::Invalid)
        digits = national;
    if (digits.size() < leastNationalDigits || digits.size() > mostNationalDigits)
        return std::nullopt;

    const std::size_t firstOther = digits.find_first_not_of('0');
    if (firstOther == std::string_view::npos)
        return std::nullopt; // of zeros only one fewer is counted; nobody has such a number
    reading.leadingZeros = static_cast<int>(firstOther);
    for (const char c : digits)
        reading.nationalNumber = reading.nationalNumber * 10 + static_cast<std::uint64_t>(c - '0');
    const std::optional<NumberType> type = typeAmong(plans, plans.regionsOf(reading.countryCode), digits);
    if (!type)
        return std::nullopt;
    reading.type = *type;
    return reading;
}

} // namespace callsheet::check
