#include "core/connection/connection.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace callsheet::connection {

using namespace Qt::StringLiterals;

namespace {

struct Address {
    const char *name;
    QString typed;
    QString expected; // the address, or a part of the sentence that refuses it
};

void PrintTo(const Address &address, std::ostream *out)
{
    *out << address.typed.toStdString();
}

std::string nameOf(const testing::TestParamInfo<Address> &info)
{
    return info.param.name;
}

class AcceptedAddress : public testing::TestWithParam<Address> { };
class RefusedAddress : public testing::TestWithParam<Address> { };
class Origin : public testing::TestWithParam<Address> { };

} // namespace

TEST_P(AcceptedAddress, isKeptWithoutTrailingSlash)
{
    const base::Result<QUrl> url = parseBaseUrl(GetParam().typed);
    ASSERT_EQ(test::errorOf(url), "");
    EXPECT_EQ(url->toString(QUrl::FullyEncoded), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Https, AcceptedAddress,
    testing::Values(Address{"plain", u"https://api.example.com"_s, u"https://api.example.com"_s},
        Address{"slash", u"https://api.example.com/"_s, u"https://api.example.com"_s},
        Address{"slashes", u"https://api.example.com/v2///"_s, u"https://api.example.com/v2"_s},
        Address{"blanksAround", u"  https://api.example.com \n"_s, u"https://api.example.com"_s},
        Address{"port", u"https://api.example.com:8443/x"_s, u"https://api.example.com:8443/x"_s},
        Address{"capitals", u"HTTPS://API.Example.com/Path"_s, u"https://api.example.com/Path"_s},
        Address{"address", u"https://10.0.0.7"_s, u"https://10.0.0.7"_s},
        Address{"encodedPath", u"https://h.example/a%20b/"_s, u"https://h.example/a%20b"_s},
        Address{"atSignInPath", u"https://h.example/@team"_s, u"https://h.example/@team"_s}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(ThisComputer, AcceptedAddress,
    testing::Values(Address{"localhost", u"http://localhost:8080/"_s, u"http://localhost:8080"_s},
        Address{"loopback", u"http://127.0.0.1:41873"_s, u"http://127.0.0.1:41873"_s},
        Address{"wholeLoopbackNet", u"http://127.255.3.9"_s, u"http://127.255.3.9"_s},
        Address{"ipv6", u"http://[::1]:9000"_s, u"http://[::1]:9000"_s},
        Address{"ipv6Long", u"http://[0:0:0:0:0:0:0:1]"_s, u"http://[::1]"_s}),
    nameOf);

TEST_P(RefusedAddress, saysWhatToDo)
{
    const base::Result<QUrl> url = parseBaseUrl(GetParam().typed);
    ASSERT_FALSE(url);
    EXPECT_EQ(url.error().kind, base::ErrorKind::InvalidInput);
    EXPECT_TRUE(url.error().message.contains(GetParam().expected)) << test::errorOf(url);
    EXPECT_FALSE(url.error().message.contains(u"hunter2"_s)) << "a secret in the address must not be repeated";
}

INSTANTIATE_TEST_SUITE_P(Unprotected, RefusedAddress,
    testing::Values(Address{"http", u"http://api.example.com"_s, u"unprotected"_s},
        Address{"nameThatBeginsLikeLoopback", u"http://127.0.0.1.example.com"_s, u"unprotected"_s},
        Address{"nameThatBeginsLikeNet", u"http://127.evil.example"_s, u"unprotected"_s},
        Address{"nameThatEndsInLocalhost", u"http://localhost.example.com"_s, u"unprotected"_s},
        Address{"privateNet", u"http://192.168.0.4"_s, u"unprotected"_s},
        Address{"anyAddress", u"http://0.0.0.0"_s, u"unprotected"_s},
        Address{"otherIpv6", u"http://[::2]"_s, u"unprotected"_s},
        Address{"mappedIpv6", u"http://[::ffff:1.2.3.4]"_s, u"unprotected"_s}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(Secrets, RefusedAddress,
    testing::Values(Address{"password", u"https://me:hunter2@api.example.com"_s, u"user name"_s},
        Address{"userName", u"https://hunter2@api.example.com/x"_s, u"user name"_s},
        Address{"passwordInBrokenAddress", u"https://me:hunter2@api example.com"_s, u"user name"_s},
        Address{"passwordWithoutScheme", u"me:hunter2@api.example.com"_s, u"user name"_s},
        Address{"emptyUserName", u"https://@api.example.com"_s, u"user name"_s},
        Address{"query", u"https://api.example.com/?key=hunter2"_s, u"“?”"_s},
        Address{"queryInBrokenAddress", u"https://api example.com?key=hunter2"_s, u"“?”"_s},
        Address{"fragment", u"https://api.example.com#hunter2"_s, u"“#”"_s}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(NotWhole, RefusedAddress,
    testing::Values(Address{"empty", QString(), u"missing"_s}, Address{"blank", u"   "_s, u"missing"_s},
        Address{"noScheme", u"api.example.com"_s, u"not a whole web address"_s},
        Address{"noHost", u"https://"_s, u"not a whole web address"_s},
        Address{"noHostButPath", u"https:///api"_s, u"not a whole web address"_s},
        Address{"blankInside", u"https://api example.com"_s, u"not a whole web address"_s},
        Address{"portZero", u"https://api.example.com:0"_s, u"not a whole web address"_s},
        Address{"portTooHigh", u"https://api.example.com:70000"_s, u"not a whole web address"_s},
        Address{"file", u"file:///etc/passwd"_s, u"not a whole web address"_s},
        Address{"ftp", u"ftp://api.example.com"_s, u"“ftp:”"_s},
        Address{"script", u"javascript://api.example.com"_s, u"“javascript:”"_s}),
    nameOf);

TEST_P(Origin, namesSchemeHostAndPort)
{
    EXPECT_EQ(originOf(QUrl(GetParam().typed)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Forms, Origin,
    testing::Values(Address{"https", u"https://api.example.com/v2"_s, u"https://api.example.com:443"_s},
        Address{"http", u"http://localhost"_s, u"http://localhost:80"_s},
        Address{"port", u"http://127.0.0.1:41873/x"_s, u"http://127.0.0.1:41873"_s},
        Address{"ipv6", u"http://[::1]:9000"_s, u"http://[::1]:9000"_s},
        Address{"nameBeyondAscii", u"https://bücher.example"_s, u"https://xn--bcher-kva.example:443"_s}),
    nameOf);

TEST(PracticeConnection, waitsForItsAddress)
{
    const Connection connection = practiceConnection();
    EXPECT_TRUE(connection.practice);
    EXPECT_FALSE(connection.name.isEmpty());
    EXPECT_TRUE(connection.baseUrl.isEmpty());
    EXPECT_EQ(connection.mode, CredentialMode::ApiKey);
}

TEST(CredentialModes, haveDifferentWords)
{
    EXPECT_EQ(modeName(CredentialMode::ApiKey), u"apiKey"_s);
    EXPECT_EQ(modeName(CredentialMode::Bearer), u"bearer"_s);
    EXPECT_EQ(modeName(CredentialMode::Both), u"both"_s);
    EXPECT_EQ(describe(CredentialMode::Bearer), u"Bearer token"_s);
    EXPECT_NE(describe(CredentialMode::ApiKey), describe(CredentialMode::Both));
}

} // namespace callsheet::connection
