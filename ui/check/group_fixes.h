#pragma once

#include "ui/check/fix_dialog.h"
#include "ui/check/problem_panel.h"

namespace callsheet::ui {

//! The ways to treat a chosen group of rows, the one that helps most first. Empty: none.
std::vector<Fix> fixesFor(const ProblemPanel::Choice &choice, const std::vector<check::DamageGroup> &damage,
    const check::CheckInput &input, const check::Report &report);

} // namespace callsheet::ui
