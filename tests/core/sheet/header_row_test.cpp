#include "core/sheet/header_row.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

struct HeaderCase {
    const char *name;
    std::vector<SampleRow> rows;
    int headerRow;
    int headerRows = 1;
};
void PrintTo(const HeaderCase &c, std::ostream *out)
{
    *out << c.name;
}

class HeaderRow : public testing::TestWithParam<HeaderCase> { };

TEST_P(HeaderRow, isFound)
{
    const HeaderChoice choice = findHeaderRow(GetParam().rows);
    EXPECT_EQ(choice.row, GetParam().headerRow);
    EXPECT_EQ(choice.rows, GetParam().headerRows);
    EXPECT_TRUE(choice.why.endsWith(u'.'));
}

const SampleRow contact{9, {u"Zoë"_s, u"+44 7911 123456"_s, u"Łódź"_s, u"high"_s}};

const SampleRow wide{9, {u"Zoë"_s, u"+44 7911 123456"_s, u"Łódź"_s, u"90001"_s, u"high"_s, u"+44 7911 123457"_s}};

INSTANTIATE_TEST_SUITE_P(Cases, HeaderRow,
    testing::Values(HeaderCase{"first row", {{1, {u"name"_s, u"phone"_s, u"city"_s, u"prio"_s}}, contact}, 1},
        HeaderCase{"a name is missing at its end, above somebody without a number",
            {{1, {u"name"_s, u"phone"_s, {}, {}}}, {2, {u"Ann"_s, u"Doe"_s, u"Berlin"_s, u"low"_s}}, contact, contact,
                contact},
            1},
        HeaderCase{"blank rows above", {{4, {u"name"_s, u"phone"_s, u"city"_s, u"prio"_s}}, contact}, 4},
        HeaderCase{"title above",
            {{1, {u"Campaign March"_s}}, {3, {u"name"_s, u"phone"_s, u"city"_s, u"prio"_s}}, contact, contact}, 3},
        HeaderCase{"title padded with empty cells",
            {{1, {u"Campaign March"_s, {}, {}, {}}}, {2, {u"name"_s, u"phone"_s, u"city"_s, u"prio"_s}}, contact,
                contact},
            2},
        HeaderCase{"one heading missing", {{1, {u"name"_s, u"phone"_s, u""_s, u"prio"_s}}, contact}, 1},
        HeaderCase{"sparse rows below",
            {{1, {u"name"_s, u"phone"_s, u"city"_s, u"prio"_s}}, {2, {u"Ann"_s}}, {3, {u"Bob"_s}}}, 1},
        HeaderCase{"one column", {{1, {u"phone"_s}}, {2, {u"+447911123456"_s}}}, 1},
        HeaderCase{"two columns, one without a name", {{1, {u"phone"_s, u""_s}}, {2, {u"1"_s, u"Ann"_s}}}, 1},
        HeaderCase{"no header: a phone number", {contact, contact}, 0},
        HeaderCase{
            "no header: an e-mail address", {{1, {u"Ann"_s, u"ann@example.org"_s}}, {2, {u"Bob"_s, u"b@x.org"_s}}}, 0},
        HeaderCase{"no header: only the number of the first contact is known, and none of the second",
            {{1, {u"+44 7911 123456"_s, {}, {}, {}}}, {2, {{}, u"Zoë"_s, u"Łódź"_s, u"high"_s}},
                {3, {u"+44 7911 123457"_s, u"Ann"_s, u"York"_s, u"low"_s}},
                {4, {u"+44 7911 123458"_s, u"Bob"_s, u"York"_s, u"low"_s}}},
            0},
        HeaderCase{"a date as the title",
            {{1, {u"2024-01-15"_s}}, {2, {u"name"_s, u"phone"_s, u"city"_s, u"prio"_s}}, contact, contact}, 2},
        HeaderCase{"groups above the columns",
            {{1, {u"Person"_s, {}, u"Home"_s, {}}}, {2, {u"name"_s, u"phone"_s, u"city"_s, u"prio"_s}}, contact}, 1, 2},
        HeaderCase{"few groups above columns of one name",
            {{1, {{}, u"Home"_s, {}, {}, {}, u"Work"_s}},
                {2, {u"name"_s, u"phone"_s, u"city"_s, u"zip"_s, u"prio"_s, u"phone"_s}}, wide, wide},
            1, 2},
        HeaderCase{"a contact without a phone is no second header row",
            {{1, {u"name"_s, u"phone"_s, {}, {}}}, {2, {u"Zoë"_s, u"n/a"_s, u"Łódź"_s, u"high"_s}}, contact, contact},
            1},
        HeaderCase{"a contact without any value is no second header row",
            {{1, {u"name"_s, u"phone"_s, {}, {}}}, {2, {u"Zoë"_s, {}, u"Łódź"_s, u"high"_s}}, contact, contact}, 1},
        HeaderCase{"a year is no phone number", {{1, {u"name"_s, u"2024"_s}}, {2, {u"Ann"_s, u"5"_s}}}, 1}));

