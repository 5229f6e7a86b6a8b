#include "core/sheet/csv_dialect.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

struct DialectCase {
    const char *name;
    std::string text;
    char separator;
    std::size_t start = 0;
};
void PrintTo(const DialectCase &c, std::ostream *out)
{
    *out << c.name;
}

std::string repeated(const std::string &header, const std::string &row, int rows)
{
    std::string text = header;
    for (int i = 0; i < rows; ++i)
        text += row;
    return text;
}

class Dialect : public testing::TestWithParam<DialectCase> { };

TEST_P(Dialect, isFoundByLookingAtTheText)
{
    const CsvDialect dialect = findDialect(GetParam().text, {});
    EXPECT_EQ(dialect.marks.separator, GetParam().separator);
    EXPECT_EQ(dialect.marks.quote, '"');
    EXPECT_EQ(dialect.start, GetParam().start);
    EXPECT_TRUE(dialect.whySeparator.endsWith(u'.'));
    EXPECT_TRUE(dialect.whyQuote.endsWith(u'.'));
}

INSTANTIATE_TEST_SUITE_P(Cases, Dialect,
    testing::Values(DialectCase{"comma", "name,phone\nAnn,1\n", ','},
        DialectCase{"semicolon", "name;phone\nAnn;1\n", ';'}, DialectCase{"tab", "name\tphone\nAnn\t1\n", '\t'},
        DialectCase{"bar", "name|phone\nAnn|1\n", '|'},
        DialectCase{"decimal commas", repeated("a;b;c\n", "x;1,5;2,5\n", 99), ';'},
        DialectCase{"commas in every address", repeated("name;address\n", "Ann;1 High St, York, Yorks, UK\n", 99), ';'},
        DialectCase{"other separator in quotes only", repeated("a,b\n", "\"x;y;z;w\",\"1;2;3;4\"\n", 50), ','},
        DialectCase{"newlines in quotes", repeated("a;b\n", "\"x\n,y,\nz\";2\n", 50), ';'},
        DialectCase{"title lines", repeated("Contacts, March\n\nname;phone;city\n", "Ann;1;York\n", 30), ';'},
        DialectCase{"some ragged rows", repeated("a,b,c\n", "1,2,3\n", 40) + "1,2\n1,2,3,4\n", ','},
        DialectCase{"one column", "phone\n1\n2\n", ','},
        DialectCase{"one column with a comma now and then", repeated("note\n", "fine\n", 60) + "well, no\n", ';'},
        DialectCase{"carriage returns", "name;phone\rAnn;1\r", ';'},
        DialectCase{"separator line", "sep=|\r\na,b|c,d\r\n1,2|3,4\r\n", '|', 7},
        DialectCase{"separator line in capitals", "SEP=;\na\n", ';', 6}, DialectCase{"empty", "", ','},
        DialectCase{"only quotes", "\"\"\"\n\"", ','}));

TEST(Dialect, chosenByHandIsTaken)
{
    ReadingOptions options;
    options.separator = u"~"_s;
    options.quote = '\'';
    const CsvDialect dialect = findDialect("a,b\n1,2\n", options);
    EXPECT_EQ(dialect.marks, (CsvMarks{'~', '\''}));
}

TEST(BlankRecord, holdsNoTextInAnyCell)
{
    const CsvMarks marks;
    for (const char *blank : {"", ",,,", " , \t,", "\"\",\"\"", "\" \",", "\"\n\""})
        EXPECT_TRUE(isBlankRecord(blank, marks)) << blank;
    for (const char *filled : {"a", ",,x", "\",\"", "\"\"\"\"", "\""})
        EXPECT_FALSE(isBlankRecord(filled, marks)) << filled;
}

} // namespace
} // namespace callsheet::sheet
