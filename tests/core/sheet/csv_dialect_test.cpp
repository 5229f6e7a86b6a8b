#include "core/sheet/csv_dialect.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::sheet {

using namespace Qt::StringLiterals;

namespace {

struct DialectCase {
    const char *name;
    std::string text;
    std::string separator;
    std::size_t start = 0;
    char quote = '"';
    CsvEscape escape = CsvEscape::Doubled;
    CsvLineEnd lineEnd = CsvLineEnd::Any; // for the cutting
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
    EXPECT_EQ(dialect.marks.wholeSeparator(), GetParam().separator);
    EXPECT_EQ(dialect.marks.quote, GetParam().quote);
    EXPECT_EQ(dialect.marks.escape, GetParam().escape);
    EXPECT_EQ(dialect.marks.lineEnd, GetParam().lineEnd);
    EXPECT_EQ(dialect.start, GetParam().start);
    EXPECT_TRUE(dialect.whySeparator.endsWith(u'.'));
    EXPECT_TRUE(dialect.whyQuote.endsWith(u'.'));
    EXPECT_TRUE(dialect.whyEscape.endsWith(u'.'));
}

INSTANTIATE_TEST_SUITE_P(Cases, Dialect,
    testing::Values(DialectCase{"comma", "name,phone\nAnn,1\n", ","},
        DialectCase{"semicolon", "name;phone\nAnn;1\n", ";"}, DialectCase{"tab", "name\tphone\nAnn\t1\n", "\t"},
        DialectCase{"bar", "name|phone\nAnn|1\n", "|"},
        DialectCase{"decimal commas", repeated("a;b;c\n", "x;1,5;2,5\n", 99), ";"},
        DialectCase{"commas in every address", repeated("name;address\n", "Ann;1 High St, York, Yorks, UK\n", 99), ";"},
        DialectCase{"other separator in quotes only", repeated("a,b\n", "\"x;y;z;w\",\"1;2;3;4\"\n", 50), ","},
        DialectCase{"newlines in quotes", repeated("a;b\n", "\"x\n,y,\nz\";2\n", 50), ";"},
        DialectCase{"title lines", repeated("Contacts, March\n\nname;phone;city\n", "Ann;1;York\n", 30), ";"},
        DialectCase{"some ragged rows", repeated("a,b,c\n", "1,2,3\n", 40) + "1,2\n1,2,3,4\n", ","},
        DialectCase{"one column", "phone\n1\n2\n", ","},
        DialectCase{"one column with a comma now and then", repeated("note\n", "fine\n", 60) + "well, no\n", ";"},
        DialectCase{"a comma in every name", "name, first name;phone\nLee, Ann;1\nRay, Bob;2\n", ";"},
        DialectCase{"a comma in every name, then a tab", "Lee, Ann\t1\nRay, Bob\t2\n", "\t"},
        DialectCase{"two numbers in every row", "Ann,1;2\nBob,3;4\n", ","},
        DialectCase{"carriage returns", "name;phone\rAnn;1\r", ";"},
        DialectCase{"separator line", "sep=|\r\na,b|c,d\r\n1,2|3,4\r\n", "|", 7},
        DialectCase{"separator line in capitals", "SEP=;\na\n", ";", 6}, DialectCase{"empty", "", ","},
        DialectCase{"only quotes", "\"\"\"\n\"", ","}));

INSTANTIATE_TEST_SUITE_P(LongSeparators, Dialect,
    testing::Values(DialectCase{"comma and blank", "name, phone, city\nAnn, 1, York\nBob, 2, Leeds\n", ", "},
        DialectCase{"comma and blank, quoted", "\"name\", \"phone\"\n\"Ann, Lee\", \"1\"\n", ", "},
        DialectCase{"comma and blank, amounts", "name, sum, city\nAnn, 1,234, York\nBob, 5, Leeds\n", ", "},
        DialectCase{"a comma without the blank", "name, phone, city\nAnn, 1, York\nBob,2, Leeds\n", ","},
        DialectCase{"blanks below the header only", "name,phone\nAnn, 1\nBob, 2\n", ","},
        DialectCase{"comma and blank, a ragged row",
            "name, phone, note\nAnn, 1, \"hi, all\"\nBob, 2, \"x\ny\"\nCem, 3\n", ", "},
        DialectCase{"two bars", "name||phone||city\nAnn||||York\nBob||2||Leeds\n", "||"},
        DialectCase{"bars of empty cells", "a|b|c\n1||3\n4||6\n", "|"},
        DialectCase{"two colons", "name::phone\nAnn::10:30\nBob::11:45\n", "::"},
        DialectCase{"three characters", "name~|~phone~|~city\nAnn~|~1~|~York\n", "~|~"},
        DialectCase{"a currency before each amount", "Ann,$5\nBob,$6\n", ","},
        DialectCase{"numbers kept as texts", "Ann,=\"0123\"\nBob,=\"0456\"\n", ",="},
        DialectCase{"a column of nothing", "Ann;?;1\nBob;?;2\n", ";"},
        DialectCase{"bar between blanks", "name | phone | city\nAnn | 1 | York\n", " | "},
        DialectCase{"commas of empty columns", "a,,b\n1,,2\n3,,4\n", ","},
        DialectCase{"named by the first line", "sep=||\na||b\n1||2\n", "||", 7},
        DialectCase{"a word is no separator", "sep=ab\nx\n", ","}));

INSTANTIATE_TEST_SUITE_P(RareSeparators, Dialect,
    testing::Values(DialectCase{"caret", "name^phone\nAnn^1\nBob^2\n", "^"},
        DialectCase{"unit separator",
            "name\x1Fphone\nAnn\x1F"
            "1\n",
            "\x1F"},
        DialectCase{"broken bar", "name¦phone\nAnn¦1\n", "¦"},
        DialectCase{"a number sign now and then is none", "note\nflat #1\nflat #2\n", ","},
        DialectCase{"times are not cut", "time\n10:30\n11:45\n", ","}));

INSTANTIATE_TEST_SUITE_P(Quotes, Dialect,
    testing::Values(DialectCase{"apostrophes around cells", "'name','phone'\n'Lee, Ann','1'\n", ",", 0, '\''},
        DialectCase{"apostrophes in names", "name,phone\nO'Neil,1\n'tHooft,2\nBob,3\n", ","},
        DialectCase{"apostrophes before numbers", "name,phone\nAnn,'0123\nBob,'0456\n", ","},
        DialectCase{"both kinds", "name,nick\n\"Ann\",'A'\n\"Bob\",'B'\n", ","}));

INSTANTIATE_TEST_SUITE_P(Escapes, Dialect,
    testing::Values(DialectCase{"doubled", "a,b\n\"x \"\"y\"\" z\",1\n\"p\"\"q\",2\n", ","},
        DialectCase{"backslash", "a,b\n\"x \\\"y, \\\" z\",1\n\"p\",2\n", ",", 0, '"', CsvEscape::Backslash},
        DialectCase{"a backslash at the end of cells", "a,b\n\"C:\\dir\\\",1\n\"D:\\\",2\n", ","},
        DialectCase{"none, in two rows", "a,b\n\"say \"hi\" now\",1\n\"the \"x\" y\",2\n\"z\",3\n", ",", 0, '"',
            CsvEscape::None},
        DialectCase{"one slip is no habit", "a,b\n\"say \"hi\" now\",1\n\"z\",3\n", ","},
        DialectCase{"slips among doubled ones", "a,b\n\"say \"hi\" now\",1\n\"a \"b\" c\",2\n\"z\"\"q\",3\n", ","}));

INSTANTIATE_TEST_SUITE_P(LineEnds, Dialect,
    testing::Values(DialectCase{"mixed, all of them end rows", "a,b\r\n1,2\n3,4\r5,6\r\n", ","},
        DialectCase{"bare line feeds inside of cells", "a,b,c\r\n1,x\ny,2\r\n3,z,4\r\n", ",", 0, '"',
            CsvEscape::Doubled, CsvLineEnd::CrLf},
        DialectCase{"bare returns inside of cells", "a,b,c\n1,x\ry,2\n3,z,4\n", ",", 0, '"', CsvEscape::Doubled,
            CsvLineEnd::Lf},
        DialectCase{"ragged rows of mixed ends", "a,b,c\r\n1,2\n3,4,5\n6,7,8\r\n", ","}));

TEST(Dialect, isFoundWithoutGuessesWhenTheyWereRefuted)
{
    const std::string text = "name, phone\r\nAnn, \"a \"b\" c\"\r\nBob, \"d \"e\" f\"\r\n";
    EXPECT_TRUE(findDialect(text, {}).guessedSeparator);
    EXPECT_TRUE(findDialect(text, {}).guessedEscape);
    const CsvDialect careful = findDialect(text, {}, false);
    EXPECT_EQ(careful.marks, CsvMarks());
    EXPECT_FALSE(careful.guessedSeparator || careful.guessedEscape || careful.guessedLineEnd);
}

TEST(Dialect, chosenByHandIsTaken)
{
    ReadingOptions options;
    options.separator = u"~"_s;
    options.quote = '\'';
    const CsvDialect dialect = findDialect("a,b\n1,2\n", options);
    EXPECT_EQ(dialect.marks, (CsvMarks{'~', '\''}));
    options.separator = u"§|"_s;
    options.escape = CsvEscape::Backslash;
    options.lineEnd = CsvLineEnd::Cr;
    EXPECT_EQ(findDialect("a,b\n1,2\n", options).marks,
        (CsvMarks{'\xC2', '\'', "\xA7|", CsvEscape::Backslash, CsvLineEnd::Cr}));
}

TEST(LineEnds, areOneWhereAllRowsEndAlike)
{
    EXPECT_EQ(onlyLineEnd({true, false, false}), CsvLineEnd::Lf);
    EXPECT_EQ(onlyLineEnd({false, true, false}), CsvLineEnd::CrLf);
    EXPECT_EQ(onlyLineEnd({false, false, true}), CsvLineEnd::Cr);
    EXPECT_EQ(onlyLineEnd({true, true, false}), CsvLineEnd::Any);
    EXPECT_EQ(onlyLineEnd({}), CsvLineEnd::Any);
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
