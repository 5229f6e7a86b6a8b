#include "ui/send/send_page.h"

#include "core/send/plan_run.h"
#include "ui/common/inline_message.h"
#include "ui/common/numbers.h"
#include "ui/common/prompts.h"
#include "ui/common/table_setup.h"
#include "ui/common/theme.h"
#include "ui/practice/practice_words.h"
#include "ui/send/connection_dialog.h"
#include "ui/session/sending.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

// Links of the "left out" line carry the filter they lead to.
QString link(RowGroup group, const QString &text)
{
    return u"<a href=\"%1\">%2</a>"_s.arg(static_cast<int>(group)).arg(text.toHtmlEscaped());
}

} // namespace

SendPage::SendPage(const Session &session, const Sending &sending, Prompts &prompts, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_sending(sending)
    , m_prompts(prompts)
{
    makeWidgets();
    connect(&sending, &Sending::connectionsChanged, this, &SendPage::fillConnections);
    connect(&sending, &Sending::earlierRunsChanged, this, &SendPage::showEarlierRuns);
    connect(&sending, &Sending::stateChanged, this, &SendPage::showFooter);
    connect(&session, &Session::reportChanged, this, &SendPage::showSummary);
    connect(&session, &Session::skippedChanged, this, &SendPage::showSummary);
    connect(&session, &Session::documentChanged, this, [this] {
        m_name->setText(
            m_session.document() ? QFileInfo(m_session.document()->source.path).completeBaseName() : QString());
        showSummary();
    });
    fillConnections();
    showSummary();
    showEarlierRuns();
}

void SendPage::makeWidgets()
{
    auto *content = new QWidget;
    m_earlier = new InlineMessage(content);
    m_earlier->setObjectName(u"earlierRuns"_s);

    m_people = new QLabel(content);
    m_people->setObjectName(u"people"_s);
    m_people->setFont(scaledFont(*this, 1.5, true));
    m_people->setTextFormat(Qt::PlainText);
    m_people->setWordWrap(true);

    auto *target = new QGroupBox(tr("Where to"), content);
    m_connections = new QComboBox(target);
    m_connections->setObjectName(u"connection"_s);
    m_edit = new QPushButton(tr("E&dit…"), target);
    m_edit->setObjectName(u"editConnection"_s);
    m_new = new QPushButton(tr("Ne&w connection…"), target);
    m_new->setObjectName(u"newConnection"_s);
    auto *connectionRow = new QHBoxLayout;
    connectionRow->setSpacing(8);
    giveRoom(*m_edit);
    giveRoom(*m_new);
    connectionRow->addWidget(m_connections, 1);
    connectionRow->addWidget(m_edit);
    connectionRow->addWidget(m_new);
    m_where = new QLabel(target);
    m_where->setObjectName(u"whereTo"_s);
    m_where->setTextFormat(Qt::PlainText);
    m_where->setWordWrap(true);
    m_where->setMinimumWidth(fontMetrics().averageCharWidth() * 70); // a narrower hint would reserve two lines
    m_batch = new QLineEdit(target);
    m_batch->setObjectName(u"batchId"_s);
    m_batchHint = new QLabel(target);
    m_batchHint->setObjectName(u"batchHint"_s);
    m_batchHint->setTextFormat(Qt::PlainText);
    m_batchHint->setWordWrap(true);
    m_batchHint->setMinimumWidth(fontMetrics().averageCharWidth() * 70);
    m_batchHint->setForegroundRole(QPalette::PlaceholderText);
    m_name = new QLineEdit(target);
    m_name->setObjectName(u"runName"_s);
    auto *targetForm = new QFormLayout(target);
    targetForm->setVerticalSpacing(8);
    targetForm->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *connectionLabel = new QLabel(tr("C&onnection:"), target);
    connectionLabel->setBuddy(m_connections);
    targetForm->addRow(connectionLabel, connectionRow);
    targetForm->addRow(QString(), m_where);
    targetForm->addRow(tr("&Batch id:"), m_batch);
    targetForm->addRow(QString(), m_batchHint);
    targetForm->addRow(tr("&Name of this run:"), m_name);

    auto *what = new QGroupBox(tr("What"), content);
    auto *whatForm = new QFormLayout(what);
    whatForm->setVerticalSpacing(6);
    m_file = addFact(*whatForm, tr("File:"), u"factFile"_s);
    m_variables = addFact(*whatForm, tr("Variable set:"), u"factVariables"_s);
    m_chunks = addFact(*whatForm, tr("Sent in:"), u"factChunks"_s);
    m_pilot = new QSpinBox(what);
    m_pilot->setObjectName(u"pilotPeople"_s);
    m_pilot->setRange(0, send::ChunkLimits().mostRows);
    m_pilot->setSpecialValueText(tr("Nobody: all are sent"));
    m_pilot->setToolTip(tr("So many people go first, chosen so that they show much: different countries, the longest "
                           "values, blanks. The rest waits until you go on."));
    whatForm->addRow(tr("&Pilot first:"), m_pilot);
    m_leftOut = addFact(*whatForm, tr("Left out:"), u"factLeftOut"_s);
    m_leftOut->setTextFormat(Qt::RichText);
    m_leftOut->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_leftOut->setAccessibleName(tr("Rows left out"));
    m_country = addFact(*whatForm, tr("Default country:"), u"factCountry"_s);

    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addWidget(m_earlier);
    column->addWidget(m_people);
    column->addWidget(target);
    column->addWidget(what);
    column->addStretch();
    content->setMaximumWidth(fontMetrics().averageCharWidth() * 130);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    connect(m_connections, &QComboBox::activated, this, [this] {
        chooseConnection(m_connections->currentData().toString());
        Q_EMIT connectionChosen(m_connection.name);
    });
    connect(m_new, &QPushButton::clicked, this, [this] { openDialog({}); });
    connect(m_edit, &QPushButton::clicked, this, [this] { openDialog(m_connection); });
    connect(m_batch, &QLineEdit::textChanged, this, [this] {
        showBatchHint();
        showFooter();
    });
    connect(m_leftOut, &QLabel::linkActivated, this,
        [this](const QString &address) { Q_EMIT groupRequested(static_cast<RowGroup>(address.toInt())); });
}

QLabel *SendPage::addFact(QFormLayout &form, const QString &name, const QString &objectName)
{
    auto *fact = new QLabel;
    fact->setObjectName(objectName);
    fact->setTextFormat(Qt::PlainText);
    fact->setWordWrap(true);
    form.addRow(name, fact);
    return fact;
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
    return m_pilot->value();
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
    showSummary();
    showEarlierRuns();
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
    const qint64 send = m_session.rowsToSend();
    const int people = static_cast<int>(send);
    m_people->setText(m_connection.practice ? tr("%Ln person(s) will be called, in practice only", nullptr, people)
                                            : tr("%Ln person(s) will be called", nullptr, people));
    const send::ChunkLimits limits;
    m_chunks->setText(send > 0 ? chunkSplit(send, limits.mostRows) : u"–"_s);
    if (m_session.document()) {
        const sheet::Document &document = *m_session.document();
        const QString name = QFileInfo(document.source.path).fileName();
        m_file->setText(document.report.sheet.isEmpty() ? name : tr("%1, sheet “%2”").arg(name, document.report.sheet));
    } else {
        m_file->setText(u"–"_s);
    }
    m_variables->setText(m_session.variables() ? m_session.variables()->name : u"–"_s);
    const QString country = m_session.settings().defaultCountry;
    m_country->setText(country.isEmpty()
            ? tr("None: every number carries its country code")
            : tr("%1 (+%2)")
                  .arg(QLocale::territoryToString(QLocale::codeToTerritory(country)), check::callingCode(country)));
    QStringList leftOut;
    if (m_session.report()) {
        const check::Counts &counts = m_session.report()->counts;
        const auto add = [&leftOut](RowGroup group, const QString &text, qint64 count) {
            if (count > 0)
                leftOut.append(link(group, text));
        };
        const int otherErrors = static_cast<int>(counts.errors - counts.duplicates);
        add(RowGroup::Errors, tr("%Ln row(s) with errors", nullptr, otherErrors), otherErrors);
        add(RowGroup::Duplicates, tr("%Ln duplicate(s)", nullptr, static_cast<int>(counts.duplicates)),
            counts.duplicates);
        const int skipped = static_cast<int>(m_session.skipped().size());
        add(RowGroup::Skipped, tr("%Ln row(s) skipped by you", nullptr, skipped), skipped);
    }
    m_leftOut->setText(leftOut.isEmpty() ? tr("Nothing: every row is sent") : leftOut.join(u"  ·  "_s));
    m_leftOut->setFocusPolicy(leftOut.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    if (!m_session.report())
        m_leftOut->setText(u"–"_s);
    showFooter();
}

void SendPage::showEarlierRuns()
{
    const std::vector<runs::RunSummary> &earlier = m_sending.earlierRuns();
    m_earlier->setVisible(false);
    if (earlier.empty())
        return;
    // A run that made phones ring is not hidden by the practice runs after it.
    const auto real
        = std::find_if(earlier.begin(), earlier.end(), [](const runs::RunSummary &run) { return !run.head.practice; });
    const runs::RunSummary &last = real != earlier.end() ? *real : earlier.front();
    const QString count = tr("%Ln person(s)", nullptr, static_cast<int>(last.ledger.queued + last.ledger.unknown));
    const QString when = moment(last.head.createdAt);
    QString text;
    if (last.head.practice)
        //: %1 is a moment, %2 "12 people"
        text = tr("This very file was practised with before: %1, with %2. Nobody was called.").arg(when, count);
    else if (m_connection.practice)
        //: %1 is a moment, %2 a connection, %3 "12 people"
        text = tr("This very file was sent before: %1 to %2, for %3. Practising with it calls nobody again.")
                   .arg(when, last.head.connectionName, count);
    else
        //: %1 is a moment, %2 a connection, %3 "12 people"
        text = tr("This very file was sent before: %1 to %2, for %3. Sending it again calls them again.")
                   .arg(when, last.head.connectionName, count);
    m_earlier->showMessage({last.head.practice || m_connection.practice ? Tone::Accent : Tone::Caution, text,
        {{tr("Show that run"), [this, run = last.head.id] { Q_EMIT runRequested(run); }}}});
}

void SendPage::showFooter()
{
    Footer footer;
    const int people = static_cast<int>(m_session.rowsToSend());
    footer.primary = m_connection.practice ? tr("Practise calling %Ln person(s)…", nullptr, people)
                                           : tr("Call %Ln person(s)…", nullptr, people);
    if (!m_session.report()) {
        footer.primary = tr("Send");
        footer.reason = tr("The rows have to be checked first.");
        footer.reasonLink = tr("Go to Check");
    } else if (people == 0) {
        footer.reason = tr("No row can be sent as it stands.");
        footer.reasonLink = tr("Show errors");
    } else if (m_sending.isPreparing()) {
        footer.reason = tr("The chunks are being written down…");
    } else if (m_sending.isBusy()) {
        footer.reason = tr("Another run is being sent. Wait for it, or pause it.");
        footer.reasonLink = tr("Show it");
    } else if (m_batch->text().trimmed().isEmpty()) {
        footer.reason = tr("Enter the id of the batch that these people belong to.");
        footer.reasonLink = tr("Show");
    } else {
        footer.enabled = true;
        footer.reason = tr("You are asked once more before anything is sent.");
    }
    setFooter(footer);
}

void SendPage::activatePrimary()
{
    const int people = static_cast<int>(m_session.rowsToSend());
    const QString batchId = m_batch->text().trimmed();
    Confirmation question;
    question.title = m_connection.practice ? tr("Start practising") : tr("Start calling");
    question.text = m_connection.practice ? tr("Practise calling %Ln person(s)?", nullptr, people)
                                          : tr("Call %Ln person(s)?", nullptr, people);
    const QString where = connectionTitle(m_connection);
    const QString facts = tr("Connection: %1\nBatch: %2\nFile: %3\nSent in: %4")
                              .arg(where, isolated(batchId), m_file->text(), m_chunks->text());
    question.detail = m_connection.practice
        ? tr("%1\n\nThis is practice: nobody is called.").arg(facts)
        : tr("%1\n\nPhones start to ring as soon as the first chunk is accepted. This cannot be taken back.")
              .arg(facts);
    if (!m_earlier->isHidden())
        question.detail += u"\n\n"_s + m_earlier->text();
    question.accept = m_connection.practice ? tr("Start practising with %Ln person(s)", nullptr, people)
                                            : tr("Start calling %Ln person(s)", nullptr, people);
    m_prompts.confirm(
        this, question, [this, batchId, connection = m_connection, name = m_name->text().trimmed()](bool yes) {
            if (yes && footer().enabled)
                Q_EMIT startRequested(connection, batchId, name);
        });
}

void SendPage::followReason()
{
    if (!m_session.report())
        Q_EMIT checkRequested();
    else if (m_session.rowsToSend() == 0)
        Q_EMIT groupRequested(RowGroup::Errors);
    else if (m_sending.isBusy() && m_sending.run())
        Q_EMIT runRequested(m_sending.run()->run());
    else
        m_batch->setFocus();
}

} // namespace callsheet::ui
