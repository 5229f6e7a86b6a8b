#include "core/practice/http_connection.h"

#include <QTcpSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <utility>

namespace callsheet::practice {

namespace {

// What one read may bring. While an answer is awaited nothing is read, so this also bounds what a client can pile up.
constexpr auto readBufferBytes = 1024 * 1024;

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, RequestHandler &handler, const ServerLimits &limits, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_handler(handler)
    , m_limits(limits)
    , m_parser(limits.request)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readBufferBytes);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnection::timeOut);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readMore);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    m_timer.start(m_limits.headerTime);
}

HttpConnection::~HttpConnection()
{
    m_socket->disconnect(this);
    finishRequest();
}

void HttpConnection::turnAway()
{
    write(wireForm(plainAnswer(503), false));
    closeGently();
}

void HttpConnection::resetUnread()
{
    m_state = State::Refusing;
    m_timer.start(m_limits.refusalTime);
}

// Qt's client writes a body in pieces and waits for the acknowledgement of the last; a delayed one costs 40 ms a
// request.
void HttpConnection::acknowledgeAtOnce()
{
    const int on = 1;
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

void HttpConnection::readMore()
{
    if (!m_socket->isOpen())
        return;
    if (m_state == State::Refusing)
        return reset();
    acknowledgeAtOnce();
    if (m_state == State::Closing) {
        m_socket->readAll();
        return;
    }
    if (m_state == State::Answering)
        return;
    m_unread += m_socket->readAll();
    work();
}

void HttpConnection::work()
{
    if (m_state != State::Reading || m_unread.isEmpty())
        return;
    const bool hadBegun = m_parser.begun();
    const bool hadHead = m_parser.headArrived();
    m_unread.remove(0, m_parser.feed(m_unread));
    if (!hadHead && m_parser.headArrived())
        takeHead();
    if (m_state != State::Reading)
        return;
    if (m_parser.headArrived()) {
        m_handler.bodyArrived(m_number, m_parser.bodyBytes());
        m_timer.start(m_limits.bodyTime);
    } else if (!hadBegun && m_parser.begun()) {
        m_timer.start(m_limits.headerTime); // not at later bytes: a trickle of them must not last for ever
    }
    if (m_parser.stage() == RequestParser::Stage::Failed)
        refuse(m_parser.errorStatus());
    else if (m_parser.stage() == RequestParser::Stage::Done)
        takeRequest();
}

void HttpConnection::takeHead()
{
    const RequestHandler::Admission admission = m_handler.headArrived(m_parser.request());
    m_number = admission.number;
    m_headOnly = m_parser.request().method == "HEAD";
    if (!admission.wanted)
        reset();
    else if (m_parser.awaitsContinue() && m_parser.bodyBytes() == 0)
        write("HTTP/1.1 100 Continue\r\n\r\n");
}

void HttpConnection::takeRequest()
{
    m_state = State::Answering;
    m_timer.stop();
    const HttpRequest request = m_parser.takeRequest();
    m_keepAlive = request.keepAlive;
    m_reaction = m_handler.requestArrived(m_number, request);
    if (m_reaction.after.count() > 0)
        QTimer::singleShot(m_reaction.after, this, &HttpConnection::react); // dies with the connection
    else
        react();
}

void HttpConnection::react()
{
    const Reaction reaction = std::exchange(m_reaction, {});
    const bool stays = m_keepAlive && !reaction.closeAfterwards;
    switch (reaction.kind) {
    case Reaction::Kind::Hang:
        return; // no timer either: the client gives up, or the service ends
    case Reaction::Kind::Reset:
        return reset();
    case Reaction::Kind::Close:
        finishRequest();
        return closeGently();
    case Reaction::Kind::HalfAnswer: {
        m_handler.answering(m_number, reaction.answer.status);
        const QByteArray whole = wireForm(reaction.answer, stays, !m_headOnly);
        write(whole.chopped(reaction.answer.body.size() - reaction.answer.body.size() / 2));
        finishRequest();
        return closeGently();
    }
    case Reaction::Kind::Answer:
        break;
    }
    m_handler.answering(m_number, reaction.answer.status);
    write(wireForm(reaction.answer, stays, !m_headOnly));
    finishRequest();
    if (!stays)
        return closeGently();
    m_parser.reset();
    m_state = State::Reading;
    m_timer.start(m_limits.idleTime);
    // Queued, so that a client who sends many requests at once does not keep the others waiting.
    if (!m_unread.isEmpty() || m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::readMore, Qt::QueuedConnection);
}

void HttpConnection::refuse(int status)
{
    if (m_number == 0)
        m_number = m_handler.headArrived(HttpRequest()).number; // it reached us, though nobody can say what it was
    m_handler.answering(m_number, status);
    write(wireForm(plainAnswer(status), false, !m_headOnly));
    finishRequest();
    closeGently();
}

void HttpConnection::write(const QByteArray &bytes)
{
    m_socket->write(bytes);
}

void HttpConnection::finishRequest()
{
    if (m_number != 0)
        m_handler.ended(std::exchange(m_number, 0));
}

// Closing a socket that still has unread bytes resets it, and the client never sees the answer that was meant for it.
// So our side ends first, and what the client goes on to send is read and thrown away for a while.
void HttpConnection::closeGently()
{
    m_state = State::Closing;
    m_unread.clear();
    m_timer.start(m_limits.lingerTime);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::shutWhenWritten);
    m_socket->flush();
    shutWhenWritten();
}

void HttpConnection::shutWhenWritten()
{
    if (m_state == State::Closing && m_socket->bytesToWrite() == 0)
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

void HttpConnection::reset()
{
    m_state = State::Closing;
    finishRequest();
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_socket->abort();
}

void HttpConnection::timeOut()
{
    if (m_state == State::Reading && m_parser.begun())
        return refuse(408);
    if (m_state == State::Refusing)
        return reset();
    m_socket->abort();
}

} // namespace callsheet::practice
