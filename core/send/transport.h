#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/connection/connection.h"
#include "core/connection/secret_store.h"
#include "core/send/outcome.h"
#include "core/send/proxies.h"

#include <QCoroTask>
#include <QDateTime>
#include <QFuture>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

class QNetworkProxyFactory;

namespace callsheet::send {

class Line;

//! Limits of one POST [reliability.md 2.7]. A short answer time would manufacture unknown outcomes.
struct Timeouts {
    std::chrono::milliseconds connect{30'000}; // name, connection, TLS, proxy: until the first byte of the body
    std::chrono::milliseconds uploadStall{30'000}; // no byte taken for so long
    std::chrono::milliseconds answer{300'000}; // after the last byte of the body, between bytes of the answer
    std::chrono::milliseconds overall{600'000};
};
constexpr qint64 mostAnswerBytes = 1024 * 1024;
constexpr qint64 mostPageBytes = 16 * 1024 * 1024; // a page of 1000 records, transcripts included

//! Writes down that the body may leave now; it leaves when that is on disk.
using OpenWire = std::function<QFuture<base::Result<void>>()>;

struct PostRequest {
    QUrl url;
    connection::CredentialMode mode = connection::CredentialMode::ApiKey;
    connection::Secrets secrets;
    QByteArray body;
    int records = 0;
    Timeouts timeouts;
    OpenWire openWire; // asked once, when the connection stands; null: nothing ever leaves
};

//! A look at what the service holds. Only ever with the Bearer token: the API key opens other doors.
struct GetRequest {
    QUrl url;
    base::Secret bearer;
    Timeouts timeouts;
};

struct Fetched {
    NetworkFailure failure = NetworkFailure::None;
    QString failureDetail; // for the log
    int httpStatus = 0; // 0: no whole head of an answer
    QDateTime serviceTime; // its Date header; invalid where it sent none
    QByteArray answer; // may hold transcripts: read, never kept or logged
};

//! The only place that talks to the service. One POST arrives at most once: a fresh connection each, HTTP/1.1, nobody
//! below who would send it again; redirects are not followed, and there are no cookies and no cache. Lives to the end
//! of the program.
class Transport {
public:
    Transport(); // with the system's proxies, and none for this computer
    explicit Transport(std::unique_ptr<QNetworkProxyFactory> proxies);
    ~Transport();

    //! Makes the connection for the next post to this service while the one under way is waited for: name, proxy and
    //! TLS take several ways there and back. Nothing is said on it; if no post comes within a few seconds it is closed,
    //! and what goes wrong with it is left for the next one to meet. No look takes it away.
    void dialAhead(const QUrl &url);
    //! Whether the next post to this service would find its connection made.
    bool standsAhead(const QUrl &url) const;

    //! Posts once and reports what is known. A stop aborts at once; the evidence then says what may have left.
    QCoro::Task<Evidence> post(PostRequest request, std::stop_token stop);
    //! Reads once, by the same rules.
    QCoro::Task<Fetched> get(GetRequest request, std::stop_token stop);

private:
    std::unique_ptr<Line> dial(const QUrl &url);
    std::unique_ptr<Line> lineTo(const QUrl &url); // the one ahead, or else a new one

    Proxies m_proxies;
    std::unique_ptr<Line> m_ahead; // null: none, or it was used
    QTimer m_closeAhead;
};

} // namespace callsheet::send
