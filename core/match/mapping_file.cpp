#include "core/match/clean_up_file.h"
#include "core/match/heading_meaning.h"
#include "core/match/json_file.h"
#include "core/match/mapping.h"
#include "core/match/suggest_columns.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

QString headingAt(const QStringList &header, int column)
{
    return column >= 0 && column < header.size() ? header[column] : QString();
}

//! The column with this heading: exactly as written, else as it compares. `number` (from 1, 0: none) decides between
//! equals.
base::Result<int> findColumn(const QStringList &header, const QString &heading, int number, const QString &path)
{
    QList<int> found;
    for (int column = 0; column < static_cast<int>(header.size()); ++column) {
        if (header[column] == heading)
            found.append(column);
    }
    // A heading of signs only ("%", "#") folds to nothing and would meet every other such heading.
    const QString wanted = comparable(heading);
    for (int column = 0; found.isEmpty() && !wanted.isEmpty() && column < static_cast<int>(header.size()); ++column) {
        if (comparable(header[column]) == wanted)
            found.append(column);
    }
    if (found.isEmpty()) {
        return invalid(QCoreApplication::translate("match",
            "The mapping “%1” names a column “%2” that the sheet does not "
            "have. Choose another sheet or mapping, or match it by hand.")
                           .arg(path, heading));
    }
    if (found.size() == 1)
        return found.first();
    if (found.contains(number - 1))
        return number - 1;
    return invalid(QCoreApplication::translate("match",
        "The sheet has several columns “%2”, and the mapping “%1” does not "
        "say which one. Add its number as “columnNumber”.")
                       .arg(path, heading));
}

base::Result<int> readColumn(const QJsonObject &entry, const QStringList &header, const QString &path)
{
    return findColumn(header, entry.value("column"_L1).toString(), entry.value("columnNumber"_L1).toInt(), path);
}

//! Where the values come from; what is done to them stands beside it.
base::Result<Assignment> readSource(
    const QJsonObject &entry, const QString &key, const QStringList &header, const QString &path)
{
    Assignment assignment;
    assignment.reason = MatchReason::FromFile;
    assignment.confirmed = true;
    if (entry.value("notSent"_L1).toBool())
        return assignment;
    if (entry.contains("value"_L1)) {
        if (!entry.value("value"_L1).isString()) {
            return invalid(QCoreApplication::translate(
                "match", "The mapping “%1” gives “%2” a value that is not text. Put it in quotation marks.")
                               .arg(path, key));
        }
        assignment.source = Source::FixedValue;
        assignment.fixedValue = entry.value("value"_L1).toString();
        return assignment;
    }
    if (!entry.value("column"_L1).isString()) {
        return invalid(QCoreApplication::translate("match",
            "The mapping “%1” does not say where “%2” comes from. Add a "
            "“column”, a “value”, or “notSent”: true.")
                           .arg(path, key));
    }
    const auto column = readColumn(entry, header, path);
    if (!column)
        return column.error();
    assignment.source = Source::Column;
    assignment.column = *column;
    const QJsonArray further = entry.value("orColumns"_L1).toArray();
    for (const QJsonValue &one : further) {
        const auto another = readColumn(one.toObject(), header, path);
        if (!another)
            return another.error();
        assignment.furtherColumns.append(*another);
    }
    return assignment;
}

base::Result<Assignment> readAssignment(
    const QJsonObject &entry, const QString &key, const QStringList &header, const QString &path)
{
    auto assignment = readSource(entry, key, header, path);
    if (!assignment)
        return assignment;
    const auto cleanUps = cleanUpsFrom(entry.value("cleanUps"_L1));
    if (!cleanUps) {
        return invalid(
            QCoreApplication::translate("match", "The clean-ups of “%1” in the mapping “%2” cannot be used: %3")
                .arg(key, path, cleanUps.error().message));
    }
    assignment->cleanUps = *cleanUps;
    if (entry.value("fallback"_L1).isString())
        assignment->fallback = entry.value("fallback"_L1).toString();
    return assignment;
}

