#include "core/sheet/ods_values.h"

#include <gtest/gtest.h>

namespace callsheet::sheet {
namespace {

using Kind = NumberFormat::Kind;

struct DateCase {
    const char *source;
    Kind kind;
    const char *text;
};
void PrintTo(const DateCase &c, std::ostream *out)
{
    *out << c.source << " in format " << static_cast<int>(c.kind);
}

class OdsDate : public testing::TestWithParam<DateCase> { };

TEST_P(OdsDate, isShownAsInAWorkbook)
{
    std::string text;
    appendOdsDate(GetParam().source, {GetParam().kind, {}}, text);
    EXPECT_EQ(text, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Values, OdsDate,
    testing::Values(DateCase{"2024-03-01", Kind::General, "2024-03-01"},
        DateCase{"2024-03-01", Kind::DateTime, "2024-03-01 00:00"},
        DateCase{"2024-03-01T09:30:00", Kind::General, "2024-03-01 09:30"},
        DateCase{"2024-03-01T09:30:15", Kind::DateTime, "2024-03-01 09:30:15"},
        DateCase{"2024-03-01T09:30:00", Kind::Date, "2024-03-01"},
        DateCase{"2024-03-01T09:30:00", Kind::Time, "09:30:00"},
        DateCase{"2024-03-01T00:00:00", Kind::General, "2024-03-01"},
        DateCase{"2024-12-31T23:59:59.999999997", Kind::DateTime, "2025-01-01 00:00"},
        DateCase{"2024-03-01T09:30:00.25", Kind::DateTime, "2024-03-01 09:30"},
        DateCase{"2024-13-41T99:99:99.9", Kind::Date, "2024-13-41"}, DateCase{"soon", Kind::Date, "soon"},
        DateCase{"", Kind::Date, ""}));

struct TimeCase {
    const char *source;
    const char *text; // null: no time
    Kind kind = Kind::General;
};
void PrintTo(const TimeCase &c, std::ostream *out)
{
    *out << c.source;
}

class OdsTime : public testing::TestWithParam<TimeCase> { };

TEST_P(OdsTime, isShownInHoursMinutesAndSeconds)
{
    std::string text;
    const bool isTime = appendOdsTime(GetParam().source, {GetParam().kind, {}}, text);
    EXPECT_EQ(isTime, GetParam().text != nullptr);
    EXPECT_EQ(text, GetParam().text == nullptr ? "" : GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Values, OdsTime,
    testing::Values(TimeCase{"PT09H30M00S", "09:30:00"}, TimeCase{"PT9H", "09:00:00"}, TimeCase{"PT90M", "01:30:00"},
        TimeCase{"PT09H29M59.9999999S", "09:30:00"}, TimeCase{"P1DT02H00M01S", "26:00:01"},
        TimeCase{"PT100H00M00S", "100:00:00"}, TimeCase{"-PT01H00M00S", "-01:00:00"}, TimeCase{"PT0S", "00:00:00"},
        TimeCase{"PT36H00M00S", "12:00:00", Kind::Time}, TimeCase{"PT36H00M00S", "36:00:00", Kind::Elapsed},
        TimeCase{"", nullptr}, TimeCase{"P", nullptr}, TimeCase{"PT", nullptr}, TimeCase{"09:30", nullptr},
        TimeCase{"PT9", nullptr}, TimeCase{"PT9X", nullptr}, TimeCase{"PT1e300H", nullptr}, TimeCase{"PTnanS", nullptr},
        TimeCase{"P1H", nullptr}));

TEST(OdsRepeat, isNeverLessThanOneNorMoreThanAddsUp)
{
    EXPECT_EQ(repeatCount("1"), 1);
    EXPECT_EQ(repeatCount("1048576"), 1'048'576);
    for (const char *nothing : {"0", "-5", "", "x", "3x", "-99999999999999999999"})
        EXPECT_EQ(repeatCount(nothing), 1) << nothing;
    for (const char *huge : {"2147483648", "9223372036854775807", "99999999999999999999"})
        EXPECT_EQ(repeatCount(huge), std::int64_t(1) << 31) << huge;
}

} // namespace
} // namespace callsheet::sheet
