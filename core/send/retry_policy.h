#pragma once

#include "core/send/outcome.h"

#include <chrono>
#include <optional>

namespace callsheet::send {

//! How often and how long [reliability.md 2.7].
struct RetryPolicy {
    int mostTries = 6; // of one chunk that provably was not sent
    int mostTriesAfterServerError = 3; // 500: what the service documents
    int mostRetriesPerRun = 20; // over all chunks, so that a dead service does not hold a run for hours
    std::chrono::milliseconds base{1000};
    std::chrono::milliseconds cap{60'000};
    std::chrono::seconds longestWaitAsked{15 * 60}; // a longer Retry-After is a question for the person
};

//! The wait before the next try, or nothing when it is not to be tried again by the program.
//! `triesMade` of this chunk, `retriesMade` of the run so far; `jitter` in [0, 1): full jitter.
std::optional<std::chrono::milliseconds> nextDelay(
    const RetryPolicy &policy, const Outcome &outcome, int triesMade, int retriesMade, double jitter);

//! Seconds, or a date measured against `now` (the service's own Date header where it sent one). Nothing for garbage and
//! the past.
std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &header, const QDateTime &now);

//! "Wed, 01 Jul 2026 12:01:00 GMT" (RFC 9110, 5.6.7), the only form that a service may send today; invalid for anything
//! else.
QDateTime parseHttpDate(const QByteArray &header);

} // namespace callsheet::send
