#include "core/check/repair.h"

#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <QJsonArray>

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using match::VariableType;
using test::phoneVariable;
using test::variable;

struct Case {
    Repair repair;
    const char *country;
    const char *cell;
    const char *mended; // null: left as it is
};
void PrintTo(const Case &c, std::ostream *out)
{
    *out << describe(c.repair).toStdString() << ": " << c.cell;
}

class RepairOfACell : public ::testing::TestWithParam<Case> { };

TEST_P(RepairOfACell, mendsWhatIsCertainAndLeavesTheRest)
{
    const Case &c = GetParam();
    const auto mended = repaired(c.repair, c.cell, QString::fromLatin1(c.country));
    EXPECT_EQ(mended.value_or("(left)"), c.mended ? c.mended : "(left)");
    if (mended)
        EXPECT_FALSE(
            repaired(c.repair, *mended, QString::fromLatin1(c.country)) && c.repair.kind != RepairKind::Replace)
            << "a second time changes nothing";
}

const Repair plus{RepairKind::PlusInFront, {}, {}, 0};
const Repair zero{RepairKind::ZeroInFront, {}, {}, 0};
const Repair pad{RepairKind::PadWithZeros, {}, {}, 5};
const Repair cut{RepairKind::CutFloatTail, {}, {}, 0};
const Repair date{RepairKind::SerialToDate, {}, {}, 0};
const Repair first{RepairKind::FirstNumber, {}, {}, 0};
const Repair controls{RepairKind::WithoutControlCharacters, {}, {}, 0};
const Repair plain{RepairKind::PlainNumber, {}, {}, 0};

INSTANTIATE_TEST_SUITE_P(Phones, RepairOfACell,
    ::testing::Values(Case{plus, "US", "442079460001", "+442079460001"}, Case{plus, "US", "2125550123", nullptr},
        Case{plus, "US", "+442079460001", nullptr}, Case{plus, "US", "4.42079E+11", nullptr},
        Case{plus, "US", "12", nullptr}, Case{zero, "IT", "669820000", "0669820000"},
        Case{zero, "IT", "0669820000", nullptr}, Case{zero, "IT", "6.6982E+8", nullptr},
        Case{zero, "IT", "n/a", nullptr},
        Case{zero, "GB", "079112345678", nullptr}, // a digit too many here, and with 00 in front somebody in Russia
        Case{first, "GB", "01134 960101; 01134 960102", "01134 960101"},
        Case{first, "GB", "020 7946 0001 / 020 7946 0002", "020 7946 0001"}, Case{first, "GB", "01134 960101", nullptr},
        Case{first, "GB", "n/a; 01134 960101", nullptr}));
INSTANTIATE_TEST_SUITE_P(Values, RepairOfACell,
    ::testing::Values(Case{pad, "", "1234", "01234"}, Case{pad, "", "123", "00123"}, Case{pad, "", "12345", nullptr},
        Case{pad, "", "1.23E+3", nullptr}, Case{pad, "", "", nullptr}, Case{cut, "", "1234.0", "1234"},
        Case{cut, "", "1234.00", "1234"}, Case{cut, "", "1234.5", nullptr}, Case{cut, "", "v1.0", nullptr},
        Case{cut, "", "1234", nullptr}, Case{date, "", "45231", "2023-11-01"}, Case{date, "", "45231.0", "2023-11-01"},
        Case{date, "", "12345", nullptr}, Case{date, "", "2023-11-01", nullptr}, Case{date, "", "4523", nullptr},
        Case{controls, "",
            "A\x1b"
            "da\x07",
            "Ada"},
        Case{controls, "", "Ada\tB", nullptr}, Case{plain, "", "€ 1,234.50", "1234.50"},
        Case{plain, "", "1.234,50", "1234.50"}, Case{plain, "", "12,5", "12.5"}, Case{plain, "", "1,234", nullptr},
        Case{plain, "", "1,234,567", "1234567"}, Case{plain, "", "about 5", nullptr}, Case{plain, "", "12.5", nullptr},
        Case{Repair{RepairKind::FillBlank, {}, u"Customer"_s, 0}, "", " ", "Customer"},
        Case{Repair{RepairKind::FillBlank, {}, u"Customer"_s, 0}, "", "Ada", nullptr},
        Case{Repair{RepairKind::FillBlank, {}, {}, 0}, "", "", nullptr},
        Case{Repair{RepairKind::Replace, u"St."_s, u"Street"_s, 0}, "", "High St. St.", "High Street Street"},
        Case{Repair{RepairKind::Replace, u"x"_s, u"xx"_s, 0}, "", "axb", "axxb"},
        Case{Repair{RepairKind::Replace, {}, u"y"_s, 0}, "", "axb", nullptr}));

//! Italian numbers of which two have lost their 0, and one that nothing can mend.
CheckInput italians()
{
    CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s, VariableType::Text, true)},
        {{"0669820001", "Ada"}, {"669820002", "Ben"}, {"669820003", "Cem"}, {"6.6982E+8", "Dee"}, {"0669820004", ""}});
    input.settings.defaultCountry = u"IT"_s;
    return input;
}

