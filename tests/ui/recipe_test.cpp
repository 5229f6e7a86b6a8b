#include "core/match/template.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/many_rows.h"
#include "ui/check/recipe_dialog.h"
#include "ui/session/session.h"

#include <QAction>
#include <QApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using check::Repair;
using check::RepairKind;
using check::RepairStep;
using test::waitUntil;

namespace {

const QByteArray people = "Name,Phone,City\nAsha,+12025550101,N/A\n,+12025550102,Goa\nBen,+12025550103,Ulm\n";
//! Next week's: other columns in another order, and a kind of problem that the first file did not have.
const QByteArray nextWeek = "Region,City,Phone,Name\nWest,N/A,+12025550111,Eve\nWest,Bonn,+12025550112,\n"
                            "East,N/A,+12025550113,\nEast,Oslo,none,Finn\n";

const RepairStep fillName{
    Repair{RepairKind::FillBlank, {}, u"Customer"_s, 0}, u"name"_s, check::ProblemCode::BlankRequired};
const RepairStep noCity{Repair{RepairKind::Replace, u"N/A"_s, u"your town"_s, 0}, u"city"_s, std::nullopt};

class RecipeOfATemplate : public test::CheckedPeople {
protected:
    RecipeOfATemplate()
        : CheckedPeople(people)
    {
    }

    void SetUp() override
    {
        CheckedPeople::SetUp();
        for (const RepairStep &step : {fillName, noCity})
            repair(step);
        ASSERT_EQ(session().edits().repairs().size(), 2U);
        save();
    }

