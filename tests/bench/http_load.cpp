#include "tests/bench/http_load.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace callsheet::bench {

namespace {

[[noreturn]] void fail(const char *what, const std::string &detail)
{
    std::fprintf(stderr, "%s: %s\n", what, detail.substr(0, 500).c_str());
    std::exit(2);
}

// Digits that a person is counted by; they are written over for each chunk.
constexpr const char *placeholder = "#########";
constexpr std::size_t placeholderDigits = 9;

std::string personTemplate(const std::string &prefix, int person)
{
    const char *cities[] = {"Rotterdam", "Valletta", "Trondheim", "Bologna"};
    const std::string number = std::to_string(person);
    return R"({"phoneNumber":")" + prefix + placeholder + R"(","name":"Person )" + placeholder
        + R"(","account_id":"ACC-)" + number + R"(","city":")" + cities[person % 4] + R"(","amount":")"
        + std::to_string(person * 7919 % 10'000) + R"(.50","due_date":"2024-05-)" + std::to_string(10 + person % 18)
        + R"(","priority":"high","language":"en-GB","notes":"Prefers the afternoon; speaks slowly.","plan":"Family 12"})";
}

} // namespace

Client::Client(int port)
    : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const void *any = &address;
    if (::connect(m_socket, static_cast<const sockaddr *>(any), sizeof address) != 0)
        fail("connect", std::strerror(errno));
}

Client::~Client()
{
    ::close(m_socket);
}

std::string Client::ask(const std::string &request, int status)
{
    for (std::size_t sent = 0; sent < request.size();) {
        const ssize_t written = ::send(m_socket, request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
        if (written <= 0)
            fail("send", std::strerror(errno));
        sent += static_cast<std::size_t>(written);
    }
    m_bytes.clear();
    std::size_t end = std::string::npos;
    std::size_t length = 0;
    char buffer[65536];
    while (end == std::string::npos || m_bytes.size() < end + 4 + length) {
        const ssize_t read = ::recv(m_socket, buffer, sizeof buffer, 0);
        if (read <= 0)
            fail("the answer broke off", m_bytes);
        m_bytes.append(buffer, static_cast<std::size_t>(read));
        if (end == std::string::npos && (end = m_bytes.find("\r\n\r\n")) != std::string::npos) {
            const std::size_t header = m_bytes.find("Content-Length: ");
            length = header < end ? std::strtoul(m_bytes.c_str() + header + 16, nullptr, 10) : 0;
        }
    }
    if (std::atoi(m_bytes.c_str() + 9) != status)
        fail("unexpected answer", m_bytes);
    return m_bytes.substr(end + 4);
}

Load::Load(const ServiceProcess &service, Connections connections, const std::string &prefix)
    : m_port(service.port())
    , m_connections(connections)
{
    constexpr int people = 1000;
    std::string body = R"({"batchId":")" + service.batch() + R"(","callData":[)";
    for (int person = 0; person < people; ++person)
        body += (person == 0 ? "" : ",") + personTemplate(prefix, person);
    body += "]}";
    m_bodyBytes = body.size();
    m_request = "POST /api/call/addCallsToBatch HTTP/1.1\r\nHost: 127.0.0.1\r\nx-api-key: " + service.apiKey()
        + "\r\nContent-Type: application/json\r\n" + (connections == Connections::Fresh ? "Connection: close\r\n" : "")
        + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    for (std::size_t at = m_request.find(placeholder); at != std::string::npos;
         at = m_request.find(placeholder, at + 1))
        m_numbers.push_back(at);
}

Load::~Load() = default;

void Load::numberPeople()
{
    for (std::size_t i = 0; i < m_numbers.size(); ++i) {
        auto number
            = static_cast<unsigned>(m_people) + static_cast<unsigned>(i / 2); // in the phone number and the name
        for (std::size_t digit = placeholderDigits; digit-- > 0; number /= 10)
            m_request[m_numbers[i] + digit] = static_cast<char>('0' + number % 10);
    }
    m_people += static_cast<int>(m_numbers.size() / 2);
}

void Load::sendChunk()
{
    numberPeople();
    const auto begin = std::chrono::steady_clock::now();
    if (!m_client || m_connections == Connections::Fresh)
        m_client = std::make_unique<Client>(m_port);
    m_client->ask(m_request, 200);
    m_slowest = std::max(m_slowest, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
}

std::string detailsRequest(const ServiceProcess &service, const std::string &query)
{
    return "GET /api/call/batch-details/" + service.batch() + query
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + service.bearer() + "\r\n\r\n";
}

} // namespace callsheet::bench
