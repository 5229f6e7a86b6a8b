#include "core/send/transport.h"

#include "tests/core/send/counting_server.h"
#include "tests/core/send/open_at_once.h"
#include "tests/support/await.h"

#include <QTimer>

#include <gtest/gtest.h>

namespace callsheet::send {

using namespace std::chrono_literals;

namespace {

PostRequest requestTo(const QUrl &url)
{
    PostRequest request;
    request.url = url;
    request.secrets = {base::Secret("the-key"), base::Secret("the-token")};
    request.body = "{\"batchId\":\"b\"}";
    request.records = 1;
    request.openWire = &test::openAtOnce;
    return request;
}

Evidence post(const PostRequest &request, std::stop_token stop = {})
{
    Transport transport;
    const auto evidence = test::await(transport.post(request, stop));
    EXPECT_TRUE(evidence);
    return evidence.value_or(Evidence{});
}

} // namespace

TEST(Transport, bringsBodyAndAnswerAcross)
{
    test::CountingServer server(
        [](QTcpSocket &socket) { socket.write(test::answerOf("200 OK", "{\"status\":true}")); });
    const Evidence evidence = post(requestTo(server.url()));
    EXPECT_EQ(evidence.httpStatus, 200);
    EXPECT_EQ(evidence.failure, NetworkFailure::None);
    EXPECT_EQ(evidence.answer, "{\"status\":true}");
    EXPECT_TRUE(server.lastRequest().endsWith("{\"batchId\":\"b\"}"));
}

TEST(Transport, sendsEachSecretInItsOwnHeaderOnly)
{
    test::CountingServer server([](QTcpSocket &socket) { socket.write(test::answerOf("200 OK", "{}")); });
    PostRequest request = requestTo(server.url());
    post(request);
    EXPECT_TRUE(server.lastRequest().contains("x-api-key: the-key"));
    EXPECT_FALSE(server.lastRequest().contains("the-token"));

    request.mode = connection::CredentialMode::Bearer;
    post(request);
    EXPECT_TRUE(server.lastRequest().contains("Authorization: Bearer the-token"));
    EXPECT_FALSE(server.lastRequest().contains("the-key"));

    request.mode = connection::CredentialMode::Both;
    post(request);
    EXPECT_TRUE(server.lastRequest().contains("x-api-key: the-key"));
    EXPECT_TRUE(server.lastRequest().contains("Authorization: Bearer the-token"));
}

TEST(Transport, reportsARefusalWithItsAnswer)
{
    test::CountingServer server(
        [](QTcpSocket &socket) { socket.write(test::answerOf("500 Oh", "{\"status\":false}")); });
    const Evidence evidence = post(requestTo(server.url()));
    EXPECT_EQ(evidence.httpStatus, 500);
    EXPECT_EQ(evidence.failure, NetworkFailure::None);
    EXPECT_EQ(evidence.answer, "{\"status\":false}");
}

TEST(Transport, followsNoRedirectAndSendsNoSecretThere)
{
    test::CountingServer elsewhere([](QTcpSocket &socket) { socket.write(test::answerOf("200 OK", "{}")); });
    for (const QByteArray status : {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"}) {
        test::CountingServer server([&](QTcpSocket &socket) {
            socket.write(test::answerOf(status, "{}", "Location: " + elsewhere.url().toEncoded() + "\r\n"));
        });
        const Evidence evidence = post(requestTo(server.url()));
        EXPECT_EQ(evidence.httpStatus, status.left(3).toInt());
        EXPECT_EQ(server.arrivals(), 1);
    }
    EXPECT_EQ(elsewhere.connections(), 0);
}

TEST(Transport, provesThatNothingWasSentWhenNobodyListens)
{
    QUrl url;
    {
        const test::CountingServer gone([](QTcpSocket &) {});
        url = gone.url();
    }
    const Evidence evidence = post(requestTo(url));
    EXPECT_EQ(evidence.failure, NetworkFailure::Refused);
    EXPECT_TRUE(evidence.provesNothingSent());
}

TEST(Transport, provesThatNothingWasSentWhenTheNameIsUnknown)
{
    const Evidence evidence = post(requestTo(QUrl(QStringLiteral("http://no-such-host.invalid/"))));
    EXPECT_TRUE(evidence.provesNothingSent());
    EXPECT_NE(evidence.failure, NetworkFailure::None);
}

TEST(Transport, givesUpOnASilentServiceAndSaysThatTheBodyLeft)
{
    test::CountingServer server([](QTcpSocket &) {});
    PostRequest request = requestTo(server.url());
    request.timeouts.answer = 100ms;
    const Evidence evidence = post(request);
    EXPECT_EQ(evidence.failure, NetworkFailure::Timeout);
    EXPECT_EQ(evidence.bodyBytesTaken, evidence.bodyBytes);
    EXPECT_EQ(server.arrivals(), 1);
}

TEST(Transport, doesNotLetATrickleHoldItForEver)
{
    // An inactivity timer alone would wait as long as a byte comes now and then.
    test::CountingServer server([](QTcpSocket &socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        auto *trickle = new QTimer(&socket);
        QObject::connect(trickle, &QTimer::timeout, &socket, [&socket] { socket.write(" "); });
        trickle->start(20);
    });
    PostRequest request = requestTo(server.url());
    request.timeouts.answer = 5s;
    request.timeouts.overall = 200ms;
    const Evidence evidence = post(request);
    EXPECT_EQ(evidence.failure, NetworkFailure::Timeout);
    EXPECT_EQ(evidence.httpStatus, 200);
}

TEST(Transport, keepsNoMoreOfAnAnswerThanItsCap)
{
    test::CountingServer server([](QTcpSocket &socket) {
        socket.write(test::answerOf("200 OK", QByteArray(20 * static_cast<qsizetype>(mostAnswerBytes), 'a')));
    });
    const Evidence evidence = post(requestTo(server.url()));
    EXPECT_EQ(evidence.failure, NetworkFailure::AnswerTooLarge);
    EXPECT_LE(evidence.answer.size(), mostAnswerBytes + 1);
}

TEST(Transport, saysWhenTheAnswerWasCutOff)
{
    test::CountingServer server([](QTcpSocket &socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"status\"");
        socket.disconnectFromHost();
    });
    const Evidence evidence = post(requestTo(server.url()));
    EXPECT_EQ(evidence.httpStatus, 200);
    EXPECT_NE(evidence.failure, NetworkFailure::None);
}

TEST(Transport, endsAtOnceWhenThePersonStopsIt)
{
    std::stop_source stop;
    test::CountingServer server([&stop](QTcpSocket &) { stop.request_stop(); });
    const Evidence evidence = post(requestTo(server.url()), stop.get_token());
    EXPECT_EQ(evidence.failure, NetworkFailure::Stopped);
    EXPECT_FALSE(evidence.provesNothingSent());

    std::stop_source before;
    before.request_stop();
    const Evidence unsent = post(requestTo(server.url()), before.get_token());
    EXPECT_TRUE(unsent.provesNothingSent());
    EXPECT_EQ(server.arrivals(), 1);
}

TEST(Transport, keepsNoSecretThatTheServiceRepeats)
{
    test::CountingServer server(
        [](QTcpSocket &socket) { socket.write(test::answerOf("403 No", "{\"message\":\"key the-key is wrong\"}")); });
    EXPECT_EQ(post(requestTo(server.url())).answer, "{\"message\":\"key *** is wrong\"}");
}

TEST(Transport, measuresAWaitByTheServicesOwnClock)
{
    test::CountingServer server([](QTcpSocket &socket) {
        socket.write(test::answerOf(
            "429 Slow", "{}", "Date: Wed, 01 Jul 2026 12:00:00 GMT\r\nRetry-After: Wed, 01 Jul 2026 12:00:09 GMT\r\n"));
    });
    EXPECT_EQ(post(requestTo(server.url())).retryAfter, 9s);
}

TEST(Transport, sendsNothingWithAKeyThatWouldWriteHeadersOfItsOwn)
{
    test::CountingServer server([](QTcpSocket &socket) { socket.write(test::answerOf("200 OK", "{}")); });
    PostRequest request = requestTo(server.url());
    request.secrets.apiKey = base::Secret("the-key\r\nX-Other: 1");
    const Evidence evidence = post(request);
    EXPECT_EQ(evidence.failure, NetworkFailure::SecretUnusable);
    EXPECT_TRUE(evidence.provesNothingSent());

    GetRequest look;
    look.url = server.url();
    look.bearer = base::Secret("the-token\n");
    Transport transport;
    const auto fetched = test::await(transport.get(look, {}));
    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->failure, NetworkFailure::SecretUnusable);
    EXPECT_EQ(server.connections(), 0);
}

