#include "core/runs/sqlite.h"

#include "core/base/logging.h"

#include <QCoreApplication>
#include <QSqlError>

namespace callsheet::runs {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

//! Result codes: https://www.sqlite.org/rescode.html (primary code in the low byte).
int primaryCode(QStringView nativeCode)
{
    return nativeCode.toInt() & 0xff;
}

//! Binds in order and executes.
Result<void> run(QSqlQuery &query, const QSqlDatabase &database, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QVariant &value = values[i];
        // A null QString would be stored as NULL, which no column of text takes.
        const bool isNullText = value.typeId() == QMetaType::QString && value.toString().isNull();
        query.bindValue(static_cast<int>(i), isNullText ? QVariant(QStringLiteral("")) : value);
    }
    if (!query.exec())
        return storageError(query.lastError(), database.databaseName());
    return {};
}

Result<QSqlQuery> prepare(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.prepare(statement))
        return storageError(query.lastError(), database.databaseName());
    return query;
}

} // namespace

Error storageError(const QSqlError &error, const QString &path)
{
    const int code = primaryCode(error.nativeErrorCode());
    constexpr int busy = 5;
    constexpr int locked = 6;
    constexpr int readOnly = 8;
    constexpr int full = 13;
    const QString detail = error.nativeErrorCode() + u' ' + error.databaseText();
    if (code == busy || code == locked) {
        return {ErrorKind::Conflict,
            QCoreApplication::translate("runs",
                "Another Callsheet has the journal “%1” open. Close it, or choose another "
                "profile.")
                .arg(path),
            detail};
    }
    if (code == full) {
        return {ErrorKind::Storage,
            QCoreApplication::translate("runs",
                "The disk that holds the journal “%1” is full. Free some space, then go on; "
                "nothing is sent that cannot be written down.")
                .arg(path),
            detail};
    }
    if (code == readOnly) {
        return {ErrorKind::Storage,
            QCoreApplication::translate("runs",
                "The journal “%1” cannot be written: the file or its folder is read-only. "
                "Make it writable, then go on.")
                .arg(path),
            detail};
    }
    return {ErrorKind::Storage,
        QCoreApplication::translate("runs",
            "The journal “%1” cannot be used (%2). Check the space on the disk and the "
            "folder's permissions.")
            .arg(path, error.databaseText()),
        detail};
}

bool isDiskFailure(const Error &error)
{
    constexpr int ioError = 10;
    return primaryCode(QStringView(error.detail).left(error.detail.indexOf(u' '))) == ioError;
}

Result<QSqlQuery> execute(const QSqlDatabase &database, const QString &statement, const QVariantList &values)
{
    auto query = prepare(database, statement);
    if (!query)
        return query;
    const auto done = run(*query, database, values);
    if (!done)
        return done.error();
    return query;
}

Result<KeptRows> KeptStatements::execute(const QString &statement, const QVariantList &values)
{
    auto kept = m_queries.find(statement);
    if (kept == m_queries.end()) {
        auto query = prepare(m_database, statement);
        if (!query)
            return query.error();
        kept = m_queries.emplace(statement, std::move(*query)).first;
    }
    KeptRows rows(kept->second);
    const auto done = run(*rows, m_database, values);
    if (!done)
        return done.error();
    return rows;
}

Result<void> executeEach(const QSqlDatabase &database, const QStringList &statements, const QVariantList &values)
{
    for (const QString &statement : statements) {
        const auto done = execute(database, statement, values);
        if (!done)
            return done.error();
    }
    return {};
}

Transaction::~Transaction()
{
    if (m_open)
        m_database.rollback();
}

Result<void> Transaction::begin()
{
    // IMMEDIATE: the write lock is taken now, not at the first write, so that a read-only or locked file fails here.
    const auto begun = execute(m_database, QStringLiteral("BEGIN IMMEDIATE"));
    if (!begun)
        return begun.error();
    m_open = true;
    return {};
}

Result<void> Transaction::commit()
{
    const auto committed = execute(m_database, QStringLiteral("COMMIT"));
    if (!committed)
        return committed.error();
    m_open = false;
    return {};
}

} // namespace callsheet::runs
