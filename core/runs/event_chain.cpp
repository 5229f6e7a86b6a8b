#include "core/runs/event_chain.h"

#include "core/runs/sha256.h"
#include "core/runs/sqlite.h"

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
        "at, outcome, code, http_status, accepted, call_ids, last_byte_at"_L1},
    Subject{EventKind::LookUp, "lookUp"_L1, "look_up"_L1, "id"_L1,
        "chunk_id, at, asked, began_at, service_time, total, present_rows, absent_rows, undecided_rows"_L1},
    Subject{EventKind::Settlement, "settlement"_L1, "settlement"_L1, "id"_L1,
        "chunk_id, attempt_id, at, settled_by, who, sentence, choice, note, queued_rows, absent_rows, people"_L1},
    Subject{EventKind::RunClose, "runClose"_L1, "run_close"_L1, "id"_L1, "run_id, at, ledger"_L1},
    Subject{EventKind::Trust, "trust"_L1, "trust"_L1, "id"_L1, "at, who, sentence"_L1},
    Subject{EventKind::Export, "export"_L1, "run_export"_L1, "id"_L1, "run_id, at, state, people"_L1},
    Subject{EventKind::Purge, "purge"_L1, "purge"_L1, "id"_L1, "chunk_id, at, why"_L1},
    Subject{EventKind::Deletion, "deletion"_L1, "deletion"_L1, "id"_L1, "run_id, at, who, people"_L1},
    Subject{EventKind::Preparation, "preparation"_L1, "preparation"_L1, "run_id"_L1, "text"_L1},
};

//! How the second version bound a result.
constexpr Subject resultWithTexts{EventKind::Result, "result"_L1, "result"_L1, "attempt_id"_L1,
    "at, outcome, code, http_status, accepted, message, server_text, call_ids, last_byte_at"_L1};

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
    return sha256Of(previous + QByteArray(word.data(), word.size()) + ' ' + QByteArray::number(row) + ' ' + bytes);
}

//! Nothing where there is no such row.
Result<std::optional<QByteArray>> bytesOf(KeptStatements &statements, const Subject &subject, qint64 row)
{
    const auto found = statements.execute(rowQuery(subject), {row});
    if (!found)
        return found.error();
    QSqlQuery &query = **found;
    if (!query.next())
        return std::optional<QByteArray>();
    return std::optional(bytesOf(query, static_cast<int>(QString(subject.columns).count(u',') + 1)));
}

Result<void> append(KeptStatements &statements, const Subject &subject, qint64 row, ChainMark &last)
{
    const auto bytes = bytesOf(statements, subject, row);
    if (!bytes)
        return bytes.error();
    last.hash = hashOver(last.hash, subject.word, row, bytes->value_or(QByteArray()));
    ++last.event;
    const auto added = statements.execute(u"INSERT INTO event (id, kind, subject, hash) VALUES (?, ?, ?, ?)"_s,
        {last.event, QString(subject.word), row, last.hash});
    if (!added)
        return added.error();
    return {};
}

//! The kinds that a version of the journal has.
std::vector<Subject> subjectsOf(int version)
{
    std::vector<Subject> known;
    for (const Subject &subject : subjects) {
        const bool isNew = subject.kind == EventKind::Export || subject.kind == EventKind::Purge
            || subject.kind == EventKind::Deletion || subject.kind == EventKind::Preparation;
        if (version < newestChainVersion && subject.kind == EventKind::Result)
            known.push_back(resultWithTexts);
        else if (version == newestChainVersion || !isNew)
            known.push_back(subject);
    }
    return known;
}

//! A row without an event, or an event whose row is gone, where the chain itself looks whole.
Result<std::optional<QString>> findStranger(
    const QSqlDatabase &database, const std::vector<Subject> &known, qint64 firstEvent)
{
    for (const Subject &subject : known) {
        auto query = execute(database,
            u"SELECT (SELECT count(*) FROM %1), (SELECT count(DISTINCT subject) FROM event WHERE kind = ? AND id >= ?)"_s
                .arg(subject.table),
            {QString(subject.word), firstEvent});
        if (!query)
            return query.error();
        if (query->next() && query->value(0) != query->value(1))
            return std::optional(u"%1 rows in %2, %3 events"_s.arg(
                query->value(0).toString(), subject.table, query->value(1).toString()));
    }
    return std::optional<QString>();
}

