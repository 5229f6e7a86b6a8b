#include "core/match/json_file.h"
#include "core/match/variable_set.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>
#include <utility>

// The JSON of a variable set: what a person wrote by hand is read as long as it can be understood, and refused with the
// place and the reason where not.

namespace callsheet::match {

using namespace Qt::StringLiterals;

namespace {

constexpr auto mostVariables = 1000;

constexpr std::array typeNames = {
    std::pair{VariableType::Text, "text"_L1},
    std::pair{VariableType::Number, "number"_L1},
    std::pair{VariableType::Boolean, "boolean"_L1},
    std::pair{VariableType::Date, "date"_L1},
    std::pair{VariableType::TimeZone, "timezone"_L1},
    std::pair{VariableType::Phone, "phone"_L1},
};

std::optional<VariableType> typeOf(const QString &name)
{
    for (const auto &[type, word] : typeNames) {
        if (name.compare(word, Qt::CaseInsensitive) == 0)
            return type;
    }
    return std::nullopt;
}

//! "Variable 3 (“due”) of “renewals.json”", for the beginning of a sentence.
QString placeOf(qsizetype index, const QString &key, const QString &path)
{
    if (key.isEmpty())
        return QCoreApplication::translate("match", "Variable %1 of “%2”").arg(index + 1).arg(path);
    constexpr qsizetype mostLetters = 40; // whatever stands in a file, a sentence about it stays one
    const QString shown = key.size() > mostLetters ? key.left(mostLetters) + u'…' : key;
    return QCoreApplication::translate("match", "Variable %1 (“%2”) of “%3”").arg(index + 1).arg(shown, path);
}

base::Error faulty(const QString &place, const QString &fault)
{
    return invalid(QCoreApplication::translate("match", "%1 cannot be used: %2").arg(place, fault));
}

//! The text under `name`, "" where there is none; or the end of a sentence about what else stands there.
base::Result<QString> readText(const QJsonObject &object, QLatin1StringView name)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined() || value.isString())
        return value.toString();
    return invalid(
        QCoreApplication::translate("match", "its “%1” is not text. Put it in quotation marks.").arg(QString(name)));
}

base::Result<QStringList> readTexts(const QJsonObject &object, QLatin1StringView name)
{
    const QJsonValue value = object.value(name);
    if (!value.isUndefined() && !value.isArray()) {
        return invalid(
            QCoreApplication::translate("match", "its “%1” are not a list. Write them as [\"…\"].").arg(QString(name)));
    }
    QStringList texts;
    const QJsonArray entries = value.toArray();
    for (const QJsonValue &entry : entries) {
        if (!entry.isString()) {
            return invalid(
                QCoreApplication::translate("match", "one of its “%1” is not text. Put it in quotation marks.")
                    .arg(QString(name)));
        }
        texts.append(entry.toString());
    }
    return texts;
}

//! The error is the end of a sentence.
base::Result<Variable> readVariable(const QJsonObject &object)
{
    Variable variable;
    for (const auto &[name, text] :
        {std::pair{"key"_L1, &variable.key}, {"label"_L1, &variable.label}, {"pattern"_L1, &variable.pattern},
            {"fallback"_L1, &variable.fallback}, {"description"_L1, &variable.description}}) {
        const auto read = readText(object, name);
        if (!read)
            return read.error();
        *text = *read;
    }
    for (const auto &[name, texts] :
        {std::pair{"aliases"_L1, &variable.aliases}, {"allowedValues"_L1, &variable.allowedValues}}) {
        const auto read = readTexts(object, name);
        if (!read)
            return read.error();
        *texts = *read;
    }
    variable.label = variable.label.trimmed();
    if (variable.label.isEmpty())
        variable.label = variable.key;

    const QJsonValue required = object.value("required"_L1);
    if (!required.isUndefined() && !required.isBool()) {
        return invalid(
            QCoreApplication::translate("match", "“required” has to be true or false, without quotation marks."));
    }
    variable.required = required.toBool();

    if (object.contains("type"_L1)) {
        const auto type = typeOf(object.value("type"_L1).toString());
        if (!type) {
            return invalid(QCoreApplication::translate(
                "match", "its type has to be one of text, number, boolean, date, timezone and phone."));
        }
        variable.type = *type;
    }

    if (object.contains("longestLength"_L1)) {
        variable.longestLength = object.value("longestLength"_L1).toInt(-1); // -1: no whole number
        if (variable.longestLength < 0) {
            return invalid(QCoreApplication::translate("match",
                "“longestLength” has to be a whole number from 0 on, without quotation marks; 0 stands for any "
                "length."));
        }
    }
    if (auto fault = faultOf(variable))
        return invalid(*fault);
    return variable;
}

