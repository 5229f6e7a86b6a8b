#include "core/send/exchange.h"

#include "core/send/request_head.h"

#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>
#include <utility>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

// The next piece follows when so little is left of the one before: enough to keep the system busy, and little enough
// that a body which breaks off is known not to have left.
constexpr qint64 pieceBytes = 128 * 1024;
constexpr qint64 lowBytes = 64 * 1024;

AnswerLimits limitsFor(qint64 bodyBytes)
{
    AnswerLimits limits;
    limits.bodyBytes = bodyBytes;
    return limits;
}

} // namespace

Exchange::Exchange(Message message)
    : m_message(std::move(message))
    , m_answer(limitsFor(m_message.mostAnswerBytes))
{
    for (QTimer *timer : {&m_silence, &m_overall}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &Exchange::timeOut);
    }
    connect(&m_opening, &QFutureWatcherBase::finished, this, [this] {
        const base::Result<void> written = m_opening.result();
        if (written)
            write();
        else
            end(NetworkFailure::NotWrittenDown, written.error().message);
    });
}

Exchange::~Exchange() = default;

QFuture<void> Exchange::start(std::unique_ptr<Line> line)
{
    m_promise.start();
    m_silence.start(m_message.timeouts.connect);
    m_overall.start(m_message.timeouts.overall);
    m_line = std::move(line);
    connect(m_line.get(), &Line::stands, this, &Exchange::connected);
    connect(m_line.get(), &Line::failed, this, &Exchange::end);
    QFuture<void> ended = m_promise.future();
    if (m_line->socket())
        connected(m_line->socket());
    return ended;
}

void Exchange::stop()
{
    end(NetworkFailure::Stopped, u"stopped"_s);
}

std::optional<std::chrono::milliseconds> Exchange::sinceLastByte() const
{
    if (!m_hasLeft || m_taken < m_message.body.size())
        return std::nullopt;
    return std::chrono::milliseconds(m_sinceLastByte.isValid() ? m_sinceLastByte.elapsed() : 0);
}

void Exchange::connected(QTcpSocket *socket)
{
    m_socket = socket;
    connect(m_socket, &QTcpSocket::readyRead, this, &Exchange::read);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &Exchange::closed);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &Exchange::bytesLeft);
    if (auto *secure = qobject_cast<QSslSocket *>(m_socket))
        connect(secure, &QSslSocket::encryptedBytesWritten, this, &Exchange::bytesLeft);
    if (!m_message.openWire)
        write();
    else if (*m_message.openWire)
        m_opening.setFuture((*m_message.openWire)());
    else
        end(NetworkFailure::NotWrittenDown); // nobody would know afterwards
}

void Exchange::write()
{
    if (m_hasEnded)
        return;
    m_hasLeft = true;
    m_silence.start(m_message.timeouts.uploadStall);
    // In one piece with the beginning of the body: two would be two packets, and two turns of the service.
    m_taken = std::min<qint64>(m_message.body.size(), pieceBytes);
    m_socket->write(m_message.head + m_message.body.first(m_taken));
    writeBody();
}

void Exchange::writeBody()
{
    // A refusal that comes before the body's end: the rest of it would be thrown away at best.
    const bool isUnwanted = m_answer.status() >= 300;
    while (!isUnwanted && m_taken < m_message.body.size() && bytesInSocket() <= lowBytes) {
        const qint64 bytes = std::min<qint64>(m_message.body.size() - m_taken, pieceBytes);
        const char *piece = m_message.body.constData() + m_taken;
        m_taken += bytes; // first: whatever comes of it, it may have left
        m_socket->write(piece, bytes);
    }
    if (m_taken == m_message.body.size())
        m_silence.start(m_message.timeouts.answer);
}

void Exchange::bytesLeft()
{
    if (!m_hasLeft || m_hasEnded)
        return;
    m_silence.start(m_message.timeouts.uploadStall);
    writeBody();
    if (m_taken == m_message.body.size() && bytesInSocket() == 0)
        m_sinceLastByte.start();
}

qint64 Exchange::bytesInSocket() const
{
    const auto *secure = qobject_cast<const QSslSocket *>(m_socket);
    return m_socket->bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0);
}

void Exchange::read()
{
    while (!m_hasEnded && m_socket->isOpen() && m_socket->bytesAvailable() > 0) { // a reset closes it
        const QByteArray bytes = m_socket->readAll();
        if (!m_hasLeft) // it would be taken for the answer to what has not been asked yet
            return end(NetworkFailure::Other, u"the service spoke before it was asked"_s);
        m_silence.start(m_message.timeouts.answer);
        m_answer.feed(bytes);
        switch (m_answer.stage()) {
        case AnswerParser::Stage::Head:
        case AnswerParser::Stage::Body:
            break;
        case AnswerParser::Stage::Whole:
            return end(NetworkFailure::None);
        case AnswerParser::Stage::Broken:
            return end(NetworkFailure::AnswerUnreadable, QString::fromLatin1(m_answer.fault()));
        case AnswerParser::Stage::TooLarge:
            return end(NetworkFailure::AnswerTooLarge, u"the answer is too large"_s);
        }
    }
}

void Exchange::closed(QAbstractSocket::SocketError error)
{
    const QString detail = m_socket->errorString();
    read(); // what came before the end
    if (error != QAbstractSocket::RemoteHostClosedError)
        return end(NetworkFailure::Other, detail);
    m_answer.endOfConnection();
    if (m_answer.stage() == AnswerParser::Stage::Whole)
        end(NetworkFailure::None);
    else
        end(NetworkFailure::Closed, detail);
}

void Exchange::timeOut()
{
    if (m_line->isChoosingAProxy())
        end(NetworkFailure::ProxyUnknown, u"the system did not name a proxy in time"_s);
    else if (m_line->isBeforeTheProxyLetsUsThrough())
        end(NetworkFailure::Proxy, u"no word in time while %1"_s.arg(m_line->stage()));
    else
        end(NetworkFailure::Timeout, u"timed out while %1"_s.arg(m_line->stage()));
}

void Exchange::end(NetworkFailure why, const QString &detail)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_failure = why;
    m_detail = detail;
    m_silence.stop();
    m_overall.stop();
    // The connection is closed with this object, in a later turn: this one may be inside a signal of its socket.
    if (m_socket)
        m_socket->disconnect(this);
    if (m_line) {
        m_line->disconnect(this);
        m_line->giveUp();
    }
    m_promise.finish();
}

} // namespace callsheet::send
