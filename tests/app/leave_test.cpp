#include "app/leave.h"

#include "core/send/proxies.h"

#include <QTcpServer>

#include <gtest/gtest.h>

#include <cstdlib>
#include <unistd.h>

namespace callsheet::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int code = 7;

//! Of a process of its own. Its system loads a proxy script from a server that never answers.
[[noreturn]] void leaveWhileTheSystemIsAsked()
{
    ::alarm(20); // a program that cannot end fails the test
    QTcpServer silent;
    silent.listen(QHostAddress::LocalHost);
    for (const char *const name : {"all_proxy", "no_proxy", "ALL_PROXY", "NO_PROXY", "HTTPS_PROXY"})
        qunsetenv(name);
    qputenv("https_proxy", "pac+http://127.0.0.1:" + QByteArray::number(silent.serverPort()) + "/proxy.pac");
    {
        send::Proxies proxies;
        const QFuture<QNetworkProxy> asked = proxies.towards(QUrl(u"https://api.example.com/"_s));
        if (!silent.waitForNewConnection(10'000) || asked.isFinished())
            std::_Exit(1);
    }
    std::exit(leave(code));
}

} // namespace

TEST(LeaveDeathTest, endsTheProgramThoughTheSystemStillLooksForAProxy)
{
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(leaveWhileTheSystemIsAsked(), testing::ExitedWithCode(code), "");
}

TEST(Leave, isAnOrdinaryEndWhereNobodyIsAsked)
{
    EXPECT_EQ(leave(code), code);
}

} // namespace callsheet::app
