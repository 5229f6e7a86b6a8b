#pragma once

#include "core/send/plan_run.h"
#include "core/send/read_batch.h"

namespace callsheet::send {

//! Before a run a batch is read only that far: looking must not take longer than sending.
inline constexpr qint64 mostPagesBeforeARun = 500;

//! Who stands in a batch, as read before a run.
struct BatchPeople {
    std::vector<std::uint64_t> phones; // as the service shows them, digits as one number, sorted
    qint64 records = 0; // as the service counts them; one without a readable number is in no list
    bool whole = true; // false: it changed while it was read, and somebody may be missing
    QDateTime at; // when the reading began
};

//! Reads the whole batch. Nothing is changed by it, there or here. Errors: as readBatch().
QCoro::Task<base::Result<BatchPeople>> readPeopleOf(LookServices services, LookTarget target, std::stop_token stop);

//! Those of the rows whose people are in the batch, or may be: a service may leave the country code away, and whoever
//! might be called twice is asked about. `rows` sorted; so is the result.
std::vector<sheet::RowIndex> rowsInBatch(
    const check::Report &report, const std::vector<sheet::RowIndex> &rows, const BatchPeople &people);

//! "212 of these people are in the batch already, put there by somebody else."
QString describeInBatch(qint64 people, const BatchPeople &batch);

} // namespace callsheet::send
