#include "ui/main_window.h"

#include "ui/check/check_page.h"
#include "ui/common/icons.h"
#include "ui/common/page.h"
#include "ui/common/prompts.h"
#include "ui/runs/local_data.h"
#include "ui/runs/runs_page.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>

// The menu bar of the main window: every command of the pages stands here as well, with its shortcut.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

QAction *MainWindow::addAction(
    QMenu &menu, const QString &name, const QString &text, const QKeySequence &shortcut, std::function<void()> run)
{
    QAction *action = menu.addAction(text);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    m_actions.insert(name, action);
    return action;
}

void MainWindow::makeMenus()
{
    QMenu &file = *menuBar()->addMenu(tr("&File"));
    addAction(file, u"actionOpen"_s, tr("&Open Spreadsheet…"), QKeySequence::Open, [this] { askForFile(); });
    m_recent = file.addMenu(tr("Open &Recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    addAction(
        file, u"actionPaste"_s, tr("&Paste Rows as New"), QKeySequence(u"Ctrl+Shift+V"_s), [this] { pasteRows(); });
    addAction(file, u"actionSample"_s, tr("Try the &Sample Sheet"), {}, [this] { openSample(); });
    file.addSeparator();
    addAction(file, u"actionExport"_s, tr("&Export Problems…"), QKeySequence(u"Ctrl+E"_s),
        [this] { m_checkPage->exportProblems(); });
    file.addSeparator();
    addAction(file, u"actionClose"_s, tr("&Close the Sheet"), QKeySequence(u"Ctrl+W"_s), [this] { closeFile(); });
    addAction(file, u"actionQuit"_s, tr("&Quit"), QKeySequence::Quit, [this] {
        close();
    })->setMenuRole(QAction::QuitRole);

    QMenu &edit = *menuBar()->addMenu(tr("&Edit"));
    addAction(edit, u"actionUndo"_s, tr("&Undo"), QKeySequence::Undo, [this] { m_session->undo(); });
    addAction(edit, u"actionRedo"_s, tr("&Redo"), QKeySequence::Redo, [this] { m_session->redo(); });
    edit.addSeparator();
    addAction(
        edit, u"actionEditCell"_s, tr("&Edit Cell"), QKeySequence(u"F2"_s), [this] { m_checkPage->editCurrent(); });
    addAction(edit, u"actionReplace"_s, tr("Find and Repl&ace…"), QKeySequence(u"Ctrl+H"_s),
        [this] { m_checkPage->findAndReplace(); });
    addAction(
        edit, u"actionFixAll"_s, tr("Fi&x All…"), QKeySequence(u"Ctrl+Shift+F"_s), [this] { m_checkPage->fixAll(); });
    edit.addSeparator();
    addAction(edit, u"actionNextProblem"_s, tr("&Next Problem"), QKeySequence(u"F8"_s),
        [this] { m_checkPage->goToProblem(false); });
    addAction(edit, u"actionPreviousProblem"_s, tr("&Previous Problem"), QKeySequence(u"Shift+F8"_s),
        [this] { m_checkPage->goToProblem(true); });
    addAction(edit, u"actionSkip"_s, tr("&Skip Row or Take It Back"), QKeySequence(u"Ctrl+K"_s),
        [this] { m_checkPage->toggleSkipped(); });
    addAction(edit, u"actionSendAnyway"_s, tr("Send Any&way or Heed Warnings"), QKeySequence(u"Ctrl+Shift+K"_s),
        [this] { m_checkPage->toggleSendAnyway(); });
    addAction(
        edit, u"actionCallThisRow"_s, tr("&Call This Row of Its Number"), {}, [this] { m_checkPage->callThisRow(); });
    addAction(edit, u"actionCompare"_s, tr("Co&mpare Rows of One Number…"), QKeySequence(u"Ctrl+D"_s),
        [this] { m_checkPage->compareDuplicates(); });
    edit.addSeparator();
    // In the rows where they are in view, else among the runs.
    addAction(edit, u"actionFindRun"_s, tr("&Find…"), QKeySequence::Find, [this] {
        if (m_step == Step::Check && m_session->report()) {
            m_checkPage->findAndReplace();
            return;
        }
        goTo(Step::Runs);
        m_runsPage->focusSearch();
    });

    QMenu &campaign = *menuBar()->addMenu(tr("&Campaign"));
    const std::pair<Step, QString> places[] = {{Step::File, tr("Go to &File")}, {Step::Match, tr("Go to &Match")},
        {Step::Check, tr("Go to &Check")}, {Step::Send, tr("Go to &Send")}, {Step::Runs, tr("Go to &Runs")}};
    int digit = 0;
    for (const auto &[step, text] : places) {
        ++digit;
        addAction(campaign, u"actionGoTo%1"_s.arg(digit), text, QKeySequence(u"Ctrl+%1"_s.arg(digit)),
            [this, step = step] { goTo(step); });
    }
    campaign.addSeparator();
    // The page's own button, so that its rules hold here too: a disabled one does nothing, and sending still asks once
    // more.
    addAction(campaign, u"actionContinue"_s, tr("C&ontinue"), QKeySequence(u"Ctrl+Return"_s), [this] {
        if (m_footer->isVisible())
            m_primary->click();
    });
    addAction(campaign, u"actionCheck"_s, tr("Chec&k Again"), QKeySequence::Refresh, [this] {
        m_session->check();
        goTo(Step::Check);
    })->setShortcuts({QKeySequence(u"F5"_s)});

    addAction(campaign, u"actionSpotCheck"_s, tr("S&pot Check…"), {}, [this] { m_checkPage->spotCheck(); });
    addAction(
        campaign, u"actionDoNotCall"_s, tr("&Numbers Not to Call…"), {}, [this] { m_checkPage->chooseDoNotCall(); });
    addAction(campaign, u"actionRecipe"_s, tr("Repairs of the T&emplate…"), {}, [this] { showRecipe(); });
    addAction(campaign, u"actionCorrected"_s, tr("&Take Over Corrected Rows…"), {}, [this] {
        const QString folder = QFileInfo(m_session->document()->source.path).absolutePath();
        m_services.prompts->openFile(this,
            {tr("Take over corrected rows"), tr("Spreadsheets (*.xlsx *.csv);;All files (*)"), folder},
            [this](const QString &path) { openDropped(path); });
    });

    QMenu &run = *menuBar()->addMenu(tr("&Run"));
    addAction(run, u"actionPause"_s, tr("&Pause After This Chunk"), QKeySequence(u"Ctrl+."_s),
        [this] { m_sending->pause(); });
    addAction(run, u"actionResume"_s, tr("&Resume"), {}, [this] { m_runsPage->requestResume(); });
    run.addSeparator();
    addAction(run, u"actionStop"_s, tr("&Stop…"), {}, [this] { m_runsPage->requestStop(); });
    run.addSeparator();
    addAction(run, u"actionTries"_s, tr("Detai&ls of the Chunk…"), {}, [this] { m_runsPage->requestTries(); });
    addAction(run, u"actionReceipt"_s, tr("Rece&ipt…"), {}, [this] { m_runsPage->requestReceipt(); });
    addAction(run, u"actionExportRun"_s, tr("&Export People…"), {}, [this] { m_runsPage->requestExport(); });
    run.addSeparator();
    addAction(run, u"actionLocalData"_s, tr("Local Da&ta…"), {}, [this] { m_localData->openSettings(); });
    // Apart, and without a key: nothing brings deleted data back.
    addAction(
        run, u"actionDeleteRun"_s, tr("&Delete Data of This Run…"), {}, [this] { m_runsPage->requestDeletion(); });
    addAction(run, u"actionDeleteAll"_s, tr("Delete &All Local Data…"), {}, [this] { m_localData->deleteAll(); });

    QMenu &view = *menuBar()->addMenu(tr("&View"));
    QAction *sidebar = addAction(view, u"actionSidebar"_s, tr("&Sidebar"), QKeySequence(u"F9"_s), [] {});
    sidebar->setCheckable(true);
    sidebar->setChecked(m_session->memory().sidebar);
    connect(sidebar, &QAction::toggled, m_side, &QWidget::setVisible);

    QAction *practice
        = addAction(view, u"actionPractice"_s, tr("&Practice Service"), QKeySequence(u"Ctrl+Shift+P"_s), [] {});
    practice->setCheckable(true);

    QMenu &help = *menuBar()->addMenu(tr("&Help"));
    addAction(help, u"actionTour"_s, tr("Guided &Tour"), QKeySequence(u"Shift+F1"_s), [this] { startTour(); });
    addAction(
        help, u"actionShortcuts"_s, tr("&Keyboard Shortcuts"), QKeySequence(u"Ctrl+?"_s), [this] { showShortcuts(); });
    addAction(help, u"actionAbout"_s, tr("&About Callsheet"), {}, [this] {
        showAbout();
    })->setMenuRole(QAction::AboutRole);
}

void MainWindow::fillRecent()
{
    m_recent->clear();
    for (const QString &path : m_session->memory().recentFiles) {
        const QFileInfo file(path);
        const bool isThere = file.exists();
        const QString name = file.fileName().replace(u'&', u"&&"_s);
        QAction *action = m_recent->addAction(isThere ? name : tr("%1 is not there: Locate…").arg(name));
        action->setToolTip(QDir::toNativeSeparators(path));
        connect(action, &QAction::triggered, this, [this, path, isThere] {
            if (isThere)
                openFile(path);
            else
                locateFile(path);
        });
    }
    if (m_recent->isEmpty())
        m_recent->addAction(tr("No files yet"))->setEnabled(false);
}

void MainWindow::updateActions()
{
    if (m_actions.isEmpty())
        return;
    const bool checkedRows = m_step == Step::Check && m_session->report();
    for (const auto &name : {u"actionNextProblem"_s, u"actionPreviousProblem"_s, u"actionSkip"_s, u"actionSendAnyway"_s,
             u"actionCallThisRow"_s, u"actionCompare"_s, u"actionEditCell"_s, u"actionReplace"_s, u"actionFixAll"_s,
             u"actionSpotCheck"_s, u"actionCorrected"_s})
        m_actions.value(name)->setEnabled(checkedRows && !m_session->isEditing());
    m_actions.value(u"actionDoNotCall"_s)->setEnabled(m_session->document() && !m_session->isChecking());
    m_actions.value(u"actionClose"_s)->setEnabled(m_session->document().has_value());
    m_actions.value(u"actionRecipe"_s)
        ->setEnabled(m_session->report() && !m_session->isEditing() && !m_session->recipeSteps().empty());
    const check::EditHistory &edits = m_session->edits();
    const bool canChange = checkedRows && !m_session->isEditing();
    QAction *undo = m_actions.value(u"actionUndo"_s);
    undo->setEnabled(canChange && edits.canUndo());
    //: %1 is what was done, such as "Skip 3 Rows"
    undo->setText(edits.canUndo() ? tr("&Undo: %1").arg(edits.undoName()) : tr("&Undo"));
    QAction *redo = m_actions.value(u"actionRedo"_s);
    redo->setEnabled(canChange && edits.canRedo());
    redo->setText(edits.canRedo() ? tr("&Redo: %1").arg(edits.redoName()) : tr("&Redo"));
    m_actions.value(u"actionExport"_s)->setEnabled(checkedRows && !m_session->report()->problems.empty());
    m_actions.value(u"actionCheck"_s)->setEnabled(!m_session->whatIsMissing() && !m_session->isChecking());
    m_actions.value(u"actionPause"_s)
        ->setEnabled(m_sending->isSending()); // not while it is prepared: nothing is under way then
    m_actions.value(u"actionStop"_s)->setEnabled(m_sending->isBusy());
    m_actions.value(u"actionDeleteRun"_s)
        ->setEnabled(m_step == Step::Runs && m_history->selected() != 0 && !m_sending->isBusy());
    m_actions.value(u"actionDeleteAll"_s)->setEnabled(!m_history->summaries().empty() && !m_sending->isBusy());
    const runs::RunDetails *shown = m_history->details();
    for (const auto &name : {u"actionReceipt"_s, u"actionExportRun"_s})
        m_actions.value(name)->setEnabled(m_step == Step::Runs && shown);
    m_actions.value(u"actionTries"_s)->setEnabled(m_step == Step::Runs && m_runsPage->hasChunk());
    m_actions.value(u"actionResume"_s)
        ->setEnabled(m_step == Step::Runs && shown && shown->ledger.notSent > 0 && !m_sending->isBusy());
}

void MainWindow::showShortcuts()
{
    QStringList lines;
    const QList<QAction *> bars = menuBar()->actions();
    for (const QAction *bar : bars) {
        const QList<QAction *> actions = bar->menu()->actions();
        for (const QAction *action : actions) {
            if (!action->shortcut().isEmpty())
                lines.append(u"<tr><td>%1&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>"_s.arg(
                    action->shortcut().toString(QKeySequence::NativeText).toHtmlEscaped(),
                    action->text().remove(u'&').toHtmlEscaped()));
        }
    }
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Keyboard shortcuts"),
        u"<table>%1</table>"_s.arg(lines.join(QString())), QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"shortcutsBox"_s);
    box->open();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Callsheet"),
        tr("Callsheet %1\n\nChecks a spreadsheet of contacts and sends it to a calling agent, each person exactly "
           "once.")
            .arg(QApplication::applicationVersion()),
        QMessageBox::Close, this);
    box->setTextFormat(Qt::PlainText);
    box->setIconPixmap(applicationIcon().pixmap(QSize(56, 56), devicePixelRatioF()));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"aboutBox"_s);
    box->open();
}

} // namespace callsheet::ui
