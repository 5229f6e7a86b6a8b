#include "core/sheet/workbook.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::sheet {
namespace {

TEST(ResolvePart, followsRelativeAndAbsoluteTargets)
{
    EXPECT_EQ(resolvePart("xl/workbook.xml", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    EXPECT_EQ(resolvePart("xl/workbook.xml", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    EXPECT_EQ(resolvePart("xl/workbook.xml", "../data/./sheet1.xml"), "data/sheet1.xml");
    EXPECT_EQ(resolvePart("xl/workbook.xml", "../../../etc/passwd"), "etc/passwd");
    EXPECT_EQ(resolvePart("", "xl/workbook.xml"), "xl/workbook.xml");
    EXPECT_EQ(resolvePart("xl/workbook.xml", ""), "xl");
}

TEST(ParseReference, givesRowAndColumnFromZero)
{
    CellReference reference;
    ASSERT_TRUE(parseReference("A1", reference));
    EXPECT_EQ(reference.row, 0);
    EXPECT_EQ(reference.column, 0);
    ASSERT_TRUE(parseReference("XFD1048576", reference));
    EXPECT_EQ(reference.row, 1'048'575);
    EXPECT_EQ(reference.column, 16'383);
    for (const char *wrong : {"", "A0", "A-1", "A1B", "é1", "AAAAAAAAA1", "A99999999999999999999"})
        EXPECT_FALSE(parseReference(wrong, reference)) << wrong;
}

} // namespace
} // namespace callsheet::sheet
