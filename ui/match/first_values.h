#pragma once

#include "core/check/check_rows.h"
#include "core/check/report.h"

#include <QStringList>

namespace callsheet::ui {

//! For each variable its first three values: as in the sheet, and after the check with what each becomes.
QStringList firstValues(const check::CheckInput &input, const check::Report *report);

} // namespace callsheet::ui
