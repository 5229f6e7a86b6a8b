#pragma once

#include "core/base/result.h"
#include "core/match/clean_up.h"
#include "core/match/variable_set.h"
#include "core/sheet/table.h"

#include <optional>

namespace callsheet::match {

enum class Source { NotSent, Column, FixedValue };

//! Why a column was put to a variable, in the order of trust.
enum class MatchReason { None, ChosenByYou, FromFile, FromTemplate, SameName, KnownAlias, Similar, LooksLike };

//! Where one variable's values come from.
struct Assignment {
    Source source = Source::NotSent;
    int column = -1; // with Source::Column
    QString fixedValue; // with Source::FixedValue
    MatchReason reason = MatchReason::None;
    bool confirmed = false; // a Similar match, and one of two columns of one name, wait for a click; others do not
    QList<int> furtherColumns = {}; // where `column` has a blank, the first of these that has none counts
    QList<CleanUp> cleanUps = {}; // done to the value in this order
    std::optional<QString> fallback = {}; // instead of the variable's own; empty: a blank stays blank

    //! True when rows will carry a value from here.
    bool isUsed() const { return source == Source::FixedValue || (source == Source::Column && confirmed); }
    bool operator==(const Assignment &) const = default;
};

//! One assignment a variable, in the order of the variable set.
struct Mapping {
    QList<Assignment> assignments;

    bool operator==(const Mapping &) const = default;
};

//! The best one-to-one assignment of columns to variables by folded name, alias, meaning in many languages, and
//! similarity. What only a person can decide is not confirmed.
Mapping suggestMapping(const VariableSet &set, const QStringList &header);
//! The same with a look at the first values: a column of e-mail addresses is not taken for phones without asking, and
//! one that holds phones under an odd heading is found.
Mapping suggestMapping(const VariableSet &set, const sheet::Table &table);

//! Why checking cannot start, as one sentence (a required variable without a source, an unconfirmed match), or nothing.
std::optional<QString> whatIsMissing(const VariableSet &set, const Mapping &mapping, const QStringList &header);

//! What stands for a blank: nothing (empty) for the phone number, or every blank would call one and the same phone.
QString fallbackFor(const Variable &variable, const Assignment &assignment);

//! {"assignments": [{"variable", "column", "columnNumber"} | {"variable", "value"} | {"variable", "notSent": true}]}.
//! Columns are found by heading; the number (from 1) decides only between equal headings. Beside a column may stand
//! "orColumns": [{"column", "columnNumber"}], and beside all of them "cleanUps" (clean_up.h) and "fallback". Variables
//! that the file does not name are suggested.
base::Result<Mapping> loadMapping(const QString &path, const VariableSet &set, const QStringList &header);
base::Result<void> saveMapping(
    const Mapping &mapping, const VariableSet &set, const QStringList &header, const QString &path);
//! The same for a mapping that is part of another file; `path` is what sentences call it.
base::Result<Mapping> mappingFrom(
    const QJsonObject &object, const VariableSet &set, const QStringList &header, const QString &path);
QJsonObject toJson(const Mapping &mapping, const VariableSet &set, const QStringList &header);

//! "Same name", "Known alias", "Similar", "Chosen by you", "From the mapping file", "From the template", "Looks like",
//! "" for none.
QString describe(MatchReason reason);
//! 0 (nothing in common) to 1 (the same), over folded headings.
double similarity(const QString &foldedA, const QString &foldedB);

} // namespace callsheet::match
