#include "core/match/suggest_columns.h"

#include "core/base/text_fold.h"
#include "core/match/assignment_problem.h"
#include "core/match/heading_meaning.h"

#include <algorithm>
#include <initializer_list>

namespace callsheet::match {

namespace {

// A guess below this is more often wrong than right; one that is never made costs a person one choice from a list.
constexpr auto leastSimilarity = 0.6;

// So far apart that no number of lesser matches outweighs one better one: a column with the right name is never given
// away to make two guesses possible elsewhere.
constexpr auto sameKeyWeight = 2e8;
constexpr auto sameLabelWeight = 1e8;
constexpr auto ownAliasWeight = 1e5;
constexpr auto aliasWeight = 1e4;
constexpr auto looksLikeWeight = 0.3;
// Beside "Contact name", "Customer name" and "Lead name" are a company's.
constexpr auto contactLead = 1.0;
// Of two columns that are equally good the first one wins, unless it has fewer values.
constexpr auto laterColumnCost = 1e-7;
constexpr auto blankColumnCost = 1e-3;
// What the values speak against has to be better than any guess, and is worse than any match that they do not.
constexpr auto contradictedShare = 1e-3;

struct Heading {
    QString text;
    QString folded;
    QString comparable; // empty for headings of signs only, such as "%"
    Meaning meaning = 0;
    bool isContact = false;
};

Heading headingOf(const QString &text)
{
    return {text.trimmed(), base::foldHeading(text), comparable(text), meaningOf(text), namesContact(text)};
}

bool areEqual(const Heading &a, const Heading &b)
{
    return a.comparable.isEmpty() ? !a.text.isEmpty() && a.text == b.text : a.comparable == b.comparable;
}

bool meanTheSame(const Heading &a, const Heading &b)
{
    return a.meaning != 0 && a.meaning == b.meaning;
}

//! What is known of a variable before it meets a column.
struct Wanted {
    Heading key;
    Heading label;
    std::vector<Heading> aliases;
    ValueShape shape = ValueShape::Other;

    explicit Wanted(const Variable &variable)
        : key(headingOf(variable.key))
        , label(headingOf(variable.label))
        , shape(shapeFor(variable))
    {
        for (const QString &alias : variable.aliases)
            aliases.push_back(headingOf(alias));
        if (variable.type == VariableType::TimeZone && key.meaning == 0 && label.meaning == 0)
            key.meaning = meaningOf(Idea::TimeZone);
    }

