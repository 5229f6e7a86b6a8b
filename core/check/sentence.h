#pragma once

#include "core/check/check_rows.h"

#include <memory>
#include <stop_token>

namespace callsheet::check {

//! What would sound wrong in a sentence that an agent says.
enum class Oddity : std::uint8_t {
    Blank, // nothing where a value belongs
    Exponent, // 4.5E+03
    DateSerial, // 45231
    Markup, // <b>, &amp;
    LeftoverBraces, // {{nickname}}: no variable of this set, or braces in a value
    AllCaps,
    TooLong,
};
constexpr int oddityCount = static_cast<int>(Oddity::TooLong) + 1;

struct OddValue {
    Oddity oddity = Oddity::Blank;
    QString what; // label of the variable, or what stands in braces

    bool operator==(const OddValue &) const = default;
};

//! An opening line with the values of one row in it.
struct Sentence {
    QString text;
    QList<OddValue> odd;

    bool operator==(const Sentence &) const = default;
};

//! "Hi {{name}}" becomes "Hi Ann": the variable's key or its label stands in braces, in any case. `values` is one a
//! variable, as sent; what is not sent is "".
Sentence fillSentence(const QString &openingLine, const match::VariableSet &variables, const QStringList &values);
//! How odd it is, for choosing the rows to look at; 0: nothing to see.
int oddness(const Sentence &sentence);
//! "“Name” is blank", …
QString describe(const OddValue &odd);

//! The values of one row as they are sent, one a variable.
QStringList valuesOf(const CheckInput &input, const Report *report, sheet::RowIndex row);

//! The rows whose sentence is oddest, oddest first, then in their order. Looks at all of them.
base::Result<std::vector<sheet::RowIndex>> oddestRows(
    const CheckInput &input, std::shared_ptr<const Report> report, int most, std::stop_token stop);

} // namespace callsheet::check
