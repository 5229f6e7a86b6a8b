#pragma once

#include "core/send/plan_run.h"
#include "core/send/send_run.h"
#include "ui/common/step.h"
#include "ui/session/look_door.h"
#include "ui/services.h"

#include <QList>
#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace callsheet::ui {

//! Connections, and the one run that is being sent. Everything that reaches the service from the window goes through
//! here.
class Sending final : public QObject {
    Q_OBJECT
public:
    explicit Sending(const Services &services, QObject *parent = nullptr);
    ~Sending() override;

    //! The practice service first, then the saved ones.
    const QList<connection::Connection> &connections() const { return m_connections; }
    void reloadConnections();
    //! Adds it, or replaces the one of the same name; secrets that are empty are left as they are kept.
    void saveConnection(const connection::Connection &connection, const connection::Secrets &secrets);
    //! A batch that the practice service has from the start.
    QString practiceBatch() const;

    //! Runs that sent this file before, looked up by its bytes.
    void lookForEarlierRuns(const QString &path);
    const std::vector<runs::RunSummary> &earlierRuns() const { return m_earlierRuns; }

    //! True from the moment of "start" until nothing is under way any more.
    bool isBusy() const { return m_preparing || m_checkedRun != 0 || isSending(); }
    bool isSending() const { return !m_preparing && m_run && m_run->phase() == send::RunPhase::Sending; }
    bool isPreparing() const { return m_preparing; }
    //! The run that is sent, or was sent last in this window; null: none yet.
    const send::SendRun *run() const { return m_run.get(); }
    //! "Waits until 14:20:05 (12 seconds more), then tries chunk 3 again.", while it does; it counts down.
    QString waitingText() const;
    //! When this stretch of the run began, and when each of its chunks was answered.
    const std::vector<QDateTime> &answeredAt() const { return m_answeredAt; }
    QDateTime lastChange() const { return m_lastChange; }
    //! Where that run goes, or the one that is being prepared.
    const connection::Connection &target() const { return m_target; }

    //! Chunks that the service may refuse one after the other before a run pauses; for every run from now on.
    void setMostFailedInARow(int chunks) { m_settings.breaker.mostRefusedInARow = chunks; }
    void start(const send::RunInput &input);
    void sendAgain(const runs::RunHead &head, send::SendWhat what);
    void pause();
    void stop();

    //! Whether the service can be asked who of this chunk is queued.
    LookDoor lookDoor(const runs::RunHead &head, const runs::ChunkRecord &chunk) const;
    //! The same of a run's unknown chunks: Open where it is of one of them.
    LookDoor lookDoor(const runs::RunDetails &run) const;
    //! Asks for one unknown chunk; while it does, it stops asking.
    void check(const runs::RunHead &head, const runs::ChunkRecord &chunk);
    //! The run that is asked about; 0: none.
    runs::RunId checkedRun() const { return m_checkedRun; }

Q_SIGNALS:
    void connectionsChanged();
    void earlierRunsChanged();
    void planned(qint64 run);
    void chunkChanged(const callsheet::runs::ChunkRecord &chunk);
    void stateChanged();
    void checked(qint64 run);
    //! The service was asked about a chunk; some of its people may still be unknown.
    void lookedUp(qint64 run, const QString &text, bool isSettled);
    //! Secrets that were entered are at hand from now on.
    void secretsKept(const QString &connection);
    void failed(callsheet::ui::Step step, const callsheet::base::Error &error);
    void done(callsheet::ui::Step step, const QString &text);

private:
    void setPreparing(bool preparing);
    void withSecrets(const connection::Connection &connection, runs::RunId run, send::SendWhat what);
    void run(const connection::Connection &connection, const connection::Secrets &secrets, runs::RunId run,
        send::SendWhat what);
    std::optional<connection::Connection> connectionOf(const runs::RunHead &head);
    void lookUp(
        const connection::Connection &connection, const connection::Secrets &secrets, const runs::ChunkRecord &chunk);
    void showLook(const runs::ChunkRecord &chunk, std::chrono::milliseconds wait);
    void endCheck();
    void rememberBatch(const connection::Connection &connection, const QString &batchId);

    Services m_services;
    QList<connection::Connection> m_connections;
    connection::Connection m_target;
    send::SendSettings m_settings;
    std::unique_ptr<send::SendRun> m_run;
    std::stop_source m_stopPlanning;
    bool m_preparing = false;
    bool m_isPilot = false; // the run that is being prepared stops after its first chunk
    bool m_stopWanted = false; // "stop" came while the run was being prepared
    runs::RunId m_checkedRun = 0;
    std::stop_source m_stopCheck;
    int m_lookup = 0;
    std::vector<runs::RunSummary> m_earlierRuns;
    QString m_waitingText;
    QDateTime m_waitUntil; // invalid: it does not wait
    int m_waitingChunk = 0;
    std::vector<QDateTime> m_answeredAt;
    QDateTime m_lastChange;
};

} // namespace callsheet::ui
