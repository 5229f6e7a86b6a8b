#include "ui/runs/runs_page.h"

#include "core/send/divide_chunk.h"
#include "ui/common/numbers.h"
#include "ui/common/prompts.h"
#include "ui/runs/export_dialog.h"
#include "ui/session/run_history.h"

#include <QFileInfo>

// What the Runs page asks before anything is done to a run or taken out of it.
namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

//! What stood on the screen when the person chose, for the journal: the texts, and the button that was pressed.
QString asShown(const QStringList &texts, const QString &button)
{
    QString label = texts.join(u' ');
    label.remove(u'&'); // marks a key in a label, and is no text
    return u"%1 [%2]"_s.arg(label, button);
}

} // namespace

void RunsPage::requestResume()
{
    if (m_history.details())
        Q_EMIT resumeRequested(m_history.details()->head);
}

void RunsPage::requestStop()
{
    Confirmation question;
    question.title = tr("Stop sending");
    question.text = tr("Stop the chunk that is under way?");
    question.detail
        = tr("If it has left already, nobody can say whether its people are queued, and it becomes “unknown”. "
             "“Pause after this chunk” avoids that.");
    question.accept = tr("Stop now");
    m_prompts.confirm(this, question, [this](bool yes) {
        if (yes)
            Q_EMIT stopRequested();
    });
}

void RunsPage::requestSearch()
{
    if (!m_history.details())
        return;
    const send::SearchCost cost = send::searchCost(m_history.details()->chunks);
    Confirmation question;
    question.title = tr("Find the bad rows");
    question.text = tr("Send the refused people of this run in ever smaller groups?");
    question.detail
        = tr("That takes %1 requests if one row of each refused chunk is at fault, and %2 at most. Whoever is "
             "not at fault is queued on the way, and the calling service calls them.")
              .arg(number(cost.ifOneIsBad), number(cost.atMost));
    question.accept = tr("Find the bad rows");
    m_prompts.confirm(this, question, [this, head = m_history.details()->head](bool yes) {
        if (yes)
            Q_EMIT searchRequested(head);
    });
}

void RunsPage::requestReceipt()
{
    if (!m_history.details())
        return;
    const Choice question{tr("Receipt"), tr("Save the receipt of this run with or without phone numbers?"),
        tr("It tells what was sent, when and by whom, and what came of it. Without numbers it can be given to anybody; "
           "with them it lists everybody who was to be called."),
        {tr("Without numbers"), tr("With numbers")}};
    m_prompts.choose(this, question, [this, head = m_history.details()->head](std::optional<int> chosen) {
        if (chosen)
            askForReceipt(head, *chosen == 1);
    });
}

void RunsPage::askForReceipt(const runs::RunHead &head, bool withNumbers)
{
    const QString name
        = tr("receipt-%1-%2.pdf").arg(QString::number(head.id), QFileInfo(head.fileName).completeBaseName());
    m_prompts.saveFile(this, {tr("Save the receipt"), tr("PDF (*.pdf);;Web page (*.html)"), name},
        [this, head, withNumbers](const QString &path) { Q_EMIT receiptRequested(head, withNumbers, path); });
}

void RunsPage::requestExport()
{
    if (!m_history.details())
        return;
    auto *dialog = new ExportDialog(*m_history.details(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, head = m_history.details()->head] {
        const send::PeopleChoice choice = dialog->choice();
        const bool isCsv = dialog->suffix() == "csv"_L1;
        const QString name = u"run-%1-%2.%3"_s.arg(
            QString::number(head.id), QFileInfo(head.fileName).completeBaseName(), dialog->suffix());
        m_prompts.saveFile(this,
            {tr("Export people"), isCsv ? tr("Text table (*.csv)") : tr("Excel workbook (*.xlsx)"), name},
            [this, choice, run = head.id](const QString &path) { Q_EMIT exportRequested(run, choice, path); });
    });
    dialog->open();
}

void RunsPage::requestDeletion()
{
    if (m_history.details())
        Q_EMIT deletionRequested(m_history.details()->head);
}

void RunsPage::requestRetry(bool refused)
{
    if (!m_history.details())
        return;
    const runs::RunDetails &run = *m_history.details();
    if (!refused) {
        Q_EMIT resumeRequested(run.head);
        return;
    }
    const auto people = static_cast<int>(run.ledger.refused);
    Confirmation question;
    question.title = tr("Retry refused rows");
    question.text = tr("Send %Ln refused person(s) again, in new chunks?", nullptr, people);
    question.detail = tr("The service refused them, so none of them is queued. Unless something was changed at the "
                         "service since, it refuses them again. Rows that have to be mended are exported, mended and "
                         "sent as a new run.");
    question.accept = tr("Send %Ln person(s) again", nullptr, people);
    m_prompts.confirm(this, question, [this, head = run.head](bool yes) {
        if (yes)
            Q_EMIT retryRefusedRequested(head);
    });
}

void RunsPage::claimQueued(const runs::ChunkRecord &chunk)
{
    if (!m_history.details())
        return;
    if (chunk.isPartlyQueued()) {
        claimRows(chunk);
        return;
    }
    TextQuestion question;
    question.title = tr("They are queued");
    question.label
        = tr("&How do you know that the %Ln person(s) of this chunk are in the batch? The note is kept with the run.",
            nullptr, chunk.openCount());
    question.accept = tr("Count as queued");
    const QString shown = asShown({question.label}, question.accept);
    m_prompts.askText(
        this, question, [this, chunk, shown, head = m_history.details()->head](const std::optional<QString> &note) {
            if (note)
                Q_EMIT settled(head, chunk, true, shown, *note);
        });
}

void RunsPage::claimRows(const runs::ChunkRecord &chunk)
{
    TextQuestion question;
    question.title = tr("Which of them are queued?");
    question.label = tr("The calling service said that it queued %1 of the %2 people of this chunk. &Look them up in "
                        "its batch, and write the "
                        "rows of your sheet that are there, such as 2-10,15. The others may be sent after that.")
                         .arg(number(chunk.accepted), number(chunk.count()));
    question.accept = tr("Count these rows as queued");
    const QString shown = asShown({question.label}, question.accept);
    m_prompts.askText(this, question, [this, chunk, shown](const std::optional<QString> &rows) {
        if (rows)
            Q_EMIT settledByRows(chunk, shown, *rows);
    });
}

void RunsPage::claimNotQueued(const runs::ChunkRecord &chunk)
{
    if (!m_history.details())
        return;
    TypedNumber question;
    question.title = tr("They are not queued – send again");
    question.text = m_history.details()->head.practice
        ? tr("In practice, so nobody is called: for real, up to %Ln person(s) might be called twice.", nullptr,
            chunk.openCount())
        : tr("Up to %Ln person(s) may be called twice.", nullptr, chunk.openCount());
    question.detail = tr("The request of chunk %1 left this computer, but no readable answer came back. Look into the "
                         "batch of the calling service first. "
                         "Only if these people are not there, send them again.")
                          .arg(number(chunk.number));
    question.number = chunk.openCount();
    question.accept = tr("Send %Ln person(s) again", nullptr, chunk.openCount());
    const QString shown = asShown({question.text, question.detail}, question.accept);
    m_prompts.typeNumber(
        this, question, [this, chunk, shown, head = m_history.details()->head](bool typed, const QString &note) {
            if (typed)
                Q_EMIT settled(head, chunk, false, shown, note);
        });
}

} // namespace callsheet::ui
