#pragma once

#include <ctime>

namespace callsheet::test {

namespace detail {

inline double milliseconds(clockid_t clock)
{
    timespec time = {};
    clock_gettime(clock, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

} // namespace detail

//! Milliseconds that this thread, or all threads of this process, have had of the processors: on a machine that others
//! use, too, their differences say more than a clock on the wall.
inline double threadMilliseconds()
{
    return detail::milliseconds(CLOCK_THREAD_CPUTIME_ID);
}
inline double processMilliseconds()
{
    return detail::milliseconds(CLOCK_PROCESS_CPUTIME_ID);
}

} // namespace callsheet::test
