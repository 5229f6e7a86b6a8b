#include "ui/runs/export_dialog.h"

#include "ui/common/numbers.h"
#include "ui/common/table_setup.h"
#include "ui/runs/run_groups.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

ExportDialog::ExportDialog(const runs::RunDetails &run, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"exportDialog"_s);
    setWindowTitle(tr("Export people"));
    const runs::Ledger &ledger = run.ledger;
    auto *groups = new QGroupBox(tr("Who"), this);
    auto *groupsLayout = new QVBoxLayout(groups);
    m_queued = addGroup(u"exportQueued"_s, groupName(RunGroup::Queued), ledger.queued);
    m_refused = addGroup(u"exportRefused"_s, groupName(RunGroup::Refused), ledger.refused);
    m_unknown = addGroup(u"exportUnknown"_s, groupName(RunGroup::Unknown), ledger.unknown);
    m_notSent = addGroup(u"exportNotSent"_s, groupName(RunGroup::NotSent), ledger.notSent);
    m_leftOut = addGroup(u"exportLeftOut"_s, tr("Left out and folded"), ledger.leftOut + ledger.folded);
    for (QCheckBox *box : {m_queued, m_refused, m_unknown, m_notSent, m_leftOut})
        groupsLayout->addWidget(box);

    auto *numbers = new QGroupBox(tr("Phone numbers"), this);
    m_masked = new QRadioButton(tr("&Masked but for the last three digits"), numbers);
    m_masked->setObjectName(u"exportMasked"_s);
    m_masked->setChecked(true);
    auto *whole = new QRadioButton(tr("&Whole, as they were sent"), numbers);
    whole->setObjectName(u"exportWhole"_s);
    auto *numbersLayout = new QVBoxLayout(numbers);
    numbersLayout->addWidget(m_masked);
    numbersLayout->addWidget(whole);

    m_format = new QComboBox(this);
    m_format->setObjectName(u"exportFormat"_s);
    m_format->addItem(tr("Excel workbook (XLSX)"), u"xlsx"_s);
    m_format->addItem(tr("Text table (CSV, UTF-8)"), u"csv"_s);
    auto *formatRow = new QFormLayout;
    formatRow->addRow(tr("&File:"), m_format);
    auto *about = new QLabel(tr("In a workbook every cell is text, so that Excel keeps the + and the zeros in front. "
                                "A CSV file that is opened with a double click loses them."),
        this);
    about->setWordWrap(true);
    about->setForegroundRole(QPalette::PlaceholderText);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"exportNow"_s);
    giveRoom(*m_accept);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(groups);
    layout->addWidget(numbers);
    layout->addLayout(formatRow);
    layout->addWidget(about);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const QCheckBox *box : {m_queued, m_refused, m_unknown, m_notSent, m_leftOut})
        connect(box, &QCheckBox::toggled, this, &ExportDialog::showWhetherAny);
    showWhetherAny();
}

QCheckBox *ExportDialog::addGroup(const QString &objectName, const QString &name, qint64 count)
{
    //: %1 is a group of rows, such as "Queued", %2 how many they are
    auto *box = new QCheckBox(tr("%1 (%2)").arg(name, number(count)), this);
    box->setObjectName(objectName);
    box->setEnabled(count > 0);
    box->setChecked(count > 0);
    return box;
}

void ExportDialog::showWhetherAny()
{
    m_accept->setEnabled(!choice().states.empty() || choice().leftOut);
}

send::PeopleChoice ExportDialog::choice() const
{
    send::PeopleChoice choice;
    const std::pair<const QCheckBox *, runs::RowState> states[]
        = {{m_queued, runs::RowState::Queued}, {m_refused, runs::RowState::Refused},
            {m_unknown, runs::RowState::Unknown}, {m_notSent, runs::RowState::NotSent}};
    for (const auto &[box, state] : states) {
        if (box->isChecked())
            choice.states.push_back(state);
    }
    choice.leftOut = m_leftOut->isChecked();
    choice.masked = m_masked->isChecked();
    return choice;
}

QString ExportDialog::suffix() const
{
    return m_format->currentData().toString();
}

} // namespace callsheet::ui
