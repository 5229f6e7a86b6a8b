#include "ui/send/connection_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace callsheet::ui {

using namespace Qt::StringLiterals;

ConnectionDialog::ConnectionDialog(
    const connection::Connection &connection, const QStringList &takenNames, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_takenNames(takenNames)
    , m_isNew(connection.name.isEmpty())
{
    setWindowTitle(m_isNew ? tr("New connection") : tr("Connection “%1”").arg(connection.name));
    m_name = new QLineEdit(connection.name, this);
    m_name->setObjectName(u"connectionName"_s);
    m_name->setPlaceholderText(tr("Acme, production"));
    m_name->setEnabled(m_isNew); // runs are bound to it
    m_address = new QLineEdit(connection.baseUrl.toString(), this);
    m_address->setObjectName(u"connectionAddress"_s);
    m_address->setPlaceholderText(u"https://"_s);
    m_mode = new QComboBox(this);
    m_mode->setObjectName(u"connectionMode"_s);
    using connection::CredentialMode;
    for (const CredentialMode mode : {CredentialMode::ApiKey, CredentialMode::Bearer, CredentialMode::Both})
        m_mode->addItem(connection::describe(mode), static_cast<int>(mode));
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(connection.mode)));
    const auto secretField = [this](const QString &name) {
        auto *edit = new QLineEdit(this);
        edit->setObjectName(name);
        edit->setEchoMode(QLineEdit::Password);
        edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
        if (!m_isNew)
            edit->setPlaceholderText(tr("Leave blank to keep the one that is stored"));
        return edit;
    };
    m_key = secretField(u"connectionKey"_s);
    m_bearer = secretField(u"connectionBearer"_s);
    auto *show = new QCheckBox(tr("Sho&w what is typed"), this);
    show->setObjectName(u"showSecrets"_s);
    m_arrayKey = new QComboBox(this);
    m_arrayKey->setObjectName(u"connectionArrayKey"_s);
    m_arrayKey->addItem(u"callData"_s, static_cast<int>(connection::ArrayKey::CallData));
    m_arrayKey->addItem(u"call_data"_s, static_cast<int>(connection::ArrayKey::CallDataUnderscore));
    m_arrayKey->setCurrentIndex(m_arrayKey->findData(static_cast<int>(connection.arrayKey)));
    m_arrayKey->setToolTip(
        tr("The name of the list in a request. Change it only when the service says that the list is missing."));

    m_referenceKey = new QLineEdit(connection.referenceKey, this);
    m_referenceKey->setObjectName(u"connectionReferenceKey"_s);
    m_referenceKey->setPlaceholderText(tr("Switched off"));
    m_referenceKey->setToolTip(tr(
        "Every record then bears a text of its chunk under this key, such as callsheet_ref, so that an unclear chunk "
        "can be looked up by one count. The agent gets it as a variable of that name."));
    m_ask = new QCheckBox(tr("Ask &me after a server error (500)"), this);
    m_ask->setObjectName(u"connectionAsk"_s);
    m_ask->setChecked(connection.askAfterServerError);
    m_ask->setToolTip(
        tr("Otherwise Callsheet looks first and sends again only who is absent; without a bearer token it "
           "sends again up to three times, as the service documents it."));

    auto *form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Name:"), m_name);
    form->addRow(tr("&Address:"), m_address);
    form->addRow(tr("&Sign in with:"), m_mode);
    m_keyLabel = new QLabel(tr("API &key:"), this);
    m_keyLabel->setBuddy(m_key);
    form->addRow(m_keyLabel, m_key);
    m_bearerLabel = new QLabel(tr("&Bearer token:"), this);
    m_bearerLabel->setBuddy(m_bearer);
    form->addRow(m_bearerLabel, m_bearer);
    form->addRow(QString(), show);
    form->addRow(tr("&List name:"), m_arrayKey);
    form->addRow(tr("&Reference key:"), m_referenceKey);
    form->addRow(QString(), m_ask);

    auto *where = new QLabel(tr("The key is kept in the keychain of this computer, never in a file. Where there is no "
                                "keychain it is kept until "
                                "Callsheet is closed."),
        this);
    where->setWordWrap(true);
    where->setForegroundRole(QPalette::PlaceholderText);
    where->setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    m_reason = new QLabel(this);
    m_reason->setObjectName(u"connectionReason"_s);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setObjectName(u"saveConnection"_s);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(where);
    layout->addWidget(m_reason);
    layout->addWidget(buttons);

    connect(show, &QCheckBox::toggled, this, [this](bool shown) {
        m_key->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        m_bearer->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    });
    connect(m_mode, &QComboBox::currentIndexChanged, this, &ConnectionDialog::showMode);
    for (QLineEdit *edit : {m_name, m_address, m_key, m_bearer})
        connect(edit, &QLineEdit::textChanged, this, &ConnectionDialog::validate);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectionDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showMode();
    if (!m_isNew) // opened to enter a secret more often than for anything else
        (connection.mode == CredentialMode::Bearer ? m_bearer : m_key)->setFocus();
}

void ConnectionDialog::showMode()
{
    const auto mode = static_cast<connection::CredentialMode>(m_mode->currentData().toInt());
    const bool key = mode != connection::CredentialMode::Bearer;
    const bool bearer = mode != connection::CredentialMode::ApiKey;
    m_keyLabel->setVisible(key);
    m_key->setVisible(key);
    m_bearerLabel->setVisible(bearer);
    m_bearer->setVisible(bearer);
    validate();
}

void ConnectionDialog::validate()
{
    const auto address = connection::parseBaseUrl(m_address->text().trimmed());
    QString reason;
    if (m_name->text().trimmed().isEmpty())
        reason = tr("Give the connection a name.");
    else if (m_isNew && m_takenNames.contains(m_name->text().trimmed(), Qt::CaseInsensitive))
        reason = tr("There is a connection of this name already.");
    else if (m_address->text().trimmed().isEmpty())
        reason = tr("Enter the address of the service.");
    else if (!address)
        reason = address.error().message;
    else if (m_isNew && !m_key->isHidden() && m_key->text().trimmed().isEmpty())
        reason = tr("Enter the API key of the workspace.");
    else if (m_isNew && !m_bearer->isHidden() && m_bearer->text().trimmed().isEmpty())
        reason = tr("Enter the bearer token.");
    m_reason->setText(reason);
    m_save->setEnabled(reason.isEmpty());
}

void ConnectionDialog::save()
{
    const auto address = connection::parseBaseUrl(m_address->text().trimmed());
    if (!address)
        return;
    m_connection.name = m_name->text().trimmed();
    m_connection.baseUrl = *address;
    m_connection.mode = static_cast<connection::CredentialMode>(m_mode->currentData().toInt());
    m_connection.arrayKey = static_cast<connection::ArrayKey>(m_arrayKey->currentData().toInt());
    m_connection.referenceKey = m_referenceKey->text().trimmed();
    m_connection.askAfterServerError = m_ask->isChecked();
    connection::Secrets secrets;
    if (!m_key->isHidden())
        secrets.apiKey = base::Secret(m_key->text().trimmed().toUtf8());
    if (!m_bearer->isHidden())
        secrets.bearer = base::Secret(m_bearer->text().trimmed().toUtf8());
    Q_EMIT saved(m_connection, secrets);
    accept();
}

} // namespace callsheet::ui
