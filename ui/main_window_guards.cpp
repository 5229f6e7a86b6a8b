#include "ui/main_window.h"

#include "ui/common/prompts.h"
#include "ui/send/send_page.h"
#include "ui/session/guards.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QApplication>

// What is looked up and asked before anybody is called, the start itself, and word of the end.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

void MainWindow::connectGuards()
{
    connect(m_sendPage, &SendPage::startRequested, this, &MainWindow::startRun);
    connect(m_sendPage, &SendPage::targetChanged, m_guards, &Guards::setTarget);
    connect(m_sendPage, &SendPage::watchingChanged, m_guards, &Guards::setWatching);
    connect(m_sendPage, &SendPage::guardAnswered, m_guards, &Guards::answer);
    connect(m_sendPage, &SendPage::batchLookSkipped, m_guards, &Guards::skipBatch);
    connect(m_sendPage, &SendPage::lockConfirmationRequested, this, &MainWindow::askToConfirmJournal);
    connect(m_guards, &Guards::lockChanged, this, &MainWindow::showLock);
    connect(m_guards, &Guards::journalConfirmed, this, [this] {
        m_history->refresh();
        showMessage(Step::Runs,
            {Tone::Caution,
                tr("The journal is confirmed. Whoever it called not sent or refused is unknown now, because it may "
                   "have forgotten them: settle those runs before you send the rest."),
                {}});
    });
    connect(m_guards, &Guards::failed, this,
        [this](const base::Error &error) { showError(m_step == Step::Runs ? Step::Runs : Step::Send, error); });
    connect(m_sendPage, &SendPage::connectionEditCancelled, this, [this] { m_waitsForKey.reset(); });
    connect(m_sending, &Sending::secretsKept, this, [this](const QString &connection) {
        if (m_waitsForKey && m_waitsForKey->connectionName == connection && !m_sending->isBusy())
            m_sending->sendAgain(*m_waitsForKey, send::SendWhat::Waiting);
        m_waitsForKey.reset();
    });
    m_guards->setTarget(m_sendPage->target());
}

void MainWindow::startRun(const connection::Connection &connection, const QString &batchId, const QString &name)
{
    // The last guard, whoever asks: what goes out is what was checked, and nothing else is on its way into it.
    if (!m_guards->isReady()) {
        showMessage(Step::Send,
            {Tone::Caution, tr("The rows have changed meanwhile. Nothing was sent: look at them once more."), {}});
        return;
    }
    send::RunInput input;
    input.check = m_session->checkInput();
    input.report = m_session->report();
    input.skipped = m_session->skipped();
    input.source = m_session->document()->source;
    input.sheetName = m_session->document()->report.sheet;
    input.name = name;
    input.connection = connection;
    input.batchId = batchId;
    input.limits.pilotRows = m_sendPage->pilotPeople();
    input.preparation = m_session->preparation();
    input.preparation.who = m_services.user;
    m_guards->fill(input);
    m_sending->setMostFailedInARow(m_sendPage->mostFailedInARow());
    m_sending->start(input);
}

// Whoever waits for a long run has gone on to something else.
void MainWindow::tellOfTheEnd()
{
    if (isActiveWindow())
        return;
    QApplication::alert(this);
    constexpr qint64 longSeconds = 120;
    const send::SendRun *run = m_sending->run();
    if (!run || !m_services.notify || m_sendingSince.secsTo(m_services.clock->now()) < longSeconds)
        return;
    const bool isOver = run->phase() == send::RunPhase::Finished;
    const QString name = m_history->details() ? m_history->details()->head.name : QString();
    m_services.notify(isOver ? tr("The run is over") : tr("The run waits for you"),
        isOver ? tr("Every chunk of “%1” is answered.").arg(name)
               : u"%1: %2"_s.arg(
                   name, run->pauseMessage().isEmpty() ? send::describe(run->pauseReason()) : run->pauseMessage()));
}

//! Beside what the run itself came to, and once.
void MainWindow::tellOfTheKeychain()
{
    const QString problem = m_services.keychainProblem ? m_services.keychainProblem() : QString();
    if (problem.isEmpty() || m_keychainTold)
        return;
    m_keychainTold = true;
    Message message = m_messages.value(static_cast<int>(Step::Runs));
    if (message.tone != Tone::Bad)
        message.tone = Tone::Caution;
    message.text = u"%1 %2"_s.arg(message.text, problem).trimmed();
    showMessage(Step::Runs, message);
}

void MainWindow::showLock()
{
    const bool matters = m_step == Step::Send || m_step == Step::Runs;
    if (m_guards->lock().isEmpty() || !matters) {
        m_lockMessage->hide();
        return;
    }
    // The journal's sentence names the command that confirms it; here a button does.
    const QString button = tr("I have looked the runs up…");
    const QString text = QString(m_guards->lock()).replace(u"callsheet-cli runs --confirm-journal"_s, button);
    if (m_lockMessage->isVisible() && m_lockMessage->text() == text)
        return;
    m_lockMessage->showMessage({Tone::Bad, text, {{button, [this] { askToConfirmJournal(); }}}});
}

void MainWindow::askToConfirmJournal()
{
    const Confirmation question{tr("Confirm the journal"), tr("Have you looked your last runs up at the service?"),
        tr("The journal may have forgotten people who were called since. Everybody of whom it says “not sent” or "
           "“refused” becomes unknown, so that nobody is called twice: settle them on the Runs page. Your word and the "
           "time are written down.\n\nIf there is a newer copy of the journal, put it back instead."),
        tr("I have looked them up")};
    m_services.prompts->confirm(this, question, [this](bool yes) {
        if (yes)
            m_guards->confirmJournal();
    });
}

} // namespace callsheet::ui
