#include "tests/support/printers.h"
#include "tests/ui/many_rows.h"
#include "ui/check/check_page.h"

// Edits of more rows than are checked between two frames: they are made in the background, whole or not at all.
namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

using test::BusyBackground;
using ManyRows = test::ManyRows;

} // namespace

TEST_F(ManyRows, areSkippedWithoutWaitingAndTakenBackAsOne)
{
    view->selectAll();
    {
        const BusyBackground busy;
        fixture.click(u"skipRows"_s);
        EXPECT_TRUE(session().isEditing());
        EXPECT_EQ(session().rowsToSend(), rowCount) << "nothing of it is to be seen yet";
    }
    ASSERT_TRUE(awaitEdit());
    EXPECT_EQ(session().rowsToSend(), 0);
    EXPECT_EQ(session().edits().undoName(), u"Skip 2,000 Rows"_s);
    action(u"actionUndo"_s)->trigger();
    ASSERT_TRUE(awaitEdit());
    EXPECT_EQ(session().rowsToSend(), rowCount);
    EXPECT_FALSE(session().edits().canUndo());
}

TEST_F(ManyRows, stayAsTheyWereWhenThePersonStops)
{
    {
        const BusyBackground busy;
        session().setSkipped(allRows(), true);
        session().stopChecking();
    }
    ASSERT_TRUE(awaitEdit());
    EXPECT_EQ(session().rowsToSend(), rowCount);
    EXPECT_FALSE(session().edits().canUndo());
}

TEST_F(ManyRows, thatAMarkMakesNoDifferenceToAreNoStepToTakeBack)
{
    session().setMark(allRows(), check::RowMark::SendAnyway, true); // none has a warning
    ASSERT_TRUE(awaitEdit());
    EXPECT_FALSE(session().edits().canUndo());
}

TEST_F(ManyRows, areNotRepairedAsTheyWereBeforeAnotherEdit)
{
    const check::RepairStep step{{check::RepairKind::Replace, u"Person"_s, u"Dear"_s, 0}, u"name"_s, {}};
    std::optional<TriedRepair> tried;
    session().tryRepair(step, {}, [&tried](const TriedRepair &answer) { tried = answer; });
    ASSERT_TRUE(waitUntil([&] { return tried.has_value(); }));
    session().editValue(0, 2, u"01234"_s);
    session().repair(step, *tried);
    ASSERT_NE(session().edits().current().cell(0, 2), nullptr) << "the edit would be lost";
    EXPECT_TRUE(session().edits().repairs().empty());
    EXPECT_TRUE(fixture.text(u"inlineMessageText"_s).contains(u"nothing was repaired"_s));
}

TEST_F(ManyRows, areLookedThroughForDamageAgainAfterARepairWasTried)
{
    bool isTried = false;
    {
        const BusyBackground busy;
        session().editValue(0, 2, u"01234"_s);
        // It stops the look at the rows as they are now.
        const check::RepairStep step{{check::RepairKind::Replace, u"Person"_s, u"Dear"_s, 0}, u"name"_s, {}};
        session().tryRepair(step, {}, [&isTried](const TriedRepair &) { isTried = true; });
    }
    ASSERT_TRUE(waitUntil([&] { return isTried; }));
    EXPECT_TRUE(waitUntil([&] { return damagedRows() == rowCount / 10 - 1; }));
}

} // namespace callsheet::ui
