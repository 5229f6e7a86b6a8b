#include "core/practice/practice_service.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"
#include "tests/ui/practice/practice_window.h"
#include "ui/practice/tour.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

constexpr auto stops = 5;

class GuidedTour : public test::PracticeWindow {
protected:
    Tour &tour() { return *fixture.window->findChild<Tour *>(); }
    QWidget *callout() { return fixture.child<QWidget>(u"tourCallout"_s); }
    // To whoever holds the focus, as a keyboard does.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focus = fixture.window->focusWidget();
        QTest::keyClick(focus ? focus : fixture.window.get(), key, modifiers);
    }
    bool calloutHasFocus() { return callout()->isAncestorOf(fixture.window->focusWidget()); }
    QString primary() { return fixture.child<QPushButton>(u"tourPrimary"_s)->text(); }
    bool isDone() { return primary() != u"Do it for me"_s; }
    void start()
    {
        fixture.open();
        press(Qt::Key_F1, Qt::ShiftModifier);
    }
    //! Enter, as often as the step takes; then Enter once more leads on.
    bool doTheStep()
    {
        for (int presses = 0; presses < 4 && !isDone(); ++presses) {
            const QString before = fixture.text(u"tourText"_s);
            press(Qt::Key_Return);
            if (!waitUntil([&] { return isDone() || fixture.text(u"tourText"_s) != before; }))
                return false;
        }
        return isDone();
    }
    bool walkTo(int stop)
    {
        while (tour().stop() < stop) {
            if (!doTheStep())
                return false;
            press(Qt::Key_Right);
        }
        return tour().stop() == stop;
    }
    void expectCalloutOffItsTarget()
    {
        QTest::qWait(1); // placed after the layout is done
        const QWidget *frame = fixture.child<QWidget>(u"tourFrame"_s);
        ASSERT_TRUE(frame->isVisible()) << "points at nothing";
        const QRect target = frame->geometry().adjusted(5, 5, -5, -5);
        EXPECT_FALSE(callout()->geometry().intersects(target)) << "covers what it speaks of";
        EXPECT_TRUE(fixture.window->rect().contains(callout()->geometry()));
    }
};

class SkippedTour : public GuidedTour, public ::testing::WithParamInterface<int> { };

class SizedTour : public GuidedTour, public ::testing::WithParamInterface<std::pair<int, int>> { };

} // namespace

TEST_F(GuidedTour, theKeyboardAloneLeadsThroughAllFiveSteps)
{
    start();
    MainWindow &window = *fixture.window;
    for (int stop = 0; stop < stops; ++stop) {
        ASSERT_EQ(tour().stop(), stop);
        EXPECT_TRUE(calloutHasFocus()) << "at step " << stop + 1;
        EXPECT_TRUE(fixture.text(u"tourTitle"_s).startsWith(u"Step %1 of 5"_s.arg(stop + 1)));
        ASSERT_TRUE(doTheStep()) << "step " << stop + 1 << ": " << fixture.text(u"tourText"_s).toStdString();
        EXPECT_TRUE(calloutHasFocus()) << "after step " << stop + 1;
        press(Qt::Key_Return);
    }
    EXPECT_FALSE(tour().isRunning());
    EXPECT_FALSE(callout()->isVisible());
    EXPECT_EQ(window.step(), Step::Runs);
    EXPECT_TRUE(fixture.prompts.titles.contains(u"Start practising"_s))
        << "the person is asked before anything is sent";
    ASSERT_TRUE(window.history().details());
    EXPECT_EQ(window.history().details()->ledger.unknown, 0);
    EXPECT_GT(window.history().details()->ledger.queued, 50);
    EXPECT_TRUE(fixture.practice->faultsLeft().faults.isEmpty());
}

