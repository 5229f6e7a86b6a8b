#include "core/send/transport.h"

#include "tests/core/send/counting_server.h"
#include "tests/core/send/open_at_once.h"
#include "tests/support/await.h"

#include <gtest/gtest.h>

// The connection of the next chunk is made while the one before is waited for. It brings nobody anything, and whatever
// becomes of it, the chunk arrives once.
namespace callsheet::send {

using test::CountingServer;
using test::waitUntil;

namespace {

class DialAhead : public testing::Test {
protected:
    Evidence post(const QUrl &url, OpenWire openWire = &test::openAtOnce)
    {
        PostRequest request;
        request.url = url;
        request.secrets = {base::Secret("the-key"), base::Secret()};
        request.body = "{\"batchId\":\"b\"}";
        request.records = 1;
        request.openWire = std::move(openWire);
        return test::await(m_transport.post(request, {})).value_or(Evidence{});
    }
    bool dial(const CountingServer &server)
    {
        m_transport.dialAhead(server.url());
        return waitUntil([&] { return m_transport.standsAhead(server.url()) && server.connections() == 1; });
    }

    CountingServer m_server{[](QTcpSocket &socket) { socket.write(test::answerOf("200 OK", "{}")); }};
    Transport m_transport;
};

} // namespace

TEST_F(DialAhead, makesTheConnectionThatTheNextRequestTakes)
{
    ASSERT_TRUE(dial(m_server));
    EXPECT_EQ(m_server.arrivals(), 0);
    EXPECT_EQ(post(m_server.url()).httpStatus, 200);
    EXPECT_EQ(m_server.connections(), 1);
    EXPECT_EQ(m_server.arrivals(), 1);
    EXPECT_FALSE(m_transport.standsAhead(m_server.url())) << "no request takes it after that one";
    EXPECT_EQ(post(m_server.url()).httpStatus, 200);
    EXPECT_EQ(m_server.connections(), 2) << "the control";
}

TEST_F(DialAhead, bringsNothingWhereTheWireStaysShut)
{
    ASSERT_TRUE(dial(m_server));
    const Evidence evidence = post(m_server.url(), [] {
        return QtFuture::makeReadyFuture(base::Result<void>(base::Error{base::ErrorKind::Storage, {}, {}}));
    });
    EXPECT_EQ(evidence.failure, NetworkFailure::NotWrittenDown);
    EXPECT_TRUE(evidence.provesNothingSent());
    EXPECT_EQ(m_server.arrivals(), 0);
}

TEST_F(DialAhead, isOfNoUseOnceTheServiceHasClosedIt)
{
    QTcpServer closing;
    closing.listen(QHostAddress::LocalHost);
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(closing.serverPort()));
    m_transport.dialAhead(url);
    QTcpSocket *accepted = nullptr;
    ASSERT_TRUE(waitUntil([&] {
        accepted = accepted ? accepted : closing.nextPendingConnection();
        return accepted && m_transport.standsAhead(url);
    }));
    accepted->close();
    EXPECT_FALSE(m_transport.standsAhead(url)) << "before the event loop has heard of it";

    closing.close();
    CountingServer server([](QTcpSocket &socket) { socket.write(test::answerOf("200 OK", "{}")); });
    server.close();
    ASSERT_TRUE(server.listen(QHostAddress::LocalHost, static_cast<quint16>(url.port())));
    EXPECT_EQ(post(url).httpStatus, 200);
    EXPECT_EQ(server.arrivals(), 1);
}

TEST_F(DialAhead, leadsNoRequestToAnotherService)
{
    CountingServer other([](QTcpSocket &socket) { socket.write(test::answerOf("200 OK", "{}")); });
    ASSERT_TRUE(dial(m_server));
    EXPECT_FALSE(m_transport.standsAhead(other.url()));
    EXPECT_EQ(post(other.url()).httpStatus, 200);
    EXPECT_EQ(other.arrivals(), 1);
    EXPECT_EQ(m_server.arrivals(), 0);
}

TEST_F(DialAhead, isNotTakenAwayByALook)
{
    ASSERT_TRUE(dial(m_server));
    GetRequest look;
    look.url = m_server.url();
    look.bearer = base::Secret("the-token");
    EXPECT_EQ(test::await(m_transport.get(look, {})).value_or(Fetched{}).httpStatus, 200);
    EXPECT_EQ(m_server.connections(), 2);
    EXPECT_TRUE(m_transport.standsAhead(m_server.url()));
}

TEST_F(DialAhead, harmsNoRequestWhereNobodyAnswers)
{
    QTcpServer gone;
    gone.listen(QHostAddress::LocalHost);
    const auto port = gone.serverPort();
    gone.close();
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(port));
    m_transport.dialAhead(url);
    EXPECT_EQ(post(url).failure, NetworkFailure::Refused) << "which it has met itself";
    EXPECT_FALSE(m_transport.standsAhead(url));
}

TEST_F(DialAhead, isClosedWhereNoRequestComes)
{
    ASSERT_TRUE(dial(m_server));
    EXPECT_TRUE(waitUntil([&] { return !m_transport.standsAhead(m_server.url()); }));
    EXPECT_EQ(m_server.arrivals(), 0);
}

} // namespace callsheet::send
