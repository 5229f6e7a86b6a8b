#pragma once

#include "tests/bench/service_process.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace callsheet::bench {

//! A client on a plain socket: one request after the other.
class Client {
public:
    explicit Client(int port);
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    //! The body of the answer; ends the program when the status is another.
    std::string ask(const std::string &request, int status);

private:
    int m_socket = -1;
    std::string m_bytes;
};

enum class Connections { Kept, Fresh };

//! Chunks of a thousand people of ten fields, each of them new to the service.
class Load {
public:
    //! Phone numbers begin with `prefix`, so that two loads never meet.
    Load(const ServiceProcess &service, Connections connections, const std::string &prefix);
    ~Load();

    void sendChunk();
    std::size_t bodyBytes() const { return m_bodyBytes; }
    double slowest() const { return m_slowest; } // seconds
    void resetSlowest() { m_slowest = 0; }

private:
    void numberPeople();

    int m_port;
    Connections m_connections;
    std::unique_ptr<Client> m_client;
    std::string m_request;
    std::size_t m_bodyBytes = 0;
    std::vector<std::size_t> m_numbers; // where nine digits stand that count the people
    int m_people = 0;
    double m_slowest = 0;
};

std::string detailsRequest(const ServiceProcess &service, const std::string &query);

} // namespace callsheet::bench
