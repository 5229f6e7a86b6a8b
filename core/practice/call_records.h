#pragma once

#include "core/practice/practice_service.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

namespace callsheet::practice {

//! One record of callData.
struct CallRecord {
    QByteArray phoneNumber;
    QByteArray json; // the record, written anew without blanks; UTF-8
    QString problem; // why the service does not take it; empty: it does
};

//! The body of addCallsToBatch as far as it could be read.
struct AddCallsBody {
    QString problem; // of the body as a whole; empty: `batchId` and `records` hold
    QString batchId;
    std::vector<CallRecord> records;
    int recordCount = -1; // -1: there is no array
};

//! Accepts the records under either name of the array. Each record is checked against what the agent asks for.
AddCallsBody readAddCallsBody(const QByteArray &body, const QList<AgentVariable> &variables);

//! `text` as it stands in a record's `json`, quotes included.
QByteArray jsonQuoted(const QString &text);

} // namespace callsheet::practice
