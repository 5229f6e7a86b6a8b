#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <utility>

namespace callsheet::test {

//! A SOCKS 5 proxy without a sign-in, for hosts of this computer, that passes everything on.
class SocksServer : public QTcpServer {
public:
    SocksServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = nextPendingConnection())
                connect(client, &QTcpSocket::readyRead, this, [this, client] { serve(client); });
        });
    }
    int tunnels() const { return m_tunnels; }

private:
    void serve(QTcpSocket *client)
    {
        if (client->property("greeted").toBool())
            return openTunnel(client);
        client->setProperty("greeted", true);
        client->readAll();
        client->write(QByteArray("\x05\x00", 2));
    }
    void openTunnel(QTcpSocket *client)
    {
        const QByteArray asked = client->readAll();
        const auto byte
            = [&asked](qsizetype fromEnd) { return static_cast<unsigned char>(asked[asked.size() - fromEnd]); };
        ++m_tunnels;
        client->disconnect(this);
        auto *target = new QTcpSocket(client);
        target->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(byte(2) << 8 | byte(1)));
        connect(target, &QTcpSocket::connected, client, [client, target] {
            client->write(QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50", 10));
            for (const auto &[from, to] : {std::pair(client, target), std::pair(target, client)}) {
                connect(from, &QTcpSocket::readyRead, to, [from = from, to = to] { to->write(from->readAll()); });
                connect(from, &QTcpSocket::disconnected, to, [to = to] { to->disconnectFromHost(); });
            }
        });
    }

    int m_tunnels = 0;
};

} // namespace callsheet::test
