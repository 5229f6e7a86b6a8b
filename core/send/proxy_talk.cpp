#include "core/send/proxy_talk.h"

#include "core/send/http_answer.h"
#include "core/send/request_head.h"

#include <QHostAddress>
#include <QtEndian>

#include <utility>

namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

ProxyTalk::Step say(const QByteArray &words)
{
    return {words, false, NetworkFailure::None, {}};
}

ProxyTalk::Step stands()
{
    return {{}, true, NetworkFailure::None, {}};
}

ProxyTalk::Step failed(const QString &detail, NetworkFailure failure = NetworkFailure::Proxy)
{
    return {{}, false, failure, detail};
}

//! The service speaks when it is spoken to. Bytes of it that came with the proxy's last word would be read as its
//! answer to a question that has not been asked.
ProxyTalk::Step standsUnless(bool hasSpoken)
{
    return hasSpoken ? failed(u"it sent more than its answer"_s) : stands();
}

class HttpTalk final : public ProxyTalk {
public:
    HttpTalk(const QNetworkProxy &proxy, const QByteArray &target)
        : m_proxy(proxy)
        , m_target(target)
    {
    }
    QByteArray opening() override
    {
        QByteArray head = "CONNECT " + m_target + " HTTP/1.1\r\nHost: " + m_target
            + "\r\nUser-Agent: Callsheet/" CALLSHEET_VERSION "\r\n";
        if (!m_proxy.user().isEmpty()) {
            const QByteArray signIn = (m_proxy.user() + u':' + m_proxy.password()).toUtf8();
            head += "Proxy-Authorization: Basic " + signIn.toBase64() + "\r\n";
        }
        return head + "\r\n";
    }
    Step take(QByteArrayView bytes) override
    {
        const bool hasRest = m_answer.feed(bytes) < bytes.size();
        if (m_answer.stage() == AnswerParser::Stage::Broken)
            return failed(u"it does not speak HTTP: %1"_s.arg(QString::fromLatin1(m_answer.fault())));
        const int status = m_answer.status();
        if (status == 0)
            return say({});
        if (status < 300)
            return standsUnless(hasRest);
        return failed(
            u"it answered %1"_s.arg(status), status == 407 ? NetworkFailure::ProxySignIn : NetworkFailure::Proxy);
    }

private:
    QNetworkProxy m_proxy;
    QByteArray m_target;
    AnswerParser m_answer{{}, AnswerParser::Asked::ForATunnel};
};

class Socks5Talk final : public ProxyTalk {
public:
    Socks5Talk(const QNetworkProxy &proxy, const QString &host, int port)
        : m_proxy(proxy)
        , m_host(host)
        , m_port(port)
    {
    }
    QByteArray opening() override
    {
        return m_proxy.user().isEmpty() ? QByteArray("\x05\x01\x00", 3) : QByteArray("\x05\x02\x00\x02", 4);
    }
    Step take(QByteArrayView bytes) override
    {
        m_said.append(bytes.data(), bytes.size());
        switch (m_stage) {
        case Stage::Method:
            return m_said.size() < 2 ? say({}) : takeMethod(std::exchange(m_said, {}));
        case Stage::SignIn:
            return m_said.size() < 2 ? say({}) : takeSignIn(std::exchange(m_said, {}));
        case Stage::Connect:
            break;
        }
        return takeAnswer();
    }

private:
    enum class Stage { Method, SignIn, Connect };

    static int at(const QByteArray &bytes, qsizetype index) { return static_cast<unsigned char>(bytes[index]); }
    static QByteArray counted(const QByteArray &text) { return char(text.size()) + text; }

    Step takeMethod(const QByteArray &said)
    {
        if (said.size() != 2 || at(said, 0) != 5)
            return failed(u"it does not speak SOCKS 5"_s);
        switch (at(said, 1)) {
        case 0:
            return connectToHost();
        case 2:
            break;
        default:
            return failed(u"it takes none of our ways to sign in"_s, NetworkFailure::ProxySignIn);
        }
        const QByteArray user = m_proxy.user().toUtf8();
        const QByteArray password = m_proxy.password().toUtf8();
        if (user.isEmpty() || user.size() > 255 || password.size() > 255)
            return failed(u"it asks for a sign-in"_s, NetworkFailure::ProxySignIn);
        m_stage = Stage::SignIn;
        return say(char(1) + counted(user) + counted(password)); // RFC 1929
    }
    Step takeSignIn(const QByteArray &said)
    {
        if (said.size() != 2 || at(said, 1) != 0)
            return failed(u"it refuses the sign-in"_s, NetworkFailure::ProxySignIn);
        return connectToHost();
    }
    Step connectToHost()
    {
        if (m_host.size() > 255)
            return failed(u"the service's name is too long for it"_s);
        m_stage = Stage::Connect;
        return say(QByteArray("\x05\x01\x00", 3) + addressOf(m_host) + char(m_port >> 8) + char(m_port & 0xff));
    }
    static QByteArray addressOf(const QString &host)
    {
        const QHostAddress address(host);
        if (address.isNull())
            return '\x03' + counted(host.toLatin1());
        if (address.protocol() == QAbstractSocket::IPv4Protocol) {
            const quint32 bytes = qToBigEndian(address.toIPv4Address());
            return '\x01' + QByteArray(reinterpret_cast<const char *>(&bytes), sizeof bytes);
        }
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        return '\x04' + QByteArray(reinterpret_cast<const char *>(bytes.c), sizeof bytes.c);
    }
    Step takeAnswer()
    {
        if (m_said.size() >= 2 && (at(m_said, 0) != 5 || at(m_said, 1) != 0))
            return failed(u"it answered %1"_s.arg(at(m_said, 1)));
        if (m_said.size() < 5)
            return say({});
        // The address from which it speaks for us: IPv4, IPv6 or a name, and a port of two bytes.
        const int kind = at(m_said, 3);
        const qsizetype address = kind == 1 ? 4 : kind == 4 ? 16 : kind == 3 ? 1 + at(m_said, 4) : 0;
        if (address == 0)
            return failed(u"its answer cannot be read"_s);
        const qsizetype whole = 4 + address + 2;
        return m_said.size() < whole ? say({}) : standsUnless(m_said.size() > whole);
    }

    QNetworkProxy m_proxy;
    QString m_host; // in its encoded form
    int m_port;
    Stage m_stage = Stage::Method;
    QByteArray m_said; // by the proxy, not yet taken up
};

} // namespace

std::unique_ptr<ProxyTalk> talkTo(const QNetworkProxy &proxy, const QString &host, int port)
{
    switch (proxy.type()) {
    case QNetworkProxy::HttpProxy:
        return std::make_unique<HttpTalk>(proxy, hostAndPort(host, port));
    case QNetworkProxy::Socks5Proxy:
        return std::make_unique<Socks5Talk>(proxy, host, port);
    default:
        return nullptr;
    }
}

} // namespace callsheet::send
