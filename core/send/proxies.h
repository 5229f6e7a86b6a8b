#pragma once

#include <QFuture>
#include <QHash>
#include <QNetworkProxy>
#include <QUrl>

#include <functional>
#include <memory>

class QNetworkProxyFactory;
class QNetworkProxyQuery;

namespace callsheet::send {

//! Which proxy leads to an address: the system's for the world, none for this computer. Where there are proxies, there
//! is no direct way beside them. Asked from one thread.
class Proxies {
public:
    using System = std::function<QList<QNetworkProxy>(const QNetworkProxyQuery &)>;

    Proxies(); // the system's
    explicit Proxies(System system); // asked like the real one
    explicit Proxies(std::unique_ptr<QNetworkProxyFactory> factory); // for every address, this computer's too
    ~Proxies();
    Proxies(Proxies &&) noexcept;
    Proxies &operator=(Proxies &&) noexcept;

    //! NoProxy: the direct way. Where there are several it is the first that passes connections on, or else the first:
    //! what is wrong with that one is said when it is dialled.
    //! The system's answer comes from another thread: it may have to load a script for it, and that may never come.
    //! While it has not answered, it is not asked again about the same service. It learns of an address only scheme,
    //! host and port: a script of somebody else's has no business with the rest.
    QFuture<QNetworkProxy> towards(const QUrl &url);
    //! Whether some system has not answered yet. Qt would wait for that at the end of the program.
    static bool isSystemAsked();

private:
    System m_system;
    QHash<QUrl, QFuture<QNetworkProxy>> m_asked; // by what is told of an address
    std::unique_ptr<QNetworkProxyFactory> m_factory; // null: the system's
};

} // namespace callsheet::send
