#include "core/base/pause.h"

#include <QCoroTimer>

#include <QTimer>

namespace callsheet::base {

using namespace std::chrono_literals;

QCoro::Task<bool> pause(std::chrono::milliseconds duration, std::stop_token stop)
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(stop.stop_requested() ? 0ms : duration);
    // Restarting the timer, not resuming directly: a stop may be requested from a destructor.
    std::stop_callback wake(stop, [&timer] { timer.start(0ms); });
    co_await timer;
    co_return !stop.stop_requested();
}

} // namespace callsheet::base
