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
    std::chrono::milliseconds requestTime = std::chrono::minutes(15); // from the header to the end of the body
    std::chrono::milliseconds idleTime = std::chrono::seconds(30); // between two requests of a connection
    std::chrono::milliseconds writeTime = std::chrono::seconds(30); // for a client to take another piece of its answer
    std::chrono::milliseconds stallTime = std::chrono::minutes(15); // for a client to give up where nothing more comes
    std::chrono::milliseconds lingerTime = std::chrono::seconds(5); // for the client to read a last answer
    std::chrono::milliseconds refusalTime = std::chrono::seconds(1); // for a refused client to notice its connection
    int connections = 256;
    qint64 bodyBytesInAll = qint64{128} * 1024 * 1024; // of the bodies on their way, over all connections
};

//! What all connections of a server hold together.
struct ServerLoad {
    qint64 bodyBytes = 0;
};

//! Where a request stands in the bytes of its connection, and how much of it came so far.
struct Intake {
    int connection = 0; // by the order of coming, from 1
    qint64 firstByte = 0; // of the connection's bytes, from 0
    qint64 bytes = 0; // of head and body as they came over the wire
    qint64 bodyBytes = 0; // of the body itself
};

//! What a server does with its requests. Called in the server's thread; every request goes through
//! headArrived → bytesArrived… → requestArrived or cutShort → answering → ended, and may jump to cutShort and `ended`
//! from anywhere.
class RequestHandler {
public:
    struct Admission {
        int number = 0; // under which the request is reported further
        int refusal = 0; // a status: answered at once, and the body is not read
        std::optional<Cut> cut = {}; // of the request
        std::optional<Pace> pace = {}; // of the request's body
    };

    virtual ~RequestHandler() = default;
    virtual bool wantsConnection() = 0; // false: it is reset, and nothing of it is read
    virtual Admission headArrived(const HttpRequest &head) = 0;
    virtual void bytesArrived(int number, const Intake &intake) = 0;
    virtual Reaction requestArrived(int number, const HttpRequest &request) = 0;
    virtual void cutShort(int number, const QByteArray &body) = 0; // the rest of the body will not be read
    virtual void answering(int number, int status) = 0; // the answer is handed to the socket next
    virtual void ended(int number) = 0; // answered, broken off or given up
};

//! One client's connection: requests one after the other, each answered before the next is read.
class HttpConnection final : public QObject {
    Q_OBJECT
public:
    //! With `number` the connection is known to the handler. A socket that can speak TLS does so if the client does.
    HttpConnection(QTcpSocket *socket, int number, RequestHandler &handler, const ServerLimits &limits,
        ServerLoad &load, QObject *parent);
    ~HttpConnection() override;

    //! Says that there is no room for another connection, and closes.
    void turnAway();
    //! Resets the connection when the client's first bytes show that it has seen it. Qt's client, when a reset
    //! overtakes its own notice of the connection, connects a second time without a word, and the refusal would be lost
    //! on it.
    void resetUnread();

private:
    enum class State { Reading, Answering, Writing, Tunnelling, Stalled, Refusing, Closing };

    bool listensForTls();
    void readMore();
    void work();
    void lookAtStage();
    void takeBytes(qsizetype most);
    void takeHead();
    void takePiece();
    void takeRequest();
    void refuse(int status);
    void react();
    void openTunnel();
    void writeAnswer();
    void answerWritten();
    void goOn();
    void bytesLeft();
    void end(Ending how);
    void stall();
    void leaveWithTheClient();
    void finishRequest();
    void closeGently();
    void shutWhenWritten();
    void reset();
    void timeOut();
    void hold(qint64 bodyBytes);

    QTcpSocket *m_socket;
    RequestHandler &m_handler;
    ServerLimits m_limits;
    ServerLoad &m_load;
    RequestParser m_parser;
    QByteArray m_unread;
    Reaction m_reaction;
    Intake m_intake;
    qint64 m_held = 0; // what of the load is this connection's
    qint64 m_cutAt = -1; // of the request's bytes, with m_cut
    std::optional<Cut> m_cut;
    std::optional<Pace> m_pace;
    QTimer m_timer;
    QTimer m_requestTimer;
    QTimer m_paceTimer; // until the next piece of a request's body is taken
    QTimer m_lookTimer; // whether the client is there still
    State m_state = State::Reading;
    int m_number = 0; // of the request at hand, 0 before its header came
    bool m_mayBeTls = false; // not a byte came so far
    bool m_headOnly = false;
    bool m_keepAlive = true;
    bool m_isWhole = false; // of the request at hand, every byte was read
};

} // namespace callsheet::practice
