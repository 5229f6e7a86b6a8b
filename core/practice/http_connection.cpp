#include "core/practice/http_connection.h"

#include "core/practice/http_socket.h"
#include "core/practice/http_tunnel.h"
#include "core/practice/paced_writer.h"

#include <QSslSocket>

#include <algorithm>
#include <utility>

namespace callsheet::practice {

using namespace std::chrono_literals;

namespace {

// What one read may bring. While an answer is awaited nothing is read, so this also bounds what a client can pile up.
constexpr auto readBufferBytes = 256 * 1024;
constexpr auto lookInterval = 200ms; // whether a client that is not read from is there still
constexpr char firstByteOfTls = 0x16;

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, int number, RequestHandler &handler, const ServerLimits &limits,
    ServerLoad &load, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_handler(handler)
    , m_limits(limits)
    , m_load(load)
    , m_parser(limits.request)
    , m_mayBeTls(qobject_cast<QSslSocket *>(socket))
{
    m_intake.connection = number;
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readBufferBytes);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    for (QTimer *timer : {&m_timer, &m_requestTimer, &m_paceTimer})
        timer->setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnection::timeOut);
    connect(&m_requestTimer, &QTimer::timeout, this, &HttpConnection::timeOut);
    connect(&m_paceTimer, &QTimer::timeout, this, &HttpConnection::takePiece);
    connect(&m_lookTimer, &QTimer::timeout, this, &HttpConnection::leaveWithTheClient);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readMore);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::bytesLeft);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    if (auto *secure = qobject_cast<QSslSocket *>(socket))
        connect(secure, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::bytesLeft);
    m_timer.start(m_limits.headerTime);
}

HttpConnection::~HttpConnection()
{
    m_socket->disconnect(this);
    finishRequest();
}

void HttpConnection::turnAway()
{
    m_mayBeTls = false;
    m_socket->write(wireForm(plainAnswer(503), false));
    closeGently();
}

void HttpConnection::resetUnread()
{
    m_state = State::Refusing;
    m_timer.start(m_limits.refusalTime);
}

// A client of TLS speaks first. One that does not is told so in plain words, or speaks to us as a proxy.
bool HttpConnection::listensForTls()
{
    m_mayBeTls = false;
    if (m_socket->peek(1) != QByteArray(1, firstByteOfTls))
        return false;
    qobject_cast<QSslSocket *>(m_socket)->startServerEncryption();
    return true;
}

void HttpConnection::readMore()
{
    if (!m_socket->isOpen())
        return;
    if (m_state == State::Refusing)
        return reset();
    acknowledgeAtOnce(*m_socket);
    if (m_state == State::Closing) {
        m_socket->readAll();
        return;
    }
    if (m_state != State::Reading || (m_mayBeTls && listensForTls()))
        return;
    if (m_pace && !m_unread.isEmpty())
        return; // what it does not take in time shall stay with the client
    m_unread += m_socket->readAll();
    work();
}

void HttpConnection::work()
{
    if (m_state != State::Reading || m_unread.isEmpty())
        return;
    const bool hadBegun = m_parser.begun();
    if (!m_parser.headArrived()) {
        const qsizetype taken = m_parser.feedHead(m_unread);
        m_unread.remove(0, taken);
        m_intake.bytes += taken;
        if (m_parser.headArrived())
            takeHead();
        else if (!hadBegun && m_parser.begun())
            m_timer.start(m_limits.headerTime); // not at later bytes: a trickle of them must not last for ever
    }
    if (m_parser.stage() == RequestParser::Stage::Body && m_pace && !m_paceTimer.isActive())
        m_paceTimer.start(m_pace->interval);
    else if (!m_pace)
        takeBytes(m_unread.size());
    lookAtStage();
}

void HttpConnection::lookAtStage()
{
    if (m_state != State::Reading)
        return;
    if (m_parser.stage() == RequestParser::Stage::Failed)
        refuse(m_parser.errorStatus());
    else if (m_parser.stage() == RequestParser::Stage::Done)
        takeRequest();
}

