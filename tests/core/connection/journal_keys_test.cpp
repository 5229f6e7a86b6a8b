#include "core/connection/journal_keys.h"

#include "core/base/file_lock.h"
#include "tests/support/await.h"
#include "tests/support/fake_keychain.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QFile>
#include <QFileInfo>

#include <gtest/gtest.h>

namespace callsheet::connection {

using namespace Qt::StringLiterals;
using test::errorOf;

namespace {

class JournalKeysTest : public ::testing::Test {
protected:
    //! As after a start of the program.
    KeptKeys started()
    {
        m_keys = std::make_unique<JournalKeys>(
            m_profile, m_keychain, [this] { return "key number " + QByteArray::number(++m_made); });
        return kept(m_keys->load());
    }
    static KeptKeys kept(QCoro::Task<base::Result<KeptKeys>> task)
    {
        const auto result = test::await(std::move(task));
        EXPECT_TRUE(result);
        EXPECT_EQ(errorOf(*result), "");
        return result && *result ? **result : KeptKeys();
    }
    //! The profile's files in one.
    QByteArray files() const
    {
        QByteArray all;
        for (const QString &name : m_profile.folder.entryList(QDir::Files | QDir::Hidden)) {
            QFile file(m_profile.path(name));
            EXPECT_TRUE(file.open(QIODevice::ReadOnly));
            EXPECT_EQ(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), 0) << name.toStdString();
            all += file.readAll();
        }
        return all;
    }

    test::TemporaryFolder m_folder;
    base::Profile m_profile = *base::Profile::open(m_folder.path(u"profile"_s));
    test::FakeKeychain m_keychain;
    int m_made = 0;
    std::unique_ptr<JournalKeys> m_keys;
};

} // namespace

TEST_F(JournalKeysTest, makeTheFirstKeyInTheKeychain)
{
    const KeptKeys first = started();
    EXPECT_EQ(first.place, KeyPlace::Keychain);
    EXPECT_EQ(first.current.reveal(), "key number 1");
    EXPECT_FALSE(files().contains("key number"));
    EXPECT_EQ(started().current, first.current);
}

TEST_F(JournalKeysTest, makeTheFirstKeyInAFileWhereThereIsNoKeychain)
{
    m_keychain.isOpen = false;
    const KeptKeys first = started();
    EXPECT_EQ(first.place, KeyPlace::File);
    EXPECT_TRUE(files().contains("key number"));
    const KeptKeys second = started();
    EXPECT_EQ(second.current, first.current);
    EXPECT_EQ(second.place, KeyPlace::File);
}

TEST_F(JournalKeysTest, areNotReplacedBecauseTheKeychainIsLocked)
{
    const KeptKeys first = started();
    m_keychain.isOpen = false;
    const KeptKeys locked = started();
    EXPECT_TRUE(locked.current.isEmpty());
    EXPECT_EQ(locked.place, KeyPlace::Keychain);
    m_keychain.isOpen = true;
    EXPECT_EQ(started().current, first.current);
}

TEST_F(JournalKeysTest, moveWhereAPersonWantsThem)
{
    const KeptKeys first = started();
    EXPECT_EQ(kept(m_keys->keepIn(KeyPlace::File)).place, KeyPlace::File);
    EXPECT_TRUE(m_keychain.entries.isEmpty());
    EXPECT_EQ(started().current, first.current);
    kept(m_keys->keepIn(KeyPlace::Keychain));
    EXPECT_FALSE(files().contains("key number"));
    EXPECT_EQ(started().current, first.current);
}

TEST_F(JournalKeysTest, stayWhereTheyAreWhenTheyCannotMove)
{
    m_keychain.isOpen = false;
    const KeptKeys first = started();
    const auto moved = test::await(m_keys->keepIn(KeyPlace::Keychain));
    ASSERT_TRUE(moved);
    ASSERT_FALSE(*moved);
    EXPECT_EQ(moved->error().kind, base::ErrorKind::Storage);
    EXPECT_EQ(started().current, first.current);
}

