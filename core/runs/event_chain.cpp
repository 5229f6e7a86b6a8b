#include "core/runs/event_chain.h"

#include "core/runs/sqlite.h"

#include <QCryptographicHash>
#include <QSqlError>
#include <QVariant>

#include <algorithm>
#include <array>
#include <map>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

struct Subject {
    EventKind kind;
    QLatin1StringView word;
    QLatin1StringView table;
    QLatin1StringView key;
    QLatin1StringView columns;
};

constexpr std::array subjects = {
    Subject{EventKind::Run, "run"_L1, "run"_L1, "id"_L1,
        "created_at, program_version, name, file_name, file_sha256, sheet, variable_set, default_country,"
        " connection_name, base_url, credential_mode, array_key, practice, batch_id, rows, left_out, folded"_L1},
    Subject{EventKind::Chunk, "chunk"_L1, "chunk"_L1, "id"_L1,
        "run_id, number, replaces, planned_at, rows, people, body_sha256"_L1},
    Subject{EventKind::Attempt, "attempt"_L1, "attempt"_L1, "id"_L1, "uuid, chunk_id, intended_at"_L1},
    Subject{EventKind::WireOpen, "wireOpen"_L1, "wire_open"_L1, "attempt_id"_L1, "at"_L1},
    Subject{EventKind::Result, "result"_L1, "result"_L1, "attempt_id"_L1,
        "at, outcome, code, http_status, accepted, message, server_text, call_ids, last_byte_at"_L1},
    Subject{EventKind::LookUp, "lookUp"_L1, "look_up"_L1, "id"_L1,
        "chunk_id, at, asked, began_at, service_time, total, present_rows, absent_rows, undecided_rows"_L1},
    Subject{EventKind::Settlement, "settlement"_L1, "settlement"_L1, "id"_L1,
        "chunk_id, attempt_id, at, settled_by, who, sentence, choice, note, queued_rows, absent_rows, people"_L1},
    Subject{EventKind::RunClose, "runClose"_L1, "run_close"_L1, "id"_L1, "run_id, at, ledger"_L1},
    Subject{EventKind::Trust, "trust"_L1, "trust"_L1, "id"_L1, "at, who, sentence"_L1},
    Subject{EventKind::Preparation, "preparation"_L1, "preparation"_L1, "run_id"_L1, "text"_L1},
};

const Subject &subjectOf(EventKind kind)
{
    for (const Subject &subject : subjects) {
        if (subject.kind == kind)
            return subject;
    }
    return subjects.front();
}

QString rowQuery(const Subject &subject)
{
    return u"SELECT %1 FROM %2 WHERE %3 = ?"_s.arg(subject.columns, subject.table, subject.key);
}

//! Each value with its length, so that no two rows read the same.
QByteArray bytesOf(const QSqlQuery &row, int columns)
{
    QByteArray bytes;
    for (int column = 0; column < columns; ++column) {
        const QVariant value = row.value(column);
        const QByteArray text = value.toString().toUtf8();
        bytes += value.isNull() ? QByteArrayLiteral("-") : QByteArray::number(text.size()) + ':' + text;
    }
    return bytes;
}

QByteArray hashOver(const QByteArray &previous, QLatin1StringView word, qint64 row, const QByteArray &bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(previous);
    hash.addData(QByteArray(word.data(), word.size()) + ' ' + QByteArray::number(row) + ' ');
    hash.addData(bytes);
    return hash.result();
}

//! Reads rows of every table by key, with one prepared query each.
class RowReader {
public:
    explicit RowReader(const QSqlDatabase &database)
        : m_database(database)
    {
    }
    //! Nothing where there is no such row.
    Result<std::optional<QByteArray>> bytes(const Subject &subject, qint64 row)
    {
        auto found = m_queries.find(subject.kind);
        if (found == m_queries.end()) {
            QSqlQuery query(m_database);
            query.setForwardOnly(true);
            if (!query.prepare(rowQuery(subject)))
                return storageError(query.lastError(), m_database.databaseName());
            const auto columns = static_cast<int>(QString(subject.columns).count(u',') + 1);
            found = m_queries.emplace(subject.kind, Prepared{std::move(query), columns}).first;
        }
        QSqlQuery &query = found->second.query;
        query.bindValue(0, row);
        if (!query.exec())
            return storageError(query.lastError(), m_database.databaseName());
        std::optional<QByteArray> bytes;
        if (query.next())
            bytes = bytesOf(query, found->second.columns);
        query.finish();
        return bytes;
    }

private:
    struct Prepared {
        QSqlQuery query;
        int columns;
    };
    QSqlDatabase m_database;
    std::map<EventKind, Prepared> m_queries;
};

