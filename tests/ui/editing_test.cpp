#include "core/check/record.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/checked_people.h"
#include "ui/check/check_model.h"
#include "ui/check/check_page.h"
#include "ui/check/fix_dialog.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QUrl>

#include <gtest/gtest.h>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

//! Rows 2 to 7 of the sheet: ready, blank name, no phone, ready, duplicate of 2 with another name, an extension.
const QByteArray people = "Name,Phone,City\nAsha,+12025550101,Pune\n,+12025550102,Goa\nBen,none,Ulm\n"
                          "Cem,+12025550104,Izmir\nAnna,+12025550101,Pune\nDee,+12025550106 x5,Ghent\n";

class Editing : public test::CheckedPeople {
protected:
    Editing()
        : CheckedPeople(people)
    {
    }

    const check::Counts &counts() { return session().report()->counts; }
    void goToRow(int row, int column) { view->setCurrentIndex(view->model()->index(row, column)); }
    //! Types into the cell as a person does: F2, the text, Enter.
    void type(const QString &text)
    {
        action(u"actionEditCell"_s)->trigger();
        auto *editor = view->findChild<QLineEdit *>();
        ASSERT_NE(editor, nullptr) << "the cell is not open for editing";
        editor->selectAll();
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        QApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // the editor is gone before the next one
    }
    QString cell(int row, int variable)
    {
        return view->model()
            ->index(row, static_cast<int>(CheckModel::Column::FirstVariable) + variable)
            .data()
            .toString();
    }
    void drop(const QString &path)
    {
        QMimeData content;
        content.setUrls({QUrl::fromLocalFile(path)});
        const QPoint middle = fixture.window->rect().center();
        QDragEnterEvent enter(middle, Qt::CopyAction, &content, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(fixture.window.get(), &enter);
        QDropEvent event(middle, Qt::CopyAction, &content, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(fixture.window.get(), &event);
    }
    void chooseGroup(const QString &title)
    {
        auto *groups = fixture.child<QListWidget>(u"problemGroups"_s);
        const QList<QListWidgetItem *> found = groups->findItems(title, Qt::MatchContains);
        ASSERT_FALSE(found.isEmpty()) << title.toStdString();
        groups->setCurrentItem(found.first());
    }
};

TEST_F(Editing, aCellThatIsMendedMakesItsRowReadyAndUndoTakesItBack)
{
    EXPECT_EQ(counts().errors, 3U);
    goToRow(1, 0); // the state column: F2 goes to the value that has the problem
    type(u"Bea"_s);
    EXPECT_EQ(session().report()->states[1], check::RowState::Ready);
    EXPECT_EQ(counts().errors, 2U);
    EXPECT_EQ(cell(1, 1), u"Bea"_s);
    EXPECT_TRUE(action(u"actionUndo"_s)->text().contains(u"Name"_s)) << action(u"actionUndo"_s)->text().toStdString();
    action(u"actionUndo"_s)->trigger();
    EXPECT_EQ(counts().errors, 3U);
    EXPECT_EQ(cell(1, 1), u""_s);
    EXPECT_FALSE(action(u"actionUndo"_s)->isEnabled());
    action(u"actionRedo"_s)->trigger();
    EXPECT_EQ(cell(1, 1), u"Bea"_s);
    EXPECT_EQ(session().source()->text(1, 0), u""_s) << "the file is as it was";
}

TEST_F(Editing, anEditThatIsMadeWhileEveryRowIsCheckedAgainIsJudgedAsWell)
{
    session().check();
    session().editValue(0, 0, u"none"_s); // before the check can end: it ends in a turn of the event loop
    ASSERT_TRUE(session().isChecking());
    ASSERT_TRUE(waitUntil([&] { return !session().isChecking(); }));
    EXPECT_EQ(session().report()->states[0], check::RowState::Error);
    EXPECT_EQ(session().report()->phones[0], 0U) << "the old number would be called";
}

TEST_F(Editing, editsSurviveTheWayBackToMatchAndAnotherReadingOfTheFile)
{
    goToRow(2, static_cast<int>(CheckModel::Column::FirstVariable));
    type(u"+12025550103"_s);
    session().setSkipped({3}, true);
    fixture.window->goTo(Step::Match);
    match::Assignment city = session().mapping().assignments[2];
    city.source = match::Source::NotSent;
    session().assign(2, city);
    EXPECT_EQ(session().report(), nullptr);
    session().check();
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    EXPECT_EQ(session().report()->states[2], check::RowState::Ready);
    EXPECT_EQ(session().skipped(), std::vector<sheet::RowIndex>{3});

    sheet::ReadingOptions options;
    options.separator = u","_s;
    session().readAgain(options);
    ASSERT_TRUE(waitUntil([&] { return !session().isReading() && session().document()->options == options; }));
    session().check();
    ASSERT_TRUE(waitUntil([&] { return session().report() != nullptr; }));
    EXPECT_EQ(session().report()->states[2], check::RowState::Ready);
    EXPECT_EQ(session().skipped(), std::vector<sheet::RowIndex>{3});
}

TEST_F(Editing, whatIsSentIsWhatWasEditedAndCheckedAndShown)
{
    goToRow(1, 0);
    type(u"Bea Ünal"_s);
    goToRow(2, static_cast<int>(CheckModel::Column::FirstVariable));
    type(u"+12025550103"_s);
    session().setMark({4}, check::RowMark::CallThisOne, true); // Anna instead of Asha
    session().setSkipped({3}, true);
    ASSERT_EQ(session().rowsToSend(), 4);
    fixture.window->goTo(Step::Send);
    fixture.click(u"primary"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.window->sending().run() && !fixture.window->sending().isBusy(); }));
    QStringList sent;
    const QList<practice::QueuedCall> calls = fixture.practice->queuedCalls(fixture.window->sending().practiceBatch());
    for (const practice::QueuedCall &call : calls)
        sent.append(call.phoneNumber + u' ' + call.fields["name"_L1].toString());
    sent.sort();
    EXPECT_EQ(sent,
        (QStringList{u"12025550101 Anna"_s, u"12025550102 Bea Ünal"_s, u"12025550103 Ben"_s, u"12025550106 Dee"_s}));
}

