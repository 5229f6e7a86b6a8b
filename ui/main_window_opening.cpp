#include "ui/main_window.h"

#include "core/base/atomic_file.h"
#include "core/base/background.h"
#include "ui/check/corrections_dialog.h"
#include "ui/check/recipe_dialog.h"
#include "ui/check/recipe_words.h"
#include "ui/common/page.h"
#include "ui/common/prompts.h"
#include "ui/common/resources.h"
#include "ui/common/when_done.h"
#include "ui/session/local_file.h"
#include "ui/session/pasting.h"
#include "ui/session/run_history.h"
#include "ui/session/session.h"

#include <QClipboard>
#include <QDateTime>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QMimeData>

// The ways in: a file that is chosen, dropped, opened lately or found again, rows from the clipboard, the sample, and
// what a template has to say about them.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto sampleSheet = "contacts.xlsx"_L1;
constexpr auto sampleVariables = "renewals.json"_L1;

// The samples live inside the program: a person works on copies in the profile.
base::Result<QString> copySamples(const QString &folder)
{
    for (const QString &name : {QString(sampleSheet), QString(sampleVariables)}) {
        QFile sample(u":/samples/"_s + name);
        if (!sample.open(QIODevice::ReadOnly))
            return base::Error{
                base::ErrorKind::Unreadable, MainWindow::tr("The sample %1 is missing from this build.").arg(name), {}};
        if (const auto written = base::writeFileAtomically(QDir(folder).filePath(name), sample.readAll()); !written)
            return written.error();
    }
    return folder;
}

QString fileFilter()
{
    return MainWindow::tr("Spreadsheets (*.xlsx *.xlsm *.ods *.xls *.csv *.tsv *.tab *.txt);;All files (*)");
}

} // namespace

void MainWindow::openFile(const QString &path)
{
    m_session->openFile(path);
    goTo(Step::File);
    currentPage()->firstControl()->setFocus(); // the rows are what comes next, for the keyboard too
}

void MainWindow::askForFile()
{
    const QStringList recent = m_session->memory().recentFiles;
    const QString folder = recent.isEmpty() ? QDir::homePath() : QFileInfo(recent.first()).absolutePath();
    m_services.prompts->openFile(
        this, {tr("Open spreadsheet"), fileFilter(), folder}, [this](const QString &path) { openFile(path); });
}

void MainWindow::locateFile(const QString &missing)
{
    const QFileInfo file(missing);
    const QString folder = file.absoluteDir().exists() ? file.absolutePath() : QDir::homePath();
    m_services.prompts->openFile(
        this, {tr("Where is %1?").arg(file.fileName()), fileFilter(), folder}, [this, missing](const QString &path) {
            m_session->remembered().forgetFile(missing);
            openFile(path);
        });
}

void MainWindow::openSample()
{
    loadResources();
    whenDone(base::inBackground(&copySamples, m_services.profile.folder.absolutePath()), this,
        [this](const base::Result<QString> &folder) {
            if (!folder) {
                showError(Step::File, folder.error());
                return;
            }
            openFile(QDir(*folder).filePath(sampleSheet));
            m_session->openVariableSet(QDir(*folder).filePath(sampleVariables));
        });
}

void MainWindow::pasteRows()
{
    QStringList inUse;
    for (const runs::RunSummary &run : m_history->summaries()) {
        if (run.unknownChunks > 0 || run.openChunks > 0)
            inUse.append(run.head.fileName);
    }
    if (const sheet::Document *inView = m_session->shown())
        inUse.append(QFileInfo(inView->source.path).fileName());
    goTo(Step::File);
    m_pasting->paste(QGuiApplication::clipboard()->mimeData(), inUse);
}

// Rows of the sheet in view that were corrected elsewhere are taken over; anything else is opened.
void MainWindow::openDropped(const QString &path)
{
    m_session->readCorrected(path);
}

void MainWindow::showCorrections(const QString &path, const check::Corrections &corrections)
{
    goTo(Step::Check);
    auto *dialog = new CorrectionsDialog(QFileInfo(path).fileName(), corrections, *m_session->source(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, corrections] { m_session->takeCorrections(corrections); });
    connect(m_session, &Session::documentChanged, dialog, &QDialog::reject); // they are of other rows
    dialog->open();
}

void MainWindow::offerDraft(const check::Draft &draft)
{
    QStringList parts;
    if (!draft.cells.empty())
        parts.append(tr("%Ln changed cell(s)", nullptr, static_cast<int>(draft.cells.size())));
    if (!draft.skipped.empty())
        parts.append(tr("%Ln skipped row(s)", nullptr, static_cast<int>(draft.skipped.size())));
    parts.append(tr("what you matched"));
    const QDateTime saved = QDateTime::fromString(draft.savedAt, Qt::ISODate).toLocalTime();
    //: %1 is a file, %2 a date and time, %3 "14 changed cells, 2 skipped rows, what you matched"
    const QString text = tr("Continue where you were? “%1” was not sent when you left it (%2): %3.")
                             .arg(QFileInfo(draft.path).fileName(), QLocale().toString(saved, QLocale::ShortFormat),
                                 parts.join(u", "_s));
    showMessage(Step::File,
        {Tone::Accent, text, {{tr("Continue"), [this] { m_session->continueDraft(); }}, {tr("Discard"), [this] {
                                                                                             m_session->discardDraft();
                                                                                             m_messages.remove(
                                                                                                 static_cast<int>(
                                                                                                     Step::File));
                                                                                             showStoredMessage();
                                                                                         }}}});
}

void MainWindow::closeFile()
{
    if (!m_session->document())
        return;
    const auto close = [this](bool yes) {
        if (!yes)
            return;
        m_messages.clear();
        m_session->closeFile();
        goTo(Step::File);
        showPage();
    };
    if (m_session->edits().current().isEmpty() && !m_session->isEditing()) {
        close(true);
        return;
    }
    m_services.prompts->confirm(this,
        {tr("Close the sheet"),
            tr("Close “%1” with what you changed in its rows?")
                .arg(QFileInfo(m_session->document()->source.path).fileName()),
            tr("The changes were made here and not in the file: they are gone then. What was sent stays in the runs."),
            tr("Close the sheet")},
        close);
}

void MainWindow::tellOfRecipe(const check::Replay &replay)
{
    const QString text = recipeSummary(replay);
    if (text.isEmpty())
        return;
    Message message{replay.newProblems.empty() ? Tone::Accent : Tone::Caution, text, {}};
    if (!replay.steps.empty())
        message.actions.append({tr("Look at the repairs…"), [this] { showRecipe(); }});
    showMessage(Step::Check, message);
}

void MainWindow::showRecipe()
{
    if (!m_session->report() || m_session->isEditing())
        return;
    goTo(Step::Check);
    auto *dialog = new RecipeDialog(*m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    // What cannot be opened is taken all the same, and answered with a sentence.
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    if (!event->mimeData()->hasUrls())
        return;
    event->acceptProposedAction();
    const auto file = localFile(event->mimeData()->urls());
    if (file) {
        openDropped(*file);
        return;
    }
    goTo(Step::File);
    showError(Step::File, file.error());
}

} // namespace callsheet::ui
