#include "core/practice/practice_service.h"
#include "core/send/transport.h"
#include "core/send/wire.h"
#include "tests/core/send/open_at_once.h"
#include "tests/core/send/socks_server.h"
#include "tests/core/send/ways.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

// An office's proxy lets the program through, or it does not: then the person is told that it was the proxy, and which,
// and nothing was sent by another way.
namespace callsheet::send {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using practice::FaultKind;
using practice::TlsVariant;
using runs::OutcomeClass;

namespace {

class ThroughProxy : public testing::Test {
protected:
    void SetUp() override
    {
        practice::PracticeOptions options;
        options.tls = TlsVariant::Good;
        m_service = std::make_unique<practice::PracticeService>(options);
        ASSERT_EQ(test::errorOf(m_service->start()), "");
        practice::PracticeOptions tunnelling;
        tunnelling.proxy = true;
        m_proxy = std::make_unique<practice::PracticeService>(tunnelling);
        ASSERT_EQ(test::errorOf(m_proxy->start()), "");
        m_trust = std::make_unique<test::Trust>(m_service->authorityPem());
    }
    int proxyPort() const { return m_proxy->url().port(); }
    void playOnConnect(FaultKind kind, int status = 0)
    {
        practice::Fault fault;
        fault.kind = kind;
        fault.path = u"CONNECT"_s;
        fault.status = status;
        fault.count = 0;
        practice::FaultPlan plan;
        plan.faults = {fault};
        m_proxy->setFaults(plan);
    }
    Evidence post(std::unique_ptr<QNetworkProxyFactory> proxies, std::chrono::milliseconds connectTime = 1h)
    {
        Transport transport(std::move(proxies));
        PostRequest request;
        request.url = m_service->url().resolved(QUrl(wire::addCallsPath));
        request.secrets.apiKey = base::Secret(m_service->workspaces()[0].apiKey.toUtf8());
        const std::string batch = m_service->workspaces()[0].batches[0].toStdString();
        request.body
            = QByteArray::fromStdString(R"({"batchId":")" + batch + R"(","callData":[{"phoneNumber":"12125550100"}]})");
        request.records = 1;
        request.openWire = &test::openAtOnce;
        request.timeouts.connect = connectTime;
        const auto evidence = test::await(transport.post(request, {}));
        EXPECT_TRUE(evidence) << "it waits without a word";
        return evidence.value_or(Evidence{});
    }
    void expectNamed(const Evidence &evidence, int port, NetworkFailure failure = NetworkFailure::Proxy)
    {
        EXPECT_EQ(evidence.failure, failure) << evidence.failureDetail.toStdString();
        EXPECT_FALSE(evidence.failureDetail.isEmpty());
        const Outcome outcome = classify(evidence, ServerErrorPolicy::AskMe);
        EXPECT_EQ(outcome.result.outcome, OutcomeClass::NotSent);
        EXPECT_TRUE(outcome.result.message.contains(u"Your proxy (127.0.0.1:%1)"_s.arg(port)))
            << outcome.result.message.toStdString();
        EXPECT_TRUE(m_service->arrivals().isEmpty()) << "there is no way around a proxy";
    }

    std::unique_ptr<practice::PracticeService> m_service;
    std::unique_ptr<practice::PracticeService> m_proxy;
    std::unique_ptr<test::Trust> m_trust;
};

} // namespace

TEST_F(ThroughProxy, aTunnelBringsTheBodyAcross)
{
    const Evidence evidence = post(test::proxyAt(proxyPort()));
    EXPECT_EQ(classify(evidence, ServerErrorPolicy::AskMe).result.outcome, OutcomeClass::Accepted)
        << evidence.failureDetail.toStdString();
    EXPECT_EQ(m_proxy->arrivals().size(), 1) << "one tunnel";
    EXPECT_EQ(m_service->arrivals().size(), 1);
}

TEST_F(ThroughProxy, socksBringsTheBodyAcross)
{
    test::SocksServer socks;
    const Evidence evidence = post(test::proxyAt(socks.serverPort(), QNetworkProxy::Socks5Proxy));
    EXPECT_EQ(classify(evidence, ServerErrorPolicy::AskMe).result.outcome, OutcomeClass::Accepted)
        << evidence.failureDetail.toStdString();
    EXPECT_EQ(socks.tunnels(), 1);
}

TEST_F(ThroughProxy, aProxyThatRefusesIsNamed)
{
    for (const int status : {400, 403, 404, 500, 502, 503}) {
        playOnConnect(FaultKind::Status, status);
        expectNamed(post(test::proxyAt(proxyPort())), proxyPort());
    }
}

TEST_F(ThroughProxy, aProxyThatWantsASignInIsNamedAndStopsTheRun)
{
    playOnConnect(FaultKind::Status, 407);
    const Evidence evidence = post(test::proxyAt(proxyPort()));
    expectNamed(evidence, proxyPort(), NetworkFailure::ProxySignIn);
    EXPECT_TRUE(classify(evidence, ServerErrorPolicy::AskMe).stopsRun);
    EXPECT_EQ(m_proxy->arrivals().size(), 1) << "nobody knocks again with what was refused";
}

TEST_F(ThroughProxy, aProxyThatDropsTheConnectionIsNamedAtOnce)
{
    for (const FaultKind kind : {FaultKind::DropBeforeAnswer, FaultKind::Garbage}) {
        playOnConnect(kind);
        expectNamed(post(test::proxyAt(proxyPort())), proxyPort());
    }
}

TEST_F(ThroughProxy, aSilentProxyIsNamed)
{
    playOnConnect(FaultKind::Hang);
    expectNamed(post(test::proxyAt(proxyPort()), 200ms), proxyPort());
}

TEST_F(ThroughProxy, aProxyThatIsNotThereIsNamed)
{
    const int port = proxyPort();
    m_proxy.reset();
    expectNamed(post(test::proxyAt(port)), port);
    expectNamed(post(test::proxyAt(port, QNetworkProxy::Socks5Proxy)), port);
}

TEST_F(ThroughProxy, aProxyThatPassesNoConnectionsOnIsNotGoneAround)
{
    const Evidence evidence = post(test::proxyAt(proxyPort(), QNetworkProxy::HttpCachingProxy));
    EXPECT_EQ(evidence.failure, NetworkFailure::Proxy);
    EXPECT_TRUE(m_service->arrivals().isEmpty());
}

TEST_F(ThroughProxy, whatIsWrongWithTheServiceIsNotBlamedOnTheProxy)
{
    const test::Trust nobody{QByteArray()};
    const Evidence evidence = post(test::proxyAt(proxyPort()));
    EXPECT_EQ(evidence.failure, NetworkFailure::TlsIdentity);
    EXPECT_TRUE(m_service->arrivals().isEmpty());
}

} // namespace callsheet::send
