#include "core/sheet/number_text.h"

#include <QDate>

#include <gtest/gtest.h>

namespace callsheet::sheet {
namespace {

using Kind = NumberFormat::Kind;

struct NumberCase {
    const char *source;
    NumberFormat format;
    const char *shown;
    bool from1904 = false;
};
void PrintTo(const NumberCase &c, std::ostream *out)
{
    *out << c.source << " as kind " << static_cast<int>(c.format.kind) << ' ' << c.format.mask;
}

class NumberText : public testing::TestWithParam<NumberCase> { };

TEST_P(NumberText, isWhatThePersonTyped)
{
    std::string shown;
    appendNumber(GetParam().source, GetParam().format, GetParam().from1904, shown);
    EXPECT_EQ(shown, GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(General, NumberText,
    testing::Values(NumberCase{"447911123456", {}, "447911123456"}, NumberCase{"4.47911123456E11", {}, "447911123456"},
        NumberCase{"4.47911123456E+11", {}, "447911123456"}, NumberCase{"4.47911123456e+011", {}, "447911123456"},
        NumberCase{"491512345678.0", {}, "491512345678"}, NumberCase{"5825.36", {}, "5825.36"},
        NumberCase{"5825.3599999999997", {}, "5825.36"}, NumberCase{"0.30000000000000004", {}, "0.3"},
        NumberCase{"1234.4999999999999", {}, "1234.5"}, NumberCase{"99999.999999999999", {}, "100000"},
        NumberCase{"-12.50", {}, "-12.5"}, NumberCase{"0", {}, "0"}, NumberCase{"-0", {}, "0"},
        NumberCase{"0.05", {}, "0.05"}, NumberCase{".5", {}, "0.5"}, NumberCase{"1E-7", {}, "0.0000001"},
        NumberCase{"12345678901234567890", {}, "12345678901234567890"},
        NumberCase{"4.4791112345678901E16", {}, "44791112345678901"}, NumberCase{"007", {}, "7"},
        NumberCase{"1E+20", {}, "100000000000000000000"}));

INSTANTIATE_TEST_SUITE_P(NoNumber, NumberText,
    testing::Values(NumberCase{"", {}, ""}, NumberCase{"abc", {}, "abc"}, NumberCase{"1E308", {}, "1E308"},
        NumberCase{"1E999999999999", {}, "1E999999999999"}, NumberCase{"1.2.3", {}, "1.2.3"},
        NumberCase{"--1", {}, "--1"}, NumberCase{"1E", {}, "1E"}, NumberCase{"NaN", {}, "NaN"}));

INSTANTIATE_TEST_SUITE_P(Dates, NumberText,
    testing::Values(NumberCase{"45352", {Kind::Date, {}}, "2024-03-01"},
        NumberCase{"45352.395833333336", {Kind::DateTime, {}}, "2024-03-01 09:30"},
        NumberCase{"45352.396006944444", {Kind::DateTime, {}}, "2024-03-01 09:30:15"},
        NumberCase{"45352.395833333336", {Kind::Date, {}}, "2024-03-01"},
        NumberCase{"45351.999999999", {Kind::DateTime, {}}, "2024-03-01 00:00"},
        NumberCase{"0.395833333333333", {Kind::Time, {}}, "09:30:00"},
        NumberCase{"45352.395833333336", {Kind::Time, {}}, "09:30:00"},
        NumberCase{"0.395833333333333", {Kind::DateTime, {}}, "09:30:00"},
        NumberCase{"1.5208333333333333", {Kind::Elapsed, {}}, "36:30:00"},
        NumberCase{"1", {Kind::Date, {}}, "1900-01-01"}, NumberCase{"59", {Kind::Date, {}}, "1900-02-28"},
        NumberCase{"60", {Kind::Date, {}}, "1900-02-29"}, NumberCase{"61", {Kind::Date, {}}, "1900-03-01"},
        NumberCase{"0", {Kind::Date, {}}, "0"}, NumberCase{"-5", {Kind::Date, {}}, "-5"},
        NumberCase{"2958465", {Kind::Date, {}}, "9999-12-31"}, NumberCase{"2958466", {Kind::Date, {}}, "2958466"},
        NumberCase{"447911123456", {Kind::Date, {}}, "447911123456"},
        NumberCase{"43890", {Kind::Date, {}}, "2024-03-01", true},
        NumberCase{"0", {Kind::Date, {}}, "1904-01-01", true},
        NumberCase{"45352", {Kind::DateOrTime, {}}, "2024-03-01"},
        NumberCase{"0.25", {Kind::DateOrTime, {}}, "06:00:00"}));

INSTANTIATE_TEST_SUITE_P(Masks, NumberText,
    testing::Values(NumberCase{"7", {Kind::Digits, "00000"}, "00007"},
        NumberCase{"0", {Kind::Digits, "00000"}, "00000"}, NumberCase{"1234567", {Kind::Digits, "00000"}, "1234567"},
        NumberCase{"7911123456", {Kind::Digits, "0000 000000"}, "7911 123456"},
        NumberCase{"911123456", {Kind::Digits, "0000 000000"}, "0911 123456"},
        NumberCase{"447911123456", {Kind::Digits, "+0"}, "+447911123456"},
        NumberCase{"447911123456", {Kind::Digits, "+##########"}, "+447911123456"},
        NumberCase{"2125551234", {Kind::Digits, "(###) ###-####"}, "(212) 555-1234"},
        NumberCase{"5551234", {Kind::Digits, "(###) ###-####"}, "5551234"},
        NumberCase{"4.47911123456E11", {Kind::Digits, "00000"}, "447911123456"},
        NumberCase{"5.5", {Kind::Digits, "00000"}, "5.5"}, NumberCase{"0.12", {Kind::Percent, {}}, "12%"},
        NumberCase{"0.125", {Kind::Percent, {}}, "12.5%"}, NumberCase{"1", {Kind::Percent, {}}, "100%"},
        NumberCase{"0", {Kind::Percent, {}}, "0%"}, NumberCase{"-0.5", {Kind::Percent, {}}, "-50%"}));

TEST(NumberText, knowsTheDaysOfTheCalendar)
{
    const QDate beginning(1899, 12, 30);
    for (int serial = 61; serial < 2'958'466; serial += serial < 80'000 ? 1 : 17) {
        std::string text;
        appendNumber(std::to_string(serial), {Kind::Date, {}}, false, text);
        if (text != beginning.addDays(serial).toString(Qt::ISODate).toStdString())
            FAIL() << serial << " " << text;
    }
}

TEST(IsoDate, losesItsT)
{
    const auto shown = [](const char *source, Kind kind) {
        std::string text;
        appendIsoDate(source, {kind, {}}, text);
        return text;
    };
    EXPECT_EQ(shown("2024-03-01", Kind::General), "2024-03-01");
    EXPECT_EQ(shown("2024-03-01T09:30:00", Kind::General), "2024-03-01 09:30");
    EXPECT_EQ(shown("2024-03-01T09:30:15Z", Kind::DateTime), "2024-03-01 09:30:15");
    EXPECT_EQ(shown("2024-03-01T00:00:00", Kind::General), "2024-03-01");
    EXPECT_EQ(shown("2024-03-01T09:30:00", Kind::Date), "2024-03-01");
    EXPECT_EQ(shown("2024-03-01T09:30:00.250Z", Kind::DateTime), "2024-03-01 09:30");
    EXPECT_EQ(shown("1899-12-30T09:30:00", Kind::Time), "09:30:00");
    EXPECT_EQ(shown("1899-12-30T00:00:00", Kind::Time), "00:00:00");
    EXPECT_EQ(shown("soon", Kind::Date), "soon");
}

} // namespace
} // namespace callsheet::sheet
