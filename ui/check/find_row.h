#pragma once

#include "core/check/check_rows.h"

#include <optional>

namespace callsheet::ui {

struct FoundCell {
    std::size_t place = 0; // in the rows that were searched
    int variable = -1;
};

//! The next cell with the text among `rows` from position `from` on, around the end: as it will be sent or as it stands
//! in the sheet, capitals and small letters alike. A row with it in several variables is found once.
std::optional<FoundCell> findRow(const check::CheckInput &input, std::shared_ptr<const check::Report> report,
    const std::vector<sheet::RowIndex> &rows, std::size_t from, const QString &text, std::stop_token stop);

} // namespace callsheet::ui
