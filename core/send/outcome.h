#pragma once

#include "core/runs/records.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace callsheet::send {

//! How the network layer ended a POST.
enum class NetworkFailure {
    None, // an answer with a status came to its end
    HostNotFound,
    Refused,
    ProxyUnknown, // the system did not say in time which one leads there
    Proxy, // it cannot be reached, is silent, or lets nothing through
    ProxySignIn, // it wants one, or another one
    TlsIdentity, // the certificate does not prove who answers
    TlsHandshake,
    Timeout,
    Closed, // reset or closed by the other side
    Stopped, // the person stopped it, or the program is quitting
    AnswerTooLarge,
    AnswerUnreadable, // it is no HTTP, or contradicts itself about its own length
    NotWrittenDown, // WIRE-OPEN did not get into the journal, so nothing left
    SecretUnusable, // a key or token with a line end in it
    Other,
};

//! Everything that is known of one POST, before anybody judges it.
struct Evidence {
    qint64 bodyBytes = 0; // length of the body
    qint64 bodyBytesTaken = 0; // handed over to the socket; what was not handed over never left
    bool requestSent = false; // the head of the request was handed over, or a part of it
    NetworkFailure failure = NetworkFailure::None;
    QString failureDetail; // for the log
    QString proxy; // host and port of the one it went through; empty: none
    int httpStatus = 0; // 0: no whole head of an answer
    std::optional<std::chrono::seconds> retryAfter;
    QString redirectHost; // of a 3xx
    QByteArray answer; // capped
    int records = 0; // people in the request
    std::optional<std::chrono::milliseconds> sinceLastByte; // of the body, until the end; nothing: it never left

    bool provesNothingSent() const { return bodyBytesTaken == 0 && !requestSent; }
    bool provesIncomplete() const { return bodyBytesTaken < bodyBytes; }
};

//! What may happen next without asking the person.
enum class NextStep {
    None, // settled, or a person decides
    RetrySoon, // provably not sent: again, with backoff
    RetryUpload, // the body broke off: again, a few times only
    RetryAfter, // the service asked to wait
    RetryDocumented, // 500: the service documents a retry; a few tries, then unknown
};

struct Outcome {
    runs::AttemptResult result;
    NextStep next = NextStep::None;
    std::optional<std::chrono::seconds> wait; // with RetryAfter, where the service named a time
    bool stopsRun = false; // the next chunk would meet the same: key, address, certificate
    bool credentialsRefused = false;
};

//! AttemptResult::code of a chunk that the service found too large: the program sends its halves.
inline constexpr auto tooLargeCode = "tooLarge";

//! What to do after a 500 [architecture: "500 and friends"].
enum class ServerErrorPolicy {
    RetryAsDocumented, // without a means to look up who was stored
    AskMe, // unknown at once; also when a Bearer token allows looking first
};

//! Judges one POST. Pure; the rows of the outcome table in reliability.md 2.3 are its test.
Outcome classify(const Evidence &evidence, ServerErrorPolicy onServerError);

} // namespace callsheet::send
