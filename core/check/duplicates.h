#pragma once

#include "core/check/check_rows.h"

#include <optional>

namespace callsheet::check {

//! Among the rows that could be sent, finds those whose number another one has: the person's choice is kept, else the
//! first. A row that the person skips is none of them: whoever comes next is called. Sets the states of the others and
//! gives their problems, sorted by row. `rows` are rising; null: all of the report's. Whoever shares a number has to be
//! among them. Nothing: stopped.
std::optional<std::vector<Problem>> foldDuplicates(
    const CheckInput &input, const std::vector<sheet::RowIndex> *rows, Report &report, std::stop_token stop);

//! Rows of one number that would not be sent the same: somebody has to say which of them is right.
struct SameNumber {
    sheet::RowIndex called = 0;
    std::vector<sheet::RowIndex> rows; // rising; `called` is one of them

    bool operator==(const SameNumber &) const = default;
};
//! By their first rows, rising. Numbers whose rows are all the same are none of them.
std::vector<SameNumber> numbersToChoose(const Report &report);

//! `found` put among the problems of the report, behind those of its rows that are there already.
void mergeByRow(const std::vector<Problem> &found, std::vector<Problem> &problems);

} // namespace callsheet::check
