#include "ui/main_window.h"

#include "core/check/check_rows.h"
#include "ui/check/check_page.h"
#include "ui/file/start_page.h"
#include "ui/practice/practice_watch.h"
#include "ui/practice/tour.h"
#include "ui/send/send_page.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QDir>
#include <QFileInfo>
#include <QPushButton>

// The guided tour over the sample sheet: what each of its five stops says, points at, waits for and can do.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

// The numbers of the sample are written as people write them there.
constexpr auto countryOfSample = "GB"_L1;
constexpr auto sendStopNumber = 3;

QWidget *firstVisible(const QWidget &window, std::initializer_list<QString> names)
{
    for (const QString &name : names) {
        auto *found = window.findChild<QWidget *>(name);
        if (found && found->isVisible())
            return found;
    }
    return nullptr;
}

std::optional<sheet::RowIndex> rowToSkip(const check::Report &report)
{
    std::optional<sheet::RowIndex> ready;
    for (std::size_t row = 0; row < report.states.size(); ++row) {
        const auto index = static_cast<sheet::RowIndex>(row);
        if (report.states[row] == check::RowState::Warning)
            return index;
        if (report.states[row] == check::RowState::Ready && !ready)
            ready = index;
    }
    return ready;
}

} // namespace

void MainWindow::makeTour()
{
    const QList<TourStop> stops{sampleStop(), matchStop(), checkStop(), sendStop(), resultStop()};
    m_tour = new Tour(*this, stops, this);
    connect(m_tour, &Tour::begun, this, [this] {
        m_tourState = {};
        Memory next = m_session->memory();
        next.tourOffered = true;
        m_session->remembered().change(next);
        m_startPage->takeBackOffer();
    });
    connect(m_tour, &Tour::stopReached, this, [this](int stop) {
        if (stop != sendStopNumber || m_tourState.run != 0)
            return;
        m_tourState.answerWasLost = true;
        m_watch->setRehearsal({Mishap::AnswerLost, HowLong::NextRequest});
    });
    connect(m_tour, &Tour::ended, this, &MainWindow::tidyUpAfterTour);
    connect(m_startPage, &StartPage::tourRequested, this, &MainWindow::startTour);
    connect(m_sending, &Sending::planned, this, [this](qint64 run) {
        if (m_tour->isRunning())
            m_tourState.run = run;
    });
    for (auto signal :
        {&Session::readingChanged, &Session::documentChanged, &Session::variablesChanged, &Session::mappingChanged,
            &Session::settingsChanged, &Session::checkingChanged, &Session::reportChanged, &Session::skippedChanged})
        connect(m_session, signal, m_tour, &Tour::lookSoon);
    connect(m_sending, &Sending::stateChanged, m_tour, &Tour::lookSoon);
    connect(m_history, &RunHistory::detailsChanged, m_tour, &Tour::lookSoon);
    connect(m_history, &RunHistory::chunkUpdated, m_tour, &Tour::lookSoon);
    connect(m_watch, &PracticeWatch::rehearsalChanged, m_tour, &Tour::lookSoon);
}

void MainWindow::startTour()
{
    if (!m_tour->isRunning())
        goTo(Step::File);
    m_tour->start();
}

void MainWindow::offerTour()
{
    if (m_session->memory().tourOffered)
        return;
    m_startPage->offerTour();
    Memory next = m_session->memory();
    next.tourOffered = true;
    m_session->remembered().change(next);
}

// What the tour has changed for itself goes back to what it was.
void MainWindow::tidyUpAfterTour()
{
    if (m_tourState.answerWasLost)
        m_watch->setRehearsal({});
    if (m_tourState.countryBefore && m_session->settings().defaultCountry == countryOfSample) {
        check::CheckSettings settings = m_session->settings();
        settings.defaultCountry = *m_tourState.countryBefore;
        m_session->setSettings(settings);
    }
    m_tourState = {};
    if (QWidget *first = currentPage()->firstControl())
        first->setFocus();
}

TourStop MainWindow::sampleStop()
{
    const auto isOpen = [this] {
        return m_session->document() && !m_session->isReading() && m_session->variables()
            && QFileInfo(m_session->document()->source.path)
            == QFileInfo(m_services.profile.folder.filePath(u"contacts.xlsx"_s));
    };
    TourStop stop;
    stop.title = tr("Open a sheet");
    stop.text = [isOpen] {
        return isOpen() ? tr("This is the sample: every row is a person, all of them made up. Callsheet takes the "
                             "cells as text and changes nothing in the file.")
                        : tr("Everything begins with a spreadsheet. Open the sample: made-up people, and some "
                             "mistakes as real sheets have them. Nothing leaves this computer, and nobody is called.");
    };
    stop.target = [this, isOpen]() -> QWidget * {
        return isOpen() ? firstVisible(*this, {u"fileFacts"_s}) : firstVisible(*this, {u"trySample"_s});
    };
    stop.isDone = isOpen;
    stop.doIt = [this] {
        goTo(Step::File);
        openSample();
    };
    return stop;
}

