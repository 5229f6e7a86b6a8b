#pragma once

#include "core/base/secret.h"
#include "core/connection/connection.h"
#include "core/connection/secret_store.h"
#include "core/send/outcome.h"

#include <QCoroTask>
#include <QUrl>

#include <chrono>
#include <memory>
#include <stop_token>

class QNetworkAccessManager;

namespace callsheet::send {

//! Limits of one POST [reliability.md 2.7]. A short answer time would manufacture unknown outcomes.
struct Timeouts {
    std::chrono::milliseconds connect{30'000}; // name, connection, TLS, proxy: until the first byte of the body
    std::chrono::milliseconds uploadStall{30'000}; // no byte taken for so long
    std::chrono::milliseconds answer{300'000}; // after the last byte of the body, between bytes of the answer
    std::chrono::milliseconds overall{600'000};
};
constexpr qint64 mostAnswerBytes = 1024 * 1024;

struct PostRequest {
    QUrl url;
    connection::CredentialMode mode = connection::CredentialMode::ApiKey;
    connection::Secrets secrets;
    QByteArray body;
    int records = 0;
    Timeouts timeouts;
};

//! The only place that talks to the service. One POST arrives at most once: fresh connection, HTTP/1.1, redirects not
//! followed, no cookies, no cache, a body that can be read once. Lives to the end of the program.
class Transport {
public:
    Transport();
    ~Transport();

    //! Posts once and reports what is known. A stop aborts at once; the evidence then says what may have left.
    QCoro::Task<Evidence> post(PostRequest request, std::stop_token stop);

private:
    std::unique_ptr<QNetworkAccessManager> m_manager;
};

} // namespace callsheet::send
