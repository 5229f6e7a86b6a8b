#include "core/sheet/number_format.h"

#include <gtest/gtest.h>

namespace callsheet::sheet {
namespace {

using Kind = NumberFormat::Kind;

struct CodeCase {
    const char *code;
    Kind kind;
    const char *mask = "";
};
void PrintTo(const CodeCase &c, std::ostream *out)
{
    *out << c.code;
}

class FormatCode : public testing::TestWithParam<CodeCase> { };

TEST_P(FormatCode, isUnderstood)
{
    const NumberFormat format = customFormat(GetParam().code);
    EXPECT_EQ(static_cast<int>(format.kind), static_cast<int>(GetParam().kind));
    EXPECT_EQ(format.mask, GetParam().mask);
}

INSTANTIATE_TEST_SUITE_P(Codes, FormatCode,
    testing::Values(CodeCase{"General", Kind::General}, CodeCase{"@", Kind::General}, CodeCase{"0", Kind::General},
        CodeCase{"0.00", Kind::General}, CodeCase{"#,##0.00", Kind::General}, CodeCase{"0.00E+00", Kind::General},
        CodeCase{"yyyy-mm-dd", Kind::Date}, CodeCase{"YYYY/MM/DD", Kind::Date},
        CodeCase{"[$-409]d\\-mmm\\-yy;@", Kind::Date}, CodeCase{"mmm", Kind::Date},
        CodeCase{"dd.mm.yyyy hh:mm", Kind::DateTime}, CodeCase{"m/d/yy h:mm AM/PM", Kind::DateTime},
        CodeCase{"h:mm", Kind::Time}, CodeCase{"mm:ss.0", Kind::Time}, CodeCase{"h AM/PM", Kind::Time},
        CodeCase{"[h]:mm:ss", Kind::Elapsed}, CodeCase{"[mm]:ss", Kind::Elapsed},
        CodeCase{"0 \"med. pad\"", Kind::General}, CodeCase{"[Red]0", Kind::General},
        CodeCase{"[Red]#,##0;[Blue]-#,##0", Kind::General}, CodeCase{"0\\d", Kind::General},
        CodeCase{"_-* #,##0_-;\"y\"", Kind::General}, CodeCase{"0;yyyy", Kind::General}, CodeCase{"0%", Kind::Percent},
        CodeCase{"0.00%", Kind::Percent}, CodeCase{"00000", Kind::Digits, "00000"},
        CodeCase{"0000 000000", Kind::Digits, "0000 000000"}, CodeCase{"\"+\"0", Kind::Digits, "+0"},
        CodeCase{"\\+#", Kind::Digits, "+#"}, CodeCase{"\"+\"General", Kind::Digits, "+#"},
        CodeCase{"(000) 000\\-0000", Kind::Digits, "(000) 000-0000"}, CodeCase{"[$€-407] 0", Kind::General},
        CodeCase{"\"unclosed", Kind::General}, CodeCase{"[unclosed", Kind::General}, CodeCase{"\\", Kind::General},
        CodeCase{"", Kind::General}));

TEST(BuiltInFormat, knowsDatesByTheirNumber)
{
    EXPECT_EQ(builtInFormat(0).kind, Kind::General);
    EXPECT_EQ(builtInFormat(14).kind, Kind::Date);
    EXPECT_EQ(builtInFormat(20).kind, Kind::Time);
    EXPECT_EQ(builtInFormat(22).kind, Kind::DateTime);
    EXPECT_EQ(builtInFormat(30).kind, Kind::DateOrTime);
    EXPECT_EQ(builtInFormat(46).kind, Kind::Elapsed);
    EXPECT_EQ(builtInFormat(49).kind, Kind::General);
    EXPECT_EQ(builtInFormat(58).kind, Kind::DateOrTime);
    EXPECT_EQ(builtInFormat(-1).kind, Kind::General);
}

} // namespace
} // namespace callsheet::sheet
