#include "core/match/carry_mapping.h"

#include "core/match/heading_places.h"
#include "core/match/suggest_columns.h"

#include <algorithm>

namespace callsheet::match {

namespace {

bool isDecided(const Assignment &assignment)
{
    switch (assignment.reason) {
    case MatchReason::ChosenByYou:
    case MatchReason::FromFile:
    case MatchReason::FromTemplate:
        return true;
    case MatchReason::Similar:
    case MatchReason::LooksLike:
        return assignment.confirmed; // by a click: guesses do not confirm themselves
    case MatchReason::None:
    case MatchReason::SameName:
    case MatchReason::KnownAlias:
        break;
    }
    return false;
}

//! The assignment over the columns as they stand now, or nothing when none of its columns is there.
std::optional<Assignment> moved(Assignment assignment, const std::vector<int> &places)
{
    if (assignment.source != Source::Column)
        return assignment;
    const auto placeOf = [&places](int column) {
        return column >= 0 && static_cast<std::size_t>(column) < places.size()
            ? places[static_cast<std::size_t>(column)]
            : -1;
    };
    QList<int> further;
    for (const int column : assignment.furtherColumns) {
        if (const int place = placeOf(column); place >= 0)
            further.append(place);
    }
    assignment.column = placeOf(assignment.column);
    if (assignment.column < 0) {
        if (further.isEmpty())
            return std::nullopt;
        // Values of the second column alone are not what was decided.
        assignment.column = further.takeFirst();
        assignment.reason = MatchReason::Similar;
        assignment.confirmed = false;
    }
    assignment.furtherColumns = further;
    return assignment;
}

} // namespace

Mapping carriedMapping(
    const EarlierMapping &before, const VariableSet &set, const sheet::Table &table, const RenamedKeys &renamed)
{
    const QStringList &header = table.header();
    const std::vector<int> places = headingPlaces(before.header, header);
    const bool isSameHeader = before.header == header;
    Mapping mapping;
    mapping.assignments.resize(set.variables.size());
    std::vector<bool> settled(static_cast<std::size_t>(set.variables.size()), false);
    std::vector<bool> taken(static_cast<std::size_t>(header.size()), false);
    std::vector<const Assignment *> earlier(settled.size(), nullptr);
    for (std::size_t i = 0; i < settled.size(); ++i) {
        const auto variable = static_cast<qsizetype>(i);
        const QString key = set.variables[variable].key;
        const int old = before.variables.indexOf(renamed.value(key, key));
        if (old < 0 || old >= before.mapping.assignments.size())
            continue;
        const Assignment &assignment = before.mapping.assignments[old];
        earlier[i] = &assignment;
        if (!isDecided(assignment) && !(isSameHeader && assignment.isUsed()))
            continue;
        const auto kept = moved(assignment, places);
        if (!kept)
            continue;
        settled[i] = true;
        mapping.assignments[variable] = *kept;
        if (kept->source == Source::Column) {
            for (const int column : QList<int>{kept->column} + kept->furtherColumns)
                taken[static_cast<std::size_t>(column)] = true;
        }
    }
    suggestColumns(set, header, lookAtColumns(table), taken, settled, mapping);
    // What is done to the values of a variable is decided for whichever column they come from.
    for (std::size_t i = 0; i < settled.size(); ++i) {
        if (settled[i] || !earlier[i])
            continue;
        Assignment &assignment = mapping.assignments[static_cast<qsizetype>(i)];
        assignment.cleanUps = earlier[i]->cleanUps;
        assignment.fallback = earlier[i]->fallback;
    }
    return mapping;
}

} // namespace callsheet::match
