#include "ui/send/send_page.h"

#include "core/check/check_rows.h"
#include "ui/common/inline_message.h"
#include "ui/common/numbers.h"
#include "ui/common/prompts.h"
#include "ui/practice/practice_words.h"
#include "ui/send/connection_dialog.h"
#include "ui/send/guard_box.h"
#include "ui/send/send_words.h"
#include "ui/session/run_history.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>

#include <utility>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

SendPage::SendPage(const SendPageSources &sources, QWidget *parent)
    : Page(parent)
    , m_session(sources.session)
    , m_sending(sources.sending)
    , m_guards(sources.guards)
    , m_history(sources.history)
    , m_prompts(sources.prompts)
{
    makeWidgets();
    connect(&m_sending, &Sending::connectionsChanged, this, &SendPage::fillConnections);
    connect(&m_sending, &Sending::earlierRunsChanged, this, &SendPage::showEarlierRuns);
    connect(&m_sending, &Sending::stateChanged, this, &SendPage::showFooter);
    connect(&m_guards, &Guards::changed, this, &SendPage::showGuards);
    connect(&m_guards, &Guards::lockChanged, this, &SendPage::showFooter);
    connect(&m_history, &RunHistory::summariesChanged, this, &SendPage::chooseUsualPilot);
    connect(&m_session, &Session::variablesChanged, this, &SendPage::chooseUsualPilot);
    connect(m_pilot, &QSpinBox::valueChanged, this, [this] {
        m_isPilotChosen = true;
        showSummary();
    });
    connect(m_badRows, &QComboBox::currentIndexChanged, this, &SendPage::showFooter);
    connect(&m_session, &Session::documentChanged, this, [this] {
        m_name->setText(
            m_session.document() ? QFileInfo(m_session.document()->source.path).completeBaseName() : QString());
        m_isPilotChosen = false;
        chooseUsualPilot();
    });
    fillConnections();
    showSummary();
    showEarlierRuns();
}

QString SendPage::title() const
{
    return tr("Review, then send");
}

QString SendPage::subtitle() const
{
    return m_session.document() ? QFileInfo(m_session.document()->source.path).fileName() : QString();
}

int SendPage::pilotPeople() const
{
    return m_pilot->value() < m_guards.people() ? m_pilot->value() : 0;
}

bool SendPage::waitsForErrors() const
{
    return m_badRows->currentIndex() == 1;
}

int SendPage::errors() const
{
    return m_session.report()
        ? static_cast<int>(m_session.report()->counts.errors - m_session.report()->counts.duplicates)
        : 0;
}

int SendPage::mostFailedInARow() const
{
    return m_mostFailed->value();
}

connection::Connection SendPage::target() const
{
    connection::Connection target = m_connection;
    target.batchId = m_batch->text().trimmed();
    return target;
}

QWidget *SendPage::firstControl() const
{
    return m_connections;
}

void SendPage::fillConnections()
{
    QString wanted = m_connection.name.isEmpty() ? m_session.memory().connection : m_connection.name;
    if (!m_wanted.isEmpty())
        wanted = std::exchange(m_wanted, {});
    m_connections->clear();
    for (const connection::Connection &connection : m_sending.connections())
        m_connections->addItem(connectionTitle(connection), connection.name);
    chooseConnection(wanted);
}

void SendPage::chooseConnection(const QString &name)
{
    const QList<connection::Connection> &all = m_sending.connections();
    if (all.isEmpty())
        return;
    const connection::Connection *chosen = &all.first();
    for (const connection::Connection &connection : all) {
        if (connection.name == name)
            chosen = &connection;
    }
    const bool isOther = chosen->name != m_connection.name || chosen->practice != m_connection.practice;
    m_connection = *chosen;
    m_connections->setCurrentIndex(static_cast<int>(chosen - all.data()));
    m_edit->setEnabled(!m_connection.practice);
    m_where->setText(m_connection.practice
            ? tr(
                "The practice service runs inside Callsheet and needs no account. It answers as the real one does, and "
                "nobody is called.")
            : tr("%1 · %2\nReal calls: phones ring as soon as people are queued.")
                  .arg(isolated(connection::originOf(m_connection.baseUrl)), connection::describe(m_connection.mode)));
    if (isOther)
        m_batch->setText(m_connection.batchId);
    showBatchHint();
    chooseUsualPilot();
    showEarlierRuns();
    Q_EMIT targetChanged(target());
    showSummary();
    Q_EMIT titleChanged();
}

void SendPage::choosePractice()
{
    for (const connection::Connection &connection : m_sending.connections()) {
        if (connection.practice) {
            chooseConnection(connection.name);
            Q_EMIT connectionChosen(connection.name);
            return;
        }
    }
}

