#include "core/send/address_race.h"

#include <QTcpSocket>

#include <algorithm>
#include <utility>

namespace callsheet::send {

using namespace Qt::StringLiterals;

QList<QHostAddress> inTurns(const QList<QHostAddress> &addresses)
{
    if (addresses.isEmpty())
        return {};
    const auto kind = addresses.first().protocol();
    QList<QHostAddress> rest = addresses;
    QList<QHostAddress> ordered;
    for (bool wantsFirstKind = true; !rest.isEmpty(); wantsFirstKind = !wantsFirstKind) {
        auto next = std::find_if(rest.begin(), rest.end(),
            [&](const QHostAddress &address) { return (address.protocol() == kind) == wantsFirstKind; });
        if (next == rest.end())
            next = rest.begin();
        ordered.append(*next);
        rest.erase(next);
    }
    return ordered;
}

AddressRace::AddressRace(QList<QHostAddress> addresses, quint16 port, MakeSocket makeSocket, QObject *parent,
    std::chrono::milliseconds headStart)
    : QObject(parent)
    , m_addresses(std::move(addresses))
    , m_port(port)
    , m_makeSocket(std::move(makeSocket))
    , m_headStart(headStart)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &AddressRace::tryNext);
}

void AddressRace::start()
{
    tryNext();
}

void AddressRace::tryNext()
{
    if (m_addresses.isEmpty()) {
        if (m_running.isEmpty())
            Q_EMIT lost(m_error, m_detail);
        return;
    }
    const QHostAddress address = m_addresses.takeFirst();
    QTcpSocket *socket = m_makeSocket(this);
    m_running.append(socket);
    connect(socket, &QTcpSocket::connected, this, [this, socket] { win(socket); });
    connect(socket, &QTcpSocket::errorOccurred, this, [this, socket, address](auto error) {
        if (m_error != QAbstractSocket::ConnectionRefusedError) {
            m_error = error;
            m_detail = u"%1: %2"_s.arg(address.toString(), socket->errorString());
        }
        drop(socket);
    });
    m_next.start(m_headStart);
    socket->connectToHost(address, m_port); // may fail at once, and then the next one is on its way already
}

void AddressRace::win(QTcpSocket *socket)
{
    m_next.stop();
    m_addresses.clear();
    m_running.removeOne(socket);
    socket->disconnect(this);
    for (QTcpSocket *other : std::exchange(m_running, {})) {
        other->disconnect(this);
        other->deleteLater();
    }
    Q_EMIT won(socket);
}

void AddressRace::drop(QTcpSocket *socket)
{
    m_running.removeOne(socket);
    socket->disconnect(this);
    socket->deleteLater(); // it is the one that speaks just now
    m_next.start(0);
}

} // namespace callsheet::send
