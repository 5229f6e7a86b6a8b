#include "core/practice/store_rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>
#include <QTimeZone>
#include <QVariant>

namespace callsheet::practice {

using namespace Qt::StringLiterals;

namespace {

constexpr auto hourFormat = "HH:mm"_L1;

// Batch and place in one number: SQLite finds and appends rows by it without an index beside the table.
qint64 rowOf(std::uint32_t batch, CallTable::Place place)
{
    return qint64{batch} << 32 | qint64{place};
}

QByteArray settingsJson(const BatchSettings &settings)
{
    QJsonObject object{{u"name"_s, settings.name}, {u"workspace"_s, settings.workspace},
        {u"callingNumbers"_s, QJsonArray::fromStringList(settings.callingNumbers)}, {u"retry"_s, settings.retry},
        {u"delay"_s, settings.delaySeconds}, {u"timezone"_s, settings.timezone}};
    if (settings.callingHours) {
        object.insert(u"start"_s, settings.callingHours->start.toString(hourFormat));
        object.insert(u"end"_s, settings.callingHours->end.toString(hourFormat));
    }
    QJsonArray days;
    for (const int day : settings.allowedDays)
        days += day;
    object.insert(u"allowedDays"_s, days);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

BatchSettings settingsFrom(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    BatchSettings settings;
    settings.name = object.value("name"_L1).toString();
    settings.workspace = object.value("workspace"_L1).toInt(-1);
    const QJsonArray numbers = object.value("callingNumbers"_L1).toArray();
    for (const QJsonValue &number : numbers)
        settings.callingNumbers += number.toString();
    settings.retry = object.value("retry"_L1).toInt();
    settings.delaySeconds = object.value("delay"_L1).toInt();
    settings.timezone = object.value("timezone"_L1).toString();
    if (object.contains("start"_L1)) {
        settings.callingHours = CallingHours{QTime::fromString(object.value("start"_L1).toString(), hourFormat),
            QTime::fromString(object.value("end"_L1).toString(), hourFormat)};
    }
    const QJsonArray days = object.value("allowedDays"_L1).toArray();
    for (const QJsonValue &day : days)
        settings.allowedDays += day.toInt();
    return settings;
}

QDateTime timeAt(const QVariant &milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), QTimeZone::utc());
}

std::optional<CallStatus> callStatusFrom(const QVariant &value)
{
    const int status = value.toInt();
    if (status < 0 || status > static_cast<int>(CallStatus::Dnc))
        return std::nullopt;
    return static_cast<CallStatus>(status);
}

QVariant number(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

// A null QString would be stored as NULL, which no column takes.
QString orEmpty(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

} // namespace

StoreRows::StoreRows(const QSqlDatabase &database)
    : m_database(database)
    , m_putBatch(database)
    , m_addCall(database)
    , m_changeCall(database)
    , m_addLog(database)
    , m_addDnc(database)
    , m_removeDnc(database)
    , m_enableDnc(database)
    , m_putLastId(database)
{
}

std::optional<QSqlError> StoreRows::create(const QSqlDatabase &database)
{
    const QStringList statements{
        u"CREATE TABLE batch (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, settings BLOB NOT NULL, "
        u"status INTEGER NOT NULL, dialled INTEGER NOT NULL, picked INTEGER NOT NULL, "
        u"created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL)"_s,
        u"CREATE TABLE call (row INTEGER PRIMARY KEY, number INTEGER NOT NULL, phone BLOB NOT NULL, "
        u"record BLOB NOT NULL, created_at INTEGER NOT NULL, log_at INTEGER NOT NULL, log_seconds INTEGER NOT NULL, "
        u"log_status INTEGER NOT NULL, due_at INTEGER NOT NULL, logs INTEGER NOT NULL, queued INTEGER NOT NULL, "
        u"dialled INTEGER NOT NULL, tries INTEGER NOT NULL)"_s,
        u"CREATE TABLE older_log (row INTEGER NOT NULL, number INTEGER NOT NULL, created_at INTEGER NOT NULL, "
        u"seconds INTEGER NOT NULL, status INTEGER NOT NULL, PRIMARY KEY (row, number)) WITHOUT ROWID"_s,
        u"CREATE TABLE dnc (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, workspace INTEGER NOT NULL, "
        u"phone TEXT NOT NULL, batch TEXT NOT NULL, request TEXT NOT NULL, type TEXT NOT NULL, "
        u"created_at INTEGER NOT NULL)"_s,
        u"CREATE TABLE dnc_list (workspace INTEGER PRIMARY KEY, enabled INTEGER NOT NULL)"_s,
        u"CREATE TABLE last_id (one INTEGER PRIMARY KEY CHECK (one = 1), value INTEGER NOT NULL)"_s};
    QSqlQuery query(database);
    for (const QString &statement : statements) {
        if (!query.exec(statement))
            return query.lastError();
    }
    return std::nullopt;
}

bool StoreRows::prepare(QSqlQuery &query, const QString &statement)
{
    query.setForwardOnly(true);
    if (query.prepare(statement))
        return true;
    m_lastError = query.lastError();
    return false;
}

bool StoreRows::prepare()
{
    return prepare(m_putBatch,
               u"INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
               u"status = excluded.status, dialled = excluded.dialled, picked = excluded.picked, "
               u"updated_at = excluded.updated_at"_s)
        && prepare(m_addCall,
            u"INSERT OR REPLACE INTO call (number, created_at, log_at, log_seconds, log_status, due_at, logs, queued, "
            u"dialled, tries, row, phone, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s)
        && prepare(m_changeCall,
            u"UPDATE call SET number = ?, created_at = ?, log_at = ?, log_seconds = ?, log_status = ?, due_at = ?, "
            u"logs = ?, queued = ?, dialled = ?, tries = ? WHERE row = ?"_s)
        && prepare(m_addLog, u"INSERT INTO older_log VALUES (?, ?, ?, ?, ?)"_s)
        && prepare(m_addDnc,
            u"INSERT INTO dnc (id, workspace, phone, batch, request, type, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)"_s)
        && prepare(m_removeDnc, u"DELETE FROM dnc WHERE id = ?"_s)
        && prepare(m_enableDnc, u"INSERT OR REPLACE INTO dnc_list VALUES (?, ?)"_s)
        && prepare(m_putLastId, u"INSERT OR REPLACE INTO last_id VALUES (1, ?)"_s);
}

bool StoreRows::execute(QSqlQuery &query, std::initializer_list<QVariant> values)
{
    int position = 0;
    for (const QVariant &value : values)
        query.bindValue(position++, value);
    const bool done = query.exec();
    if (!done)
        m_lastError = query.lastError();
    query.finish();
    return done;
}

bool StoreRows::write(const StoreStep &step)
{
    for (const StoreStep::Batch &batch : step.batches) {
        if (!writeBatch(batch))
            return false;
    }
    for (const auto &[batch, changes] : step.calls) {
        for (const CallChange &change : *changes) {
            if (!writeCall(batch, change))
                return false;
        }
    }
    for (const auto &[workspace, entry] : step.dncAdded) {
        const DncRequest &request = entry.request;
        if (!execute(m_addDnc,
                {entry.id, workspace, request.phoneNumber, request.batchId, request.requestUuid, orEmpty(request.type),
                    entry.createdAt.toMSecsSinceEpoch()}))
            return false;
    }
    if (!step.dncRemoved.isEmpty() && !execute(m_removeDnc, {step.dncRemoved}))
        return false;
    if (step.dncEnabled && !execute(m_enableDnc, {step.dncEnabled->first, step.dncEnabled->second ? 1 : 0}))
        return false;
    return execute(m_putLastId, {number(step.lastId)});
}

bool StoreRows::writeBatch(const StoreStep::Batch &batch)
{
    const BatchSummary &summary = batch.info.summary;
    return execute(m_putBatch,
        {number(batch.key), summary.id, settingsJson(batch.info.settings), static_cast<int>(summary.status),
            summary.dialled, summary.picked, summary.createdAt.toMSecsSinceEpoch(),
            summary.updatedAt.toMSecsSinceEpoch()});
}

bool StoreRows::writeCall(std::uint32_t batch, const CallChange &change)
{
    const CallState &call = change.after;
    const qint64 row = rowOf(batch, change.place);
    if (change.superseded) {
        const PhoneLog &log = *change.superseded;
        if (!execute(m_addLog, {row, number(call.logs), log.createdAt, log.seconds, static_cast<int>(log.status)}))
            return false;
    }
    QSqlQuery &query = change.text ? m_addCall : m_changeCall;
    if (change.text) {
        query.bindValue(11, change.text->phoneNumber);
        query.bindValue(12, change.text->json);
    }
    return execute(query,
        {number(call.number), call.createdAt, call.log.createdAt, call.log.seconds, static_cast<int>(call.log.status),
            call.dueAt, call.logs, call.timesQueued, call.timesDialled, int{call.tries}, row});
}

bool StoreRows::read(const StoreReader &reader, bool *makesSense)
{
    *makesSense = true;
    return readBatches(reader, makesSense) && readCalls(reader, makesSense) && readDnc(reader);
}

bool StoreRows::readBatches(const StoreReader &reader, bool *makesSense)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(
            u"SELECT key, id, settings, status, dialled, picked, created_at, updated_at FROM batch ORDER BY key"_s)) {
        m_lastError = query.lastError();
        return false;
    }
    while (query.next()) {
        StoreStep::Batch batch;
        batch.key = query.value(0).toUInt();
        batch.info.settings = settingsFrom(query.value(2).toByteArray());
        BatchSummary &summary = batch.info.summary;
        summary.id = query.value(1).toString();
        summary.name = batch.info.settings.name;
        summary.workspace = batch.info.settings.workspace;
        const int status = query.value(3).toInt();
        if (status < 0 || status > static_cast<int>(BatchStatus::Completed) || summary.workspace < 0)
            *makesSense = false;
        summary.status = static_cast<BatchStatus>(status);
        summary.dialled = query.value(4).toLongLong();
        summary.picked = query.value(5).toLongLong();
        summary.createdAt = timeAt(query.value(6));
        summary.updatedAt = timeAt(query.value(7));
        if (*makesSense)
            reader.batch(batch);
    }
    return true;
}

bool StoreRows::readCalls(const StoreReader &reader, bool *makesSense)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    bool ok
        = query.exec(u"SELECT row, number, created_at, log_at, log_seconds, log_status, due_at, logs, queued, dialled, "
                     u"tries, phone, record FROM call ORDER BY row"_s);
    while (ok && *makesSense && query.next()) {
        const qint64 row = query.value(0).toLongLong();
        CallChange call;
        call.place = static_cast<CallTable::Place>(row & 0xffff'ffff);
        CallState &state = call.after;
        state.number = query.value(1).toULongLong();
        state.createdAt = query.value(2).toLongLong();
        const std::optional<CallStatus> status = callStatusFrom(query.value(5));
        state.log = {query.value(3).toLongLong(), query.value(4).toInt(), status.value_or(CallStatus::Pending)};
        state.dueAt = query.value(6).toLongLong();
        state.logs = query.value(7).toUInt();
        state.timesQueued = query.value(8).toUInt();
        state.timesDialled = query.value(9).toUInt();
        state.tries = static_cast<std::uint16_t>(query.value(10).toUInt());
        call.text = CallText{query.value(11).toByteArray(), query.value(12).toByteArray()};
        *makesSense = status && reader.call(static_cast<std::uint32_t>(row >> 32), call);
    }
    ok = ok && query.exec(u"SELECT row, created_at, seconds, status FROM older_log ORDER BY row, number"_s);
    while (ok && *makesSense && query.next()) {
        const qint64 row = query.value(0).toLongLong();
        const std::optional<CallStatus> status = callStatusFrom(query.value(3));
        const PhoneLog log{query.value(1).toLongLong(), query.value(2).toInt(), status.value_or(CallStatus::Failed)};
        *makesSense = status
            && reader.olderLog(
                static_cast<std::uint32_t>(row >> 32), static_cast<CallTable::Place>(row & 0xffff'ffff), log);
    }
    if (!ok)
        m_lastError = query.lastError();
    return ok;
}

bool StoreRows::readDnc(const StoreReader &reader)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    bool ok = query.exec(u"SELECT id, workspace, phone, batch, request, type, created_at FROM dnc ORDER BY position"_s);
    while (ok && query.next()) {
        const DncRequest request{
            query.value(2).toString(), query.value(3).toString(), query.value(4).toString(), query.value(5).toString()};
        reader.dncEntry(query.value(1).toInt(), {query.value(0).toString(), request, timeAt(query.value(6))});
    }
    ok = ok && query.exec(u"SELECT workspace, enabled FROM dnc_list"_s);
    while (ok && query.next())
        reader.dncEnabled(query.value(0).toInt(), query.value(1).toInt() != 0);
    ok = ok && query.exec(u"SELECT value FROM last_id"_s);
    while (ok && query.next())
        reader.lastId(query.value(0).toULongLong());
    if (!ok)
        m_lastError = query.lastError();
    return ok;
}

} // namespace callsheet::practice
