#pragma once

#include "core/send/outcome.h"
#include "core/send/proxy_talk.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QList>
#include <QNetworkProxy>
#include <QObject>
#include <QString>

#include <memory>

class QTcpSocket;

namespace callsheet::send {

struct DialTarget {
    QString host; // in its encoded form
    quint16 port = 0;
    bool isTls = false;
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
};

//! One connection to the service, made ready to be spoken on: name, addresses, proxy, TLS. No byte of a request is in
//! it. TLS is what Qt's default says, and what Qt finds wrong with a certificate ends the connection: nothing of it is
//! ever ignored.
class Dial final : public QObject {
    Q_OBJECT
public:
    explicit Dial(DialTarget target, QObject *parent = nullptr);

    void start(); // once
    //! What is being waited for, for the log.
    QString stage() const { return m_stage; }
    bool isBeforeTheProxyLetsUsThrough() const { return m_talk != nullptr; }

Q_SIGNALS:
    //! A QSslSocket where it speaks TLS. A child of the dial.
    void stands(QTcpSocket *socket);
    void failed(callsheet::send::NetworkFailure failure, const QString &detail);

private:
    void lookUp(const QString &host, quint16 port);
    void race(const QList<QHostAddress> &addresses, quint16 port);
    void takeSocket(QTcpSocket *socket);
    void talk();
    void listenToProxy();
    void secure();
    void finish();
    void fail(NetworkFailure failure, const QString &detail);
    void failBy(QAbstractSocket::SocketError error, const QString &detail);

    DialTarget m_target;
    QString m_stage;
    std::unique_ptr<ProxyTalk> m_talk; // until the proxy lets us through
    QTcpSocket *m_socket = nullptr;
    bool m_identityInDoubt = false;
    bool m_isOver = false;
};

} // namespace callsheet::send
