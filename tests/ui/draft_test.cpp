#include "core/practice/practice_service.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/window_fixture.h"
#include "ui/common/translations.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

const QByteArray variableSet = R"({"name": "Test", "variables": [
  {"key": "phoneNumber", "label": "Phone", "type": "phone", "required": true},
  {"key": "name", "label": "Name", "required": true},
  {"key": "city", "label": "City"}]})";
const QByteArray people = "Name,Phone,City\nAsha,+12025550101,Pune\n,+12025550102,Goa\nBen,+12025550103,Ulm\n";

//! A person works on a sheet, the program ends, and starts again.
class UnfinishedWork : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    void SetUp() override
    {
        sheet = fixture.folder.write(u"people.csv"_s, people);
        ASSERT_TRUE(fixture.prepare(sheet, fixture.folder.write(u"set.json"_s, variableSet)));
        session().editValue(1, 1, u"Cem"_s);
        session().setSkipped({2}, true);
        session().setLookedAt(0, true);
        ASSERT_EQ(session().report()->counts.blankRequired, 0U);
    }

    Session &session() { return fixture.window->session(); }
    QStringList drafts() const { return QDir(fixture.profile.path(u"drafts"_s)).entryList({u"*"_s}, QDir::Files); }
    QString told() { return fixture.text(u"inlineMessageText"_s); }
    bool isOffered()
    {
        return waitUntil([&] {
            return fixture.child<QWidget>(u"inlineMessage"_s)->isVisible() && told().startsWith(u"Continue"_s);
        });
    }
    void restart(const ui::StartUp &startUp = {})
    {
        fixture.close();
        fixture.open(startUp);
    }

    test::WindowFixture fixture;
    QString sheet;
};

} // namespace

TEST_F(UnfinishedWork, isContinuedAfterARestartWhenThePersonSaysSo)
{
    // A match that nobody confirmed waits again, and what was left out stays so.
    match::Assignment city = session().mapping().assignments[2];
    city.source = match::Source::NotSent;
    city.column = -1;
    city.reason = match::MatchReason::ChosenByYou;
    session().assign(2, city);
    session().check();
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    session().setLookedAt(0, true); // its record is another one without the city
    const match::Mapping mapping = session().mapping();
    restart();
    ASSERT_TRUE(isOffered());
    EXPECT_TRUE(told().contains(u"1 changed cell, 1 skipped row"_s)) << told().toStdString();
    EXPECT_FALSE(session().document()) << "nothing is opened unasked";
    fixture.click(u"messageAction1"_s);
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    EXPECT_EQ(fixture.window->step(), Step::Check);
    EXPECT_EQ(*session().edits().current().cell(1, 0), "Cem");
    EXPECT_EQ(session().skipped(), std::vector<sheet::RowIndex>{2});
    EXPECT_TRUE(session().isLookedAt(0));
    EXPECT_EQ(session().mapping(), mapping);
    EXPECT_EQ(session().report()->counts.blankRequired, 0U);
}

TEST_F(UnfinishedWork, isTheOwnersAlone)
{
    fixture.close();
    const QStringList files = drafts();
    ASSERT_EQ(files.size(), 1);
    EXPECT_FALSE(files[0].contains(u"people"_s));
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
        | QFileDevice::WriteOther | QFileDevice::ExeGroup | QFileDevice::ExeOther;
    const QString folder = fixture.profile.path(u"drafts"_s);
    EXPECT_FALSE(QFile::permissions(folder) & others);
    EXPECT_FALSE(QFile::permissions(QDir(folder).filePath(files[0])) & others);
}

TEST_F(UnfinishedWork, isOfferedWhenTheSameFileIsOpenedAgain)
{
    restart({sheet, fixture.folder.path(u"set.json"_s), {}});
    ASSERT_TRUE(isOffered());
    EXPECT_TRUE(session().edits().current().isEmpty());
    fixture.click(u"messageAction1"_s);
    ASSERT_TRUE(waitUntil([&] { return !session().edits().current().isEmpty(); }));
    EXPECT_EQ(*session().edits().current().cell(1, 0), "Cem");
}