QJsonObject toJson(const QStringList &header, int column)
{
    return {{"column"_L1, headingAt(header, column)}, {"columnNumber"_L1, column + 1}};
}

} // namespace

base::Result<Mapping> loadMapping(const QString &path, const VariableSet &set, const QStringList &header)
{
    const auto object = readJsonObject(path);
    if (!object)
        return object.error();
    return mappingFrom(*object, set, header, path);
}

base::Result<Mapping> mappingFrom(
    const QJsonObject &object, const VariableSet &set, const QStringList &header, const QString &path)
{
    if (!object.value("assignments"_L1).isArray()) {
        return invalid(QCoreApplication::translate(
            "match", "“%1” is not a mapping: it has no list “assignments”. Choose another file, or add the list.")
                           .arg(path));
    }
    const QJsonArray entries = object.value("assignments"_L1).toArray();
    Mapping mapping;
    mapping.assignments.resize(set.variables.size());
    std::vector<bool> settled(static_cast<std::size_t>(set.variables.size()), false);
    std::vector<bool> taken(static_cast<std::size_t>(header.size()), false);
    for (const QJsonValue &entry : entries) {
        const QString key = entry.toObject().value("variable"_L1).toString();
        const int index = set.indexOf(key);
        if (index < 0) {
            return invalid(QCoreApplication::translate("match",
                "The mapping “%1” names a variable “%2” that the variable "
                "set does not have. Choose another mapping or set.")
                               .arg(path, key));
        }
        if (settled[static_cast<std::size_t>(index)]) {
            return invalid(QCoreApplication::translate(
                "match", "The mapping “%1” names the variable “%2” twice. Take one of the two lines out.")
                               .arg(path, key));
        }
        const auto assignment = readAssignment(entry.toObject(), key, header, path);
        if (!assignment)
            return assignment.error();
        settled[static_cast<std::size_t>(index)] = true;
        if (assignment->source == Source::Column)
            taken[static_cast<std::size_t>(assignment->column)] = true;
        for (const int column : assignment->furtherColumns)
            taken[static_cast<std::size_t>(column)] = true;
        mapping.assignments[index] = *assignment;
    }
    suggestColumns(set, header, {}, taken, settled, mapping);
    return mapping;
}

base::Result<void> saveMapping(
    const Mapping &mapping, const VariableSet &set, const QStringList &header, const QString &path)
{
    return writeJsonObject(toJson(mapping, set, header), path);
}

QJsonObject toJson(const Mapping &mapping, const VariableSet &set, const QStringList &header)
{
    QJsonArray assignments;
    for (qsizetype i = 0; i < set.variables.size(); ++i) {
        const Assignment assignment = mapping.assignments.value(i);
        QJsonObject entry{{"variable"_L1, set.variables[i].key}};
        switch (assignment.source) {
        case Source::NotSent:
            entry.insert("notSent"_L1, true);
            break;
        case Source::FixedValue:
            entry.insert("value"_L1, assignment.fixedValue);
            break;
        case Source::Column:
            // A guess that nobody confirmed must not come back from the file as if a person had chosen it.
            if (!assignment.confirmed)
                continue;
            entry = toJson(header, assignment.column);
            entry.insert("variable"_L1, set.variables[i].key);
            break;
        }
        QJsonArray further;
        for (const int column : assignment.furtherColumns)
            further.append(toJson(header, column));
        if (!further.isEmpty())
            entry.insert("orColumns"_L1, further);
        if (!assignment.cleanUps.isEmpty())
            entry.insert("cleanUps"_L1, toJson(assignment.cleanUps));
        if (assignment.fallback)
            entry.insert("fallback"_L1, *assignment.fallback);
        assignments.append(entry);
    }
    return {{"assignments"_L1, assignments}};
}

} // namespace callsheet::match
