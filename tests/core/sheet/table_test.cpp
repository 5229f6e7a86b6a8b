#include "core/sheet/sheet_rows.h"
#include "core/sheet/table.h"
#include "tests/core/sheet/sheet_files.h"

namespace callsheet::sheet {
namespace {

using namespace Qt::StringLiterals;

TEST(ColumnLetters, goOnAfterZ)
{
    EXPECT_EQ(columnLetters(0), u"A"_s);
    EXPECT_EQ(columnLetters(25), u"Z"_s);
    EXPECT_EQ(columnLetters(26), u"AA"_s);
    EXPECT_EQ(columnLetters(701), u"ZZ"_s);
    EXPECT_EQ(columnLetters(702), u"AAA"_s);
    EXPECT_EQ(columnLetters(16'383), u"XFD"_s);
}

TEST(RowDamage, hasASentenceEach)
{
    for (int damage = 0; damage <= static_cast<int>(RowDamage::FormulaWithoutValue); ++damage)
        EXPECT_TRUE(describe(static_cast<RowDamage>(damage)).endsWith(u'.')) << damage;
}

TEST(SheetRows, giveTheRowNumberAcrossGaps)
{
    SheetRows rows;
    for (const std::uint32_t row : {2U, 3U, 4U, 7U, 8U, 20U})
        rows.add(row);
    EXPECT_EQ(rows.count(), 6U);
    EXPECT_EQ(rows[0], 2U);
    EXPECT_EQ(rows[2], 4U);
    EXPECT_EQ(rows[3], 7U);
    EXPECT_EQ(rows[4], 8U);
    EXPECT_EQ(rows[5], 20U);
    EXPECT_EQ(rows.leftOut(), 13U);
}

TEST(Table, givesOneCellAsText)
{
    const test::OpenedSheet sheet(u"a.csv"_s, "name,city\nZoë,Łódź\n");
    EXPECT_EQ(sheet.table().text(0, 1), u"Łódź"_s);
    EXPECT_EQ(sheet.table().text(0, 9), QString());
    EXPECT_EQ(sheet.table().text(7, 0), QString());
    EXPECT_EQ(sheet.table().text(0, -1), QString());
}

} // namespace
} // namespace callsheet::sheet
