#include "tests/system/program.h"

#include <QTcpSocket>
#include <QUrl>

// The practice command, as somebody starts it who wants others, or other ways, in.
namespace callsheet::test {

namespace {

QByteArray statusLineFrom(quint16 port, const QByteArray &header)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    if (!socket.waitForConnected(Program::limit))
        return {};
    socket.write("GET /nowhere HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + header + "\r\n");
    while (!socket.canReadLine() && socket.waitForReadyRead(Program::limit)) { }
    return socket.readLine().trimmed();
}

} // namespace

TEST(PracticeDoors, stayShutForOthersWithoutAToken)
{
    const Ended ended = Program::run({u"practice"_s, u"--listen"_s, u"0.0.0.0"_s});
    EXPECT_EQ(ended.exitCode, 2);
    EXPECT_TRUE(ended.errors.contains(u"--token-file"_s)) << ended.errors.toStdString();
    EXPECT_EQ(ended.output, "");
}

TEST(PracticeDoors, openForWhoeverBearsTheTokenOfTheFile)
{
    const TemporaryFolder folder;
    const QString token = folder.write(u"token"_s, "open sesame\n");
    Program service({u"practice"_s, u"--listen"_s, u"0.0.0.0"_s, u"--token-file"_s, token});
    const QByteArray line = service.nextLine();
    EXPECT_FALSE(line.contains("open sesame"));
    const auto port
        = static_cast<quint16>(QUrl(QJsonDocument::fromJson(line).object().value(u"url"_s).toString()).port());
    EXPECT_EQ(statusLineFrom(port, {}), "HTTP/1.1 401 Unauthorized");
    EXPECT_EQ(statusLineFrom(port, "X-Practice-Token: open sesame\r\n"), "HTTP/1.1 404 Not Found");
}

TEST(PracticeDoors, refuseATokenFileWithoutAToken)
{
    const TemporaryFolder folder;
    const QString empty = folder.write(u"token"_s, "\n");
    for (const QString &path : {empty, folder.path(u"absent"_s)}) {
        const Ended ended = Program::run({u"practice"_s, u"--token-file"_s, path});
        EXPECT_EQ(ended.exitCode, 2);
        EXPECT_TRUE(ended.errors.contains(path)) << ended.errors.toStdString();
    }
}

TEST(PracticeDoors, nameTheWaysOfTls)
{
    const Ended ended = Program::run({u"practice"_s, u"--tls"_s, u"bad"_s});
    EXPECT_EQ(ended.exitCode, 2);
    EXPECT_TRUE(ended.errors.contains(u"good, expired, not-yet-valid, wrong-name, self-signed, old-version"_s))
        << ended.errors.toStdString();
}

TEST(PracticeDoors, tellWhomToTrust)
{
    Program service({u"practice"_s, u"--tls"_s, u"good"_s, u"--proxy"_s});
    const QJsonObject line = QJsonDocument::fromJson(service.nextLine()).object();
    EXPECT_TRUE(line.value(u"url"_s).toString().startsWith(u"https://127.0.0.1:"_s));
    EXPECT_TRUE(line.value(u"authorityPem"_s).toString().startsWith(u"-----BEGIN CERTIFICATE-----\n"_s));
    EXPECT_FALSE(QString::fromUtf8(QJsonDocument(line).toJson()).contains(u"PRIVATE KEY"_s));
}

} // namespace callsheet::test
