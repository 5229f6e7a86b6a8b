#include "core/send/transport.h"

#include "core/base/logging.h"
#include "core/send/exchange.h"
#include "core/send/line.h"
#include "core/send/request_head.h"
#include "core/send/request_headers.h"
#include "core/send/retry_policy.h"
#include "core/send/wire.h"

#include <QCoroFuture>

#include <QNetworkProxyFactory>
#include <QScopedPointer>

#include <utility>

namespace callsheet::send {

namespace {

// Services wait longer for the first byte of a request. One that closes the connection just when it is written to would
// leave a chunk of which nobody knows.
constexpr std::chrono::seconds longestSilence{3};

std::optional<QByteArray> headOf(const PostRequest &post)
{
    std::vector<HeaderLine> headers{
        {"Content-Type", jsonContentType}, {"Content-Length", QByteArray::number(post.body.size())}};
    const std::vector<HeaderLine> credentials = credentialHeaders(post.mode, post.secrets);
    headers.insert(headers.end(), credentials.begin(), credentials.end());
    return requestHead("POST", post.url, headers);
}

//! A service that repeats our key in its answer must not bring it to a screen, a log or the journal.
QByteArray withoutSecrets(QByteArray answer, const connection::Secrets &secrets)
{
    for (const base::Secret &secret : {secrets.apiKey, secrets.bearer}) {
        if (!secret.isEmpty())
            answer.replace(secret.reveal(), "***");
    }
    return answer;
}

Evidence evidenceOf(const Exchange &exchange, const PostRequest &post)
{
    const AnswerParser &answer = exchange.answer();
    Evidence evidence;
    evidence.bodyBytes = post.body.size();
    evidence.records = post.records;
    evidence.bodyBytesTaken = exchange.bodyBytesTaken();
    evidence.requestSent = exchange.hasLeft();
    evidence.failure = exchange.failure();
    evidence.failureDetail = exchange.failureDetail();
    evidence.proxy = exchange.proxy();
    evidence.sinceLastByte = exchange.sinceLastByte();
    evidence.httpStatus = answer.status();
    evidence.answer = withoutSecrets(answer.body(), post.secrets);
    const QByteArray wait = answer.header("retry-after");
    if (!wait.isEmpty()) {
        const QDateTime serverTime = parseHttpDate(answer.header("date"));
        evidence.retryAfter
            = parseRetryAfter(wait, serverTime.isValid() ? serverTime : QDateTime::currentDateTimeUtc());
    }
    const QByteArray location = answer.header("location");
    if (!location.isEmpty())
        evidence.redirectHost = post.url.resolved(QUrl::fromEncoded(location)).host();
    return evidence;
}

} // namespace

Transport::Transport()
    : Transport(nullptr)
{
}

Transport::Transport(std::unique_ptr<QNetworkProxyFactory> proxies)
    : m_proxies(proxies ? Proxies(std::move(proxies)) : Proxies())
{
    m_closeAhead.setSingleShot(true);
    m_closeAhead.setInterval(longestSilence);
    QObject::connect(&m_closeAhead, &QTimer::timeout, &m_closeAhead, [this] { m_ahead.reset(); });
}

Transport::~Transport() = default;

void Transport::dialAhead(const QUrl &url)
{
    m_ahead = dial(url);
    m_closeAhead.start();
}

bool Transport::standsAhead(const QUrl &url) const
{
    return m_ahead && m_ahead->socket() && m_ahead->leadsTo(url) && m_ahead->isFresh();
}

std::unique_ptr<Line> Transport::lineTo(const QUrl &url)
{
    m_closeAhead.stop();
    std::unique_ptr<Line> ahead = std::exchange(m_ahead, nullptr);
    if (ahead && ahead->leadsTo(url) && ahead->isFresh())
        return ahead;
    return dial(url);
}

std::unique_ptr<Line> Transport::dial(const QUrl &url)
{
    auto line = std::make_unique<Line>(url);
    line->start(m_proxies);
    return line;
}

QCoro::Task<Evidence> Transport::post(PostRequest post, std::stop_token stop)
{
    Evidence unsent;
    unsent.bodyBytes = post.body.size();
    unsent.records = post.records;
    const std::optional<QByteArray> head = headOf(post);
    if (stop.stop_requested() || !head) {
        unsent.failure = head ? NetworkFailure::Stopped : NetworkFailure::SecretUnusable;
        co_return unsent;
    }
    Message message;
    message.url = post.url;
    message.head = *head;
    message.body = post.body;
    message.openWire = post.openWire;
    message.timeouts = post.timeouts;
    // Closed in a later turn: what came of the chunk goes to disk first.
    const QScopedPointer<Exchange, QScopedPointerDeleteLater> exchange(new Exchange(std::move(message)));
    QFuture<void> ended = exchange->start(lineTo(post.url));
    const std::stop_callback onStop(stop, [&exchange] { exchange->stop(); });
    co_await ended;

    const Evidence evidence = evidenceOf(*exchange, post);
    qCInfo(lcSend) << "post ended: status" << evidence.httpStatus << "failure" << static_cast<int>(evidence.failure)
                   << "body" << evidence.bodyBytesTaken << "of" << evidence.bodyBytes;
    co_return evidence;
}

QCoro::Task<Fetched> Transport::get(GetRequest get, std::stop_token stop)
{
    Fetched fetched;
    const std::optional<QByteArray> head = requestHead("GET", get.url, {bearerHeader(get.bearer)});
    if (stop.stop_requested() || !head) {
        fetched.failure = head ? NetworkFailure::Stopped : NetworkFailure::SecretUnusable;
        co_return fetched;
    }
    Message message;
    message.url = get.url;
    message.head = *head;
    message.timeouts = get.timeouts;
    message.mostAnswerBytes = mostPageBytes;
    Exchange exchange(std::move(message));
    QFuture<void> ended = exchange.start(dial(get.url));
    const std::stop_callback onStop(stop, [&exchange] { exchange.stop(); });
    co_await ended;

    fetched.failure = exchange.failure();
    fetched.failureDetail = exchange.failureDetail();
    fetched.httpStatus = exchange.answer().status();
    fetched.serviceTime = parseHttpDate(exchange.answer().header("date"));
    fetched.answer = exchange.answer().body();
    qCInfo(lcSend) << "look ended: status" << fetched.httpStatus << "failure" << static_cast<int>(fetched.failure)
                   << "bytes" << fetched.answer.size();
    co_return fetched;
}

} // namespace callsheet::send
