#include "core/send/transport.h"

#include "tests/core/send/counting_server.h"
#include "tests/core/send/open_at_once.h"
#include "tests/support/await.h"

#include <QElapsedTimer>

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

TEST(Transport, reportsAStatusThatQtCallsAnError)
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

TEST(Transport, readsHowLongTheServiceAsksToWait)
{
    test::CountingServer server(
        [](QTcpSocket &socket) { socket.write(test::answerOf("429 Slow", "{}", "Retry-After: 7\r\n")); });
    EXPECT_EQ(post(requestTo(server.url())).retryAfter, 7s);
}

} // namespace callsheet::send
