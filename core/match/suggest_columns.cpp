#include "core/match/suggest_columns.h"

#include "core/base/text_fold.h"
#include "core/match/assignment_problem.h"
#include "core/match/heading_aliases.h"

#include <algorithm>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

// A guess below this is more often wrong than right; one that is never made costs a person one choice from a list.
constexpr auto leastSimilarity = 0.6;

// So far apart that no number of lesser matches outweighs one better one: a column with the right name is never given
// away to make two guesses possible elsewhere.
constexpr auto sameKeyWeight = 2e6;
constexpr auto sameLabelWeight = 1e6;
constexpr auto aliasWeight = 1e3;
// Of two columns that are equally good the first one wins.
constexpr auto laterColumnCost = 1e-7;

struct Heading {
    QString text;
    QString folded;
    QString comparable; // empty for headings of signs only, such as "%"
};

Heading headingOf(const QString &text)
{
    return {text.trimmed(), base::foldHeading(text), comparable(text)};
}

bool areEqual(const Heading &a, const Heading &b)
{
    return a.comparable.isEmpty() ? !a.text.isEmpty() && a.text == b.text : a.comparable == b.comparable;
}

struct Candidate {
    double weight = 0;
    MatchReason reason = MatchReason::None;
};

Candidate compare(const Variable &variable, const Heading &key, const Heading &label, const Heading &column)
{
    if (areEqual(key, column))
        return {sameKeyWeight, MatchReason::SameName};
    if (areEqual(label, column))
        return {sameLabelWeight, MatchReason::SameName};
    const auto isAlias = [&](const QString &alias) { return areEqual(headingOf(alias), column); };
    if (std::any_of(variable.aliases.begin(), variable.aliases.end(), isAlias)
        || meanTheSame(key.comparable, column.comparable) || meanTheSame(label.comparable, column.comparable)
        || (variable.type == VariableType::TimeZone && meanTheSame(u"timezone"_s, column.comparable)))
        return {aliasWeight, MatchReason::KnownAlias};
    double likeness = std::max(similarity(key.folded, column.folded), similarity(label.folded, column.folded));
    for (const QString &alias : variable.aliases)
        likeness = std::max(likeness, similarity(base::foldHeading(alias), column.folded));
    if (likeness < leastSimilarity)
        return {};
    return {likeness, MatchReason::Similar};
}

} // namespace

void suggestColumns(const VariableSet &set, const QStringList &header, const std::vector<bool> &columnIsTaken,
    const std::vector<bool> &variableIsSettled, Mapping &mapping)
{
    const auto variables = static_cast<std::size_t>(set.variables.size());
    const auto columns = static_cast<std::size_t>(header.size());
    std::vector<Heading> headings;
    for (const QString &heading : header)
        headings.push_back(headingOf(heading));

    std::vector<std::vector<double>> weights(variables, std::vector<double>(columns, 0.0));
    std::vector<std::vector<MatchReason>> reasons(variables, std::vector<MatchReason>(columns, MatchReason::None));
    for (std::size_t v = 0; v < variables; ++v) {
        if (variableIsSettled[v])
            continue;
        const Variable &variable = set.variables[static_cast<qsizetype>(v)];
        const Heading key = headingOf(variable.key);
        const Heading label = headingOf(variable.label);
        for (std::size_t c = 0; c < columns; ++c) {
            if (columnIsTaken[c])
                continue;
            const Candidate candidate = compare(variable, key, label, headings[c]);
            if (candidate.reason == MatchReason::None)
                continue;
            weights[v][c] = candidate.weight - laterColumnCost * static_cast<double>(c);
            reasons[v][c] = candidate.reason;
        }
    }

    const std::vector<int> chosen = bestAssignment(weights);
    const auto isFree = [&](std::size_t column) {
        return !columnIsTaken[column]
            && std::find(chosen.begin(), chosen.end(), static_cast<int>(column)) == chosen.end();
    };
    // Two columns of one name: which of them is meant only a person can say. Where another variable of that name takes
    // the other column they are told apart by their order, but never so for the number that is called.
    const auto hasTwin = [&](std::size_t column, const Variable &variable) {
        const bool anyCounts = variable.key == phoneNumberKey;
        for (std::size_t other = 0; other < columns; ++other) {
            const bool sameName = other != column && headings[other].folded == headings[column].folded;
            if (sameName && (anyCounts || isFree(other)))
                return true;
        }
        return false;
    };
    for (std::size_t v = 0; v < variables; ++v) {
        if (chosen[v] < 0)
            continue;
        const auto column = static_cast<std::size_t>(chosen[v]);
        const MatchReason reason = reasons[v][column];
        const bool isSure
            = reason != MatchReason::Similar && !hasTwin(column, set.variables[static_cast<qsizetype>(v)]);
        mapping.assignments[static_cast<qsizetype>(v)] = {Source::Column, chosen[v], {}, reason, isSure};
    }
}

Mapping suggestMapping(const VariableSet &set, const QStringList &header)
{
    Mapping mapping;
    mapping.assignments.resize(set.variables.size());
    suggestColumns(set, header, std::vector<bool>(static_cast<std::size_t>(header.size()), false),
        std::vector<bool>(static_cast<std::size_t>(set.variables.size()), false), mapping);
    return mapping;
}

} // namespace callsheet::match
