#pragma once

#include "core/runs/journal.h"

namespace callsheet::send {

//! Who of a run is written into a file.
struct PeopleChoice {
    std::vector<runs::RowState> states; // of those that were to be sent
    bool leftOut = false; // and the rows that were not
    bool masked = true; // phone numbers but for their last three digits

    bool operator==(const PeopleChoice &) const = default;
};

//! Writes the chosen people of a run with what became of each, and their values as they were sent, to a .csv or .xlsx
//! file. The result: how many rows. Errors: WrongUsage (no such run), Storage.
QFuture<base::Result<qint64>> exportPeople(runs::Journal &journal, runs::RunId run, PeopleChoice choice, QString path);

} // namespace callsheet::send
