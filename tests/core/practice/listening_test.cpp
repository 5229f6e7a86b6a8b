#include "tests/core/practice/practice_fixture.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>
#include <QTcpSocket>

// Who may reach the practice service, and as whom it answers.
namespace callsheet::practice {

using test::RawAnswer;
using test::RawClient;
using test::requestBytes;
using namespace std::chrono_literals;

namespace {

class Listening : public PracticeTest {
protected:
    static PracticeOptions optionsWith(const QString &address, const QString &token)
    {
        PracticeOptions options;
        options.listenAddress = address;
        options.token = token;
        return options;
    }
    QByteArray request(const QByteArray &header = {}) const
    {
        return requestBytes("POST", addCallsTarget, keyHeader(acme()) + header, bodyFor(acmeBatch(), people(2)));
    }
};

//! What a client of TLS meets that trusts the practice authority and nobody else.
struct Meeting {
    bool isEncrypted = false;
    QList<QSslError::SslError> doubts;
    QByteArray answer;
};

Meeting meet(const PracticeService &service, const QByteArray &request, QSslConfiguration configuration = {})
{
    configuration.setCaCertificates(QSslCertificate::fromData(service.authorityPem()));
    QSslSocket socket;
    socket.setSslConfiguration(configuration);
    Meeting meeting;
    QObject::connect(&socket, &QSslSocket::sslErrors, &socket, [&meeting](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            meeting.doubts += error.error();
    });
    QObject::connect(&socket, &QSslSocket::encrypted, &socket, [&meeting] { meeting.isEncrypted = true; });
    socket.connectToHostEncrypted(service.url().host(), static_cast<quint16>(service.url().port()));
    socket.write(request);
    EXPECT_TRUE(test::waitUntil([&] {
        if (socket.isOpen())
            meeting.answer += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState;
    }));
    return meeting;
}

class Tls : public Listening {
protected:
    void startAs(TlsVariant variant, bool proxy = false)
    {
        PracticeOptions options;
        options.tls = variant;
        options.proxy = proxy;
        start(options);
    }
};

struct Refusal {
    const char *name;
    TlsVariant variant;
    QSslError::SslError doubt;
};
void PrintTo(const Refusal &refusal, std::ostream *out)
{
    *out << refusal.name;
}
class TlsRefused : public Tls, public testing::WithParamInterface<Refusal> { };

} // namespace

TEST_F(Listening, isForThisComputerAloneUnlessAnAddressIsNamed)
{
    start();
    EXPECT_EQ(m_service->url().host(), u"127.0.0.1"_s);
    EXPECT_TRUE(m_service->authorityPem().isEmpty());
    const auto isReached = [this] { // at an address that only a service on all of them has
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.2"_s, port());
        return test::waitUntil([&socket] { return socket.state() == QAbstractSocket::ConnectedState; }, 1s);
    };
    EXPECT_FALSE(isReached());
    start(optionsWith(u"0.0.0.0"_s, u"token"_s));
    EXPECT_TRUE(isReached()) << "the control";
}

TEST_F(Listening, isRefusedForOthersWithoutAToken)
{
    for (const QString &address : {u"0.0.0.0"_s, u"::"_s, u"192.168.1.20"_s}) {
        const auto started = PracticeService(optionsWith(address, {})).start();
        ASSERT_FALSE(started);
        EXPECT_EQ(started.error().kind, base::ErrorKind::InvalidInput);
        EXPECT_TRUE(started.error().message.contains(u"--token"_s)) << test::errorOf(started);
    }
}

TEST_F(Listening, isRefusedOnWhatIsNoAddress)
{
    const auto started = PracticeService(optionsWith(u"my-computer"_s, u"t"_s)).start();
    ASSERT_FALSE(started);
    EXPECT_TRUE(started.error().message.contains(u"“my-computer”"_s)) << test::errorOf(started);
}

TEST_F(Listening, takesOnlyRequestsThatBearTheToken)
{
    start(optionsWith(u"0.0.0.0"_s, u"open sesame"_s));
    EXPECT_EQ(RawClient(port()).ask(request()).status, 401);
    EXPECT_EQ(RawClient(port()).ask(request("X-Practice-Token: open\r\n")).status, 401);
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 0);
    EXPECT_EQ(RawClient(port()).ask(request("X-Practice-Token: open sesame\r\n")).status, 200);
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 2);
}

TEST_F(Listening, readsNoBodyOfAStranger)
{
    start(optionsWith({}, u"open sesame"_s));
    RawClient client(port());
    EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 60000000\r\n\r\nxxx").status, 401);
    EXPECT_EQ(m_service->arrivals()[0].bodyBytes, 0);
}