TEST_F(JournalKeysTest, areForgottenWithTheSessionIfThatIsWanted)
{
    const KeptKeys first = started();
    const KeptKeys session = kept(m_keys->keepIn(KeyPlace::Session));
    EXPECT_EQ(session.current, first.current) << "what was sent today can be sent again today";
    EXPECT_TRUE(m_keychain.entries.isEmpty());
    EXPECT_FALSE(files().contains("key number"));
    const KeptKeys next = started();
    EXPECT_EQ(next.place, KeyPlace::Session);
    EXPECT_FALSE(next.current.isEmpty());
    EXPECT_NE(next.current, first.current);
}

TEST_F(JournalKeysTest, beginAnewWhenTheKeyIsLostAndReadTheOldOneIfItComesBack)
{
    const KeptKeys first = started();
    m_keychain.isOpen = false;
    started();
    const KeptKeys fresh = kept(m_keys->keepIn(KeyPlace::File));
    EXPECT_EQ(fresh.place, KeyPlace::File);
    EXPECT_NE(fresh.current, first.current);
    EXPECT_TRUE(started().older.empty());
    m_keychain.isOpen = true;
    const KeptKeys both = started();
    EXPECT_EQ(both.current, fresh.current);
    EXPECT_EQ(both.older, std::vector<base::Secret>{first.current});
}

TEST_F(JournalKeysTest, areRenewedAndTheOldOneStillOpens)
{
    const KeptKeys first = started();
    const KeptKeys second = kept(m_keys->renew());
    EXPECT_NE(second.current, first.current);
    EXPECT_EQ(second.older, std::vector<base::Secret>{first.current});
    const KeptKeys later = started();
    EXPECT_EQ(later.current, second.current);
    EXPECT_EQ(later.older, second.older);
}

TEST_F(JournalKeysTest, areMadeInSpiteOfALockThatAKilledProgramHasLeft)
{
    m_folder.write(u"profile/payload_keys.lock"_s, {});
    EXPECT_EQ(started().current.reveal(), "key number 1");
}

TEST_F(JournalKeysTest, areThoseOfAnotherCallsheetThatStartedAtTheSameMoment)
{
    auto taken = base::FileLock::take(m_profile.path(u"payload_keys.lock"_s));
    ASSERT_TRUE(taken);
    std::unique_ptr<base::FileLock> others = std::move(taken).value();
    JournalKeys keys(m_profile, m_keychain, [this] { return "key number " + QByteArray::number(++m_made); });
    bool isDone = false;
    QObject context;
    QCoro::connect(keys.load(), &context, [&](const base::Result<KeptKeys> &) { isDone = true; });
    EXPECT_FALSE(isDone) << "it waits";
    m_folder.write(u"profile/payload_keys.json"_s,
        "{\"keys\":[{\"id\":\"0123456789abcdef0123456789abcdef\",\"place\":\"file\"}]}");
    m_folder.write(u"profile/payload-0123456789abcdef0123456789abcdef.key"_s, "the first key");
    others.reset();
    EXPECT_TRUE(test::waitUntil([&] { return isDone; }));
    EXPECT_EQ(keys.kept().current.reveal(), "the first key");
    EXPECT_EQ(m_made, 0) << "there is one first key";
}

TEST_F(JournalKeysTest, areNotGuessedFromADamagedList)
{
    started();
    for (const QByteArray &content : {QByteArray("{"), QByteArray("{\"keys\":[]}"),
             QByteArray("{\"keys\":[{\"id\":\"../../etc/passwd\",\"place\":\"file\"}]}"),
             QByteArray("{\"keys\":[{\"id\":\"0123456789abcdef0123456789abcdef\",\"place\":\"cloud\"}]}")}) {
        m_folder.write(u"profile/payload_keys.json"_s, content);
        JournalKeys keys(m_profile, m_keychain, [] { return QByteArray("never"); });
        const auto loaded = test::await(keys.load());
        ASSERT_TRUE(loaded);
        EXPECT_FALSE(*loaded) << content.toStdString();
    }
}

} // namespace callsheet::connection
