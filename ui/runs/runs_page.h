#pragma once

#include "core/runs/records.h"
#include "core/send/export_people.h"
#include "ui/common/page.h"

#include <QPointer>

class QAction;
class QLineEdit;
class QListView;
class QPoint;
class QStackedWidget;

namespace callsheet::base {
class Clock;
}

namespace callsheet::ui {

class InlineMessage;
class Prompts;
class RunHistory;
class RunsModel;
class RunView;
class Sending;
class TriesDialog;

//! All runs, and the one that is looked at.
class RunsPage final : public Page {
    Q_OBJECT
public:
    RunsPage(const RunHistory &history, const Sending &sending, const base::Clock &clock, Prompts &prompts,
        QWidget *parent = nullptr);

    QString title() const override;
    QString subtitle() const override;
    QWidget *firstControl() const override;
    void showRun(runs::RunId run);
    void requestResume();
    void requestStop();
    void requestReceipt();
    void requestExport();
    void requestDeletion();
    //! Details of the chosen chunk; nothing where none is chosen.
    void requestTries();
    void showTries(qint64 chunk, const base::Result<QString> &text);
    bool hasChunk() const;
    void focusSearch();

Q_SIGNALS:
    void runChosen(qint64 run);
    void pauseRequested();
    void stopRequested();
    void resumeRequested(const callsheet::runs::RunHead &head);
    //! Refused ones become a new chunk first.
    void sendAgainRequested(const callsheet::runs::RunHead &head, const callsheet::runs::ChunkRecord &chunk);
    void searchRequested(const callsheet::runs::RunHead &head);
    //! All refused people, as new chunks.
    void retryRefusedRequested(const callsheet::runs::RunHead &head);
    void receiptRequested(const callsheet::runs::RunHead &head, bool withNumbers, const QString &path);
    void exportRequested(qint64 run, const callsheet::send::PeopleChoice &choice, const QString &path);
    //! What is kept of the run's people is to go, after a question.
    void deletionRequested(const callsheet::runs::RunHead &head);
    void triesRequested(const callsheet::runs::ChunkRecord &chunk);
    void checkRequested(const callsheet::runs::RunHead &head, const callsheet::runs::ChunkRecord &chunk);
    //! `sentence` is what the person was shown, and agreed to.
    void settled(const callsheet::runs::RunHead &head, const callsheet::runs::ChunkRecord &chunk, bool areQueued,
        const QString &sentence, const QString &note);
    //! These rows of the chunk are queued; its others become a chunk that may be sent.
    void settledByRows(const callsheet::runs::ChunkRecord &chunk, const QString &sentence, const QString &rows);

private:
    QWidget *makeList();
    void connectRun();
    void showRuns();
    void showDetails();
    void showInterruption();
    void showMenu(const QPoint &place);
    void openTries(const runs::ChunkRecord &chunk);
    void requestRetry(bool refused);
    void askForReceipt(const runs::RunHead &head, bool withNumbers);
    void requestSearch();
    void claimQueued(const runs::ChunkRecord &chunk);
    void claimNotQueued(const runs::ChunkRecord &chunk);
    void claimRows(const runs::ChunkRecord &chunk);

    const RunHistory &m_history;
    const Sending &m_sending;
    Prompts &m_prompts;
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    RunsModel *m_model = nullptr;
    InlineMessage *m_interruption = nullptr;
    QStackedWidget *m_stack = nullptr; // none | run
    RunView *m_run = nullptr;
    QPointer<TriesDialog> m_tries;
    runs::RunId m_wanted = 0;
};

} // namespace callsheet::ui