void SendPage::editConnection(const QString &name)
{
    for (const connection::Connection &connection : m_sending.connections()) {
        if (connection.name == name && !connection.practice)
            openDialog(connection);
    }
}

void SendPage::openDialog(const connection::Connection &edited)
{
    QStringList taken;
    for (const connection::Connection &connection : m_sending.connections())
        taken.append(connection.name);
    auto *dialog = new ConnectionDialog(edited, taken, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::saved, this,
        [this](const connection::Connection &connection, const connection::Secrets &secrets) {
            m_wanted = connection.name; // the list is filled anew: this one is to be chosen in it
            Q_EMIT connectionSaved(connection, secrets);
            Q_EMIT connectionChosen(connection.name);
        });
    connect(dialog, &ConnectionDialog::rejected, this, &SendPage::connectionEditCancelled);
    dialog->open();
}

void SendPage::showBatchHint()
{
    static const QRegularExpression usualId(u"^[0-9a-fA-F]{24}$"_s);
    const QString id = m_batch->text().trimmed();
    if (m_connection.practice)
        m_batchHint->setText(tr("A practice batch. It is made for you when it does not exist yet."));
    else if (!id.isEmpty() && !usualId.match(id).hasMatch())
        m_batchHint->setText(
            tr("Batch ids usually have 24 characters, the digits 0–9 and the letters a–f. Please compare it."));
    else
        m_batchHint->setText(tr("The batch must exist in the calling service."));
}

void SendPage::showSummary()
{
    const int people = static_cast<int>(m_guards.people());
    m_people->setText(m_connection.practice ? tr("%Ln person(s) will be called, in practice only", nullptr, people)
                                            : tr("%Ln person(s) will be called", nullptr, people));
    if (!m_session.report())
        m_people->setText(tr("Nobody is checked yet"));
    m_badRows->setItemText(0, tr("Send only the ready rows (%L1)").arg(people));
    m_chunks->setText(chunksText(people, pilotPeople()));
    m_rows->setText(rowSpanText(m_guards.firstRow(), m_guards.lastRow()));
    if (m_session.document()) {
        const sheet::Document &document = *m_session.document();
        const QString name = QFileInfo(document.source.path).fileName();
        m_file->setText(document.report.sheet.isEmpty() ? name : tr("%1, sheet “%2”").arg(name, document.report.sheet));
    } else {
        m_file->setText(u"–"_s);
    }
    m_variables->setText(m_session.variables() ? m_session.variables()->name : u"–"_s);
    m_country->setText(countryText(m_session.settings().defaultCountry));
    m_leftOut->setText(leftOutText(m_session, m_guards));
    m_leftOut->setFocusPolicy(m_leftOut->text().contains(u"<a "_s) ? Qt::StrongFocus : Qt::NoFocus);
    showTarget();
}

void SendPage::showTarget()
{
    m_target->setText(targetText(m_connection, m_batch->text().trimmed()));
    showFooter();
}

void SendPage::showGuards()
{
    m_queuedBefore->showQuestion(m_guards.question(Guard::QueuedBefore), m_connection.practice);
    m_inBatch->showQuestion(m_guards.question(Guard::InBatch), m_connection.practice);
    m_problem->setText(m_guards.problem());
    m_problem->setVisible(!m_problem->text().isEmpty());
    showSummary();
    if (m_askWhenReady && m_guards.isReady()) {
        m_askWhenReady = false;
        if (isVisible() && footer().enabled)
            askToStart();
    }
}

void SendPage::chooseUsualPilot()
{
    if (m_isPilotChosen)
        return;
    const QString set = m_session.variables() ? m_session.variables()->name : QString();
    const QSignalBlocker byUs(m_pilot);
    m_pilot->setValue(usualPilot(m_history.summaries(), set, m_connection.practice));
    showSummary();
}

void SendPage::showEarlierRuns()
{
    const EarlierRun earlier = earlierRunText(m_sending.earlierRuns(), m_connection.practice);
    m_earlier->setVisible(false);
    if (earlier.text.isEmpty())
        return;
    m_earlier->showMessage({earlier.isCaution ? Tone::Caution : Tone::Accent, earlier.text,
        {{tr("Show that run"), [this, run = earlier.run] { Q_EMIT runRequested(run); }}}});
}

