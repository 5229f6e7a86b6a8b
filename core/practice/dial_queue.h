#pragma once

#include "core/practice/call_table.h"
#include "core/practice/dialler.h"

#include <QHash>

#include <deque>
#include <queue>
#include <vector>

namespace callsheet::practice {

//! Who of a batch waits to be called, apart for each time zone, so that a million people whose night it is are not
//! looked through for the one whose day it is.
class DialQueue {
public:
    struct Entry {
        qint64 since = 0; // waits since then, or may be called from then on; ms since 1970
        CallTable::Place place = 0;
        std::uint32_t log = 0; // the call's count of logs: a later one makes the entry void
    };

    //! The number of a time zone; those that are none are the batch's (0).
    std::uint16_t zoneOf(const QByteArray &timezone);
    //! Begins anew with the pending calls of a table.
    void refill(const CallTable &calls);
    //! Void entries included.
    std::size_t size() const;
    //! A pending call. Called again when its zone has changed; the entry in the old zone is void then.
    void push(CallTable::Place place, const CallState &call);
    //! Since when the first call that is due waits, if there is one. Drops void entries on the way.
    std::optional<qint64> nextSince(const CallTable &calls, const BatchSettings &settings, qint64 now);
    //! Takes the call of nextSince().
    CallTable::Place take();

private:
    struct Later {
        bool operator()(const Entry &a, const Entry &b) const
        {
            return a.since != b.since ? a.since > b.since : a.place > b.place;
        }
    };
    struct Zone {
        QByteArray name;
        std::deque<Entry> fresh; // in the order of queueing
        std::priority_queue<Entry, std::vector<Entry>, Later> retries; // by the time when they are due
        CallingWindow window;
        qint64 windowFrom = -1; // when the window was computed
    };
    struct Head {
        Zone *zone = nullptr;
        bool isRetry = false;
    };

    bool isOpen(Zone &zone, const BatchSettings &settings, qint64 now) const;
    static bool isVoid(const Entry &entry, std::uint16_t zone, const CallTable &calls);

    std::vector<Zone> m_zones = std::vector<Zone>(1);
    QHash<QByteArray, std::uint16_t> m_zoneOfName;
    Head m_head;
};

} // namespace callsheet::practice
