#include "core/base/pause.h"
#include "tests/support/await.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

namespace callsheet::base {
namespace {

using namespace std::chrono_literals;

TEST(Pause, sleepsForItsTime)
{
    QElapsedTimer timer;
    timer.start();
    EXPECT_EQ(test::await(pause(30ms, {})), true);
    EXPECT_GE(timer.elapsed(), 25); // a coarse timer may be five per cent early
}

TEST(Pause, endsAtOnceWhenStoppedBefore)
{
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(test::await(pause(1h, stop.get_token())), false);
}

TEST(Pause, wakesWhenStoppedMeanwhile)
{
    std::stop_source stop;
    QTimer::singleShot(0, [&stop] { stop.request_stop(); });
    EXPECT_EQ(test::await(pause(1h, stop.get_token())), false);
}

} // namespace
} // namespace callsheet::base
