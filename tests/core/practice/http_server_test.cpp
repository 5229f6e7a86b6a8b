#include "core/practice/http_listener.h"

#include "tests/core/practice/raw_client.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QTimer>

#include <memory>
#include <vector>

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
    void bytesArrived(int, const Intake &intake) override
    {
        lastIntake = intake;
        bodyBytes = intake.bodyBytes;
    }
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
    Intake lastIntake;
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

TEST_F(HttpServer, servesTwoHundredClientsAtOnce)
{
    listen();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<RawClient>(port()));
        clients.back()->send(requestBytes("POST", "/", "", QByteArray::number(i)).chopped(1)); // all are under way
    }
    for (int i = 0; i < 200; ++i)
        clients[static_cast<std::size_t>(i)]->send(QByteArray::number(i).right(1));
    for (int i = 0; i < 200; ++i)
        EXPECT_EQ(clients[static_cast<std::size_t>(i)]->receive().body, "POST " + QByteArray::number(i));
    EXPECT_EQ(m_handler.endings, 200);
}

TEST_F(HttpServer, holdsNoMoreBodiesThanItMayTogether)
{
    ServerLimits limits;
    limits.request.bodyBytes = 1'000'000;
    limits.bodyBytesInAll = 2'500'000;
    listen(limits);
    const QByteArray whole = requestBytes("POST", "/", "", QByteArray(1'000'000, 'x'));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 2; ++i) {
        clients.push_back(std::make_unique<RawClient>(port()));
        clients.back()->send(whole.chopped(1));
    }
    ASSERT_TRUE(test::waitUntil([this] { return m_listener->load().bodyBytes == 1'999'998; }));
    RawClient third(port());
    EXPECT_EQ(third.ask(whole).status, 503) << "there is no room for its body";
    EXPECT_EQ(m_listener->load().bodyBytes, 1'999'998) << "what it took is free again";
    for (const auto &client : clients)
        EXPECT_EQ(client->ask("x").status, 200) << "those that were first are served";
    EXPECT_EQ(m_listener->load().bodyBytes, 0);
    EXPECT_EQ(RawClient(port()).ask(whole).status, 200);
}

TEST_F(HttpServer, forgetsTheBodyOfAClientThatLeaves)
{
    listen();
    {
        RawClient client(port());
        client.send(requestBytes("POST", "/", "", QByteArray(1000, 'x')).chopped(1));
        ASSERT_TRUE(test::waitUntil([this] { return m_listener->load().bodyBytes == 999; }));
    }
    EXPECT_TRUE(test::waitUntil([this] { return m_listener->load().bodyBytes == 0; }));
    EXPECT_EQ(m_handler.cuts, 1);
}

// Answers that nobody reads would pile up with every further request.
TEST_F(HttpServer, doesNotAnswerFasterThanTheClientReads)
{
    listen();
    RawClient client(port());
    client.socket().setReadBufferSize(1000);
    const QByteArray large = requestBytes("POST", "/", "", QByteArray(4'000'000, 'x'));
    constexpr int sent = 12;
    for (int i = 0; i < sent; ++i)
        client.socket().write(large);
    ASSERT_TRUE(test::waitUntil([this] { return m_handler.requests > 0; }));
    // It goes on while the system has room for answers, and stops there.
    int before = 0;
    while (before != m_handler.requests) {
        before = m_handler.requests;
        test::waitUntil([] { return false; }, 150ms);
    }
    EXPECT_LT(before, sent);
    client.socket().setReadBufferSize(0);
    for (int i = 0; i < sent; ++i)
        ASSERT_EQ(client.receive().status, 200);
    EXPECT_EQ(m_handler.endings, sent);
}

TEST_F(HttpServer, closesAConnectionThatNeverReadsItsAnswer)
{
    ServerLimits limits;
    limits.writeTime = 100ms;
    listen(limits);
    RawClient client(port());
    client.socket().setReadBufferSize(1);
    client.socket().write(requestBytes("POST", "/", "", QByteArray(20'000'000, 'x')));
    ASSERT_TRUE(test::waitUntil([this] { return m_handler.requests == 1; }));
    ASSERT_TRUE(test::waitUntil([this] { return m_listener->findChildren<HttpConnection *>().isEmpty(); }));
}

// Byte after byte, each in time: the request as a whole is not.
TEST_F(HttpServer, closesAConnectionWhoseBodyNeverEnds)
{
    ServerLimits limits;
    limits.requestTime = 200ms;
    listen(limits);
    RawClient client(port());
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n");
    QTimer drip;
    QObject::connect(&drip, &QTimer::timeout, &drip, [&client] { client.send("x"); });
    drip.start(10ms);
    EXPECT_EQ(client.receive().status, 408);
}

TEST_F(HttpServer, closesAConnectionWhoseHeaderDripsIn)
{
    ServerLimits limits;
    limits.headerTime = 300ms;
    listen(limits);
    RawClient client(port());
    client.send("GET / HTTP/1.1\r\nX-Long: ");
    QTimer drip;
    QObject::connect(&drip, &QTimer::timeout, &drip, [&client] { client.send("x"); });
    drip.start(10ms);
    EXPECT_EQ(client.receive().status, 408);
}

TEST_F(HttpServer, isReachedByTheNewAddressOfThisComputerToo)
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHostIPv6))
        GTEST_SKIP() << "this computer has no ::1";
    listen();
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHostIPv6), port());
    socket.write(requestBytes("GET", "/", "Connection: close\r\n"));
    ASSERT_TRUE(test::waitUntil([&socket] { return socket.state() == QAbstractSocket::UnconnectedState; }));
    EXPECT_TRUE(socket.readAll().startsWith("HTTP/1.1 200 OK\r\n"));
}

TEST_F(HttpServer, saysWhereInItsConnectionARequestStood)
{
    listen();
    RawClient client(port());
    const QByteArray first = requestBytes("POST", "/", "", "one");
    const QByteArray second = requestBytes("POST", "/", "", "and two");
    client.send(first + second);
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_EQ(m_handler.lastIntake.connection, 1);
    EXPECT_EQ(m_handler.lastIntake.firstByte, first.size());
    EXPECT_EQ(m_handler.lastIntake.bytes, second.size());
    EXPECT_EQ(m_handler.lastIntake.bodyBytes, 7);
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
