#pragma once

#include "core/connection/connection.h"
#include "core/connection/secret_store.h"
#include "ui/check/row_filter.h"
#include "ui/common/page.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace callsheet::ui {

class InlineMessage;
class Prompts;
class Sending;
class Session;

//! Step 4: what is about to happen, in numbers, and the one question before it does.
class SendPage final : public Page {
    Q_OBJECT
public:
    SendPage(const Session &session, const Sending &sending, Prompts &prompts, QWidget *parent = nullptr);

    QString title() const override;
    QString subtitle() const override;
    void activatePrimary() override;
    void followReason() override;
    QWidget *firstControl() const override;
    int pilotPeople() const; // who go first, before the rest waits; 0: no pilot

    const connection::Connection &connection() const { return m_connection; }
    //! Opens the dialog of a saved connection, to enter its key anew.
    void editConnection(const QString &name);
    void choosePractice();
    bool isPractice() const { return m_connection.practice; }

Q_SIGNALS:
    void startRequested(
        const callsheet::connection::Connection &connection, const QString &batchId, const QString &name);
    void connectionSaved(
        const callsheet::connection::Connection &connection, const callsheet::connection::Secrets &secrets);
    void connectionChosen(const QString &name);
    void groupRequested(callsheet::ui::RowGroup group);
    void checkRequested();
    void runRequested(qint64 run);

private:
    void makeWidgets();
    QLabel *addFact(QFormLayout &form, const QString &name, const QString &objectName);
    void fillConnections();
    void chooseConnection(const QString &name);
    void openDialog(const connection::Connection &connection);
    void showSummary();
    void showEarlierRuns();
    void showBatchHint();
    void showFooter();

    const Session &m_session;
    const Sending &m_sending;
    Prompts &m_prompts;
    connection::Connection m_connection;
    QString m_wanted; // name of the connection to choose when the list comes anew
    QComboBox *m_connections = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_new = nullptr;
    QLabel *m_where = nullptr;
    QLineEdit *m_batch = nullptr;
    QLabel *m_batchHint = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_people = nullptr;
    QLabel *m_file = nullptr;
    QLabel *m_variables = nullptr;
    QLabel *m_chunks = nullptr;
    QLabel *m_country = nullptr;
    QSpinBox *m_pilot = nullptr;
    QLabel *m_leftOut = nullptr;
    InlineMessage *m_earlier = nullptr;
};

} // namespace callsheet::ui