class FirstContact : public testing::TestWithParam<const char *> { };

TEST_P(FirstContact, isNoHeaderHoweverItsNumberIsWritten)
{
    const QString phone = QString::fromUtf8(GetParam());
    EXPECT_EQ(findHeaderRow({{1, {u"Ann"_s, phone}}, {2, {u"Bob"_s, phone}}}).row, 0);
    EXPECT_EQ(findHeaderRow({{1, {u"name"_s, u"phone"_s}}, {2, {u"Bob"_s, phone}}}).row, 1);
}

INSTANTIATE_TEST_SUITE_P(Cases, FirstContact,
    testing::Values("+44 7911 123456", "'+447911123456", "=\"447911123456\"", "tel:+447911123456", "Tel. 020 7946 0018",
        "+1 555 123 4567 ext. 12", "+1 555 123 4567 x12", "+44–20–7946‑0018",
        "+33\u202F1\u202F23\u202F45\u202F67\u202F89", "\u202A+447911123456\u202C", "020 7946 0018; 020 7946 0019",
        "4.47911E+11", "(020) 7946/0018", " ann@example.org "));

class NumberedHeading : public testing::TestWithParam<const char *> { };

TEST_P(NumberedHeading, isNoPhoneNumber)
{
    EXPECT_EQ(findHeaderRow({{1, {u"name"_s, QString::fromUtf8(GetParam())}}, {2, {u"Ann"_s, u"5"_s}}}).row, 1);
}

INSTANTIATE_TEST_SUITE_P(Cases, NumberedHeading,
    testing::Values(
        "2024-01", "Q1 2024", "Phone 1", "Call of 2024-01-15", "sum 1,000,000", "2024-01-15 10:30", "1e", "tel"));

TEST(ColumnNames, comeFromTheLetterWhereTheHeadingIsBlank)
{
    EXPECT_EQ(columnNames({u"name"_s, u"  "_s, u"city "_s}, 4),
        QStringList({u"name"_s, u"Column B"_s, u"city "_s, u"Column D"_s}));
}

TEST(Headings, ofSeveralRowsAreJoined)
{
    EXPECT_EQ(joinedHeadings({{u"Home"_s, {}, u"Work"_s}, {u"Phone"_s, u"City"_s, u"Phone"_s, u"Fax"_s}}),
        QStringList({u"Home Phone"_s, u"Home City"_s, u"Work Phone"_s, u"Work Fax"_s}));
    EXPECT_EQ(joinedHeadings({{u"name"_s, {}}, {u"name"_s, u"phone"_s}}), QStringList({u"name"_s, u"name phone"_s}));
    EXPECT_EQ(joinedHeadings({{u" name "_s, {}, u"x"_s}}), QStringList({u" name "_s, {}, u"x"_s}));
    EXPECT_EQ(joinedHeadings({}), QStringList());
}

} // namespace
} // namespace callsheet::sheet
