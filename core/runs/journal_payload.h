#pragma once

#include "core/base/result.h"
#include "core/runs/payload_cipher.h"
#include "core/runs/records.h"

#include <QSqlDatabase>
#include <QVariant>

// Where the journal's payload lies, and how an older journal's comes to lie there encrypted.
namespace callsheet::runs {

QByteArray bodyPlace(const QString &sha256);
QByteArray reasonPlace(qint64 run, qint64 row); // why a row is left out; may quote its values
//! The columns of an attempt's result: "message", "server_text", "answer".
QByteArray resultPlace(QLatin1StringView column, qint64 attempt);

//! As stored: the text itself where nothing is encrypted or there is nothing to hide, else bytes.
base::Result<QVariant> sealText(const PayloadCipher &cipher, const QString &text, const QByteArray &place);
//! A text as it was written. One that cannot be opened is `instead`: what stands around it is worth showing.
QString openText(
    const PayloadCipher &cipher, const QVariant &stored, const QByteArray &place, const QString &instead = {});

//! What an attempt's result holds of people, as stored.
struct StoredTexts {
    QVariant message; // our own sentence stays readable without a key, unless it quotes the service
    QVariant serverText;
    QVariant answer; // NULL: none came
};
base::Result<StoredTexts> sealResult(const PayloadCipher &cipher, AttemptId attempt, const AttemptResult &result);
//! For a result whose texts cannot be encrypted: nothing of people, and a sentence where one would have quoted them.
StoredTexts withoutTexts(const AttemptResult &result);

//! Encrypts what lies in the file in the clear, within the transaction that is open. False: there was nothing.
base::Result<bool> sealPlainPayload(const QSqlDatabase &database, const PayloadCipher &cipher);
//! Written down once by a journal that does not encrypt, so that a later one knows what to do.
base::Result<void> notePlainPayload(const QSqlDatabase &database);

} // namespace callsheet::runs
