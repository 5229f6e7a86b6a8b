#pragma once

#include "core/base/clock.h"
#include "core/connection/connection.h"
#include "core/connection/secret_store.h"
#include "core/runs/journal.h"
#include "core/send/after_chunk.h"
#include "core/send/settle_unknown.h"
#include "core/send/retry_policy.h"
#include "core/send/transport.h"

#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace callsheet::send {

//! What a run needs from outside; all of it outlives every run.
struct SendServices {
    runs::Journal *journal = nullptr;
    Transport *transport = nullptr;
    const base::Clock *clock = nullptr;
    std::function<double()> random; // [0, 1)
    Pause pause = {}; // null: base::pause
};

struct SendSettings {
    RetryPolicy retry;
    Timeouts timeouts;
    ServerErrorPolicy onServerError = ServerErrorPolicy::RetryAsDocumented;
    BreakerRules breaker;
    SettleRules settle;
};

//! Which of a run's chunks to send now. Accepted and unknown ones are never among them.
enum class SendWhat {
    Waiting, // never tried, and those that provably were not sent
    NotSent, // the same, said by `run retry --not-sent`
    Refused, // each as a new chunk of the same rows
    FindBadRows, // refused ones in halves, and those again, until the rows stand alone that are refused
};

enum class RunPhase { Idle, Sending, Paused, Finished };

//! Sends the chunks of one planned run, one after the other, and reports every change. Deleting it stops it; what was
//! under way is in the journal.
class SendRun final : public QObject {
    Q_OBJECT
public:
    SendRun(SendServices services, SendSettings settings, connection::Connection connection,
        connection::Secrets secrets, runs::RunId run, QObject *parent = nullptr);
    ~SendRun() override;

    runs::RunId run() const;
    RunPhase phase() const { return m_phase; }
    PauseReason pauseReason() const { return m_pauseReason; }
    QString pauseMessage() const { return m_pauseMessage; } // the sentence of what paused it

    //! Also after a pause. `chunksBeforePause` holds the rest after so many chunks (a pilot); 0: all of them.
    void start(SendWhat what, int chunksBeforePause = 0);
    void pauseAfterThisChunk();
    void stopNow(); // aborts the request under way: its outcome may become unknown

Q_SIGNALS:
    void chunkChanged(const callsheet::runs::ChunkRecord &chunk);
    //! Before a wait; the chunk is sent again after it.
    void waiting(const callsheet::runs::ChunkRecord &chunk, std::chrono::milliseconds wait);
    //! The service is asked who of a chunk is queued; the next look follows after the wait.
    void looking(const callsheet::runs::ChunkRecord &chunk, std::chrono::milliseconds wait);
    void phaseChanged();

public:
    struct State; // shared with the coroutine, which may outlive this object by one turn of the event loop

private:
    std::shared_ptr<State> m_state;
    std::stop_source m_stop;
    RunPhase m_phase = RunPhase::Idle;
    PauseReason m_pauseReason = PauseReason::None;
    QString m_pauseMessage;
};

} // namespace callsheet::send
