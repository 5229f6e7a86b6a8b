#pragma once

#include "ui/runs/run_groups.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;
class QTableView;
class QTableWidget;

namespace callsheet::ui {

class PeopleModel;
class RunHistory;
class Sending;

//! What became of everybody: the sum of all rows, whose lines filter the list below, and what can be taken out of the
//! run.
class ResultsPanel final : public QWidget {
    Q_OBJECT
public:
    ResultsPanel(const RunHistory &history, const Sending &sending, QWidget *parent = nullptr);

    void showRun();
    RunGroup group() const;

Q_SIGNALS:
    void exportRequested();
    void receiptRequested();
    //! The refused people, or those who were not sent.
    void retryRequested(bool refused);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showSum();
    void showPeople();
    void showButtons();
    void showSettled();
    bool retriesRefused() const;

    const RunHistory &m_history;
    const Sending &m_sending;
    QBoxLayout *m_halves = nullptr; // sum and list
    QTableWidget *m_sum = nullptr;
    QTableView *m_view = nullptr;
    QLabel *m_nobody = nullptr;
    PeopleModel *m_model = nullptr;
    QPushButton *m_retry = nullptr;
    runs::RunId m_run = 0;
    bool m_isListing = false; // in the background
    bool m_isStale = false; // the list is not of the rows as they are now
};

} // namespace callsheet::ui
