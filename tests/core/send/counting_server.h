#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>

namespace callsheet::test {

//! Counts whole requests that arrive, and answers each by a function: raw bytes, and then it may close. Speaks just
//! enough HTTP to be wrong in every way that a service or a proxy can be.
class CountingServer : public QTcpServer {
public:
    using Answer = std::function<void(QTcpSocket &socket)>;

    explicit CountingServer(Answer answer)
        : m_answer(std::move(answer))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                serve(socket);
        });
    }
    QString origin() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    QUrl url() const { return QUrl(origin() + QStringLiteral("/api/call/addCallsToBatch")); }
    int arrivals() const { return m_arrivals; } // requests whose body came whole
    int connections() const { return m_connections; }
    QByteArray lastRequest() const { return m_lastRequest; }

private:
    void serve(QTcpSocket *socket)
    {
        ++m_connections;
        auto buffer = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] {
            *buffer += socket->readAll();
            const qsizetype headEnd = buffer->indexOf("\r\n\r\n");
            if (headEnd < 0)
                return;
            const qsizetype field = buffer->toLower().indexOf("content-length:");
            const qsizetype length = field < 0
                ? 0
                : buffer->mid(field + 15, buffer->indexOf("\r\n", field) - field - 15).trimmed().toInt();
            if (buffer->size() < headEnd + 4 + length)
                return;
            ++m_arrivals;
            m_lastRequest = std::exchange(*buffer, QByteArray());
            m_answer(*socket);
        });
    }

    Answer m_answer;
    int m_arrivals = 0;
    int m_connections = 0;
    QByteArray m_lastRequest;
};

//! An answer with a status and a JSON body, complete.
inline QByteArray answerOf(const QByteArray &statusLine, const QByteArray &body, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + statusLine + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

} // namespace callsheet::test
