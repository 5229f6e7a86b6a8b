#include "core/send/line.h"

#include "core/send/request_head.h"

#include <QTcpSocket>

#include <cerrno>
#include <sys/socket.h>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

//! Asked of the system, which may know what the event loop has not heard yet. What waits there is no reason: TLS has
//! more to say after its handshake.
bool isClosedByPeer(const QTcpSocket &socket)
{
    char byte = 0;
    const ssize_t length
        = ::recv(static_cast<int>(socket.socketDescriptor()), &byte, sizeof byte, MSG_PEEK | MSG_DONTWAIT);
    return length == 0 || (length < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

} // namespace

Line::Line(const QUrl &url)
    : m_url(url)
{
    connect(&m_choosing, &QFutureWatcherBase::finished, this, [this] { dial(m_choosing.result()); });
}

Line::~Line() = default;

void Line::start(Proxies &proxies)
{
    m_choosing.setFuture(proxies.towards(m_url));
}

bool Line::leadsTo(const QUrl &url) const
{
    return url.scheme() == m_url.scheme() && url.host() == m_url.host() && portOf(url) == portOf(m_url);
}

bool Line::isFresh() const
{
    if (m_hasFailed || !m_socket)
        return !m_hasFailed;
    return m_socket->state() == QAbstractSocket::ConnectedState && m_socket->bytesAvailable() == 0
        && !isClosedByPeer(*m_socket);
}

void Line::dial(const QNetworkProxy &proxy)
{
    if (m_isGivenUp)
        return;
    if (proxy.type() != QNetworkProxy::NoProxy)
        m_proxy = QString::fromLatin1(hostAndPort(proxy.hostName(), proxy.port()));
    DialTarget target;
    target.host = m_url.host(QUrl::FullyEncoded);
    target.port = static_cast<quint16>(portOf(m_url));
    target.isTls = m_url.scheme() == "https"_L1;
    target.proxy = proxy;
    m_dial = std::make_unique<Dial>(target);
    connect(m_dial.get(), &Dial::stands, this, [this](QTcpSocket *socket) {
        m_socket = socket;
        Q_EMIT stands(socket);
    });
    connect(m_dial.get(), &Dial::failed, this, [this](NetworkFailure failure, const QString &detail) {
        m_hasFailed = true;
        Q_EMIT failed(failure, detail);
    });
    m_dial->start();
}

} // namespace callsheet::send
