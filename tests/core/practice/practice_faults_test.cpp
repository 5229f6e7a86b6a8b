#include "tests/core/practice/practice_fixture.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace callsheet::practice {

using namespace std::chrono_literals;
using test::RawAnswer;
using test::RawClient;
using test::requestBytes;

namespace {

class Faults : public PracticeTest {
protected:
    void startWith(FaultKind kind, int from = 1, int count = 1)
    {
        Fault fault;
        fault.kind = kind;
        fault.fromRequest = from;
        fault.count = count;
        startWithFault(fault);
    }
    QByteArray request(int count = 2) const
    {
        return requestBytes("POST", addCallsTarget, keyHeader(acme()), bodyFor(acmeBatch(), people(count)));
    }
    Arrival arrival() const
    {
        const QList<Arrival> arrivals = m_service->arrivals();
        EXPECT_EQ(arrivals.size(), 1);
        return arrivals.value(0);
    }
};

} // namespace

TEST_F(Faults, refuseResetsTheConnectionBeforeAnythingIsRead)
{
    startWith(FaultKind::Refuse);
    RawClient refused(port());
    refused.send(request());
    EXPECT_EQ(refused.receiveUntilClosed(), QByteArray());
    EXPECT_TRUE(m_service->arrivals().isEmpty()) << "no request reached the service";
    RawClient next(port());
    EXPECT_EQ(next.ask(request()).status, 200);
}

TEST_F(Faults, refuseMeetsTheNthRequestOfAClientThatKeepsConnections)
{
    startWith(FaultKind::Refuse, 2);
    RawClient first(port());
    const RawAnswer answer = first.ask(request());
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.value("connection"), "close") << "so that the next request needs a connection to refuse";
    RawClient second(port());
    second.send(request());
    EXPECT_EQ(second.receiveUntilClosed(), QByteArray());
    RawClient third(port());
    EXPECT_FALSE(third.ask(request()).headers.contains("connection"));
}

TEST_F(Faults, dropBeforeBodyResetsAfterTheHeader)
{
    startWith(FaultKind::DropBeforeBody);
    RawClient client(port());
    client.send("POST /api/call/addCallsToBatch HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n");
    EXPECT_EQ(client.receiveUntilClosed(), QByteArray());
    EXPECT_EQ(client.socket().error(), QAbstractSocket::RemoteHostClosedError);
    EXPECT_EQ(arrival().fault, u"dropBeforeBody"_s);
    EXPECT_EQ(arrival().status, 0);
    EXPECT_TRUE(arrival().bodySha256.isEmpty());
}

TEST_F(Faults, dropBeforeAnswerAppliesAndSaysNothing)
{
    startWith(FaultKind::DropBeforeAnswer);
    RawClient client(port());
    client.send(request());
    EXPECT_EQ(client.receiveUntilClosed(), QByteArray());
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 2);
    EXPECT_TRUE(arrival().applied);
    EXPECT_EQ(arrival().records, 2);
    EXPECT_EQ(arrival().status, 0);
    EXPECT_EQ(arrival().fault, u"dropBeforeAnswer"_s);
}

TEST_F(Faults, dropUnappliedSaysNothingAndDoesNothing)
{
    startWith(FaultKind::DropUnapplied);
    RawClient client(port());
    client.send(request());
    EXPECT_EQ(client.receiveUntilClosed(), QByteArray());
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 0);
    EXPECT_FALSE(arrival().applied);
    EXPECT_EQ(arrival().records, 2);
    EXPECT_FALSE(arrival().bodySha256.isEmpty()) << "the body came whole";
}

TEST_F(Faults, halfAnswerBreaksOffInTheMiddle)
{
    startWith(FaultKind::HalfAnswer);
    RawClient client(port());
    client.send(request());
    const auto bytes = client.receiveUntilClosed();
    ASSERT_TRUE(bytes);
    EXPECT_TRUE(bytes->startsWith("HTTP/1.1 200 OK\r\n"));
    const QByteArray body = bytes->mid(bytes->indexOf("\r\n\r\n") + 4);
    EXPECT_GT(body.size(), 10);
    EXPECT_FALSE(send::wire::parseEnvelope(body));
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 2);
    EXPECT_EQ(arrival().status, 200);
}

TEST_F(Faults, hangAppliesAndKeepsTheConnectionOpen)
{
    startWith(FaultKind::Hang);
    RawClient client(port());
    client.send(request());
    ASSERT_TRUE(test::waitUntil([this] { return m_service->queuedCount(acmeBatch()) == 2; }));
    RawClient other(port());
    EXPECT_EQ(other.ask(request()).status, 200) << "others are served meanwhile";
    EXPECT_EQ(client.socket().bytesAvailable(), 0);
    EXPECT_EQ(client.socket().state(), QAbstractSocket::ConnectedState);
    EXPECT_EQ(m_service->arrivals()[0].status, 0);
}

