#pragma once

#include "core/practice/record_schema.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <string_view>
#include <vector>

namespace callsheet::practice {

//! One record of callData, as it goes into the store.
struct CallRecord {
    QByteArray phoneNumber;
    QByteArray json; // the record, written without blanks; UTF-8
    QString problem; // why the service does not take it; empty: it does
    QByteArray timezone; // where the call is made; empty: as the batch says
    bool namesTimezone = false; // it stands in `json`; otherwise the store writes it there
};

//! The body of addCallsToBatch as far as it could be read. Its records are looked at by checkedRecords(), because which
//! variables they need is known only when the batch is.
struct AddCallsBody {
    struct Range { // of one record
        std::size_t firstField = 0;
        std::size_t fields = 0;
        std::string_view source; // as it came; empty: it is not an object
    };

    QString problem; // of the body as a whole; empty: `batchId` and the records hold
    QString batchId;
    bool usesOlderKey = false; // the array is call_data
    int recordCount = -1; // -1: there is no array
    std::vector<RecordField> fields; // of all records, one after the other
    std::vector<Range> records;
    QByteArray body; // the views above point here
    QByteArray decoded; // and here
};

//! Accepts the records under either name of the array.
AddCallsBody readAddCallsBody(const QByteArray &body);

//! Each record, checked against what the agent asks for.
std::vector<CallRecord> checkedRecords(const AddCallsBody &body, const QList<AgentVariable> &variables);

//! `text` as it stands in a record's `json`, quotes included.
QByteArray jsonQuoted(const QString &text);

} // namespace callsheet::practice