TEST_F(Editing, fixAllShowsTheFirstChangesAndIsOneStep)
{
    chooseGroup(u"Required value is blank"_s);
    EXPECT_EQ(view->model()->rowCount(), 1);
    fixture.click(u"fixAll"_s);
    QDialog *fix = dialog(u"fixDialog"_s);
    ASSERT_NE(fix, nullptr);
    fix->findChild<QLineEdit *>(u"fixText"_s)->setText(u"Customer"_s);
    auto *changes = fix->findChild<QTableWidget *>(u"fixChanges"_s);
    ASSERT_TRUE(waitUntil([&] { return changes->rowCount() == 1; }));
    EXPECT_EQ(changes->item(0, 0)->text(), u"A3"_s);
    EXPECT_EQ(changes->item(0, 2)->text(), u"Customer"_s);
    EXPECT_TRUE(fix->findChild<QLabel *>(u"fixSummary"_s)->text().contains(u"1 row would become ready"_s))
        << fix->findChild<QLabel *>(u"fixSummary"_s)->text().toStdString();
    EXPECT_EQ(counts().blankRequired, 1U) << "nothing is done yet";
    fix->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    EXPECT_EQ(counts().blankRequired, 0U);
    EXPECT_EQ(session().edits().repairs().size(), 1U) << "it can be replayed next week";
    EXPECT_EQ(view->model()->rowCount(), 6) << "the group is gone, and all rows are in view again";
    action(u"actionUndo"_s)->trigger();
    EXPECT_EQ(counts().blankRequired, 1U);
}

TEST_F(Editing, warningsArePassedOverAndHeededAgain)
{
    EXPECT_EQ(counts().warnings, 1U);
    goToRow(5, 0);
    fixture.click(u"sendAnyway"_s);
    EXPECT_EQ(counts().warnings, 0U);
    fixture.click(u"sendAnyway"_s);
    EXPECT_EQ(counts().warnings, 1U);
}

TEST_F(Editing, theRowOfANumberThatIsCalledIsThePersonsChoice)
{
    goToRow(4, 0);
    action(u"actionCallThisRow"_s)->trigger();
    EXPECT_EQ(session().report()->states[4], check::RowState::Ready);
    EXPECT_EQ(session().report()->states[0], check::RowState::Duplicate);
}

