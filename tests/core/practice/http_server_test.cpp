#include "core/practice/http_listener.h"

#include "tests/core/practice/raw_client.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <memory>

namespace callsheet::practice {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::RawAnswer;
using test::RawClient;
using test::requestBytes;

namespace {

// Answers every request with its own body, or as the test tells it to.
class EchoHandler final : public RequestHandler {
public:
    bool wantsConnection() override { return open; }
    Admission headArrived(const HttpRequest &) override { return {++heads}; }
    void bytesArrived(int, const Intake &intake) override { bodyBytes = intake.bodyBytes; }
    void cutShort(int, const QByteArray &) override { ++cuts; }
    Reaction requestArrived(int, const HttpRequest &request) override
    {
        ++requests;
        Reaction reaction = next;
        next = Reaction();
        reaction.answer.body = request.method + ' ' + request.body;
        return reaction;
    }
    void answering(int, int status) override { statuses += status; }
    void ended(int) override { ++endings; }

    bool open = true;
    Reaction next;
    QList<int> statuses;
    qint64 bodyBytes = 0;
    int heads = 0;
    int requests = 0;
    int endings = 0;
    int cuts = 0;
};

class HttpServer : public testing::Test {
protected:
    void listen(const ServerLimits &limits = {})
    {
        m_listener = std::make_unique<HttpListener>(m_handler, limits);
        ASSERT_TRUE(m_listener->listenOn(0));
    }
    quint16 port() const { return m_listener->serverPort(); }

    EchoHandler m_handler;
    std::unique_ptr<HttpListener> m_listener;
};

} // namespace

TEST_F(HttpServer, answersManyRequestsOnOneConnection)
{
    listen();
    RawClient client(port());
    for (int i = 0; i < 5; ++i) {
        const RawAnswer answer = client.ask(requestBytes("POST", "/", "", QByteArray::number(i)));
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "POST " + QByteArray::number(i));
        EXPECT_FALSE(answer.headers.contains("connection"));
    }
    EXPECT_EQ(m_handler.endings, 5);
}

TEST_F(HttpServer, answersRequestsThatCameAtOnceInTheirOrder)
{
    listen();
    m_handler.next.after = 20ms;
    RawClient client(port());
    client.send(requestBytes("POST", "/", "", "first") + requestBytes("POST", "/", "", "second")
        + requestBytes("GET", "/", ""));
    EXPECT_EQ(client.receive().body, "POST first");
    EXPECT_EQ(client.receive().body, "POST second");
    EXPECT_EQ(client.receive().body, "GET ");
}

TEST_F(HttpServer, closesWhenTheClientAsksForIt)
{
    listen();
    RawClient client(port());
    client.send(requestBytes("POST", "/", "Connection: close\r\n", "x"));
    const auto bytes = client.receiveUntilClosed();
    ASSERT_TRUE(bytes);
    EXPECT_TRUE(bytes->contains("\r\nConnection: close\r\n"));
    EXPECT_TRUE(bytes->endsWith("POST x"));
}

