#pragma once

#include "core/check/repair.h"

#include <QString>

namespace callsheet::ui {

//! "3 repairs of the template would change 386 rows. 2 kinds of problem were not there when it was made: …". Empty:
//! there is nothing to tell.
QString recipeSummary(const check::Replay &replay);
//! What the step comes to: "0669 → 00669, and 311 more", "Nothing to do in this sheet", "“due” has no column".
QString stepOutcome(const check::ReplayedStep &step, const check::CheckInput &input);

} // namespace callsheet::ui
