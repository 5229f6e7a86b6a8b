#include "core/practice/practice_service.h"
#include "core/send/transport.h"
#include "core/send/wire.h"
#include "tests/core/send/cut_places.h"
#include "tests/core/send/open_at_once.h"
#include "tests/core/send/ways.h"
#include "tests/support/await.h"
#include "tests/support/printers.h"

#include <QCryptographicHash>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

// The connection ends at every kind of byte of the request and of the answer, by every way to the service: the body
// arrives at most once, and what is said of its people is true at the service [reliability.md 3.2, N1 and N2].
namespace callsheet::send {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using practice::TlsVariant;
using runs::OutcomeClass;
using test::Cut;
using test::Known;

namespace {

constexpr int people = 40;

struct Way {
    const char *name;
    TlsVariant tls = TlsVariant::None;
    bool tunnel = false;
};
void PrintTo(const Way &way, std::ostream *out)
{
    *out << way.name;
}

struct Figures {
    int cuts = 0;
    int arrivals = 0;
    int mostOfOne = 0;
    int notSent = 0;
    int brokenOff = 0; // of these: a part of the body had left
    int unknown = 0;
    int accepted = 0;

    void count(const Evidence &evidence, OutcomeClass outcome, qsizetype arrived)
    {
        ++cuts;
        arrivals += static_cast<int>(arrived);
        mostOfOne = std::max(mostOfOne, static_cast<int>(arrived));
        notSent += outcome == OutcomeClass::NotSent;
        brokenOff += outcome == OutcomeClass::NotSent && evidence.bodyBytesTaken > 0;
        unknown += outcome == OutcomeClass::Unknown;
        accepted += outcome == OutcomeClass::Accepted;
    }
    void print(const std::string &what) const
    {
        std::printf("%s: %d cuts, %d arrivals, at most %d of one body; %d not sent (%d broken off), %d unknown, "
                    "%d accepted\n",
            what.c_str(), cuts, arrivals, mostOfOne, notSent, brokenOff, unknown, accepted);
    }
};

class Cuts : public ::testing::TestWithParam<Way> {
protected:
    void SetUp() override
    {
        practice::PracticeOptions options;
        options.tls = GetParam().tls;
        m_service = started(options);
        practice::PracticeOptions tunnelling;
        tunnelling.proxy = true;
        m_tunnel = started(tunnelling);
        m_trust = std::make_unique<test::Trust>(m_service->authorityPem());
        m_transport = GetParam().tunnel ? std::make_unique<Transport>(test::proxyAt(m_tunnel->url().port()))
                                        : std::make_unique<Transport>();
    }
    static std::unique_ptr<practice::PracticeService> started(const practice::PracticeOptions &options)
    {
        auto service = std::make_unique<practice::PracticeService>(options);
        EXPECT_EQ(test::errorOf(service->start()), "");
        return service;
    }
    static void play(practice::PracticeService &service, const practice::Fault &fault)
    {
        practice::FaultPlan plan;
        plan.faults = {fault};
        service.setFaults(plan);
    }

    //! People of a batch of their own, each with a note of so many bytes.
    QByteArray newBody(qsizetype noteBytes)
    {
        m_batch = u"%1"_s.arg(++m_batches, 24, 16, QChar(u'0'));
        m_service->ensureBatch(m_batch, u"Cut"_s);
        const std::string note(static_cast<std::size_t>(noteBytes), 'n');
        std::string body = wire::bodyHead(m_batch, connection::ArrayKey::CallData);
        for (int i = 0; i < people; ++i) {
            body += (i == 0 ? "" : ",") + std::string(R"({"phoneNumber":"12125550)") + std::to_string(100 + i)
                + R"(","note":")" + note + "\"}";
        }
        return QByteArray::fromStdString(body + wire::bodyTail());
    }
    Evidence post(const QByteArray &body)
    {
        PostRequest request;
        request.url = m_service->url().resolved(QUrl(wire::addCallsPath));
        request.secrets.apiKey = base::Secret(m_service->workspaces()[0].apiKey.toUtf8());
        request.body = body;
        request.records = people;
        request.openWire = &test::openAtOnce;
        request.timeouts = m_timeouts;
        const auto evidence = test::await(m_transport->post(request, {}));
        EXPECT_TRUE(evidence);
        return evidence.value_or(Evidence{});
    }
    //! The way every tutorial posts: a body that can be read again, over connections that are kept.
    void postByQtsDefault(QNetworkAccessManager &manager, const QByteArray &body)
    {
        QNetworkRequest request(m_service->url().resolved(QUrl(wire::addCallsPath)));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        request.setRawHeader(wire::apiKeyHeader, m_service->workspaces()[0].apiKey.toUtf8());
        const std::unique_ptr<QNetworkReply> reply(manager.post(request, body));
        EXPECT_TRUE(test::waitUntil([&reply] { return reply->isFinished(); }));
    }
    static OutcomeClass judge(const Evidence &evidence)
    {
        return classify(evidence, ServerErrorPolicy::AskMe).result.outcome;
    }