    bool means(Idea idea) const { return key.meaning == meaningOf(idea) || label.meaning == meaningOf(idea); }
};

//! Beside "Vorname", "Name" is the last name, and beside "Apellidos", "Nombre" is the first one.
void readNamesTogether(std::vector<Heading> &headings, const std::vector<Wanted> &variables)
{
    const auto holds = [&](Idea idea) {
        return std::any_of(headings.begin(), headings.end(),
            [&](const Heading &heading) { return heading.meaning == meaningOf(idea); });
    };
    const auto isWanted = [&](Idea idea) {
        return std::any_of(
            variables.begin(), variables.end(), [&](const Wanted &wanted) { return wanted.means(idea); });
    };
    const bool first = holds(Idea::FirstName);
    if (first == holds(Idea::LastName))
        return;
    const Idea other = first ? Idea::LastName : Idea::FirstName;
    if (!isWanted(other))
        return;
    for (Heading &heading : headings) {
        if (heading.meaning == meaningOf(Idea::Name)) {
            heading.meaning = meaningOf(other);
            return;
        }
    }
}

//! Where no heading is plainly what is looked for, the first that says a little more stands for it.
void standIn(std::vector<Heading> &headings, Idea plain, std::initializer_list<Idea> more)
{
    const auto means = [&headings](Meaning meaning) {
        return std::find_if(
            headings.begin(), headings.end(), [meaning](const Heading &heading) { return heading.meaning == meaning; });
    };
    if (means(meaningOf(plain)) != headings.end())
        return;
    auto first = headings.end();
    for (const Idea idea : more)
        first = std::min(first, means(meaningOf(plain, idea)));
    if (first != headings.end())
        first->meaning = meaningOf(plain);
}

//! Of several e-mail addresses ("Email - Work", "Email - Home") the first, and of amounts the one that is due. Not so
//! with phones: which of them is called only a person can say.
void readSingleOnes(std::vector<Heading> &headings)
{
    standIn(headings, Idea::Email, {Idea::Work, Idea::Home});
    standIn(headings, Idea::Amount, {Idea::Due});
}

struct Candidate {
    double weight = 0;
    MatchReason reason = MatchReason::None;
    bool contradicted = false; // by the values
};

double likenessOf(const Heading &variable, const Heading &column)
{
    if (variable.meaning != 0 && column.meaning != 0)
        return nearness(variable.meaning, column.meaning);
    return similarity(variable.folded, column.folded);
}

double likenessOf(const Wanted &variable, const Heading &column)
{
    double likeness = likenessOf(variable.key, column);
    if (variable.label.folded != variable.key.folded)
        likeness = std::max(likeness, likenessOf(variable.label, column));
    for (const Heading &alias : variable.aliases)
        likeness = std::max(likeness, likenessOf(alias, column));
    return likeness;
}

Candidate compare(const Wanted &variable, const Heading &column)
{
    // A name that is a first or a last name in this sheet is no full name, whatever it is called.
    const bool isPartOfName
        = (column.meaning == meaningOf(Idea::FirstName) || column.meaning == meaningOf(Idea::LastName))
        && variable.means(Idea::Name);
    if (!isPartOfName && areEqual(variable.key, column))
        return {sameKeyWeight, MatchReason::SameName};
    if (!isPartOfName && areEqual(variable.label, column))
        return {sameLabelWeight, MatchReason::SameName};
    const auto isAlias = [&](const Heading &alias) { return areEqual(alias, column); };
    if (std::any_of(variable.aliases.begin(), variable.aliases.end(), isAlias))
        return {ownAliasWeight, MatchReason::KnownAlias};
    if (meanTheSame(variable.key, column) || meanTheSame(variable.label, column))
        return {aliasWeight + (column.isContact ? contactLead : 0), MatchReason::KnownAlias};
    const double likeness = likenessOf(variable, column);
    if (likeness < leastSimilarity)
        return {};
    return {likeness, MatchReason::Similar};
}

//! What the values say about it.
Candidate weighed(Candidate candidate, ValueShape shape, const ColumnLook &look)
{
    const bool fits = shape != ValueShape::Other && look.isMostly(shape);
    if (candidate.reason == MatchReason::None && fits)
        return {looksLikeWeight, MatchReason::LooksLike};
    const bool asksForShape = shape == ValueShape::Phone || shape == ValueShape::Email;
    if (candidate.reason != MatchReason::None && asksForShape && look.speaksAgainst(shape)) {
        if (candidate.reason == MatchReason::Similar)
            return {};
        return {candidate.weight * contradictedShare, candidate.reason, true};
    }
    if (candidate.reason == MatchReason::Similar && fits)
        candidate.weight += looksLikeWeight;
    if (candidate.reason != MatchReason::None && look.values == 0)
        candidate.weight -= blankColumnCost;
    return candidate;
}

} // namespace

void suggestColumns(const VariableSet &set, const QStringList &header, const std::vector<ColumnLook> &looks,
    const std::vector<bool> &columnIsTaken, const std::vector<bool> &variableIsSettled, Mapping &mapping)
{
    const auto variables = static_cast<std::size_t>(set.variables.size());
    const auto columns = static_cast<std::size_t>(header.size());
    std::vector<Heading> headings;
    for (const QString &heading : header)
        headings.push_back(headingOf(heading));
    std::vector<Wanted> wanted;
    for (const Variable &variable : set.variables)
        wanted.emplace_back(variable);
    readNamesTogether(headings, wanted);
    readSingleOnes(headings);

    std::vector<std::vector<double>> weights(variables, std::vector<double>(columns, 0.0));
    std::vector<std::vector<Candidate>> candidates(variables, std::vector<Candidate>(columns));
    for (std::size_t v = 0; v < variables; ++v) {
        if (variableIsSettled[v])
            continue;
        for (std::size_t c = 0; c < columns; ++c) {
            if (columnIsTaken[c])
                continue;
            Candidate candidate = compare(wanted[v], headings[c]);
            if (c < looks.size())
                candidate = weighed(candidate, wanted[v].shape, looks[c]);
            if (candidate.reason == MatchReason::None)
                continue;
            weights[v][c] = candidate.weight - laterColumnCost * static_cast<double>(c);
            candidates[v][c] = candidate;
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
        const Candidate &candidate = candidates[v][column];
        const bool isGuess = candidate.reason == MatchReason::Similar || candidate.reason == MatchReason::LooksLike;
        const bool isSure
            = !isGuess && !candidate.contradicted && !hasTwin(column, set.variables[static_cast<qsizetype>(v)]);
        mapping.assignments[static_cast<qsizetype>(v)] = {Source::Column, chosen[v], {}, candidate.reason, isSure};
    }
}

namespace {

Mapping suggest(const VariableSet &set, const QStringList &header, const std::vector<ColumnLook> &looks)
{
    Mapping mapping;
    mapping.assignments.resize(set.variables.size());
    suggestColumns(set, header, looks, std::vector<bool>(static_cast<std::size_t>(header.size()), false),
        std::vector<bool>(static_cast<std::size_t>(set.variables.size()), false), mapping);
    return mapping;
}

} // namespace

double likeness(const Variable &variable, const QString &heading)
{
    return likenessOf(Wanted(variable), headingOf(heading));
}

Mapping suggestMapping(const VariableSet &set, const QStringList &header)
{
    return suggest(set, header, {});
}

Mapping suggestMapping(const VariableSet &set, const sheet::Table &table)
{
    return suggest(set, table.header(), lookAtColumns(table));
}

} // namespace callsheet::match
