#include "core/match/kept_files.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/translations.h"
#include "ui/match/clean_up_dialog.h"
#include "ui/match/match_model.h"
#include "ui/match/variable_set_dialog.h"
#include "ui/session/session.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

const QByteArray variableSet = R"({"name": "Renewals", "openingLine": "Hi {{name}}, about {{due}}", "variables": [
  {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
  {"key": "name", "label": "Name", "required": true},
  {"key": "due", "label": "Due", "type": "date"}]})";

const QByteArray people = "Name,Phone,Due,Nick\n  ASHA  RAO,+12025550101,3.5.2024,\n,+12025550102,4.5.2024,Benny\n"
                          "Cem,+12025550104,45231,\n";

class Matching : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    void open(const QByteArray &sheet)
    {
        fixture.open(
            {fixture.folder.write(u"people.csv"_s, sheet), fixture.folder.write(u"set.json"_s, variableSet), {}});
        ASSERT_TRUE(waitUntil([&] { return session().document() && session().variables(); }));
        fixture.window->goTo(Step::Match);
        view = fixture.child<QTableView>(u"matchTable"_s);
    }

    Session &session() { return fixture.window->session(); }

    QString cell(int row, MatchModel::Column column)
    {
        return view->model()->index(row, static_cast<int>(column)).data().toString();
    }

    //! The menu as it is when a person opens it.
    QAction *menuAction(const QString &button, const QString &action)
    {
        QMenu *menu = fixture.child<QPushButton>(button)->menu();
        Q_EMIT menu->aboutToShow();
        return menu->findChild<QAction *>(action);
    }

    template <typename Dialog>
    Dialog *dialog()
    {
        return fixture.window->findChild<Dialog *>();
    }

    static void accept(QDialog &dialog)
    {
        QTest::mouseClick(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    }

    test::WindowFixture fixture;
    QTableView *view = nullptr;
};

} // namespace

TEST_F(Matching, cleansUpByKeyboardAndShowsWhatIsSent)
{
    open(people);
    view->setFocus();
    view->setCurrentIndex(view->model()->index(1, static_cast<int>(MatchModel::Column::CleanUps)));
    QTest::keyClick(view, Qt::Key_Return);
    auto *cleanUps = dialog<CleanUpDialog>();
    ASSERT_NE(cleanUps, nullptr);
    const QList<QAction *> kinds = cleanUps->findChild<QPushButton *>(u"addCleanUp"_s)->menu()->actions();
    kinds[static_cast<int>(match::CleanUpKind::Spaces)]->trigger();
    kinds[static_cast<int>(match::CleanUpKind::TitleCase)]->trigger();
    auto *preview = cleanUps->findChild<QTableWidget *>(u"cleanUpPreview"_s);
    ASSERT_GT(preview->rowCount(), 0);
    EXPECT_EQ(preview->item(0, 1)->text(), u"  ASHA  RAO"_s);
    EXPECT_EQ(preview->item(0, 2)->text(), u"Asha Rao"_s);
    EXPECT_TRUE(cleanUps->findChild<QLabel *>(u"cleanUpSummary"_s)->text().contains(u"1 of the first values"_s));
    auto *more = cleanUps->findChild<QComboBox *>(u"moreColumns"_s);
    more->setCurrentIndex(more->findText(u"Nick"_s));
    Q_EMIT more->activated(more->currentIndex());
    accept(*cleanUps);
    EXPECT_EQ(cell(1, MatchModel::Column::CleanUps), u"Trim spaces, Title case"_s);
    EXPECT_EQ(cell(1, MatchModel::Column::Source), u"Name, or 1 other"_s);
    EXPECT_TRUE(cell(1, MatchModel::Column::Values).contains(u"→ Asha Rao"_s))
        << cell(1, MatchModel::Column::Values).toStdString();
    EXPECT_TRUE(cell(1, MatchModel::Column::Values).contains(u"Benny"_s));

    fixture.click(u"primary"_s);
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    EXPECT_EQ(session().report()->counts.blankRequired, 0U) << "the nickname stands in for the name";
}

TEST_F(Matching, showsPhoneNumbersAsTheyAreSent)
{
    open("Name,Phone,Due\nAsha,(202) 555-0101,\nBen,12,\nCem,tel 202 555 0104,\n");
    check::CheckSettings settings = session().settings();
    settings.defaultCountry = u"US"_s;
    session().setSettings(settings);
    EXPECT_TRUE(cell(0, MatchModel::Column::Values).contains(u"(202) 555-0101 → 12025550101"_s))
        << cell(0, MatchModel::Column::Values).toStdString();
    view->setCurrentIndex(view->model()->index(0, 0));
    fixture.click(u"cleanUpsButton"_s);
    auto *cleanUps = dialog<CleanUpDialog>();
    ASSERT_NE(cleanUps, nullptr);
    auto *preview = cleanUps->findChild<QTableWidget *>(u"cleanUpPreview"_s);
    ASSERT_EQ(preview->rowCount(), 3);
    EXPECT_EQ(preview->item(0, 2)->text(), u"12025550101"_s);
    EXPECT_TRUE(preview->item(1, 2)->text().startsWith(u"not called: "_s)) << preview->item(1, 2)->text().toStdString();
}

