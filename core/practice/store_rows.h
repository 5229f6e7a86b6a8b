#pragma once

#include "core/practice/store_file.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

namespace callsheet::practice {

//! The tables of a store file and the rows in them. What fails says why in QSqlQuery::lastError().
class StoreRows {
public:
    explicit StoreRows(const QSqlDatabase &database);

    //! Makes the tables; the statement that failed, if one did.
    static std::optional<QSqlError> create(const QSqlDatabase &database);
    //! Prepares the statements once: a thousand calls are written with each request.
    bool prepare();

    bool write(const StoreStep &step);
    bool read(const StoreReader &reader, bool *makesSense);
    QSqlError lastError() const { return m_lastError; }

private:
    bool prepare(QSqlQuery &query, const QString &statement);
    bool execute(QSqlQuery &query, std::initializer_list<QVariant> values);
    bool writeBatch(const StoreStep::Batch &batch);
    bool writeCall(std::uint32_t batch, const CallChange &change);
    bool readBatches(const StoreReader &reader, bool *makesSense);
    bool readCalls(const StoreReader &reader, bool *makesSense);
    bool readDnc(const StoreReader &reader);

    QSqlDatabase m_database;
    QSqlError m_lastError;
    QSqlQuery m_putBatch;
    QSqlQuery m_addCall;
    QSqlQuery m_changeCall;
    QSqlQuery m_addLog;
    QSqlQuery m_addDnc;
    QSqlQuery m_removeDnc;
    QSqlQuery m_enableDnc;
    QSqlQuery m_putLastId;
};

} // namespace callsheet::practice
