#include "tests/support/await.h"
#include "tests/ui/loop_watch.h"
#include "tests/ui/window_fixture.h"
#include "ui/check/check_page.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using test::waitUntil;

TEST(BigSheet, openMatchCheckAndSendNeverBlockTheWindow)
{
    test::WindowFixture fixture;
    const QString file = fixture.folder.write(u"big.csv"_s, test::peopleCsv(100'000, 10));
    MainWindow &window = fixture.open();
    constexpr auto limit = std::chrono::seconds(200);
    test::LoopWatch watch;
    watch.start();

    window.session().openFile(file);
    ASSERT_TRUE(waitUntil([&] { return window.session().document().has_value(); }, limit));
    watch.report("open");

    window.session().learnVariables();
    window.goTo(Step::Match);
    match::Assignment phone{match::Source::Column, 1, {}, match::MatchReason::ChosenByYou, true};
    window.session().assign(0, phone);
    waitUntil([] { return false; }, std::chrono::milliseconds(50));
    watch.report("match");

    window.session().check();
    window.goTo(Step::Check);
    ASSERT_TRUE(waitUntil([&] { return window.session().report() != nullptr; }, limit));
    ASSERT_EQ(window.session().rowsToSend(), 100'000);
    watch.report("check");

    window.goTo(Step::Send);
    fixture.click(u"primary"_s);
    ASSERT_TRUE(waitUntil([&] { return window.sending().run() && !window.sending().isBusy(); }, limit));
    ASSERT_TRUE(waitUntil(
        [&] { return window.history().details() && window.history().details()->ledger.queued == 100'000; }, limit));
    watch.report("send");
    EXPECT_EQ(fixture.practice->queuedCount(window.sending().practiceBatch()), 100'000);
}

namespace {

class MillionRows : public ::testing::Test {
protected:
    void SetUp() override
    {
        constexpr int rows = 1'000'000;
        const QString file = fixture.folder.write(u"million.csv"_s, test::peopleCsv(rows, 10));
        MainWindow &window = fixture.open();
        window.session().openFile(file);
        ASSERT_TRUE(waitUntil([&] { return window.session().document().has_value(); }, limit));
        window.session().learnVariables();
        window.session().assign(0, {match::Source::Column, 1, {}, match::MatchReason::ChosenByYou, true});
        view = fixture.child<QTableView>(u"checkedRows"_s);
    }

    Session &session() { return fixture.window->session(); }
    bool awaitReport()
    {
        return waitUntil([&] { return session().report() && !session().isChecking(); }, limit);
    }
    //! The middle of some times of `act`, each with the frame that shows what it did, in milliseconds of this thread's
    //! processor: other programs do not count.
    template <typename Act>
    double frameAfter(Act act)
    {
        const auto used = [] {
            timespec time = {};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
            return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
        };
        std::vector<double> milliseconds;
        for (int i = 0; i < 9; ++i) {
            const double before = used();
            act(i);
            view->viewport()->grab();
            milliseconds.push_back(used() - before);
        }
        std::nth_element(milliseconds.begin(), milliseconds.begin() + 4, milliseconds.end());
        return milliseconds[4];
    }

    static constexpr auto limit = std::chrono::seconds(200);
    test::WindowFixture fixture;
    QTableView *view = nullptr;
};

TEST_F(MillionRows, showTheFirstResultsAtOnceAndKeepThePlace)
{
    QElapsedTimer since;
    qint64 first = -1;
    bool wasReady = false;
    QObject::connect(&session(), &Session::firstRowsChecked, &session(), [&] {
        wasReady = view->model()->index(0, 0).data().toString() == u"Ready"_s;
        view->viewport()->grab();
        first = since.elapsed();
    });
    since.start();
    session().check();
    fixture.window->goTo(Step::Check);
    ASSERT_TRUE(waitUntil([&] { return first >= 0; }, limit));
    ASSERT_EQ(session().report(), nullptr) << "the rows in view come before the whole report";
    EXPECT_TRUE(wasReady);
    EXPECT_FALSE(view->model()->flags(view->model()->index(0, 2)) & Qt::ItemIsEditable) << "looked at, not edited";
    view->setCurrentIndex(view->model()->index(1500, 0));
    ASSERT_TRUE(awaitReport());
    std::printf("1,000,000 rows x 10: the first rows are in view after %lld ms, all are checked after %lld ms\n",
        static_cast<long long>(first), static_cast<long long>(since.elapsed()));
    EXPECT_EQ(view->currentIndex().row(), 1500) << "whoever looks at a row keeps it in view";
    EXPECT_EQ(view->model()->rowCount(), 1'000'000);
}

TEST_F(MillionRows, areNotCheckedAnyFurtherWhenThePersonStops)
{
    session().check();
    fixture.window->goTo(Step::Check);
    ASSERT_TRUE(waitUntil([&] { return session().firstRows() != nullptr; }, limit));
    session().stopChecking();
    ASSERT_TRUE(waitUntil([&] { return !session().isChecking(); }, limit));
    EXPECT_EQ(session().report(), nullptr) << "nothing is sent from a part";
    EXPECT_EQ(session().rowsToSend(), 0);
    EXPECT_TRUE(fixture.child<QPushButton>(u"primary"_s)->isEnabled()) << "it can be started again";
}

TEST_F(MillionRows, areEditedFilteredAndFixedWithoutWaiting)
{
    session().check();
    fixture.window->goTo(Step::Check);
    ASSERT_TRUE(awaitReport());
    const double edit = frameAfter([&](int i) { session().editValue(sheet::RowIndex(i * 7919), 0, u"n/a"_s); });
    EXPECT_EQ(session().report()->counts.errors, 9U);
    auto *page = fixture.child<CheckPage>(u"checkPage"_s);
    const double filter = frameAfter([&](int i) { page->showGroup(i % 2 == 0 ? RowGroup::Errors : RowGroup::All); });
    page->showGroup(RowGroup::All);
    view->verticalScrollBar()->setValue(500'000);
    const double scroll = frameAfter([&](int i) { view->verticalScrollBar()->setValue(500'000 + 3 * i); });

    const check::RepairStep step{
        {check::RepairKind::Replace, u"value 1"_s, u"first"_s, 0}, session().variables()->variables[3].key, {}};
    std::optional<check::RepairEffect> effect;
    QElapsedTimer since;
    since.start();
    session().tryRepair(step, {}, [&effect](const check::RepairEffect &tried) { effect = tried; });
    ASSERT_TRUE(waitUntil([&] { return effect.has_value(); }, limit));
    session().repair(step, *effect);
    const qint64 fix = since.elapsed();
    EXPECT_EQ(effect->plan.rows.size(), 100'000U);
    since.start();
    session().undo();
    ASSERT_TRUE(waitUntil([&] { return !session().isEditing(); }, limit));
    std::printf("1,000,000 rows x 10, window thread with its frame: an edit %.1f ms, filter Errors %.1f ms, scroll "
                "%.1f ms; a fix of "
                "%zu rows %lld ms, undone in %lld ms\n",
        edit, filter, scroll, effect->plan.rows.size(), static_cast<long long>(fix),
        static_cast<long long>(since.elapsed()));
}

} // namespace

} // namespace callsheet::ui
