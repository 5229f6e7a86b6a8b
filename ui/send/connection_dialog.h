#pragma once

#include "core/connection/connection.h"
#include "core/connection/secret_store.h"

#include <QDialog>
#include <QStringList>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace callsheet::ui {

//! Where to send, and with which secrets. Secrets that are kept already are not shown; a blank field leaves them alone.
class ConnectionDialog final : public QDialog {
    Q_OBJECT
public:
    ConnectionDialog(
        const connection::Connection &connection, const QStringList &takenNames, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(const callsheet::connection::Connection &connection, const callsheet::connection::Secrets &secrets);

private:
    void showMode();
    void validate();
    void save();

    connection::Connection m_connection;
    QStringList m_takenNames;
    bool m_isNew = true;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_address = nullptr;
    QComboBox *m_mode = nullptr;
    QLabel *m_keyLabel = nullptr;
    QLineEdit *m_key = nullptr;
    QLabel *m_bearerLabel = nullptr;
    QLineEdit *m_bearer = nullptr;
    QComboBox *m_arrayKey = nullptr;
    QLineEdit *m_referenceKey = nullptr;
    QCheckBox *m_ask = nullptr;
    QLabel *m_reason = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace callsheet::ui
