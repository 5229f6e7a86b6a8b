#include "core/practice/practice_service.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/loop_watch.h"
#include "tests/ui/practice/practice_window.h"
#include "ui/practice/mishap.h"
#include "ui/practice/played_calls_model.h"
#include "ui/practice/practice_batches_model.h"
#include "ui/practice/practice_watch.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTest>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

using BatchColumn = PracticeBatchesModel::Column;

class PracticePanelTest : public test::PracticeWindow {
protected:
    QString shown(const QString &table, int column)
    {
        return fixture.child<QTableView>(table)->model()->index(0, column).data().toString();
    }
    QString shown(BatchColumn column) { return shown(u"practiceBatches"_s, static_cast<int>(column)); }
    int callsShown() { return fixture.child<QTableView>(u"practiceCalls"_s)->model()->rowCount(); }
    void choosePace(CallPace pace)
    {
        auto *combo = fixture.child<QComboBox>(u"practicePace"_s);
        combo->setCurrentIndex(combo->findData(static_cast<int>(pace)));
        Q_EMIT combo->activated(combo->currentIndex());
    }
    QRadioButton *mishap(Mishap mishap)
    {
        return fixture.child<QRadioButton>(u"mishap%1"_s.arg(static_cast<int>(mishap)));
    }
    //! How many people of the shown run stand there.
    qint64 people(qint64 runs::Ledger::*where)
    {
        const runs::RunDetails *details = fixture.window->history().details();
        return details ? details->ledger.*where : -1;
    }
    qint64 unknown() { return people(&runs::Ledger::unknown); }
    qint64 queued() { return people(&runs::Ledger::queued); }
};

struct Played {
    const char *name;
    Mishap mishap;
    qint64 runs::Ledger::*where; // where the people of the chunk stand then
};

class PlayedMishap : public PracticePanelTest, public ::testing::WithParamInterface<Played> { };

} // namespace

TEST_F(PracticePanelTest, showsACallThatWasPlayed)
{
    ASSERT_TRUE(prepare(3));
    ASSERT_TRUE(send());
    openPanel();
    EXPECT_TRUE(fixture.child<QDockWidget>(u"practiceDock"_s)->isVisible());
    EXPECT_EQ(shown(BatchColumn::Queued), u"3"_s);
    EXPECT_EQ(callsShown(), 0) << "nobody is called before the person says so";
    choosePace(CallPace::Fast);
    ASSERT_TRUE(waitUntil([&] { return callsShown() == 3; }));
    EXPECT_TRUE(shown(u"practiceCalls"_s, static_cast<int>(PlayedCallsModel::Column::Phone)).contains(u"202"_s));
    EXPECT_TRUE(shown(u"practiceCalls"_s, static_cast<int>(PlayedCallsModel::Column::Name)).startsWith(u"Person "_s));
    EXPECT_EQ(shown(BatchColumn::Called), u"3"_s);
    EXPECT_EQ(shown(BatchColumn::Status), u"All called"_s);
}

TEST_F(PracticePanelTest, stopsAndStartsTheCallingOfABatch)
{
    ASSERT_TRUE(prepare(2));
    ASSERT_TRUE(send());
    openPanel();
    ASSERT_TRUE(waitUntil([&] { return shown(BatchColumn::Status) == u"Calling"_s; }));
    fixture.click(u"practiceStop"_s);
    EXPECT_EQ(shown(BatchColumn::Status), u"Stopped"_s);
    choosePace(CallPace::Fast);
    QTest::qWait(150); // three turns of the dialler
    EXPECT_EQ(callsShown(), 0);
    fixture.click(u"practiceStart"_s);
    EXPECT_TRUE(waitUntil([&] { return callsShown() == 2; }));
}

TEST_F(PracticePanelTest, aLostAnswerLeadsToUnknownOnceAndThenNothingGoesWrongAgain)
{
    ASSERT_TRUE(prepare(5));
    openPanel();
    mishap(Mishap::AnswerLost)->click();
    fixture.window->goTo(Step::Send);
    auto *message = fixture.child<QWidget>(u"rehearsalMessage"_s);
    EXPECT_TRUE(message->isVisible()) << "what is on is said where it matters";
    ASSERT_TRUE(send());
    EXPECT_EQ(unknown(), 5);
    EXPECT_EQ(fixture.practice->queuedCount(batch()), 5) << "they are there all the same";
    ASSERT_TRUE(waitUntil([&] { return !message->isVisible(); })) << "it was for one request only";
    EXPECT_TRUE(mishap(Mishap::None)->isChecked());
    ASSERT_TRUE(send());
    EXPECT_EQ(unknown(), 0);
    EXPECT_EQ(queued(), 5);
}

