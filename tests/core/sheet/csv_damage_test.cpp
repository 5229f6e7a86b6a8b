#include "tests/core/sheet/sheet_files.h"

#include <QStringEncoder>

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;
using test::OpenedSheet;

// One row that is damaged, with a comma as the separator and two columns.
struct DamageCase {
    const char *name;
    QByteArray row;
    std::vector<RowDamage> damages;
};
void PrintTo(const DamageCase &c, std::ostream *out)
{
    *out << c.name;
}

class Damage : public testing::TestWithParam<DamageCase> { };

QByteArray contacts(int from, int count)
{
    QByteArray rows;
    for (int i = from; i < from + count; ++i)
        rows += "Name " + QByteArray::number(i) + (i % 3 == 0 ? ",\"+44 7911, " : ",\"+44 7911\n ")
            + QByteArray::number(i) + "\"\n";
    return rows;
}

TEST_P(Damage, staysInItsRow)
{
    ReadingOptions options;
    options.separator = u","_s;
    options.encoding = u"UTF-8"_s;
    const OpenedSheet whole(u"a.csv"_s, "name,phone\n" + contacts(0, 40) + contacts(40, 40), options);
    const OpenedSheet sheet(
        u"a.csv"_s, "name,phone\n" + contacts(0, 40) + GetParam().row + '\n' + contacts(40, 40), options);
    ASSERT_EQ(test::errorOf(whole.result), "");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    std::vector<RowDamage> found;
    for (const DamagedRow &damaged : sheet.table().damagedRows()) {
        EXPECT_EQ(damaged.row, 40U);
        // Above it stand the header and 40 rows, 26 of them of two lines.
        EXPECT_EQ(damaged.line, 68U);
        found.push_back(damaged.damage);
    }
    EXPECT_EQ(found, GetParam().damages);
    ASSERT_EQ(sheet.table().rowCount(), 81U);
    for (RowIndex row = 0; row < 80; ++row) {
        const RowIndex other = row < 40 ? row : row + 1;
        EXPECT_EQ(test::cellsOf(sheet.table(), other), test::cellsOf(whole.table(), row)) << row;
        EXPECT_EQ(sheet.table().sheetRow(other), other + 2);
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Damage,
    testing::Values(DamageCase{"too few cells", "x", {RowDamage::TooFewCells}},
        DamageCase{"too many cells", "x,y,z", {RowDamage::TooManyCells}},
        DamageCase{"a quote in the middle", "a\"b\"c,1", {RowDamage::StrayQuote}},
        DamageCase{"text behind a quote", "\"a\"b,1", {RowDamage::StrayQuote}},
        DamageCase{"a quote that is never closed", "x,\"opened", {RowDamage::UnclosedQuote}},
        DamageCase{"an unclosed quote in the first cell", "\"x,1", {RowDamage::UnclosedQuote}},
        DamageCase{"zero bytes", QByteArray("x\0y,\0", 5), {RowDamage::NulByte}},
        DamageCase{"bytes that are no text", "x\xFF,\xC3", {RowDamage::InvalidText}},
        DamageCase{"an overlong sequence", "\xC0\xAF,1", {RowDamage::InvalidText}},
        DamageCase{"half a character", "\xED\xA0\x80,1", {RowDamage::InvalidText}},
        DamageCase{"text that was lost before", "x\xEF\xBF\xBD,1", {RowDamage::InvalidText}},
        DamageCase{"several at once", QByteArray("a\"b\0\xFF", 5),
            {RowDamage::TooFewCells, RowDamage::StrayQuote, RowDamage::InvalidText, RowDamage::NulByte}}));

TEST(DamagedRow, namesTheLineWhereItsQuoteOpened)
{
    ReadingOptions options;
    options.separator = u","_s;
    const OpenedSheet sheet(u"a.csv"_s, "a,b,c\n\"1\n2\",\"x\r\ny\rz\",\"open\nn,e,x\n", options);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().damagedRows(), (std::vector<DamagedRow>{{0, RowDamage::UnclosedQuote, 5}}));
    EXPECT_EQ(test::linesOf(sheet.table()), QStringList({u"2: 1\n2 | x\r\ny\rz | \"open"_s, u"3: n | e | x"_s}));
    EXPECT_EQ(placeOf(sheet.table().damagedRows()[0], sheet.table()), u"Row 2 (line 5 of the file)"_s);
}

