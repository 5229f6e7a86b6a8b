#include "core/send/transport.h"

#include "tests/core/send/counting_server.h"
#include "tests/core/send/open_at_once.h"
#include "tests/support/await.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <gtest/gtest.h>

// A person whose chunk arrives twice is called twice. These tests count at the server, where it matters.
namespace callsheet::send {

namespace {

constexpr int repetitions = 5;

PostRequest requestTo(const test::CountingServer &server, qsizetype bodySize)
{
    PostRequest request;
    request.url = server.url();
    request.secrets.apiKey = base::Secret("key");
    request.body = QByteArray(bodySize, 'x');
    request.records = 1;
    request.openWire = &test::openAtOnce;
    return request;
}

void dropConnection(QTcpSocket &socket)
{
    socket.abort();
}

//! The way every tutorial posts.
int arrivalsOfQtsDefaultPost(qsizetype bodySize)
{
    test::CountingServer server(&dropConnection);
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(manager.post(QNetworkRequest(server.url()), QByteArray(bodySize, 'x')));
    EXPECT_TRUE(test::waitUntil([&reply] { return reply->isFinished(); }));
    return server.arrivals();
}

} // namespace

class Arrivals : public ::testing::TestWithParam<qsizetype> { };

TEST_P(Arrivals, areOneWhenTheServiceDropsTheConnectionAfterTheBody)
{
    Transport transport;
    for (int i = 0; i < repetitions; ++i) {
        test::CountingServer server(&dropConnection);
        const auto evidence = test::await(transport.post(requestTo(server, GetParam()), {}));
        ASSERT_TRUE(evidence);
        EXPECT_EQ(server.arrivals(), 1);
        EXPECT_EQ(evidence->bodyBytesTaken, evidence->bodyBytes);
        EXPECT_EQ(
            classify(*evidence, ServerErrorPolicy::RetryAsDocumented).result.outcome, runs::OutcomeClass::Unknown);
    }
}

TEST_P(Arrivals, areSeveralWithQtsDefaultWayOfPosting)
{
    // The negative control: without it the test above could pass because the server never drops anything.
    EXPECT_GT(arrivalsOfQtsDefaultPost(GetParam()), 1);
}

INSTANTIATE_TEST_SUITE_P(BodySizes, Arrivals, ::testing::Values(200, 30'000, 260'000));

TEST(Arrivals, areOneOnAConnectionThatWasUsedBefore)
{
    // A kept-alive connection that the server closes at the second request is where silent repetition is most tempting.
    int requests = 0;
    test::CountingServer server([&requests](QTcpSocket &socket) {
        if (++requests == 1)
            socket.write(test::answerOf("200 OK", "{}"));
        else
            socket.abort();
    });
    Transport transport;
    ASSERT_TRUE(test::await(transport.post(requestTo(server, 1000), {})));
    ASSERT_EQ(server.arrivals(), 1);
    ASSERT_TRUE(test::await(transport.post(requestTo(server, 1000), {})));
    EXPECT_EQ(server.arrivals(), 2);
    EXPECT_EQ(server.connections(), 2) << "each request has a fresh connection";
}

} // namespace callsheet::send
