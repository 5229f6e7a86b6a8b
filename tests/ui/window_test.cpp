#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/window_fixture.h"
#include "ui/check/check_page.h"
#include "ui/common/step_list.h"
#include "ui/common/translations.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
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

class Window : public ::testing::Test {
protected:
    static void SetUpTestSuite() { installTranslations(*qobject_cast<QApplication *>(QCoreApplication::instance())); }

    bool prepare(const QByteArray &csv)
    {
        return fixture.prepare(
            fixture.folder.write(u"people.csv"_s, csv), fixture.folder.write(u"set.json"_s, variableSet));
    }
    bool send()
    {
        fixture.window->goTo(Step::Send);
        fixture.click(u"primary"_s);
        return waitUntil([&] { return fixture.window->sending().run() && !fixture.window->sending().isBusy(); })
            && waitUntilShown();
    }
    bool waitUntilShown()
    {
        return waitUntil([&] {
            const runs::RunDetails *details = fixture.window->history().details();
            return details && details->head.id == fixture.window->sending().run()->run() && details->ledger.addsUp();
        });
    }
    void fault(practice::FaultKind kind, int fromRequest, int status = 500)
    {
        practice::Fault fault;
        fault.kind = kind;
        fault.fromRequest = fromRequest;
        fault.status = status;
        fault.message = u"name is missing in record 3"_s;
        fixture.practice->setFaults({{fault}});
    }
    QString batch() { return fixture.window->sending().practiceBatch(); }

    test::WindowFixture fixture;
};

} // namespace

TEST_F(Window, startsWithAWayInAndPracticeInWords)
{
    fixture.open();
    EXPECT_TRUE(fixture.child<QPushButton>(u"openSpreadsheet"_s)->isVisible());
    EXPECT_TRUE(fixture.child<QWidget>(u"practiceBadge"_s)->isVisible());
    EXPECT_TRUE(fixture.window->windowTitle().contains(u"nobody is called"_s))
        << fixture.window->windowTitle().toStdString();
}

TEST_F(Window, aFileThatIsNoSheetIsSaidInTheWindow)
{
    fixture.open({fixture.folder.write(u"report.xlsx"_s, "%PDF-1.7 nothing of a sheet"), {}, {}});
    ASSERT_TRUE(waitUntil([&] { return fixture.child<QWidget>(u"inlineMessage"_s)->isVisible(); }));
    EXPECT_TRUE(fixture.text(u"inlineMessageText"_s).contains(u"report.xlsx"_s))
        << fixture.text(u"inlineMessageText"_s).toStdString();
    EXPECT_TRUE(fixture.child<QPushButton>(u"openSpreadsheet"_s)->isVisible());
}

TEST_F(Window, theSampleOpensWithItsVariableSet)
{
    fixture.open();
    fixture.click(u"trySample"_s);
    ASSERT_TRUE(
        waitUntil([&] { return fixture.window->session().document() && fixture.window->session().variables(); }));
    EXPECT_GT(fixture.window->session().document()->table->rowCount(), 0U);
}

TEST_F(Window, anotherHeaderRowReadsTheSheetAnew)
{
    fixture.open({fixture.folder.write(u"people.csv"_s, "Report of May\nName,Phone\nAsha,+12025550101\n"), {}, {}});
    ASSERT_TRUE(waitUntil([&] { return fixture.window->session().document().has_value(); }));
    fixture.child<QSpinBox>(u"headerRow"_s)->setValue(1);
    ASSERT_TRUE(waitUntil([&] {
        return fixture.window->session().document()->report.headerRow == 1 && !fixture.window->session().isReading();
    }));
    fixture.child<QSpinBox>(u"headerRow"_s)->setValue(2);
    ASSERT_TRUE(waitUntil([&] { return fixture.window->session().document()->report.headerRow == 2; }));
    EXPECT_EQ(fixture.window->session().document()->table->header().value(0), u"Name"_s);
}

