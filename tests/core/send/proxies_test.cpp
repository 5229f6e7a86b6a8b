#include "core/send/proxies.h"

#include "core/base/background.h"
#include "core/send/exchange.h"
#include "tests/support/await.h"

#include <QNetworkProxyQuery>
#include <QSemaphore>

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <mutex>

// The system knows which proxy leads to the service. It is asked for no more than that, it is believed, and where it
// does not answer only this question waits.
namespace callsheet::send {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using test::waitUntil;

namespace {

const QUrl service(u"https://api.example.com/api/call/addCallsToBatch"_s);

//! Of a process of its own: what the system answers is what stood in its environment at the start.
[[noreturn]] void tellSystemProxy(const QByteArray &httpsProxy)
{
    for (const char *const name :
        {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
            "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "GNOME_DESKTOP_SESSION_ID", "KDE_FULL_SESSION"})
        qunsetenv(name);
    if (!httpsProxy.isEmpty())
        qputenv("https_proxy", httpsProxy);
    Proxies proxies;
    const QNetworkProxy proxy = proxies.towards(service).result();
    std::fprintf(stderr, "type %d at %s:%d\n", static_cast<int>(proxy.type()), qPrintable(proxy.hostName()),
        static_cast<int>(proxy.port()));
    std::exit(0);
}

std::unique_ptr<Line> lineThrough(Proxies &proxies)
{
    auto line = std::make_unique<Line>(service);
    line->start(proxies);
    return line;
}

//! A system that answers when the test lets it, and nothing but the direct way.
class SlowSystem : public testing::Test {
protected:
    struct State {
        QSemaphore gate;
        std::mutex mutex;
        QList<QUrl> asked;
    };
    ~SlowSystem() override
    {
        answer();
        EXPECT_TRUE(waitUntil([] { return !Proxies::isSystemAsked(); }));
    }
    void answer() { m_state->gate.release(1000); }
    QList<QUrl> asked()
    {
        const std::lock_guard guard(m_state->mutex);
        return m_state->asked;
    }
    bool isAsked(qsizetype times)
    {
        return waitUntil([this, times] { return asked().size() == times; });
    }

    std::shared_ptr<State> m_state = std::make_shared<State>();
    Proxies m_proxies{[state = m_state](const QNetworkProxyQuery &query) {
        {
            const std::lock_guard guard(state->mutex);
            state->asked += query.url();
        }
        state->gate.acquire();
        return QList<QNetworkProxy>{QNetworkProxy(QNetworkProxy::NoProxy)};
    }};
};

} // namespace

TEST(SystemProxyDeathTest, thatIsThereForHttpsAloneIsNotGoneAround)
{
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(tellSystemProxy("http://127.0.0.1:3128"), testing::ExitedWithCode(0), "type 3 at 127.0.0.1:3128");
}

TEST(SystemProxyDeathTest, thatIsNotThereLeavesTheDirectWay)
{
    // The control: without it the one above would pass wherever the tests themselves run behind a proxy.
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(tellSystemProxy({}), testing::ExitedWithCode(0), "type 2 at :0");
}

TEST(SystemProxy, thatPassesNoConnectionsOnIsNotGoneAround)
{
    const QNetworkProxy direct(QNetworkProxy::NoProxy);
    const QNetworkProxy caching(QNetworkProxy::FtpCachingProxy, u"127.0.0.1"_s, 21);
    const QNetworkProxy tunnel(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, 3128);
    const auto chosenOf = [](const QList<QNetworkProxy> &named) {
        return Proxies([named](const QNetworkProxyQuery &) { return named; }).towards(service).result();
    };
    EXPECT_EQ(chosenOf({caching, direct}), caching) << "Qt has added the direct way";
    EXPECT_EQ(chosenOf({caching, tunnel, direct}), tunnel);
    EXPECT_EQ(chosenOf({direct, tunnel}), direct) << "the system's own word";
}

TEST_F(SlowSystem, learnsOnlyWhichServiceItIs)
{
    // A proxy script is somebody else's, and sees all that it is asked about.
    answer();
    QUrl look(u"https://user:word@api.example.com:8443/api/batch/details?search=12125550100#top"_s);
    m_proxies.towards(look).result();
    m_proxies.towards(service).result();
    EXPECT_EQ(asked(), (QList<QUrl>{QUrl(u"https://api.example.com:8443/"_s), QUrl(u"https://api.example.com/"_s)}));
}

TEST_F(SlowSystem, isAskedOnceUntilItAnswers)
{
    const QFuture<QNetworkProxy> first = m_proxies.towards(service);
    ASSERT_TRUE(isAsked(1));
    std::vector<QFuture<QNetworkProxy>> later;
    for (int i = 0; i < 20; ++i)
        later.push_back(m_proxies.towards(service));
    answer();
    for (QFuture<QNetworkProxy> &one : later)
        EXPECT_EQ(one.result().type(), QNetworkProxy::NoProxy);
    EXPECT_TRUE(waitUntil([&] { return first.isFinished(); })); // a moment after its result is there
    EXPECT_EQ(asked().size(), 1);
    m_proxies.towards(service).result();
    EXPECT_EQ(asked().size(), 2) << "it may have changed since";
}

TEST_F(SlowSystem, keepsNoOtherWorkWaiting)
{
    for (int port = 1; port <= 40; ++port)
        m_proxies.towards(QUrl(u"https://api.example.com:%1/"_s.arg(port)));
    ASSERT_TRUE(isAsked(1));
    const QFuture<int> other = base::inBackground([](int value) { return value; }, 7);
    EXPECT_TRUE(waitUntil([&] { return other.isFinished(); }));
    EXPECT_TRUE(base::backgroundThreads().waitForDone(0)) << "the program could not end";
}

TEST_F(SlowSystem, isNamedToThePersonAndNothingWasSent)
{
    Message message;
    message.url = service;
    message.body = "body";
    message.timeouts.connect = 50ms;
    Exchange exchange(message);
    const QFuture<void> ended = exchange.start(lineThrough(m_proxies));
    ASSERT_TRUE(waitUntil([&] { return ended.isFinished(); }));
    EXPECT_EQ(exchange.failure(), NetworkFailure::ProxyUnknown) << exchange.failureDetail().toStdString();
    EXPECT_FALSE(exchange.hasLeft());
    EXPECT_EQ(exchange.bodyBytesTaken(), 0);
    Evidence evidence;
    evidence.bodyBytes = message.body.size();
    evidence.failure = exchange.failure();
    const Outcome outcome = classify(evidence, ServerErrorPolicy::AskMe);
    EXPECT_EQ(outcome.result.outcome, runs::OutcomeClass::NotSent);
    EXPECT_EQ(outcome.next, NextStep::RetrySoon);
    EXPECT_TRUE(outcome.result.message.contains(u"which proxy leads to the service"_s))
        << outcome.result.message.toStdString();
}

TEST_F(SlowSystem, thatAnswersAfterTheTimeDialsNobody)
{
    Message message;
    message.url = service;
    message.timeouts.connect = 50ms;
    Exchange exchange(message);
    const QFuture<void> ended = exchange.start(lineThrough(m_proxies));
    ASSERT_TRUE(waitUntil([&] { return ended.isFinished(); }));
    answer();
    ASSERT_TRUE(waitUntil([] { return !Proxies::isSystemAsked(); }));
    QCoreApplication::processEvents();
    EXPECT_EQ(exchange.failure(), NetworkFailure::ProxyUnknown);
    EXPECT_FALSE(exchange.hasLeft());
}

} // namespace callsheet::send
