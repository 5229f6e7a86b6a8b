#include "core/practice/http_listener.h"

#include <QHostAddress>
#include <QTcpSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <utility>

namespace callsheet::practice {

HttpListener::HttpListener(RequestHandler &handler, ServerLimits limits, QObject *parent)
    : QTcpServer(parent)
    , m_handler(handler)
    , m_limits(limits)
{
    setListenBacklogSize(m_limits.connections); // beyond it a client waits a second before it tries again
}

HttpListener::~HttpListener()
{
    stop();
}

bool HttpListener::listenOn(quint16 port)
{
    if (!listen(QHostAddress::LocalHost, port))
        return false;
    // The segments of a true network instead of loopback's 64 kB ones: with those the last piece of a body from Qt's
    // client waits for a delayed acknowledgement, 40 ms a request.
    const int segment = 1448;
    ::setsockopt(static_cast<int>(socketDescriptor()), IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
    return true;
}

void HttpListener::stop()
{
    close();
    const QSet<HttpConnection *> connections = std::exchange(m_connections, {});
    qDeleteAll(connections);
}

void HttpListener::incomingConnection(qintptr descriptor)
{
    // Those that are turned away stay for a moment to read why; beyond twice the limit nobody is told.
    const qsizetype present = m_connections.size();
    if (present >= qsizetype{2} * m_limits.connections) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    auto *connection = new HttpConnection(socket.release(), m_handler, m_limits, this);
    connect(connection, &QObject::destroyed, this, [this, connection] { m_connections.remove(connection); });
    m_connections.insert(connection);
    if (!m_handler.wantsConnection())
        connection->resetUnread();
    else if (present >= m_limits.connections)
        connection->turnAway();
}

} // namespace callsheet::practice
