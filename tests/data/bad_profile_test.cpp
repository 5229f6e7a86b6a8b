#include "core/connection/connection_store.h"
#include "core/match/mapping.h"
#include "core/runs/journal_store.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"
#include "tests/ui/window_fixture.h"
#include "ui/session/remembered.h"
#include "ui/session/session.h"

#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <unistd.h>

// What the program wrote itself comes back as anybody may have left it. Each saved connection that cannot be
// understood stands in tests/core/connection/connection_store_test.cpp, each variable set in
// tests/core/match/variable_set_test.cpp.
namespace callsheet::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

void changeDatabase(const QString &path, const QStringList &statements)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"hostile"_s);
        database.setDatabaseName(path);
        ASSERT_TRUE(database.open());
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            ASSERT_TRUE(query.exec(statement)) << statement.toStdString();
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(u"hostile"_s);
}

} // namespace

TEST(BadFiles, g61_aJournalThatIsNoneIsRefusedAndLeftAsItIs)
{
    const TemporaryFolder folder;
    const base::SystemClock clock;
    const QString other = folder.path(u"other.sqlite"_s);
    changeDatabase(other, {u"CREATE TABLE run (name TEXT)"_s, u"INSERT INTO run VALUES ('mine')"_s});
    const QString newer = folder.path(u"newer.sqlite"_s);
    ASSERT_EQ(errorOf(runs::JournalStore::open(newer, clock)), "");
    changeDatabase(newer, {u"PRAGMA user_version = 99"_s});
    const QString damaged = folder.path(u"damaged.sqlite"_s);
    ASSERT_EQ(errorOf(runs::JournalStore::open(damaged, clock)), "");
    QByteArray bytes = contentOf(damaged);
    bytes.replace(4096, bytes.size() - 4096, QByteArray(bytes.size() - 4096, '\xA5'));
    folder.write(u"damaged.sqlite"_s, bytes);
    folder.write(u"text.sqlite"_s, QByteArray("this is no database\n").repeated(100));
    folder.write(u"cut.sqlite"_s, contentOf(newer).left(5'000));
    for (const QString &name :
        {u"other.sqlite"_s, u"newer.sqlite"_s, u"damaged.sqlite"_s, u"text.sqlite"_s, u"cut.sqlite"_s}) {
        SCOPED_TRACE(name.toStdString());
        const QByteArray before = contentOf(folder.path(name));
        const auto opened = runs::JournalStore::open(folder.path(name), clock);
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().kind, base::ErrorKind::Storage);
        EXPECT_TRUE(opened.error().message.contains(folder.path(name))) << errorOf(opened);
        EXPECT_TRUE(opened.error().message.endsWith(u'.')) << errorOf(opened);
        EXPECT_EQ(contentOf(folder.path(name)), before) << "whoever can read it still can";
    }
}

TEST(BadFiles, g61_filesOfAGigabyteAreNotReadIntoMemory)
{
    const TemporaryFolder folder;
    for (const QString &name : {u"connections.json"_s, u"set.json"_s, u"mapping.json"_s, u"window.json"_s}) {
        folder.write(name, "{");
        ASSERT_EQ(::truncate(QFile::encodeName(folder.path(name)).constData(), off_t(1) << 30), 0);
    }
    const base::Profile profile{QDir(folder.path(u"."_s))};
    const auto connections = connection::ConnectionStore(profile).load();
    ASSERT_FALSE(connections);
    EXPECT_TRUE(connections.error().message.contains(u"larger than"_s)) << errorOf(connections);
    const auto set = match::loadVariableSet(folder.path(u"set.json"_s));
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().kind, base::ErrorKind::Limit);
    const auto mapping = match::loadMapping(folder.path(u"mapping.json"_s), {}, {});
    ASSERT_FALSE(mapping);
    EXPECT_EQ(mapping.error().kind, base::ErrorKind::Limit);
    EXPECT_EQ(ui::Remembered(profile).memory(), ui::Memory());
}

TEST(BadFiles, g61_windowSettingsOfEveryKindAreReadOrTheDefault)
{
    for (const QByteArray &content : {QByteArray(), QByteArray("["), QByteArray("null"), QByteArray("[1,2]"),
             QByteArray(R"({"recentFiles":5,"geometry":{},"sidebar":"no","connection":[],"defaultCountry":1})"),
             QByteArray(R"({"recentFiles":[null,{},"/etc/passwd"],"geometry":"!!!!"})"), QByteArray(100, 0)}) {
        WindowFixture fixture;
        fixture.folder.write(u"profile/window.json"_s, content);
        fixture.open();
        EXPECT_TRUE(fixture.window->isVisible());
        EXPECT_FALSE(fixture.window->session().document()) << "nothing is opened by itself";
    }
}

} // namespace callsheet::test
