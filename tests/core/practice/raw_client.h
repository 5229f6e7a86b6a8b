#pragma once

#include "tests/support/await.h"

#include <QByteArray>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

#include <optional>

namespace callsheet::test {

struct RawAnswer {
    int status = 0; // 0: none came
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QJsonObject data() const { return json().value(QStringLiteral("data")).toObject(); }
};

//! A client that sends exactly the bytes it is given and repeats nothing.
class RawClient {
public:
    explicit RawClient(quint16 port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        waitUntil([this] {
            return m_socket.state() != QAbstractSocket::HostLookupState
                && m_socket.state() != QAbstractSocket::ConnectingState;
        });
    }

    QTcpSocket &socket() { return m_socket; }
    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    //! The next whole answer; status 0 when the connection ends before.
    RawAnswer receive()
    {
        std::optional<RawAnswer> answer;
        waitUntil([&] {
            m_bytes += m_socket.readAll();
            answer = takeAnswer();
            return answer || isClosed();
        });
        return answer.value_or(RawAnswer());
    }
    RawAnswer ask(const QByteArray &bytes)
    {
        send(bytes);
        return receive();
    }
    //! Everything up to the end of the connection; nothing when it stays open.
    std::optional<QByteArray> receiveUntilClosed()
    {
        const bool closed = waitUntil([this] {
            m_bytes += m_socket.readAll();
            return isClosed();
        });
        return closed ? std::optional(m_bytes) : std::nullopt;
    }
    bool isClosed() { return m_socket.state() == QAbstractSocket::UnconnectedState && m_socket.bytesAvailable() == 0; }

private:
    std::optional<RawAnswer> takeAnswer()
    {
        const qsizetype end = m_bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return std::nullopt;
        RawAnswer answer;
        const QList<QByteArray> lines = m_bytes.left(end).split('\n');
        answer.status = lines[0].mid(9, 3).toInt();
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            answer.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        const qsizetype length = answer.headers.value("content-length").toLongLong();
        if (m_bytes.size() < end + 4 + length)
            return std::nullopt;
        answer.body = m_bytes.mid(end + 4, length);
        m_bytes.remove(0, end + 4 + length);
        return answer;
    }

    QTcpSocket m_socket;
    QByteArray m_bytes;
};

//! A request with a body, as a well-mannered client writes it.
inline QByteArray requestBytes(
    const QByteArray &method, const QByteArray &target, const QByteArray &headers, const QByteArray &body = {})
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers
        + (method == "POST" ? "Content-Length: " + QByteArray::number(body.size()) + "\r\n" : QByteArray()) + "\r\n"
        + body;
}

} // namespace callsheet::test