    void repair(const RepairStep &step)
    {
        bool done = false;
        session().tryRepair(step, {}, [&](const TriedRepair &tried) {
            session().repair(step, tried);
            done = true;
        });
        ASSERT_TRUE(waitUntil([&] { return done; }));
    }
    void save()
    {
        bool saved = false;
        const auto seen = QObject::connect(&session(), &Session::done, [&](Step, const QString &) { saved = true; });
        session().saveTemplate(u"Weekly"_s);
        EXPECT_TRUE(waitUntil([&] { return saved; }));
        QObject::disconnect(seen);
    }
    std::vector<RepairStep> stepsInTheFile()
    {
        const QStringList files = QDir(session().templatesFolder()).entryList({u"*.json"_s});
        const auto made = match::loadTemplate(QDir(session().templatesFolder()).filePath(files.value(0)));
        return made ? check::recipeFromJson(made->recipe, nullptr).steps : std::vector<RepairStep>();
    }
    void openNextWeek(const QByteArray &content = nextWeek)
    {
        session().openFile(fixture.folder.write(u"next.csv"_s, content));
        ASSERT_TRUE(waitUntil([&] { return session().bestTemplate() != nullptr; }));
        session().useTemplate(*session().bestTemplate());
        ASSERT_TRUE(waitUntil([&] { return session().templateName() == u"Weekly"_s; }));
        session().check();
        fixture.window->goTo(Step::Check);
        ASSERT_TRUE(waitUntil([&] { return fixture.text(u"inlineMessageText"_s).contains(u"would change"_s); }));
    }
    //! To next week's sheet, with the first step's tick taken away.
    void applyWithoutTheFirst()
    {
        ASSERT_NO_FATAL_FAILURE(openNextWeek());
        RecipeDialog *dialog = openDialog();
        ASSERT_TRUE(waitUntil([&] { return applyOf(*dialog)->isEnabled(); }));
        dialog->findChild<QTableWidget *>(u"recipeSteps"_s)->item(0, 0)->setCheckState(Qt::Unchecked);
        ASSERT_TRUE(waitUntil([&] { return outcome(*dialog, 0) == u"Left out"_s; }));
        applyOf(*dialog)->click();
    }
    RecipeDialog *openDialog()
    {
        action(u"actionRecipe"_s)->trigger();
        auto *dialog = fixture.window->findChild<RecipeDialog *>();
        EXPECT_NE(dialog, nullptr);
        return dialog;
    }
    static QPushButton *applyOf(const QDialog &dialog)
    {
        return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    static QString outcome(const QDialog &dialog, int line)
    {
        return dialog.findChild<QTableWidget *>(u"recipeSteps"_s)->item(line, 3)->text();
    }
};

} // namespace

TEST_F(RecipeOfATemplate, isShownBeforeItIsDoneAndTakenBackAsOne)
{
    ASSERT_NO_FATAL_FAILURE(openNextWeek());
    const QString told = fixture.text(u"inlineMessageText"_s);
    EXPECT_TRUE(told.contains(u"2 repairs of the template would change 3 rows."_s)) << told.toStdString();
    EXPECT_TRUE(told.contains(u"1 kind of problem was not there when it was made:"_s)) << told.toStdString();
    EXPECT_TRUE(session().edits().current().isEmpty()) << "nothing is done before the person has seen it";

    RecipeDialog *dialog = openDialog();
    ASSERT_TRUE(waitUntil([&] { return applyOf(*dialog)->isEnabled(); }));
    EXPECT_EQ(applyOf(*dialog)->text(), u"&Change 3 rows"_s);
    EXPECT_EQ(outcome(*dialog, 1), u"N/A → your town"_s);
    applyOf(*dialog)->click();
    EXPECT_EQ(session().report()->counts.blankRequired, 0U);
    EXPECT_EQ(*session().edits().current().cell(0, 1), "your town") << "the column of the variable, wherever it stands";
    EXPECT_FALSE(action(u"actionRecipe"_s)->isEnabled()) << "there is none left";

    action(u"actionUndo"_s)->trigger();
    EXPECT_TRUE(session().edits().current().isEmpty()) << "all of them at once";
    EXPECT_TRUE(action(u"actionRecipe"_s)->isEnabled()) << "and they can be had again";
}

TEST_F(RecipeOfATemplate, isKeptWhenTheTemplateIsSavedAgain)
{
    ASSERT_NO_FATAL_FAILURE(openNextWeek());
    save();
    EXPECT_EQ(stepsInTheFile(), (std::vector<RepairStep>{fillName, noCity})) << "looked at or not";
    RecipeDialog *dialog = openDialog();
    ASSERT_TRUE(waitUntil([&] { return applyOf(*dialog)->isEnabled(); }));
    applyOf(*dialog)->click();
    const RepairStep more{Repair{RepairKind::Replace, u"Bonn"_s, u"Berlin"_s, 0}, u"city"_s, std::nullopt};
    ASSERT_NO_FATAL_FAILURE(repair(more));
    save();
    EXPECT_EQ(stepsInTheFile(), (std::vector<RepairStep>{fillName, noCity, more}));
}

TEST_F(RecipeOfATemplate, leavesOutWhatThePersonTakesTheTickFrom)
{
    ASSERT_NO_FATAL_FAILURE(applyWithoutTheFirst());
    EXPECT_EQ(session().report()->counts.blankRequired, 2U);
    save();
    EXPECT_EQ(stepsInTheFile(), std::vector<RepairStep>{noCity});
    EXPECT_TRUE(session().recipeSteps().empty());
}

TEST_F(RecipeOfATemplate, comesBackWholeWithTheUndo)
{
    ASSERT_NO_FATAL_FAILURE(applyWithoutTheFirst());
    action(u"actionUndo"_s)->trigger();
    EXPECT_EQ(session().recipeSteps(), (std::vector<RepairStep>{fillName, noCity}));
    action(u"actionRedo"_s)->trigger();
    EXPECT_TRUE(session().recipeSteps().empty());
}

TEST_F(RecipeOfATemplate, isOfferedAlthoughARowChangesBeforeTheAnswer)
{
    session().openFile(fixture.folder.write(u"next.csv"_s, nextWeek));
    ASSERT_TRUE(waitUntil([&] { return session().bestTemplate() != nullptr; }));
    session().useTemplate(*session().bestTemplate());
    ASSERT_TRUE(waitUntil([&] { return session().templateName() == u"Weekly"_s; }));
    fixture.window->goTo(Step::Check);
    session().check();
    base::backgroundThreads().waitForDone();
    {
        const test::BusyBackground busy;
        ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
        session().editValue(3, 0, u"+12025550114"_s); // what the repairs would come to is looked for by now
    }
    EXPECT_TRUE(waitUntil([&] { return fixture.text(u"inlineMessageText"_s).contains(u"would change"_s); }));
}

TEST_F(RecipeOfATemplate, isNotLookedThroughToTheEndForNobody)
{
    bool isAnswered = false;
    std::stop_source stop;
    {
        const test::BusyBackground busy;
        session().tryRecipe({noCity}, stop.get_token(), [&isAnswered](const check::Replay &) { isAnswered = true; });
        stop.request_stop();
    }
    base::backgroundThreads().waitForDone();
    QApplication::processEvents();
    EXPECT_FALSE(isAnswered);
}

TEST_F(RecipeOfATemplate, saysWhatDoesNotFit)
{
    ASSERT_NO_FATAL_FAILURE(openNextWeek("Name,Phone\n,+12025550111\nEve,+12025550112\n"));
    const QString told = fixture.text(u"inlineMessageText"_s);
    EXPECT_TRUE(told.contains(u"1 repair of the template would change 1 row."_s)) << told.toStdString();
    EXPECT_TRUE(told.contains(u"1 repair of the template does not fit"_s)) << told.toStdString();
    RecipeDialog *dialog = openDialog();
    ASSERT_TRUE(waitUntil([&] { return applyOf(*dialog)->isEnabled(); }));
    EXPECT_EQ(outcome(*dialog, 1), u"“City” has no column here"_s);
    applyOf(*dialog)->click();
    save();
    EXPECT_EQ(stepsInTheFile(), (std::vector<RepairStep>{fillName, noCity})) << "the week after it may fit again";
}

} // namespace callsheet::ui
