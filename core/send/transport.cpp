#include "core/send/transport.h"

#include "core/base/logging.h"
#include "core/send/one_shot_body.h"
#include "core/send/request_headers.h"
#include "core/send/retry_policy.h"
#include "core/send/wire.h"

#include <QCoroNetworkReply>

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

namespace callsheet::send {

using namespace std::chrono_literals;

namespace {

//! The system's proxies for the world, none for this computer.
class ProxyFactory final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString host = query.peerHostName();
        if (host == QStringLiteral("localhost") || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

struct DeleteLater {
    void operator()(QObject *object) const { object->deleteLater(); }
};
using ReplyPointer = std::unique_ptr<QNetworkReply, DeleteLater>;

//! Watches one reply: limits of time and size, and what the signals tell. Lives in the coroutine's frame as long as the
//! reply.
class Watch : public QObject {
public:
    //! `body`: of a POST; null with a GET.
    Watch(QNetworkReply *reply, const OneShotBody *body, const Timeouts &timeouts, qint64 mostBytes = mostAnswerBytes)
        : m_reply(reply)
        , m_timeouts(timeouts)
        , m_mostBytes(mostBytes)
    {
        m_silence.setSingleShot(true);
        m_overall.setSingleShot(true);
        connect(&m_silence, &QTimer::timeout, this, [this] { end(NetworkFailure::Timeout); });
        connect(&m_overall, &QTimer::timeout, this, [this] { end(NetworkFailure::Timeout); });
        connect(reply, &QNetworkReply::requestSent, this, [this] { m_requestSent = true; });
        connect(reply, &QNetworkReply::sslErrors, this,
            [this] { m_identityInDoubt = true; }); // and nothing else: never ignored
        if (body) {
            connect(body, &OneShotBody::progressed, this, [this, body](qint64 taken) {
                m_silence.start(taken < body->length() ? m_timeouts.uploadStall : m_timeouts.answer);
                if (taken == body->length())
                    m_sinceLastByte.start();
            });
        } else {
            connect(reply, &QNetworkReply::requestSent, this, [this] { m_silence.start(m_timeouts.answer); });
        }
        connect(reply, &QNetworkReply::readyRead, this, [this] { takeAnswer(); });
        m_silence.start(timeouts.connect);
        m_overall.start(timeouts.overall);
    }

    void end(NetworkFailure why)
    {
        if (m_ended == NetworkFailure::None)
            m_ended = why;
        // Queued: a direct abort() resumes the awaiting coroutine inside this call, which may be a destructor's.
        QMetaObject::invokeMethod(m_reply, &QNetworkReply::abort, Qt::QueuedConnection);
    }
    void takeAnswer()
    {
        if (!m_reply->isOpen())
            return;
        m_silence.start(m_timeouts.answer);
        m_answer += m_reply->read(m_mostBytes + 1 - m_answer.size());
        if (m_answer.size() > m_mostBytes)
            end(NetworkFailure::AnswerTooLarge);
    }

    //! Lets the body go when the journal has it that it goes, and not before [reliability.md 2.4, J3].
    void guard(OneShotBody *body, const OpenWire &openWire)
    {
        if (!openWire) { // nobody would know afterwards
            end(NetworkFailure::NotWrittenDown);
            return;
        }
        connect(&m_opening, &QFutureWatcherBase::finished, this, [this, body] {
            const base::Result<void> written = m_opening.result();
            if (m_ended != NetworkFailure::None) // an abort is on its way
                return;
            if (written) {
                body->openGate();
                return;
            }
            m_whyHeldBack = written.error().message;
            end(NetworkFailure::NotWrittenDown);
        });
        connect(
            body, &OneShotBody::wanted, this, [this, openWire] { m_opening.setFuture(openWire()); },
            Qt::QueuedConnection);
    }

    QByteArray m_answer;
    NetworkFailure m_ended = NetworkFailure::None; // what we ended it for
    QString m_whyHeldBack; // the journal's sentence
    QElapsedTimer m_sinceLastByte; // of the body
    bool m_requestSent = false;
    bool m_identityInDoubt = false;

private:
    QNetworkReply *m_reply;
    Timeouts m_timeouts;
    qint64 m_mostBytes;
    QTimer m_silence;
    QTimer m_overall;
    QFutureWatcher<base::Result<void>> m_opening;
};

NetworkFailure failureFrom(const QNetworkReply &reply, const Watch &watch, int httpStatus)
{
    if (watch.m_ended != NetworkFailure::None)
        return watch.m_ended;
    switch (reply.error()) {
    case QNetworkReply::NoError:
        return NetworkFailure::None;
    case QNetworkReply::ConnectionRefusedError:
        return NetworkFailure::Refused;
    case QNetworkReply::HostNotFoundError:
        return NetworkFailure::HostNotFound;
    case QNetworkReply::TimeoutError:
        return NetworkFailure::Timeout;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // what a dropped one-shot body ends with
        return NetworkFailure::Closed;
    case QNetworkReply::SslHandshakeFailedError:
        return watch.m_identityInDoubt ? NetworkFailure::TlsIdentity : NetworkFailure::TlsHandshake;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        return NetworkFailure::Proxy;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return NetworkFailure::ProxySignIn;
    default:
        break;
    }
    // From 201 on Qt reports the answer's status as an error; the answer itself is whole.
    if (httpStatus != 0 && reply.error() >= QNetworkReply::ContentAccessDenied)
        return NetworkFailure::None;
    return NetworkFailure::Other;
}

//! What holds for every request; each of these has been measured (reliability.md, findings 1 to 3).
QNetworkRequest requestTo(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader, QByteArrayLiteral("Callsheet/" CALLSHEET_VERSION));
    request.setRawHeader("Accept", jsonContentType);
    request.setRawHeader("Accept-Encoding", "identity"); // no unpacking of bombs
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    return request;
}

QNetworkRequest requestFor(const PostRequest &post)
{
    QNetworkRequest request = requestTo(post.url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray(jsonContentType));
    for (const auto &[name, value] : credentialHeaders(post.mode, post.secrets))
        request.setRawHeader(name, value);
    // See OneShotBody.
    request.setHeader(QNetworkRequest::ContentLengthHeader, post.body.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    return request;
}

} // namespace

Transport::Transport()
    : Transport(std::make_unique<ProxyFactory>())
{
}

Transport::Transport(std::unique_ptr<QNetworkProxyFactory> proxies)
    : m_manager(std::make_unique<QNetworkAccessManager>())
{
    m_manager->setProxyFactory(proxies.release()); // owned by the manager
    m_manager->setAutoDeleteReplies(false);
}

Transport::~Transport() = default;

QCoro::Task<Evidence> Transport::post(PostRequest post, std::stop_token stop)
{
    Evidence evidence;
    evidence.bodyBytes = post.body.size();
    evidence.records = post.records;
    if (stop.stop_requested()) {
        evidence.failure = NetworkFailure::Stopped;
        co_return evidence;
    }
    m_manager->clearConnectionCache(); // a kept-alive connection may be closing just now: an avoidable unknown outcome
    const QNetworkRequest request = requestFor(post);
    auto body = std::make_unique<OneShotBody>(post.body);
    const ReplyPointer owner(m_manager->post(request, body.get()));
    QNetworkReply *reply = owner.get();
    Watch watch(reply, body.get(), post.timeouts);
    watch.guard(body.get(), post.openWire);
    const std::stop_callback onStop(stop, [&watch] { watch.end(NetworkFailure::Stopped); });
    co_await reply;

    if (reply->isOpen())
        watch.takeAnswer();
    evidence.bodyBytesTaken = body->taken();
    evidence.requestSent = watch.m_requestSent;
    evidence.httpStatus = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    evidence.failure = failureFrom(*reply, watch, evidence.httpStatus);
    evidence.failureDetail = reply->error() == QNetworkReply::NoError ? QString() : reply->errorString();
    if (evidence.failure == NetworkFailure::NotWrittenDown)
        evidence.failureDetail = watch.m_whyHeldBack;
    if (watch.m_sinceLastByte.isValid())
        evidence.sinceLastByte = std::chrono::milliseconds(watch.m_sinceLastByte.elapsed());
    evidence.answer = watch.m_answer;
    // A service that repeats our key in its answer must not bring it to a screen, a log or the journal.
    for (const base::Secret &secret : {post.secrets.apiKey, post.secrets.bearer}) {
        if (!secret.isEmpty())
            evidence.answer.replace(secret.reveal(), "***");
    }
    const QDateTime serverTime = parseHttpDate(reply->rawHeader("Date"));
    evidence.retryAfter = parseRetryAfter(
        reply->rawHeader("Retry-After"), serverTime.isValid() ? serverTime : QDateTime::currentDateTimeUtc());
    const QVariant redirect = reply->attribute(QNetworkRequest::RedirectionTargetAttribute);
    if (redirect.isValid())
        evidence.redirectHost = post.url.resolved(redirect.toUrl()).host();
    body.release()->setParent(reply); // goes with the reply, which may hold on to it until then
    qCInfo(lcSend) << "post ended: status" << evidence.httpStatus << "failure" << static_cast<int>(evidence.failure)
                   << "body" << evidence.bodyBytesTaken << "of" << evidence.bodyBytes;
    co_return evidence;
}

QCoro::Task<Fetched> Transport::get(GetRequest get, std::stop_token stop)
{
    Fetched fetched;
    if (stop.stop_requested()) {
        fetched.failure = NetworkFailure::Stopped;
        co_return fetched;
    }
    m_manager->clearConnectionCache();
    QNetworkRequest request = requestTo(get.url);
    request.setRawHeader(wire::authorizationHeader, wire::bearerPrefix + get.bearer.reveal());
    const ReplyPointer owner(m_manager->get(request));
    QNetworkReply *reply = owner.get();
    Watch watch(reply, nullptr, get.timeouts, mostPageBytes);
    const std::stop_callback onStop(stop, [&watch] { watch.end(NetworkFailure::Stopped); });
    co_await reply;

    if (reply->isOpen())
        watch.takeAnswer();
    fetched.httpStatus = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    fetched.failure = failureFrom(*reply, watch, fetched.httpStatus);
    fetched.failureDetail = reply->error() == QNetworkReply::NoError ? QString() : reply->errorString();
    fetched.serviceTime = parseHttpDate(reply->rawHeader("Date"));
    fetched.answer = watch.m_answer;
    qCInfo(lcSend) << "look ended: status" << fetched.httpStatus << "failure" << static_cast<int>(fetched.failure)
                   << "bytes" << fetched.answer.size();
    co_return fetched;
}

} // namespace callsheet::send