//! The service demands a phone number in every record, whatever the file says about it.
void putPhoneNumberFirst(VariableSet &set)
{
    const QString label = QCoreApplication::translate("match", "Phone number");
    const int index = set.indexOf(phoneNumberKey);
    if (index < 0) {
        set.variables.prepend({phoneNumberKey, label, true, VariableType::Phone, {}});
        return;
    }
    set.variables.move(index, 0);
    Variable &phone = set.variables.first();
    phone.required = true;
    phone.type = VariableType::Phone;
    if (phone.label == phoneNumberKey)
        phone.label = label;
}

} // namespace

base::Result<VariableSet> loadVariableSet(const QString &path)
{
    const auto object = readJsonObject(path);
    if (!object)
        return object.error();
    return variableSetFrom(*object, path);
}

base::Result<VariableSet> variableSetFrom(const QJsonObject &object, const QString &path)
{
    const QJsonValue list = object.value("variables"_L1);
    if (!list.isArray()) {
        return invalid(QCoreApplication::translate("match",
            "“%1” is not a variable set: it has no list “variables”. "
            "Choose another file, or add the list.")
                           .arg(path));
    }
    const QJsonArray variables = list.toArray();
    if (variables.size() > mostVariables) {
        return base::Error{base::ErrorKind::Limit,
            QCoreApplication::translate(
                "match", "“%1” has %2 variables; the limit is %3. Take out those that the agent does not need.")
                .arg(path)
                .arg(variables.size())
                .arg(mostVariables),
            {}};
    }
    VariableSet set;
    set.name = object.value("name"_L1).toString();
    set.openingLine = object.value("openingLine"_L1).toString();
    for (qsizetype i = 0; i < variables.size(); ++i) {
        if (!variables[i].isObject()) {
            return faulty(placeOf(i, {}, path),
                QCoreApplication::translate("match", "it is not an object. Write it as {\"key\": \"…\"}."));
        }
        const QJsonObject entry = variables[i].toObject();
        const QString key = entry.value("key"_L1).toString();
        auto variable = readVariable(entry);
        if (!variable)
            return faulty(placeOf(i, key, path), variable.error().message);
        if (set.indexOf(variable->key) >= 0) {
            return faulty(placeOf(i, key, path),
                QCoreApplication::translate("match", "another variable has the same key. Keep one of them."));
        }
        set.variables.append(*std::move(variable));
    }
    putPhoneNumberFirst(set);
    return set;
}

base::Result<void> saveVariableSet(const VariableSet &set, const QString &path)
{
    return writeJsonObject(toJson(set), path);
}

QJsonObject toJson(const VariableSet &set)
{
    QJsonArray variables;
    for (const Variable &variable : set.variables) {
        QJsonObject object{{"key"_L1, variable.key}, {"label"_L1, variable.label}, {"required"_L1, variable.required},
            {"type"_L1, typeName(variable.type)}};
        if (!variable.aliases.isEmpty())
            object.insert("aliases"_L1, QJsonArray::fromStringList(variable.aliases));
        if (!variable.allowedValues.isEmpty())
            object.insert("allowedValues"_L1, QJsonArray::fromStringList(variable.allowedValues));
        if (!variable.pattern.isEmpty())
            object.insert("pattern"_L1, variable.pattern);
        if (variable.longestLength > 0)
            object.insert("longestLength"_L1, variable.longestLength);
        if (!variable.fallback.isEmpty())
            object.insert("fallback"_L1, variable.fallback);
        if (!variable.description.isEmpty())
            object.insert("description"_L1, variable.description);
        variables.append(object);
    }
    QJsonObject object{{"name"_L1, set.name}, {"variables"_L1, variables}};
    if (!set.openingLine.isEmpty())
        object.insert("openingLine"_L1, set.openingLine);
    return object;
}

QString typeName(VariableType type)
{
    for (const auto &[known, word] : typeNames) {
        if (known == type)
            return word;
    }
    return typeNames.front().second;
}

} // namespace callsheet::match
