#include "core/match/heading_meaning.h"

#include <gtest/gtest.h>

namespace callsheet::match {
namespace {

struct Pair {
    const char *a;
    const char *b;
    bool same;
};

void PrintTo(const Pair &pair, std::ostream *out)
{
    *out << pair.a << " / " << pair.b;
}

class MeaningOfHeadings : public ::testing::TestWithParam<Pair> { };

TEST_P(MeaningOfHeadings, isTheSameWhateverTheLanguage)
{
    const Meaning a = meaningOf(QString::fromUtf8(GetParam().a));
    const Meaning b = meaningOf(QString::fromUtf8(GetParam().b));
    EXPECT_NE(a, 0U);
    EXPECT_NE(b, 0U);
    EXPECT_EQ(a == b, GetParam().same);
}

INSTANTIATE_TEST_SUITE_P(Headings, MeaningOfHeadings,
    ::testing::Values(Pair{"Customer Mobile No.", "Telefon", true}, Pair{"custPhone1", "N° de téléphone", true},
        Pair{"携帯電話番号", "手机号码", true}, Pair{"Kunden-Nr.", "customer_id", true},
        Pair{"Auftragsnummer", "Order #", true}, Pair{"First Name *", "Förnamn", true},
        Pair{"faelligkeitsdatum", "Due date", true}, Pair{"E-mail 1 - Value", "Correo electrónico", true},
        Pair{"Vor- und Nachname", "fullName", true}, Pair{"Betrag (EUR)", "Total", true}, Pair{"Phone", "Fax", false},
        Pair{"First name", "Last name", false}, Pair{"Customer ID", "Order ID", false},
        Pair{"Order date", "Date", false}, Pair{"Customer number", "Contact number", false},
        Pair{"Phone", "Home phone", false}, Pair{"Phone", "Phone 2", false}, Pair{"City", "Country", false},
        Pair{"Cost", "Amount", false}, Pair{"Order cost", "Order amount", true},
        Pair{"Primary address city", "City", true}, Pair{"Shipping city", "City", false},
        Pair{"Offener Betrag", "Amount due", true}, Pair{"Contact person", "Name", true}));

TEST(MeaningOfHeadings, isNotGuessedWhereOneWordIsUnknown)
{
    for (const char *heading : {"Callback phone", "Capacity", "EMI Amount", "", "Kundenzufriedenheit", "var1"})
        EXPECT_EQ(meaningOf(QString::fromUtf8(heading)), 0U) << heading;
    EXPECT_EQ(meaningOf(QString(5000, u'a')), 0U);
    EXPECT_EQ(meaningOf(QStringLiteral("no ").repeated(5000)), 0U);
}

TEST(Nearness, isNothingBetweenDifferentThings)
{
    const auto near = [](const char *a, const char *b) {
        return nearness(meaningOf(QString::fromUtf8(a)), meaningOf(QString::fromUtf8(b)));
    };
    EXPECT_EQ(near("Phone", "Fax"), 0);
    EXPECT_EQ(near("Phone", "Phone type"), 0);
    EXPECT_EQ(near("Phone", "Email"), 0);
    EXPECT_EQ(near("First name", "Last name"), 0);
    EXPECT_GT(near("Phone", "Home phone"), 0.6);
    EXPECT_GT(near("Date", "Order date"), 0.6);
    EXPECT_GT(near("Name", "Customer"), 0.6);
}

} // namespace
} // namespace callsheet::match
