#include "core/check/corrections.h"
#include "tests/support/printers.h"
#include "tests/ui/many_rows.h"
#include "ui/check/check_model.h"
#include "ui/check/check_page.h"
#include "ui/send/send_page.h"
#include "ui/session/guards.h"
#include "ui/session/sending.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

#include <algorithm>

// What else a person may do while a change of many rows is still being checked: nothing of it is lost, and nothing of
// the change.
namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::BusyBackground;
using test::waitUntil;

namespace {

class AnEditUnderWay : public test::ManyRows {
protected:
    bool isSkipped(sheet::RowIndex row) { return session().edits().current().has(row, check::RowMark::Skip); }
    void skipHalf()
    {
        session().setSkipped(halfOfTheRows(), true);
        ASSERT_TRUE(session().isEditing());
    }
    void leaveTheCityOut()
    {
        match::Assignment city = session().mapping().assignments[2];
        city.source = match::Source::NotSent;
        session().assign(2, city);
        ASSERT_EQ(session().report(), nullptr);
    }
    bool awaitCheck()
    {
        return waitUntil([&] { return session().report() && !session().isChecking() && !session().isEditing(); });
    }
    //! The row that was handed out to be corrected, as it comes back: with another name.
    QString corrected(sheet::RowIndex row, const QByteArray &name)
    {
        const QString path = fixture.folder.path(u"rows.csv"_s);
        const auto written
            = check::writeRows(session().checkInput(), *session().source(), *session().report(), {row}, path);
        EXPECT_TRUE(written);
        QFile exported(path);
        EXPECT_TRUE(exported.open(QIODevice::ReadOnly));
        QByteArray content = exported.readAll();
        return fixture.folder.write(u"corrected.csv"_s, content.replace("Person " + QByteArray::number(row), name));
    }
    QString path() { return session().document()->source.path; }
    QString nameOf(sheet::RowIndex row)
    {
        const std::string *name = session().edits().current().cell(row, 0);
        return name ? QString::fromStdString(*name) : session().source()->text(row, 0);
    }
    void takeOver()
    {
        QDialog *corrections = dialog(u"correctionsDialog"_s);
        ASSERT_NE(corrections, nullptr);
        corrections->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        ASSERT_TRUE(awaitEdit());
    }
    QModelIndex cityOf(int row)
    {
        return view->model()->index(row, static_cast<int>(CheckModel::Column::FirstVariable) + 2);
    }
    QLineEdit *openEditor(int row)
    {
        view->setCurrentIndex(cityOf(row));
        action(u"actionEditCell"_s)->trigger();
        auto *editor = view->findChild<QLineEdit *>();
        EXPECT_NE(editor, nullptr);
        return editor;
    }
    bool hasProblem(check::ProblemCode code)
    {
        const auto &problems = session().report()->problems;
        return std::any_of(
            problems.begin(), problems.end(), [code](const check::Problem &problem) { return problem.code == code; });
    }
    static check::QueuedNumbers queued(std::uint64_t phone)
    {
        return {{check::QueuedNumber{phone, 1, 0, true}}, QDateTime::currentDateTimeUtc()};
    }
};

} // namespace

TEST_F(AnEditUnderWay, isKeptWhenACorrectedFileIsTakenOverMeanwhile)
{
    const QString file = corrected(1999, "Zoe");
    {
        const BusyBackground busy;
        skipHalf();
        fixture.window->session().readCorrected(file);
    }
    ASSERT_NO_FATAL_FAILURE(takeOver());
    EXPECT_EQ(nameOf(1999), u"Zoe"_s);
    EXPECT_TRUE(isSkipped(0));
    EXPECT_EQ(session().rowsToSend(), rowCount / 2);
}

TEST_F(AnEditUnderWay, isKeptWhenItEndsBehindTheCorrectionsInView)
{
    session().readCorrected(corrected(1999, "Zoe"));
    ASSERT_NE(dialog(u"correctionsDialog"_s), nullptr);
    skipHalf();
    ASSERT_TRUE(awaitEdit());
    ASSERT_NO_FATAL_FAILURE(takeOver());
    EXPECT_EQ(nameOf(1999), u"Zoe"_s);
    EXPECT_EQ(session().rowsToSend(), rowCount / 2);
}

TEST_F(AnEditUnderWay, doesNotOpenACorrectedFileAsANewSheet)
{
    const QString sheet = path();
    const QString file = corrected(1999, "Zoe");
    session().readCorrected(file);
    session().editValue(0, 2, u"01234"_s); // while the file is read
    ASSERT_NO_FATAL_FAILURE(takeOver());
    EXPECT_EQ(nameOf(1999), u"Zoe"_s);
    EXPECT_EQ(path(), sheet);
}

TEST_F(AnEditUnderWay, isNotNeededToKnowThatACorrectedFileWantsACheckedSheet)
{
    const QString sheet = path();
    const QString file = corrected(1999, "Zoe");
    leaveTheCityOut();
    session().readCorrected(file);
    ASSERT_TRUE(waitUntil([&] { return fixture.text(u"inlineMessageText"_s).contains(u"Check the rows first"_s); }));
    EXPECT_EQ(path(), sheet);
}