TEST_F(Editing, theOriginalIsOneClickAway)
{
    goToRow(0, static_cast<int>(CheckModel::Column::FirstVariable));
    EXPECT_EQ(cell(0, 0), u"12025550101"_s);
    type(u"+12025550109"_s);
    EXPECT_EQ(cell(0, 0), u"12025550109"_s);
    fixture.child<QCheckBox>(u"asInSheet"_s)->setChecked(true);
    EXPECT_EQ(cell(0, 0), u"+12025550101"_s);
}

TEST_F(Editing, replaceGoesOverAColumnAfterALook)
{
    action(u"actionReplace"_s)->trigger();
    QDialog *replace = dialog(u"replaceDialog"_s);
    ASSERT_NE(replace, nullptr);
    auto *variable = replace->findChild<QComboBox *>(u"replaceVariable"_s);
    variable->setCurrentText(u"City"_s);
    replace->findChild<QLineEdit *>(u"findText"_s)->setText(u"Pune"_s);
    replace->findChild<QLineEdit *>(u"replaceText"_s)->setText(u"Mumbai"_s);
    auto *all = replace->findChild<QPushButton *>(u"replaceAll"_s);
    ASSERT_TRUE(waitUntil([&] { return all->isEnabled(); }));
    all->click();
    EXPECT_EQ(cell(0, 2), u"Mumbai"_s);
    EXPECT_EQ(cell(4, 2), u"Mumbai"_s);
    EXPECT_EQ(cell(1, 2), u"Goa"_s);
    action(u"actionUndo"_s)->trigger();
    EXPECT_EQ(cell(4, 2), u"Pune"_s);
}

TEST_F(Editing, aSpotCheckShowsTheExactRecordAndCountsWhatWasLookedAt)
{
    fixture.click(u"spotCheck"_s);
    QDialog *spot = dialog(u"spotCheckDialog"_s);
    ASSERT_NE(spot, nullptr);
    EXPECT_EQ(spot->findChild<QListWidget *>(u"spotRows"_s)->count(), 3) << "only what is sent";
    EXPECT_EQ(spot->findChild<QPlainTextEdit *>(u"spotRecord"_s)->toPlainText(),
        uR"({"phoneNumber":"12025550101","name":"Asha","city":"Pune"})"_s);
    spot->findChild<QPushButton *>(u"spotNext"_s)->click();
    spot->findChild<QPushButton *>(u"spotNext"_s)->click();
    EXPECT_EQ(session().spotCheckedCount(), 2);
}

TEST_F(Editing, aCorrectedFileIsShownAsADifferenceAndTakenOver)
{
    fixture.prompts.file = fixture.folder.path(u"problems.csv"_s);
    fixture.click(u"exportProblems"_s);
    QFile exported(fixture.prompts.file);
    ASSERT_TRUE(waitUntil([&] { return exported.exists(); }));
    ASSERT_TRUE(exported.open(QIODevice::ReadOnly));
    QByteArray mended = exported.readAll();
    mended.replace("none", "+12025550103");
    const QString path = fixture.folder.write(u"mended.csv"_s, mended);
    drop(path);
    QDialog *corrections = dialog(u"correctionsDialog"_s);
    ASSERT_NE(corrections, nullptr);
    auto *changes = corrections->findChild<QTableWidget *>(u"corrections"_s);
    ASSERT_EQ(changes->rowCount(), 1);
    EXPECT_EQ(changes->item(0, 0)->text(), u"B4"_s);
    EXPECT_EQ(session().report()->states[2], check::RowState::Error) << "shown, and not taken over yet";
    corrections->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
    EXPECT_EQ(session().report()->states[2], check::RowState::Ready);
    EXPECT_EQ(session().document()->source.path, fixture.folder.path(u"people.csv"_s)) << "the campaign is the same";
}

TEST_F(Editing, anotherFileThatIsDroppedIsOpened)
{
    const QString path = fixture.folder.write(u"other.csv"_s, "Name,Phone\nZoe,+12025550109\n");
    drop(path);
    EXPECT_TRUE(waitUntil([&] { return session().document()->source.path == path; }));
}

TEST_F(Editing, numbersNotToCallAreLeftOut)
{
    fixture.prompts.file = fixture.folder.write(u"dnc.csv"_s, "Number\n+1 202 555 0104\n");
    action(u"actionDoNotCall"_s)->trigger();
    ASSERT_TRUE(waitUntil([&] { return session().doNotCall().isUsed() && session().report(); }));
    EXPECT_EQ(session().report()->states[3], check::RowState::Error);
}

} // namespace
} // namespace callsheet::ui
