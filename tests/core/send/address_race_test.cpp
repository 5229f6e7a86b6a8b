#include "core/send/address_race.h"

#include "tests/support/await.h"

#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <vector>

namespace callsheet::send {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<QHostAddress> addresses(const QStringList &texts)
{
    QList<QHostAddress> made;
    for (const QString &text : texts)
        made.append(QHostAddress(text));
    return made;
}

//! An address that swallows connections, as a router does that leads nowhere: its queue of waiting ones is full, and
//! the system answers no more of them.
class BlackHole {
public:
    BlackHole(const char *address, quint16 port)
    {
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(port);
        ::inet_pton(AF_INET, address, &where.sin_addr);
        const void *any = &where;
        const auto *named = static_cast<const sockaddr *>(any);
        m_descriptors.push_back(::socket(AF_INET, SOCK_STREAM, 0));
        m_isOpen = ::bind(m_descriptors[0], named, sizeof where) == 0 && ::listen(m_descriptors[0], 0) == 0;
        for (int i = 0; i < 3; ++i) {
            m_descriptors.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
            static_cast<void>(::connect(m_descriptors.back(), named, sizeof where));
        }
    }
    ~BlackHole()
    {
        for (const int descriptor : m_descriptors)
            ::close(descriptor);
    }
    Q_DISABLE_COPY_MOVE(BlackHole)
    bool isOpen() const { return m_isOpen; }

private:
    std::vector<int> m_descriptors;
    bool m_isOpen = false;
};

//! How a race ended.
struct Result {
    QHostAddress winner;
    std::optional<QAbstractSocket::SocketError> error;
    QString detail;
    int tried = 0;
};
Result run(const QStringList &texts, quint16 port, std::chrono::milliseconds headStart = 250ms)
{
    Result result;
    const auto makeSocket = [&result](QObject *parent) {
        ++result.tried;
        auto *socket = new QTcpSocket(parent);
        socket->setProxy(QNetworkProxy::NoProxy);
        return socket;
    };
    AddressRace race(addresses(texts), port, makeSocket, nullptr, headStart);
    QObject::connect(
        &race, &AddressRace::won, [&result](const QTcpSocket *socket) { result.winner = socket->peerAddress(); });
    QObject::connect(&race, &AddressRace::lost, [&result](QAbstractSocket::SocketError error, const QString &detail) {
        result.error = error;
        result.detail = detail;
    });
    race.start();
    EXPECT_TRUE(test::waitUntil([&result] { return !result.winner.isNull() || result.error; }));
    return result;
}

class RaceTo : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(m_server.listen(QHostAddress::LocalHost)); }
    quint16 port() const { return m_server.serverPort(); }

    QTcpServer m_server; // at 127.0.0.1; nobody is at 127.0.0.2 and 127.0.0.3
};

} // namespace

TEST(AddressesInTurns, beginWithTheKindThatTheSystemPutFirst)
{
    const auto four = [](int last) { return u"192.0.2.%1"_s.arg(last); };
    const auto six = [](int last) { return u"2001:db8::%1"_s.arg(last); };
    const auto inTurnsOf = [](const QStringList &texts) { return inTurns(addresses(texts)); };
    EXPECT_EQ(inTurnsOf({}), addresses({}));
    EXPECT_EQ(inTurnsOf({four(1), four(2)}), addresses({four(1), four(2)}));
    EXPECT_EQ(
        inTurnsOf({six(1), six(2), six(3), four(1), four(2)}), addresses({six(1), four(1), six(2), four(2), six(3)}));
    EXPECT_EQ(inTurnsOf({four(1), four(2), six(1)}), addresses({four(1), six(1), four(2)}));
}

TEST_F(RaceTo, theFirstAddressThatAnswersEndsThere)
{
    const Result result = run({u"127.0.0.1"_s, u"127.0.0.2"_s}, port());
    EXPECT_EQ(result.winner, QHostAddress(u"127.0.0.1"_s));
    EXPECT_EQ(result.tried, 1);
}

TEST_F(RaceTo, aDeadAddressGoesOnWithTheNextOneAtOnce)
{
    const Result result = run({u"127.0.0.2"_s, u"127.0.0.3"_s, u"127.0.0.1"_s}, port(), 1h);
    EXPECT_EQ(result.winner, QHostAddress(u"127.0.0.1"_s));
}

TEST_F(RaceTo, anAddressThatNobodyAnswersGoesOnWithTheNextOneAfterAWhile)
{
    const BlackHole hole("127.0.0.2", port());
    ASSERT_TRUE(hole.isOpen());
    const Result result = run({u"127.0.0.2"_s, u"127.0.0.1"_s}, port(), 20ms);
    EXPECT_EQ(result.winner, QHostAddress(u"127.0.0.1"_s));
    EXPECT_EQ(result.tried, 2);

    // The control: it is the while that helps, and the first one really answers nobody.
    bool isOver = false;
    AddressRace patient(
        addresses({u"127.0.0.2"_s, u"127.0.0.1"_s}), port(), [](QObject *parent) { return new QTcpSocket(parent); },
        nullptr, 1h);
    QObject::connect(&patient, &AddressRace::won, [&isOver] { isOver = true; });
    QObject::connect(&patient, &AddressRace::lost, [&isOver] { isOver = true; });
    patient.start();
    EXPECT_FALSE(test::waitUntil([&isOver] { return isOver; }, 300ms));
}

TEST_F(RaceTo, deadAddressesIsLostWithTheWordThatSaysMost)
{
    m_server.close();
    const Result result = run({u"127.0.0.2"_s, u"127.0.0.3"_s}, 1);
    EXPECT_EQ(result.error, QAbstractSocket::ConnectionRefusedError);
    EXPECT_TRUE(result.detail.startsWith(u"127.0.0."_s)) << result.detail.toStdString();
}

} // namespace callsheet::send
