#include "core/check/draft_cells.h"
#include "core/match/clean_up_file.h"
#include "core/match/reading_options_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

// Unlike the files that people exchange, a draft has to bring back a mapping exactly: a guess that waits for a click
// waits again. So its assignments are written here, and not as a mapping file has them.

namespace callsheet::check {

using namespace Qt::StringLiterals;

namespace {

const QByteArray version = "callsheet-draft 1";

QJsonArray toArray(const QList<int> &numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array.append(number);
    return array;
}

QJsonObject toJson(const match::Assignment &assignment)
{
    QJsonObject json{{"source"_L1, static_cast<int>(assignment.source)}, {"column"_L1, assignment.column},
        {"fixed"_L1, assignment.fixedValue}, {"reason"_L1, static_cast<int>(assignment.reason)},
        {"confirmed"_L1, assignment.confirmed}, {"further"_L1, toArray(assignment.furtherColumns)},
        {"cleanUps"_L1, match::toJson(assignment.cleanUps)}};
    if (assignment.fallback)
        json.insert("fallback"_L1, *assignment.fallback);
    return json;
}

//! Nothing where a column is not one of the sheet's, or a word is not known.
std::optional<match::Assignment> assignmentFrom(const QJsonObject &json, qsizetype columns)
{
    match::Assignment assignment;
    const int source = json["source"_L1].toInt(-1);
    const int reason = json["reason"_L1].toInt(-1);
    const auto cleanUps = match::cleanUpsFrom(json["cleanUps"_L1]);
    if (source < 0 || source > static_cast<int>(match::Source::FixedValue) || reason < 0
        || reason > static_cast<int>(match::MatchReason::LooksLike) || !cleanUps)
        return std::nullopt;
    assignment.source = static_cast<match::Source>(source);
    assignment.reason = static_cast<match::MatchReason>(reason);
    assignment.column = json["column"_L1].toInt(-1);
    assignment.fixedValue = json["fixed"_L1].toString();
    assignment.confirmed = json["confirmed"_L1].toBool();
    assignment.cleanUps = *cleanUps;
    if (json["fallback"_L1].isString())
        assignment.fallback = json["fallback"_L1].toString();
    const QJsonArray further = json["further"_L1].toArray();
    for (const QJsonValue &column : further)
        assignment.furtherColumns.append(column.toInt(-1));
    const auto isColumn = [columns](int column) { return column >= 0 && column < columns; };
    const bool fits = assignment.source != match::Source::Column
        || (isColumn(assignment.column)
            && std::all_of(assignment.furtherColumns.begin(), assignment.furtherColumns.end(), isColumn));
    return fits ? std::optional(assignment) : std::nullopt;
}

QJsonObject toJson(const Draft &draft)
{
    QJsonArray assignments;
    for (const match::Assignment &assignment : draft.mapping.assignments)
        assignments.append(toJson(assignment));
    return {{"path"_L1, draft.path}, {"hash"_L1, draft.hash}, {"savedAt"_L1, draft.savedAt},
        {"reading"_L1, match::toJson(draft.reading)}, {"header"_L1, QJsonArray::fromStringList(draft.header)},
        {"rowCount"_L1, static_cast<qint64>(draft.rowCount)}, {"variables"_L1, match::toJson(draft.variables)},
        {"variablesPath"_L1, draft.variablesPath}, {"assignments"_L1, assignments},
        {"defaultCountry"_L1, draft.settings.defaultCountry},
        {"withPlus"_L1, draft.settings.phoneWriting == PhoneWriting::WithPlus},
        {"sendEmpty"_L1, draft.settings.blankValues == BlankValues::SendEmpty}, {"templateName"_L1, draft.templateName},
        {"doNotCall"_L1, draft.doNotCallPath}, {"recipe"_L1, toJson(draft.recipe)},
        {"repairs"_L1, toJson(Recipe{draft.repairs, std::nullopt})}};
}

base::Error damaged()
{
    return {base::ErrorKind::InvalidInput,
        QCoreApplication::translate("check", "What was done to the sheet cannot be read again: its file is damaged."),
        {}};
}

base::Result<Draft> draftFrom(const QJsonObject &json)
{
    Draft draft;
    draft.path = json["path"_L1].toString();
    draft.hash = json["hash"_L1].toString();
    draft.savedAt = json["savedAt"_L1].toString();
    draft.reading = match::readingOptionsFrom(json["reading"_L1].toObject());
    const QJsonArray header = json["header"_L1].toArray();
    for (const QJsonValue &heading : header)
        draft.header.append(heading.toString());
    draft.rowCount = static_cast<std::uint32_t>(json["rowCount"_L1].toInteger());
    const auto variables = match::variableSetFrom(json["variables"_L1].toObject(), draft.path);
    if (!variables)
        return variables.error();
    draft.variables = *variables;
    draft.variablesPath = json["variablesPath"_L1].toString();
    const QJsonArray assignments = json["assignments"_L1].toArray();
    if (draft.hash.isEmpty() || assignments.size() != draft.variables.variables.size())
        return damaged();
    for (const QJsonValue &value : assignments) {
        const auto assignment = assignmentFrom(value.toObject(), draft.header.size());
        if (!assignment)
            return damaged();
        draft.mapping.assignments.append(*assignment);
    }
    draft.settings.defaultCountry = json["defaultCountry"_L1].toString();
    draft.settings.phoneWriting = json["withPlus"_L1].toBool() ? PhoneWriting::WithPlus : PhoneWriting::DigitsOnly;
    draft.settings.blankValues = json["sendEmpty"_L1].toBool() ? BlankValues::SendEmpty : BlankValues::LeaveOut;
    draft.templateName = json["templateName"_L1].toString();
    draft.doNotCallPath = json["doNotCall"_L1].toString();
    draft.recipe = recipeFromJson(json["recipe"_L1].toObject(), nullptr);
    draft.repairs = recipeFromJson(json["repairs"_L1].toObject(), nullptr).steps;
    return draft;
}

} // namespace

bool Draft::isWorthKeeping() const
{
    const auto isDecided = [](const match::Assignment &assignment) {
        return assignment.reason == match::MatchReason::ChosenByYou || !assignment.cleanUps.isEmpty()
            || assignment.fallback.has_value() || !assignment.furtherColumns.isEmpty();
    };
    return !cells.empty() || !skipped.empty() || !sentAnyway.empty() || !calledOnes.empty() || !lookedAt.empty()
        || !doNotCall.isEmpty() || std::any_of(mapping.assignments.begin(), mapping.assignments.end(), isDecided);
}

QByteArray toBytes(const Draft &draft)
{
    QByteArray body;
    QDataStream out(&body, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << QJsonDocument(toJson(draft)).toJson(QJsonDocument::Compact);
    writeCells(out, draft);
    return version + '\n' + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex() + '\n' + body;
}

base::Result<Draft> draftFrom(const QByteArray &bytes)
{
    const qsizetype first = bytes.indexOf('\n');
    const qsizetype second = bytes.indexOf('\n', first + 1);
    if (first < 0 || second < 0 || bytes.left(first) != version)
        return damaged();
    const QByteArray body = bytes.mid(second + 1);
    if (QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex() != bytes.mid(first + 1, second - first - 1))
        return damaged();
    QDataStream in(body);
    in.setVersion(QDataStream::Qt_6_4);
    QByteArray json;
    in >> json;
    auto draft = draftFrom(QJsonDocument::fromJson(json).object());
    if (!draft)
        return draft;
    readCells(in, *draft);
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return damaged();
    return draft;
}

} // namespace callsheet::check