//! The newest event about each row that more than one event after `start` is about.
Result<std::map<std::pair<QString, qint64>, qint64>> newestOfSeveral(const QSqlDatabase &database, qint64 start)
{
    auto query = execute(database,
        u"SELECT kind, subject, max(id) FROM event WHERE id > ? GROUP BY kind, subject HAVING count(*) > 1"_s, {start});
    if (!query)
        return query.error();
    std::map<std::pair<QString, qint64>, qint64> newest;
    while (query->next())
        newest.emplace(
            std::pair(query->value(0).toString(), query->value(1).toLongLong()), query->value(2).toLongLong());
    return newest;
}

//! A number that a question answers with; 0: with nothing.
Result<qint64> numberFrom(const QSqlDatabase &database, const QString &question)
{
    auto query = execute(database, question);
    if (!query)
        return query.error();
    return query->next() ? query->value(0).toLongLong() : 0;
}

} // namespace

Result<void> appendEvent(KeptStatements &statements, EventKind kind, qint64 row)
{
    auto last = lastMark(statements);
    if (!last)
        return last.error();
    return append(statements, subjectOf(kind), row, *last);
}

Result<void> chainRowsAgain(const QSqlDatabase &database, const std::vector<EventKind> &kinds)
{
    KeptStatements statements(database);
    auto last = lastMark(statements);
    if (!last)
        return last.error();
    for (const EventKind kind : kinds) {
        const Subject &subject = subjectOf(kind);
        auto rows = execute(database, u"SELECT %1 FROM %2 ORDER BY %1"_s.arg(subject.key, subject.table));
        if (!rows)
            return rows.error();
        while (rows->next()) {
            const auto added = append(statements, subject, rows->value(0).toLongLong(), *last);
            if (!added)
                return added;
        }
    }
    return {};
}

Result<void> chainExistingRows(const QSqlDatabase &database)
{
    std::vector<EventKind> kinds;
    for (const Subject &subject : subjects)
        kinds.push_back(subject.kind);
    return chainRowsAgain(database, kinds);
}

Result<ChainMark> lastMark(KeptStatements &statements)
{
    const auto newest = statements.execute(u"SELECT id, hash FROM event ORDER BY id DESC LIMIT 1"_s);
    if (!newest)
        return newest.error();
    QSqlQuery &query = **newest;
    ChainMark mark;
    if (query.next())
        mark = {query.value(0).toLongLong(), query.value(1).toByteArray()};
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

Result<std::optional<QString>> findBreak(const QSqlDatabase &database, qint64 mostEvents, int version)
{
    KeptStatements statements(database);
    const auto last = lastMark(statements);
    if (!last)
        return last.error();
    // What a person has confirmed is not held against the journal again.
    const auto confirmed = numberFrom(database, u"SELECT max(id) FROM event WHERE kind = 'trust'"_s);
    if (!confirmed)
        return confirmed.error();
    // Nor are events whose rows Callsheet itself has deleted, all of them.
    const auto cleared = version < newestChainVersion
        ? Result<qint64>(0)
        : numberFrom(database,
            u"SELECT max(e.id) FROM event e JOIN deletion d ON d.id = e.subject WHERE e.kind = 'deletion'"
            " AND d.run_id IS NULL"_s);
    if (!cleared)
        return cleared.error();
    qint64 expected = std::max({last->event - mostEvents, *confirmed, *cleared, qint64(0)});
    auto previous = hashOfEvent(database, expected);
    if (!previous)
        return previous.error();
    const auto newest = newestOfSeveral(database, expected);
    if (!newest)
        return newest.error();
    auto events
        = execute(database, u"SELECT id, kind, subject, hash FROM event WHERE id > ? ORDER BY id"_s, {expected});
    if (!events)
        return events.error();
    const std::vector<Subject> known = subjectsOf(version);
    while (events->next()) {
        const qint64 id = events->value(0).toLongLong();
        if (id != ++expected)
            return std::optional(u"event %1 is missing"_s.arg(expected));
        const QString word = events->value(1).toString();
        const auto subject
            = std::find_if(known.begin(), known.end(), [&word](const Subject &kind) { return word == kind.word; });
        if (subject == known.end())
            return std::optional(u"event %1 is of no known kind"_s.arg(id));
        const qint64 row = events->value(2).toLongLong();
        const QByteArray hash = events->value(3).toByteArray();
        const auto later = newest->find({word, row});
        if (later == newest->end() || later->second == id) {
            const auto bytes = bytesOf(statements, *subject, row);
            if (!bytes)
                return bytes.error();
            if (!*bytes || hashOver(*previous, subject->word, row, **bytes) != hash)
                return std::optional(u"event %1 (%2 %3) is not as it was written"_s.arg(
                    QString::number(id), word, QString::number(row)));
        }
        *previous = hash;
    }
    if (*confirmed > *cleared)
        return std::optional<QString>();
    return findStranger(database, known, *cleared);
}

} // namespace callsheet::runs
