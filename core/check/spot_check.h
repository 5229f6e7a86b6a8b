#pragma once

#include "core/check/check_rows.h"

namespace callsheet::check {

//! Up to `count` of these rows by chance, in their order. The same for the same number, rows and count on every
//! computer, so that two people can look at the same ones.
std::vector<sheet::RowIndex> randomRows(
    const std::vector<sheet::RowIndex> &rows, std::size_t count, std::uint64_t number);

//! The record of a row exactly as it stands in the body of a request.
std::string recordJson(const CheckInput &input, const Report &report, sheet::RowIndex row);

} // namespace callsheet::check
