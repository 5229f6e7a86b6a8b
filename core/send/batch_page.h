#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace callsheet::send::wire {

//! One record of a batch, as far as it matters for whether somebody is queued. Names, transcripts and recordings are
//! never taken out of the answer.
struct BatchEntry {
    QByteArray phone; // canonical digits; empty where the record holds no number, or hides a part of it
    QDateTime newestAt; // of its creation and of its calls', the newest; invalid where the service names none
    QByteArray callStatus;
    QByteArray id = {}; // of the record, as the service calls it; empty where it names none

    bool operator==(const BatchEntry &) const = default;
};

//! A page of GET batch-details.
struct BatchPage {
    qint64 total = 0; // of what was asked for, over all pages
    qint64 totalPages = 0;
    std::vector<BatchEntry> entries;
};

//! Strict like parseEnvelope(): nothing where the answer is not whole and not what was asked for, as a page that is
//! misread could make somebody look absent.
std::optional<BatchPage> parseBatchPage(const QByteArray &answer, const QString &batchId);

//! What of a phone number is compared: "+44 7700 900123", "0044 7700…" and 447700900123 are one.
QByteArray canonicalDigits(const QByteArray &phone);

//! The numbers of a request body's records, in their order, in canonical digits; one where none stands is empty.
//! Nothing when the body is not one of ours.
std::optional<std::vector<QByteArray>> phonesOfBody(const QByteArray &body);

//! One person's values as they were sent, in the order in which they stand.
struct SentRecord {
    std::vector<std::pair<QString, QString>> values; // key and text; numbers and truth values as JSON writes them

    QString phone() const; // as it was written; empty where none stands
    bool operator==(const SentRecord &) const = default;
};
//! The records of a request body; nothing when it is not one of ours.
std::optional<std::vector<SentRecord>> recordsOfBody(const QByteArray &body);

//! What stands under `key` in every record of a body, where it is the same text in all of them; else nothing.
std::optional<QString> commonText(const QByteArray &body, const QString &key);

} // namespace callsheet::send::wire
