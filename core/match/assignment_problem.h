#pragma once

#include <vector>

namespace callsheet::match {

//! The one-to-one choice of columns for rows with the greatest sum of weights (weights >= 0; 0: never together).
//! Gives the column of each row, or -1. Every row of `weights` has the same length.
std::vector<int> bestAssignment(const std::vector<std::vector<double>> &weights);

} // namespace callsheet::match
