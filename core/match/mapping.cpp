#include "core/match/mapping.h"

#include "core/base/text_fold.h"

#include <QCoreApplication>

#include <algorithm>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

QString headingAt(const QStringList &header, int column)
{
    return column >= 0 && column < header.size() ? header[column] : QString();
}

//! A column of the assignment that the sheet does not have, or nothing.
std::optional<int> columnOutside(const Assignment &assignment, const QStringList &header)
{
    if (assignment.source != Source::Column)
        return std::nullopt;
    const QList<int> columns = QList<int>{assignment.column} + assignment.furtherColumns;
    const auto outside = std::find_if(
        columns.begin(), columns.end(), [&](int column) { return column < 0 || column >= header.size(); });
    return outside == columns.end() ? std::nullopt : std::optional(*outside);
}

//! Whether another column has the same heading.
bool hasTwin(const QStringList &header, int column)
{
    const QString heading = base::foldHeading(headingAt(header, column));
    return std::count_if(header.begin(), header.end(), [&heading](const QString &other) {
        return base::foldHeading(other) == heading;
    }) > 1;
}

} // namespace

std::optional<QString> whatIsMissing(const VariableSet &set, const Mapping &mapping, const QStringList &header)
{
    for (qsizetype i = 0; i < set.variables.size(); ++i) {
        const Variable &variable = set.variables[i];
        const Assignment assignment = mapping.assignments.value(i);
        const bool isColumn = assignment.source == Source::Column;
        const bool isGuess = assignment.reason == MatchReason::Similar || assignment.reason == MatchReason::LooksLike;
        if (const auto outside = columnOutside(assignment, header)) {
            return QCoreApplication::translate(
                "match", "“%1” is matched with column %2, which this sheet does not have. Choose another column.")
                .arg(variable.label)
                .arg(*outside + 1);
        }
        if (isColumn && !assignment.confirmed && !isGuess && !hasTwin(header, assignment.column)) {
            return QCoreApplication::translate("match",
                "The values of the column “%2” do not look like “%1”. Confirm the match or choose another column.")
                .arg(variable.label, headingAt(header, assignment.column));
        }
        if (isColumn && !assignment.confirmed && !isGuess) {
            return QCoreApplication::translate(
                "match", "“%1” may be any of the columns that are called “%2”. Choose the right one.")
                .arg(variable.label, headingAt(header, assignment.column));
        }
        if (isColumn && !assignment.confirmed) {
            return QCoreApplication::translate(
                "match", "“%1” is only guessed to be the column “%2”. Confirm the match or choose another column.")
                .arg(variable.label, headingAt(header, assignment.column));
        }
        for (const CleanUp &cleanUp : assignment.cleanUps) {
            if (const auto fault = faultOf(cleanUp)) {
                return QCoreApplication::translate("match", "A clean-up of “%1” cannot be done: %2")
                    .arg(variable.label, *fault);
            }
        }
        if (variable.key == phoneNumberKey && assignment.source == Source::FixedValue) {
            return QCoreApplication::translate(
                "match", "“%1” has one fixed value, so every row would call the same phone. Choose a column for it.")
                .arg(variable.label);
        }
        const bool blank = assignment.source == Source::FixedValue && assignment.fixedValue.trimmed().isEmpty();
        if (variable.required && (!assignment.isUsed() || blank)) {
            return variable.key == phoneNumberKey
                ? QCoreApplication::translate(
                    "match", "“%1” has no column yet. Choose the column with the phone numbers.")
                      .arg(variable.label)
                : QCoreApplication::translate(
                    "match", "“%1” is required and has no source yet. Choose a column or type a fixed value.")
                      .arg(variable.label);
        }
    }
    return std::nullopt;
}

QString fallbackFor(const Variable &variable, const Assignment &assignment)
{
    return variable.key == phoneNumberKey ? QString() : assignment.fallback.value_or(variable.fallback);
}

QString describe(MatchReason reason)
{
    switch (reason) {
    case MatchReason::None:
        return {};
    case MatchReason::ChosenByYou:
        return QCoreApplication::translate("match", "Chosen by you");
    case MatchReason::FromFile:
        return QCoreApplication::translate("match", "From the mapping file");
    case MatchReason::FromTemplate:
        return QCoreApplication::translate("match", "From the template");
    case MatchReason::SameName:
        return QCoreApplication::translate("match", "Same name");
    case MatchReason::KnownAlias:
        return QCoreApplication::translate("match", "Known alias");
    case MatchReason::Similar:
        return QCoreApplication::translate("match", "Similar");
    case MatchReason::LooksLike:
        return QCoreApplication::translate("match", "Looks like");
    }
    return {};
}

} // namespace callsheet::match