    //! Arrivals of addCallsToBatch since the last call, tunnels not counted.
    QList<practice::Arrival> newArrivals()
    {
        QList<practice::Arrival> arrived;
        for (const practice::Arrival &arrival : m_service->arrivals()) {
            if (arrival.number > m_lastNumber && arrival.path.contains(u"addCallsToBatch"_s))
                arrived += arrival;
        }
        if (!arrived.isEmpty())
            m_lastNumber = arrived.last().number;
        return arrived;
    }

    void meet(const Cut &cut, const QByteArray &body, Figures &figures)
    {
        play(*m_service, cut.fault);
        const Evidence evidence = post(body);
        const OutcomeClass outcome = judge(evidence);
        const QList<practice::Arrival> arrived = newArrivals();
        figures.count(evidence, outcome, arrived.size());
        EXPECT_LE(arrived.size(), 1);
        for (const practice::Arrival &arrival : arrived) {
            expectOurs(arrival, body, cut);
            EXPECT_GE(evidence.bodyBytesTaken, arrival.bodyBytes);
            if (arrival.bodyWhole) {
                EXPECT_NE(outcome, OutcomeClass::NotSent) << "it was there from the first byte to the last";
            }
        }
        expectWhatCanBeKnown(evidence, outcome, cut);
        expectTruth(outcome, cut);
    }
    //! What arrived is the beginning of the body, on a connection that had carried nothing before.
    static void expectOurs(const practice::Arrival &arrival, const QByteArray &body, const Cut &cut)
    {
        EXPECT_EQ(arrival.fault, practice::faultName(cut.fault.kind));
        EXPECT_EQ(arrival.firstByte, 0);
        ASSERT_LE(arrival.bodyBytes, body.size());
        if (arrival.bodySha256.isEmpty()) {
            EXPECT_EQ(arrival.bodyBytes, 0);
            return;
        }
        const QByteArray part = body.first(arrival.bodyBytes);
        EXPECT_EQ(arrival.bodySha256, QCryptographicHash::hash(part, QCryptographicHash::Sha256).toHex());
    }
    void expectWhatCanBeKnown(const Evidence &evidence, OutcomeClass outcome, const Cut &cut) const
    {
        const OutcomeClass withoutAnswer = evidence.provesIncomplete() ? OutcomeClass::NotSent : OutcomeClass::Unknown;
        EXPECT_EQ(outcome, cut.known == Known::WholeAnswer ? OutcomeClass::Accepted : withoutAnswer)
            << evidence.httpStatus << ' ' << evidence.bodyBytesTaken << ' ' << evidence.failureDetail.toStdString();
        const bool beforeTls = cut.known == Known::NotEvenTls && GetParam().tls != TlsVariant::None;
        if (beforeTls || cut.known == Known::NothingLeft) {
            EXPECT_EQ(evidence.bodyBytesTaken, 0);
        }
        if (cut.known == Known::SomeLeft) {
            EXPECT_GT(evidence.bodyBytesTaken, 0);
        }
    }
    void expectTruth(OutcomeClass outcome, const Cut &cut)
    {
        const bool isTakenIn
            = cut.fault.kind == practice::FaultKind::CutAnswer || cut.fault.kind == practice::FaultKind::StallAnswer;
        const int queued = m_service->queuedCount(m_batch);
        EXPECT_EQ(queued, isTakenIn ? people : 0) << "the fault was not played";
        if (outcome == OutcomeClass::NotSent) {
            EXPECT_EQ(queued, 0) << "said to be not sent";
        }
        if (outcome == OutcomeClass::Accepted) {
            EXPECT_EQ(queued, people) << "said to be queued";
        }
        for (const practice::QueuedCall &call : m_service->queuedCalls(m_batch))
            EXPECT_EQ(call.timesQueued, 1);
    }

