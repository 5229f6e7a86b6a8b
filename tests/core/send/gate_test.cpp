#include "core/practice/practice_service.h"
#include "core/send/transport.h"
#include "core/send/wire.h"
#include "tests/core/send/counting_server.h"
#include "tests/core/send/ways.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"

#include <QPromise>
#include <QTcpServer>
#include <QTcpSocket>

#include <gtest/gtest.h>

// No byte of a body leaves before the journal has it on disk that it may: what makes "nothing was sent" true after a
// crash [reliability.md 2.4, J3].
namespace callsheet::send {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::Result;
using runs::OutcomeClass;

namespace {

//! The journal's side of the gate, opened by hand.
class Gate {
public:
    OpenWire opening()
    {
        return [this] {
            ++m_asked;
            m_promise.start();
            return m_promise.future();
        };
    }
    int asked() const { return m_asked; }
    void answer(const Result<void> &written)
    {
        m_promise.addResult(written);
        m_promise.finish();
    }
    static OpenWire open()
    {
        return [] { return QtFuture::makeReadyFuture(Result<void>()); };
    }

private:
    QPromise<Result<void>> m_promise;
    int m_asked = 0;
};

//! Keeps what comes, byte by byte, and answers when the whole request is there.
class Listener : public QTcpServer {
public:
    Listener()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            m_sockets.append(socket);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                m_received += socket->readAll();
                if (bodyBytes() == 15)
                    socket->write(test::answerOf("200 OK", "{\"status\":true}"));
            });
        });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/x"_s.arg(serverPort())); }
    qsizetype bytes() const { return m_received.size(); }
    qsizetype bodyBytes() const
    {
        const qsizetype headEnd = m_received.indexOf("\r\n\r\n");
        return headEnd < 0 ? 0 : m_received.size() - headEnd - 4;
    }
    QList<QTcpSocket *> sockets() const { return m_sockets; }

private:
    QByteArray m_received;
    QList<QTcpSocket *> m_sockets;
};

PostRequest requestTo(const QUrl &url, OpenWire openWire)
{
    PostRequest request;
    request.url = url;
    request.secrets.apiKey = base::Secret("key");
    request.body = "{\"batchId\":\"b\"}"; // 15 bytes
    request.records = 1;
    request.openWire = std::move(openWire);
    return request;
}

//! A POST under way in the test's own event loop.
class Posting {
public:
    explicit Posting(PostRequest request)
    {
        QCoro::connect(m_transport.post(std::move(request), m_stop.get_token()), &m_context,
            [this](const Evidence &evidence) { m_evidence = evidence; });
    }
    void stop() { m_stop.request_stop(); }
    Evidence wait()
    {
        EXPECT_TRUE(test::waitUntil([this] { return m_evidence.has_value(); }));
        return m_evidence.value_or(Evidence{});
    }

private:
    Transport m_transport;
    std::stop_source m_stop;
    QObject m_context;
    std::optional<Evidence> m_evidence;
};

void letPass(std::chrono::milliseconds time)
{
    test::waitUntil([] { return false; }, time);
}

OutcomeClass judge(const Evidence &evidence)
{
    return classify(evidence, ServerErrorPolicy::AskMe).result.outcome;
}

} // namespace

TEST(Gate, holdsTheBodyUntilTheJournalHasWrittenItDown)
{
    Listener listener;
    Gate gate;
    Posting posting(requestTo(listener.url(), gate.opening()));
    ASSERT_TRUE(test::waitUntil([&] { return gate.asked() == 1; }));
    letPass(200ms);
    EXPECT_EQ(listener.bytes(), 0) << "not even the head";

    gate.answer({});
    const Evidence evidence = posting.wait();
    EXPECT_EQ(listener.bodyBytes(), 15);
    EXPECT_EQ(evidence.httpStatus, 200);
    EXPECT_EQ(gate.asked(), 1);
    EXPECT_TRUE(evidence.sinceLastByte.has_value());
}

TEST(Gate, keepsTheBodyForEverWhenTheJournalCannotBeWritten)
{
    Listener listener;
    Gate gate;
    Posting posting(requestTo(listener.url(), gate.opening()));
    ASSERT_TRUE(test::waitUntil([&] { return gate.asked() == 1; }));
    gate.answer(base::Error{base::ErrorKind::Storage, u"The disk is full."_s, {}});

    const Evidence evidence = posting.wait();
    EXPECT_EQ(listener.bytes(), 0);
    EXPECT_EQ(evidence.failure, NetworkFailure::NotWrittenDown);
    const Outcome outcome = classify(evidence, ServerErrorPolicy::AskMe);
    EXPECT_EQ(outcome.result.outcome, OutcomeClass::NotSent);
    EXPECT_EQ(outcome.next, NextStep::None);
    EXPECT_TRUE(outcome.result.message.contains(u"The disk is full."_s));
}

TEST(Gate, staysShutWhereThereIsNobodyToWriteItDown)
{
    Listener listener;
    const Evidence evidence = Posting(requestTo(listener.url(), {})).wait();
    EXPECT_EQ(listener.bytes(), 0);
    EXPECT_EQ(evidence.failure, NetworkFailure::NotWrittenDown);
    EXPECT_EQ(judge(evidence), OutcomeClass::NotSent);
}

