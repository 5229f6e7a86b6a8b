#pragma once

#include "core/practice/http_connection.h"

#include <QSet>
#include <QTcpServer>

namespace callsheet::practice {

//! Accepts connections on 127.0.0.1 and hands their requests to a handler, which outlives it.
class HttpListener final : public QTcpServer {
    Q_OBJECT
public:
    explicit HttpListener(RequestHandler &handler, ServerLimits limits = {}, QObject *parent = nullptr);
    ~HttpListener() override;

    bool listenOn(quint16 port);
    //! Stops listening and breaks every connection off.
    void stop();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    RequestHandler &m_handler;
    ServerLimits m_limits;
    QSet<HttpConnection *> m_connections;
};

} // namespace callsheet::practice
