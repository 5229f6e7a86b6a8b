#include "core/match/clean_up_file.h"

#include "core/match/json_file.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

//! The words of the file, in the order of CleanUpKind: they stay when the program changes.
constexpr std::array words = {"spaces"_L1, "upperCase"_L1, "lowerCase"_L1, "titleCase"_L1, "dayFirst"_L1,
    "monthFirst"_L1, "yearFirst"_L1, "decimalComma"_L1, "decimalPoint"_L1, "prefix"_L1, "suffix"_L1, "replace"_L1,
    "replacePattern"_L1, "mapValues"_L1};

base::Result<CleanUp> cleanUpFrom(const QJsonObject &object)
{
    const QString word = object.value("do"_L1).toString();
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) {
        return invalid(QCoreApplication::translate(
            "match", "“%1” is no clean-up that this version of Callsheet knows. Take it out, or use a newer version.")
                           .arg(word));
    }
    CleanUp cleanUp;
    cleanUp.kind = static_cast<CleanUpKind>(found - words.begin());
    cleanUp.text = object.value("text"_L1).toString();
    cleanUp.with = object.value("with"_L1).toString();
    const QJsonArray values = object.value("values"_L1).toArray();
    for (const QJsonValue &pair : values) {
        if (pair.toArray().size() != 2) {
            return invalid(QCoreApplication::translate(
                "match", "its “values” have to be pairs of texts, such as [[\"M\", \"Mr\"]]. Write them so."));
        }
        cleanUp.values.append({pair.toArray().at(0).toString(), pair.toArray().at(1).toString()});
    }
    if (const auto fault = faultOf(cleanUp))
        return invalid(*fault);
    return cleanUp;
}

} // namespace

base::Result<QList<CleanUp>> cleanUpsFrom(const QJsonValue &value)
{
    if (!value.isUndefined() && !value.isArray())
        return invalid(QCoreApplication::translate("match", "they are not a list. Write them as [{\"do\": \"…\"}]."));
    QList<CleanUp> cleanUps;
    const QJsonArray entries = value.toArray();
    for (const QJsonValue &entry : entries) {
        auto cleanUp = cleanUpFrom(entry.toObject());
        if (!cleanUp)
            return cleanUp.error();
        cleanUps.append(*std::move(cleanUp));
    }
    return cleanUps;
}

QJsonArray toJson(const QList<CleanUp> &cleanUps)
{
    QJsonArray entries;
    for (const CleanUp &cleanUp : cleanUps) {
        QJsonObject entry{{"do"_L1, QString(words[static_cast<std::size_t>(cleanUp.kind)])}};
        if (!cleanUp.text.isEmpty())
            entry.insert("text"_L1, cleanUp.text);
        if (!cleanUp.with.isEmpty())
            entry.insert("with"_L1, cleanUp.with);
        QJsonArray values;
        for (const auto &[from, to] : cleanUp.values)
            values.append(QJsonArray{from, to});
        if (!values.isEmpty())
            entry.insert("values"_L1, values);
        entries.append(entry);
    }
    return entries;
}

} // namespace callsheet::match