void HttpConnection::takeHead()
{
    const HttpRequest &head = m_parser.request();
    const RequestHandler::Admission admission = m_handler.headArrived(head);
    m_number = admission.number;
    m_headOnly = head.method == "HEAD";
    m_requestTimer.start(m_limits.requestTime);
    m_timer.start(m_limits.bodyTime);
    m_cut = admission.cut;
    if (m_cut) {
        m_cutAt = m_cut->at.in(m_intake.bytes, m_parser.promisedBytes());
        m_intake.bytes = std::min(m_intake.bytes, m_cutAt);
    }
    m_handler.bytesArrived(m_number, m_intake);
    const bool isPlain = qobject_cast<QSslSocket *>(m_socket) && !isEncrypted(*m_socket);
    if (m_cut && m_intake.bytes == m_cutAt)
        return end(m_cut->ending);
    if (isPlain && head.method != "CONNECT")
        return refuse(400); // as other servers say it on a port of TLS
    if (admission.refusal != 0)
        return refuse(admission.refusal);
    if (m_parser.awaitsContinue())
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!admission.pace)
        return;
    m_pace = admission.pace;
    m_socket->setReadBufferSize(m_pace->bytes);
    narrow(*m_socket);
}

void HttpConnection::takePiece()
{
    takeBytes(m_pace->bytes);
    lookAtStage();
    readMore();
    work();
}

void HttpConnection::takeBytes(qsizetype most)
{
    if (m_state != State::Reading || m_parser.stage() != RequestParser::Stage::Body)
        return;
    QByteArrayView bytes = QByteArrayView(m_unread).first(std::min(most, m_unread.size()));
    if (m_cut)
        bytes = bytes.first(std::min<qint64>(bytes.size(), m_cutAt - m_intake.bytes));
    const qsizetype taken = m_parser.feed(bytes);
    m_unread.remove(0, taken);
    m_intake.bytes += taken;
    m_intake.bodyBytes = m_parser.bodyBytes();
    hold(m_intake.bodyBytes);
    m_handler.bytesArrived(m_number, m_intake);
    m_timer.start(m_limits.bodyTime);
    if (m_load.bodyBytes > m_limits.bodyBytesInAll)
        refuse(503);
    else if (m_cut && m_intake.bytes == m_cutAt)
        end(m_cut->ending);
}

// A share of the load, for as long as the body is here.
void HttpConnection::hold(qint64 bodyBytes)
{
    m_load.bodyBytes += bodyBytes - m_held;
    m_held = bodyBytes;
}

void HttpConnection::takeRequest()
{
    m_state = State::Answering;
    m_timer.stop();
    m_requestTimer.stop();
    m_isWhole = true;
    {
        const HttpRequest request = m_parser.takeRequest();
        m_keepAlive = request.keepAlive;
        m_reaction = m_handler.requestArrived(m_number, request);
    }
    hold(0);
    if (m_reaction.after.count() > 0)
        QTimer::singleShot(m_reaction.after, this, &HttpConnection::react); // dies with the connection
    else
        react();
}

void HttpConnection::react()
{
    switch (m_reaction.kind) {
    case Reaction::Kind::Hang:
        return stall();
    case Reaction::Kind::Reset:
        return end(Ending::Reset);
    case Reaction::Kind::Close:
        return end(Ending::Close);
    case Reaction::Kind::Answer:
        break;
    }
    if (m_reaction.tunnel)
        openTunnel();
    else
        writeAnswer();
}

void HttpConnection::openTunnel()
{
    auto *tunnel = new HttpTunnel(m_socket, *m_reaction.tunnel, this);
    connect(tunnel, &HttpTunnel::failed, this, [this] {
        m_reaction.tunnel.reset();
        m_reaction.answer = plainAnswer(502);
        writeAnswer();
    });
    connect(tunnel, &HttpTunnel::reached, this, [this, tunnel] {
        m_handler.answering(m_number, m_reaction.answer.status);
        m_socket->write(wireForm(m_reaction.answer, true));
        m_state = State::Tunnelling;
        m_timer.stop();
        m_socket->disconnect(this);
        connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        tunnel->pump(std::exchange(m_unread, {}));
    });
}

void HttpConnection::writeAnswer()
{
    const bool stays = m_keepAlive && !m_reaction.closeAfterwards;
    QByteArray wire = wireForm(m_reaction.answer, stays, !m_headOnly);
    constexpr qsizetype bytesWithStatus = 12; // "HTTP/1.1 200"
    if (m_reaction.cut) {
        const qsizetype head = wire.indexOf("\r\n\r\n") + 4;
        wire.truncate(m_reaction.cut->at.in(head, wire.size() - head));
    }
    if (wire.size() >= bytesWithStatus)
        m_handler.answering(m_number, m_reaction.answer.status);
    m_reaction.answer.body.clear();
    m_state = State::Writing;
    m_timer.start(m_limits.writeTime);
    if (!m_reaction.pace) {
        m_socket->write(wire);
        return answerWritten();
    }
    const auto *writer = new PacedWriter(*m_socket, wire, *m_reaction.pace, this);
    const auto patience = std::max(m_limits.writeTime, m_reaction.pace->interval * 2);
    connect(writer, &PacedWriter::pieceWritten, this, [this, patience] { m_timer.start(patience); });
    connect(writer, &PacedWriter::finished, this, &HttpConnection::answerWritten);
}

