#include "core/practice/http_socket.h"

#include <QSslSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace callsheet::practice {

namespace {

int descriptorOf(const QTcpSocket &socket)
{
    return static_cast<int>(socket.socketDescriptor());
}

} // namespace

bool isEncrypted(const QTcpSocket &socket)
{
    const auto *secure = qobject_cast<const QSslSocket *>(&socket);
    return secure && secure->mode() != QSslSocket::UnencryptedMode;
}

qint64 bytesToWrite(const QTcpSocket &socket)
{
    const auto *secure = qobject_cast<const QSslSocket *>(&socket);
    return socket.bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0);
}

void acknowledgeAtOnce(const QTcpSocket &socket)
{
    const int on = 1;
    ::setsockopt(descriptorOf(socket), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

void narrow(QTcpSocket &socket)
{
    const int least = 4096;
    ::setsockopt(descriptorOf(socket), SOL_SOCKET, SO_RCVBUF, &least, sizeof least);
}

bool hasPeerLeft(const QTcpSocket &socket)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    const bool isKnown = ::getsockopt(descriptorOf(socket), IPPROTO_TCP, TCP_INFO, &info, &size) == 0;
    return isKnown && info.tcpi_state != TCP_ESTABLISHED;
}

void endWriting(QTcpSocket &socket)
{
    ::shutdown(descriptorOf(socket), SHUT_WR);
}

void reset(QTcpSocket &socket)
{
    const linger atOnce{1, 0};
    ::setsockopt(descriptorOf(socket), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    socket.abort();
}

} // namespace callsheet::practice
