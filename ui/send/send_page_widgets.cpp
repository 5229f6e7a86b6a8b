#include "core/send/circuit_breaker.h"
#include "core/send/plan_run.h"
#include "ui/common/inline_message.h"
#include "ui/common/table_setup.h"
#include "ui/common/theme.h"
#include "ui/send/guard_box.h"
#include "ui/send/send_page.h"
#include "ui/session/session.h"

#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

// What stands where on the Send page.

namespace callsheet::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *makeLabel(QWidget *parent, const QString &objectName)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

void SendPage::makeWidgets()
{
    auto *content = new QWidget;
    m_earlier = new InlineMessage(content);
    m_earlier->setObjectName(u"earlierRuns"_s);
    m_people = makeLabel(content, u"people"_s);
    m_people->setFont(scaledFont(*this, 1.5, true));
    m_target = makeLabel(content, u"target"_s);
    m_target->setFont(scaledFont(*this, 1.2, false));
    m_target->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_queuedBefore = new GuardBox(u"queuedBefore"_s, content);
    m_inBatch = new GuardBox(u"inBatch"_s, content);
    m_problem = makeLabel(content, u"guardProblem"_s);

    auto *heading = new QVBoxLayout;
    heading->setSpacing(2);
    heading->addWidget(m_people);
    heading->addWidget(m_target);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addLayout(heading);
    column->addWidget(m_earlier);
    column->addWidget(m_queuedBefore);
    column->addWidget(m_inBatch);
    column->addWidget(m_problem);
    column->addWidget(makeTarget(content));
    column->addWidget(makeFacts(content));
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
        showTarget();
        Q_EMIT targetChanged(target());
    });
    connect(m_leftOut, &QLabel::linkActivated, this,
        [this](const QString &address) { Q_EMIT groupRequested(static_cast<RowGroup>(address.toInt())); });
    connect(m_queuedBefore, &GuardBox::answered, this,
        [this](bool leaveOut) { Q_EMIT guardAnswered(Guard::QueuedBefore, leaveOut); });
    connect(m_inBatch, &GuardBox::answered, this,
        [this](bool leaveOut) { Q_EMIT guardAnswered(Guard::InBatch, leaveOut); });
}

QGroupBox *SendPage::makeTarget(QWidget *content)
{
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
    const int letter = fontMetrics().averageCharWidth();
    m_where = makeLabel(target, u"whereTo"_s);
    m_where->setMinimumWidth(letter * 70); // a narrower hint would reserve two lines
    m_batch = new QLineEdit(target);
    m_batch->setObjectName(u"batchId"_s);
    m_batchHint = makeLabel(target, u"batchHint"_s);
    m_batchHint->setMinimumWidth(letter * 70);
    m_batchHint->setForegroundRole(QPalette::PlaceholderText);
    m_name = new QLineEdit(target);
    m_name->setObjectName(u"runName"_s);
    auto *form = new QFormLayout(target);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *connectionLabel = new QLabel(tr("C&onnection:"), target);
    connectionLabel->setBuddy(m_connections);
    form->addRow(connectionLabel, connectionRow);
    form->addRow(QString(), m_where);
    form->addRow(tr("&Batch id:"), m_batch);
    form->addRow(QString(), m_batchHint);
    form->addRow(tr("&Name of this run:"), m_name);
    return target;
}

QGroupBox *SendPage::makeFacts(QWidget *content)
{
    auto *what = new QGroupBox(tr("What"), content);
    auto *form = new QFormLayout(what);
    form->setVerticalSpacing(6);
    m_file = addFact(*form, tr("File:"), u"factFile"_s);
    m_rows = addFact(*form, tr("First and last:"), u"factRows"_s);
    m_leftOut = addFact(*form, tr("Left out:"), u"factLeftOut"_s);
    m_leftOut->setTextFormat(Qt::RichText);
    m_leftOut->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_leftOut->setAccessibleName(tr("Rows left out"));
    m_variables = addFact(*form, tr("Variable set:"), u"factVariables"_s);
    m_country = addFact(*form, tr("Default country:"), u"factCountry"_s);
    m_chunks = addFact(*form, tr("Sent in:"), u"factChunks"_s);
    makeOptions(*form, what);
    return what;
}

void SendPage::makeOptions(QFormLayout &form, QWidget *parent)
{
    m_badRows = new QComboBox(parent);
    m_badRows->setObjectName(u"rowsWithErrors"_s);
    m_badRows->addItems({{}, tr("Send nothing until all are fixed")});
    m_badRows->setCurrentIndex(m_session.memory().waitsForErrors ? 1 : 0);
    form.addRow(tr("Rows wi&th errors:"), m_badRows);
    m_pilot = new QSpinBox(parent);
    m_pilot->setObjectName(u"pilotPeople"_s);
    m_pilot->setRange(0, send::ChunkLimits().mostRows);
    m_pilot->setSpecialValueText(tr("Nobody: all are sent"));
    m_pilot->setToolTip(tr("So many people go first, chosen so that they show much: different countries, the longest "
                           "values, blanks. The rest waits until you go on."));
    form.addRow(tr("&Pilot first:"), m_pilot);
    m_mostFailed = new QSpinBox(parent);
    m_mostFailed->setObjectName(u"mostFailed"_s);
    m_mostFailed->setRange(1, 20);
    m_mostFailed->setValue(send::BreakerRules().mostRefusedInARow);
    m_mostFailed->setSuffix(tr(" failed chunks in a row"));
    m_mostFailed->setToolTip(tr("When the service refuses so many chunks one after the other, something is wrong with "
                                "all of them. The run then waits for you, and nobody is lost."));
    form.addRow(tr("Pa&use after:"), m_mostFailed);
}

QLabel *SendPage::addFact(QFormLayout &form, const QString &name, const QString &objectName)
{
    QLabel *fact = makeLabel(nullptr, objectName);
    form.addRow(name, fact);
    return fact;
}

} // namespace callsheet::ui