TEST(RepairStep, mendsExactlyTheRowsOfItsProblemAndSaysWhatItComesTo)
{
    const CheckInput input = italians();
    const auto report = *checkRows(input, nullptr, {});
    ASSERT_EQ(report->counts.ready, 1U);
    const RepairStep step{zero, match::phoneNumberKey, report->problems[0].code};
    const auto effect = tryRepair(input, input.table, *report, step, {});
    ASSERT_EQ(test::errorOf(effect), "");
    EXPECT_EQ(effect->plan.rows, (std::vector<sheet::RowIndex>{1, 2}));
    EXPECT_EQ(effect->madeReady, 2U);
    ASSERT_EQ(effect->plan.first.size(), 2U);
    EXPECT_EQ(effect->plan.first[0].before, "669820002");
    EXPECT_EQ(effect->plan.first[0].after, "0669820002");
    EXPECT_TRUE(input.edits.isEmpty()) << "nothing is done yet";
}

//! The plan made row by row, as a person would.
RepairPlan planOneByOne(const CheckInput &input, const sheet::Table &source, const RepairStep &step, int column)
{
    RepairPlan plan;
    plan.edits = input.edits;
    for (sheet::RowIndex row = 0; row < input.table->rowCount(); ++row) {
        const auto mended = repaired(step.repair, input.table->text(row, column).toStdString(), {});
        if (!mended)
            continue;
        plan.rows.push_back(row);
        changeCell(source, row, column, *mended, plan.edits);
    }
    return plan;
}

TEST(RepairStep, isTheSameOverManyRowsAsOneByOne)
{
    constexpr sheet::RowIndex rows = 10'000;
    std::vector<test::MemoryTable::Row> people;
    for (sheet::RowIndex row = 0; row < rows; ++row)
        people.push_back({"", row % 3 == 0 ? "St. Ives" : row % 3 == 1 ? "Street End" : "Oslo"});
    CheckInput input = test::checkInput({phoneVariable(), variable(u"city"_s)}, people);
    const auto source = input.table;
    for (sheet::RowIndex row = 0; row < rows; row += 7) {
        changeCell(*source, row, 1, "St. End", input.edits); // in some rows it becomes what the sheet holds again
        input.edits.setMark(row + 1, RowMark::SendAnyway, true);
    }
    input.table = withEdits(source, input.edits);
    const auto report = *checkRows(input, nullptr, {});
    const RepairStep step{{RepairKind::Replace, u"St."_s, u"Street"_s, 0}, u"city"_s, {}};
    const RepairPlan plan = planRepair(input, *source, *report, step);
    const RepairPlan expected = planOneByOne(input, *source, step, 1);
    EXPECT_EQ(plan.rows, expected.rows);
    EXPECT_TRUE(plan.edits == expected.edits);
    EXPECT_FALSE(plan.edits == input.edits);
    ASSERT_FALSE(plan.first.empty());
    EXPECT_EQ(plan.first[0].row, 0U);
    EXPECT_EQ(plan.first[0].before, "St. End");
    EXPECT_EQ(plan.first[0].after, "Street End");
    EXPECT_EQ(*plan.edits.cell(3, 1), "Street Ives");
    EXPECT_EQ(plan.edits.cell(7, 1), nullptr) << "as in the sheet again";
}

TEST(RepairStep, thatWritesWhatTheSheetHoldsIsNoEdit)
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"city"_s)}, {{"", " "}, {"", ""}});
    const RepairStep step{{RepairKind::FillBlank, {}, u" "_s, 0}, u"city"_s, {}};
    const RepairPlan plan = planRepair(input, *input.table, *checkRows(input, nullptr, {}).value(), step);
    EXPECT_EQ(plan.edits.cell(0, 1), nullptr);
    EXPECT_NE(plan.edits.cell(1, 1), nullptr);
}

TEST(RepairStep, saysWhenItWouldStopRowsThatAreSentNow)
{
    const CheckInput input = italians();
    const auto report = *checkRows(input, nullptr, {});
    const RepairStep step{{RepairKind::Replace, u"0669"_s, u"?"_s, 0}, match::phoneNumberKey, {}};
    const auto effect = tryRepair(input, input.table, *report, step, {});
    ASSERT_EQ(test::errorOf(effect), "");
    EXPECT_EQ(effect->noLongerSent, 1U);
    EXPECT_EQ(effect->madeReady, 0U);
}

