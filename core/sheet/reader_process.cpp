#include "core/sheet/reader_process.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace callsheet::sheet {

namespace {

constexpr std::size_t bufferSize = 256 << 10;
constexpr int firstFree = 3; // descriptor beyond the three of every program

// Closes a descriptor at the end of its scope.
class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int number() const { return m_number; }

private:
    int m_number;
};

// What the child keeps of our environment.
std::vector<std::string> childEnvironment()
{
    std::vector<std::string> variables;
    for (const char *name : {"LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_NUMERIC", "LD_LIBRARY_PATH"}) {
        if (const char *value = std::getenv(name))
            variables.push_back(std::string(name) + '=' + value);
    }
    return variables;
}

std::vector<char *> pointers(std::vector<std::string> &words)
{
    std::vector<char *> pointers;
    for (std::string &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

// The process, or -1. Its descriptors are none of the first three, so that putting them there overwrites nothing.
pid_t spawn(const QByteArray &program, std::vector<std::string> words, int input, int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, firstFree); // also what others forgot to close
    // Ctrl+C is for the program that a person started, and so are its ways with signals.
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    std::vector<std::string> environment = childEnvironment();
    pid_t process = -1;
    const int error = ::posix_spawn(
        &process, program.constData(), &actions, &attributes, pointers(words).data(), pointers(environment).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    errno = error;
    return error == 0 ? process : -1;
}

} // namespace

//! Makes a request to stop readable, so that one wait can wait for both.
class ReaderProcess::StopSignal {
public:
    explicit StopSignal(std::stop_token stop)
        : m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_callback(std::move(stop), Raise{m_event.number()})
    {
    }
    int descriptor() const { return m_event.number(); }

private:
    struct Raise {
        int event;
        void operator()() const { ::eventfd_write(event, 1); }
    };
    Descriptor m_event;
    std::stop_callback<Raise> m_callback;
};

ReaderProcess::ReaderProcess() = default;

ReaderProcess::~ReaderProcess()
{
    end();
}

std::unique_ptr<ReaderProcess> ReaderProcess::start(
    const QString &program, const std::vector<std::string> &words, int input, std::stop_token stop)
{
    std::array<int, 2> pipe = {-1, -1};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return nullptr;
    const Descriptor pipeEnd(pipe[1]);
    std::unique_ptr<ReaderProcess> process(new ReaderProcess);
    process->m_output = pipe[0];
    process->m_stop = std::make_unique<StopSignal>(std::move(stop));
    const Descriptor file(::fcntl(input, F_DUPFD_CLOEXEC, firstFree));
    const Descriptor output(::fcntl(pipeEnd.number(), F_DUPFD_CLOEXEC, firstFree));
    if (file.number() < 0 || output.number() < 0 || process->m_stop->descriptor() < 0)
        return nullptr;
    std::vector<std::string> all = {program.toStdString()};
    all.insert(all.end(), words.begin(), words.end());
    process->m_process = spawn(QFile::encodeName(program), std::move(all), file.number(), output.number());
    if (process->m_process < 0) {
        const int error = errno;
        process.reset();
        errno = error;
        return nullptr;
    }
    process->m_buffer.resize(bufferSize);
    return process;
}

ReaderProcess::Event ReaderProcess::next(std::chrono::milliseconds patience, std::string_view &bytes)
{
    std::array<pollfd, 2> waits = {{{m_output, POLLIN, 0}, {m_stop->descriptor(), POLLIN, 0}}};
    for (;;) {
        const int ready = ::poll(waits.data(), waits.size(), static_cast<int>(patience.count()));
        if (ready < 0 && errno == EINTR)
            continue; // a signal to this process; waiting anew is no harm
        if (ready == 0)
            return Event::Silent;
        if (ready < 0)
            return Event::Closed;
        if (waits[1].revents != 0)
            return Event::Stopped;
        const ssize_t count = ::read(m_output, m_buffer.data(), m_buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        bytes = std::string_view(m_buffer).substr(0, count > 0 ? static_cast<std::size_t>(count) : 0);
        return count > 0 ? Event::Bytes : Event::Closed;
    }
}

ReaderProcess::Ending ReaderProcess::end()
{
    if (m_output >= 0)
        ::close(std::exchange(m_output, -1));
    if (m_process < 0)
        return m_ending;
    // One that has ended keeps the way it ended until it is waited for.
    ::kill(m_process, SIGKILL);
    int status = 0;
    while (::waitpid(m_process, &status, 0) < 0 && errno == EINTR) { }
    m_process = -1;
    if (WIFEXITED(status))
        m_ending.exitCode = WEXITSTATUS(status);
    else
        m_ending.signal = WTERMSIG(status);
    return m_ending;
}

} // namespace callsheet::sheet
