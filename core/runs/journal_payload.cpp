#include "core/runs/journal_payload.h"

#include "core/runs/journal_rows.h"
#include "core/runs/sqlite.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QSqlRecord>

namespace callsheet::runs {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

Result<QList<QVariantList>> rowsOf(
    const QSqlDatabase &database, const QString &question, const QVariantList &values = {})
{
    auto query = execute(database, question, values);
    if (!query)
        return query.error();
    QList<QVariantList> rows;
    while (query->next()) {
        QVariantList row;
        for (int column = 0; column < query->record().count(); ++column)
            row.append(query->value(column));
        rows.append(row);
    }
    return rows;
}

//! One value at a time, so that a journal of any size fits into memory; opened again before the old one is let go.
Result<QByteArray> sealChecked(const PayloadCipher &cipher, const QByteArray &value, const QByteArray &place)
{
    const auto sealed = cipher.seal(value, place);
    if (!sealed)
        return sealed;
    const auto opened = cipher.open(*sealed, place);
    if (!opened)
        return opened;
    if (*opened != value)
        return damagedJournal(u"a value could not be encrypted"_s);
    return sealed;
}

Result<void> sealBodies(const QSqlDatabase &database, const PayloadCipher &cipher)
{
    const auto keys = rowsOf(database, u"SELECT sha256 FROM body WHERE key_id = ''"_s);
    if (!keys)
        return keys.error();
    const QString keyId = QString::fromLatin1(cipher.keyId().toHex());
    for (const QVariantList &key : *keys) {
        auto body = execute(database, u"SELECT compressed FROM body WHERE sha256 = ?"_s, key);
        if (!body)
            return body.error();
        const QByteArray plain = body->next() ? body->value(0).toByteArray() : QByteArray();
        body->finish();
        const auto sealed = sealChecked(cipher, plain, bodyPlace(key.at(0).toString()));
        if (!sealed)
            return sealed.error();
        const auto stored = execute(
            database, u"UPDATE body SET compressed = ?, key_id = ? WHERE sha256 = ?"_s, {*sealed, keyId, key.at(0)});
        if (!stored)
            return stored.error();
    }
    return {};
}

//! The service may quote people, and so does a sentence of ours that quotes the service.
bool quotesService(const QString &message, const QString &serverText)
{
    return !serverText.isEmpty() && message.contains(serverText);
}

Result<void> sealResults(const QSqlDatabase &database, const PayloadCipher &cipher)
{
    const auto attempts = rowsOf(database, u"SELECT attempt_id FROM result"_s);
    if (!attempts)
        return attempts.error();
    for (const QVariantList &key : *attempts) {
        auto result = execute(database, u"SELECT message, server_text, answer FROM result WHERE attempt_id = ?"_s, key);
        if (!result)
            return result.error();
        if (!result->next())
            continue;
        const QVariant message = result->value(0);
        const QVariant text = result->value(1);
        const QByteArray answer = result->value(2).toByteArray();
        result->finish();
        const auto seal = [&](const QVariant &value, QLatin1StringView column) -> Result<QVariant> {
            if (PayloadCipher::isSealed(value.toByteArray()) || value.toByteArray().isEmpty())
                return value;
            const auto sealed = sealChecked(cipher, value.toByteArray(), resultPlace(column, key.at(0).toLongLong()));
            if (!sealed)
                return sealed.error();
            return QVariant(*sealed);
        };
        const auto sealedMessage = quotesService(message.toString(), text.toString()) ? seal(message, "message"_L1)
                                                                                      : Result<QVariant>(message);
        const auto sealedText = seal(text, "server_text"_L1);
        const auto sealedAnswer = seal(answer, "answer"_L1);
        for (const auto *sealed : {&sealedMessage, &sealedText, &sealedAnswer}) {
            if (!*sealed)
                return sealed->error();
        }
        const auto stored
            = execute(database, u"UPDATE result SET message = ?, server_text = ?, answer = ? WHERE attempt_id = ?"_s,
                {**&sealedMessage, **&sealedText, **&sealedAnswer, key.at(0)});
        if (!stored)
            return stored.error();
    }
    return {};
}

//! A sheet may have left out a million rows: some at a time.
Result<void> sealReasons(const QSqlDatabase &database, const PayloadCipher &cipher)
{
    QSqlQuery store(database);
    if (!store.prepare(u"UPDATE left_out_row SET reason = ? WHERE run_id = ? AND row = ?"_s))
        return storageError(store.lastError(), database.databaseName());
    QVariantList last = {0, 0};
    for (;;) {
        const auto rows = rowsOf(database,
            u"SELECT run_id, row, reason FROM left_out_row WHERE (run_id, row) > (?, ?) ORDER BY run_id, row"
            " LIMIT 10000"_s,
            last);
        if (!rows)
            return rows.error();
        if (rows->isEmpty())
            return {};
        for (const QVariantList &row : *rows) {
            const QByteArray plain = row.at(2).toByteArray();
            if (plain.isEmpty() || PayloadCipher::isSealed(plain))
                continue;
            const auto sealed = sealChecked(cipher, plain, reasonPlace(row.at(0).toLongLong(), row.at(1).toLongLong()));
            if (!sealed)
                return sealed.error();
            store.bindValue(0, *sealed);
            store.bindValue(1, row.at(0));
            store.bindValue(2, row.at(1));
            if (!store.exec())
                return storageError(store.lastError(), database.databaseName());
        }
        last = rows->last().mid(0, 2);
    }
}

} // namespace