void HttpConnection::answerWritten()
{
    m_socket->flush();
    if (m_reaction.cut) {
        // A reset overtakes bytes that the client has not read yet; these are meant to be read.
        constexpr auto timeToRead = 50ms;
        const Ending ending = m_reaction.cut->ending;
        if (ending != Ending::Reset)
            return end(ending);
        QTimer::singleShot(timeToRead, this, [this] { end(Ending::Reset); });
        return;
    }
    finishRequest();
    if (!m_keepAlive || m_reaction.closeAfterwards)
        return closeGently();
    m_parser.reset();
    m_pace.reset();
    m_cut.reset();
    m_socket->setReadBufferSize(readBufferBytes);
    bytesLeft();
}

// The next request is looked at when this answer has left: a client that asks and never reads must not pile up answers.
void HttpConnection::bytesLeft()
{
    if (m_state == State::Closing)
        return shutWhenWritten();
    if (m_state != State::Writing || m_number != 0)
        return;
    if (bytesToWrite(*m_socket) > 0)
        return m_timer.start(m_limits.writeTime);
    goOn();
}

void HttpConnection::goOn()
{
    m_intake = {m_intake.connection, m_intake.firstByte + m_intake.bytes, 0, 0};
    m_isWhole = false;
    m_state = State::Reading;
    m_timer.start(m_limits.idleTime);
    if (m_unread.isEmpty() && m_socket->bytesAvailable() == 0)
        return;
    // Queued, so that a client who sends many requests at once does not keep the others waiting.
    const auto next = [this] {
        readMore();
        work();
    };
    QMetaObject::invokeMethod(this, next, Qt::QueuedConnection);
}

void HttpConnection::refuse(int status)
{
    if (m_number == 0) {
        m_number = m_handler.headArrived(HttpRequest()).number; // it reached us, though nobody can say what it was
        m_handler.bytesArrived(m_number, m_intake);
    }
    m_handler.answering(m_number, status);
    m_socket->write(wireForm(plainAnswer(status), false, !m_headOnly));
    finishRequest();
    closeGently();
}

void HttpConnection::end(Ending how)
{
    if (how == Ending::Stay)
        return stall();
    if (how == Ending::Reset)
        return reset();
    finishRequest();
    closeGently();
}

// Nobody reads and nobody writes, until the client gives up or we do.
void HttpConnection::stall()
{
    m_state = State::Stalled;
    m_requestTimer.stop();
    m_timer.start(m_limits.stallTime);
    if (m_isWhole)
        return; // Qt notices by itself when the client leaves
    m_socket->setReadBufferSize(1);
    narrow(*m_socket);
    m_lookTimer.start(lookInterval);
}

void HttpConnection::leaveWithTheClient()
{
    if (hasPeerLeft(*m_socket))
        m_socket->abort();
}

void HttpConnection::finishRequest()
{
    if (m_number != 0 && !m_isWhole)
        m_handler.cutShort(m_number, m_parser.request().body);
    hold(0);
    m_requestTimer.stop();
    if (m_number != 0)
        m_handler.ended(std::exchange(m_number, 0));
}

// Closing a socket that still has unread bytes resets it, and the client never sees the answer that was meant for it.
// So our side ends first, and what the client goes on to send is read and thrown away for a while.
void HttpConnection::closeGently()
{
    m_state = State::Closing;
    m_unread.clear();
    m_parser.reset();
    m_paceTimer.stop();
    m_socket->setReadBufferSize(readBufferBytes);
    m_timer.start(m_limits.lingerTime);
    m_socket->readAll();
    m_socket->flush();
    shutWhenWritten();
}

void HttpConnection::shutWhenWritten()
{
    if (m_state != State::Closing || bytesToWrite(*m_socket) > 0)
        return;
    // TLS has its own farewell, which Qt sends only together with the end of both directions.
    if (isEncrypted(*m_socket) && m_isWhole)
        m_socket->disconnectFromHost();
    else
        endWriting(*m_socket);
}

void HttpConnection::reset()
{
    m_state = State::Closing;
    finishRequest();
    practice::reset(*m_socket);
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