TEST(DamagedRow, isNamedByItsRowAloneWhereTheLineIsTheSame)
{
    const OpenedSheet sheet(u"a.csv"_s, "a,b\n1,2\n3\n4,5\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    ASSERT_EQ(sheet.table().damagedRows(), (std::vector<DamagedRow>{{1, RowDamage::TooFewCells, 3}}));
    EXPECT_EQ(placeOf(sheet.table().damagedRows()[0], sheet.table()), u"Row 3"_s);
    EXPECT_EQ(placeOf({0, RowDamage::TooFewCells}, sheet.table()), u"Row 2"_s);
}

TEST(DamagedRow, countsBlankLinesAndTheSeparatorLine)
{
    const OpenedSheet sheet(u"a.csv"_s, "sep=;\na;b\n\n\n\"x\ny\";1\n2\n3;4\n");
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().damagedRows(), (std::vector<DamagedRow>{{1, RowDamage::TooFewCells, 7}}));
    EXPECT_EQ(sheet.table().sheetRow(1), 6U);
}

TEST(DamagedRow, namesTheByteThatIsNoText)
{
    QByteArray content = "\xEF\xBB\xBFname,city\n";
    for (int i = 0; i < 20; ++i)
        content += "Zoë,Łódź\n";
    const auto first = content.size() + 3;
    content += "Ren\xE9"
               "e,\xE9\nJosé,Málaga\n\"x\n\xFF\",y\n";
    const OpenedSheet sheet(u"a.csv"_s, content);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.table().damagedRows(),
        (std::vector<DamagedRow>{{20, RowDamage::InvalidText, 22, static_cast<std::uint64_t>(first)},
            {22, RowDamage::InvalidText, 24, static_cast<std::uint64_t>(content.indexOf('\xFF'))}}));
}

TEST(DamagedRow, isFoundInEveryLargeFileWhicheverThreadSeesItFirst)
{
    // Longer than what one thread reads alone, with the damage in its last slice.
    QByteArray content = "name,city\n" + QByteArray("\"Zoë\n\",Łódź\n").repeated(700'000);
    const auto at = content.size() + 1;
    content += "x\xFF,y\nlast,row\n";
    const OpenedSheet sheet(u"a.csv"_s, content);
    ASSERT_EQ(test::errorOf(sheet.result), "");
    EXPECT_EQ(sheet.report().encoding, u"UTF-8"_s);
    EXPECT_EQ(sheet.table().damagedRows(),
        (std::vector<DamagedRow>{{700'000, RowDamage::InvalidText, 1'400'002, static_cast<std::uint64_t>(at)}}));
    EXPECT_EQ(sheet.table().text(700'000, 0), u"x\uFFFD"_s);
    EXPECT_EQ(sheet.table().text(700'001, 1), u"row"_s);
}

TEST(DamagedRow, isFoundInTextOfEveryEncoding)
{
    for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE, QStringConverter::Utf32LE}) {
        QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
        const QByteArray content = encoder.encode(u"name,phone\nZoë,1\n\"x\ny\",2\nŁ\uFFFD,3\nshort\nlast,\"5\n"_s);
        const OpenedSheet sheet(u"a.csv"_s, content);
        ASSERT_EQ(test::errorOf(sheet.result), "");
        EXPECT_EQ(sheet.table().damagedRows(),
            (std::vector<DamagedRow>{
                {2, RowDamage::InvalidText, 5}, {3, RowDamage::TooFewCells, 6}, {4, RowDamage::UnclosedQuote, 7}}));
        EXPECT_EQ(sheet.table().text(0, 0), u"Zoë"_s);
    }
}

} // namespace
} // namespace callsheet::sheet
