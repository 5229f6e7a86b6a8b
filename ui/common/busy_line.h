#pragma once

#include "core/base/progress.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace callsheet::ui {

//! Shows that work goes on, how far it is, and a button to stop it; only after half a second, so that short work does
//! not flicker.
class BusyLine final : public QWidget {
    Q_OBJECT
public:
    //! Turns done and total into words: "34 MB of 210 MB".
    using Words = std::function<QString(qint64 done, qint64 total)>;
    //! The progress as it is now, or null when there is none any more.
    using Source = std::function<const base::Progress *()>;

    explicit BusyLine(QWidget *parent = nullptr);

    //! `stop` is what the button says; empty: "Stop".
    void begin(const QString &what, Source source, Words words, const QString &stop = {});
    void end();
    bool isBusy() const { return m_timer.isActive(); }

Q_SIGNALS:
    void stopRequested();

private:
    void update();

    QTimer m_timer;
    int m_ticks = 0;
    QString m_what;
    Source m_source;
    Words m_words;
    QLabel *m_label = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_stop = nullptr;
};

} // namespace callsheet::ui
