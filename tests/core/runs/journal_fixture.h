#pragma once

#include "core/runs/journal_store.h"
#include "tests/support/printers.h"
#include "tests/support/temporary_file.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

namespace callsheet::runs {

inline RunHead headFor(qint64 rows, qint64 leftOut = 0, qint64 folded = 0)
{
    RunHead head;
    head.name = QStringLiteral("July");
    head.fileName = QStringLiteral("july.csv");
    head.fileSha256 = QStringLiteral("abc");
    head.connectionName = QStringLiteral("Acme");
    head.baseUrl = QStringLiteral("https://calls.example");
    head.credentialMode = QStringLiteral("apiKey");
    head.arrayKey = QStringLiteral("callData");
    head.batchId = QStringLiteral("64e5f12345abcdef98765432");
    head.rows = rows;
    head.leftOut = leftOut;
    head.folded = folded;
    return head;
}

inline ChunkSource chunksOf(std::vector<PlannedChunk> chunks)
{
    auto left = std::make_shared<std::vector<PlannedChunk>>(std::move(chunks));
    return [left](PlannedChunk &chunk) -> base::Result<bool> {
        if (left->empty())
            return false;
        chunk = left->front();
        left->erase(left->begin());
        return true;
    };
}

inline AttemptResult resultOf(OutcomeClass outcome, int accepted = 0)
{
    AttemptResult result;
    result.outcome = outcome;
    result.code = QStringLiteral("test");
    result.message = QStringLiteral("what happened");
    result.accepted = accepted;
    result.answer = "{\"status\":true}";
    return result;
}

class JournalStoreTest : public ::testing::Test {
protected:
    void SetUp() override { open(); }
    virtual QString path() const { return m_folder.path(QStringLiteral("journal.sqlite")); }
    void open()
    {
        m_store.reset();
        auto opened = JournalStore::open(path(), m_clock, m_options);
        ASSERT_EQ(test::errorOf(opened), "");
        m_store = std::move(*opened);
    }
    //! A run of two chunks: rows 2 to 4, and row 7; rows 5 and 6 are not sent.
    RunId planned()
    {
        const auto run = m_store->plan(headFor(6, 1, 1),
            {{5, false, QStringLiteral("blank")}, {6, true, QStringLiteral("same as row 2")}},
            chunksOf({{{2, 3, 4}, "first body"}, {{7}, "second body"}}));
        EXPECT_EQ(test::errorOf(run), "");
        return run ? *run : 0;
    }
    ChunkRecord chunk(RunId run, std::size_t index) { return m_store->run(run)->chunks.at(index); }
    AttemptId attempt(ChunkId id) { return *m_store->recordIntent(id, false); }
    //! INTENT, WIRE-OPEN and RESULT.
    void sent(ChunkId id, OutcomeClass outcome)
    {
        const AttemptId made = attempt(id);
        EXPECT_EQ(test::errorOf(m_store->recordWireOpen(made)), "");
        EXPECT_EQ(test::errorOf(m_store->recordResult(made, resultOf(outcome))), "");
    }
    //! As another program would change the file while Callsheet is closed.
    void tamper(const QString &statement)
    {
        m_store.reset();
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tamper"));
            database.setDatabaseName(path());
            ASSERT_TRUE(database.open());
            QSqlQuery query(database);
            ASSERT_TRUE(query.exec(statement)) << statement.toStdString();
            database.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("tamper"));
    }

    test::TemporaryFolder m_folder;
    base::ManualClock m_clock{QDateTime(QDate(2026, 7, 1), QTime(9, 30), Qt::UTC)};
    JournalOptions m_options;
    std::unique_ptr<JournalStore> m_store;
};

} // namespace callsheet::runs
