#include "core/practice/http_listener.h"

#include <QHostAddress>
#include <QSslSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace callsheet::practice {

//! A second address of the same service.
class HttpListener::SideDoor final : public QTcpServer {
public:
    explicit SideDoor(HttpListener &listener)
        : m_listener(listener)
    {
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_listener.incomingConnection(descriptor); }

private:
    HttpListener &m_listener;
};

namespace {

// The segments of a true network instead of loopback's 64 kB ones: with those the last piece of a body from Qt's
// client waits for a delayed acknowledgement, 40 ms a request.
void useTrueSegments(const QTcpServer &server)
{
    const int segment = 1448;
    ::setsockopt(static_cast<int>(server.socketDescriptor()), IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
}

} // namespace

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

bool HttpListener::listenOn(quint16 port, const QHostAddress &address)
{
    if (!listen(address, port))
        return false;
    useTrueSegments(*this);
    if (address == QHostAddress(QHostAddress::LocalHost)) {
        m_sideDoor = std::make_unique<SideDoor>(*this);
        m_sideDoor->setListenBacklogSize(m_limits.connections);
        if (m_sideDoor->listen(QHostAddress::LocalHostIPv6, serverPort()))
            useTrueSegments(*m_sideDoor);
        else
            m_sideDoor.reset(); // "localhost" leads to 127.0.0.1 then
    }
    return true;
}

void HttpListener::stop()
{
    close();
    m_sideDoor.reset();
    const QSet<HttpConnection *> connections = std::exchange(m_connections, {});
    qDeleteAll(connections);
}

std::unique_ptr<QTcpSocket> HttpListener::socketFor(qintptr descriptor) const
{
    std::unique_ptr<QTcpSocket> socket;
    if (m_tls) {
        auto secure = std::make_unique<QSslSocket>();
        secure->setSslConfiguration(*m_tls);
        socket = std::move(secure);
    } else {
        socket = std::make_unique<QTcpSocket>();
    }
    if (!socket->setSocketDescriptor(descriptor))
        socket.reset();
    return socket;
}

void HttpListener::incomingConnection(qintptr descriptor)
{
    // Those that are turned away stay for a moment to read why; beyond twice the limit nobody is told.
    const qsizetype present = m_connections.size();
    std::unique_ptr<QTcpSocket> socket;
    if (present < qsizetype{2} * m_limits.connections)
        socket = socketFor(descriptor);
    if (!socket) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    auto *connection = new HttpConnection(socket.release(), ++m_lastNumber, m_handler, m_limits, m_load, this);
    connect(connection, &QObject::destroyed, this, [this, connection] { m_connections.remove(connection); });
    m_connections.insert(connection);
    if (!m_handler.wantsConnection())
        connection->resetUnread();
    else if (present >= m_limits.connections)
        connection->turnAway();
}

} // namespace callsheet::practice