QByteArray bodyPlace(const QString &sha256)
{
    return payloadPlace("body"_L1, "compressed"_L1, sha256);
}

QByteArray reasonPlace(qint64 run, qint64 row)
{
    return payloadPlace("left_out_row"_L1, "reason"_L1, u"%1 %2"_s.arg(QString::number(run), QString::number(row)));
}

QByteArray resultPlace(QLatin1StringView column, qint64 attempt)
{
    return payloadPlace("result"_L1, column, QString::number(attempt));
}

Result<QVariant> sealText(const PayloadCipher &cipher, const QString &text, const QByteArray &place)
{
    if (text.isEmpty() || !cipher.encrypts())
        return QVariant(text);
    const auto sealed = cipher.seal(text.toUtf8(), place);
    if (!sealed)
        return sealed.error();
    return QVariant(*sealed);
}

QString openText(const PayloadCipher &cipher, const QVariant &stored, const QByteArray &place, const QString &instead)
{
    if (stored.typeId() != QMetaType::QByteArray)
        return stored.toString();
    const auto opened = cipher.open(stored.toByteArray(), place);
    return opened ? QString::fromUtf8(*opened) : instead;
}

Result<StoredTexts> sealResult(const PayloadCipher &cipher, AttemptId attempt, const AttemptResult &result)
{
    StoredTexts stored{result.message, {}, {}};
    if (quotesService(result.message, result.serverText)) {
        const auto message = sealText(cipher, result.message, resultPlace("message"_L1, attempt));
        if (!message)
            return message.error();
        stored.message = *message;
    }
    const auto serverText = sealText(cipher, result.serverText, resultPlace("server_text"_L1, attempt));
    if (!serverText)
        return serverText.error();
    stored.serverText = *serverText;
    if (!result.answer.isEmpty()) {
        // In the form of what is compressed, and not made smaller: the next chunk waits for this.
        const auto answer = cipher.seal(qCompress(result.answer, 0), resultPlace("answer"_L1, attempt));
        if (!answer)
            return answer.error();
        stored.answer = *answer;
    }
    return stored;
}

StoredTexts withoutTexts(const AttemptResult &result)
{
    if (!quotesService(result.message, result.serverText))
        return {result.message, QString(), {}};
    return {QCoreApplication::translate("runs",
                "What the service said of these people is not kept, because it could not be encrypted when it came."),
        QString(), {}};
}

Result<bool> sealPlainPayload(const QSqlDatabase &database, const PayloadCipher &cipher)
{
    auto noted = execute(database, u"SELECT 1 FROM plain_payload"_s);
    if (!noted)
        return noted.error();
    if (!noted->next())
        return false;
    noted->finish();
    for (const auto seal : {&sealBodies, &sealResults, &sealReasons}) {
        const auto sealed = seal(database, cipher);
        if (!sealed)
            return sealed.error();
    }
    const auto done = execute(database, u"DELETE FROM plain_payload"_s);
    if (!done)
        return done.error();
    return true;
}

Result<void> notePlainPayload(const QSqlDatabase &database)
{
    const auto noted = execute(database, u"INSERT OR IGNORE INTO plain_payload (id) VALUES (1)"_s);
    if (!noted)
        return noted.error();
    return {};
}

} // namespace callsheet::runs
