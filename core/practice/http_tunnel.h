#pragma once

#include "core/practice/http_answer.h"

#include <QTcpSocket>

namespace callsheet::practice {

//! What a proxy does after CONNECT: every byte of the client goes to the target, and back. Never holds more than a few
//! of them: whoever does not read is not read from.
class HttpTunnel final : public QObject {
    Q_OBJECT
public:
    //! Connects to the target; the client's socket outlives the tunnel.
    HttpTunnel(QTcpSocket *client, const TunnelTarget &target, QObject *parent);
    ~HttpTunnel() override;

    //! Carries bytes from now on, those first that the client sent before it was asked to.
    void pump(const QByteArray &first);

Q_SIGNALS:
    void reached();
    void failed(); // there is nobody at the target

private:
    void carry(QTcpSocket &from, QTcpSocket &to);

    QTcpSocket *m_client;
    QTcpSocket m_target;
    bool m_isOpen = false;
};

} // namespace callsheet::practice