TEST_F(Window, aDisabledContinueSaysWhyAndLeadsThere)
{
    fixture.open({fixture.folder.write(u"people.csv"_s, "Who,Where\nAsha,Pune\n"),
        fixture.folder.write(u"set.json"_s, variableSet), {}});
    ASSERT_TRUE(
        waitUntil([&] { return fixture.window->session().document() && fixture.window->session().variables(); }));
    fixture.window->goTo(Step::Match);
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
    EXPECT_TRUE(fixture.text(u"reason"_s).contains(u"<a href"_s)) << fixture.text(u"reason"_s).toStdString();
}

TEST_F(Window, theWholeWayFromFileToQueuedPeople)
{
    ASSERT_TRUE(prepare(test::peopleCsv(2500)));
    EXPECT_EQ(fixture.window->step(), Step::Check);
    EXPECT_EQ(fixture.child<QPushButton>(u"primary"_s)->text(), u"Review and send"_s);
    fixture.window->goTo(Step::Send);
    EXPECT_EQ(fixture.child<QPushButton>(u"primary"_s)->text(), u"Practise calling 2,500 people…"_s);
    EXPECT_EQ(fixture.text(u"factChunks"_s), u"3 chunks: 2 × 1,000 + 500; more where rows are long"_s);
    ASSERT_TRUE(send());
    EXPECT_EQ(fixture.prompts.lastConfirmation.accept, u"Start practising with 2,500 people"_s);
    EXPECT_EQ(fixture.window->step(), Step::Runs);
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.queued == 2500; }));
    EXPECT_EQ(fixture.practice->queuedCount(batch()), 2500);
    EXPECT_EQ(fixture.text(u"ledger"_s), u"2,500 rows = 2,500 queued"_s);
}

TEST_F(Window, nothingIsSentUntilAllRowsAreFixedWhereThatWasChosen)
{
    ASSERT_TRUE(prepare(test::peopleCsv(10) + "Nobody,12,Leeds\n"));
    fixture.window->goTo(Step::Send);
    auto *choice = fixture.child<QComboBox>(u"rowsWithErrors"_s);
    EXPECT_EQ(choice->currentText(), u"Send only the ready rows (10)"_s);
    EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
    choice->setCurrentIndex(1);
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled());
    EXPECT_TRUE(fixture.text(u"reason"_s).contains(u"1 row with an error"_s))
        << fixture.text(u"reason"_s).toStdString();

    fixture.window->close();
    fixture.close();
    fixture.open();
    EXPECT_EQ(fixture.child<QComboBox>(u"rowsWithErrors"_s)->currentIndex(), 1) << "the choice is remembered";
    ASSERT_TRUE(prepare(test::peopleCsv(10)));
    fixture.window->goTo(Step::Send);
    EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled()) << "no row has an error";
}

TEST_F(Window, theKeyboardAloneLeadsFromTheFileToQueuedPeople)
{
    fixture.open({fixture.folder.write(u"people.csv"_s, test::peopleCsv(5)),
        fixture.folder.write(u"set.json"_s, variableSet), u"GB"_s});
    MainWindow &window = *fixture.window;
    ASSERT_TRUE(waitUntil([&] { return window.session().document() && window.session().variables(); }));
    const auto goOn = [&window] { QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier); };
    EXPECT_EQ(window.step(), Step::File);
    goOn();
    EXPECT_EQ(window.step(), Step::Match);
    goOn();
    EXPECT_EQ(window.step(), Step::Check);
    ASSERT_TRUE(waitUntil([&] { return window.session().report() != nullptr; }));
    goOn();
    EXPECT_EQ(window.step(), Step::Send);
    EXPECT_TRUE(fixture.practice->arrivals().isEmpty());
    goOn();
    ASSERT_TRUE(waitUntil([&] { return fixture.practice->queuedCount(batch()) == 5; }));
    EXPECT_EQ(window.step(), Step::Runs);
}

TEST_F(Window, nothingIsSentWithoutTheConfirmation)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    fixture.prompts.confirmAnswer = false;
    fixture.window->goTo(Step::Send);
    fixture.click(u"primary"_s);
    EXPECT_FALSE(fixture.window->sending().isBusy());
    EXPECT_TRUE(fixture.practice->arrivals().isEmpty());
}

TEST_F(Window, skippedRowsAreLeftOutAndCounted)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    fixture.child<QTableView>(u"checkedRows"_s)->selectRow(1);
    fixture.click(u"skipRows"_s);
    EXPECT_EQ(fixture.window->session().rowsToSend(), 4);
    ASSERT_TRUE(send());
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.queued == 4; }));
    EXPECT_EQ(fixture.window->history().details()->ledger.leftOut, 1);
}

