#include "app/leave.h"

#include "core/send/proxies.h"

#include <cstdio>
#include <cstdlib>

namespace callsheet::app {

int leave(int exitCode)
{
    if (!send::Proxies::isSystemAsked())
        return exitCode;
    std::fflush(nullptr);
    std::_Exit(exitCode);
}

} // namespace callsheet::app
