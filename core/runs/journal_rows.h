#pragma once

#include "core/base/result.h"
#include "core/runs/payload_cipher.h"
#include "core/runs/records.h"

#include <QLatin1StringView>
#include <QSqlQuery>

namespace callsheet::runs {

//! Selects chunks, each with its last attempt, that attempt's result, and what was settled; read by chunkFrom().
QString chunkQuery(const QString &condition);
//! The chunk of the query's current row. Error: Storage where the file holds what Callsheet never writes.
base::Result<ChunkRecord> chunkFrom(const QSqlQuery &query, const PayloadCipher &cipher);
//! In place of a sentence that quotes the service, where the key to it is not there.
QString sentenceWithoutKey();

//! The columns of a run, in the order that headFrom() reads.
extern const QLatin1StringView headColumns;
RunHead headFrom(const QSqlQuery &query);

QString timeText(const QDateTime &time); // as stored: UTC, ISO, milliseconds
QDateTime timeFrom(const QVariant &value);
QString decisionWord(Decision decision);
base::Error damagedJournal(const QString &what);

} // namespace callsheet::runs
