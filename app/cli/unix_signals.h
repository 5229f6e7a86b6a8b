#pragma once

#include <QObject>

#include <functional>

class QSocketNotifier;

namespace callsheet::app {

//! Turns SIGINT, SIGTERM and SIGHUP into a call in the event loop; the handler is told how many came so far.
class UnixSignals final : public QObject {
    Q_OBJECT
public:
    explicit UnixSignals(std::function<void(int count)> onSignal);
    ~UnixSignals() override;

private:
    std::function<void(int)> m_onSignal;
    QSocketNotifier *m_notifier = nullptr;
    int m_descriptor = -1;
    int m_count = 0;
};

} // namespace callsheet::app
