#pragma once

#include "core/check/check_rows.h"

#include <optional>

namespace callsheet::ui {

//! The place in `rows` of the next one, from `from` on and around the end, that holds the text in a used column,
//! whatever its case.
std::optional<std::size_t> findRow(
    const check::CheckInput &input, const std::vector<sheet::RowIndex> &rows, std::size_t from, const QString &text);

} // namespace callsheet::ui
