#pragma once

#include <QString>

#include <optional>

namespace callsheet::match {

//! One blank between words and none at the ends, of whatever kind they were; zero-width characters and direction marks
//! go. A line break counts as a blank.
QString collapsedSpaces(const QString &text);

enum class LetterCase { Upper, Lower, Title };

//! Letter by letter: ß stays ß, and no text gets longer. In title case a word that is written in both cases
//! ("McDonald") stays as it is.
QString inCase(const QString &text, LetterCase letterCase);

enum class DateOrder { DayFirst, MonthFirst, YearFirst };

//! "2024-05-03", with a time kept behind it, for a day written in this order, with digits or an English month. Years of
//! two digits are 1969 to 2068. Nothing where it is no day of the calendar or the order cannot be this one.
std::optional<QString> isoDate(const QString &text, DateOrder order);

//! "1234.5" for "1.234,5" (`decimal` is a comma) or "1,234.5" (a point), with or without a currency sign. Nothing where
//! the groups are not of three digits, so that no other number can come out than the one that was written.
std::optional<QString> plainNumber(const QString &text, QChar decimal);

} // namespace callsheet::match
