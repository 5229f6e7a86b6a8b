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
