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

//! Everything goes through the proxy at this port of this computer, by a tunnel.
inline std::unique_ptr<QNetworkProxyFactory> proxyAt(int port, QNetworkProxy::ProxyType type = QNetworkProxy::HttpProxy,
    const QString &user = {}, const QString &password = {})
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
    QNetworkProxy proxy(type, QStringLiteral("127.0.0.1"), static_cast<quint16>(port), user, password);
    // Without this Qt's own client asks for whole addresses where there is no TLS.
    proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    return std::make_unique<OneProxy>(proxy);
}

} // namespace callsheet::test
