#include "core/match/variable_set.h"

#include "core/base/text_fold.h"
#include "core/match/json_file.h"
#include "core/match/mapping.h"
#include "core/sheet/table.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

#include <array>
#include <optional>
#include <utility>

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

//! The rule that a key breaks as the end of a sentence, or nothing.
std::optional<QString> faultOfKey(const QString &key)
{
    if (key.trimmed().isEmpty())
        return QCoreApplication::translate("match", "its key is empty. Give it the name that the agent expects.");
    if (key.startsWith(u'$'))
        return QCoreApplication::translate("match", "its key begins with “$”, which the service refuses. Rename it.");
    if (key.contains(u'.'))
        return QCoreApplication::translate("match", "its key contains “.”, which the service refuses. Rename it.");
    if (key.contains(QChar(u'\0')))
        return QCoreApplication::translate("match", "its key contains a NUL character. Type the key again.");
    return std::nullopt;
}

//! "Variable 3 (“due”) of “renewals.json”", for the beginning of a sentence.
QString placeOf(qsizetype index, const QString &key, const QString &path)
{
    if (key.isEmpty())
        return QCoreApplication::translate("match", "Variable %1 of “%2”").arg(index + 1).arg(path);
    return QCoreApplication::translate("match", "Variable %1 (“%2”) of “%3”").arg(index + 1).arg(key, path);
}

base::Error faulty(const QString &place, const QString &fault)
{
    return invalid(QCoreApplication::translate("match", "%1 cannot be used: %2").arg(place, fault));
}

base::Result<Variable> readVariable(const QJsonValue &value, qsizetype index, const QString &path)
{
    if (!value.isObject()) {
        return faulty(placeOf(index, {}, path),
            QCoreApplication::translate("match", "it is not an object. Write it as {\"key\": \"…\"}."));
    }
    const QJsonObject object = value.toObject();
    Variable variable;
    variable.key = object.value("key"_L1).toString();
    const QString place = placeOf(index, variable.key, path);
    if (!object.value("key"_L1).isString() && object.contains("key"_L1))
        return faulty(place, QCoreApplication::translate("match", "its key is not text. Put it in quotation marks."));
    if (const auto fault = faultOfKey(variable.key))
        return faulty(place, *fault);

    const QJsonValue label = object.value("label"_L1);
    if (!label.isUndefined() && !label.isString())
        return faulty(place, QCoreApplication::translate("match", "its label is not text. Put it in quotation marks."));
    variable.label = label.toString().trimmed();
    if (variable.label.isEmpty())
        variable.label = variable.key;

    const QJsonValue required = object.value("required"_L1);
    if (!required.isUndefined() && !required.isBool()) {
        return faulty(place,
            QCoreApplication::translate("match", "“required” has to be true or false, without quotation marks."));
    }
    variable.required = required.toBool();

    if (object.contains("type"_L1)) {
        const auto type = typeOf(object.value("type"_L1).toString());
        if (!type) {
            return faulty(place,
                QCoreApplication::translate(
                    "match", "its type has to be one of text, number, boolean, date, timezone and phone."));
        }
        variable.type = *type;
    }

    const QJsonValue aliases = object.value("aliases"_L1);
    if (!aliases.isUndefined() && !aliases.isArray())
        return faulty(
            place, QCoreApplication::translate("match", "its aliases are not a list. Write them as [\"…\"]."));
    for (const QJsonValue &alias : aliases.toArray()) {
        if (!alias.isString())
            return faulty(place, QCoreApplication::translate("match", "one of its aliases is not text."));
        variable.aliases.append(alias.toString());
    }
    return variable;
}

Variable phoneNumberVariable()
{
    return {phoneNumberKey, QCoreApplication::translate("match", "Phone number"), true, VariableType::Phone, {}};
}

