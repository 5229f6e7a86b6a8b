#include "tests/support/await.h"
#include "tests/ui/loop_watch.h"
#include "tests/ui/window_fixture.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <gtest/gtest.h>

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

} // namespace callsheet::ui