TEST_P(SkippedTour, escapeEndsItAndLeavesNothingBehind)
{
    start();
    ASSERT_TRUE(walkTo(GetParam()));
    press(Qt::Key_Escape);
    EXPECT_FALSE(tour().isRunning());
    EXPECT_FALSE(callout()->isVisible());
    EXPECT_FALSE(fixture.child<QWidget>(u"tourFrame"_s)->isVisible());
    EXPECT_TRUE(fixture.practice->faultsLeft().faults.isEmpty()) << "what it let go wrong is off again";
    ASSERT_TRUE(fixture.window->focusWidget());
    EXPECT_FALSE(calloutHasFocus());
    press(Qt::Key_F1, Qt::ShiftModifier);
    EXPECT_EQ(tour().stop(), 0) << "the Help menu starts it again";
}

INSTANTIATE_TEST_SUITE_P(Steps, SkippedTour, ::testing::Range(0, stops));

TEST_F(GuidedTour, escapeEndsItFromThePageToo)
{
    start();
    ASSERT_TRUE(walkTo(1));
    fixture.window->goTo(Step::Match);
    fixture.child<QWidget>(u"matchTable"_s)->setFocus();
    ASSERT_FALSE(calloutHasFocus());
    press(Qt::Key_Escape);
    EXPECT_FALSE(tour().isRunning());
}

TEST_F(GuidedTour, waitsForThePersonWhoDoesItWithoutTakingTheFocus)
{
    start();
    EXPECT_FALSE(isDone());
    auto *sample = fixture.child<QPushButton>(u"trySample"_s);
    sample->setFocus();
    QTest::keyClick(sample, Qt::Key_Space);
    ASSERT_TRUE(waitUntil([&] { return isDone(); }));
    EXPECT_EQ(tour().stop(), 0) << "it goes on when the person does";
    EXPECT_FALSE(calloutHasFocus());
}

TEST_F(GuidedTour, arrowsGoBackAndForth)
{
    start();
    ASSERT_TRUE(walkTo(1));
    press(Qt::Key_Left);
    EXPECT_EQ(tour().stop(), 0);
    EXPECT_TRUE(isDone());
    press(Qt::Key_Left);
    EXPECT_EQ(tour().stop(), 0);
    press(Qt::Key_Right);
    EXPECT_EQ(tour().stop(), 1);
}

TEST_F(GuidedTour, neverSendsThroughARealConnection)
{
    fixture.open();
    ASSERT_TRUE(chooseRealConnection());
    press(Qt::Key_F1, Qt::ShiftModifier);
    ASSERT_TRUE(walkTo(4));
    EXPECT_TRUE(fixture.prompts.lastConfirmation.accept.contains(u"practising"_s));
    EXPECT_TRUE(fixture.window->sending().target().practice);
}

TEST_F(GuidedTour, givesThePersonsOwnDefaultCountryBack)
{
    fixture.open({{}, {}, u"IN"_s});
    press(Qt::Key_F1, Qt::ShiftModifier);
    ASSERT_TRUE(walkTo(2));
    EXPECT_EQ(fixture.window->session().settings().defaultCountry, u"GB"_s);
    press(Qt::Key_Escape);
    EXPECT_EQ(fixture.window->session().settings().defaultCountry, u"IN"_s);
}

TEST_F(GuidedTour, isOfferedOnceAndNeverAgain)
{
    fixture.open();
    EXPECT_TRUE(fixture.child<QWidget>(u"tourOffer"_s)->isVisible());
    fixture.window->close();
    fixture.close();
    fixture.open();
    EXPECT_FALSE(fixture.child<QWidget>(u"tourOffer"_s)->isVisible());
}

TEST_P(SizedTour, pointsAtEveryStepsWidgetWithoutCoveringIt)
{
    start();
    fixture.window->resize(GetParam().first, GetParam().second);
    for (int stop = 0; stop < stops; ++stop) {
        ASSERT_TRUE(walkTo(stop));
        expectCalloutOffItsTarget();
        ASSERT_TRUE(doTheStep());
        expectCalloutOffItsTarget();
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, SizedTour, ::testing::Values(std::pair{900, 600}, std::pair{1280, 800}),
    [](const auto &info) { return std::to_string(info.param.first); });

} // namespace callsheet::ui
