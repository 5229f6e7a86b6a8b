#include "core/check/edits.h"

#include "core/check/check_rows.h"
#include "tests/core/check/memory_table.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <random>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;
using match::VariableType;
using test::phoneVariable;
using test::variable;
using Rows = std::vector<sheet::RowIndex>;

std::string textOf(const sheet::Table &table, sheet::RowIndex row, int column)
{
    return table.text(row, column).toStdString();
}

TEST(Edits, standBesideATableThatNeverChanges)
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s)}, {{"1", "Ada"}, {"2"}});
    Edits edits;
    changeCell(*input.table, 0, 1, "Anna", edits);
    changeCell(*input.table, 1, 1, "Ben", edits); // a row that ends before this column
    const auto edited = withEdits(input.table, edits);
    EXPECT_EQ(textOf(*edited, 0, 1), "Anna");
    EXPECT_EQ(textOf(*edited, 1, 1), "Ben");
    EXPECT_EQ(textOf(*edited, 1, 0), "2");
    EXPECT_EQ(textOf(*input.table, 0, 1), "Ada") << "the source is kept";
    EXPECT_EQ(edited->sheetRow(1), input.table->sheetRow(1));
}

TEST(Edits, areNoneWhenTheCellIsAsInTheSheetAgain)
{
    const CheckInput input = test::checkInput({phoneVariable(), variable(u"name"_s)}, {{"1", "Ada"}});
    Edits edits;
    changeCell(*input.table, 0, 1, "Anna", edits);
    EXPECT_FALSE(edits.isEmpty());
    changeCell(*input.table, 0, 1, "Ada", edits);
    EXPECT_TRUE(edits.isEmpty());
    EXPECT_EQ(edits, Edits());
    EXPECT_EQ(withEdits(input.table, edits), input.table);
}

TEST(Edits, aMarkCopiesNoneOfTheNewTexts)
{
    Edits before;
    before.setCell(3, 0, "first");
    Edits after = before;
    after.setMark(3, RowMark::Skip, true);
    EXPECT_EQ(before.cell(3, 0), after.cell(3, 0)) << "one and the same text";
    EXPECT_EQ(rowsToCheckAgain(before, after), Rows{3});
    after.setCell(4, 0, "second");
    EXPECT_NE(before.cell(3, 0), after.cell(3, 0)) << "a text copies those around it";
}