TEST_F(Matching, keepsACleanUpWhenAnotherColumnIsChosen)
{
    open(people);
    match::Assignment name = session().mapping().assignments[1];
    name.cleanUps = {{match::CleanUpKind::Spaces}};
    session().assign(1, name);
    view->model()->setData(view->model()->index(1, static_cast<int>(MatchModel::Column::Source)), 3, Qt::EditRole);
    EXPECT_EQ(session().mapping().assignments[1].column, 3);
    EXPECT_EQ(session().mapping().assignments[1].cleanUps.size(), 1);
}

TEST_F(Matching, refusesACleanUpThatCannotBeDone)
{
    open(people);
    view->setCurrentIndex(view->model()->index(1, 0));
    fixture.click(u"cleanUpsButton"_s);
    auto *cleanUps = dialog<CleanUpDialog>();
    ASSERT_NE(cleanUps, nullptr);
    cleanUps->findChild<QPushButton *>(u"addCleanUp"_s)
        ->menu()
        ->actions()[static_cast<int>(match::CleanUpKind::ReplacePattern)]
        ->trigger();
    QTest::keyClicks(cleanUps->findChild<QLineEdit *>(u"cleanUpText"_s), u"("_s);
    auto *use = cleanUps->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    EXPECT_FALSE(use->isEnabled());
    EXPECT_TRUE(cleanUps->findChild<QLabel *>(u"cleanUpSummary"_s)->text().contains(u"regular expression"_s));
    QTest::keyClicks(cleanUps->findChild<QLineEdit *>(u"cleanUpText"_s), u"A)"_s);
    EXPECT_TRUE(use->isEnabled());
    cleanUps->reject();
    EXPECT_TRUE(session().mapping().assignments[1].cleanUps.isEmpty()) << "nothing is done without the person's word";
}

TEST_F(Matching, keepsVariableSetsInTheProfile)
{
    open(people);
    QAction *edit = menuAction(u"variableSetButton"_s, u"editSet"_s);
    ASSERT_NE(edit, nullptr);
    edit->trigger();
    auto *sets = dialog<VariableSetDialog>();
    ASSERT_NE(sets, nullptr);
    auto *list = sets->findChild<QListWidget *>(u"variables"_s);
    EXPECT_FALSE(sets->findChild<QLineEdit *>(u"variableKey"_s)->isEnabled()) << "the phone number is the service's";
    QTest::mouseClick(sets->findChild<QPushButton *>(u"addVariable"_s), Qt::LeftButton);
    ASSERT_EQ(list->count(), 4);
    auto *key = sets->findChild<QLineEdit *>(u"variableKey"_s);
    auto *keep = sets->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    for (const char *refused : {"$plan", "a.b", "name", ""}) {
        key->clear();
        QTest::keyClicks(key, QString::fromLatin1(refused) + u" "_s);
        QTest::keyClick(key, Qt::Key_Backspace);
        EXPECT_FALSE(keep->isEnabled()) << refused;
        EXPECT_FALSE(sets->findChild<QLabel *>(u"setFault"_s)->text().isEmpty()) << refused;
    }
    QTest::keyClicks(key, u"plan"_s);
    sets->findChild<QPlainTextEdit *>(u"variableAllowed"_s)->setPlainText(u"Gold\nSilver\n"_s);
    ASSERT_TRUE(keep->isEnabled());
    accept(*sets);
    ASSERT_TRUE(waitUntil([&] { return session().variables()->variables.size() == 4; }));
    EXPECT_EQ(session().variables()->variables[3].allowedValues, (QStringList{u"Gold"_s, u"Silver"_s}));
    ASSERT_TRUE(QFileInfo::exists(session().keptSetPath()));
    EXPECT_TRUE(session().mapping().assignments[1].isUsed()) << "what was matched stays matched";

    // A copy beside it, then no longer kept. The first dialog goes now: it was closed from within an event loop that
    // the later ones of this test are no deeper than.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    menuAction(u"variableSetButton"_s, u"duplicateSet"_s)->trigger();
    ASSERT_TRUE(waitUntil([&] { return fixture.window->findChildren<VariableSetDialog *>().size() == 1; }));
    accept(*dialog<VariableSetDialog>());
    ASSERT_TRUE(waitUntil([&] { return match::keptFiles(session().setsFolder()).size() == 2; }));
    ASSERT_TRUE(waitUntil([&] { return session().variables()->name == u"Renewals 2"_s; }));
    menuAction(u"variableSetButton"_s, u"removeSet"_s)->trigger();
    EXPECT_EQ(fixture.prompts.titles.last(), u"Delete a variable set"_s);
    ASSERT_TRUE(waitUntil([&] { return match::keptFiles(session().setsFolder()).size() == 1; }));
    EXPECT_TRUE(session().variables()) << "the sheet still uses it";
}

