#include "ui/runs/local_data_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;
using connection::KeyPlace;

namespace {

QLabel *paragraph(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

LocalDataDialog::LocalDataDialog(
    const runs::Retention &retention, const connection::KeptKeys &keys, const QString &why, QWidget *parent)
    : QDialog(parent)
    , m_keys(keys)
{
    setWindowTitle(tr("Local data"));
    m_days = new QSpinBox(this);
    m_days->setObjectName(u"keepDays"_s);
    m_days->setRange(0, runs::mostRetentionDays);
    m_days->setSpecialValueText(tr("Until it is final who is queued"));
    m_days->setSuffix(tr(" days after they were sent"));
    m_days->setValue(retention.days);
    m_place = new QComboBox(this);
    m_place->setObjectName(u"keyPlace"_s);
    m_place->addItem(tr("In the keychain of this computer"), static_cast<int>(KeyPlace::Keychain));
    m_place->addItem(tr("In a file of the profile"), static_cast<int>(KeyPlace::File));
    m_place->addItem(tr("Nowhere, once Callsheet is closed"), static_cast<int>(KeyPlace::Session));
    m_place->setCurrentIndex(m_place->findData(static_cast<int>(keys.place)));
    m_newKey = new QCheckBox(tr("&Begin with a new key"), this);
    m_newKey->setObjectName(u"newKey"_s);
    m_consequence = paragraph({}, this);
    m_consequence->setObjectName(u"keyConsequence"_s);
    m_consequence->setForegroundRole(QPalette::PlaceholderText);

    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Keep numbers and names:"), m_days);
    form->addRow(tr("Keep the k&ey to them:"), m_place);
    form->addRow({}, m_newKey);
    form->addRow({}, m_consequence);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    auto *deleteAll = buttons->addButton(tr("&Delete all local data…"), QDialogButtonBox::ResetRole);
    deleteAll->setObjectName(u"deleteAllLocalData"_s);
    deleteAll->setAutoDefault(false);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(paragraph(
        tr("Callsheet keeps what it sent, encrypted, so that people can be looked up or sent again. Who is not sent "
           "yet "
           "or unknown is kept as long as it takes, refused people until their list is exported or the time is over. "
           "The rows, their states and the totals of a run stay."),
        this));
    if (!why.isEmpty())
        layout->addWidget(paragraph(why, this));
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 80);

    connect(m_place, &QComboBox::currentIndexChanged, this, &LocalDataDialog::showPlace);
    connect(m_newKey, &QCheckBox::toggled, this, &LocalDataDialog::showPlace);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(deleteAll, &QPushButton::clicked, this, &LocalDataDialog::deleteAllRequested);
    showPlace();
}

LocalDataChoice LocalDataDialog::choice() const
{
    LocalDataChoice chosen;
    chosen.retention.days = m_days->value();
    const auto place = static_cast<KeyPlace>(m_place->currentData().toInt());
    const bool isReachable = !m_keys.current.isEmpty();
    if (isReachable ? place != m_keys.place : m_newKey->isChecked())
        chosen.place = place;
    return chosen;
}

void LocalDataDialog::showPlace()
{
    const bool isReachable = !m_keys.current.isEmpty();
    m_newKey->setVisible(!isReachable);
    m_place->setEnabled(isReachable || m_newKey->isChecked());
    if (!isReachable && !m_newKey->isChecked()) {
        m_consequence->setText(
            tr("The key cannot be reached, so nothing can be sent, and what was sent cannot be looked up. Unlock your "
               "keychain and start Callsheet again. With a new key you can send at once, but what is encrypted already "
               "stays closed until the old key is back."));
        return;
    }
    switch (static_cast<KeyPlace>(m_place->currentData().toInt())) {
    case KeyPlace::Keychain:
        m_consequence->setText(tr("Nobody can read the numbers without your password, whoever has the profile."));
        break;
    case KeyPlace::File:
        m_consequence->setText(tr("Only your account can read the file. Whoever has a copy of the whole profile can "
                                  "read the numbers; a copy of the journal alone tells nothing."));
        break;
    case KeyPlace::Session:
        m_consequence->setText(
            tr("After Callsheet is closed, nobody can read the numbers, you included: people who are "
               "not sent, refused or unknown cannot be sent or looked up from here then."));
        break;
    }
}

} // namespace callsheet::ui
