#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <sys/types.h>

namespace callsheet::bench {

//! A server in a process of its own, ended with this object.
class ServiceProcess {
public:
    enum class Kind {
        Practice,
        PracticeWithFile, // state in a file of a temporary folder
        Floor, // reads bodies and answers, and nothing else
    };

    explicit ServiceProcess(Kind kind);
    ~ServiceProcess();
    ServiceProcess(const ServiceProcess &) = delete;
    ServiceProcess &operator=(const ServiceProcess &) = delete;

    int port() const { return m_port; }
    const std::string &batch() const { return m_batch; }
    const std::string &apiKey() const { return m_apiKey; }
    const std::string &bearer() const { return m_bearer; }
    double cpuSeconds() const;
    double memoryMib() const;
    //! How long one who asks for the list of batches all the time had to wait, at most.
    double longestWaitMs() const;

private:
    pid_t m_process = -1;
    int m_port = 0;
    int m_questions = -1; // pipes to and from the process
    int m_answers = -1;
    std::string m_batch;
    std::string m_apiKey;
    std::string m_bearer;
};

} // namespace callsheet::bench
