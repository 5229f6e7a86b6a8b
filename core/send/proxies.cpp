#include "core/send/proxies.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>
#include <QThreadPool>
#include <QtConcurrent>

#include <algorithm>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

bool isThisComputer(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

bool passesConnectionsOn(const QNetworkProxy &proxy)
{
    return proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::Socks5Proxy;
}

//! The direct way only where it comes first: Qt puts it behind all proxies, also where the system does not name it.
QNetworkProxy choose(const QList<QNetworkProxy> &proxies)
{
    const QNetworkProxy first = proxies.value(0);
    const auto usable = std::find_if(proxies.begin(), proxies.end(), &passesConnectionsOn);
    return first.type() == QNetworkProxy::NoProxy || usable == proxies.end() ? first : *usable;
}

QNetworkProxy ask(const Proxies::System &system, const QNetworkProxyQuery &query)
{
    return choose(system(query));
}

//! One, because the system answers one question after the other. Not of the background threads: a script that does not
//! come would keep all other work waiting. Never deleted: the end of the program would wait for it.
QThreadPool &systemsThread()
{
    static QThreadPool *const thread = [] {
        auto *made = new QThreadPool;
        made->setMaxThreadCount(1);
        return made;
    }();
    return *thread;
}

//! By the address and not by host and port: of these Qt asks libproxy for "tcp://", which https_proxy is not for.
QUrl toldOf(const QUrl &url)
{
    QUrl told;
    told.setScheme(url.scheme());
    told.setHost(url.host(QUrl::FullyEncoded));
    told.setPort(url.port());
    told.setPath(u"/"_s);
    return told;
}

} // namespace

Proxies::Proxies()
    : Proxies(System(&QNetworkProxyFactory::systemProxyForQuery))
{
}

Proxies::Proxies(System system)
    : m_system(std::move(system))
{
}

Proxies::Proxies(std::unique_ptr<QNetworkProxyFactory> factory)
    : m_factory(std::move(factory))
{
}

Proxies::~Proxies() = default;
Proxies::Proxies(Proxies &&) noexcept = default;
Proxies &Proxies::operator=(Proxies &&) noexcept = default;

QFuture<QNetworkProxy> Proxies::towards(const QUrl &url)
{
    const QUrl told = toldOf(url);
    const QNetworkProxyQuery query(told);
    if (m_factory)
        return QtFuture::makeReadyFuture(choose(m_factory->queryProxy(query)));
    if (isThisComputer(told.host()))
        return QtFuture::makeReadyFuture(QNetworkProxy(QNetworkProxy::NoProxy));
    const auto asked = m_asked.constFind(told);
    if (asked != m_asked.constEnd() && !asked->isFinished())
        return *asked;
    return *m_asked.insert(told, QtConcurrent::run(&systemsThread(), &ask, m_system, query));
}

bool Proxies::isSystemAsked()
{
    return systemsThread().activeThreadCount() > 0;
}

} // namespace callsheet::send
