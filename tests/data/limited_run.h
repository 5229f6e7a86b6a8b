#pragma once

#include <QFile>
#include <QString>
#include <QStringList>

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CALLSHEET_UNDER_ASAN
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define CALLSHEET_UNDER_ASAN
#endif

namespace callsheet::test {

//! How a program ended and what it took.
struct LimitedRun {
    int exitCode = -1; // -1: by a signal, or it had to be killed
    QString errors;
    double seconds = 0; // by the clock
    double work = 0; // seconds of the processor
    double megabytes = 0; // at most in memory, pages of mapped files included
};

//! Runs callsheet-cli by itself. It may work six times as long as it should, and wait for a busy machine longer still.
inline LimitedRun runLimited(const QStringList &arguments, const QString &errorsFile)
{
    using Clock = std::chrono::steady_clock;
    constexpr rlim_t mostSecondsOfWork = 30;
    constexpr std::chrono::seconds patience{150};
    std::vector<QByteArray> words{QByteArray(CALLSHEET_BIN_DIR "/callsheet-cli")};
    for (const QString &argument : arguments)
        words.push_back(QFile::encodeName(argument));
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const QByteArray errorsPath = QFile::encodeName(errorsFile);

    LimitedRun run;
    const Clock::time_point start = Clock::now();
    const pid_t child = ::fork();
    if (child == 0) { // nothing but system calls from here on: other threads may hold locks
        const int errors = ::open(errorsPath.constData(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
        const int nothing = ::open("/dev/null", O_WRONLY);
        ::dup2(errors, STDERR_FILENO);
        ::dup2(nothing, STDOUT_FILENO);
        const rlimit noCore{0, 0};
        ::setrlimit(RLIMIT_CORE, &noCore);
        const rlimit work{mostSecondsOfWork, mostSecondsOfWork};
        ::setrlimit(RLIMIT_CPU, &work);
#if !defined(CALLSHEET_UNDER_ASAN)
        const rlimit most{rlim_t(6) << 30, rlim_t(6) << 30}; // keeps the machine alive where a reader fails its test
        ::setrlimit(RLIMIT_AS, &most);
#endif
        ::execv(pointers[0], pointers.data());
        ::_exit(127);
    }
    if (child < 0) {
        ADD_FAILURE() << "no further process can be started";
        return run;
    }
    int status = 0;
    rusage usage = {};
    while (::wait4(child, &status, WNOHANG, &usage) == 0) {
        if (Clock::now() - start > patience) {
            ADD_FAILURE() << "it did not come to an end";
            ::kill(child, SIGKILL);
            ::wait4(child, &status, 0, &usage);
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    run.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const auto toSeconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    run.work = toSeconds(usage.ru_utime) + toSeconds(usage.ru_stime);
    run.megabytes = double(usage.ru_maxrss) / 1024;
    run.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    QFile file(errorsFile);
    if (file.open(QIODevice::ReadOnly))
        run.errors = QString::fromUtf8(file.readAll()).trimmed();
    return run;
}

} // namespace callsheet::test
