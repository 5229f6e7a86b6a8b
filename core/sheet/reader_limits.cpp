#include "core/sheet/reader_limits.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <new>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef CALLSHEET_HAS_SECCOMP
#include <seccomp.h>
#endif

namespace callsheet::sheet {

namespace {

// The memory of this process beyond the file, which is mapped: 25 bytes a cell for the largest sheet of this format
// take less than half of it.
#ifndef CALLSHEET_SANITIZE
constexpr rlim_t mostMemory = rlim_t(1) << 30;
#endif

void limit(__rlimit_resource what, rlim_t most, rlim_t mostOfAll)
{
    rlimit now = {};
    if (::getrlimit(what, &now) == 0)
        mostOfAll = std::min(mostOfAll, now.rlim_max);
    const rlimit limits = {std::min(most, mostOfAll), mostOfAll};
    ::setrlimit(what, &limits);
}

void limit(__rlimit_resource what, rlim_t most)
{
    limit(what, most, most);
}

#ifdef CALLSHEET_HAS_SECCOMP
// What may still be asked of the kernel: to read the file, to write the answer, and memory. Everything else fails as
// not permitted instead of ending the process: libraries look for files that they can do without. Nothing that opens,
// connects, starts or signals is among it, and no memory may become program.
void allowOnlyReading()
{
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == nullptr)
        return;
    for (const int call : {SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(lseek), SCMP_SYS(write), SCMP_SYS(writev),
             SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap),
             SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(rt_sigaction),
             SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(clock_gettime),
             SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(getpid), SCMP_SYS(gettid),
             SCMP_SYS(exit), SCMP_SYS(exit_group)})
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
#ifdef CALLSHEET_SANITIZE // which asks by a pipe whether memory can be read
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(pipe2), 0);
#endif
    const scmp_arg_cmp noProgram = {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0}; // in the third argument
    seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &noProgram);
    seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &noProgram);
    const scmp_arg_cmp toItself = {0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()), 0}; // how abort() ends it
    seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, &toItself);
    // Where the kernel cannot filter, the limits hold: no descriptor can be added to those that are open.
    seccomp_load(filter);
    seccomp_release(filter);
}
#endif

} // namespace

// A hostile file ends within five seconds. Reading takes 0.2 s for 32 MiB on a computer of today, and a slow one gets
// five times as much.
std::chrono::seconds mostComputing(std::uint64_t fileSize)
{
    constexpr std::uint64_t least = 4;
    constexpr std::uint64_t most = 30;
    constexpr std::uint64_t bytesPerSecond = 32 << 20;
    return std::chrono::seconds(std::min(least + fileSize / bytesPerSecond, most));
}

void giveUpRights(std::uint64_t fileSize)
{
    // A dead parent leaves nobody to answer.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_DUMPABLE, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    std::set_new_handler([] { ::_exit(outOfMemoryExit); });
#ifndef CALLSHEET_SANITIZE // its shadow takes terabytes of addresses, and it opens pipes
    limit(RLIMIT_AS, mostMemory + fileSize);
    limit(RLIMIT_NOFILE, 0); // what is open stays open
#endif
    const auto seconds = static_cast<rlim_t>(mostComputing(fileSize).count());
    // The second more tells its end from any other: at the first limit comes a signal of its own.
    limit(RLIMIT_CPU, seconds, seconds + 1);
    limit(RLIMIT_FSIZE, 0); // of files on disk; a pipe has no size
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NPROC, 0);
#ifdef CALLSHEET_HAS_SECCOMP
    allowOnlyReading();
#endif
}

} // namespace callsheet::sheet
