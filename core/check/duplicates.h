#pragma once

#include "core/check/check_rows.h"

#include <optional>

namespace callsheet::check {

//! Among the rows that could be sent, finds those whose number another one has: the person's choice is kept, else the
//! first. Sets the states of the others and gives their problems, sorted by row. `rows` are rising; null: all of the
//! report's. Whoever shares a number has to be among them. Nothing: stopped.
std::optional<std::vector<Problem>> foldDuplicates(
    const CheckInput &input, const std::vector<sheet::RowIndex> *rows, Report &report, std::stop_token stop);

//! `found` put among the problems of the report, behind those of its rows that are there already.
void mergeByRow(const std::vector<Problem> &found, std::vector<Problem> &problems);

} // namespace callsheet::check