TEST_F(Window, filtersShowOnlyTheirRows)
{
    ASSERT_TRUE(prepare("Name,Phone,City\nAsha,+12025550101,Pune\n,+12025550102,Pune\nBo,nonsense,Pune\n"));
    auto *view = fixture.child<QTableView>(u"checkedRows"_s);
    EXPECT_EQ(view->model()->rowCount(), 3);
    fixture.click(u"filter%1"_s.arg(static_cast<int>(RowGroup::Errors)));
    EXPECT_EQ(view->model()->rowCount(), 2);
    fixture.click(u"filter%1"_s.arg(static_cast<int>(RowGroup::BlankRequired)));
    EXPECT_EQ(view->model()->rowCount(), 1);
    fixture.click(u"filter%1"_s.arg(static_cast<int>(RowGroup::Skipped)));
    fixture.click(u"showAllRows"_s);
    EXPECT_EQ(view->model()->rowCount(), 3);
}

TEST_F(Window, aRefusedChunkCanBeSentAgainAsANewOne)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    fault(practice::FaultKind::Status, 1, 400);
    ASSERT_TRUE(send());
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.refused == 5; }));
    fixture.click(u"sendChunkAgain"_s);
    ASSERT_TRUE(waitUntil([&] {
        return fixture.window->history().details() && fixture.window->history().details()->ledger.queued == 5;
    }));
    EXPECT_EQ(fixture.practice->queuedCount(batch()), 5);
}

TEST_F(Window, anUnknownChunkWantsItsNumberTypedBeforeItIsSentAgain)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    fault(practice::FaultKind::DropUnapplied, 1);
    ASSERT_TRUE(send());
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.unknown == 5; }));
    ASSERT_TRUE(waitUntil([&] {
        return fixture.child<StepList>(u"steps"_s)->mark(Step::Runs) == StepMark{StepMark::Kind::Unknown, 1};
    }));

    fixture.prompts.typed = false;
    fixture.click(u"theyAreNotQueued"_s);
    EXPECT_EQ(fixture.prompts.lastNumber.number, 5);
    EXPECT_EQ(fixture.prompts.lastNumber.text,
        u"In practice, so nobody is called: for real, up to 5 people might be called twice."_s);
    EXPECT_EQ(fixture.window->history().details()->ledger.unknown, 5);

    fixture.prompts.typed = true;
    fixture.prompts.note = u"looked into the batch"_s;
    fixture.click(u"theyAreNotQueued"_s);
    ASSERT_TRUE(waitUntil([&] {
        return fixture.window->history().details() && fixture.window->history().details()->ledger.queued == 5;
    }));
    EXPECT_EQ(fixture.practice->queuedCount(batch()), 5);
}

TEST_F(Window, anUnknownChunkThatArrivedIsCountedOnThePersonsWord)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    fault(practice::FaultKind::DropBeforeAnswer, 1);
    ASSERT_TRUE(send());
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.unknown == 5; }));
    fixture.prompts.text = u"five calls in the batch"_s;
    fixture.click(u"theyAreQueued"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.queued == 5; }));
    EXPECT_EQ(fixture.practice->arrivals().size(), 1) << "sent once, and never again";
}

TEST_F(Window, anUnknownChunkThatArrivedIsFoundByAskingTheService)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    fault(practice::FaultKind::DropBeforeAnswer, 1);
    ASSERT_TRUE(send());
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.unknown == 5; }));
    fixture.click(u"checkWithService"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.queued == 5; }));
    const auto arrivals = fixture.practice->arrivals();
    EXPECT_EQ(std::count_if(arrivals.begin(), arrivals.end(),
                  [](const practice::Arrival &arrival) { return arrival.path.contains(u"addCallsToBatch"_s); }),
        1)
        << "asked, and not sent again";
}