TEST_F(AnEditUnderWay, holdsUpTheSendingOfTheRowsAsTheyWere)
{
    fixture.window->goTo(Step::Send);
    ASSERT_TRUE(waitUntil([&] { return fixture.window->guards().isReady(); }));
    const auto asked = fixture.prompts.titles.size();
    {
        const BusyBackground busy;
        skipHalf();
        EXPECT_FALSE(fixture.window->guards().isReady());
        EXPECT_TRUE(fixture.text(u"reason"_s).contains(u"changed rows"_s)) << fixture.text(u"reason"_s).toStdString();
        fixture.click(u"primary"_s);
        EXPECT_EQ(fixture.prompts.titles.size(), asked) << "nothing is confirmed before the rows are known";
        auto *page = fixture.window->findChild<SendPage *>();
        Q_EMIT page->startRequested(page->target(), page->target().batchId, u"Too early"_s);
        EXPECT_FALSE(fixture.window->sending().isBusy()) << "whoever asks";
        fixture.window->goTo(Step::Check);
        EXPECT_TRUE(fixture.text(u"reason"_s).contains(u"changed rows"_s)) << fixture.text(u"reason"_s).toStdString();
        fixture.window->goTo(Step::Send);
        fixture.click(u"primary"_s);
    }
    ASSERT_TRUE(waitUntil([&] { return fixture.window->sending().run() && !fixture.window->sending().isBusy(); }))
        << "the press is answered once they are";
    EXPECT_TRUE(fixture.prompts.lastConfirmation.accept.contains(u"1,000"_s))
        << fixture.prompts.lastConfirmation.accept.toStdString();
    EXPECT_EQ(fixture.practice->queuedCount(fixture.window->sending().practiceBatch()), rowCount / 2);
}

TEST_F(AnEditUnderWay, isKeptWhenEveryRowIsCheckedAgainMeanwhile)
{
    session().check();
    finishBackground();
    {
        const BusyBackground busy;
        skipHalf();
        QCoreApplication::processEvents(); // the check ends during the edit
    }
    ASSERT_TRUE(awaitCheck());
    EXPECT_EQ(session().rowsToSend(), rowCount / 2);
}

TEST_F(AnEditUnderWay, endsACheckThatAnEarlierEditHasMadeOld)
{
    session().check();
    session().editValue(0, 2, u"01234"_s);
    finishBackground();
    {
        const BusyBackground busy;
        skipHalf();
        QCoreApplication::processEvents();
    }
    ASSERT_TRUE(awaitCheck()) << "it checks for ever";
    EXPECT_EQ(session().rowsToSend(), rowCount / 2);
}

TEST_F(AnEditUnderWay, isKeptWhenTheJournalNamesWhoWasQueuedMeanwhile)
{
    ASSERT_TRUE(waitUntil([&] { return fixture.window->guards().isReady(); })); // the journal of the test names nobody
    session().setAlreadyQueued(queued(12025552999)); // the last one
    finishBackground();
    {
        const BusyBackground busy;
        skipHalf();
        QCoreApplication::processEvents();
    }
    ASSERT_TRUE(awaitEdit());
    EXPECT_EQ(session().rowsToSend(), rowCount / 2);
    EXPECT_TRUE(waitUntil([&] { return hasProblem(check::ProblemCode::AlreadyQueued); }));
    EXPECT_EQ(session().rowsToSend(), rowCount / 2);
}

TEST_F(AnEditUnderWay, isKeptWhenTheMappingChangesMeanwhile)
{
    {
        const BusyBackground busy;
        ASSERT_NO_FATAL_FAILURE(skipHalf());
        ASSERT_NO_FATAL_FAILURE(leaveTheCityOut());
        session().check();
    }
    ASSERT_TRUE(awaitCheck());
    EXPECT_EQ(session().rowsToSend(), rowCount / 2);
    EXPECT_EQ(session().edits().undoName(), u"Skip 1,000 Rows"_s);
}

TEST_F(AnEditUnderWay, isKeptWhenTheDefaultCountryChangesMeanwhile)
{
    {
        const BusyBackground busy;
        skipHalf();
        check::CheckSettings settings = session().settings();
        settings.defaultCountry = u"NL"_s;
        session().setSettings(settings);
    }
    ASSERT_TRUE(awaitEdit());
    EXPECT_EQ(session().report(), nullptr);
    EXPECT_TRUE(isSkipped(0));
    session().check();
    ASSERT_TRUE(awaitCheck());
    EXPECT_EQ(session().rowsToSend(), rowCount / 2);
}

