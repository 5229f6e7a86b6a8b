#pragma once

#include "core/match/column_look.h"
#include "core/match/mapping.h"

#include <vector>

namespace callsheet::match {

//! suggestMapping() for the variables that are not settled yet, among the columns that are not taken. `looks` is one a
//! column, or empty where the values are not at hand.
void suggestColumns(const VariableSet &set, const QStringList &header, const std::vector<ColumnLook> &looks,
    const std::vector<bool> &columnIsTaken, const std::vector<bool> &variableIsSettled, Mapping &mapping);

//! How alike a variable and a heading are called, from 0 to 1: what a match that is only similar was chosen by.
double likeness(const Variable &variable, const QString &heading);

} // namespace callsheet::match