TEST(Gate, staysShutWhenThePersonStopsMeanwhile)
{
    Listener listener;
    Gate gate;
    Posting posting(requestTo(listener.url(), gate.opening()));
    ASSERT_TRUE(test::waitUntil([&] { return gate.asked() == 1; }));
    posting.stop();
    gate.answer({}); // too late
    const Evidence evidence = posting.wait();
    letPass(100ms);
    EXPECT_EQ(listener.bytes(), 0);
    EXPECT_EQ(judge(evidence), OutcomeClass::NotSent);
}

TEST(Gate, isNotAskedBeforeThereIsAConnection)
{
    Gate gate;
    for (const QUrl &url : {QUrl(u"http://127.0.0.1:1/x"_s), QUrl(u"http://no-such-host.invalid/x"_s)}) {
        Posting posting(requestTo(url, gate.opening()));
        EXPECT_EQ(judge(posting.wait()), OutcomeClass::NotSent);
    }
    EXPECT_EQ(gate.asked(), 0) << "an attempt that never connects is not marked as maybe sent";
}

TEST(Gate, provesThatNothingWasSentWhenTheServiceClosesWhileItIsShut)
{
    Listener listener;
    Gate gate;
    PostRequest request = requestTo(listener.url(), gate.opening());
    request.timeouts.connect = 1h; // it is noticed, not waited for
    Posting posting(request);
    ASSERT_TRUE(test::waitUntil([&] { return gate.asked() == 1 && !listener.sockets().isEmpty(); }));
    listener.sockets().first()->abort();
    const Evidence evidence = posting.wait();
    EXPECT_EQ(evidence.bodyBytesTaken, 0);
    EXPECT_EQ(evidence.failure, NetworkFailure::Closed);
    EXPECT_EQ(judge(evidence), OutcomeClass::NotSent);
}

TEST(Gate, staysShutForAServiceThatAnswersBeforeItIsAsked)
{
    // Whatever made it say so: with the gate open it would be taken for the answer to these people.
    Listener listener;
    Gate gate;
    Posting posting(requestTo(listener.url(), gate.opening()));
    ASSERT_TRUE(test::waitUntil([&] { return gate.asked() == 1 && !listener.sockets().isEmpty(); }));
    listener.sockets().first()->write(test::answerOf("200 OK", "{\"status\":true}"));
    const Evidence evidence = posting.wait();
    EXPECT_EQ(listener.bytes(), 0);
    EXPECT_EQ(evidence.httpStatus, 0);
    EXPECT_EQ(judge(evidence), OutcomeClass::NotSent);
}

//! Plain and TLS, direct and through a proxy: how the body travels must not change when it leaves, and how often.
struct Way {
    practice::TlsVariant tls = practice::TlsVariant::None;
    bool proxy = false;
};
class GatedWay : public ::testing::TestWithParam<Way> { };

TEST_P(GatedWay, bringsTheBodyAcrossOnceAndOnlyAfterTheGateIsOpen)
{
    practice::PracticeOptions options;
    options.tls = GetParam().tls;
    practice::PracticeService service(options);
    ASSERT_EQ(test::errorOf(service.start()), "");
    practice::PracticeOptions tunnelling;
    tunnelling.proxy = true;
    practice::PracticeService tunnel(tunnelling);
    ASSERT_EQ(test::errorOf(tunnel.start()), "");
    const test::Trust trust(service.authorityPem()); // of no use where there is no TLS
    std::unique_ptr<QNetworkProxyFactory> proxies;
    if (GetParam().proxy)
        proxies = test::proxyAt(tunnel.url().port());
    Transport transport(std::move(proxies));

    // Dropped after the body: where a second delivery would come from.
    practice::Fault drop;
    drop.kind = practice::FaultKind::DropUnapplied;
    drop.path = u"addCallsToBatch"_s;
    practice::FaultPlan plan;
    plan.faults = {drop};
    service.setFaults(plan);
    PostRequest request = requestTo(service.url().resolved(QUrl(wire::addCallsPath)), {});
    request.secrets.apiKey = base::Secret(service.workspaces()[0].apiKey.toUtf8());
    request.body = QByteArray(30'000, 'x');
    std::size_t arrivalsWhenAsked = 99;
    request.openWire = [&] {
        arrivalsWhenAsked = static_cast<std::size_t>(service.arrivals().size());
        return Gate::open()();
    };
    const auto evidence = test::await(transport.post(request, {}));
    ASSERT_TRUE(evidence);
    EXPECT_EQ(arrivalsWhenAsked, 0u);
    EXPECT_EQ(service.arrivals().size(), 1);
    EXPECT_EQ(evidence->bodyBytesTaken, evidence->bodyBytes);
    EXPECT_EQ(judge(*evidence), OutcomeClass::Unknown);
}

INSTANTIATE_TEST_SUITE_P(Ways, GatedWay,
    ::testing::Values(Way{practice::TlsVariant::None, false}, Way{practice::TlsVariant::Good, false},
        Way{practice::TlsVariant::None, true}, Way{practice::TlsVariant::Good, true}),
    [](const auto &tested) {
        return std::string(tested.param.tls == practice::TlsVariant::None ? "plain" : "tls")
            + (tested.param.proxy ? "ThroughAProxy" : "Direct");
    });

} // namespace callsheet::send
