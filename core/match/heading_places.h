#pragma once

#include <QStringList>

#include <vector>

namespace callsheet::match {

//! Where each column of `before` stands in `now`, or -1: by the heading as written, else as it compares; the second of
//! two equal ones is the second.
std::vector<int> headingPlaces(const QStringList &before, const QStringList &now);

} // namespace callsheet::match