TEST(Recipe, isReplayedAndTellsOfWhatIsNewOnly)
{
    const CheckInput input = italians();
    const auto report = *checkRows(input, nullptr, {});
    Recipe recipe;
    recipe.steps = {{zero, match::phoneNumberKey, report->problems[0].code},
        {Repair{RepairKind::FillBlank, {}, u"Customer"_s, 0}, u"name"_s, ProblemCode::BlankRequired},
        {Repair{RepairKind::Replace, u"nothing like it"_s, {}, 0}, u"name"_s, std::nullopt}};
    const auto again = replay(recipe, input, input.table, report, {});
    ASSERT_EQ(test::errorOf(again), "");
    EXPECT_EQ(again->stepsThatChange(), 2);
    ASSERT_EQ(again->steps.size(), 3U);
    EXPECT_EQ(again->steps[2].rows, 0U);
    EXPECT_TRUE(again->steps[2].fits) << "there is a column, and nothing to do in it";
    EXPECT_EQ(again->rows, 3U);
    EXPECT_EQ(again->report->counts.ready, 4U);
    EXPECT_TRUE(again->newProblems.empty()) << "nobody knows which there were";
    recipe.knownProblems = std::vector<ProblemCode>();
    EXPECT_EQ(replay(recipe, input, input.table, report, {})->newProblems,
        std::vector<ProblemCode>{ProblemCode::PhoneDigitsLost});
    recipe.knownProblems = {{ProblemCode::PhoneDigitsLost}};
    EXPECT_TRUE(replay(recipe, input, input.table, report, {})->newProblems.empty());
}

TEST(Recipe, isTheSameAfterItWasWrittenDown)
{
    Recipe recipe;
    recipe.steps = {{zero, u"phoneNumber"_s, ProblemCode::PhoneTooShort}, {pad, u"zip"_s, std::nullopt},
        {Repair{RepairKind::Replace, u"a"_s, u"b"_s, 0}, u"name"_s, std::nullopt}};
    recipe.knownProblems = {{ProblemCode::Duplicate, ProblemCode::AlreadyQueued}};
    int unknown = -1;
    EXPECT_EQ(recipeFromJson(toJson(recipe), &unknown), recipe);
    EXPECT_EQ(unknown, 0);
    recipe.knownProblems.reset();
    EXPECT_EQ(recipeFromJson(toJson(recipe), &unknown), recipe);
}

// Next week's sheet has its columns in another order and one of them under another heading: the steps follow the
// variable.
TEST(Recipe, followsItsVariablesToOtherColumns)
{
    CheckInput input = italians();
    const auto table = std::make_shared<test::MemoryTable>(QStringList{u"Cognome"_s, u"Cellulare"_s},
        std::vector<std::vector<std::string>>{{"Rossi", "0669820001"}, {"", "669820002"}});
    input.table = table;
    input.mapping.assignments[0].column = 1;
    input.mapping.assignments[1].column = 0;
    const auto report = *checkRows(input, nullptr, {});
    const Recipe recipe{{{zero, match::phoneNumberKey, ProblemCode::PhoneTooShort},
                            {Repair{RepairKind::FillBlank, {}, u"Cliente"_s, 0}, u"name"_s, ProblemCode::BlankRequired},
                            {pad, u"zip"_s, std::nullopt}},
        std::nullopt};
    const auto again = replay(recipe, input, table, report, {});
    ASSERT_EQ(test::errorOf(again), "");
    ASSERT_NE(again->edits.cell(1, 0), nullptr);
    EXPECT_EQ(*again->edits.cell(1, 0), "Cliente");
    EXPECT_FALSE(again->steps[2].fits) << "there is no variable “zip” any more";
    EXPECT_EQ(again->steps[2].rows, 0U);
}

TEST(Recipe, keepsWhatWasNotDoneAgainAndWhatIsNew)
{
    const RepairStep old{zero, match::phoneNumberKey, ProblemCode::PhoneTooShort};
    const RepairStep fill{Repair{RepairKind::FillBlank, {}, u"Customer"_s, 0}, u"name"_s, ProblemCode::BlankRequired};
    const Recipe waiting{{old, fill}, {{ProblemCode::Duplicate}}};
    EXPECT_EQ(recipeToKeep(waiting, {}, nullptr), waiting) << "a template saved again unlooked-at stays whole";
    const Recipe both = recipeToKeep(waiting, {fill}, nullptr);
    EXPECT_EQ(both.steps, (std::vector<RepairStep>{old, fill})) << "done by hand meanwhile: it stands there once";
    const CheckInput input = italians();
    const Recipe checked = recipeToKeep({}, {old}, &**checkRows(input, nullptr, {}));
    ASSERT_TRUE(checked.knownProblems.has_value());
    EXPECT_EQ(std::count(checked.knownProblems->begin(), checked.knownProblems->end(), ProblemCode::BlankRequired), 1);
}

TEST(Recipe, leavesOutStepsThatThisVersionDoesNotKnow)
{
    QJsonObject json = toJson({{{zero, u"phoneNumber"_s, ProblemCode::PhoneTooShort}}, {}});
    QJsonArray steps = json["steps"_L1].toArray();
    steps.append(QJsonObject{{"repair"_L1, "turnAround"_L1}, {"variable"_L1, "name"_L1}});
    steps.append(QJsonObject{{"repair"_L1, "replace"_L1}, {"variable"_L1, "name"_L1}, {"where"_L1, "onTheMoon"_L1}});
    json["steps"_L1] = steps;
    int unknown = 0;
    EXPECT_EQ(recipeFromJson(json, &unknown).steps.size(), 1U);
    EXPECT_EQ(unknown, 2) << "a step without its condition would change more than it was made for";
}

} // namespace
} // namespace callsheet::check