    std::unique_ptr<practice::PracticeService> m_service;
    std::unique_ptr<practice::PracticeService> m_tunnel;
    std::unique_ptr<test::Trust> m_trust;
    std::unique_ptr<Transport> m_transport;
    Timeouts m_timeouts{2s, 5s, 10s, 15s};
    QString m_batch;
    int m_batches = 0;
    int m_lastNumber = 0;
};

int repetitions(int atNight)
{
    return qEnvironmentVariableIsSet("CALLSHEET_NIGHTLY") ? atNight : 1;
}

} // namespace

TEST_P(Cuts, bringABodyAtMostOnceAndAreJudgedByWhatIsKnown)
{
    Figures figures;
    for (int i = 0; i < repetitions(20); ++i) {
        for (const Cut &cut : test::allCuts()) {
            SCOPED_TRACE(cut.name);
            meet(cut, newBody(0), figures);
        }
    }
    figures.print(GetParam().name);
    EXPECT_GT(figures.unknown, 0);
    EXPECT_GT(figures.accepted, 0);
}

TEST_P(Cuts, ofABodyThatCannotLeaveAtOnceProveThatItWasNotSent)
{
    // More than the two ends of a connection hold on its way: what is not handed over cannot have arrived.
    constexpr qsizetype noteBytes = 200'000;
    Figures figures;
    for (int i = 0; i < repetitions(5); ++i) {
        for (const Cut &cut : test::cutsOfTheBody()) {
            SCOPED_TRACE(cut.name);
            meet(cut, newBody(noteBytes), figures);
        }
    }
    figures.print(std::string(GetParam().name) + ", a large body");
    EXPECT_GT(figures.brokenOff, 0);
    EXPECT_GT(figures.unknown, 0) << "whole before the end of it came";
}

TEST_P(Cuts, bringABodySeveralTimesByQtsDefaultWayOfPosting)
{
    // The negative control: without it the tests above could pass because nobody has a reason to post again.
    QNetworkAccessManager manager;
    if (GetParam().tunnel)
        manager.setProxyFactory(test::proxyAt(m_tunnel->url().port()).release());
    int several = 0;
    int most = 0;
    const std::vector<Cut> cuts = test::allCuts();
    for (const Cut &cut : cuts) {
        m_service->setFaults({});
        postByQtsDefault(manager, newBody(0)); // leaves a connection to use again
        newArrivals();
        play(*m_service, cut.fault);
        postByQtsDefault(manager, newBody(0));
        const int arrived = static_cast<int>(newArrivals().size());
        several += arrived > 1;
        most = std::max(most, arrived);
    }
    std::printf("%s, Qt's default way: %d of %zu cuts with more than one arrival of a body, at most %d\n",
        GetParam().name, several, cuts.size(), most);
    EXPECT_GT(several, 10);
}

INSTANTIATE_TEST_SUITE_P(Ways, Cuts,
    ::testing::Values(Way{"plainDirect"}, Way{"tlsDirect", TlsVariant::Good},
        Way{"plainThroughATunnel", TlsVariant::None, true}, Way{"tlsThroughATunnel", TlsVariant::Good, true}),
    [](const auto &tested) { return std::string(tested.param.name); });

class TunnelCuts : public Cuts {
protected:
    int m_tunnelsAsked = 0;
};

TEST_P(TunnelCuts, beforeTheTunnelStandsProveThatNothingWasSent)
{
    m_timeouts.connect = 1h; // that the proxy left is noticed, not waited for
    Figures figures;
    for (Cut cut : test::cutsOfTheTunnel()) {
        SCOPED_TRACE(cut.name);
        cut.fault.path = u"127.0.0.1"_s; // of CONNECT: the service's host and port
        play(*m_tunnel, cut.fault);
        const Evidence evidence = post(newBody(0));
        const OutcomeClass outcome = judge(evidence);
        const qsizetype arrived = newArrivals().size();
        figures.count(evidence, outcome, arrived);
        EXPECT_EQ(arrived, 0);
        expectWhatCanBeKnown(evidence, outcome, cut);
        EXPECT_EQ(evidence.failure, NetworkFailure::Proxy) << evidence.failureDetail.toStdString();
        const QList<practice::Arrival> asked = m_tunnel->arrivals();
        ASSERT_EQ(asked.size(), ++m_tunnelsAsked) << "it is asked once";
        EXPECT_EQ(asked.last().fault, practice::faultName(cut.fault.kind)) << "it was not played";
    }
    figures.print(std::string(GetParam().name) + ", before it stands");
}

INSTANTIATE_TEST_SUITE_P(Ways, TunnelCuts,
    ::testing::Values(Way{"plain", TlsVariant::None, true}, Way{"tls", TlsVariant::Good, true}),
    [](const auto &tested) { return std::string(tested.param.name); });

} // namespace callsheet::send
