#pragma once

#include "core/send/http_answer.h"
#include "core/send/line.h"
#include "core/send/transport.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QTimer>

#include <memory>
#include <optional>

class QTcpSocket;

namespace callsheet::send {

//! What one exchange carries.
struct Message {
    QUrl url;
    QByteArray head;
    QByteArray body;
    std::optional<OpenWire>
        openWire; // asked before the first byte leaves; nothing: it may leave at once, as a look may
    qint64 mostAnswerBytes = send::mostAnswerBytes;
    Timeouts timeouts;
};

//! One request and its answer, over a connection of its own. There is nobody in it who could send twice: each byte is
//! handed to the socket once, in order, and counted before it is. Nothing, not even the head, is before the message's
//! wire is open.
class Exchange final : public QObject {
    Q_OBJECT
public:
    explicit Exchange(Message message);
    ~Exchange() override;

    //! Once. The future ends when the exchange has; whoever waits for it hears so in a later turn of the event loop.
    QFuture<void> start(std::unique_ptr<Line> line);
    void stop(); // ends it at once, from wherever

    // When it has ended:
    NetworkFailure failure() const { return m_failure; }
    QString failureDetail() const { return m_detail; }
    QString proxy() const { return m_line ? m_line->proxy() : QString(); } // host and port; empty on the direct way
    const AnswerParser &answer() const { return m_answer; }
    bool hasLeft() const { return m_hasLeft; } // its head, or a part of it
    qint64 bodyBytesTaken() const { return m_taken; }
    //! Since the last byte of the body was with the system. 0 where it was handed over and may not have got so far;
    //! nothing where it was not.
    std::optional<std::chrono::milliseconds> sinceLastByte() const;

private:
    void connected(QTcpSocket *socket);
    void write();
    void writeBody();
    void bytesLeft();
    qint64 bytesInSocket() const;
    void read();
    void closed(QAbstractSocket::SocketError error);
    void timeOut();
    void end(NetworkFailure why, const QString &detail = {});

    Message m_message;
    QPromise<void> m_promise;
    std::unique_ptr<Line> m_line;
    QTcpSocket *m_socket = nullptr; // of the line, when it stands
    QFutureWatcher<base::Result<void>> m_opening;
    QTimer m_silence;
    QTimer m_overall;
    AnswerParser m_answer;
    bool m_hasLeft = false;
    qint64 m_taken = 0; // bytes of the body handed to the socket
    QElapsedTimer m_sinceLastByte;
    bool m_hasEnded = false;
    NetworkFailure m_failure = NetworkFailure::None;
    QString m_detail;
};

} // namespace callsheet::send
