#pragma once

#include <QFuture>
#include <QNetworkProxy>
#include <QUrl>

#include <memory>

class QNetworkProxyFactory;

namespace callsheet::send {

//! Which proxy leads to an address: the system's for the world, none for this computer. Where there are proxies, there
//! is no direct way beside them.
class Proxies {
public:
    Proxies(); // the system's
    explicit Proxies(std::unique_ptr<QNetworkProxyFactory> factory); // for every address, this computer's too
    ~Proxies();
    Proxies(Proxies &&) noexcept;
    Proxies &operator=(Proxies &&) noexcept;

    //! NoProxy: the direct way. Where there are several it is the first that passes connections on, or else the first.
    //! The system's answer comes from another thread: it may have to load a script for it.
    QFuture<QNetworkProxy> towards(const QUrl &url) const;

private:
    std::unique_ptr<QNetworkProxyFactory> m_factory; // null: the system's
};

} // namespace callsheet::send
