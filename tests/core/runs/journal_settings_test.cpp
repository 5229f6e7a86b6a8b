#include "core/runs/journal_schema.h"
#include "core/runs/payload_cipher.h"
#include "core/runs/sqlite.h"

#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QSqlDatabase>

#include <gtest/gtest.h>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using test::errorOf;

namespace {

struct Setting {
    QLatin1StringView pragma;
    QString value;
};

QString valueOf(const QSqlDatabase &database, QLatin1StringView pragma)
{
    auto query = execute(database, u"PRAGMA "_s + pragma);
    EXPECT_EQ(errorOf(query), "");
    return query && query->next() ? query->value(0).toString() : QString();
}

//! A connection of its own, and what it is set to once the journal has prepared it.
void expectSettings(Syncs syncs, const std::vector<Setting> &settings)
{
    const test::TemporaryFolder folder;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"settings"_s);
        database.setDatabaseName(folder.path(u"journal.sqlite"_s));
        ASSERT_TRUE(database.open());
        ASSERT_EQ(errorOf(prepareJournal(database, PayloadCipher(), syncs)), "");
        for (const Setting &setting : settings)
            EXPECT_EQ(valueOf(database, setting.pragma), setting.value) << setting.pragma.data();
        database.close();
    }
    QSqlDatabase::removeDatabase(u"settings"_s);
}

} // namespace

TEST(JournalSettings, areWhatItsPromisesRestOn)
{
    // reliability.md 2.4. synchronous 2 is FULL: a commit is on disk when it returns, also after a power cut.
    expectSettings(JournalOptions().syncs,
        {{"synchronous"_L1, u"2"_s}, {"journal_mode"_L1, u"wal"_s}, {"locking_mode"_L1, u"exclusive"_s},
            {"foreign_keys"_L1, u"1"_s}, {"trusted_schema"_L1, u"0"_s}, {"cell_size_check"_L1, u"1"_s},
            {"mmap_size"_L1, u"0"_s}, {"temp_store"_L1, u"2"_s}, {"secure_delete"_L1, u"1"_s}});
}

TEST(JournalSettings, syncLessOnlyWhereAMeasurementAsksForIt)
{
    expectSettings(Syncs::Checkpoints, {{"synchronous"_L1, u"1"_s}, {"journal_mode"_L1, u"wal"_s}});
    expectSettings(Syncs::Never, {{"synchronous"_L1, u"0"_s}, {"journal_mode"_L1, u"wal"_s}});
}

} // namespace callsheet::runs
