#include "tests/core/practice/practice_fixture.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QTcpServer>

// The service as a proxy in front of itself: what stands between an office and the world, on one's own desk.
namespace callsheet::practice {

using namespace std::chrono_literals;
using test::RawAnswer;
using test::RawClient;
using test::requestBytes;

namespace {

class Proxy : public PracticeTest {
protected:
    void startWith(const QList<Fault> &faults, TlsVariant tls = TlsVariant::None, const QString &token = {})
    {
        PracticeOptions options;
        options.proxy = true;
        options.tls = tls;
        options.token = token;
        options.faults.faults = faults;
        start(options);
    }
    static Fault onConnect(FaultKind kind)
    {
        Fault fault;
        fault.kind = kind;
        fault.path = u"CONNECT"_s;
        return fault;
    }
    QByteArray here() const { return "127.0.0.1:" + QByteArray::number(port()); }
    QByteArray connectTo(const QByteArray &target) const
    {
        return "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
    }
    QByteArray request() const
    {
        return requestBytes("POST", addCallsTarget, keyHeader(acme()), bodyFor(acmeBatch(), people(2)));
    }
    RawAnswer askConnect() { return RawClient(port()).ask(connectTo(here())); }
    int queued() const { return m_service->queuedCount(acmeBatch()); }
};

} // namespace

TEST_F(Proxy, carriesARequestThroughItsTunnel)
{
    startWith({});
    RawClient client(port());
    EXPECT_EQ(client.ask(connectTo(here())).status, 200);
    EXPECT_EQ(client.ask(request()).data().value(u"added"_s).toInt(), 2);
    EXPECT_EQ(client.ask(request()).status, 200) << "and the next one";
    const QList<Arrival> arrivals = m_service->arrivals();
    ASSERT_EQ(arrivals.size(), 3);
    EXPECT_EQ(arrivals[0].method, u"CONNECT"_s);
    EXPECT_EQ(arrivals[0].path, QString::fromLatin1(here()));
    EXPECT_NE(arrivals[0].connection, arrivals[1].connection);
}

TEST_F(Proxy, carriesBytesThatCameTogetherWithTheQuestion)
{
    startWith({});
    RawClient client(port());
    client.send(connectTo("localhost:" + QByteArray::number(port())) + request());
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_EQ(client.receive().data().value(u"added"_s).toInt(), 2);
}

TEST_F(Proxy, carriesLargeBodiesBothWays)
{
    Fault huge;
    huge.kind = FaultKind::HugeAnswer;
    startWith({huge});
    RawClient client(port());
    EXPECT_EQ(client.ask(connectTo(here())).status, 200);
    const QByteArray body = bodyFor(acmeBatch(), people(2)) + QByteArray(9'000'000, ' ');
    EXPECT_EQ(client.ask(requestBytes("POST", addCallsTarget, keyHeader(acme()), body)).body.size(), huge.size);
}

TEST_F(Proxy, endsTheTunnelWithItsTarget)
{
    Fault cut;
    cut.kind = FaultKind::CutAnswer;
    startWith({cut});
    RawClient client(port());
    EXPECT_EQ(client.ask(connectTo(here())).status, 200);
    client.send(request());
    EXPECT_TRUE(client.receiveUntilClosed().value_or(QByteArray()).startsWith("HTTP/1.1 200"));
    EXPECT_EQ(queued(), 2);
}

TEST_F(Proxy, leadsNowhereButToThisComputer)
{
    startWith({});
    for (const QByteArray &target :
        {QByteArray("192.0.2.1:443"), QByteArray("example.com:443"), QByteArray("[2001:db8::1]:443"),
            QByteArray("127.0.0.1:0"), QByteArray("127.0.0.1:x"), QByteArray("127.0.0.1.example.com:80")})
        EXPECT_EQ(RawClient(port()).ask(connectTo(target)).status, 403) << target.toStdString();
    EXPECT_EQ(RawClient(port()).ask(requestBytes("POST", "http://example.com/", "", "x")).status, 403);
}

TEST_F(Proxy, saysSoWhenNobodyIsAtTheTarget)
{
    startWith({});
    QTcpServer gone;
    ASSERT_TRUE(gone.listen(QHostAddress::LocalHost));
    const QByteArray target = "127.0.0.1:" + QByteArray::number(gone.serverPort());
    gone.close();
    EXPECT_EQ(RawClient(port()).ask(connectTo(target)).status, 502);
}

TEST_F(Proxy, isNoneUnlessItIsAskedToBe)
{
    start();
    EXPECT_EQ(askConnect().status, 400);
    EXPECT_EQ(RawClient(port()).ask(requestBytes("GET", "http://" + here() + "/", "")).status, 400);
}

TEST_F(Proxy, wantsTheTokenToo)
{
    startWith({}, TlsVariant::None, u"open sesame"_s);
    EXPECT_EQ(askConnect().status, 401);
    const QByteArray withToken = connectTo(here()).replace("\r\n\r\n", "\r\nX-Practice-Token: open sesame\r\n\r\n");
    EXPECT_EQ(RawClient(port()).ask(withToken).status, 200);
}

TEST_F(Proxy, takesWholeAddressesAsAPlainProxyDoes)
{
    startWith({});
    const QByteArray target = "http://" + here() + addCallsTarget;
    EXPECT_EQ(post(target, keyHeader(acme()), bodyFor(acmeBatch(), people(2))).status, 200);
    EXPECT_EQ(queued(), 2);
    EXPECT_EQ(m_service->arrivals()[0].path, QLatin1StringView(addCallsTarget));
}

TEST_F(Proxy, refusesWithTheStatusOfThePlan)
{
    Fault signIn = onConnect(FaultKind::Status);
    signIn.status = 407;
    Fault page = onConnect(FaultKind::Status);
    page.status = 502;
    page.withEnvelope = false;
    page.fromRequest = 2;
    startWith({signIn, page});
    const RawAnswer first = askConnect();
    EXPECT_EQ(first.status, 407);
    EXPECT_TRUE(first.headers.value("proxy-authenticate").startsWith("Basic"));
    const RawAnswer second = askConnect();
    EXPECT_EQ(second.status, 502);
    EXPECT_TRUE(second.body.contains("<html>"));
    EXPECT_EQ(askConnect().status, 200);
}

TEST_F(Proxy, dropsAndStallsInConnect)
{
    startWith({onConnect(FaultKind::DropBeforeAnswer)});
    RawClient dropped(port());
    dropped.send(connectTo(here()));
    EXPECT_EQ(dropped.receiveUntilClosed(), QByteArray());

    startWith({onConnect(FaultKind::Hang)});
    RawClient stalled(port());
    stalled.send(connectTo(here()));
    EXPECT_EQ(askConnect().status, 200) << "others are served meanwhile";
    EXPECT_EQ(stalled.socket().state(), QAbstractSocket::ConnectedState);
    EXPECT_EQ(stalled.socket().bytesAvailable(), 0);

    Fault late = onConnect(FaultKind::Delay);
    late.delay = 30ms;
    startWith({late});
    RawClient patient(port());
    EXPECT_EQ(patient.ask(connectTo(here())).status, 200);
    EXPECT_EQ(patient.ask(request()).status, 200);
}

TEST_F(Proxy, survivesAClientThatLeavesItsTunnel)
{
    startWith({});
    for (int i = 0; i < 3; ++i) {
        RawClient client(port());
        EXPECT_EQ(client.ask(connectTo(here())).status, 200);
        client.send(request().chopped(1));
        ASSERT_TRUE(test::waitUntil([this, i] { return m_service->arrivals().size() == 2 * (i + 1); }));
        client.socket().abort();
    }
    EXPECT_TRUE(test::waitUntil([this] { return m_service->arrivalTotals().bodyBytes > 0; })) << "the target noticed";
    EXPECT_EQ(RawClient(port()).ask(request()).status, 200);
}

// A client of Qt, by TLS through the tunnel of the same port, as an office has it.
TEST_F(Proxy, carriesTlsForAQtClient)
{
    startWith({}, TlsVariant::Good);
    QNetworkAccessManager manager;
    manager.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, port()));
    QNetworkRequest wanted(m_service->url().resolved(QUrl(QLatin1StringView(addCallsTarget))));
    QSslConfiguration configuration = wanted.sslConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromData(m_service->authorityPem()));
    wanted.setSslConfiguration(configuration);
    wanted.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    wanted.setRawHeader("x-api-key", acme().apiKey.toUtf8());
    const std::unique_ptr<QNetworkReply> reply(manager.post(wanted, bodyFor(acmeBatch(), people(2))));
    ASSERT_TRUE(test::waitUntil([&reply] { return reply->isFinished(); }));
    EXPECT_EQ(reply->error(), QNetworkReply::NoError) << reply->errorString().toStdString();
    EXPECT_EQ(queued(), 2);
    EXPECT_EQ(m_service->arrivals()[0].method, u"CONNECT"_s);
}

} // namespace callsheet::practice