TEST(Transport, readsARefusalThatComesBeforeTheBodysEnd)
{
    // The service reads a little, says that it is too much, and tears the connection down a moment later.
    QTcpServer server;
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost));
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->setReadBufferSize(1000);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write(test::answerOf("413 Too Large", "{}"));
            QTimer::singleShot(50ms, socket, [socket] { socket->abort(); });
        });
    });
    PostRequest request = requestTo(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort())));
    request.body = QByteArray(50'000'000, 'x');
    const Evidence evidence = post(request);
    EXPECT_EQ(evidence.httpStatus, 413);
    EXPECT_EQ(evidence.failure, NetworkFailure::None) << evidence.failureDetail.toStdString();
    EXPECT_TRUE(evidence.provesIncomplete()) << "what is not wanted is not sent";
}

TEST(Transport, countsTheTimeSinceTheLastByteFromWhenTheSystemHadIt)
{
    test::CountingServer server([](QTcpSocket &) {});
    PostRequest request = requestTo(server.url());
    request.timeouts.answer = 100ms;
    const Evidence whole = post(request);
    ASSERT_TRUE(whole.sinceLastByte);
    EXPECT_GE(*whole.sinceLastByte, 90ms);

    QTcpServer reader; // that never reads
    ASSERT_TRUE(reader.listen(QHostAddress::LocalHost));
    reader.pauseAccepting();
    request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(reader.serverPort()));
    request.body = QByteArray(50'000'000, 'x');
    request.timeouts.uploadStall = 100ms;
    const Evidence part = post(request);
    EXPECT_EQ(part.failure, NetworkFailure::Timeout);
    EXPECT_TRUE(part.provesIncomplete());
    EXPECT_FALSE(part.sinceLastByte);
}

TEST(Transport, readsHowLongTheServiceAsksToWait)
{
    test::CountingServer server(
        [](QTcpSocket &socket) { socket.write(test::answerOf("429 Slow", "{}", "Retry-After: 7\r\n")); });
    EXPECT_EQ(post(requestTo(server.url())).retryAfter, 7s);
}

} // namespace callsheet::send
