#pragma once

#include "core/check/check_rows.h"

#include <string>

namespace callsheet::check {

//! A problem as a person reads it.
struct Description {
    QString variable; // its label; empty for the whole row
    QString column; // the sheet's heading; empty where there is none
    QString value; // as in the sheet
    QString message; // what is wrong and what to do, one sentence
};
Description describe(const Problem &problem, const CheckInput &input);

//! "Phone number is blank", the heading of the group of such problems.
QString groupTitle(ProblemCode code);
//! What helps for the whole group.
QString groupAdvice(ProblemCode code);
//! "Ready", "Warning", "Error", "Duplicate".
QString stateName(RowState state);
QString skippedName(); // in place of the state, for a row that the person leaves out
//! "warning" or "error": stable, for scripts.
QString severityName(Severity severity);

//! Appends the problem as `check --json` writes it: {"row","column","variable","code","severity","value","message"},
//! with the sheet's row number and the variable's key.
void appendProblemJson(const Problem &problem, const CheckInput &input, std::string &json);

//! The rows with problems as a sheet: row number, state, problems, and the original columns; in .jsonl one problem a
//! line. `path` ends in .csv, .xlsx or .jsonl; anything else is WrongUsage.
base::Result<void> writeProblems(const CheckInput &input, const Report &report, const QString &path);

} // namespace callsheet::check
