#pragma once

#include "core/runs/records.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTableView;

namespace callsheet::base {
class Clock;
}

namespace callsheet::ui {

class ChunkModel;
class ResultsPanel;
class RunHistory;
class Sending;

//! One run: how far it is, whether its numbers add up, its chunks, and what can be done about the chosen one.
class RunView final : public QWidget {
    Q_OBJECT
public:
    RunView(const RunHistory &history, const Sending &sending, const base::Clock &clock, QWidget *parent = nullptr);

    void showRun();
    void showChunk(int index);
    void showState();
    //! The chosen chunk, or null.
    const runs::ChunkRecord *chunk() const;
    QWidget *firstControl() const;
    ResultsPanel &results();

Q_SIGNALS:
    void pauseRequested();
    void resumeRequested();
    void stopRequested();
    void sendAgainRequested(const callsheet::runs::ChunkRecord &chunk);
    void searchRequested(const callsheet::runs::ChunkRecord &chunk);
    //! Ask the service about it, or stop asking.
    void checkRequested(const callsheet::runs::ChunkRecord &chunk);
    void queuedClaimed(const callsheet::runs::ChunkRecord &chunk);
    void notQueuedClaimed(const callsheet::runs::ChunkRecord &chunk);

private:
    void setWidths();
    QWidget *makeHeader();
    QWidget *makeDetail();
    void showDetail();
    QString settleReason() const;
    void showActivity();
    void showLedger();
    bool isThisRunSending() const;
    void chooseWhatWaits();

    const RunHistory &m_history;
    const Sending &m_sending;
    const base::Clock &m_clock;
    QLabel *m_name = nullptr;
    QLabel *m_facts = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_progress = nullptr;
    QLabel *m_ledger = nullptr;
    QLabel *m_activity = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_stop = nullptr;
    QTabWidget *m_tabs = nullptr;
    ResultsPanel *m_results = nullptr;
    runs::RunId m_shownRun = 0;
    QTableView *m_view = nullptr;
    ChunkModel *m_model = nullptr;
    QLabel *m_detailTitle = nullptr;
    QPlainTextEdit *m_detail = nullptr;
    QLabel *m_detailReason = nullptr;
    QPushButton *m_sendAgain = nullptr;
    QPushButton *m_findBad = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_areQueued = nullptr;
    QPushButton *m_areNotQueued = nullptr;
    bool m_wasBusy = false; // sent, or asked about
    QTimer m_second; // "answered 3 s ago" while something is sent
};

} // namespace callsheet::ui
