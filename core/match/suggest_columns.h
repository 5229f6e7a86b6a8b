#pragma once

#include "core/match/mapping.h"

#include <vector>

namespace callsheet::match {

//! suggestMapping() for the variables that are not settled yet, among the columns that are not taken.
void suggestColumns(const VariableSet &set, const QStringList &header, const std::vector<bool> &columnIsTaken,
    const std::vector<bool> &variableIsSettled, Mapping &mapping);

} // namespace callsheet::match
