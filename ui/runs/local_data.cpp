#include "ui/runs/local_data.h"

#include "core/base/user_name.h"
#include "core/runs/journal.h"
#include "core/send/payload_keys.h"
#include "ui/common/numbers.h"
#include "ui/common/prompts.h"
#include "ui/common/when_done.h"
#include "ui/runs/local_data_dialog.h"
#include "ui/session/run_history.h"

#include <QCoroTask>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

//! Whose data goes, in numbers; of one run, or of all (0).
runs::Ledger peopleOf(const RunHistory &history, runs::RunId run)
{
    const runs::RunDetails *shown = history.details();
    runs::Ledger sum;
    for (const runs::RunSummary &summary : history.summaries()) {
        if (run != 0 && summary.head.id != run)
            continue;
        // The run on the screen is newer than the list it was chosen from.
        const bool isShown = shown && shown->head.id == summary.head.id;
        const runs::Ledger &ledger = isShown ? shown->ledger : summary.ledger;
        sum.rows += ledger.rows;
        sum.notSent += ledger.notSent;
        sum.unknown += ledger.unknown;
    }
    return sum;
}

QString copiesNote()
{
    return LocalData::tr("It cannot be taken back. Disks and backups may keep copies.");
}

} // namespace

LocalData::LocalData(const Services &services, RunHistory &history, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_history(history)
    , m_window(window)
{
}

void LocalData::deleteRun(runs::RunId run)
{
    const runs::Ledger people = peopleOf(m_history, run);
    const qint64 open = people.notSent + people.unknown;
    const QString title = tr("Delete the data of run %1").arg(number(run));
    if (open > 0) {
        TypedNumber question;
        question.title = title;
        question.text = tr("%Ln person(s) of this run are not sent yet, or their outcome is unknown.", nullptr,
            static_cast<int>(open));
        question.detail = tr("Without their data nobody can send or look them up from here: whether they are called "
                             "stays unknown for good. Send and settle them first, or type their number to delete the "
                             "data all the same. %1")
                              .arg(copiesNote());
        question.number = open;
        question.accept = tr("Delete the data");
        question.takesNote = false;
        m_services.prompts->typeNumber(m_window, question, [this, run](bool typed, const QString &) {
            if (typed)
                deleteNow(run, true);
        });
        return;
    }
    Confirmation question;
    question.title = title;
    question.text = tr("Delete what is kept of the %Ln row(s) of this run?", nullptr, static_cast<int>(people.rows));
    question.detail = tr("The run is not listed any more. For 30 days after it was sent, its people are still "
                         "recognised in a sheet, by codes made from their numbers. %1")
                          .arg(copiesNote());
    question.accept = tr("Delete the data");
    m_services.prompts->confirm(m_window, question, [this, run](bool yes) {
        if (yes)
            deleteNow(run, false);
    });
}

void LocalData::deleteAll()
{
    const runs::Ledger people = peopleOf(m_history, 0);
    const qint64 open = people.notSent + people.unknown;
    TypedNumber question; // always: nothing of what was sent is known afterwards
    question.title = tr("Delete all local data");
    question.text = tr("Delete what is kept of all runs and their %Ln row(s)?", nullptr, static_cast<int>(people.rows));
    question.detail = open > 0
        ? tr("%Ln person(s) of them are not sent yet, or their outcome is unknown, and nobody can find out from here "
             "then. It is forgotten, too, who was queued: a sheet that is sent again calls its people again. %1",
            nullptr, static_cast<int>(open))
              .arg(copiesNote())
        : tr("It is forgotten, too, who was queued: a sheet that is sent again calls its people again. %1")
              .arg(copiesNote());
    question.number = people.rows;
    question.accept = tr("Delete everything");
    question.takesNote = false;
    m_services.prompts->typeNumber(m_window, question, [this, open](bool typed, const QString &) {
        if (typed)
            deleteNow(0, open > 0);
    });
}

void LocalData::deleteNow(runs::RunId run, bool isConfirmed)
{
    const QString who = base::userName();
    const auto deleted = run == 0 ? m_services.journal->deleteAllData(who, isConfirmed)
                                  : m_services.journal->deleteRunData(run, who, isConfirmed);
    whenDone(deleted, this, [this, run](const Result<void> &result) {
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        if (run == 0) {
            const Result<void> gone = m_services.profile.deleteSheets();
            if (!gone)
                Q_EMIT failed(gone.error());
        }
        if (run == 0 || m_history.selected() == run)
            m_history.select(0);
        m_history.refresh();
        Q_EMIT done(run == 0 ? tr("The data of all runs is deleted, and what was kept of sheets.")
                             : tr("The data of run %1 is deleted.").arg(number(run)));
    });
}

void LocalData::openSettings()
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    const auto retention = runs::loadRetention(m_services.profile);
    const connection::KeptKeys keys = m_services.journalKeys ? m_services.journalKeys->kept() : connection::KeptKeys();
    auto *dialog = new LocalDataDialog(
        retention ? *retention : runs::Retention(), keys, retention ? QString() : retention.error().message, m_window);
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"localDataDialog"_s);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { change(dialog->choice()); });
    connect(dialog, &LocalDataDialog::deleteAllRequested, this, [this, dialog] {
        dialog->reject();
        deleteAll();
    });
    dialog->open();
}

void LocalData::change(const LocalDataChoice &choice)
{
    const auto saved = runs::saveRetention(m_services.profile, choice.retention);
    if (!saved) {
        Q_EMIT failed(saved.error());
        return;
    }
    whenDone(m_services.journal->useRetention(choice.retention), this, [this](const Result<int> &purged) {
        if (!purged)
            Q_EMIT failed(purged.error());
    });
    if (!choice.place || !m_services.journalKeys)
        return;
    QCoro::connect(m_services.journalKeys->keepIn(*choice.place), this, [this](Result<connection::KeptKeys> kept) {
        if (!kept) {
            Q_EMIT failed(kept.error());
            return;
        }
        const QString place = connection::keyPlaceName(kept->place);
        whenDone(
            m_services.journal->usePayloadKeys(send::payloadKeysOf(*kept)), this, [this, place](const Result<void> &) {
                Q_EMIT done(tr("The key to numbers and names is kept %1.").arg(place));
            });
    });
}

} // namespace callsheet::ui
