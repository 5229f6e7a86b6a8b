#pragma once

#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace callsheet::sheet {

//! A program that reads one file and says on its standard output what it found. It gets the open file as its standard
//! input and nothing else of ours: no descriptor, no variable of the environment but those for language and libraries.
//! It never outlives this object. No event loop is needed, and any thread will do.
class ReaderProcess {
public:
    //! Nothing when it cannot be started: errno says why.
    static std::unique_ptr<ReaderProcess> start(
        const QString &program, const std::vector<std::string> &words, int input, std::stop_token stop);
    ~ReaderProcess();
    ReaderProcess(const ReaderProcess &) = delete;
    ReaderProcess &operator=(const ReaderProcess &) = delete;

    enum class Event {
        Bytes,
        Closed, // it says no more
        Silent, // it said nothing for so long
        Stopped,
    };
    //! Waits for what it says next; `bytes` live until the next call.
    Event next(std::chrono::milliseconds patience, std::string_view &bytes);

    struct Ending {
        std::optional<int> exitCode; // nothing: it was ended by the signal
        int signal = 0;
    };
    //! Ends it where it still runs, and waits until it is gone.
    Ending end();

private:
    class StopSignal;
    ReaderProcess();

    pid_t m_process = -1;
    int m_output = -1;
    std::unique_ptr<StopSignal> m_stop;
    std::string m_buffer;
    Ending m_ending;
};

} // namespace callsheet::sheet