TEST_F(UnfinishedWork, isContinuedWithWhatWasDoneBeforeTheAnswer)
{
    restart({sheet, fixture.folder.path(u"set.json"_s), {}});
    ASSERT_TRUE(isOffered());
    for (int i = 0; i < 3; ++i) {
        match::Assignment assignment = session().mapping().assignments[i];
        assignment.confirmed = true;
        session().assign(i, assignment);
    }
    session().check();
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    session().editValue(2, 1, u"Dan"_s);
    session().setSkipped({0}, true);
    session().continueDraft();
    ASSERT_TRUE(waitUntil([&] { return session().edits().current().cell(1, 0) && session().report(); }));
    ASSERT_NE(session().edits().current().cell(2, 0), nullptr) << "nobody took it back";
    EXPECT_EQ(*session().edits().current().cell(2, 0), "Dan");
    EXPECT_EQ(session().skipped(), (std::vector<sheet::RowIndex>{0, 2}));
    session().undo();
    EXPECT_EQ(session().edits().current().cell(2, 0), nullptr);
    EXPECT_EQ(*session().edits().current().cell(1, 0), "Cem") << "as it was left";
    EXPECT_EQ(session().skipped(), std::vector<sheet::RowIndex>{2});
}

TEST_F(UnfinishedWork, isNotTakenOverByAFileThatChanged)
{
    fixture.close();
    // As many rows and bytes: only the content tells.
    QByteArray other = people;
    fixture.folder.write(u"people.csv"_s, other.replace("Asha", "Anna"));
    fixture.open();
    ASSERT_TRUE(isOffered());
    fixture.click(u"messageAction1"_s);
    ASSERT_TRUE(waitUntil([&] { return told().contains(u"has changed since"_s); })) << told().toStdString();
    EXPECT_FALSE(session().document());
    session().openFile(sheet);
    ASSERT_TRUE(waitUntil([&] { return session().document().has_value(); }));
    ASSERT_TRUE(waitUntil([&] { return told().contains(u"earlier state"_s); })) << told().toStdString();
    EXPECT_TRUE(session().edits().current().isEmpty());
}

TEST_F(UnfinishedWork, isDiscardedOnThePersonsWord)
{
    restart();
    ASSERT_TRUE(isOffered());
    fixture.click(u"messageAction2"_s);
    EXPECT_FALSE(fixture.child<QWidget>(u"inlineMessage"_s)->isVisible());
    EXPECT_TRUE(waitUntil([&] { return drafts().isEmpty(); }));
}

TEST_F(UnfinishedWork, isGoneWhenTheSheetIsClosed)
{
    ASSERT_TRUE(waitUntil([&] { return drafts().size() == 1; })) << "a moment after the last change, without an end";
    fixture.prompts.confirmAnswer = false;
    fixture.child<QAction>(u"actionClose"_s)->trigger();
    EXPECT_TRUE(session().document()) << "changes are not thrown away unasked";
    fixture.prompts.confirmAnswer = true;
    fixture.child<QAction>(u"actionClose"_s)->trigger();
    EXPECT_EQ(fixture.prompts.titles.last(), u"Close the sheet"_s);
    EXPECT_FALSE(session().document());
    EXPECT_TRUE(fixture.child<QPushButton>(u"openSpreadsheet"_s)->isVisible());
    EXPECT_TRUE(waitUntil([&] { return drafts().isEmpty(); }));
    for (const Step step : {Step::Match, Step::Check, Step::Send, Step::Runs, Step::File})
        fixture.window->goTo(step); // no page speaks of what is closed
    restart();
    QTest::qWait(50);
    EXPECT_FALSE(told().startsWith(u"Continue"_s));
}

TEST_F(UnfinishedWork, isGoneWhenTheRunIsInTheJournal)
{
    ASSERT_TRUE(waitUntil([&] { return drafts().size() == 1; }));
    fixture.window->goTo(Step::Send);
    fixture.click(u"primary"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.window->sending().run() && !fixture.window->sending().isBusy(); }));
    restart();
    QTest::qWait(50);
    EXPECT_FALSE(told().startsWith(u"Continue"_s));
    EXPECT_TRUE(drafts().isEmpty());
}

TEST_F(UnfinishedWork, survivesTheWayBackToMatch)
{
    fixture.window->goTo(Step::Match);
    match::Assignment city = session().mapping().assignments[2];
    city.cleanUps = {{match::CleanUpKind::UpperCase}};
    session().assign(2, city);
    EXPECT_FALSE(session().report());
    fixture.click(u"primary"_s);
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    EXPECT_EQ(session().report()->counts.blankRequired, 0U);
    EXPECT_EQ(session().skipped(), std::vector<sheet::RowIndex>{2});
    EXPECT_TRUE(session().edits().canUndo());
    session().undo();
    session().undo();
    EXPECT_EQ(session().report()->counts.blankRequired, 1U) << "and is taken back there as before";
}

} // namespace callsheet::ui
