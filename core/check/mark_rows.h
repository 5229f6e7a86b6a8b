#pragma once

#include "core/check/edits.h"
#include "core/check/report.h"

#include <vector>

namespace callsheet::check {

struct MarkedRows {
    Edits edits;
    int count = 0; // of rows that it makes a difference to
};

//! The edits with a mark set, or taken back, for these rows. Rows that cannot be sent anyway are left as they are; the
//! other rows of a number let go of CallThisOne.
MarkedRows markRows(
    const Edits &edits, const Report &report, const std::vector<sheet::RowIndex> &rows, RowMark mark, bool on);

} // namespace callsheet::check