TEST_F(AnEditUnderWay, isKeptWhenTheFileIsReadAgainMeanwhile)
{
    sheet::ReadingOptions options;
    options.separator = u","_s;
    session().readAgain(options);
    ASSERT_TRUE(waitUntil([&] { return fixture.window->session().isReading(); }));
    finishBackground();
    {
        const BusyBackground busy;
        skipHalf();
        QCoreApplication::processEvents();
    }
    ASSERT_TRUE(waitUntil([&] { return session().document()->options == options; }));
    EXPECT_TRUE(isSkipped(0));
}

TEST_F(AnEditUnderWay, isGoneWithTheSheetThatIsClosed)
{
    fixture.prompts.confirmAnswer = false;
    const BusyBackground busy;
    skipHalf();
    action(u"actionClose"_s)->trigger();
    ASSERT_TRUE(session().document()) << "it is a change that is not thrown away unasked";
    fixture.prompts.confirmAnswer = true;
    action(u"actionClose"_s)->trigger();
    EXPECT_FALSE(session().document());
}

TEST_F(AnEditUnderWay, lastsUntilTheNextSheetComesIntoView)
{
    const QString other = fixture.folder.write(u"other.csv"_s, "Name,Phone\nZoe,+12025550109\n");
    {
        const BusyBackground busy;
        skipHalf();
        session().closeFile();
        session().openFile(other);
    }
    ASSERT_TRUE(waitUntil([&] { return session().document() && !session().isEditing(); }));
    EXPECT_EQ(path(), other);
    EXPECT_TRUE(session().edits().current().isEmpty());
}

TEST_F(AnEditUnderWay, opensNoCellToTypeIn)
{
    const BusyBackground busy;
    skipHalf();
    EXPECT_FALSE(view->model()->flags(cityOf(0)) & Qt::ItemIsEditable);
    view->setCurrentIndex(cityOf(0));
    QTest::keyClick(view, Qt::Key_F2);
    EXPECT_EQ(view->findChild<QLineEdit *>(), nullptr) << "what is typed there would be lost";
}

TEST_F(AnEditUnderWay, leavesWhatIsHalfTyped)
{
    QLineEdit *editor = openEditor(1500);
    editor->selectAll();
    QTest::keyClicks(editor, u"Half"_s);
    skipHalf();
    ASSERT_TRUE(awaitEdit());
    ASSERT_EQ(view->findChild<QLineEdit *>(), editor);
    EXPECT_EQ(editor->text(), u"Half"_s);
    QTest::keyClicks(editor, u" a word"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    EXPECT_TRUE(waitUntil([&] { return cityOf(1500).data().toString() == u"Half a word"_s; }));
    EXPECT_EQ(session().rowsToSend(), rowCount / 2);
}

TEST_F(AnEditUnderWay, isKeptWithWhatIsTypedWhenTheWindowGoes)
{
    QLineEdit *editor = openEditor(1500);
    editor->selectAll();
    QTest::keyClicks(editor, u"Last"_s);
    fixture.close();
    fixture.open();
    auto *message = fixture.child<QLabel>(u"inlineMessageText"_s);
    EXPECT_TRUE(waitUntil([&] { return message->text().contains(u"1 changed cell"_s); }))
        << message->text().toStdString();
}

TEST_F(AnEditUnderWay, isFollowedByWhatIsTypedMeanwhile)
{
    QLineEdit *editor = openEditor(1500);
    editor->selectAll();
    {
        const BusyBackground busy;
        skipHalf();
        QTest::keyClicks(editor, u"Whole"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QCoreApplication::processEvents();
        ASSERT_TRUE(session().isEditing()) << "the word is there before the edit has ended";
    }
    ASSERT_TRUE(awaitEdit());
    EXPECT_EQ(cityOf(1500).data().toString(), u"Whole"_s);
    EXPECT_EQ(session().rowsToSend(), rowCount / 2);
}

TEST_F(AnEditUnderWay, leavesWhatIsHalfTypedWhenOtherRowsComeIntoView)
{
    QLineEdit *editor = openEditor(1500);
    editor->selectAll();
    QTest::keyClicks(editor, u"Typed"_s);
    session().check();
    ASSERT_TRUE(waitUntil([&] { return !session().isChecking(); }));
    EXPECT_EQ(cityOf(1500).data().toString(), u"Typed"_s);
}

TEST_F(AnEditUnderWay, isFollowedByTheRepairThatIsTriedAgain)
{
    auto *groups = fixture.child<QListWidget>(u"problemGroups"_s);
    groups->setCurrentRow(groups->count() - 1);
    QDialog *fix = nullptr;
    {
        const BusyBackground busy;
        fixture.click(u"fixAll"_s);
        fix = dialog(u"fixDialog"_s);
        ASSERT_NE(fix, nullptr);
        session().editValue(0, 2, u"01234"_s); // the look at the rows is old before it ends
    }
    QPushButton *apply = fix->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    ASSERT_TRUE(waitUntil([&] { return apply->isEnabled(); })) << "it waits for ever";
    apply->click();
    EXPECT_EQ(session().edits().current().cellCount(), rowCount / 10U);
}

} // namespace callsheet::ui
