#include "core/connection/secret_store.h"

#include "tests/support/await.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace callsheet::connection {

using namespace Qt::StringLiterals;

namespace {

Connection connectionTo(const QString &address)
{
    Connection connection;
    connection.name = u"May"_s;
    connection.baseUrl = QUrl(address);
    return connection;
}

Secrets sampleSecrets()
{
    return {base::Secret("key-1"), base::Secret("token-1")};
}

Secrets loaded(SecretStore &store, const Connection &connection)
{
    const std::optional<base::Result<Secrets>> result = test::await(store.load(connection));
    if (!result || !*result) {
        ADD_FAILURE() << "load() gave nothing";
        return {};
    }
    return **result;
}

template <typename Store>
class AnySecretStore : public testing::Test {
protected:
    // Without a bus there is no keychain to be reached, and the one of whoever runs the tests is left alone.
    AnySecretStore() { qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/callsheet"); }
    Store m_store;
};

using Stores = testing::Types<MemorySecretStore, KeychainSecretStore>;
TYPED_TEST_SUITE(AnySecretStore, Stores);

} // namespace

TYPED_TEST(AnySecretStore, hasNothingForAConnectionItDoesNotKnow)
{
    const Secrets secrets = loaded(this->m_store, connectionTo(u"https://api.example.com"_s));
    EXPECT_TRUE(secrets.apiKey.isEmpty());
    EXPECT_TRUE(secrets.bearer.isEmpty());
}

TYPED_TEST(AnySecretStore, givesBackBothSecrets)
{
    const Connection connection = connectionTo(u"https://api.example.com"_s);
    EXPECT_EQ(test::await(this->m_store.save(connection, sampleSecrets())), false) << "there is no keychain here";
    const Secrets secrets = loaded(this->m_store, connection);
    EXPECT_EQ(secrets.apiKey.reveal(), "key-1");
    EXPECT_EQ(secrets.bearer.reveal(), "token-1");
}

TYPED_TEST(AnySecretStore, doesNotFindThemUnderAnotherOrigin)
{
    test::await(this->m_store.save(connectionTo(u"https://api.example.com"_s), sampleSecrets()));
    EXPECT_TRUE(loaded(this->m_store, connectionTo(u"https://api.example.net"_s)).apiKey.isEmpty());
    EXPECT_TRUE(loaded(this->m_store, connectionTo(u"https://api.example.com:8443"_s)).apiKey.isEmpty());
    EXPECT_FALSE(loaded(this->m_store, connectionTo(u"https://api.example.com/v2"_s)).apiKey.isEmpty())
        << "another path is the same origin";
}

TYPED_TEST(AnySecretStore, doesNotMixConnections)
{
    const Connection may = connectionTo(u"https://api.example.com"_s);
    Connection june = may;
    june.name = u"June"_s;
    test::await(this->m_store.save(may, sampleSecrets()));
    EXPECT_TRUE(loaded(this->m_store, june).apiKey.isEmpty());
}

TYPED_TEST(AnySecretStore, forgetsWhatIsSavedEmpty)
{
    const Connection connection = connectionTo(u"https://api.example.com"_s);
    test::await(this->m_store.save(connection, sampleSecrets()));
    test::await(this->m_store.save(connection, Secrets()));
    EXPECT_TRUE(loaded(this->m_store, connection).apiKey.isEmpty());
}

TEST(SecretStores, tellWhereThereIsNobodyToAskFromWhereThereIsNothing)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/callsheet");
    KeychainSecretStore keychain;
    MemorySecretStore memory;
    const auto fromKeychain = test::await(keychain.loadNamed(u"no such entry"_s));
    const auto fromMemory = test::await(memory.loadNamed(u"no such entry"_s));
    ASSERT_TRUE(fromKeychain && fromMemory);
    EXPECT_EQ(*fromKeychain, std::nullopt);
    EXPECT_EQ(*fromMemory, std::optional(base::Secret()));
}

} // namespace callsheet::connection