TEST_F(HttpServer, closesAfterAnswerToTheOldVersion)
{
    listen();
    RawClient client(port());
    client.send("GET / HTTP/1.0\r\n\r\n");
    const auto bytes = client.receiveUntilClosed();
    ASSERT_TRUE(bytes);
    EXPECT_TRUE(bytes->startsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(HttpServer, leavesTheBodyOutForHead)
{
    listen();
    RawClient client(port());
    client.send(requestBytes("HEAD", "/", "Connection: close\r\n"));
    const auto bytes = client.receiveUntilClosed();
    ASSERT_TRUE(bytes);
    EXPECT_TRUE(bytes->contains("Content-Length: 5\r\n"));
    EXPECT_TRUE(bytes->endsWith("\r\n\r\n"));
}

TEST_F(HttpServer, tellsAClientThatWaitsToContinue)
{
    listen();
    RawClient client(port());
    EXPECT_EQ(
        client.ask("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n").status, 100);
    EXPECT_EQ(client.ask("ok").body, "POST ok");
}

TEST_F(HttpServer, takesAChunkedBody)
{
    listen();
    RawClient client(port());
    EXPECT_EQ(
        client.ask("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")
            .body,
        "POST abc");
}

TEST_F(HttpServer, takesALargeBody)
{
    listen();
    RawClient client(port());
    const QByteArray body(12 * 1024 * 1024, 'x');
    EXPECT_EQ(client.ask(requestBytes("POST", "/", "", body)).body.size(), body.size() + 5);
}

// The client goes on sending long after the answer is there; it must be able to read it all the same.
TEST_F(HttpServer, saysThatABodyIsTooLargeToAClientThatGoesOnSending)
{
    ServerLimits limits;
    limits.request.bodyBytes = 1000;
    listen(limits);
    RawClient client(port());
    const RawAnswer answer = client.ask(requestBytes("POST", "/", "", QByteArray(8 * 1024 * 1024, 'x')));
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(answer.headers.value("connection"), "close");
    EXPECT_EQ(m_handler.requests, 0);
    EXPECT_EQ(m_handler.heads, 1) << "it reached the service";
}

TEST_F(HttpServer, answersNonsenseAndStaysAlive)
{
    listen();
    for (const QByteArray &nonsense :
        {QByteArray("GARBAGE\r\n\r\n"), QByteArray("\x16\x03\x01\x02\x00", 5), QByteArray("GET / HTTP/9.9\r\n\r\n"),
            QByteArray("POST / HTTP/1.1\r\nHost: h\r\n\r\n"), QByteArray("GET /" + QByteArray(40'000, 'a'))}) {
        RawClient client(port());
        client.send(nonsense);
        const auto bytes = client.receiveUntilClosed();
        ASSERT_TRUE(bytes);
        EXPECT_TRUE(bytes->startsWith("HTTP/1.1 ")) << nonsense.left(40).toStdString();
    }
    EXPECT_EQ(m_handler.statuses, QList<int>({400, 400, 505, 411, 431}));
    EXPECT_EQ(m_handler.requests, 0);
    RawClient client(port());
    EXPECT_EQ(client.ask(requestBytes("GET", "/", "")).status, 200);
}

TEST_F(HttpServer, survivesAClientThatLeavesBeforeALateAnswer)
{
    listen();
    for (int i = 0; i < 5; ++i) {
        m_handler.next.after = 1min;
        RawClient client(port());
        client.send(requestBytes("GET", "/", ""));
        ASSERT_TRUE(test::waitUntil([this, i] { return m_handler.requests == i + 1; }));
        client.socket().abort();
    }
    ASSERT_TRUE(test::waitUntil([this] { return m_handler.endings == 5; }));
    EXPECT_TRUE(m_handler.statuses.isEmpty()) << "nobody was there to be answered";
    RawClient client(port());
    EXPECT_EQ(client.ask(requestBytes("GET", "/", "")).status, 200);
}

TEST_F(HttpServer, survivesAClientThatLeavesInTheMiddleOfABody)
{
    listen();
    {
        RawClient client(port());
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf");
        ASSERT_TRUE(test::waitUntil([this] { return m_handler.bodyBytes == 4; }));
    }
    EXPECT_TRUE(test::waitUntil([this] { return m_handler.endings == 1; }));
    EXPECT_EQ(m_handler.requests, 0);
}

TEST_F(HttpServer, closesAConnectionThatSaysNothing)
{
    ServerLimits limits;
    limits.headerTime = 30ms;
    listen(limits);
    RawClient client(port());
    EXPECT_EQ(client.receiveUntilClosed(), QByteArray());
}

TEST_F(HttpServer, closesAConnectionThatNeverFinishesItsHeader)
{
    ServerLimits limits;
    limits.headerTime = 1s; // long enough for the first bytes to come on a busy machine
    listen(limits);
    RawClient client(port());
    EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHo").status, 408);
}

TEST_F(HttpServer, closesAConnectionThatStopsInItsBody)
{
    ServerLimits limits;
    limits.bodyTime = 30ms;
    listen(limits);
    RawClient client(port());
    EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf").status, 408);
}

TEST_F(HttpServer, closesAnIdleConnectionWithoutAWord)
{
    ServerLimits limits;
    limits.idleTime = 30ms;
    listen(limits);
    RawClient client(port());
    EXPECT_EQ(client.ask(requestBytes("GET", "/", "")).status, 200);
    EXPECT_EQ(client.receiveUntilClosed(), QByteArray());
}

TEST_F(HttpServer, resetsAConnectionThatIsNotWantedWithoutReadingIt)
{
    listen();
    m_handler.open = false;
    RawClient client(port());
    client.send(requestBytes("GET", "/", ""));
    EXPECT_EQ(client.receiveUntilClosed(), QByteArray());
    EXPECT_EQ(m_handler.heads, 0);
}

TEST_F(HttpServer, resetsAConnectionThatIsNotWantedEvenIfItStaysSilent)
{
    ServerLimits limits;
    limits.refusalTime = 500ms;
    listen(limits);
    m_handler.open = false;
    RawClient client(port());
    EXPECT_EQ(client.receiveUntilClosed(), QByteArray());
}

TEST_F(HttpServer, turnsAwayWhoeverIsTooMany)
{
    ServerLimits limits;
    limits.connections = 2;
    listen(limits);
    RawClient first(port());
    RawClient second(port());
    EXPECT_EQ(first.ask(requestBytes("GET", "/", "")).status, 200);
    EXPECT_EQ(second.ask(requestBytes("GET", "/", "")).status, 200);
    RawClient third(port());
    EXPECT_EQ(third.receive().status, 503);
    EXPECT_EQ(first.ask(requestBytes("GET", "/", "")).status, 200) << "those who are in stay in";
}

TEST_F(HttpServer, breaksEverythingOffWhenItStops)
{
    listen();
    m_handler.next.kind = Reaction::Kind::Hang;
    RawClient hanging(port());
    RawClient idle(port());
    hanging.send(requestBytes("GET", "/", ""));
    ASSERT_TRUE(test::waitUntil([this] { return m_handler.requests == 1; }));
    m_listener->stop();
    EXPECT_EQ(m_handler.endings, 1);
    EXPECT_TRUE(hanging.receiveUntilClosed());
    EXPECT_TRUE(idle.receiveUntilClosed());
}

} // namespace callsheet::practice
