#pragma once

#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace callsheet::match {

//! One thing that is done to every value of a variable. A value that it does not fit ("n/a" as a date) stays as it is.
enum class CleanUpKind {
    Spaces, // none at the ends, one between words; NBSP and the like become a blank, invisible characters go
    UpperCase,
    LowerCase,
    TitleCase, // "JOHN O'NEIL" -> "John O'Neil"
    DayFirst, // "3.5.2024", "03/05/24" -> "2024-05-03"
    MonthFirst, // "5/3/2024" -> "2024-05-03"
    YearFirst, // "2024/5/3", "20240503" -> "2024-05-03"
    DecimalComma, // "1.234,50" -> "1234.50"
    DecimalPoint, // "1,234.50" -> "1234.50"
    Prefix, // `text` in front, where it does not stand there already
    Suffix, // `text` behind, where it does not stand there already
    Replace, // every `text` by `with`
    ReplacePattern, // every match of the regular expression `text` by `with`, where \1 is the first group
    MapValues, // a whole value that stands first in `values` (case does not count) by what stands second
};

struct CleanUp {
    CleanUpKind kind = CleanUpKind::Spaces;
    QString text = {};
    QString with = {};
    QList<std::pair<QString, QString>> values = {};

    bool operator==(const CleanUp &) const = default;
};

constexpr int cleanUpKindCount = static_cast<int>(CleanUpKind::MapValues) + 1;

//! "Title case", for a list of choices.
QString describe(CleanUpKind kind);
//! "Replace “.” by “-”".
QString describe(const CleanUp &cleanUp);

//! Why it cannot be done (a pattern that does not compile, nothing to look for), as a sentence, or nothing.
std::optional<QString> faultOf(const CleanUp &cleanUp);

} // namespace callsheet::match