TourStop MainWindow::matchStop()
{
    const auto isMatched = [this] {
        return !m_session->whatIsMissing() && m_session->openAssignments() == 0
            && !m_session->settings().defaultCountry.isEmpty();
    };
    TourStop stop;
    stop.title = tr("Match the columns");
    stop.text = [this, isMatched] {
        if (m_step < Step::Match)
            return tr("Your calling agent expects variables, such as a name and a phone number. Go on to Match, to say "
                      "which column holds which.");
        return isMatched()
            ? tr("Every variable has its column, and numbers without a country code get the default country.")
            : tr("Callsheet has matched what it is sure of. What is only similar waits for your word, and numbers "
                 "without a country code need a default country: the United Kingdom, for this sheet.");
    };
    stop.target = [this, isMatched]() -> QWidget * {
        if (m_step != Step::Match || isMatched())
            return firstVisible(*this, {u"primary"_s});
        return firstVisible(*this, {u"useAllSimilar"_s, u"defaultCountry"_s});
    };
    stop.isDone = [this, isMatched] { return m_step >= Step::Match && isMatched(); };
    stop.doIt = [this] {
        goTo(Step::Match);
        for (qsizetype i = 0; i < m_session->mapping().assignments.size(); ++i) {
            match::Assignment assignment = m_session->mapping().assignments[i];
            assignment.confirmed = true;
            m_session->assign(static_cast<int>(i), assignment);
        }
        check::CheckSettings settings = m_session->settings();
        if (settings.defaultCountry == countryOfSample)
            return;
        if (!m_tourState.countryBefore)
            m_tourState.countryBefore = settings.defaultCountry;
        settings.defaultCountry = countryOfSample;
        m_session->setSettings(settings);
    };
    return stop;
}

TourStop MainWindow::checkStop()
{
    TourStop stop;
    stop.title = tr("Look at the problems");
    stop.text = [this] {
        if (!m_session->report())
            return m_session->isChecking() ? tr("Every row is being checked…")
                                           : tr("Next, every row is checked: numbers, blanks, duplicates, dates. "
                                                "Press the button below.");
        if (!m_session->skipped().empty())
            return tr("The row is left out, and it is counted: no row disappears silently.");
        return tr("Rows with errors are left out by themselves, with the reason. To mend one, choose its cell and "
                  "press F2. You may skip a good row, too: choose one, then press “Skip rows”.");
    };
    stop.target = [this]() -> QWidget * {
        if (!m_session->report() || !m_session->skipped().empty())
            return firstVisible(*this, {u"primary"_s});
        return firstVisible(*this, {u"skipRows"_s});
    };
    stop.isDone = [this] { return m_session->report() && !m_session->skipped().empty(); };
    stop.doIt = [this] {
        if (m_session->report()) {
            goTo(Step::Check);
            if (const auto row = rowToSkip(*m_session->report()))
                m_session->setSkipped({*row}, true);
        } else if (!m_session->isChecking()) {
            m_session->check();
            goTo(Step::Check);
        }
    };
    return stop;
}

TourStop MainWindow::sendStop()
{
    const auto isSent = [this] { return m_tourState.run != 0 && !m_sending->isBusy(); };
    TourStop stop;
    stop.title = tr("Send to the practice service");
    stop.text = [this, isSent] {
        if (isSent())
            return tr("The chunk has left. You see here what became of it.");
        if (m_sending->isBusy())
            return tr("The chunk is being sent to the practice service…");
        if (m_step != Step::Send)
            return tr("Go on to Send: it says in numbers what is about to happen.");
        if (!m_sendPage->isPractice())
            return tr("Choose the practice service: the connection that is chosen now makes real calls.");
        if (m_watch->rehearsal().mishap != Mishap::AnswerLost)
            return tr("You are asked once more before anything is sent. Practice calls nobody.");
        return tr("You are asked once more before anything is sent. Practice calls nobody; this time it loses the "
                  "answer on purpose, to show what Callsheet does then. “Switch it off” above prevents that.");
    };
    stop.target = [this]() -> QWidget * {
        if (m_step == Step::Send && !m_sendPage->isPractice())
            return firstVisible(*this, {u"connection"_s});
        if (m_step == Step::Runs)
            return firstVisible(*this, {u"runProgress"_s});
        return firstVisible(*this, {u"primary"_s});
    };
    stop.isDone = isSent;
    stop.doIt = [this] {
        if (m_sending->isBusy())
            return;
        if (m_step != Step::Send || !m_sendPage->isPractice()) {
            goTo(Step::Send);
            m_sendPage->choosePractice();
            return;
        }
        m_primary->click(); // the question before sending stays the person's
    };
    return stop;
}

TourStop MainWindow::resultStop()
{
    const auto unknown = [this] {
        const runs::RunDetails *run = m_history->details();
        return run && run->ledger.unknown > 0;
    };
    TourStop stop;
    stop.title = tr("See what became of it");
    stop.text = [this, unknown] {
        if (m_step != Step::Runs)
            return tr("Runs keeps everything that was ever sent, and what became of each person.");
        if (unknown())
            return tr("The answer got lost: are they queued or not? Callsheet does not guess, and sends nobody twice. "
                      "It can ask the service who is there. You see them in the practice panel (Ctrl+Shift+P), too.");
        return tr("The numbers add up: every row is accounted for. That was the whole way. Start it with your own "
                  "sheet, in practice first, for as long as you like.");
    };
    stop.target = [this, unknown]() -> QWidget * {
        return unknown() ? firstVisible(*this, {u"checkWithService"_s})
                         : firstVisible(*this, {u"ledger"_s, u"runSum"_s});
    };
    stop.isDone = [this, unknown] { return m_step == Step::Runs && m_history->details() && !unknown(); };
    stop.doIt = [this, unknown] {
        if (m_step != Step::Runs) {
            if (m_tourState.run != 0)
                showRun(m_tourState.run);
            else
                goTo(Step::Runs);
            return;
        }
        auto *check = findChild<QPushButton *>(u"checkWithService"_s);
        if (check && unknown() && !m_sending->isBusy()) // while it asks, the button would stop it
            check->click();
    };
    return stop;
}

} // namespace callsheet::ui
