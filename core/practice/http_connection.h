#pragma once

#include "core/practice/http_answer.h"
#include "core/practice/http_request.h"

#include <QObject>
#include <QTimer>

#include <chrono>

class QTcpSocket;

namespace callsheet::practice {

struct ServerLimits {
    RequestLimits request;
    std::chrono::milliseconds headerTime = std::chrono::seconds(10); // from the first byte to the end of the header
    std::chrono::milliseconds bodyTime = std::chrono::seconds(30); // between two pieces of a body
    std::chrono::milliseconds idleTime = std::chrono::seconds(30); // between two requests of a connection
    std::chrono::milliseconds lingerTime = std::chrono::seconds(5); // for the client to read a last answer
    std::chrono::milliseconds refusalTime = std::chrono::seconds(1); // for a refused client to notice its connection
    int connections = 256;
};

//! What a server does with its requests. Called in the server's thread; every request goes through
//! headArrived → bodyArrived… → requestArrived or refused → answering → ended, and may jump to `ended` from anywhere.
class RequestHandler {
public:
    struct Admission {
        int number = 0; // under which the request is reported further
        bool wanted = true; // false: the connection is reset before the body is read
    };

    virtual ~RequestHandler() = default;
    virtual bool wantsConnection() = 0; // false: it is reset, and nothing of it is read
    virtual Admission headArrived(const HttpRequest &head) = 0;
    virtual void bodyArrived(int number, qint64 bytes) = 0; // so far
    virtual Reaction requestArrived(int number, const HttpRequest &request) = 0;
    virtual void answering(int number, int status) = 0; // the answer is handed to the socket next
    virtual void ended(int number) = 0; // answered, broken off or given up
};

//! One client's connection: requests one after the other, each answered before the next is read.
class HttpConnection final : public QObject {
    Q_OBJECT
public:
    HttpConnection(QTcpSocket *socket, RequestHandler &handler, const ServerLimits &limits, QObject *parent);
    ~HttpConnection() override;

    //! Says that there is no room for another connection, and closes.
    void turnAway();
    //! Resets the connection when the client's first bytes show that it has seen it. Qt's client, when a reset
    //! overtakes its own notice of the connection, connects a second time without a word, and the refusal would be lost
    //! on it.
    void resetUnread();

private:
    enum class State { Reading, Answering, Refusing, Closing };

    void readMore();
    void work();
    void takeHead();
    void takeRequest();
    void refuse(int status);
    void react();
    void write(const QByteArray &bytes);
    void finishRequest();
    void closeGently();
    void shutWhenWritten();
    void reset();
    void timeOut();
    void acknowledgeAtOnce();

    QTcpSocket *m_socket;
    RequestHandler &m_handler;
    ServerLimits m_limits;
    RequestParser m_parser;
    QByteArray m_unread;
    Reaction m_reaction;
    QTimer m_timer;
    State m_state = State::Reading;
    int m_number = 0; // of the request at hand, 0 before its header came
    bool m_headOnly = false;
    bool m_keepAlive = true;
};

} // namespace callsheet::practice
