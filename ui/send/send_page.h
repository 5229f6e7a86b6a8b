#pragma once

#include "core/connection/connection.h"
#include "core/connection/secret_store.h"
#include "ui/check/row_filter.h"
#include "ui/common/page.h"
#include "ui/session/guards.h"

class QComboBox;
class QFormLayout;
class QGroupBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace callsheet::ui {

class GuardBox;
class InlineMessage;
class Prompts;
class RunHistory;
class Sending;
class Session;

//! What the Send page is filled from, and whom it asks.
struct SendPageSources {
    const Session &session;
    const Sending &sending;
    const Guards &guards;
    const RunHistory &history;
    Prompts &prompts;
};

//! Step 4: what is about to happen, in numbers, and the one question before it does.
class SendPage final : public Page {
    Q_OBJECT
public:
    explicit SendPage(const SendPageSources &sources, QWidget *parent = nullptr);

    QString title() const override;
    QString subtitle() const override;
    void activatePrimary() override;
    void followReason() override;
    QWidget *firstControl() const override;
    int pilotPeople() const; // who go first, before the rest waits; 0: no pilot
    int mostFailedInARow() const; // chunks, before the run pauses
    bool waitsForErrors() const; // nothing is sent until no row has an error

    const connection::Connection &connection() const { return m_connection; }
    connection::Connection target() const; // with the batch of this run
    //! Opens the dialog of a saved connection, to enter its key anew.
    void editConnection(const QString &name);
    void choosePractice();
    bool isPractice() const { return m_connection.practice; }

Q_SIGNALS:
    void startRequested(
        const callsheet::connection::Connection &connection, const QString &batchId, const QString &name);
    void connectionSaved(
        const callsheet::connection::Connection &connection, const callsheet::connection::Secrets &secrets);
    void connectionEditCancelled();
    void connectionChosen(const QString &name);
    void targetChanged(const callsheet::connection::Connection &target);
    void watchingChanged(bool watching);
    void guardAnswered(callsheet::ui::Guard guard, bool leaveOut);
    void batchLookSkipped();
    void groupRequested(callsheet::ui::RowGroup group);
    void checkRequested();
    void runRequested(qint64 run);
    void lockConfirmationRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    // send_page_widgets.cpp
    void makeWidgets();
    QGroupBox *makeTarget(QWidget *content);
    QGroupBox *makeFacts(QWidget *content);
    void makeOptions(QFormLayout &form, QWidget *parent);
    QLabel *addFact(QFormLayout &form, const QString &name, const QString &objectName);
    // send_page.cpp
    void fillConnections();
    void chooseConnection(const QString &name);
    void openDialog(const connection::Connection &connection);
    void showSummary();
    int errors() const; // rows that have one, duplicates not counted: of those one is called
    void showEarlierRuns();
    void showGuards();
    void showBatchHint();
    void showTarget();
    void showFooter();
    void chooseUsualPilot();
    void askToStart();

    const Session &m_session;
    const Sending &m_sending;
    const Guards &m_guards;
    const RunHistory &m_history;
    Prompts &m_prompts;
    connection::Connection m_connection;
    QString m_wanted; // name of the connection to choose when the list comes anew
    bool m_isPilotChosen = false; // by the person
    bool m_askWhenReady = false; // the button was pressed while something was still being looked up
    QComboBox *m_connections = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_new = nullptr;
    QLabel *m_where = nullptr;
    QLineEdit *m_batch = nullptr;
    QLabel *m_batchHint = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_people = nullptr;
    QLabel *m_target = nullptr;
    QLabel *m_file = nullptr;
    QLabel *m_variables = nullptr;
    QLabel *m_rows = nullptr;
    QLabel *m_chunks = nullptr;
    QLabel *m_country = nullptr;
    QComboBox *m_badRows = nullptr;
    QSpinBox *m_pilot = nullptr;
    QSpinBox *m_mostFailed = nullptr;
    QLabel *m_leftOut = nullptr;
    QLabel *m_problem = nullptr; // what could not be looked up
    InlineMessage *m_earlier = nullptr;
    GuardBox *m_queuedBefore = nullptr;
    GuardBox *m_inBatch = nullptr;
};

} // namespace callsheet::ui
