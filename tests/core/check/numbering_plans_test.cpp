#include "core/check/numbering_plans.h"

#include <phonenumbers/logger.h>

#include <gtest/gtest.h>

#include <cstdio>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace callsheet::check {

namespace {

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

PhoneNumberUtil &library()
{
    PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    static const bool silenced = [&util] {
        util.SetLogger(new NullLogger); // the library owns it
        return true;
    }();
    static_cast<void>(silenced);
    return util;
}

std::optional<PlanReading> askLibrary(const std::string &digits, const std::string &region)
{
    PhoneNumber number;
    if (library().Parse(digits, region.empty() ? "ZZ" : region, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
        return std::nullopt;
    PlanReading reading;
    reading.countryCode = number.country_code();
    reading.nationalNumber = number.national_number();
    reading.leadingZeros = number.italian_leading_zero() ? number.number_of_leading_zeros() : 0;
    reading.type = library().GetNumberType(number);
    return reading;
}

//! Numbers as sheets hold them: of every kind that a region's plan has, varied until many are valid and many are not,
//! in each of the ways in which people write where a number belongs.
class Numbers {
public:
    explicit Numbers(const std::string &region, unsigned seed)
        : m_random(seed)
        , m_code(std::to_string(library().GetCountryCodeForRegion(region)))
    {
        for (int type = 0; type < static_cast<int>(PhoneNumberUtil::UNKNOWN); ++type) {
            PhoneNumber example;
            if (library().GetExampleNumberForType(
                    region, static_cast<PhoneNumberUtil::PhoneNumberType>(type), &example)) {
                std::string national;
                library().GetNationalSignificantNumber(example, &national);
                m_examples.push_back(national);
            }
        }
        library().GetNddPrefixForRegion(region, true, &m_trunk);
    }

    std::string next()
    {
        std::string national = m_examples.empty() || below(10) == 0 ? digits(3 + below(12)) : varied();
        switch (below(8)) {
        case 0:
            return '+' + m_code + national;
        case 1:
            return '+' + m_code + m_trunk + national;
        case 2:
            return m_code + national;
        case 3:
            return "00" + m_code + national;
        case 4:
            return "011" + m_code + national;
        case 5:
            return national;
        case 6:
            return '+' + national;
        default:
            return m_trunk + national;
        }
    }

private:
    std::size_t below(std::size_t end) { return m_random() % end; }
    std::string digits(std::size_t count)
    {
        std::string text;
        while (text.size() < count)
            text += static_cast<char>('0' + below(10));
        return text;
    }
    std::string varied()
    {
        std::string national = m_examples[below(m_examples.size())];
        const std::size_t kept = below(national.size() + 1);
        national.replace(kept, std::string::npos, digits(national.size() - kept));
        if (below(12) == 0)
            national += digits(1 + below(3));
        else if (below(12) == 0)
            national.pop_back();
        return national;
    }

    std::mt19937 m_random;
    std::string m_code;
    std::string m_trunk;
    std::vector<std::string> m_examples;
};

std::vector<std::string> everyRegion()
{
    std::set<std::string> regions;
    library().GetSupportedRegions(&regions);
    return {regions.begin(), regions.end()};
}

struct Tally {
    int asked = 0;
    int decided = 0;
    int valid = 0;
};

constexpr int shards = 16;
constexpr int numbersInAll = 1'000'000;

//! The shards are tests of their own so that the cores share them.
class EveryRegion : public ::testing::TestWithParam<int> { };

TEST_P(EveryRegion, isReadAsTheLibraryReadsIt)
{
    const std::vector<std::string> regions = everyRegion();
    ASSERT_GT(regions.size(), 200U);
    const int each = numbersInAll / static_cast<int>(regions.size()) + 1;
    Tally tally;
    std::size_t hashes[2] = {0, 0};
    for (std::size_t i = static_cast<std::size_t>(GetParam()); i < regions.size(); i += shards) {
        Numbers numbers(regions[i], static_cast<unsigned>(i));
        for (int n = 0; n < each; ++n) {
            const std::string digits = numbers.next();
            const std::string region
                = n % 16 == 0 ? std::string() : regions[n % 16 == 1 ? (i * 7 + 3) % regions.size() : i];
            const std::optional<PlanReading> byPlan = readByPlan(digits, region);
            ++tally.asked;
            if (!byPlan)
                continue;
            ++tally.decided;
            const std::optional<PlanReading> expected = askLibrary(digits, region);
            ASSERT_TRUE(expected) << digits << " in \"" << region << "\": the library cannot read it";
            ASSERT_EQ(byPlan->countryCode, expected->countryCode) << digits << " in \"" << region << '"';
            ASSERT_EQ(byPlan->nationalNumber, expected->nationalNumber) << digits << " in \"" << region << '"';
            ASSERT_EQ(byPlan->leadingZeros, expected->leadingZeros) << digits << " in \"" << region << '"';
            ASSERT_EQ(byPlan->type, expected->type) << digits << " in \"" << region << '"';
            tally.valid += byPlan->type != PhoneNumberUtil::UNKNOWN ? 1 : 0;
            std::size_t *hash = hashes;
            for (const PlanReading &reading : {*byPlan, *expected}) {
                *hash = *hash * 1'000'003 + reading.nationalNumber * 31 + static_cast<std::size_t>(reading.type);
                ++hash;
            }
        }
    }
    EXPECT_EQ(hashes[0], hashes[1]);
    std::printf("numbering plans %d of %d: %d numbers, %d decided, %d of them valid, hash %016zx\n", GetParam() + 1,
        shards, tally.asked, tally.decided, tally.valid, hashes[0]);
    // Without these the comparison could pass because there was nothing to compare.
    EXPECT_GT(tally.decided, tally.asked / 2);
    EXPECT_GT(tally.valid, tally.decided / 5);
    EXPECT_LT(tally.valid, tally.decided);
}

INSTANTIATE_TEST_SUITE_P(AMillionNumbers, EveryRegion, ::testing::Range(0, shards));

TEST(NumberingPlans, decideWhatStandsInMostSheetsWithoutTheLibrary)
{
    for (const auto &[digits, region] : {std::pair{"02079460001", "GB"}, {"+442079460001", ""}, {"447911123456", "GB"},
             {"2125550123", "US"}, {"12125550123", "US"}, {"+12125550123", "US"}, {"01711234567", "DE"},
             {"+491711234567", "US"}, {"0142685300", "FR"}, {"09876543210", "IN"}, {"9876543210", "IN"},
             {"0612345678", "IT"}, {"612345678", "ES"}, {"0412345678", "AU"}, {"09012345678", "JP"}})
        EXPECT_TRUE(readByPlan(digits, region)) << digits << " in \"" << region << '"';
}

TEST(NumberingPlans, leaveToTheLibraryWhatIsNoNumberOrHasNoCountry)
{
    for (const auto &[digits, region] :
        {std::pair{"2125550123", ""}, {"2125550123", "XX"}, {"+", "US"}, {"12", "US"}, {"+0442079460001", "GB"},
            {"+99912345678", "GB"}, {"0000000000", "GB"}, {"11111111111111111111111111111111111111111111", "GB"}})
        EXPECT_FALSE(readByPlan(digits, region)) << digits << " in \"" << region << '"';
}

} // namespace

} // namespace callsheet::check
