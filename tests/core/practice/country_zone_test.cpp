#include "core/practice/country_zone.h"
#include "core/practice/zone_name.h"

#include <QTimeZone>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace callsheet::practice {

namespace {

struct Number {
    const char *phone;
    const char *zone;
};

void PrintTo(const Number &number, std::ostream *out)
{
    *out << '"' << number.phone << '"';
}

class CountryZone : public testing::TestWithParam<Number> { };

TEST_P(CountryZone, isThatOfTheNumbersCountry)
{
    EXPECT_EQ(zoneOfNumber(GetParam().phone).toStdString(), GetParam().zone);
}

INSTANTIATE_TEST_SUITE_P(Numbers, CountryZone,
    testing::Values(Number{"12125550001", "America/New_York"}, Number{"+44 20 7946 0001", "Europe/London"},
        Number{"919876543210", "Asia/Kolkata"}, Number{"4930123456", "Europe/Berlin"},
        Number{"74951234567", "Europe/Moscow"}, Number{"77271234567", "Asia/Almaty"},
        Number{"76001234567", "Asia/Almaty"}, Number{"35227861234", "Europe/Luxembourg"},
        Number{"61412345678", "Australia/Sydney"}, Number{"", ""}, Number{"0123456789", ""}, Number{"9991234567", ""},
        Number{"no digits", ""}, Number{"7", "Europe/Moscow"}, Number{"9", ""}));

TEST(CountryZones, areAllKnownToTheSystem)
{
    std::set<QByteArray> zones;
    for (int code = 1; code < 1000; ++code) {
        const QByteArray zone = zoneOfNumber(std::to_string(code) + "5550001");
        if (!zone.isEmpty())
            zones.insert(zone);
    }
    EXPECT_GT(zones.size(), 180U);
    for (const QByteArray &zone : zones)
        EXPECT_TRUE(QTimeZone(zone).isValid()) << zone.toStdString();
}

TEST(ZoneName, isThatOfAZoneAndOfNothingElse)
{
    for (const char *name : {"Europe/Paris", "UTC", "Asia/Calcutta", "US/Pacific", "America/Argentina/Buenos_Aires"})
        EXPECT_TRUE(isZoneName(name)) << name;
    for (const char *name : {"", "Asia", "America", "America/Argentina", "posix", "zone.tab", "../../etc/passwd",
             "Mars/Olympus", "europe/paris", "Europe/Paris "})
        EXPECT_FALSE(isZoneName(name)) << name;
}

} // namespace

} // namespace callsheet::practice