TEST_F(Tls, servesAClientThatTrustsTheAuthority)
{
    startAs(TlsVariant::Good);
    EXPECT_EQ(m_service->url().scheme(), u"https"_s);
    EXPECT_EQ(m_service->announcement().value(u"authorityPem"_s).toString().toLatin1(), m_service->authorityPem());
    const Meeting meeting = meet(*m_service, request("Connection: close\r\n"));
    EXPECT_TRUE(meeting.isEncrypted);
    EXPECT_TRUE(meeting.answer.startsWith("HTTP/1.1 200 OK\r\n")) << meeting.answer.toStdString();
    EXPECT_TRUE(meeting.answer.endsWith('}')) << "to the last byte";
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 2);
}

TEST_F(Tls, takesAndGivesLargeBodies)
{
    PracticeOptions options;
    options.tls = TlsVariant::Good;
    Fault huge;
    huge.kind = FaultKind::HugeAnswer;
    options.faults.faults = {huge};
    start(options);
    const QByteArray body = bodyFor(acmeBatch(), people(2)) + QByteArray(6'000'000, ' ');
    const Meeting meeting
        = meet(*m_service, requestBytes("POST", addCallsTarget, keyHeader(acme()) + "Connection: close\r\n", body));
    EXPECT_GT(meeting.answer.size(), 8'000'000);
    EXPECT_EQ(m_service->arrivals()[0].bodyBytes, body.size());
}

TEST_F(Tls, isAnotherAuthorityEachTime)
{
    startAs(TlsVariant::Good);
    const QByteArray before = m_service->authorityPem();
    startAs(TlsVariant::Good);
    EXPECT_NE(m_service->authorityPem(), before);
}

TEST_F(Tls, tellsAPlainClientAndStaysAlive)
{
    startAs(TlsVariant::Good);
    EXPECT_EQ(RawClient(port()).ask(request()).status, 400);
    EXPECT_EQ(m_service->queuedCount(acmeBatch()), 0);
    EXPECT_TRUE(meet(*m_service, request("Connection: close\r\n")).answer.startsWith("HTTP/1.1 200"));
}

TEST_F(Tls, survivesNonsenseInsteadOfAHandshake)
{
    startAs(TlsVariant::Good);
    RawClient client(port());
    client.send(QByteArray("\x16\x03\x01\x00\x05", 5) + QByteArray(2000, '\x7f'));
    EXPECT_TRUE(client.receiveUntilClosed());
    EXPECT_TRUE(meet(*m_service, request("Connection: close\r\n")).answer.startsWith("HTTP/1.1 200"));
}

TEST_P(TlsRefused, byAClientThatLooksAndReadsNothingOfIt)
{
    startAs(GetParam().variant);
    const Meeting meeting = meet(*m_service, request("Connection: close\r\n"));
    EXPECT_FALSE(meeting.isEncrypted);
    EXPECT_TRUE(meeting.doubts.contains(GetParam().doubt)) << meeting.doubts.size();
    EXPECT_EQ(meeting.answer, "");
    EXPECT_TRUE(m_service->arrivals().isEmpty()) << "no byte of the request left the client";
}

INSTANTIATE_TEST_SUITE_P(Variants, TlsRefused,
    testing::Values(Refusal{"expired", TlsVariant::Expired, QSslError::CertificateExpired},
        Refusal{"notYetValid", TlsVariant::NotYetValid, QSslError::CertificateNotYetValid},
        Refusal{"wrongName", TlsVariant::WrongName, QSslError::HostNameMismatch},
        Refusal{"selfSigned", TlsVariant::SelfSigned, QSslError::SelfSignedCertificate}),
    [](const auto &test) { return std::string(test.param.name); });

TEST_F(Tls, ofAnOldVersionIsRefusedByAClientOfToday)
{
    startAs(TlsVariant::OldVersion);
    const Meeting meeting = meet(*m_service, request("Connection: close\r\n"));
    EXPECT_FALSE(meeting.isEncrypted);
    EXPECT_TRUE(m_service->arrivals().isEmpty());
}

// The negative control: the service does speak that version, with whoever still does.
TEST_F(Tls, ofAnOldVersionServesAClientOfThatTime)
{
    startAs(TlsVariant::OldVersion);
    QSslConfiguration old;
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    old.setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    old.setBackendConfigurationOption("CipherString", QByteArray("DEFAULT:@SECLEVEL=0"));
    const Meeting meeting = meet(*m_service, request("Connection: close\r\n"), old);
    EXPECT_TRUE(meeting.isEncrypted);
    EXPECT_TRUE(meeting.answer.startsWith("HTTP/1.1 200")) << meeting.answer.toStdString();
}

TEST_F(Tls, namesItsVariantsAndKnowsThemByTheirNames)
{
    for (int i = 0; i < tlsVariantNames().size(); ++i)
        EXPECT_EQ(tlsVariantFrom(tlsVariantNames()[i]), static_cast<TlsVariant>(i + 1));
    EXPECT_EQ(tlsVariantFrom(u"none"_s), std::nullopt);
}

} // namespace callsheet::practice
