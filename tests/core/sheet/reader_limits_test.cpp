#include "core/sheet/reader_limits.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace callsheet::sheet {
namespace {

//! What a process of its own answers: 0 for yes.
int inAnotherProcess(int (*question)())
{
    const pid_t process = ::fork();
    if (process == 0)
        ::_exit(question());
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int tryEverything()
{
    if (::open("/dev/null", O_RDONLY) >= 0)
        return 1;
    if (::socket(AF_INET, SOCK_STREAM, 0) >= 0 || ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
        return 2;
#ifndef CALLSHEET_SANITIZE // which needs pipes
    int ends[2] = {};
    if (::pipe(ends) == 0)
        return 3;
#endif
    return ::dup(0) >= 0 ? 4 : 0;
}

#if defined(CALLSHEET_HAS_SECCOMP) || !defined(CALLSHEET_SANITIZE) // one of the two must forbid it
TEST(ReaderLimits, openNothingMore)
{
    EXPECT_EQ(inAnotherProcess(&tryEverything), 1) << "without the limits everything opens";
    EXPECT_EQ(inAnotherProcess([] {
        giveUpRights(0);
        return tryEverything();
    }),
        0);
}
#endif

#ifdef CALLSHEET_HAS_SECCOMP
TEST(ReaderLimits, startAndReachNoOtherProgram)
{
    EXPECT_EQ(inAnotherProcess([] {
        const pid_t parent = ::getppid();
        giveUpRights(0);
        if (::fork() >= 0)
            return 1;
        char name[] = "/bin/true";
        char *const words[] = {name, nullptr};
        ::execv(name, words);
        if (errno != EPERM)
            return 2;
        if (::kill(parent, 0) == 0)
            return 3;
        if (::unlink("/tmp/callsheet-that-is-not-there") == 0 || errno != EPERM)
            return 4;
        // No memory becomes program.
        if (::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
            return 5;
        if (::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
            return 6;
        return 0;
    }),
        0);
}
#endif

TEST(ReaderLimits, giveALargeFileMoreTimeAndNoFileMuch)
{
    using namespace std::chrono_literals;
    EXPECT_LE(mostComputing(0), 4s);
    EXPECT_EQ(mostComputing(std::uint64_t(320) << 20), 14s);
    EXPECT_EQ(mostComputing(std::uint64_t(1) << 40), 30s);
}

} // namespace
} // namespace callsheet::sheet
