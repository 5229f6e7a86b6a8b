#pragma once

#include "core/send/dial.h"
#include "core/send/proxies.h"

#include <QFutureWatcher>
#include <QUrl>

#include <memory>

class QTcpSocket;

namespace callsheet::send {

//! The way to a service on which nothing has been said yet: a proxy is chosen for it, and the connection is dialled.
//! May be begun before there is anything to say: no byte of a request is in it.
class Line final : public QObject {
    Q_OBJECT
public:
    explicit Line(const QUrl &url);
    ~Line() override;

    void start(Proxies &proxies); // once
    void giveUp() { m_isGivenUp = true; } // dials nobody any more; it may be called from within a signal
    bool leadsTo(const QUrl &url) const; // the same scheme, host and port
    //! Whether a request may go over it: it stands or is still being dialled, and the service has neither closed it nor
    //! spoken on it, as far as the system knows at this moment.
    bool isFresh() const;

    QTcpSocket *socket() const { return m_socket; } // null: it does not stand yet
    QString proxy() const { return m_proxy; } // host and port; empty on the direct way
    //! What is being waited for, for the log.
    QString stage() const { return m_dial ? m_dial->stage() : QStringLiteral("choosing a proxy"); }
    bool isChoosingAProxy() const { return !m_dial; }
    bool isBeforeTheProxyLetsUsThrough() const { return m_dial && m_dial->isBeforeTheProxyLetsUsThrough(); }

Q_SIGNALS:
    void stands(QTcpSocket *socket); // a QSslSocket where it speaks TLS; it lives as long as the line
    void failed(callsheet::send::NetworkFailure failure, const QString &detail);

private:
    void dial(const QNetworkProxy &proxy);

    QUrl m_url;
    QFutureWatcher<QNetworkProxy> m_choosing;
    QString m_proxy;
    std::unique_ptr<Dial> m_dial;
    QTcpSocket *m_socket = nullptr; // of the dial
    bool m_hasFailed = false;
    bool m_isGivenUp = false;
};

} // namespace callsheet::send
