#include "ui/main_window.h"

#include "ui/common/inline_message.h"
#include "ui/practice/practice_badge.h"
#include "ui/practice/practice_panel.h"
#include "ui/practice/practice_watch.h"
#include "ui/practice/practice_words.h"
#include "ui/practice/tour.h"
#include "ui/send/send_page.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QScreen>
#include <QShowEvent>

#include <algorithm>

// The practice service in the window: its panel, and whether phones ring, said wherever somebody could wonder.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

// Beside the window where the screen has room, otherwise over its upper right: its buttons are at the bottom.
QRect placeBeside(QRect window, QSize size, QRect screen)
{
    constexpr auto gap = 8;
    const int height = std::min(size.height(), screen.height());
    if (screen.right() - window.right() > size.width() + gap)
        return {window.right() + gap, window.top(), size.width(), height};
    if (window.left() - screen.left() > size.width() + gap)
        return {window.left() - gap - size.width(), window.top(), size.width(), height};
    return {window.right() - gap - size.width(), window.top() + 3 * gap, size.width(), height * 2 / 3};
}

} // namespace

void MainWindow::makePracticePanel()
{
    m_watch = new PracticeWatch(*m_services.practice, this);
    m_practicePanel = new PracticePanel(*m_watch);
    m_practicePanel->setObjectName(u"practicePanel"_s);
    m_practiceDock = new QDockWidget(tr("Practice service: nobody is called"), this);
    m_practiceDock->setObjectName(u"practiceDock"_s);
    m_practiceDock->setWidget(m_practicePanel);
    m_practiceDock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea | Qt::BottomDockWidgetArea);
    addDockWidget(Qt::RightDockWidgetArea, m_practiceDock);
    m_practiceDock->hide();
}

void MainWindow::connectPractice()
{
    QAction *action = m_actions.value(u"actionPractice"_s);
    connect(action, &QAction::triggered, this, &MainWindow::showPracticePanel);
    // It may be closed by its own button, too; but a window that is minimised hides it without closing it.
    connect(m_practiceDock, &QDockWidget::visibilityChanged, this,
        [this, action] { action->setChecked(m_practiceDock->isVisibleTo(this)); });
    connect(m_badge, &PracticeBadge::clicked, this, &MainWindow::openPracticePanel);
    connect(m_watch, &PracticeWatch::rehearsalChanged, this, &MainWindow::showWhetherPhonesRing);
    connect(m_sending, &Sending::stateChanged, this, &MainWindow::showWhetherPhonesRing);
}

void MainWindow::openPracticePanel()
{
    if (m_badge->isPractice())
        showPracticePanel(true);
}

void MainWindow::showPracticePanel(bool shown)
{
    if (!shown) {
        m_practiceDock->hide();
        if (QWidget *first = focusWidget(); !first || m_practiceDock->isAncestorOf(first))
            m_badge->setFocus();
        return;
    }
    // Where the pages would have no room beside it, it stands in a window of its own.
    const int wanted = m_practiceDock->sizeHint().width();
    const int least = centralWidget()->minimumSizeHint().width() + m_practiceDock->minimumSizeHint().width();
    if (!m_practiceDock->isVisible() && width() < least) {
        m_practiceDock->setFloating(true);
        m_practiceDock->setGeometry(placeBeside(frameGeometry(), {wanted, height()}, screen()->availableGeometry()));
    }
    const bool isFirst = m_session->memory().docks.isEmpty() && !m_practiceDock->isVisible();
    m_practiceDock->show();
    m_practiceDock->raise();
    if (m_practiceDock->isFloating())
        m_practiceDock->activateWindow();
    if (isFirst && !m_practiceDock->isFloating()) // later it is as wide as the person has left it
        resizeDocks({m_practiceDock}, {wanted}, Qt::Horizontal);
    m_practicePanel->focusFirst();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (event->spontaneous())
        return;
    if (m_session->memory().practicePanel)
        m_practiceDock->show();
    offerTour();
}

bool MainWindow::isPracticeShown() const
{
    const runs::RunDetails *run = m_step == Step::Runs ? m_history->details() : nullptr;
    return run ? run->head.practice : m_sendPage->isPractice();
}

void MainWindow::showWhetherPhonesRing()
{
    const runs::RunDetails *run = m_step == Step::Runs ? m_history->details() : nullptr;
    const QString name = run ? run->head.connectionName : m_sendPage->connection().name;
    const bool rehearsing = m_watch && m_watch->rehearsal().mishap != Mishap::None;
    if (isPracticeShown())
        m_badge->showPractice(rehearsing);
    else
        m_badge->showReal(name);
    m_badge->setVisible(m_step != Step::Runs || run != nullptr); // a list without a run speaks of nobody
    m_phones->setText(isPracticeShown() ? tr("Practice: nobody is called") : tr("Real calls: %1").arg(name));
    m_phones->setVisible(m_badge->isVisibleTo(this));
    showRehearsal();
}

void MainWindow::showRehearsal()
{
    if (!m_watch)
        return;
    const Rehearsal &rehearsal = m_watch->rehearsal();
    const bool wanted
        = rehearsal.mishap != Mishap::None && (m_step == Step::Send || m_step == Step::Runs) && isPracticeShown();
    if (!wanted) {
        m_rehearsal->hide();
        return;
    }
    if (m_rehearsal->isVisibleTo(this) && m_rehearsal->text() == rehearsalText(rehearsal))
        return;
    m_rehearsal->showMessage({Tone::Caution, rehearsalText(rehearsal),
        {{tr("Switch it off"), [this] { m_watch->setRehearsal({}); }}, {tr("Change…"), [this] {
                                                                            showPracticePanel(true);
                                                                            m_practicePanel->showMishaps();
                                                                        }}}});
}

} // namespace callsheet::ui