TEST_F(Window, askingTheServiceCanBeStoppedAndChangesNothingThen)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    fault(practice::FaultKind::DropUnapplied, 1);
    ASSERT_TRUE(send());
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.unknown == 5; }));
    fixture.click(u"checkWithService"_s);
    auto *activity = fixture.child<QLabel>(u"lastActivity"_s);
    ASSERT_TRUE(waitUntil([&] { return activity->text().contains(u"Looks again at"_s); }))
        << "absent takes two looks, minutes apart";
    fixture.click(u"checkWithService"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.child<QWidget>(u"theyAreQueued"_s)->isEnabled(); }));
    EXPECT_EQ(fixture.window->history().details()->ledger.unknown, 5);
}

TEST_F(Window, aPilotGoesFirstAndTheRestWaits)
{
    ASSERT_TRUE(prepare(test::peopleCsv(20)));
    fixture.child<QSpinBox>(u"pilotPeople"_s)->setValue(3);
    ASSERT_TRUE(send());
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.queued == 3; }));
    ASSERT_TRUE(waitUntil([&] { return fixture.child<QWidget>(u"resumeRun"_s)->isVisible(); }));
    EXPECT_EQ(fixture.practice->queuedCount(batch()), 3);
    fixture.click(u"resumeRun"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.window->history().details()->ledger.queued == 20; }));
    EXPECT_EQ(fixture.practice->queuedCount(batch()), 20);
}

TEST_F(Window, sendingTheSameFileAgainIsWarnedOf)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    ASSERT_TRUE(send());
    fixture.window->goTo(Step::Send);
    EXPECT_TRUE(waitUntil([&] { return fixture.child<QWidget>(u"earlierRuns"_s)->isVisible(); }));
}

TEST_F(Window, closingWhileSendingAsksAndPauses)
{
    ASSERT_TRUE(prepare(test::peopleCsv(3000)));
    fault(practice::FaultKind::Hang, 2);
    fixture.window->goTo(Step::Send);
    fixture.click(u"primary"_s);
    ASSERT_TRUE(waitUntil([&] { return fixture.practice->arrivals().size() == 2; }));
    fixture.prompts.chosen.reset(); // cancel
    fixture.window->close();
    EXPECT_FALSE(fixture.window->isMinimized());
    fixture.prompts.chosen = 1; // keep running
    fixture.window->close();
    EXPECT_TRUE(fixture.window->isVisible());
    EXPECT_TRUE(fixture.window->isMinimized());
    EXPECT_TRUE(fixture.window->sending().isSending());
    EXPECT_EQ(fixture.prompts.lastChoice.options.size(), 2);
    fixture.prompts.chosen = 0; // pause after this chunk and close
    fixture.window->close();
    EXPECT_TRUE(fixture.window->isVisible()) << "the chunk under way is not cut off";
    fixture.window->sending().stop();
    EXPECT_TRUE(waitUntil([&] { return !fixture.window->isVisible(); }));
}

TEST_F(Window, aNewConnectionIsSavedWithoutItsSecret)
{
    ASSERT_TRUE(prepare(test::peopleCsv(5)));
    fixture.window->goTo(Step::Send);
    fixture.click(u"newConnection"_s);
    auto *save = fixture.child<QPushButton>(u"saveConnection"_s);
    EXPECT_FALSE(save->isEnabled());
    fixture.child<QLineEdit>(u"connectionName"_s)->setText(u"Acme"_s);
    fixture.child<QLineEdit>(u"connectionAddress"_s)->setText(u"https://calls.example.com"_s);
    fixture.child<QLineEdit>(u"connectionKey"_s)->setText(u"not-a-real-key"_s);
    ASSERT_TRUE(save->isEnabled()) << fixture.text(u"connectionReason"_s).toStdString();
    save->click();
    EXPECT_EQ(fixture.child<QComboBox>(u"connection"_s)->currentText(), u"Acme"_s);
    EXPECT_EQ(fixture.child<QAbstractButton>(u"practiceBadge"_s)->text(), u"Real calls: Acme"_s);
    EXPECT_FALSE(fixture.child<QPushButton>(u"primary"_s)->isEnabled()) << "the batch id is missing";
    QFile file(fixture.profile.path(u"connections.json"_s));
    ASSERT_TRUE(waitUntil([&] { return file.exists(); }));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_FALSE(file.readAll().contains("not-a-real-key"));
}

} // namespace callsheet::ui
