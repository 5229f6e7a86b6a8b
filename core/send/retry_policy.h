#pragma once

#include "core/send/outcome.h"

#include <chrono>
#include <optional>

namespace callsheet::send {

//! How often and how long [reliability.md 2.7].
struct RetryPolicy {
    int mostTries = 6; // of one chunk that provably was not sent
    int mostTriesAfterBrokenUpload = 3; // the first one and two more: a body that breaks off again and again is too big
    int mostTriesAfterServerError = 3; // 500: what the service documents
    int mostRetriesPerRun = 20; // over all chunks, so that a dead service does not hold a run for hours
    std::chrono::milliseconds base{1000};
    std::chrono::milliseconds cap{60'000};
    std::chrono::milliseconds baseWhenBusy{5000}; // asked to wait, without a time
    std::chrono::milliseconds capWhenBusy{120'000};
    std::chrono::minutes longestTrying{10}; // of one chunk that provably was not sent
    std::chrono::seconds longestWaitAsked{15 * 60}; // a longer Retry-After is a question for the person
};

//! What was tried so far.
struct Tried {
    int tries = 1; // of this chunk
    std::chrono::milliseconds since{0}; // its first try
    int retriesOfRun = 0; // over all chunks
};

//! Why the program does not try again by itself.
enum class GivenUp {
    No,
    ForAPerson, // it is not the program's to decide
    TriesUsed,
    TimeUsed,
    QuotaUsed, // of the run
    WaitTooLong, // the service asks for more than longestWaitAsked
};

struct NextTry {
    std::optional<std::chrono::milliseconds> delay; // before the next try; nothing: see `why`
    GivenUp why = GivenUp::No;

    bool operator==(const NextTry &) const = default;
};

//! `jitter` in [0, 1): full jitter.
NextTry nextTry(const RetryPolicy &policy, const Outcome &outcome, const Tried &tried, double jitter);

//! Seconds, or a date measured against `now` (the service's own Date header where it sent one). Nothing for garbage and
//! the past.
std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &header, const QDateTime &now);

//! "Wed, 01 Jul 2026 12:01:00 GMT" (RFC 9110, 5.6.7), the only form that a service may send today; invalid for anything
//! else.
QDateTime parseHttpDate(const QByteArray &header);

} // namespace callsheet::send
