#include "core/send/dial.h"

#include "core/send/address_race.h"
#include "core/send/request_head.h"

#include <QHostInfo>
#include <QSslSocket>
#include <QTcpSocket>

#include <utility>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readBufferBytes = 256 * 1024; // what the service sends faster than it is read stays with it

QTcpSocket *makeSocket(bool isTls, QObject *parent)
{
    QTcpSocket *socket = isTls ? new QSslSocket(parent) : new QTcpSocket(parent);
    socket->setProxy(QNetworkProxy::NoProxy); // the dial talks to proxies itself
    socket->setReadBufferSize(readBufferBytes);
    return socket;
}

NetworkFailure failureOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return NetworkFailure::HostNotFound;
    case QAbstractSocket::ConnectionRefusedError:
        return NetworkFailure::Refused;
    case QAbstractSocket::RemoteHostClosedError:
        return NetworkFailure::Closed;
    case QAbstractSocket::SocketTimeoutError:
        return NetworkFailure::Timeout;
    default:
        return NetworkFailure::Other;
    }
}

} // namespace

Dial::Dial(DialTarget target, QObject *parent)
    : QObject(parent)
    , m_target(std::move(target))
{
}

void Dial::start()
{
    if (m_target.proxy.type() == QNetworkProxy::NoProxy)
        return lookUp(m_target.host, m_target.port);
    m_talk = talkTo(m_target.proxy, m_target.host, m_target.port);
    if (!m_talk)
        return fail(NetworkFailure::Proxy, u"it is of a kind that passes no connection on"_s);
    lookUp(m_target.proxy.hostName(), m_target.proxy.port());
}

void Dial::lookUp(const QString &host, quint16 port)
{
    const QHostAddress address(host);
    if (!address.isNull())
        return race({address}, port);
    m_stage = u"looking up %1"_s.arg(host);
    QHostInfo::lookupHost(host, this, [this, port](const QHostInfo &info) {
        if (info.addresses().isEmpty())
            failBy(QAbstractSocket::HostNotFoundError, info.errorString());
        else
            race(inTurns(info.addresses()), port);
    });
}

void Dial::race(const QList<QHostAddress> &addresses, quint16 port)
{
    m_stage = u"connecting"_s;
    auto *race = new AddressRace(
        addresses, port, [isTls = m_target.isTls](QObject *parent) { return makeSocket(isTls, parent); }, this);
    connect(race, &AddressRace::won, this, &Dial::takeSocket);
    connect(race, &AddressRace::lost, this, &Dial::failBy);
    race->start();
}

void Dial::takeSocket(QTcpSocket *socket)
{
    m_socket = socket;
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // else the last piece waits for an acknowledgement
    connect(m_socket, &QTcpSocket::errorOccurred, this,
        [this](QAbstractSocket::SocketError error) { failBy(error, m_socket->errorString()); });
    if (m_talk)
        talk();
    else if (m_target.isTls)
        secure();
    else
        finish();
}

void Dial::talk()
{
    m_stage = u"waiting for its word"_s;
    connect(m_socket, &QTcpSocket::readyRead, this, &Dial::listenToProxy);
    m_socket->write(m_talk->opening());
}

void Dial::listenToProxy()
{
    const ProxyTalk::Step step = m_talk->take(m_socket->readAll());
    if (step.failure != NetworkFailure::None)
        return fail(step.failure, step.detail);
    if (!step.say.isEmpty())
        m_socket->write(step.say);
    if (!step.stands)
        return;
    disconnect(m_socket, &QTcpSocket::readyRead, this, nullptr);
    m_talk.reset();
    if (m_target.isTls)
        secure();
    else
        finish();
}

void Dial::secure()
{
    m_stage = u"agreeing on TLS"_s;
    auto *socket = qobject_cast<QSslSocket *>(m_socket);
    connect(socket, &QSslSocket::sslErrors, this, [this] { m_identityInDoubt = true; }); // and nothing else
    connect(socket, &QSslSocket::encrypted, this, &Dial::finish);
    socket->setPeerVerifyName(m_target.host); // the address is not what the certificate is for
    socket->startClientEncryption();
}

void Dial::finish()
{
    if (std::exchange(m_isOver, true))
        return;
    m_stage = u"connected"_s;
    m_socket->disconnect(this);
    Q_EMIT stands(m_socket);
}

void Dial::failBy(QAbstractSocket::SocketError error, const QString &detail)
{
    if (m_talk)
        fail(NetworkFailure::Proxy, u"%1: %2"_s.arg(m_stage, detail));
    else if (m_identityInDoubt)
        fail(NetworkFailure::TlsIdentity, detail);
    else if (qobject_cast<QSslSocket *>(m_socket)) // connected, so that it is TLS that failed
        fail(NetworkFailure::TlsHandshake, detail);
    else
        fail(failureOf(error), detail);
}

void Dial::fail(NetworkFailure failure, const QString &detail)
{
    if (std::exchange(m_isOver, true))
        return;
    if (m_socket)
        m_socket->disconnect(this);
    Q_EMIT failed(failure, detail);
}

} // namespace callsheet::send
