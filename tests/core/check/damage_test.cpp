#include "core/check/damage.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using match::VariableType;
using test::phoneVariable;
using test::variable;

struct Column {
    const char *name;
    VariableType type = VariableType::Text;
    const char *country = "GB";
    std::vector<std::string> cells;
    std::string expected; // "kind count repaired", a group a line
};
void PrintTo(const Column &column, std::ostream *out)
{
    *out << column.name;
}

std::string printed(const std::vector<DamageGroup> &groups)
{
    const char *names[] = {"lostZero", "missingPlus", "exponent", "dateIfied", "daySerial", "floatTail"};
    std::string text;
    for (const DamageGroup &group : groups) {
        text += text.empty() ? "" : "\n";
        text += names[static_cast<int>(group.kind)] + std::string(" ") + std::to_string(group.rows.size()) + " "
            + (group.repair ? group.samples[0].before + ">" + group.samples[0].after : "-");
    }
    return text;
}

class DamageOfAColumn : public ::testing::TestWithParam<Column> { };

TEST_P(DamageOfAColumn, isToldByTheOtherCells)
{
    const Column &column = GetParam();
    std::vector<test::MemoryTable::Row> rows;
    for (const std::string &cell : column.cells)
        rows.push_back({cell});
    const bool isPhone = column.type == VariableType::Phone;
    CheckInput input = test::checkInput({isPhone ? phoneVariable() : variable(u"value"_s, column.type)}, rows);
    input.settings.defaultCountry = QString::fromLatin1(column.country);
    const auto report = *checkRows(input, nullptr, {});
    const auto groups = findDamage(input, *report, {});
    ASSERT_EQ(test::errorOf(groups), "");
    EXPECT_EQ(printed(*groups), column.expected);
    for (const DamageGroup &group : *groups) {
        EXPECT_FALSE(damageTitle(group, input).isEmpty());
        EXPECT_FALSE(damageEvidence(group).isEmpty());
        if (!group.repair)
            continue;
        const RepairPlan plan = planRepair(input, *input.table, *report, *group.repair);
        EXPECT_EQ(plan.rows, group.rows) << "the repair mends what was counted, and nothing else";
    }
}

INSTANTIATE_TEST_SUITE_P(Codes, DamageOfAColumn,
    ::testing::Values(Column{"zerosLost", VariableType::Text, "GB", {"01234", "12345", "54321", "90210", "1234", "501"},
                          "lostZero 2 1234>01234"},
        Column{"ownLengths", VariableType::Text, "GB", {"12345", "12345", "1234", "123", "99999"}, ""},
        Column{"noneBeginsWithZero", VariableType::Text, "GB", {"12345", "23456", "34567", "1234"}, ""},
        Column{"shortOnesWithZero", VariableType::Text, "GB", {"01234", "12345", "54321", "0234"}, ""},
        Column{"longestCodes", VariableType::Text, "GB",
            {"01234567890123456789", "11234567890123456789", "21234567890123456789", "1234567890123456789"},
            "lostZero 1 1234567890123456789>01234567890123456789"},
        Column{"words", VariableType::Text, "GB", {"Ada", "Ben", "Cem", "0", "12345"}, ""},
        Column{"floatTails", VariableType::Text, "GB", {"1001.0", "1002.0", "1003", ""}, "floatTail 2 1001.0>1001"},
        Column{"versions", VariableType::Text, "GB", {"1.0", "1.1", "2.5", "beta"}, ""},
        Column{"exponents", VariableType::Text, "GB", {"4.47911E+11", "447911123456"}, "exponent 1 -"},
        Column{"productCodes", VariableType::Text, "GB", {"12E5", "13E5"}, ""},
        Column{"dates", VariableType::Text, "GB", {"3-15", "4-40", "10/50", "7-90", "3-May"}, "dateIfied 1 -"},
        Column{"onlyDates", VariableType::Text, "GB", {"2024-05-03", "2024-05-04", "3-May"}, ""},
        Column{
            "daySerials", VariableType::Date, "GB", {"45231", "2024-05-04", "soon"}, "daySerial 1 45231>2023-11-01"}),
    [](const auto &param) { return std::string(param.param.name); });
INSTANTIATE_TEST_SUITE_P(Phones, DamageOfAColumn,
    ::testing::Values(Column{"italianZeros", VariableType::Phone, "IT", {"0669820001", "669820002", "3471234567"},
                          "lostZero 1 669820002>0669820002"},
        Column{"plusIsMissing", VariableType::Phone, "US", {"2125550123", "442079460001", "442079460002"},
            "missingPlus 2 442079460001>+442079460001"},
        Column{"sound", VariableType::Phone, "GB", {"7911123456", "07911123457", "447911123458"}, ""},
        Column{"digitsAreGone", VariableType::Phone, "GB", {"4.47911E+11", "07911123457"}, "exponent 1 -"},
        Column{"becameADate", VariableType::Phone, "GB", {"1905-06-04", "07911123457"}, "dateIfied 1 -"},
        Column{"noise", VariableType::Phone, "GB", {"n/a", "12", ""}, ""}),
    [](const auto &param) { return std::string(param.param.name); });

TEST(Damage, namesTheCellsByTheirAddresses)
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"zip"_s)}, {{"1", "2"}});
    EXPECT_EQ(cellAddress(*input.table, 0, 1), u"B2"_s);
}

TEST(Damage, stopsWhenItIsToldTo)
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"zip"_s)}, {{"1", "2"}});
    std::stop_source source;
    source.request_stop();
    const auto report = *checkRows(input, nullptr, {});
    EXPECT_FALSE(findDamage(input, *report, source.get_token()));
}

} // namespace
} // namespace callsheet::check
