#pragma once

#include <QString>

namespace callsheet::runs {

//! The text with every phone number in it made unreadable but for its last three digits: "+44 ••• 123". Row numbers,
//! times and ids stay, and the number that our own sentences give as an example.
QString withMaskedNumbers(const QString &text);
//! The same of a text that is a number as a whole, however short.
QString maskedNumber(const QString &number);

} // namespace callsheet::runs
