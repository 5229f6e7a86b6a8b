#pragma once

#include <QNetworkProxy>
#include <QNetworkProxyFactory>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <memory>

// Ways to a service of this computer that an ordinary request does not take.
namespace callsheet::test {

//! Makes every request of this program trust one authority, until the test is over.
class Trust {
public:
    explicit Trust(const QByteArray &pem)
        : m_before(QSslConfiguration::defaultConfiguration())
    {
        QSslConfiguration configuration = m_before;
        configuration.setCaCertificates(QSslCertificate::fromData(pem));
        QSslConfiguration::setDefaultConfiguration(configuration);
    }
    ~Trust() { QSslConfiguration::setDefaultConfiguration(m_before); }
    Q_DISABLE_COPY_MOVE(Trust)

private:
    QSslConfiguration m_before;
};

enum class Through {
    Proxy, // which is asked for whole addresses where there is no TLS, and for a tunnel where there is
    Tunnel, // CONNECT, also without TLS
};

//! Everything goes through the proxy at this port of this computer.
inline std::unique_ptr<QNetworkProxyFactory> proxyAt(int port, Through through)
{
    class OneProxy final : public QNetworkProxyFactory {
    public:
        explicit OneProxy(const QNetworkProxy &proxy)
            : m_proxy(proxy)
        {
        }
        QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override { return {m_proxy}; }

    private:
        QNetworkProxy m_proxy;
    };
    QNetworkProxy proxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), static_cast<quint16>(port));
    if (through == Through::Tunnel)
        proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    return std::make_unique<OneProxy>(proxy);
}

} // namespace callsheet::test
