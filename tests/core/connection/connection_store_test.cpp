#include "core/connection/connection_store.h"

#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QDir>
#include <QFileInfo>

#include <gtest/gtest.h>

namespace callsheet::connection {

using namespace Qt::StringLiterals;

namespace {

Connection sample(const QString &name)
{
    Connection connection;
    connection.name = name;
    connection.baseUrl = QUrl(u"https://api.example.com:8443/v2"_s);
    connection.mode = CredentialMode::Both;
    connection.arrayKey = ArrayKey::CallDataUnderscore;
    connection.batchId = u"64e5f12345abcdef98765432"_s;
    connection.referenceKey = u"callsheet_ref"_s;
    connection.askAfterServerError = true;
    return connection;
}

class SavedConnections : public testing::Test {
protected:
    test::TemporaryFolder m_folder;
    ConnectionStore m_store{base::Profile{QDir(m_folder.path(u"."_s))}};
    const QString m_path = QDir(m_folder.path(u"."_s)).filePath(u"connections.json"_s);
};

struct BadFile {
    const char *name;
    QByteArray content;
    QString sentence; // a part of it
};

void PrintTo(const BadFile &file, std::ostream *out)
{
    *out << file.content.left(200).toStdString();
}

class EditedConnections : public SavedConnections, public testing::WithParamInterface<BadFile> { };

} // namespace

TEST_F(SavedConnections, areNoneWhereThereIsNoFile)
{
    const auto loaded = m_store.load();
    ASSERT_EQ(test::errorOf(loaded), "");
    EXPECT_TRUE(loaded->isEmpty());
}

TEST_F(SavedConnections, comeBackInTheirOrder)
{
    Connection second = sample(u"Übung „Süd“"_s);
    second.mode = CredentialMode::Bearer;
    second.arrayKey = ArrayKey::CallData;
    second.batchId.clear();
    const QList<Connection> connections{sample(u"Zebra"_s), second};
    ASSERT_EQ(test::errorOf(m_store.save(connections)), "");
    const auto loaded = m_store.load();
    ASSERT_EQ(test::errorOf(loaded), "");
    EXPECT_TRUE(*loaded == connections);
}

TEST_F(SavedConnections, areForTheOwnerOnly)
{
    ASSERT_EQ(test::errorOf(m_store.save({sample(u"A"_s)})), "");
    const auto others
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    EXPECT_FALSE(QFileInfo(m_path).permissions() & others);
}

TEST_F(SavedConnections, doNotHoldThePracticeService)
{
    Connection practice = practiceConnection();
    practice.baseUrl = QUrl(u"http://127.0.0.1:9"_s);
    ASSERT_EQ(test::errorOf(m_store.save({practice, sample(u"A"_s)})), "");
    const auto loaded = m_store.load();
    ASSERT_EQ(test::errorOf(loaded), "");
    ASSERT_EQ(loaded->size(), 1);
    EXPECT_EQ(loaded->front().name, u"A"_s);
}

TEST_F(SavedConnections, keepAnOlderFileWhenTheNewListCouldNotBeLoadedAgain)
{
    ASSERT_EQ(test::errorOf(m_store.save({sample(u"A"_s)})), "");
    EXPECT_FALSE(m_store.save({sample(u"B"_s), sample(u"B"_s)}));
    Connection withoutAddress = sample(u"C"_s);
    withoutAddress.baseUrl = QUrl();
    EXPECT_FALSE(m_store.save({withoutAddress}));
    EXPECT_EQ(m_store.load()->value(0).name, u"A"_s);
}

TEST_F(SavedConnections, areReadFromAFileWrittenByHand)
{
    m_folder.write(u"connections.json"_s,
        R"({"connections": [{"name": "A", "baseUrl": "https://h.example/", "comment": "mine"}]})");
    const auto loaded = m_store.load();
    ASSERT_EQ(test::errorOf(loaded), "");
    ASSERT_EQ(loaded->size(), 1);
    EXPECT_EQ(loaded->front().baseUrl, QUrl(u"https://h.example"_s));
    EXPECT_EQ(loaded->front().mode, CredentialMode::ApiKey);
}

TEST_P(EditedConnections, areRefusedInOneSentenceAndNotLost)
{
    m_folder.write(u"connections.json"_s, GetParam().content);
    const auto loaded = m_store.load();
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().kind, base::ErrorKind::InvalidInput);
    EXPECT_TRUE(loaded.error().message.contains(GetParam().sentence)) << test::errorOf(loaded);
    EXPECT_TRUE(loaded.error().message.contains(u"connections.json"_s)) << test::errorOf(loaded);

    ASSERT_EQ(test::errorOf(m_store.save({sample(u"New"_s)})), "");
    EXPECT_EQ(m_store.load()->value(0).name, u"New"_s);
    QFile aside(m_path + u".unreadable-1"_s);
    ASSERT_TRUE(aside.open(QIODevice::ReadOnly));
    EXPECT_EQ(aside.readAll(), GetParam().content);
}

INSTANTIATE_TEST_SUITE_P(Files, EditedConnections,
    testing::Values(BadFile{"empty", "", u"damaged"_s}, BadFile{"cut", R"({"connections": [{"na)", u"damaged"_s},
        BadFile{"binary", QByteArray("\x00\xFF\x01", 3), u"damaged"_s}, BadFile{"list", "[]", u"no list"_s},
        BadFile{"noList", R"({"connections": {}})", u"no list"_s},
        BadFile{"entryIsText", R"({"connections": ["x"]})", u"has no name"_s},
        BadFile{"noName", R"({"connections": [{"baseUrl": "https://h.example"}]})", u"has no name"_s},
        BadFile{"nameIsNumber", R"({"connections": [{"name": 5, "baseUrl": "https://h.example"}]})", u"has no name"_s},
        BadFile{"noAddress", R"({"connections": [{"name": "A"}]})", u"“A”"_s},
        BadFile{"httpAddress", R"({"connections": [{"name": "A", "baseUrl": "http://h.example"}]})", u"unprotected"_s},
        BadFile{"mode", R"({"connections": [{"name": "A", "baseUrl": "https://h.example", "credentials": "none"}]})",
            u"mean nothing"_s},
        BadFile{"arrayKey", R"({"connections": [{"name": "A", "baseUrl": "https://h.example", "arrayKey": "calls"}]})",
            u"mean nothing"_s},
        BadFile{"twice",
            R"({"connections": [{"name": "A", "baseUrl": "https://a.example"}, {"name": "A", "baseUrl": "https://b.example"}]})",
            u"two connections"_s},
        BadFile{"newer", R"({"version": 2, "connections": []})", u"newer"_s},
        BadFile{"huge", QByteArray(2'000'000, ' '), u"larger than"_s}),
    [](const auto &test) { return std::string(test.param.name); });

} // namespace callsheet::connection
