#pragma once

#include "core/practice/http_connection.h"

#include <QSet>
#include <QSslConfiguration>
#include <QTcpServer>

#include <memory>
#include <optional>

namespace callsheet::practice {

//! Accepts connections and hands their requests to a handler, which outlives it.
class HttpListener final : public QTcpServer {
    Q_OBJECT
public:
    explicit HttpListener(RequestHandler &handler, ServerLimits limits = {}, QObject *parent = nullptr);
    ~HttpListener() override;

    //! Speaks TLS with clients that do; set before it listens.
    void setTls(const QSslConfiguration &configuration) { m_tls = configuration; }
    //! On 127.0.0.1 also on ::1 with the same port, where the computer has it and it is free.
    bool listenOn(quint16 port, const QHostAddress &address = QHostAddress::LocalHost);
    //! Stops listening and breaks every connection off.
    void stop();
    //! What all connections hold at the moment.
    const ServerLoad &load() const { return m_load; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    class SideDoor;
    std::unique_ptr<QTcpSocket> socketFor(qintptr descriptor) const;

    RequestHandler &m_handler;
    ServerLimits m_limits;
    ServerLoad m_load;
    std::optional<QSslConfiguration> m_tls;
    std::unique_ptr<SideDoor> m_sideDoor;
    QSet<HttpConnection *> m_connections;
    int m_lastNumber = 0; // of the connections
};

} // namespace callsheet::practice
