#include "core/send/proxies.h"

#include "core/base/background.h"
#include "core/send/request_head.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>

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
    return proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::HttpProxy
        || proxy.type() == QNetworkProxy::Socks5Proxy;
}

QNetworkProxy choose(const QList<QNetworkProxy> &proxies)
{
    const auto usable = std::find_if(proxies.begin(), proxies.end(), &passesConnectionsOn);
    return usable == proxies.end() ? proxies.value(0) : *usable;
}

QNetworkProxy askSystem(const QNetworkProxyQuery &query)
{
    return choose(QNetworkProxyFactory::systemProxyForQuery(query));
}

} // namespace

Proxies::Proxies() = default;

Proxies::Proxies(std::unique_ptr<QNetworkProxyFactory> factory)
    : m_factory(std::move(factory))
{
}

Proxies::~Proxies() = default;
Proxies::Proxies(Proxies &&) noexcept = default;
Proxies &Proxies::operator=(Proxies &&) noexcept = default;

QFuture<QNetworkProxy> Proxies::towards(const QUrl &url) const
{
    const QNetworkProxyQuery query(url.host(QUrl::FullyEncoded), portOf(url), url.scheme());
    if (m_factory)
        return QtFuture::makeReadyFuture(choose(m_factory->queryProxy(query)));
    if (isThisComputer(query.peerHostName()))
        return QtFuture::makeReadyFuture(QNetworkProxy(QNetworkProxy::NoProxy));
    return base::inBackground(&askSystem, query);
}

} // namespace callsheet::send
