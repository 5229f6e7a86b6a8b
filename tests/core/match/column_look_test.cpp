#include "core/match/column_look.h"

#include "tests/core/check/memory_table.h"

#include <gtest/gtest.h>

namespace callsheet::match {
namespace {

struct Value {
    const char *text;
    ValueShape shape;
};

void PrintTo(const Value &value, std::ostream *out)
{
    *out << value.text;
}

class ShapeOfValue : public ::testing::TestWithParam<Value> { };

TEST_P(ShapeOfValue, isSeenAtAGlance)
{
    EXPECT_EQ(shapeOf(GetParam().text), GetParam().shape);
}

INSTANTIATE_TEST_SUITE_P(Values, ShapeOfValue,
    ::testing::Values(Value{"+44 20 7946 0001", ValueShape::Phone}, Value{"(212) 555-0101", ValueShape::Phone},
        Value{"0711/123456", ValueShape::Phone}, Value{"'09876543210", ValueShape::Phone},
        Value{"9876543210", ValueShape::Phone}, Value{"1234", ValueShape::Other}, Value{"12.50", ValueShape::Other},
        Value{"ann@example.com", ValueShape::Email}, Value{"@handle", ValueShape::Other},
        Value{"a@b@c.de", ValueShape::Other}, Value{"2024-05-03", ValueShape::Date}, Value{"3.5.24", ValueShape::Date},
        Value{"05/03/2024 14:30", ValueShape::Date}, Value{"1.2.3", ValueShape::Other},
        Value{"12345-12-2024", ValueShape::Phone}, Value{"Europe/London", ValueShape::TimeZone},
        Value{"UTC", ValueShape::TimeZone}, Value{"and/or", ValueShape::Other}, Value{"Yes", ValueShape::Boolean},
        Value{"NEIN", ValueShape::Boolean}, Value{"1", ValueShape::Other}, Value{"", ValueShape::Other},
        Value{"  ", ValueShape::Other}, Value{"\xff\xfe", ValueShape::Other}, Value{"+", ValueShape::Other},
        Value{"-", ValueShape::Other}));

struct Dates {
    const char *name;
    std::vector<std::string> cells;
    DateOrder order;
};

class OrderOfDates : public ::testing::TestWithParam<Dates> { };

TEST_P(OrderOfDates, isToldByTheDatesThatShowIt)
{
    std::vector<test::MemoryTable::Row> rows;
    for (const std::string &cell : GetParam().cells)
        rows.push_back({cell});
    const test::MemoryTable table({QStringLiteral("Due")}, rows);
    EXPECT_EQ(lookAtColumns(table)[0].dateOrder(), GetParam().order);
}

INSTANTIATE_TEST_SUITE_P(Columns, OrderOfDates,
    ::testing::Values(Dates{"days", {"03/04/2024", "31/12/2024"}, DateOrder::DayFirst},
        Dates{"months", {"03/04/2024", "12/31/2024 10:00"}, DateOrder::MonthFirst},
        Dates{"years", {"2024-12-31", "2024-01-02T10:00"}, DateOrder::YearFirst},
        Dates{"points", {"3.4.24"}, DateOrder::DayFirst}, Dates{"either", {"03/04/2024"}, DateOrder::Unknown},
        Dates{"both", {"31/12/2024", "12/31/2024"}, DateOrder::Unknown},
        Dates{"neither", {"31/31/2024"}, DateOrder::Unknown}, Dates{"noDates", {"", "Gold"}, DateOrder::Unknown}),
    [](const auto &info) { return std::string(info.param.name); });

} // namespace
} // namespace callsheet::match
