#include "app/composition.h"

#include "core/base/background.h"
#include "core/send/chunk_tries.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QSemaphore>
#include <QTimeZone>

#include <gtest/gtest.h>

#include <thread>

namespace callsheet::app {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

TEST(CompositionEnd, waitsForWhoeverReadsTheJournal)
{
    test::TemporaryFolder folder;
    auto composition = Composition::open(folder.path(u"profile"_s));
    ASSERT_EQ(test::errorOf(composition), "");
    // Every thread is busy: what a person asked for last has not begun when the window closes.
    QSemaphore gate;
    const int threads = base::backgroundThreads().maxThreadCount();
    for (int i = 0; i < threads; ++i)
        base::inBackground([](QSemaphore *closed) { closed->acquire(); }, &gate);
    QFuture<base::Result<QString>> details = send::describeTries((*composition)->journal(), 1, 1, QTimeZone::utc());
    const std::jthread opener([&gate, threads] {
        std::this_thread::sleep_for(200ms);
        gate.release(threads);
    });
    EXPECT_FALSE(details.isFinished());
    composition->reset();
    ASSERT_TRUE(details.isFinished()) << "it reads a journal that is gone";
    EXPECT_FALSE(details.result()) << "the journal's own word: there is no such run";
}

} // namespace callsheet::app
