#include "core/practice/http_tunnel.h"

#include <QNetworkProxy>

namespace callsheet::practice {

namespace {

constexpr qint64 heldBytes = 256 * 1024; // in one direction

} // namespace

HttpTunnel::HttpTunnel(QTcpSocket *client, const TunnelTarget &target, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_target.setReadBufferSize(heldBytes);
    connect(&m_target, &QTcpSocket::connected, this, &HttpTunnel::reached);
    connect(&m_target, &QTcpSocket::errorOccurred, this, [this] {
        if (!m_isOpen)
            Q_EMIT failed();
    });
    m_target.setProxy(QNetworkProxy::NoProxy);
    m_target.connectToHost(target.address, target.port);
}

// The client's socket may be gone already, and the target's says farewell on its way out.
HttpTunnel::~HttpTunnel()
{
    m_target.disconnect(this);
}

void HttpTunnel::pump(const QByteArray &first)
{
    m_isOpen = true;
    m_target.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_target.write(first);
    const auto forth = [this] { carry(*m_client, m_target); };
    const auto back = [this] { carry(m_target, *m_client); };
    connect(m_client, &QTcpSocket::readyRead, this, forth);
    connect(&m_target, &QTcpSocket::bytesWritten, this, forth);
    connect(&m_target, &QTcpSocket::readyRead, this, back);
    connect(m_client, &QTcpSocket::bytesWritten, this, back);
    connect(&m_target, &QTcpSocket::disconnected, this, [this] {
        carry(m_target, *m_client);
        m_client->disconnectFromHost(); // when everything is written
    });
    forth();
    back();
}

void HttpTunnel::carry(QTcpSocket &from, QTcpSocket &to)
{
    const qint64 room = heldBytes - to.bytesToWrite();
    const bool isOver = from.state() == QAbstractSocket::UnconnectedState; // then the rest is small, and all there is
    if (room > 0 || isOver)
        to.write(from.read(isOver ? from.bytesAvailable() : room));
}

} // namespace callsheet::practice
