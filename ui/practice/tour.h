#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>

class QWidget;

namespace callsheet::ui {

class TourCallout;

//! One stop of the tour. It speaks of the window as it stands: the person may do the thing, or let the tour do it.
struct TourStop {
    QString title;
    std::function<QString()> text; // by how far the person is
    std::function<QWidget *()> target; // null: nothing to point at just now
    std::function<bool()> isDone;
    std::function<void()> doIt; // the next thing towards "done"; never what only the person may decide
};

//! Leads through the stops. It blocks nothing: it looks at the window whenever something has changed.
class Tour final : public QObject {
    Q_OBJECT
public:
    Tour(QWidget &window, QList<TourStop> stops, QObject *parent = nullptr);

    void start();
    void end();
    bool isRunning() const { return m_at >= 0; }
    int stop() const { return m_at; } // from 0; -1: it does not run
    void focus(); // back to the callout
    void lookSoon(); // something in the window has changed

Q_SIGNALS:
    void begun();
    void stopReached(int stop);
    void ended();

private:
    void goTo(int stop);
    void goOn();
    void look();

    QList<TourStop> m_stops;
    TourCallout *m_callout;
    QTimer m_soon;
    int m_at = -1;
    bool m_keepsFocus
        = false; // the tour is doing something: pages that come up meanwhile do not take the keyboard away
};

} // namespace callsheet::ui