void SendPage::showFooter()
{
    Footer footer;
    const int people = static_cast<int>(m_guards.people());
    footer.primary = m_connection.practice ? tr("Practise calling %Ln person(s)…", nullptr, people)
                                           : tr("Call %Ln person(s)…", nullptr, people);
    if (!m_session.report()) {
        footer.primary = tr("Send");
        footer.reason = tr("The rows have to be checked first.");
        footer.reasonLink = tr("Go to Check");
    } else if (m_session.rowsToSend() == 0) {
        footer.reason = tr("No row can be sent as it stands.");
        footer.reasonLink = tr("Show errors");
    } else if (waitsForErrors() && errors() > 0) {
        footer.reason = tr("You chose to send nothing until %Ln row(s) with errors are fixed.", nullptr, errors());
        footer.reasonLink = tr("Show errors");
    } else if (!m_guards.lock().isEmpty()) {
        footer.reason = tr("Nothing is sent before the journal is confirmed.");
        footer.reasonLink = tr("Confirm…");
    } else if (m_sending.isPreparing()) {
        footer.reason = tr("The chunks are being written down…");
    } else if (m_sending.isBusy()) {
        footer.reason = tr("Another run is being sent. Wait for it, or pause it.");
        footer.reasonLink = tr("Show it");
    } else if (m_batch->text().trimmed().isEmpty()) {
        footer.reason = tr("Enter the id of the batch that these people belong to.");
        footer.reasonLink = tr("Show");
    } else if (people == 0) {
        footer.reason = tr("Nobody is left to call: everybody was queued already and is left out.");
        footer.reasonLink = tr("Show");
    } else {
        footer.enabled = true;
        footer.reason = tr("You are asked once more before anything is sent.");
        if (!m_guards.isReady()) {
            footer.reason = m_guards.waitingFor();
            if (m_guards.isReadingBatch())
                footer.reasonLink = tr("Go on without it");
        }
    }
    setFooter(footer);
}

void SendPage::activatePrimary()
{
    // A press is not lost on somebody who is quicker than the look: it is answered as soon as that is over.
    m_askWhenReady = !m_guards.isReady();
    if (!m_askWhenReady)
        askToStart();
}

void SendPage::askToStart()
{
    const int people = static_cast<int>(m_guards.people());
    if (people == 0)
        return;
    const connection::Connection to = target();
    Confirmation question;
    question.title = to.practice ? tr("Start practising") : tr("Start calling");
    question.text = to.practice ? tr("Practise calling %Ln person(s)?", nullptr, people)
                                : tr("Call %Ln person(s)?", nullptr, people);
    const QString facts = tr("Connection: %1\nBatch: %2\nFile: %3\nSent in: %4")
                              .arg(connectionTitle(to), isolated(to.batchId), m_file->text(), m_chunks->text());
    question.detail = to.practice
        ? tr("%1\n\nThis is practice: nobody is called.").arg(facts)
        : tr("%1\n\nPhones start to ring as soon as the first chunk is accepted. This cannot be taken back.")
              .arg(facts);
    QStringList remarks;
    for (const Guard guard : {Guard::QueuedBefore, Guard::InBatch}) {
        const auto &asked = m_guards.question(guard);
        if (asked && !asked->leaveOut)
            remarks.append(asked->text + u' '
                + (to.practice ? tr("They are practised with again.") : tr("They are called again.")));
    }
    remarks.append(m_guards.problem());
    if (!m_earlier->isHidden())
        remarks.append(m_earlier->text());
    remarks.removeAll(QString());
    if (!remarks.isEmpty())
        question.detail += u"\n\n"_s + remarks.join(u"\n\n"_s);
    question.accept = to.practice ? tr("Start practising with %Ln person(s)", nullptr, people)
                                  : tr("Start calling %Ln person(s)", nullptr, people);
    m_prompts.confirm(this, question, [this, to, people, name = m_name->text().trimmed()](bool yes) {
        // What was confirmed is what is sent: anything that changed behind the question asks it again.
        const bool isSame = m_guards.isReady() && m_guards.people() == people && target() == to;
        if (yes && footer().enabled && isSame)
            Q_EMIT startRequested(m_connection, to.batchId, name);
    });
}

void SendPage::followReason()
{
    if (!m_session.report())
        Q_EMIT checkRequested();
    else if (m_session.rowsToSend() == 0 || (waitsForErrors() && errors() > 0))
        Q_EMIT groupRequested(RowGroup::Errors);
    else if (!m_guards.lock().isEmpty())
        Q_EMIT lockConfirmationRequested();
    else if (m_sending.isBusy() && m_sending.run())
        Q_EMIT runRequested(m_sending.run()->run());
    else if (m_batch->text().trimmed().isEmpty())
        m_batch->setFocus();
    else if (m_guards.isReadingBatch())
        Q_EMIT batchLookSkipped();
    else
        m_queuedBefore->setFocus();
}

void SendPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    Q_EMIT watchingChanged(true);
}

void SendPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_askWhenReady = false;
    Q_EMIT watchingChanged(false);
}

} // namespace callsheet::ui
