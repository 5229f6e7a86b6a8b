#include "core/send/proxy_talk.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

// What a proxy is told and how its answers are taken, word by word.
namespace callsheet::send {

using namespace Qt::StringLiterals;

namespace {

QNetworkProxy proxyOf(QNetworkProxy::ProxyType type, const QString &user = {}, const QString &password = {})
{
    return {type, u"proxy.example"_s, 3128, user, password};
}

QByteArray bytes(std::initializer_list<int> values)
{
    QByteArray made;
    for (const int value : values)
        made += static_cast<char>(value);
    return made;
}

//! What a talk came to, with each of the proxy's words in a piece of its own, or byte by byte.
struct Talk {
    QByteArray said; // to the proxy
    bool stands = false;
    NetworkFailure failure = NetworkFailure::None;
};
Talk talk(const QNetworkProxy &proxy, const QString &host, const std::vector<QByteArray> &words, bool byteByByte)
{
    const auto talking = talkTo(proxy, host, 443);
    Talk made{talking->opening()};
    for (const QByteArray &word : words) {
        const qsizetype piece = byteByByte ? 1 : word.size();
        for (qsizetype at = 0; at < word.size() && !made.stands && made.failure == NetworkFailure::None; at += piece) {
            const ProxyTalk::Step step = talking->take(QByteArrayView(word).sliced(at, piece));
            made.said += step.say;
            made.stands = step.stands;
            made.failure = step.failure;
            EXPECT_EQ(step.failure != NetworkFailure::None, !step.detail.isEmpty());
        }
    }
    return made;
}

struct Case {
    std::string name;
    QNetworkProxy proxy;
    std::vector<QByteArray> words;
    bool stands;
    NetworkFailure failure = NetworkFailure::None;
};
void PrintTo(const Case &tested, std::ostream *out)
{
    *out << tested.name;
}

std::vector<Case> cases()
{
    constexpr auto refused = NetworkFailure::Proxy;
    constexpr auto signIn = NetworkFailure::ProxySignIn;
    const QNetworkProxy http = proxyOf(QNetworkProxy::HttpProxy);
    const QNetworkProxy socks = proxyOf(QNetworkProxy::Socks5Proxy);
    const QNetworkProxy known = proxyOf(QNetworkProxy::Socks5Proxy, u"user"_s, u"word"_s);
    const QByteArray greeted = bytes({5, 0});
    const QByteArray through = bytes({5, 0, 0, 1, 127, 0, 0, 1, 0, 80});
    return {
        {"httpOpens", http, {"HTTP/1.1 200 Connection established\r\n\r\n"}, true},
        {"httpOpensOldStyle", http, {"HTTP/1.0 200 OK\r\nVia: x\r\n\r\n"}, true},
        {"httpSaysNothingYet", http, {"HTTP/1.1 200 OK\r\n"}, false},
        {"httpForbids", http, {"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"}, false, refused},
        {"httpCannotReachIt", http, {"HTTP/1.1 502 Bad\r\n\r\n"}, false, refused},
        {"httpRedirects", http, {"HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\n\r\n"}, false, refused},
        {"httpWantsASignIn", http, {"HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n"}, false, signIn},
        {"httpIsNone", http, {"SSH-2.0-OpenSSH\r\n"}, false, refused},
        {"socksOpens", socks, {greeted, through}, true},
        {"socksOpensFromIPv6", socks, {greeted, bytes({5, 0, 0, 4}) + QByteArray(18, 'x')}, true},
        {"socksOpensFromAName", socks, {greeted, bytes({5, 0, 0, 3, 2}) + "ab" + bytes({0, 80})}, true},
        {"socksSaysNothingYet", socks, {greeted, through.chopped(1)}, false},
        {"socksRefuses", socks, {greeted, bytes({5, 5, 0, 1, 0, 0, 0, 0, 0, 0})}, false, refused},
        {"socksOfAnotherKind", socks, {greeted, bytes({5, 0, 0, 9, 0, 0, 0, 0, 0, 0})}, false, refused},
        {"socksWantsASignIn", socks, {bytes({5, 2})}, false, signIn},
        {"socksTakesNothing", socks, {bytes({5, 255})}, false, signIn},
        {"socksOfVersion4", socks, {bytes({0, 91})}, false, refused},
        {"socksTakesTheSignIn", known, {bytes({5, 2}), bytes({1, 0}), through}, true},
        {"socksNeedsNoSignIn", known, {greeted, through}, true},
        {"socksRefusesTheSignIn", known, {bytes({5, 2}), bytes({1, 1})}, false, signIn},
    };
}

class ProxyWords : public testing::TestWithParam<Case> { };

} // namespace

TEST_P(ProxyWords, areTakenTheSameHoweverTheyCome)
{
    for (const bool byteByByte : {false, true}) {
        const Talk made = talk(GetParam().proxy, u"api.example"_s, GetParam().words, byteByByte);
        EXPECT_EQ(made.stands, GetParam().stands);
        EXPECT_EQ(made.failure, GetParam().failure);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ProxyWords, testing::ValuesIn(cases()), [](const auto &tested) { return tested.param.name; });

TEST(ProxyTalk, asksAHttpProxyForTheServiceByName)
{
    const QNetworkProxy known = proxyOf(QNetworkProxy::HttpProxy, u"user"_s, u"pass:w\u00f6rd"_s);
    EXPECT_TRUE(talkTo(known, u"api.example"_s, 443)
                    ->opening()
                    .startsWith("CONNECT api.example:443 HTTP/1.1\r\nHost: api.example:443\r\n"));
    const QByteArray signIn = u"user:pass:w\u00f6rd"_s.toUtf8().toBase64();
    EXPECT_TRUE(
        talkTo(known, u"api.example"_s, 443)->opening().contains("Proxy-Authorization: Basic " + signIn + "\r\n"));
    EXPECT_FALSE(talkTo(proxyOf(QNetworkProxy::HttpProxy), u"api.example"_s, 443)->opening().contains("Authorization"));
    EXPECT_TRUE(talkTo(known, u"::1"_s, 80)->opening().startsWith("CONNECT [::1]:80 HTTP/1.1"));
}

TEST(ProxyTalk, asksASocksProxyForTheServiceByName)
{
    const QNetworkProxy proxy = proxyOf(QNetworkProxy::Socks5Proxy);
    const auto asked = [&proxy](const QString &host) { return talk(proxy, host, {bytes({5, 0})}, false).said; };
    const QByteArray greeting = bytes({5, 1, 0});
    const QByteArray port = bytes({1, 187});
    EXPECT_EQ(asked(u"api.example"_s), greeting + bytes({5, 1, 0, 3, 11}) + "api.example" + port);
    EXPECT_EQ(asked(u"127.0.0.1"_s), greeting + bytes({5, 1, 0, 1, 127, 0, 0, 1}) + port);
    EXPECT_EQ(asked(u"::1"_s), greeting + bytes({5, 1, 0, 4}) + QByteArray(15, '\0') + bytes({1}) + port);
    EXPECT_EQ(talk(proxy, QString(300, u'a'), {bytes({5, 0})}, false).failure, NetworkFailure::Proxy);

    const QNetworkProxy known = proxyOf(QNetworkProxy::Socks5Proxy, u"user"_s, u"word"_s);
    EXPECT_EQ(talk(known, u"api.example"_s, {bytes({5, 2})}, false).said,
        bytes({5, 2, 0, 2}) + bytes({1, 4}) + "user" + bytes({4}) + "word");
}

TEST(ProxyTalk, takesNothingFromAServiceThatSpeaksBeforeItIsAsked)
{
    // It would be read as the answer to a question that follows.
    const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    EXPECT_EQ(talk(proxyOf(QNetworkProxy::HttpProxy), u"a"_s, {"HTTP/1.1 200 Go\r\n\r\n" + answer}, false).failure,
        NetworkFailure::Proxy);
    EXPECT_EQ(talk(proxyOf(QNetworkProxy::Socks5Proxy), u"a"_s,
                  {bytes({5, 0}), bytes({5, 0, 0, 1, 127, 0, 0, 1, 0, 80}) + answer}, false)
                  .failure,
        NetworkFailure::Proxy);
}

TEST(ProxyTalk, isNoneWithAProxyThatPassesNoConnectionsOn)
{
    EXPECT_EQ(talkTo(proxyOf(QNetworkProxy::HttpCachingProxy), u"api.example"_s, 443), nullptr);
    EXPECT_EQ(talkTo(proxyOf(QNetworkProxy::FtpCachingProxy), u"api.example"_s, 443), nullptr);
}

} // namespace callsheet::send
