#pragma once

#include <QString>

namespace callsheet::base {

//! A heading reduced to lower-case words without accents, separated by one blank: "phoneNumber", "Phone_Number" and
//! "  TÉLÉPHONE—number" style writings meet here. Invisible characters (NBSP, zero-width, BOM) count as separators.
QString foldHeading(const QString &text);

} // namespace callsheet::base
