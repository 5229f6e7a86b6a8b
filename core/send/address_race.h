#pragma once

#include <QAbstractSocket>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

class QTcpSocket;

namespace callsheet::send {

//! IPv6 and IPv4 by turns, beginning with the kind that the system put first (RFC 8305, 4).
QList<QHostAddress> inTurns(const QList<QHostAddress> &addresses);

//! Connects to whichever address of a host answers first: the next one is tried when one fails, or has not answered
//! for a while (RFC 8305, 5). A way that leads nowhere costs that while, and not the connection.
class AddressRace final : public QObject {
    Q_OBJECT
public:
    using MakeSocket = std::function<QTcpSocket *(QObject *parent)>;

    AddressRace(QList<QHostAddress> addresses, quint16 port, MakeSocket makeSocket, QObject *parent = nullptr,
        std::chrono::milliseconds headStart = std::chrono::milliseconds(250));

    void start(); // once

Q_SIGNALS:
    //! The others are given up. The socket is a child of the race, for the listener to take over.
    void won(QTcpSocket *socket);
    //! All have failed; refusal is told before anything else, because it says most.
    void lost(QAbstractSocket::SocketError error, const QString &detail);

private:
    void tryNext();
    void win(QTcpSocket *socket);
    void drop(QTcpSocket *socket);

    QList<QHostAddress> m_addresses; // still to be tried
    quint16 m_port;
    MakeSocket m_makeSocket;
    std::chrono::milliseconds m_headStart;
    QTimer m_next;
    QList<QTcpSocket *> m_running;
    QAbstractSocket::SocketError m_error = QAbstractSocket::HostNotFoundError;
    QString m_detail;
};

} // namespace callsheet::send
