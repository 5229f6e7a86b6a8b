#include "core/base/text_fold.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::base {
namespace {

using namespace Qt::StringLiterals;

struct FoldCase {
    QString heading;
    QString folded;
};
void PrintTo(const FoldCase &c, std::ostream *out)
{
    *out << c.heading.toStdString();
}

class FoldHeading : public testing::TestWithParam<FoldCase> { };

TEST_P(FoldHeading, bringsWritingsTogether)
{
    EXPECT_EQ(foldHeading(GetParam().heading), GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(Cases, FoldHeading,
    testing::Values(FoldCase{u"phoneNumber"_s, u"phone number"_s}, FoldCase{u"Phone_Number"_s, u"phone number"_s},
        FoldCase{u"PHONE NUMBER"_s, u"phone number"_s}, FoldCase{u"  phone--number  "_s, u"phone number"_s},
        FoldCase{u"TÉLÉPHONE"_s, u"telephone"_s}, FoldCase{u"Te\u0301le\u0301phone"_s, u"telephone"_s},
        FoldCase{u"\uFEFFphone\u00A0number\u200B"_s, u"phone number"_s}, FoldCase{u"Ｐｈｏｎｅ"_s, u"phone"_s},
        FoldCase{u"address2"_s, u"address2"_s}, FoldCase{u"line2Address"_s, u"line2 address"_s},
        FoldCase{u"Straße"_s, u"straße"_s}, FoldCase{u"ИМЯ"_s, u"имя"_s}, FoldCase{u"電話"_s, u"電話"_s},
        FoldCase{u"***"_s, QString()}, FoldCase{QString(), QString()}));

} // namespace
} // namespace callsheet::base
