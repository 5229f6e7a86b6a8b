#include "app/cli/unix_signals.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace callsheet::app {

namespace {

// A handler and a pipe, not signalfd: threads of the pool that exist already have the signals unblocked and would die
// of them.
int writeEnd = -1;

void passOn(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
}

void handle(void (*handler)(int))
{
    struct sigaction action { };
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGHUP, &action, nullptr); // the terminal was closed
}

} // namespace

UnixSignals::UnixSignals(std::function<void(int)> onSignal)
    : m_onSignal(std::move(onSignal))
{
    std::array<int, 2> ends = {-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the signals keep their usual effect then
    m_descriptor = ends[0];
    writeEnd = ends[1];
    m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(m_descriptor, &byte, 1) == 1)
            m_onSignal(++m_count);
    });
    handle(&passOn);
}

UnixSignals::~UnixSignals()
{
    if (m_descriptor < 0)
        return;
    handle(SIG_DFL);
    m_notifier->setEnabled(false);
    ::close(m_descriptor);
    ::close(writeEnd);
    writeEnd = -1;
}

} // namespace callsheet::app
