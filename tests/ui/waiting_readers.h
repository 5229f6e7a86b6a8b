#pragma once

#include "core/sheet/errors.h"
#include "ui/session/sheet_reading.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace callsheet::test {

//! Holds a reader until the test lets it through, so that what the window shows meanwhile can be looked at.
class Gate {
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_changed.notify_all();
    }
    //! False when the reading was stopped first.
    bool pass(const std::stop_token &stop)
    {
        const std::stop_callback wake(stop, [this] {
            const std::lock_guard lock(m_mutex);
            m_changed.notify_all();
        });
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_isOpen || stop.stop_requested(); });
        return !stop.stop_requested();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOpen = false;
};

//! The real readers behind gates; the whole of a file is said to be half read while it waits.
struct WaitingReaders {
    std::shared_ptr<Gate> whole = std::make_shared<Gate>();
    std::shared_ptr<Gate> beginning = std::make_shared<Gate>();

    ui::SheetReaders readers() const
    {
        ui::SheetReaders readers;
        readers.whole = [gate = whole](const QString &path, const sheet::ReadingOptions &options,
                            base::Progress *progress, const std::stop_token &stop) {
            progress->total = 138 << 20;
            progress->done = 69 << 20;
            if (!gate->pass(stop))
                return base::Result<sheet::Document>(sheet::readingStopped());
            return sheet::openSheet(path, options, progress, stop);
        };
        readers.beginning = [gate = beginning](const QString &path, const sheet::ReadingOptions &options,
                                const std::stop_token &stop) {
            if (!gate->pass(stop))
                return base::Result<sheet::Document>(sheet::readingStopped());
            return sheet::openBeginning(path, options, stop);
        };
        return readers;
    }
};

} // namespace callsheet::test