TEST_F(Matching, keepsChoicesWhenTheSetIsEdited)
{
    open(people);
    QAbstractItemModel *model = view->model();
    const auto choose = [&](int row, int column) {
        model->setData(model->index(row, static_cast<int>(MatchModel::Column::Source)), column, Qt::EditRole);
    };
    choose(1, 3); // the nickname for the name
    choose(2, MatchModel::notSent);
    menuAction(u"variableSetButton"_s, u"editSet"_s)->trigger();
    auto *sets = dialog<VariableSetDialog>();
    ASSERT_NE(sets, nullptr);
    auto *list = sets->findChild<QListWidget *>(u"variables"_s);
    auto *key = sets->findChild<QLineEdit *>(u"variableKey"_s);
    for (const auto &[row, name] : {std::pair{1, u"called"_s}, {2, u"due_date"_s}}) {
        list->setCurrentRow(row);
        key->selectAll();
        QTest::keyClicks(key, name);
    }
    list->setCurrentRow(2);
    QTest::mouseClick(sets->findChild<QPushButton *>(u"variableUp"_s), Qt::LeftButton);
    accept(*sets);
    ASSERT_TRUE(waitUntil([&] { return session().variables()->variables[1].key == u"due_date"_s; }));
    EXPECT_EQ(session().mapping().assignments[1].source, match::Source::NotSent);
    EXPECT_EQ(session().mapping().assignments[1].reason, match::MatchReason::ChosenByYou);
    EXPECT_EQ(session().mapping().assignments[2].column, 3) << "it follows its key, whatever it is called now";
}

TEST_F(Matching, usesATemplateAgainAndShowsWhatIsDifferent)
{
    open(people);
    match::Assignment name = session().mapping().assignments[1];
    name.cleanUps = {{match::CleanUpKind::TitleCase}};
    session().assign(1, name);
    check::CheckSettings settings = session().settings();
    settings.defaultCountry = u"IN"_s;
    session().setSettings(settings);
    fixture.prompts.text = u"July"_s;
    menuAction(u"templateButton"_s, u"saveTemplate"_s)->trigger();
    ASSERT_TRUE(waitUntil([&] { return session().templates().size() == 1; }));
    EXPECT_FALSE(fixture.child<QPushButton>(u"useTemplate"_s)->isVisible()) << "it is in use";

    // Next week: another order, a new column, one that is gone. And nothing is known yet of what the agent expects.
    settings.defaultCountry = u"GB"_s;
    session().setSettings(settings);
    session().openFile(fixture.folder.write(u"next.csv"_s, "Phone,Name,Region\n+12025550101,ANN,West\n"));
    ASSERT_TRUE(waitUntil([&] { return session().bestTemplate() != nullptr; }));
    fixture.window->goTo(Step::Match);
    EXPECT_TRUE(fixture.text(u"templateOffer"_s).contains(u"“July”: 2 of 3 columns match"_s))
        << fixture.text(u"templateOffer"_s).toStdString();
    fixture.prompts.confirmAnswer = false;
    fixture.click(u"useTemplate"_s);
    const QString told = fixture.prompts.lastConfirmation.detail;
    EXPECT_TRUE(told.contains(u"1 column is gone: Due."_s)) << told.toStdString();
    EXPECT_TRUE(told.contains(u"1 column is new: Region."_s)) << told.toStdString();
    EXPECT_TRUE(session().mapping().assignments[1].cleanUps.isEmpty()) << "not before the person agrees";
    fixture.prompts.confirmAnswer = true;
    fixture.click(u"useTemplate"_s);
    EXPECT_EQ(session().mapping().assignments[0].column, 0);
    EXPECT_EQ(session().mapping().assignments[0].reason, match::MatchReason::FromTemplate);
    EXPECT_EQ(session().mapping().assignments[1].cleanUps.size(), 1);
    EXPECT_EQ(session().mapping().assignments[2].source, match::Source::NotSent);
    EXPECT_EQ(session().settings().defaultCountry, u"IN"_s);
    EXPECT_FALSE(fixture.child<QPushButton>(u"useTemplate"_s)->isVisible());
}

TEST_F(Matching, saysTheSentenceOfARowAndFindsTheOddOnes)
{
    open(people);
    EXPECT_EQ(fixture.text(u"sentence"_s), u"“Hi ASHA  RAO, about 3.5.2024”"_s);
    EXPECT_TRUE(fixture.text(u"sentenceOddities"_s).contains(u"all capitals"_s));
    fixture.click(u"sentenceNext"_s);
    EXPECT_TRUE(fixture.text(u"sentenceOddities"_s).contains(u"“Name” is blank"_s));
    fixture.click(u"oddestRows"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.child<QPushButton>(u"oddestRows"_s)->isEnabled(); }));
    EXPECT_EQ(fixture.text(u"sentenceRow"_s), u"Row 3"_s) << "a blank name is the oddest";
    fixture.click(u"sentenceNext"_s);
    EXPECT_EQ(fixture.text(u"sentenceRow"_s), u"Row 4"_s) << "then the date that became a number";
    auto *line = fixture.child<QLineEdit>(u"openingLine"_s);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, u"Hello {{nickname}}"_s);
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_TRUE(fixture.text(u"sentenceOddities"_s).contains(u"“nickname” in braces is no variable"_s));
}

} // namespace callsheet::ui