TEST_F(Faults, statusAnswersWithTheEnvelope)
{
    Fault fault;
    fault.status = 503;
    fault.message = u"try “later”"_s;
    fault.retryAfterSeconds = 7;
    startWithFault(fault);
    const RawAnswer answer = RawClient(port()).ask(request());
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.headers.value("retry-after"), "7");
    const auto envelope = send::wire::parseEnvelope(answer.body);
    ASSERT_TRUE(envelope);
    EXPECT_FALSE(envelope->status);
    EXPECT_EQ(envelope->code, 503);
    EXPECT_EQ(envelope->errorMessage, u"try “later”"_s);
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 0);
    EXPECT_EQ(arrival().records, 2);
    EXPECT_EQ(arrival().fault, u"status"_s);
    EXPECT_EQ(arrival().status, 503);
}

TEST_F(Faults, statusAnswersWithoutTheEnvelopeAsAGatewayDoes)
{
    Fault fault;
    fault.status = 502;
    fault.withEnvelope = false;
    fault.message = u"<down>"_s;
    startWithFault(fault);
    const RawAnswer answer = RawClient(port()).ask(request());
    EXPECT_EQ(answer.status, 502);
    EXPECT_FALSE(answer.headers.contains("retry-after"));
    EXPECT_FALSE(send::wire::parseEnvelope(answer.body));
    EXPECT_TRUE(answer.body.contains("&lt;down&gt;"));
}

TEST_F(Faults, statusOfARedirectPointsToAPageThatShowsWhoFollows)
{
    Fault fault;
    fault.status = 307;
    startWithFault(fault);
    EXPECT_EQ(RawClient(port()).ask(request()).headers.value("location"), "/moved/api/call/addCallsToBatch");
}

TEST_F(Faults, garbageAppliesAndAnswersSomethingElse)
{
    startWith(FaultKind::Garbage);
    const RawAnswer answer = RawClient(port()).ask(request());
    EXPECT_EQ(answer.status, 200);
    EXPECT_FALSE(answer.body.isEmpty());
    EXPECT_FALSE(send::wire::parseEnvelope(answer.body));
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 2);
}

TEST_F(Faults, delayAppliesAtOnceAndAnswersLate)
{
    Fault fault;
    fault.kind = FaultKind::Delay;
    fault.delay = 50ms;
    startWithFault(fault);
    RawClient client(port());
    client.send(request());
    ASSERT_TRUE(test::waitUntil([this] { return m_service->queuedCount(acmeBatch()) == 2; }));
    EXPECT_EQ(client.receive().status, 200);
    EXPECT_EQ(arrival().fault, u"delay"_s);
}

TEST_F(Faults, delaySurvivesAClientThatLeaves)
{
    Fault fault;
    fault.kind = FaultKind::Delay;
    fault.delay = 1min;
    startWithFault(fault);
    for (int i = 0; i < 3; ++i) {
        RawClient client(port());
        client.send(request(i + 1));
        ASSERT_TRUE(test::waitUntil([this, i] { return m_service->queuedCount(acmeBatch()) == i + 1; }));
        client.socket().abort();
        m_service->setFaults(FaultPlan{{fault}});
    }
    m_service->setFaults({});
    EXPECT_EQ(RawClient(port()).ask(request(4)).status, 200);
    for (const Arrival &left : m_service->arrivals().first(3)) {
        EXPECT_TRUE(left.applied);
        EXPECT_EQ(left.status, 0);
    }
}

TEST_F(Faults, areMeantForTheRequestsTheyName)
{
    startWith(FaultKind::Status, 2, 2);
    RawClient client(port());
    QList<int> statuses;
    for (int i = 0; i < 4; ++i)
        statuses += client.ask(request()).status;
    EXPECT_EQ(statuses, QList<int>({200, 500, 500, 200}));
}

TEST_F(Faults, leaveOtherPagesAlone)
{
    startWith(FaultKind::Status, 1, 0);
    EXPECT_EQ(details("").status, 200);
    EXPECT_EQ(RawClient(port()).ask(request()).status, 500);
}

TEST_F(Faults, countAnewWhenThePlanIsSet)
{
    startWith(FaultKind::Status);
    RawClient client(port());
    EXPECT_EQ(client.ask(request()).status, 500);
    EXPECT_EQ(client.ask(request()).status, 200);
    m_service->setFaults(FaultPlan{{Fault()}});
    EXPECT_EQ(client.ask(request()).status, 500);
    m_service->setFaults({});
    EXPECT_EQ(client.ask(request()).status, 200);
}

// The reason why arrivals are counted here and not at the client: Qt's own way of posting sends again without a word.
TEST_F(Faults, dropBeforeAnswerShowsThatQtPostsAgainByItself)
{
    startWith(FaultKind::DropBeforeAnswer, 1, 0);
    QNetworkAccessManager manager;
    QNetworkRequest request(m_service->url().resolved(QUrl(QLatin1StringView(addCallsTarget))));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("x-api-key", acme().apiKey.toUtf8());
    const std::unique_ptr<QNetworkReply> reply(manager.post(request, bodyFor(acmeBatch(), people(1))));
    ASSERT_TRUE(test::waitUntil([&reply] { return reply->isFinished(); }));
    EXPECT_EQ(reply->error(), QNetworkReply::RemoteHostClosedError);
    EXPECT_GT(m_service->arrivals().size(), 1);
    EXPECT_GT(m_service->queuedCalls(acmeBatch()).value(0).timesQueued, 1);
}

} // namespace callsheet::practice
