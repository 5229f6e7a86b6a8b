#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <map>
#include <utility>

namespace callsheet::runs {

//! Prepares, binds in order and executes. The error says what a person can do (free space, permissions, other
//! instance).
base::Result<QSqlQuery> execute(
    const QSqlDatabase &database, const QString &statement, const QVariantList &values = {});

//! The rows of a statement that is kept. Lets go of them when it goes: a statement under way would keep the log from
//! being written back.
class KeptRows {
public:
    explicit KeptRows(QSqlQuery &query)
        : m_query(&query)
    {
    }
    ~KeptRows()
    {
        if (m_query)
            m_query->finish();
    }
    KeptRows(KeptRows &&other) noexcept
        : m_query(std::exchange(other.m_query, nullptr))
    {
    }
    KeptRows(const KeptRows &) = delete;
    KeptRows &operator=(const KeptRows &) = delete;
    KeptRows &operator=(KeptRows &&) = delete;

    QSqlQuery *operator->() const { return m_query; }
    QSqlQuery &operator*() const { return *m_query; }

private:
    QSqlQuery *m_query;
};

//! Statements that are run again and again, each prepared once: while a run is sent, preparing takes longer than the
//! rest of most of them. The rows of one are to be let go of before it is run again.
class KeptStatements {
public:
    explicit KeptStatements(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }
    //! As the function of that name.
    base::Result<KeptRows> execute(const QString &statement, const QVariantList &values = {});

private:
    QSqlDatabase m_database;
    std::map<QString, QSqlQuery> m_queries; // by their text
};

//! One after the other, each with the same values.
base::Result<void> executeEach(
    const QSqlDatabase &database, const QStringList &statements, const QVariantList &values = {});
//! The sentence names the file at `path`.
base::Error storageError(const QSqlError &error, const QString &path);
//! Whether an error of these functions says that the disk itself failed: unlike a full or a read-only one, it may have
//! kept any part of what it was given.
bool isDiskFailure(const base::Error &error);

//! A transaction that is rolled back unless commit() succeeded.
class Transaction {
public:
    explicit Transaction(QSqlDatabase &database)
        : m_database(database)
    {
    }
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    base::Result<void> begin();
    base::Result<void> commit(); // on disk when it returns (synchronous=FULL)

private:
    QSqlDatabase &m_database;
    bool m_open = false;
};

} // namespace callsheet::runs
