#include "ui/main_window.h"

#include "ui/check/check_page.h"
#include "ui/common/step_list.h"
#include "ui/file/file_page.h"
#include "ui/file/start_page.h"
#include "ui/match/match_page.h"
#include "ui/runs/local_data.h"
#include "ui/runs/runs_page.h"
#include "ui/send/send_page.h"
#include "ui/session/pasting.h"
#include "ui/session/run_history.h"
#include "ui/session/run_papers.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QAccessible>
#include <QLabel>
#include <QStackedWidget>

#include <algorithm>

// Who hears whom: what a person wants on a page goes to the session, what changes there comes back to the window.

namespace callsheet::ui {

void MainWindow::connectSession()
{
    connect(m_session, &Session::failed, this, &MainWindow::showError);
    connect(m_session, &Session::done, this, [this](Step step, const QString &text) {
        showMessage(step, {Tone::Good, text, {}});
    });
    connect(m_session, &Session::readingStopped, this, [this](const QString &text) {
        showMessage(Step::File, {Tone::Accent, text, {}});
    });
    connect(m_session, &Session::beginningRead, this, &MainWindow::showTitle);
    connect(m_session, &Session::readingChanged, this, [this] {
        if (m_session->isReading())
            m_messages.remove(static_cast<int>(Step::File));
        showPage();
    });
    connect(m_session, &Session::documentChanged, this, [this] {
        m_startPage->showRecent();
        if (m_session->document())
            m_sending->lookForEarlierRuns(m_session->document()->source.path);
        showPage();
    });
    connect(m_session, &Session::draftFound, this, &MainWindow::offerDraft);
    connect(m_session, &Session::draftTaken, this, [this] {
        m_messages.remove(static_cast<int>(Step::File)); // answered
        goTo(Step::Check);
    });
    connect(m_session, &Session::checkingChanged, this, [this] {
        if (m_session->report()) {
            QAccessibleEvent announcement(m_facts, QAccessible::Alert);
            QAccessible::updateAccessibility(&announcement);
        }
    });
    connect(m_session, &Session::correctionsFound, this, &MainWindow::showCorrections);
    connect(m_session, &Session::recipeTried, this, &MainWindow::tellOfRecipe);
    connect(m_session, &Session::noCorrections, this, &MainWindow::openFile);
    connect(m_session, &Session::edited, this, &MainWindow::updateActions);
    connect(m_session, &Session::editingChanged, this, &MainWindow::updateActions);
    for (auto signal :
        {&Session::readingChanged, &Session::documentChanged, &Session::variablesChanged, &Session::mappingChanged,
            &Session::settingsChanged, &Session::checkingChanged, &Session::reportChanged, &Session::skippedChanged})
        connect(m_session, signal, this, [this] {
            showMarks();
            showStatus();
            showTitle();
        });
}

void MainWindow::connectSending()
{
    connect(m_sending, &Sending::failed, this, &MainWindow::showError);
    connect(m_sending, &Sending::done, this, [this](Step step, const QString &text) {
        showMessage(step, {Tone::Good, text, {}});
    });
    connect(m_sending, &Sending::lookedUp, this, [this](const QString &text, bool isSettled) {
        showMessage(Step::Runs, {isSettled ? Tone::Good : Tone::Caution, text, {}});
    });
    connect(m_sending, &Sending::planned, this, [this](qint64 run) {
        m_session->forgetSentWork();
        m_history->refresh();
        showRun(run);
    });
    connect(m_sending, &Sending::chunkChanged, m_history, &RunHistory::updateChunk);
    connect(m_sending, &Sending::stateChanged, this, &MainWindow::runStateChanged);
    connect(m_sending, &Sending::connectionsChanged, this, &MainWindow::showTitle);
}

void MainWindow::connectHistory()
{
    connect(m_history, &RunHistory::failed, this, &MainWindow::showError);
    connect(m_papers, &RunPapers::failed, this, &MainWindow::showError);
    connect(m_papers, &RunPapers::done, this, [this](Step step, const QString &text) {
        showMessage(step, {Tone::Good, text, {}});
    });
    connect(m_history, &RunHistory::summariesChanged, this, &MainWindow::showMarks);
    connect(m_history, &RunHistory::detailsChanged, this, [this] {
        showTitle();
        updateActions();
    });
}

void MainWindow::connectLocalData()
{
    connect(m_localData, &LocalData::failed, this, [this](const base::Error &error) { showError(Step::Runs, error); });
    connect(m_localData, &LocalData::done, this, [this](const QString &text) {
        showMessage(Step::Runs, {Tone::Good, text, {}});
    });
    connect(m_history, &RunHistory::summariesChanged, this, &MainWindow::updateActions);
    connect(m_runsPage, &RunsPage::deletionRequested, this,
        [this](const runs::RunHead &head) { m_localData->deleteRun(head.id); });
}

void MainWindow::connectPages()
{
    connect(m_steps, &StepList::stepChosen, this, &MainWindow::goTo);
    connect(m_message, &InlineMessage::closed, this, [this] {
        m_messages.remove(static_cast<int>(m_step));
        if (QWidget *first = currentPage()->firstControl())
            first->setFocus();
    });
    for (int i = 0; i < m_stack->count(); ++i) {
        auto *page = qobject_cast<Page *>(m_stack->widget(i));
        connect(page, &Page::footerChanged, this, &MainWindow::showFooter);
        connect(page, &Page::titleChanged, this, &MainWindow::showTitle);
    }
    connect(m_startPage, &StartPage::openRequested, this, &MainWindow::askForFile);
    connect(m_startPage, &StartPage::pasteRequested, this, &MainWindow::pasteRows);
    connect(m_startPage, &StartPage::locateRequested, this, &MainWindow::locateFile);
    connect(m_pasting, &Pasting::fileReady, this, &MainWindow::openFile);
    connect(m_pasting, &Pasting::failed, this, &MainWindow::showError);
    connect(m_pasting, &Pasting::stateChanged, this, &MainWindow::showStatus);
    connect(m_startPage, &StartPage::sampleRequested, this, &MainWindow::openSample);
    connect(m_startPage, &StartPage::fileChosen, this, &MainWindow::openFile);
    connect(m_startPage, &StartPage::runChosen, this, &MainWindow::showRun);

    connect(m_filePage, &FilePage::optionsChanged, m_session, &Session::readAgain);
    connect(m_filePage, &FilePage::stopRequested, m_session, &Session::stopReading);
    connect(m_filePage, &FilePage::continueRequested, this, [this] { goTo(Step::Match); });

    connect(m_matchPage, &MatchPage::variableSetChosen, m_session, &Session::openVariableSet);
    connect(m_matchPage, &MatchPage::learnRequested, m_session, &Session::learnVariables);
    connect(m_matchPage, &MatchPage::variableSetSaveRequested, m_session, &Session::saveVariables);
    connect(m_matchPage, &MatchPage::assignmentChanged, m_session, &Session::assign);
    connect(m_matchPage, &MatchPage::variableSetKept, this,
        [this](const match::VariableSet &set, bool inPlace, const match::RenamedKeys &renamed) {
            m_session->keepVariables(set, inPlace ? Session::KeepAs::InPlace : Session::KeepAs::Another, renamed);
        });
    connect(m_matchPage, &MatchPage::keptSetRemoved, m_session, &Session::removeKeptSet);
    connect(m_matchPage, &MatchPage::openingLineChanged, m_session, &Session::setOpeningLine);
    connect(m_matchPage, &MatchPage::templateSaved, m_session, &Session::saveTemplate);
    connect(m_matchPage, &MatchPage::templateRemoved, m_session, &Session::removeTemplate);
    connect(m_matchPage, &MatchPage::templateChosen, this, [this](const QString &path) {
        const QList<TemplateOffer> offers = m_session->templates();
        const auto chosen = std::find_if(
            offers.begin(), offers.end(), [&](const TemplateOffer &offer) { return offer.path == path; });
        if (chosen != offers.end())
            m_session->useTemplate(*chosen);
    });
    connect(m_matchPage, &MatchPage::mappingChosen, m_session, &Session::loadMapping);
    connect(m_matchPage, &MatchPage::mappingSaveRequested, m_session, &Session::saveMapping);
    connect(m_matchPage, &MatchPage::settingsChanged, m_session, &Session::setSettings);
    const auto check = [this] {
        m_session->check();
        goTo(Step::Check);
    };
    connect(m_matchPage, &MatchPage::checkRequested, this, check);
    connect(m_matchPage, &MatchPage::fileRequested, this, [this] {
        goTo(Step::File);
        m_filePage->followReason();
    });

    connect(m_checkPage, &CheckPage::checkRequested, this, check);
    connect(m_checkPage, &CheckPage::stopRequested, m_session, &Session::stopChecking);
    connect(m_checkPage, &CheckPage::continueRequested, this, [this] { goTo(Step::Send); });
    connect(m_checkPage, &CheckPage::matchRequested, this,
        [this] { goTo(m_session->document() ? Step::Match : Step::File); });
    connect(m_checkPage, &CheckPage::countryRequested, this, [this] {
        goTo(Step::Match);
        m_matchPage->chooseCountry();
    });
    connect(m_checkPage, &CheckPage::positionChanged, this, &MainWindow::showStatus);

    connect(m_sendPage, &SendPage::connectionSaved, m_sending, &Sending::saveConnection);
    connect(m_sendPage, &SendPage::connectionChosen, this, [this](const QString &name) {
        Memory next = m_session->memory();
        next.connection = name;
        m_session->remembered().change(next);
        showTitle();
    });
    connect(m_sendPage, &SendPage::groupRequested, this, [this](RowGroup group) {
        goTo(Step::Check);
        m_checkPage->showGroup(group);
    });
    connect(m_sendPage, &SendPage::checkRequested, this, [this] { goTo(Step::Check); });
    connect(m_sendPage, &SendPage::runRequested, this, &MainWindow::showRun);

    connect(m_runsPage, &RunsPage::runChosen, m_history, &RunHistory::select);
    connect(m_runsPage, &RunsPage::pauseRequested, m_sending, &Sending::pause);
    connect(m_runsPage, &RunsPage::stopRequested, m_sending, &Sending::stop);
    connect(m_runsPage, &RunsPage::resumeRequested, this,
        [this](const runs::RunHead &head) { m_sending->sendAgain(head, send::SendWhat::Waiting); });
    connect(m_runsPage, &RunsPage::sendAgainRequested, this,
        [this](const runs::RunHead &head, const runs::ChunkRecord &chunk) {
            const auto again = [this, head] { m_sending->sendAgain(head, send::SendWhat::Waiting); };
            if (chunk.state == runs::ChunkState::Refused)
                m_history->replace(chunk.id, again);
            else
                again();
        });
    connect(m_runsPage, &RunsPage::searchRequested, this,
        [this](const runs::RunHead &head) { m_sending->sendAgain(head, send::SendWhat::FindBadRows); });
    connect(m_runsPage, &RunsPage::retryRefusedRequested, this,
        [this](const runs::RunHead &head) { m_sending->sendAgain(head, send::SendWhat::Refused); });
    connect(m_runsPage, &RunsPage::receiptRequested, m_papers, &RunPapers::writeReceipt);
    connect(m_runsPage, &RunsPage::exportRequested, m_papers, &RunPapers::exportPeople);
    connect(m_runsPage, &RunsPage::checkRequested, m_sending, &Sending::check);
    connect(m_sending, &Sending::checked, m_history, &RunHistory::refresh);
    connect(m_runsPage, &RunsPage::settledByRows, m_history, &RunHistory::decideByRows);
    connect(m_runsPage, &RunsPage::settled, this,
        [this](const runs::RunHead &head, const runs::ChunkRecord &chunk, bool areQueued, const QString &sentence,
            const QString &note) {
            if (areQueued)
                m_history->decide(chunk, runs::Decision::TheyAreQueued, sentence, note, {});
            else
                m_history->decide(chunk, runs::Decision::TheyAreNotQueued, sentence, note,
                    [this, head] { m_sending->sendAgain(head, send::SendWhat::Waiting); });
        });
}

} // namespace callsheet::ui
