#include "ui/practice/practice_watch.h"

#include "core/practice/practice_service.h"

#include <algorithm>
#include <limits>

namespace callsheet::ui {

namespace {

constexpr qint64 shortestGap = 200; // ms between two looks: as often as an eye can follow a list

} // namespace

double callsPerSecond(CallPace pace)
{
    switch (pace) {
    case CallPace::Nobody:
        return 0;
    case CallPace::Slow:
        return 1;
    case CallPace::Fast:
        return 50;
    }
    return 0;
}

CallPace paceOf(double callsPerSecond)
{
    if (!(callsPerSecond > 0))
        return CallPace::Nobody;
    return callsPerSecond <= 10 ? CallPace::Slow : CallPace::Fast;
}

PracticeWatch::PracticeWatch(practice::PracticeService &service, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_rehearsal(rehearsalOfService())
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &PracticeWatch::look);
    connect(&service, &practice::PracticeService::changed, this, &PracticeWatch::lookSoon);
}

Rehearsal PracticeWatch::rehearsalOfService() const
{
    return m_service.isReachable() ? rehearsalOf(m_service.faultsLeft())
                                   : Rehearsal{Mishap::ServiceDown, HowLong::UntilSwitchedOff};
}

void PracticeWatch::setRehearsal(const Rehearsal &rehearsal)
{
    m_service.setFaults(planFor(rehearsal));
    m_service.setReachable(rehearsal.mishap != Mishap::ServiceDown);
    if (asPlayed(rehearsal) == m_rehearsal)
        return;
    m_rehearsal = asPlayed(rehearsal);
    Q_EMIT rehearsalChanged();
}

CallPace PracticeWatch::pace() const
{
    return paceOf(m_service.pace());
}

void PracticeWatch::setPace(CallPace pace)
{
    m_service.setPace(callsPerSecond(pace));
    Q_EMIT paceChanged();
}

void PracticeWatch::startCalling(const QString &batchId)
{
    m_service.startCalling(batchId);
    look();
}

void PracticeWatch::stopCalling(const QString &batchId)
{
    m_service.stopCalling(batchId);
    look();
}

void PracticeWatch::setWatched(bool watched)
{
    if (watched == m_watched)
        return;
    m_watched = watched;
    if (watched)
        look();
}

void PracticeWatch::lookSoon()
{
    if (m_soon.isActive())
        return;
    const qint64 since = m_sinceLook.isValid() ? m_sinceLook.elapsed() : shortestGap;
    m_soon.start(static_cast<int>(std::max<qint64>(0, shortestGap - since)));
}

void PracticeWatch::look()
{
    m_sinceLook.start();
    if (const Rehearsal left = rehearsalOfService(); left != m_rehearsal) {
        m_rehearsal = left;
        Q_EMIT rehearsalChanged();
    }
    if (!m_watched)
        return;
    m_batches = m_service.batches();
    m_batches.removeIf([](const practice::BatchSummary &batch) { return batch.workspace != 0; }); // not the window's
    Q_EMIT batchesChanged();
    QList<practice::PlayedCall> calls = m_service.playedCalls(m_lastCall, std::numeric_limits<int>::max());
    if (calls.isEmpty())
        return;
    m_lastCall = calls.constLast().number;
    if (calls.size() > mostCalls)
        calls = calls.last(mostCalls);
    Q_EMIT callsPlayed(calls);
}

} // namespace callsheet::ui
