#pragma once

#include "core/practice/batch_types.h"
#include "ui/practice/mishap.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

namespace callsheet::practice {
class PracticeService;
}

namespace callsheet::ui {

//! How quickly the practice service calls the people who wait.
enum class CallPace { Nobody, Slow, Fast };
double callsPerSecond(CallPace pace);
CallPace paceOf(double callsPerSecond);

//! What the window knows of the practice service. However much happens there, the window looks a few times a second,
//! and at the batches and calls only while somebody watches them.
class PracticeWatch final : public QObject {
    Q_OBJECT
public:
    static constexpr int mostCalls = 500; // older ones are not shown any more

    explicit PracticeWatch(practice::PracticeService &service, QObject *parent = nullptr);

    const Rehearsal &rehearsal() const { return m_rehearsal; }
    void setRehearsal(const Rehearsal &rehearsal);
    CallPace pace() const;
    void setPace(CallPace pace);
    void startCalling(const QString &batchId);
    void stopCalling(const QString &batchId);

    void setWatched(bool watched);
    const QList<practice::BatchSummary> &batches() const { return m_batches; }

Q_SIGNALS:
    void rehearsalChanged();
    void paceChanged();
    void batchesChanged();
    //! Those that were played since the last time, oldest first; at most `mostCalls`.
    void callsPlayed(const QList<callsheet::practice::PlayedCall> &calls);

private:
    void lookSoon();
    void look();
    Rehearsal rehearsalOfService() const;

    practice::PracticeService &m_service;
    QTimer m_soon;
    QElapsedTimer m_sinceLook;
    Rehearsal m_rehearsal;
    bool m_watched = false;
    QList<practice::BatchSummary> m_batches;
    qint64 m_lastCall = 0;
};

} // namespace callsheet::ui
