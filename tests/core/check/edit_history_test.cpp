#include "core/check/edit_history.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::check {
namespace {

using namespace Qt::StringLiterals;

Edits withCell(std::string text)
{
    Edits edits;
    edits.setCell(0, 0, std::move(text));
    return edits;
}

TEST(EditHistory, takesStepsBackAndDoesThemAgain)
{
    EditHistory history;
    EXPECT_FALSE(history.canUndo());
    EXPECT_TRUE(history.current().isEmpty());
    history.add(withCell("one"), u"Edit one"_s);
    history.add(withCell("two"), u"Edit two"_s);
    EXPECT_EQ(history.undoName(), u"Edit two"_s);
    EXPECT_EQ(history.undone(), withCell("one"));
    history.undo();
    EXPECT_EQ(history.current(), withCell("one"));
    EXPECT_EQ(history.redoName(), u"Edit two"_s);
    EXPECT_EQ(history.redone(), withCell("two"));
    history.undo();
    history.undo(); // there is nothing before the sheet as it was read
    EXPECT_TRUE(history.current().isEmpty());
    history.redo();
    history.redo();
    history.redo();
    EXPECT_EQ(history.current(), withCell("two"));
    EXPECT_EQ(history.redoName(), u""_s);
}

TEST(EditHistory, aNewStepForgetsWhatWasTakenBack)
{
    EditHistory history;
    history.add(withCell("one"), u"Edit one"_s);
    history.undo();
    history.add(withCell("other"), u"Edit other"_s);
    EXPECT_FALSE(history.canRedo());
    EXPECT_EQ(history.current(), withCell("other"));
    history.undo();
    EXPECT_TRUE(history.current().isEmpty());
}

TEST(EditHistory, knowsTheBulkFixesThatWereNotTakenBack)
{
    const RepairStep fill{Repair{RepairKind::FillBlank, {}, u"x"_s, 0}, u"name"_s, ProblemCode::BlankRequired};
    const RepairStep cut{Repair{RepairKind::CutFloatTail, {}, {}, 0}, u"id"_s, std::nullopt};
    EditHistory history;
    history.add(withCell("one"), u"Fill"_s, {fill});
    history.add(withCell("two"), u"Edit"_s);
    history.add(withCell("three"), u"Cut"_s, {cut});
    EXPECT_EQ(history.repairs(), (std::vector<RepairStep>{fill, cut}));
    history.undo();
    EXPECT_EQ(history.repairs(), std::vector<RepairStep>{fill});
    history.add(withCell("four"), u"Repairs of the template"_s, {cut, fill});
    EXPECT_EQ(history.repairs(), (std::vector<RepairStep>{fill, cut, fill})) << "several at once are one step back";
}

TEST(EditHistory, knowsTheBulkFixesOfStatesThatItNoLongerHolds)
{
    const RepairStep fill{Repair{RepairKind::FillBlank, {}, u"x"_s, 0}, u"name"_s, ProblemCode::BlankRequired};
    EditHistory history(withCell("read anew"), {fill});
    EXPECT_FALSE(history.canUndo());
    EXPECT_EQ(history.repairs(), std::vector<RepairStep>{fill});
    history.add(withCell("again"), u"Fill"_s, {fill});
    for (int i = 0; i < 5100; ++i)
        history.add(withCell(std::to_string(i)), u"Edit"_s);
    EXPECT_EQ(history.repairs(), (std::vector<RepairStep>{fill, fill}));
}

} // namespace
} // namespace callsheet::check
