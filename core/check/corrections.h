#pragma once

#include "core/check/repair.h"

namespace callsheet::check {

//! The given rows as a sheet that a person can mend and hand back: row number, state, problems, the original columns as
//! edited now, and an id of the row as the file holds it. `path` ends in .csv or .xlsx; anything else is WrongUsage.
//! `source` is the table without edits.
base::Result<void> writeRows(const CheckInput &input, const sheet::Table &source, const Report &report,
    const std::vector<sheet::RowIndex> &rows, const QString &path);

//! What a corrected file changes, beside the edits that are there.
struct Corrections {
    Edits edits;
    std::vector<CellChange> changes; // every one, in the order of the corrected file
    std::uint32_t rows = 0; // with a change
    std::uint32_t unknownRows = 0; // of the corrected file: no row of this sheet, or one that stands there twice
};

//! True for a sheet that writeRows() made of this one, whatever was done to its rows since.
bool isCorrected(const sheet::Table &corrected, const sheet::Table &source);
//! A row is known by its number and its id together, wherever it stands now: a file of another week changes nothing.
Corrections readCorrections(const sheet::Table &corrected, const CheckInput &input, const sheet::Table &source);

} // namespace callsheet::check
