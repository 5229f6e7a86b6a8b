#pragma once

#include "core/practice/batch_types.h"
#include "core/practice/call_table.h"

#include <QTimeZone>

namespace callsheet::practice {

//! How often a call ends how; the numbers are weights.
struct DialMix {
    int completed = 100;
    int noAnswer = 0;
    int busy = 0;
    int failed = 0;

    bool operator==(const DialMix &) const = default;
};

// What the dialler decides: times are ms since 1970.

//! Whether calls may be made now, and until when the answer holds.
struct CallingWindow {
    bool isOpen = true;
    qint64 until = 0;
};
CallingWindow callingWindow(const BatchSettings &settings, const QTimeZone &zone, qint64 now);

//! How a try ends: drawn by lot, but always the same for this seed, call and log, whatever was dialled before.
struct TryOutcome {
    CallStatus status = CallStatus::Completed;
    int seconds = 0;
};
TryOutcome drawOutcome(const DialMix &mix, quint64 seed, std::uint64_t callNumber, std::uint32_t log);

//! When a call that ended so is made again, if it is.
std::optional<qint64> nextTry(const BatchSettings &settings, CallStatus status, int tries, qint64 now);

//! The call after a try. One that is made again is pending with a new log.
CallChange afterTry(
    CallTable::Place place, CallState call, const TryOutcome &outcome, const BatchSettings &settings, qint64 now);
//! The call after it was found on the list of numbers that must not be called.
CallChange afterDnc(CallTable::Place place, CallState call);
//! The call after it came in a request: updated while it is pending, queued with a new log otherwise.
CallChange afterQueueing(CallTable::Place place, CallState call, qint64 now);

} // namespace callsheet::practice
