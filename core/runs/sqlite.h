#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace callsheet::runs {

//! Prepares, binds in order and executes. The error says what a person can do (free space, permissions, other
//! instance).
base::Result<QSqlQuery> execute(
    const QSqlDatabase &database, const QString &statement, const QVariantList &values = {});
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
