#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;
class QTabWidget;

namespace callsheet::ui {

class MishapChooser;
class PlayedCallsModel;
class PracticeBatchesModel;
class PracticeWatch;

//! The practice service from the inside: who is queued, who is "called", and what goes wrong on purpose.
class PracticePanel final : public QWidget {
    Q_OBJECT
public:
    explicit PracticePanel(PracticeWatch &watch, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    void focusFirst();
    void showMishaps();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeCalls();
    void showBatches();
    void showButtons();
    void showRehearsal();

    PracticeWatch &m_watch;
    QTabWidget *m_tabs = nullptr;
    QComboBox *m_pace = nullptr;
    QTableView *m_batchView = nullptr;
    PracticeBatchesModel *m_batches = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_stop = nullptr;
    QLabel *m_callsTitle = nullptr;
    QTableView *m_callView = nullptr;
    PlayedCallsModel *m_calls = nullptr;
    MishapChooser *m_mishaps = nullptr;
};

} // namespace callsheet::ui
