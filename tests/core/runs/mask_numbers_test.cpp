#include "core/runs/mask_numbers.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::runs {

using namespace Qt::StringLiterals;

namespace {

struct Masking {
    const char16_t *text;
    const char16_t *masked;
};

class MaskedNumbers : public ::testing::TestWithParam<Masking> { };

} // namespace

TEST_P(MaskedNumbers, hidePhonesAndNothingElse)
{
    EXPECT_EQ(withMaskedNumbers(QString::fromUtf16(GetParam().text)), QString::fromUtf16(GetParam().masked));
}

INSTANTIATE_TEST_SUITE_P(Texts, MaskedNumbers,
    ::testing::Values(Masking{u"447400000001", u"•••••••••001"},
        Masking{u"+447400000001 is bad", u"+•••••••••001 is bad"},
        Masking{u"call +44 7400 000 001, please", u"call +•• •••• ••• 001, please"},
        Masking{u"(212) 555-0001", u"(•••) •••-•001"}, Masking{u"212-555-0001.", u"•••-•••-•001."},
        Masking{u"0212 5550001", u"0212 ••••001"}, Masking{u"a 0202 55 50 001 b", u"a •••• •• •• 001 b"},
        Masking{u"Write digits only, such as +44 20 7946 0001.", u"Write digits only, such as +44 20 7946 0001."},
        Masking{u"+44 20 7946 0002 is bad", u"+•• •• •••• •002 is bad"},
        Masking{u"12,480 rows of 1,000,000", u"12,480 rows of 1,000,000"},
        Masking{u"rows 2-501,100000-200000", u"rows 2-501,100000-200000"},
        Masking{u"2026-07-01 10:42:05", u"2026-07-01 10:42:05"},
        Masking{u"64e5f12345abcdef98765432", u"64e5f12345abcdef98765432"}, Masking{u"status 503", u"status 503"},
        Masking{u"", u""}, Masking{u"٠٩٨٧٦٥٤٣٢١", u"•••••••٣٢١"}));

TEST(MaskedNumber, keepsThreeDigitsHoweverItIsWritten)
{
    EXPECT_EQ(maskedNumber(u"12345"_s), u"••345"_s);
    EXPECT_EQ(maskedNumber(u"+1 (212) 555-0001"_s), u"+• (•••) •••-•001"_s);
    EXPECT_EQ(maskedNumber(u"12"_s), u"12"_s);
}

} // namespace callsheet::runs