//! The service demands a phone number in every record, whatever the file says about it.
void putPhoneNumberFirst(VariableSet &set)
{
    const int index = set.indexOf(phoneNumberKey);
    if (index < 0) {
        set.variables.prepend(phoneNumberVariable());
        return;
    }
    set.variables.move(index, 0);
    Variable &phone = set.variables.first();
    phone.required = true;
    phone.type = VariableType::Phone;
    if (phone.label == phoneNumberKey)
        phone.label = phoneNumberVariable().label;
}

//! "Order amount (EUR)" becomes "order_amount_eur"; nothing that the service refuses can be left in it.
QString keyFromHeading(const QString &heading, int column)
{
    const QString folded = base::foldHeading(heading);
    return folded.isEmpty() ? "column_"_L1 + sheet::columnLetters(column).toLower()
                            : QString(folded).replace(u' ', u'_');
}

} // namespace

int VariableSet::indexOf(const QString &key) const
{
    for (int i = 0; i < static_cast<int>(variables.size()); ++i) {
        if (variables[i].key == key)
            return i;
    }
    return -1;
}

base::Result<VariableSet> loadVariableSet(const QString &path)
{
    const auto object = readJsonObject(path);
    if (!object)
        return object.error();
    const QJsonValue list = object->value("variables"_L1);
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
    set.name = object->value("name"_L1).toString();
    for (qsizetype i = 0; i < variables.size(); ++i) {
        auto variable = readVariable(variables[i], i, path);
        if (!variable)
            return variable.error();
        if (set.indexOf(variable->key) >= 0) {
            return faulty(placeOf(i, variable->key, path),
                QCoreApplication::translate("match", "another variable has the same key. Keep one of them."));
        }
        set.variables.append(*std::move(variable));
    }
    putPhoneNumberFirst(set);
    return set;
}

base::Result<void> saveVariableSet(const VariableSet &set, const QString &path)
{
    QJsonArray variables;
    for (const Variable &variable : set.variables) {
        QJsonObject object{{"key"_L1, variable.key}, {"label"_L1, variable.label}, {"required"_L1, variable.required},
            {"type"_L1, typeName(variable.type)}};
        if (!variable.aliases.isEmpty())
            object.insert("aliases"_L1, QJsonArray::fromStringList(variable.aliases));
        variables.append(object);
    }
    return writeJsonObject({{"name"_L1, set.name}, {"variables"_L1, variables}}, path);
}

VariableSet learnVariableSet(const QStringList &header)
{
    VariableSet set;
    set.variables.append(phoneNumberVariable());
    // A guess is not enough here: a wrong column would be called.
    const Assignment phone = suggestMapping(set, header).assignments.first();
    const int phoneColumn = phone.isUsed() ? phone.column : -1;
    if (phoneColumn >= 0) {
        set.variables.first().label = header[phoneColumn];
        set.variables.first().aliases = {header[phoneColumn]};
    }
    QSet<QString> keys = {phoneNumberKey};
    for (int column = 0; column < static_cast<int>(header.size()); ++column) {
        if (column == phoneColumn)
            continue;
        const QString wanted = keyFromHeading(header[column], column);
        QString key = wanted;
        for (int copy = 2; keys.contains(key); ++copy)
            key = u"%1_%2"_s.arg(wanted).arg(copy);
        keys.insert(key);
        set.variables.append({key, header[column], false, VariableType::Text, {header[column]}});
    }
    return set;
}

QStringList warningsAbout(const VariableSet &set)
{
    static const QSet<QString> reserved = {u"_id"_s, u"id"_s, u"batchId"_s, u"userId"_s, u"phoneLogs"_s, u"status"_s,
        u"callStatus"_s, u"createdAt"_s, u"updatedAt"_s, u"isDeleted"_s};
    QStringList warnings;
    for (const Variable &variable : set.variables) {
        if (reserved.contains(variable.key)) {
            warnings.append(QCoreApplication::translate("match",
                "The service uses the key “%1” in its own records, so that a value "
                "sent under it may be lost or do harm. Rename it if the agent allows.")
                                .arg(variable.key));
        }
    }
    return warnings;
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
