#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace callsheet::match {

enum class VariableType { Text, Number, Boolean, Date, TimeZone, Phone };

//! One piece of data that the calling agent expects for every person.
struct Variable {
    QString key; // the name in the request, e.g. "account_id"
    QString label; // for people; the key where none is given
    bool required = false;
    VariableType type = VariableType::Text;
    QStringList aliases; // further headings that mean this variable
    QStringList allowedValues = {}; // none: any value
    QString pattern = {}; // regular expression that a whole value has to fit; empty: any value
    int longestLength = 0; // characters; 0: any
    QString fallback = {}; // sent where a row has a blank; empty: none. The phone number never has one.
    QString description = {}; // for people: what the agent does with it

    bool operator==(const Variable &) const = default;
};

//! What an agent expects. Always has a required "phoneNumber" of type Phone, first: the service demands one.
struct VariableSet {
    QString name;
    QList<Variable> variables;
    QString openingLine = {}; // what the agent says first, with {{key}} for values; for the preview alone

    //! Index of the variable with this key, or -1.
    int indexOf(const QString &key) const;
    bool operator==(const VariableSet &) const = default;
};

//! Key of the phone number in a record [batch-api.md].
inline const QString phoneNumberKey = QStringLiteral("phoneNumber");

//! Reads {"name": "…", "openingLine": "…", "variables": [{"key", "label", "description", "required", "type", "aliases":
//! […], "allowedValues": […], "pattern", "longestLength", "fallback"}]}, of which only the key is needed. `type` is one
//! of text, number, boolean, date, timezone, phone. InvalidInput names the file, the variable and what to do: keys that
//! are empty, start with "$", contain "." or NUL, or stand twice; a pattern that does not compile; and so on.
base::Result<VariableSet> loadVariableSet(const QString &path);
base::Result<void> saveVariableSet(const VariableSet &set, const QString &path);
//! The same for a set that is part of another file; `path` is what sentences call it.
base::Result<VariableSet> variableSetFrom(const QJsonObject &object, const QString &path);
QJsonObject toJson(const VariableSet &set);
//! A set learned from a sheet: one optional text variable a column, keys made from the headings.
VariableSet learnVariableSet(const QStringList &header);
//! Keys that the service's own records use (`_id`, `batchId`, …): allowed, but worth a warning each. One sentence a
//! key.
QStringList warningsAbout(const VariableSet &set);

//! What is wrong with the variable by itself, as the end of a sentence ("its key is empty. Give it …"), or nothing.
std::optional<QString> faultOf(const Variable &variable);
//! Why the set cannot be used, as one sentence that names the variable, or nothing.
std::optional<QString> faultOf(const VariableSet &set);

QString typeName(VariableType type); // the word in the file

} // namespace callsheet::match
