#pragma once

#include "core/send/plan_run.h"

namespace callsheet::send {

//! How long it is remembered that somebody was queued.
inline constexpr int rememberedDays = runs::numbersRememberedDays;

//! The rows that would be sent and whose people were queued lately, in whatever run, or may have been.
struct QueuedBeforeRows {
    std::vector<sheet::RowIndex> rows; // sorted
    check::QueuedNumbers people; // the same by number
    int uncertain = 0; // of these: the outcome is unknown
    QDateTime last; // when the newest of them was queued
    runs::RunId run = 0; // in which run that was
};

//! The rows that would be sent but for what earlier runs and the batch hold: those of the report that nobody skipped.
std::vector<sheet::RowIndex> rowsInQuestion(const RunInput &input);

//! Asks the journal, in portions, so that what is being sent meanwhile never waits for long. Practice counts for
//! practice only. Errors: Storage, Cancelled.
QFuture<base::Result<QueuedBeforeRows>> findQueuedBefore(
    runs::Journal &journal, RunInput input, QDateTime now, std::stop_token stop = {});

//! "412 of these people were queued in the last 30 days, …": what a person has to know to choose.
QString describe(const QueuedBeforeRows &before);

} // namespace callsheet::send
