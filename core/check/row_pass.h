#pragma once

#include "core/check/check_rows.h"

#include <stop_token>
#include <vector>

namespace callsheet::check {

//! What a pass over rows found; `phones` and `states` of the report are set by it in their places.
struct PassFindings {
    std::vector<Problem> problems; // in the order of the rows
    std::vector<Problem> notes;
};

//! Judges rows one by one on as many threads as are worth it: everything but what takes two rows to see. `rows` are
//! rising; null: all of the report's. Nothing: stopped.
std::optional<PassFindings> passOverRows(unsigned threads, const CheckInput &input,
    const std::vector<sheet::RowIndex> *rows, Report &report, CheckProgress *progress, std::stop_token stop);

} // namespace callsheet::check
