#pragma once

#include "core/check/check_rows.h"

namespace callsheet::check {

//! Among the rows that could be sent, finds those whose number an earlier one has: sets their states and adds their
//! problems, so that `problems` stays sorted by row. False: stopped.
bool foldDuplicates(const CheckInput &input, Report &report, std::stop_token stop);

} // namespace callsheet::check
