#pragma once

#include "core/runs/records.h"
#include "ui/common/inline_message.h"
#include "ui/common/step.h"
#include "ui/services.h"

#include <QHash>
#include <QMainWindow>

#include <functional>
#include <optional>

class QAction;
class QDockWidget;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace callsheet::base {
struct Error;
}
namespace callsheet::check {
struct Corrections;
struct Draft;
struct Replay;
}
namespace callsheet::connection {
struct Connection;
}

namespace callsheet::ui {

class CheckPage;
class FilePage;
class Guards;
class MatchPage;
class Page;
class Pasting;
class PracticeBadge;
class PracticePanel;
class PracticeWatch;
class RunHistory;
class RunPapers;
class RunsPage;
class SendPage;
class Sending;
class LocalData;
class Session;
class StartPage;
class StepList;
class Tour;
struct TourStop;

//! What the guided tour has to know beyond the session.
struct TourState {
    qint64 run = 0; // the run that was sent during the tour; 0: none yet
    bool answerWasLost = false; // the tour saw to it
    std::optional<QString> countryBefore; // it changed the default country: the person's own comes back
};

//! The one window: steps at the side, a page each, what the page says above and what it leads to below.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(const Services &services, const StartUp &startUp, QWidget *parent = nullptr);
    ~MainWindow() override;

    Step step() const { return m_step; }
    void goTo(Step step);
    Session &session() { return *m_session; }
    Sending &sending() { return *m_sending; }
    RunHistory &history() { return *m_history; }
    Guards &guards() { return *m_guards; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    // main_window_layout.cpp
    void makeWidgets();
    QWidget *makeFooter();
    // main_window.cpp
    Page *currentPage() const;
    void showPage();
    void showFooter();
    void showTitle();
    void showMarks();
    void showStatus();
    void showMessage(Step step, const Message &message);
    void showStoredMessage();
    //! On the Runs page, until the person turns to another run or `holds` is not true of this one any more.
    void showRunMessage(runs::RunId run, const Message &message, bool (*holds)(const runs::Ledger &));
    void dropOldRunMessage();
    void dropRunMessage();
    void tellHowTheRunEnded();
    void showError(Step step, const base::Error &error);
    void showRun(qint64 run);
    void runStateChanged();
    // main_window_opening.cpp
    void openFile(const QString &path);
    void askForFile();
    void locateFile(const QString &missing);
    void openSample();
    void openDropped(const QString &path);
    void offerDraft(const check::Draft &draft);
    void closeFile();
    void tellOfRecipe(const check::Replay &replay);
    void showRecipe();
    void showCorrections(const QString &path, const check::Corrections &corrections);
    void pasteRows();
    // main_window_wiring.cpp
    void connectSession();
    void connectSending();
    void connectHistory();
    void connectLocalData();
    void connectPages();
    // main_window_guards.cpp
    void connectGuards();
    void startRun(const connection::Connection &connection, const QString &batchId, const QString &name);
    void showLock();
    void askToConfirmJournal();
    void tellOfTheEnd();
    void tellOfTheKeychain();
    // main_window_practice.cpp
    void makePracticePanel();
    void connectPractice();
    void showPracticePanel(bool shown);
    void openPracticePanel();
    void showWhetherPhonesRing();
    void showRehearsal();
    bool isPracticeShown() const; // what the page speaks of
    // main_window_tour.cpp
    void makeTour();
    void startTour();
    void offerTour();
    void tidyUpAfterTour();
    TourStop sampleStop();
    TourStop matchStop();
    TourStop checkStop();
    TourStop sendStop();
    TourStop resultStop();
    // main_window_menus.cpp
    void makeMenus();
    QAction *addAction(
        QMenu &menu, const QString &name, const QString &text, const QKeySequence &shortcut, std::function<void()> run);
    void fillRecent();
    void updateActions();
    void showShortcuts();
    void showAbout();

    Services m_services;
    Session *m_session = nullptr;
    Sending *m_sending = nullptr;
    RunHistory *m_history = nullptr;
    LocalData *m_localData = nullptr;
    Guards *m_guards = nullptr;
    RunPapers *m_papers = nullptr;
    Pasting *m_pasting = nullptr;
    Step m_step = Step::File;
    QHash<int, Message> m_messages; // by step
    struct RunMessage {
        runs::RunId run = 0; // 0: the message of the Runs page, if there is one, speaks of no run
        bool (*holds)(const runs::Ledger &) = nullptr;
    };
    RunMessage m_runMessage;
    bool m_wasSending = false;
    bool m_wasChecking = false; // what was busy only asked
    QDateTime m_sendingSince;
    bool m_keychainTold = false;
    std::optional<runs::RunHead> m_waitsForKey; // it goes on once the key of its connection was entered anew
    bool m_closeWhenIdle = false;

    StepList *m_steps = nullptr;
    QWidget *m_side = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_subtitle = nullptr;
    PracticeBadge *m_badge = nullptr;
    InlineMessage *m_message = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_footer = nullptr;
    QLabel *m_reason = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_primary = nullptr;
    QLabel *m_facts = nullptr;
    QLabel *m_progress = nullptr;
    QLabel *m_context = nullptr;
    QLabel *m_phones = nullptr; // whether they ring

    PracticeWatch *m_watch = nullptr;
    QDockWidget *m_practiceDock = nullptr;
    PracticePanel *m_practicePanel = nullptr;
    InlineMessage *m_rehearsal = nullptr;
    InlineMessage *m_lockMessage = nullptr;
    Tour *m_tour = nullptr;
    TourState m_tourState;

    StartPage *m_startPage = nullptr;
    FilePage *m_filePage = nullptr;
    MatchPage *m_matchPage = nullptr;
    CheckPage *m_checkPage = nullptr;
    SendPage *m_sendPage = nullptr;
    RunsPage *m_runsPage = nullptr;

    QMenu *m_recent = nullptr;
    QHash<QString, QAction *> m_actions; // by object name
};

} // namespace callsheet::ui