TEST(Edits, tellHowMuchThereIsToCompare)
{
    Edits before;
    for (sheet::RowIndex row = 0; row < 10'000; ++row)
        before.setCell(row, 0, "first");
    Edits after = before;
    EXPECT_EQ(entriesToCompare(before, after), 0U);
    after.setMark(5, RowMark::Skip, true);
    EXPECT_EQ(entriesToCompare(before, after), 1U);
    after.setCell(5, 1, "second");
    EXPECT_LT(entriesToCompare(before, after), 5'000U) << "the neighbours of one cell";
    EXPECT_EQ(rowsToCheckAgain(before, after), Rows{5});
    EXPECT_EQ(entriesToCompare(before, {}), 10'000U);
}

TEST(Edits, aCopyStaysAsItWas)
{
    Edits before;
    before.setCell(3, 0, "first");
    before.setMark(5000, RowMark::Skip, true);
    Edits after = before;
    after.setCell(3, 0, "second");
    after.setCell(3, 2, "third");
    after.setMark(5000, RowMark::Skip, false);
    EXPECT_EQ(*before.cell(3, 0), "first");
    EXPECT_EQ(before.cell(3, 2), nullptr);
    EXPECT_TRUE(before.has(5000, RowMark::Skip));
    EXPECT_EQ(*after.cell(3, 0), "second");
    EXPECT_FALSE(after.has(5000, RowMark::Skip));
    EXPECT_EQ(after.cellCount(), 2U);
    EXPECT_EQ(rowsToCheckAgain(before, after), (Rows{3, 5000})) << "who shares its number is called in its place";
}

TEST(Edits, sayWhichRowsTheCheckMaySeeOtherwise)
{
    Edits before;
    before.setCell(1, 0, "a");
    before.setCell(2, 0, "b");
    before.setCell(9000, 1, "c");
    before.setMark(7, RowMark::SendAnyway, true);
    Edits after = before;
    after.resetCell(1, 0);
    after.setCell(2, 1, "d");
    after.setMark(7, RowMark::Skip, true);
    after.setMark(8, RowMark::CallThisOne, true);
    after.setMark(4000, RowMark::SendAnyway, true);
    EXPECT_EQ(rowsToCheckAgain(before, after), (Rows{1, 2, 7, 8, 4000}));
    EXPECT_EQ(rowsToCheckAgain(after, before), (Rows{1, 2, 7, 8, 4000}));
    EXPECT_EQ(rowsToCheckAgain(after, after), Rows());
}

TEST(Edits, aNewTextTakesBackThatItsWarningsDoNotCount)
{
    const CheckInput input = test::checkInput({phoneVariable()}, {{"1"}});
    Edits edits;
    edits.setMark(0, RowMark::SendAnyway, true);
    changeCell(*input.table, 0, 0, "2", edits);
    EXPECT_FALSE(edits.has(0, RowMark::SendAnyway));
}

TEST(Edits, findTheirRowsWhenTheSheetIsReadOtherwise)
{
    // The second reading takes one more row for the header, and the columns have changed places.
    const CheckInput from = test::checkInput(
        {phoneVariable(), variable(u"name"_s)}, {{"0", "x"}, {"1", "Ada"}, {"2", "Ben"}, {"3", "Cem"}});
    const test::MemoryTable to({u"name"_s, u"Phone number"_s}, {{"x", "0"}, {"Ada", "1"}, {"Benjamin", "2"}});
    Edits edits;
    edits.setCell(1, 1, "Anna");
    edits.setCell(2, 1, "Bernd"); // the sheet says something else now
    edits.setCell(3, 1, "Cleo"); // the row is gone
    edits.setMark(1, RowMark::Skip, true);
    std::size_t lost = 0;
    const Edits moved = rebased(edits, *from.table, to, &lost);
    EXPECT_EQ(lost, 2U);
    ASSERT_EQ(moved.cellCount(), 1U);
    EXPECT_EQ(*moved.cell(1, 0), "Anna");
    EXPECT_TRUE(moved.has(1, RowMark::Skip));
}

// ---- what is found again after an edit, beside a check of everything

class Campaign {
public:
    explicit Campaign(CheckInput input)
        : m_source(input.table)
        , m_input(std::move(input))
        , m_report(whole())
    {
    }

    void change(const Edits &next)
    {
        const Rows changed = rowsToCheckAgain(m_input.edits, next);
        m_input.edits = next;
        m_input.table = withEdits(m_source, next);
        const auto again = checkAgain(m_input, *m_report, changed, {});
        ASSERT_EQ(test::errorOf(again), "");
        m_report = *again;
    }
    std::shared_ptr<const Report> whole() const { return *checkRows(m_input, nullptr, {}); }
    const Report &report() const { return *m_report; }
    const CheckInput &input() const { return m_input; }
    const sheet::Table &source() const { return *m_source; }

private:
    std::shared_ptr<const sheet::Table> m_source;
    CheckInput m_input;
    std::shared_ptr<const Report> m_report;
};

TEST(CheckAgain, aMendedNumberTakesItsPlaceAmongThoseThatShareIt)
{
    Campaign campaign(test::checkInput(
        {phoneVariable(), variable(u"name"_s)}, {{"n/a", "Ada"}, {"01134 960101", "Ada"}, {"01134 960101", "Ben"}}));
    EXPECT_EQ(campaign.report().states[1], RowState::Ready);
    Edits edits;
    changeCell(campaign.source(), 0, 0, "01134 960101", edits);
    campaign.change(edits);
    EXPECT_EQ(
        campaign.report().states, (std::vector<RowState>{RowState::Ready, RowState::Duplicate, RowState::Duplicate}));
    EXPECT_EQ(campaign.report(), *campaign.whole());
    campaign.change({});
    EXPECT_EQ(campaign.report().states, (std::vector<RowState>{RowState::Error, RowState::Ready, RowState::Duplicate}));
    EXPECT_EQ(campaign.report(), *campaign.whole());
}

TEST(CheckAgain, thePersonChoosesWhichOfTwoRowsIsCalled)
{
    Campaign campaign(test::checkInput({phoneVariable(), variable(u"name"_s)},
        {{"01134 960101", "Old"}, {"01134 960101", "New"}, {"01134 960101", "Other"}}));
    Edits edits;
    edits.setMark(1, RowMark::CallThisOne, true);
    campaign.change(edits);
    EXPECT_EQ(campaign.report().rowsToSend(), Rows{1});
    EXPECT_EQ(campaign.report().problems[0].otherRow, 1U);
    EXPECT_EQ(campaign.report(), *campaign.whole());
}

TEST(CheckAgain, theNextOfANumberIsCalledWhenTheFirstIsSkipped)
{
    Campaign campaign(test::checkInput({phoneVariable(), variable(u"name"_s)},
        {{"01134 960101", "Ada"}, {"01134 960101", "Ada"}, {"01134 960101", "Ben"}}));
    Edits edits;
    edits.setMark(0, RowMark::Skip, true);
    campaign.change(edits);
    EXPECT_EQ(campaign.report().states, (std::vector<RowState>{RowState::Ready, RowState::Ready, RowState::Duplicate}))
        << "the skipped row is as good as it was, and left out by the person";
    EXPECT_EQ(campaign.report().problems[0].otherRow, 1U);
    EXPECT_EQ(campaign.report(), *campaign.whole());
    edits.setMark(1, RowMark::Skip, true);
    edits.setMark(1, RowMark::CallThisOne, true); // whoever is chosen and skipped is skipped
    campaign.change(edits);
    EXPECT_EQ(campaign.report().states[2], RowState::Ready);
    edits.setMark(2, RowMark::Skip, true);
    campaign.change(edits);
    EXPECT_TRUE(campaign.report().problems.empty()) << "nobody of this number is called, on the person's word";
    campaign.change({});
    EXPECT_EQ(
        campaign.report().states, (std::vector<RowState>{RowState::Ready, RowState::Duplicate, RowState::Duplicate}));
    EXPECT_EQ(campaign.report(), *campaign.whole());
}

TEST(CheckAgain, warningsThatArePassedOverMakeARowReadyAndErrorsStay)
{
    CheckInput input = test::checkInput({phoneVariable()}, {{"01134 960101 x5"}, {"n/a"}, {"01134 960103"}});
    input.alreadyQueued = QueuedNumbers({{441134960103U, 1}}, {});
    Campaign campaign(input);
    EXPECT_EQ(campaign.report().states, (std::vector<RowState>{RowState::Warning, RowState::Error, RowState::Warning}));
    Edits edits;
    for (const sheet::RowIndex row : {0U, 1U, 2U})
        edits.setMark(row, RowMark::SendAnyway, true);
    campaign.change(edits);
    EXPECT_EQ(campaign.report().states, (std::vector<RowState>{RowState::Ready, RowState::Error, RowState::Ready}));
    EXPECT_EQ(campaign.report().notes.size(), 2U) << "what was passed over is not forgotten";
    EXPECT_EQ(campaign.report(), *campaign.whole());
}

TEST(CheckAgain, whatIsOnTheListOfNumbersNotToCallCannotBePassedOver)
{
    CheckInput input = test::checkInput({phoneVariable()}, {{"01134 960101"}});
    input.doNotCall = NumberSet({441134960101U});
    input.edits.setMark(0, RowMark::SendAnyway, true);
    const auto report = *checkRows(input, nullptr, {});
    EXPECT_EQ(report->states[0], RowState::Error);
    EXPECT_EQ(report->problems[0].code, ProblemCode::OnDoNotCallList);
}

TEST(CheckAgain, comesToWhatACheckOfEverythingComesTo)
{
    std::mt19937 random(20240531);
    const auto upTo = [&random](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
    const auto phone = [&]() -> std::string {
        const std::string number = "01134 9601" + std::to_string(10 + upTo(30));
        switch (upTo(8)) {
        case 0:
            return "";
        case 1:
            return "n/a";
        case 2:
            return number + " x7";
        case 3:
            return "'" + number;
        default:
            return number;
        }
    };
    const auto name
        = [&]() -> std::string { return upTo(6) == 0 ? "" : std::string(1, static_cast<char>('A' + upTo(3))); };
    const auto note = [&]() -> std::string { return upTo(6) == 0 ? "9.19E+11" : "n"; };
    std::vector<test::MemoryTable::Row> rows;
    std::vector<sheet::DamagedRow> damaged;
    constexpr int count = 3000; // several blocks of rows and of edits
    for (int i = 0; i < count; ++i) {
        rows.push_back({phone(), name(), note()});
        if (upTo(40) == 0)
            damaged.push_back({static_cast<sheet::RowIndex>(i), sheet::RowDamage::UnclosedQuote});
    }
    CheckInput input = test::checkInput(
        {phoneVariable(), variable(u"name"_s, VariableType::Text, true), variable(u"note"_s)}, rows, damaged);
    input.doNotCall = NumberSet({441134960112U});
    input.alreadyQueued = QueuedNumbers({{441134960113U, 1}, {441134960114U, 1}}, {});
    Campaign campaign(input);
    std::vector<Edits> stack = {Edits()};
    int differences = 0;
    for (int step = 0; step < 300; ++step) {
        Edits next = stack.back();
        if (upTo(4) == 0 && stack.size() > 1) {
            stack.pop_back(); // undo
            next = stack.back();
        } else {
            const int changes = upTo(40) == 0 ? 2 * count // nearly all rows
                : upTo(10) == 0               ? 200
                                              : 1 + upTo(3);
            for (int i = 0; i < changes; ++i) {
                const auto row = static_cast<sheet::RowIndex>(upTo(count));
                switch (upTo(6)) {
                case 0:
                    changeCell(campaign.source(), row, 1, name(), next);
                    break;
                case 1:
                    changeCell(campaign.source(), row, 2, note(), next);
                    break;
                case 2:
                    next.setMark(row, upTo(2) == 0 ? RowMark::CallThisOne : RowMark::SendAnyway, upTo(3) > 0);
                    break;
                case 3:
                    next.setMark(row, RowMark::Skip, upTo(2) > 0);
                    break;
                default:
                    changeCell(campaign.source(), row, 0, phone(), next);
                }
            }
            stack.push_back(next);
        }
        const std::vector<RowState> before = campaign.report().states;
        campaign.change(next);
        differences += before != campaign.report().states ? 1 : 0;
        if (step % 10 == 0 || step > 280)
            ASSERT_TRUE(campaign.report() == *campaign.whole()) << "step " << step;
    }
    EXPECT_GT(differences, 100) << "the edits change something";
    EXPECT_GT(campaign.report().counts.duplicates, 500U);
    EXPECT_FALSE(campaign.report().notes.empty());
}

} // namespace
} // namespace callsheet::check