Result<void> append(
    const QSqlDatabase &database, RowReader &reader, const Subject &subject, qint64 row, ChainMark &last)
{
    const auto bytes = reader.bytes(subject, row);
    if (!bytes)
        return bytes.error();
    last.hash = hashOver(last.hash, subject.word, row, bytes->value_or(QByteArray()));
    ++last.event;
    const auto added = execute(database, u"INSERT INTO event (id, kind, subject, hash) VALUES (?, ?, ?, ?)"_s,
        {last.event, QString(subject.word), row, last.hash});
    if (!added)
        return added.error();
    return {};
}

const Subject *subjectOfWord(const QString &word)
{
    for (const Subject &subject : subjects) {
        if (word == subject.word)
            return &subject;
    }
    return nullptr;
}

//! A row without an event, or an event whose row is gone, where the chain itself looks whole.
Result<std::optional<QString>> findStranger(const QSqlDatabase &database)
{
    for (const Subject &subject : subjects) {
        auto query = execute(database,
            u"SELECT (SELECT count(*) FROM %1), (SELECT count(*) FROM event WHERE kind = ?)"_s.arg(subject.table),
            {QString(subject.word)});
        if (!query)
            return query.error();
        if (query->next() && query->value(0) != query->value(1))
            return std::optional(u"%1 rows in %2, %3 events"_s.arg(
                query->value(0).toString(), subject.table, query->value(1).toString()));
    }
    return std::optional<QString>();
}

} // namespace

Result<void> appendEvent(const QSqlDatabase &database, EventKind kind, qint64 row)
{
    auto last = lastMark(database);
    if (!last)
        return last.error();
    RowReader reader(database);
    return append(database, reader, subjectOf(kind), row, *last);
}

Result<void> chainExistingRows(const QSqlDatabase &database)
{
    auto last = lastMark(database);
    if (!last)
        return last.error();
    RowReader reader(database);
    for (const Subject &subject : subjects) {
        auto rows = execute(database, u"SELECT %1 FROM %2 ORDER BY %1"_s.arg(subject.key, subject.table));
        if (!rows)
            return rows.error();
        while (rows->next()) {
            const auto added = append(database, reader, subject, rows->value(0).toLongLong(), *last);
            if (!added)
                return added;
        }
    }
    return {};
}

Result<ChainMark> lastMark(const QSqlDatabase &database)
{
    auto query = execute(database, u"SELECT id, hash FROM event ORDER BY id DESC LIMIT 1"_s);
    if (!query)
        return query.error();
    ChainMark mark;
    if (query->next())
        mark = {query->value(0).toLongLong(), query->value(1).toByteArray()};
    query->finish();
    return mark;
}

Result<QByteArray> hashOfEvent(const QSqlDatabase &database, qint64 event)
{
    auto query = execute(database, u"SELECT hash FROM event WHERE id = ?"_s, {event});
    if (!query)
        return query.error();
    const QByteArray hash = query->next() ? query->value(0).toByteArray() : QByteArray();
    query->finish();
    return hash;
}

Result<std::optional<QString>> findBreak(const QSqlDatabase &database, qint64 mostEvents)
{
    const auto last = lastMark(database);
    if (!last)
        return last.error();
    // What a person has confirmed is not held against the journal again.
    auto trusted = execute(database, u"SELECT max(id) FROM event WHERE kind = 'trust'"_s);
    if (!trusted)
        return trusted.error();
    const qint64 confirmed = trusted->next() ? trusted->value(0).toLongLong() : 0;
    trusted->finish();
    qint64 expected = std::max({last->event - mostEvents, confirmed, qint64(0)});
    auto previous = hashOfEvent(database, expected);
    if (!previous)
        return previous.error();
    auto events
        = execute(database, u"SELECT id, kind, subject, hash FROM event WHERE id > ? ORDER BY id"_s, {expected});
    if (!events)
        return events.error();
    RowReader reader(database);
    while (events->next()) {
        const qint64 id = events->value(0).toLongLong();
        if (id != ++expected)
            return std::optional(u"event %1 is missing"_s.arg(expected));
        const Subject *subject = subjectOfWord(events->value(1).toString());
        const qint64 row = events->value(2).toLongLong();
        if (!subject)
            return std::optional(u"event %1 is of no known kind"_s.arg(id));
        const auto bytes = reader.bytes(*subject, row);
        if (!bytes)
            return bytes.error();
        const bool whole = *bytes && hashOver(*previous, subject->word, row, **bytes) == events->value(3).toByteArray();
        if (!whole)
            return std::optional(u"event %1 (%2 %3) is not as it was written"_s.arg(
                QString::number(id), subject->word, QString::number(row)));
        *previous = events->value(3).toByteArray();
    }
    if (confirmed > 0)
        return std::optional<QString>();
    return findStranger(database);
}

} // namespace callsheet::runs
