#include "tests/bench/service_process.h"

#include "core/practice/practice_service.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QThread>

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <netinet/tcp.h>
#include <sstream>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace callsheet::bench {

namespace {

void tell(int pipe, const std::string &line)
{
    if (::write(pipe, line.data(), line.size()) < 0)
        std::_Exit(3);
}

std::string lineFrom(int pipe)
{
    std::string line;
    for (char c = 0; ::read(pipe, &c, 1) == 1 && c != '\n';)
        line += c;
    return line;
}

// Asks as the window does, a thousand times a second.
void watchWaits(const practice::PracticeService &service, std::atomic<double> &longest)
{
    for (;;) {
        const auto begin = std::chrono::steady_clock::now();
        service.batches();
        const std::chrono::duration<double, std::milli> waited = std::chrono::steady_clock::now() - begin;
        longest = std::max(longest.load(), waited.count());
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

[[noreturn]] void servePractice(bool withFile, int questions, int answers)
{
    int count = 1;
    char name[] = "practice";
    char *words[] = {name, nullptr};
    QCoreApplication application(count, words);
    const QTemporaryDir folder;
    practice::PracticeOptions options;
    if (withFile)
        options.dataFile = folder.filePath(QStringLiteral("practice.db"));
    practice::PracticeService service(options);
    const auto started = service.start();
    if (!started) {
        std::fprintf(stderr, "%s\n", qPrintable(started.error().message));
        std::_Exit(3);
    }
    const practice::Workspace workspace = service.workspaces().first();
    tell(answers,
        std::to_string(service.url().port()) + ' ' + workspace.batches.first().toStdString() + ' '
            + workspace.apiKey.toStdString() + ' ' + workspace.bearer.toStdString() + '\n');
    std::atomic<double> longest = 0;
    std::thread([&service, &longest] { watchWaits(service, longest); }).detach();
    std::thread([questions, answers, &longest] {
        while (!lineFrom(questions).empty())
            tell(answers, std::to_string(longest.load()) + '\n');
        std::_Exit(0);
    }).detach();
    std::_Exit(QCoreApplication::exec());
}

void serveOne(int connection)
{
    std::string bytes;
    std::string buffer(1 << 18, '\0');
    for (;;) {
        const ssize_t read = ::recv(connection, buffer.data(), buffer.size(), 0);
        if (read <= 0)
            break;
        bytes.append(buffer.data(), static_cast<std::size_t>(read));
        const std::size_t end = bytes.find("\r\n\r\n");
        const std::size_t header = bytes.find("Content-Length: ");
        if (end == std::string::npos || header > end)
            continue;
        if (bytes.size() < end + 4 + std::strtoul(bytes.c_str() + header + 16, nullptr, 10))
            continue;
        const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        ::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
        bytes.clear();
    }
    ::close(connection);
}

[[noreturn]] void serveFloor(int answers)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    void *any = &address;
    socklen_t size = sizeof address;
    if (::bind(listener, static_cast<sockaddr *>(any), size) != 0 || ::listen(listener, 64) != 0
        || ::getsockname(listener, static_cast<sockaddr *>(any), &size) != 0)
        std::_Exit(3);
    // The service's segments, so that both carry the same.
    const int segment = 1448;
    ::setsockopt(listener, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
    tell(answers, std::to_string(ntohs(address.sin_port)) + " batch key bearer\n");
    for (;;)
        serveOne(::accept(listener, nullptr, nullptr));
}

} // namespace

ServiceProcess::ServiceProcess(Kind kind)
{
    int questions[2];
    int answers[2];
    if (::pipe(questions) != 0 || ::pipe(answers) != 0)
        std::exit(2);
    m_process = ::fork();
    if (m_process == 0) {
        ::close(questions[1]);
        ::close(answers[0]);
        if (kind == Kind::Floor)
            serveFloor(answers[1]);
        servePractice(kind == Kind::PracticeWithFile, questions[0], answers[1]);
    }
    ::close(questions[0]);
    ::close(answers[1]);
    m_questions = questions[1];
    m_answers = answers[0];
    std::istringstream line(lineFrom(m_answers));
    line >> m_port >> m_batch >> m_apiKey >> m_bearer;
    if (m_port == 0)
        std::exit(2);
}

ServiceProcess::~ServiceProcess()
{
    ::close(m_questions);
    ::close(m_answers);
    ::kill(m_process, SIGTERM);
    ::waitpid(m_process, nullptr, 0);
}

double ServiceProcess::cpuSeconds() const
{
    std::ifstream file("/proc/" + std::to_string(m_process) + "/stat");
    std::string text;
    std::getline(file, text);
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string word;
    for (int i = 0; i < 11; ++i)
        fields >> word;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double ServiceProcess::memoryMib() const
{
    std::ifstream file("/proc/" + std::to_string(m_process) + "/statm");
    double size = 0;
    double resident = 0;
    file >> size >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

double ServiceProcess::longestWaitMs() const
{
    tell(m_questions, "wait\n");
    return std::stod(lineFrom(m_answers));
}

} // namespace callsheet::bench
