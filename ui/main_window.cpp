#include "ui/main_window.h"

#include "ui/check/check_page.h"
#include "ui/common/icons.h"
#include "ui/common/prompts.h"
#include "ui/common/step_list.h"
#include "ui/common/table_setup.h"
#include "ui/file/file_page.h"
#include "ui/file/reading_words.h"
#include "ui/file/start_page.h"
#include "ui/match/match_page.h"
#include "ui/practice/practice_words.h"
#include "ui/practice/tour.h"
#include "ui/runs/local_data.h"
#include "ui/runs/runs_page.h"
#include "ui/send/send_page.h"
#include "ui/session/guards.h"
#include "ui/session/pasting.h"
#include "ui/session/run_history.h"
#include "ui/session/run_papers.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(const Services &services, const StartUp &startUp, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_session(new Session(services.profile, services.readers, this))
    , m_sending(new Sending(services, this))
    , m_history(new RunHistory(*services.journal, services.user, this))
    , m_localData(new LocalData(services, *m_history, this))
    , m_guards(new Guards(services, *m_session, this))
    , m_papers(new RunPapers(services, this))
    , m_pasting(new Pasting(services.profile, *services.clock, *services.prompts, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setMinimumSize(760, 520);
    makeWidgets();
    makeMenus();
    connectSession();
    connectSending();
    connectHistory();
    connectLocalData();
    connectPages();
    connectGuards();
    makePracticePanel();
    connectPractice();
    makeTour();
    const auto buttons = findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        button->setAutoDefault(true); // Return presses the one that has the focus, as in a dialog
    resize(1180, 760);
    if (!m_session->memory().geometry.isEmpty())
        restoreGeometry(m_session->memory().geometry);
    m_side->setVisible(m_session->memory().sidebar);
    restoreState(m_session->memory().docks);
    m_practiceDock->hide(); // it comes with the window
    goTo(Step::File);
    m_history->refresh();
    if (!startUp.country.isEmpty()) {
        check::CheckSettings settings = m_session->settings();
        settings.defaultCountry = startUp.country.toUpper();
        m_session->setSettings(settings);
    }
    if (!startUp.file.isEmpty())
        openFile(startUp.file);
    else
        m_session->lookForLatestDraft();
    if (!startUp.variableSet.isEmpty())
        m_session->openVariableSet(startUp.variableSet);
}

MainWindow::~MainWindow()
{
    hide(); // what is half typed is taken while there is everything that takes it
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_stack->currentWidget());
}

void MainWindow::goTo(Step step)
{
    const bool changed = step != m_step;
    m_step = step;
    m_steps->setCurrentStep(step);
    showPage();
    if (changed && !m_steps->hasFocus()) {
        if (QWidget *first = currentPage()->firstControl()) {
            first->setFocus();
            setAttribute(Qt::WA_KeyboardFocusChange); // it shows where the focus is, before the first Tab as well
        }
    }
}

void MainWindow::showPage()
{
    const bool nothingOpen = !m_session->document() && !m_session->isReading();
    Page *const pages[] = {
        nothingOpen ? static_cast<Page *>(m_startPage) : m_filePage, m_matchPage, m_checkPage, m_sendPage, m_runsPage};
    m_stack->setCurrentWidget(pages[static_cast<int>(m_step)]);
    showTitle();
    showFooter();
    showStoredMessage();
    showLock();
    showMarks();
    showStatus();
    updateActions();
    if (m_tour)
        m_tour->lookSoon();
}

