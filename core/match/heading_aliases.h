#pragma once

#include <QString>

namespace callsheet::match {

//! A heading for comparing: folded, and without the blanks between its words ("Phone No." and "phone_no" meet here).
QString comparable(const QString &heading);

//! True when the two headings (both comparable()) are usual words for the same thing, such as "mobile" and
//! "phonenumber".
bool meanTheSame(const QString &comparableA, const QString &comparableB);

} // namespace callsheet::match
