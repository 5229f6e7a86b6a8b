#pragma once

#include "core/send/outcome.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QNetworkProxy>

#include <memory>

namespace callsheet::send {

//! What is said to a proxy until it passes bytes on to the service, as words without a socket: CONNECT of HTTP or
//! SOCKS 5 (RFC 1928), by name, so that it is the proxy that looks the name up.
class ProxyTalk {
public:
    struct Step {
        QByteArray say; // to the proxy; may be empty
        bool stands = false; // from here on the proxy passes on
        NetworkFailure failure = NetworkFailure::None; // Proxy or ProxySignIn: it will not
        QString detail; // of the failure, for the log
    };

    virtual ~ProxyTalk() = default;
    //! First, when the proxy is connected.
    virtual QByteArray opening() = 0;
    //! Then with all that it says, until it stands or has failed.
    virtual Step take(QByteArrayView bytes) = 0;
};

//! Null for a kind of proxy that cannot pass connections on.
std::unique_ptr<ProxyTalk> talkTo(const QNetworkProxy &proxy, const QString &host, int port);

} // namespace callsheet::send
