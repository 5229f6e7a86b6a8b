#pragma once

#include <QDateTime>
#include <QString>

namespace callsheet::ui {

// Numbers and times for people only: what is sent or stored never goes through these.

QString number(qint64 value); // "12,480"
QString fileSize(qint64 bytes);
QString moment(const QDateTime &utc); // "Today 10:42" or "3 Jul 2025 10:42"
QString exactMoment(const QDateTime &utc); // "3 Jul 2025 10:42:05"
QString timeOfDay(const QDateTime &utc); // "10:42:05"
//! "13 chunks: 12 × 1,000 + 443"
QString chunkSplit(qint64 rows, int mostRows);
//! "6,004–7,011", or "6,004"
QString span(qint64 first, qint64 last);
//! Phone numbers, ids and paths inside a sentence keep their direction in right-to-left languages.
QString isolated(const QString &text);

} // namespace callsheet::ui