void MainWindow::showFooter()
{
    const Footer &footer = currentPage()->footer();
    m_footer->setVisible(!footer.primary.isEmpty());
    m_primary->setText(footer.primary);
    giveRoom(*m_primary);
    m_primary->setEnabled(footer.enabled);
    m_back->setVisible(m_step != Step::File);
    QString reason = footer.reason.toHtmlEscaped();
    if (!footer.reasonLink.isEmpty())
        reason += u"  <a href=\"#\">%1</a>"_s.arg(footer.reasonLink.toHtmlEscaped());
    m_reason->setText(reason);
    m_reason->setFocusPolicy(footer.reasonLink.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    updateActions();
}

void MainWindow::showTitle()
{
    m_title->setText(currentPage()->title());
    m_subtitle->setText(currentPage()->subtitle());
    const runs::RunDetails *run = m_step == Step::Runs ? m_history->details() : nullptr;
    const QString connection = run && !run->head.practice ? run->head.connectionName
        : run                                             ? connectionTitle(connection::practiceConnection())
                                                          : connectionTitle(m_sendPage->connection());
    showWhetherPhonesRing();
    if (const sheet::Document *inView = m_session->shown())
        setWindowTitle(tr("%1 — %2 — Callsheet[*]").arg(QFileInfo(inView->source.path).fileName(), connection));
    else
        setWindowTitle(tr("%1 — Callsheet[*]").arg(connection));
}

void MainWindow::showMarks()
{
    using Kind = StepMark::Kind;
    StepMark file;
    if (m_session->isReading())
        file.kind = Kind::Running;
    else if (m_session->document())
        file.kind
            = m_session->document()->table->rowCount() > 0 && !m_session->openQuestion() ? Kind::Done : Kind::Attention;
    StepMark match;
    if (m_session->document() && m_session->variables()) {
        const int open = m_session->openAssignments();
        match = m_session->whatIsMissing() ? StepMark{Kind::Attention, open} : StepMark{Kind::Done, 0};
    }
    StepMark check;
    if (m_session->isChecking())
        check.kind = Kind::Running;
    else if (m_session->report())
        check = m_session->report()->counts.errors > 0 ? StepMark{Kind::Attention, m_session->report()->counts.errors}
                                                       : StepMark{Kind::Done, 0};
    StepMark sendMark;
    if (m_sending->isPreparing())
        sendMark.kind = Kind::Running;
    StepMark runsMark;
    if (m_sending->isBusy())
        runsMark.kind = Kind::Running;
    else if (m_history->unknownChunks() > 0)
        runsMark = {Kind::Unknown, m_history->unknownChunks()};
    m_steps->setMark(Step::File, file);
    m_steps->setMark(Step::Match, match);
    m_steps->setMark(Step::Check, check);
    m_steps->setMark(Step::Send, sendMark);
    m_steps->setMark(Step::Runs, runsMark);
}

void MainWindow::showStatus()
{
    QStringList facts;
    if (m_session->document()) {
        const sheet::Document &document = *m_session->document();
        facts.append(sheet::formatName(document.report.format).toUpper());
        if (document.report.format == sheet::Format::Csv)
            facts.append({document.report.encoding, separatorName(document.report.separator)});
        facts.append(tr("%Ln row(s)", nullptr, static_cast<int>(document.table->rowCount())));
    }
    m_facts->setText(facts.join(u" · "_s));
    QString progress;
    if (m_session->isReading())
        progress = tr("Reading…");
    else if (m_pasting->isBusy())
        progress = tr("Reading the clipboard…");
    else if (m_session->isChecking())
        progress = tr("Checking…");
    else if (m_sending->isPreparing())
        progress = tr("Writing the chunks down…");
    else if (m_sending->checkedRun() != 0)
        progress = tr("Asking the service…"); // nothing is sent
    else if (m_sending->isBusy())
        progress = m_sending->target().practice ? tr("Practising: nobody is called…")
                                                : tr("Sending real calls to %1…").arg(m_sending->target().name);
    m_progress->setText(progress);
    QStringList context;
    if (m_step == Step::Check && !m_checkPage->position().isEmpty())
        context.append(m_checkPage->position());
    const QString country = m_session->settings().defaultCountry;
    context.append(country.isEmpty() ? tr("No default country")
                                     : tr("Default country %1 (+%2)").arg(country, check::callingCode(country)));
    m_context->setText(context.join(u"  ·  "_s));
}

void MainWindow::showMessage(Step step, const Message &message)
{
    // What a person did on this page is answered on this page, even when the answer comes from another step.
    m_messages.insert(static_cast<int>(step), message);
    if (step == Step::Runs || m_step == Step::Runs)
        m_runMessage = {};
    if (step != m_step && step != Step::Runs)
        m_messages.insert(static_cast<int>(m_step), message);
    showStoredMessage();
}

void MainWindow::showStoredMessage()
{
    const auto stored = m_messages.constFind(static_cast<int>(m_step));
    if (stored == m_messages.constEnd())
        m_message->hide();
    else
        m_message->showMessage(*stored);
}

void MainWindow::showError(Step step, const base::Error &error)
{
    Message message{Tone::Bad, error.message, {}};
    if (step == Step::File)
        message.actions.append({tr("Open another file…"), [this] { askForFile(); }});
    showMessage(step, message);
}

void MainWindow::showRun(qint64 run)
{
    goTo(Step::Runs);
    m_runsPage->showRun(run);
}

void MainWindow::tellHowTheRunEnded()
{
    const send::SendRun *run = m_sending->run();
    if (!run)
        return;
    const runs::RunDetails *shown = m_history->details();
    const bool isShown = shown && shown->head.id == run->run();
    if (run->phase() == send::RunPhase::Finished) {
        const bool refused = isShown && shown->ledger.refused > 0;
        const Message ended = refused
            ? Message{Tone::Caution,
                tr("Every chunk was answered, but some were refused. Look at the reason of each before you send it "
                   "again."),
                {}}
            : m_sending->target().practice
            ? Message{Tone::Good, tr("Every chunk of this practice run is settled. Nobody was called."), {}}
            : Message{Tone::Good, tr("Every chunk of this run is settled."), {}};
        showRunMessage(
            run->run(), ended, [](const runs::Ledger &ledger) { return ledger.notSent + ledger.unknown == 0; });
        return;
    }
    const bool saysItself = run->pauseReason() == send::PauseReason::AskedTo
        || run->pauseReason() == send::PauseReason::OutcomeUnknown; // for as long as it is so
    if (run->phase() != send::RunPhase::Paused || saysItself)
        return;
    Message message{
        Tone::Caution, run->pauseMessage().isEmpty() ? send::describe(run->pauseReason()) : run->pauseMessage(), {}};
    if (run->pauseReason() == send::PauseReason::CredentialsRefused && isShown && !shown->head.practice) {
        message.actions.append({tr("Enter the key and go on…"), [this, head = shown->head] {
                                    m_waitsForKey = head;
                                    m_sendPage->editConnection(head.connectionName);
                                }});
    }
    // Stopped, it tells of the chunk that was under way: over when that one is settled.
    if (run->pauseReason() == send::PauseReason::Stopped && isShown && shown->ledger.unknown > 0)
        showRunMessage(run->run(), message, [](const runs::Ledger &ledger) { return ledger.unknown > 0; });
    else
        showRunMessage(
            run->run(), message, [](const runs::Ledger &ledger) { return ledger.notSent + ledger.unknown > 0; });
}

void MainWindow::showRunMessage(runs::RunId run, const Message &message, bool (*holds)(const runs::Ledger &))
{
    showMessage(Step::Runs, message);
    m_runMessage = {run, holds};
}

// What was true of a run is not left standing beside what became of it.
void MainWindow::dropOldRunMessage()
{
    const runs::RunDetails *shown = m_history->details();
    if (shown && shown->head.id == m_runMessage.run && !m_runMessage.holds(shown->ledger))
        dropRunMessage();
}

void MainWindow::dropRunMessage()
{
    m_runMessage = {};
    m_messages.remove(static_cast<int>(Step::Runs));
    showStoredMessage();
}

void MainWindow::runStateChanged()
{
    const bool sending = m_sending->isBusy();
    if (m_wasSending && !sending) {
        m_history->refresh();
        m_guards->forget();
        if (m_session->document())
            m_sending->lookForEarlierRuns(m_session->document()->source.path);
        if (m_wasChecking && !isActiveWindow()) // a look has ended, and no run: what it found is told by itself
            QApplication::alert(this);
        if (!m_wasChecking) {
            tellHowTheRunEnded();
            tellOfTheEnd();
        }
        tellOfTheKeychain();
        if (m_closeWhenIdle)
            close();
    } else if (sending && !m_wasSending) {
        m_sendingSince = m_services.clock->now();
        m_messages.remove(static_cast<int>(Step::Runs));
        showStoredMessage();
    }
    m_wasSending = sending;
    m_wasChecking = sending && m_sending->checkedRun() != 0;
    showMarks();
    showStatus();
    updateActions();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Memory next = m_session->memory();
    next.geometry = saveGeometry();
    next.sidebar = m_side->isVisibleTo(this);
    next.waitsForErrors = m_sendPage->waitsForErrors();
    next.practicePanel = m_practiceDock && m_practiceDock->isVisibleTo(this);
    next.docks = saveState();
    m_session->remembered().change(next);
    if (!m_sending->isBusy()) {
        event->accept();
        return;
    }
    event->ignore();
    m_closeWhenIdle = false;
    const Choice question{tr("A run is being sent"),
        m_sending->target().practice ? tr("A practice run is still being sent. Nobody is called by it.")
                                     : tr("Callsheet is still sending."),
        tr("To pause loses nothing: the rest can be sent later. To keep running puts the window aside until the run is "
           "over."),
        {tr("Pause after this chunk and close"), tr("Keep running")}};
    m_services.prompts->choose(this, question, [this](std::optional<int> chosen) {
        if (!chosen)
            return;
        if (*chosen == 1) {
            showMinimized();
            return;
        }
        m_closeWhenIdle = true;
        if (m_sending->isBusy())
            m_sending->pause();
        else
            close();
    });
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_badge)
        showTitle();
}

} // namespace callsheet::ui