TEST_F(PracticePanelTest, oneClickSwitchesOffWhatGoesWrongAllTheTime)
{
    ASSERT_TRUE(prepare(5));
    openPanel();
    auto *howLong = fixture.child<QComboBox>(u"mishapHowLong"_s);
    howLong->setCurrentIndex(howLong->findData(static_cast<int>(HowLong::UntilSwitchedOff)));
    mishap(Mishap::AnswerLost)->click();
    ASSERT_TRUE(send());
    EXPECT_EQ(unknown(), 5);
    auto *message = fixture.child<QWidget>(u"rehearsalMessage"_s);
    ASSERT_TRUE(message->isVisible()) << "it is still on";
    message->findChild<QPushButton *>(u"messageAction1"_s)->click();
    EXPECT_FALSE(message->isVisible());
    EXPECT_TRUE(mishap(Mishap::None)->isChecked());
    EXPECT_TRUE(fixture.practice->faults().faults.isEmpty());
}

TEST_P(PlayedMishap, isMetByTheNextRequestAsItsNameSays)
{
    ASSERT_TRUE(prepare(4));
    openPanel();
    mishap(GetParam().mishap)->click();
    fixture.window->goTo(Step::Send);
    fixture.click(u"primary"_s);
    EXPECT_TRUE(waitUntil([&] {
        const bool isOver = !fixture.window->sending().isBusy() || !fixture.window->sending().waitingText().isEmpty();
        return isOver && people(GetParam().where) == 4;
    })) << "unknown: "
        << unknown() << ", queued: " << queued() << ", arrivals: " << fixture.practice->arrivals().size()
        << ", chunk: " << fixture.text(u"runProgress"_s).toStdString() << ' '
        << fixture.text(u"lastActivity"_s).toStdString();
}

INSTANTIATE_TEST_SUITE_P(Panel, PlayedMishap,
    ::testing::Values(Played{"requestLost", Mishap::RequestLost, &runs::Ledger::unknown},
        Played{"tooManyRequests", Mishap::TooManyRequests, &runs::Ledger::notSent}, // it waits
        Played{"someRefused", Mishap::SomeRefused, &runs::Ledger::unknown},
        Played{"keyRefused", Mishap::KeyRefused, &runs::Ledger::refused}),
    [](const auto &info) { return std::string(info.param.name); });

TEST_F(PracticePanelTest, aServiceThatIsDownGetsNothingUntilItIsUpAgain)
{
    ASSERT_TRUE(prepare(4));
    openPanel();
    mishap(Mishap::ServiceDown)->click();
    fixture.window->goTo(Step::Send);
    fixture.click(u"primary"_s);
    ASSERT_TRUE(waitUntil([&] { return people(&runs::Ledger::notSent) == 4; }));
    ASSERT_TRUE(waitUntil([&] { return !fixture.window->sending().waitingText().isEmpty(); })) << "it tries again";
    EXPECT_TRUE(fixture.practice->arrivals().isEmpty());
    fixture.child<QWidget>(u"rehearsalMessage"_s)->findChild<QPushButton *>(u"messageAction1"_s)->click();
    EXPECT_TRUE(waitUntil([&] { return queued() == 4; }));
    EXPECT_EQ(fixture.practice->queuedCount(batch()), 4);
}

TEST_F(PracticePanelTest, isOpenAgainWhenTheWindowIs)
{
    fixture.open();
    EXPECT_FALSE(fixture.child<QDockWidget>(u"practiceDock"_s)->isVisible());
    fixture.click(u"practiceBadge"_s);
    EXPECT_TRUE(fixture.child<QDockWidget>(u"practiceDock"_s)->isVisible());
    EXPECT_TRUE(fixture.child<QAction>(u"actionPractice"_s)->isChecked());
    fixture.window->close();
    fixture.close();
    fixture.open();
    EXPECT_TRUE(fixture.child<QDockWidget>(u"practiceDock"_s)->isVisible());
    openPanel();
    EXPECT_FALSE(fixture.child<QDockWidget>(u"practiceDock"_s)->isVisible());
    fixture.window->close();
    fixture.close();
    fixture.open();
    EXPECT_FALSE(fixture.child<QDockWidget>(u"practiceDock"_s)->isVisible());
}

TEST_F(PracticePanelTest, manyCallsDoNotHoldUpTheWindow)
{
    ASSERT_TRUE(prepare(20'000));
    openPanel();
    test::LoopWatch watch;
    watch.start();
    fixture.window->goTo(Step::Send);
    fixture.click(u"primary"_s);
    fixture.practice->setPace(1'000'000);
    ASSERT_TRUE(waitUntil([&] { return queued() == 20'000; }));
    ASSERT_TRUE(waitUntil([&] { return shown(BatchColumn::Called) == u"20,000"_s; }));
    watch.report("20,000 people sent and called, panel open");
    EXPECT_EQ(callsShown(), PracticeWatch::mostCalls);
}

} // namespace callsheet::ui
