#include "core/send/request_head.h"

#include <gtest/gtest.h>

namespace callsheet::send {

namespace {

QByteArray firstLine(const QByteArray &head)
{
    return head.left(head.indexOf("\r\n"));
}

QByteArray hostLine(const QByteArray &head)
{
    const qsizetype at = head.indexOf("Host: ");
    return head.mid(at, head.indexOf("\r\n", at) - at);
}

} // namespace

TEST(RequestHead, asksForThePathAndNamesTheHost)
{
    struct Case {
        const char *url;
        QByteArray line;
        QByteArray host;
    };
    for (const Case &tested : {
             Case{"https://api.example/api/call/x", "POST /api/call/x HTTP/1.1", "Host: api.example"},
             Case{"https://api.example:443/x", "POST /x HTTP/1.1", "Host: api.example"},
             Case{"https://api.example:8443/x", "POST /x HTTP/1.1", "Host: api.example:8443"},
             Case{"http://127.0.0.1:80/x", "POST /x HTTP/1.1", "Host: 127.0.0.1"},
             Case{"http://localhost:443/x", "POST /x HTTP/1.1", "Host: localhost:443"},
             Case{"http://[::1]:8080/x", "POST /x HTTP/1.1", "Host: [::1]:8080"},
             Case{"https://[::1]/x", "POST /x HTTP/1.1", "Host: [::1]"},
             Case{"https://b\xc3\xbc"
                  "cher.example/x",
                 "POST /x HTTP/1.1", "Host: xn--bcher-kva.example"},
             Case{"https://api.example", "POST / HTTP/1.1", "Host: api.example"},
             Case{"https://api.example/a b?q=%7B\"c d\"%7D#part", "POST /a%20b?q=%7B%22c%20d%22%7D HTTP/1.1",
                 "Host: api.example"},
             Case{"https://api.example/a%0D%0AX:%20y", "POST /a%0D%0AX:%20y HTTP/1.1", "Host: api.example"},
         }) {
        SCOPED_TRACE(tested.url);
        const auto head = requestHead("POST", QUrl(QString::fromUtf8(tested.url)), {});
        ASSERT_TRUE(head);
        EXPECT_EQ(firstLine(*head), tested.line);
        EXPECT_EQ(hostLine(*head), tested.host);
    }
}

TEST(RequestHead, asksForAnAnswerThatIsNotPackedAndForNoMoreThanOne)
{
    const auto head = requestHead("GET", QUrl(QStringLiteral("https://api.example/x")), {{"X-Key", "a b\tc"}});
    ASSERT_TRUE(head);
    EXPECT_TRUE(head->contains("\r\nAccept-Encoding: identity\r\n"));
    EXPECT_TRUE(head->contains("\r\nConnection: close\r\n"));
    EXPECT_TRUE(head->contains("\r\nX-Key: a b\tc\r\n"));
    EXPECT_FALSE(head->contains("Expect"));
    EXPECT_TRUE(head->endsWith("\r\n\r\n"));
    EXPECT_EQ(head->count("\r\n\r\n"), 1);
}

TEST(RequestHead, isNotWrittenWhereAValueWouldWriteHeadersOfItsOwn)
{
    const QUrl url(QStringLiteral("https://api.example/x"));
    for (const QByteArray &value : {QByteArray("key\r\nX-Other: 1"), QByteArray("key\n"), QByteArray("\rkey"),
             QByteArray("k\0y", 3), QByteArray("k\x7fy")})
        EXPECT_FALSE(requestHead("POST", url, {{"x-api-key", value}})) << value.toPercentEncoding().toStdString();
    EXPECT_FALSE(requestHead("POST", url, {{"x key", "1"}}));
}

} // namespace callsheet::send
